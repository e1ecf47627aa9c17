// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "host/engine_port.hpp"
#include "host/startup.hpp"

namespace sotto::desktop {

/// Who uses this program, whether the relay can be reached, and the way in: the database's lock.
class Session final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString state READ state NOTIFY changed)
  Q_PROPERTY(QString lock READ lock NOTIFY changed)
  Q_PROPERTY(QString startFailure READ startFailure NOTIFY changed)
  Q_PROPERTY(QString link READ link NOTIFY changed)
  Q_PROPERTY(bool displaced READ displaced NOTIFY changed)
  Q_PROPERTY(QString username READ username NOTIFY changed)
  Q_PROPERTY(QString displayName READ displayName NOTIFY changed)
  Q_PROPERTY(QString about READ about NOTIFY changed)
  Q_PROPERTY(bool listed READ listed NOTIFY changed)
  Q_PROPERTY(bool readReceipts READ readReceipts NOTIFY changed)
  Q_PROPERTY(bool typing READ typing NOTIFY changed)
  Q_PROPERTY(bool profileSaving READ profileSaving NOTIFY changed)
  Q_PROPERTY(bool restoring READ restoring NOTIFY restored)
  Q_PROPERTY(double restoredFraction READ restoredFraction NOTIFY restored)
  Q_PROPERTY(bool archiveDoubted READ archiveDoubted NOTIFY changed)

 public:
  /// Both must outlive this object.
  Session(EnginePort& engine, Startup& startup, QObject* parent = nullptr);

  /// "starting", "locked", "failed", "out" or "in".
  [[nodiscard]] QString state() const;
  /// "", "create", "enter" or "wrong".
  [[nodiscard]] QString lock() const;
  [[nodiscard]] QString startFailure() const;
  /// "offline", "connecting" or "online".
  [[nodiscard]] QString link() const;
  /// Another connection of this device took over.
  [[nodiscard]] bool displaced() const noexcept { return displaced_; }
  [[nodiscard]] QString username() const;
  [[nodiscard]] QString displayName() const;
  [[nodiscard]] QString about() const;
  [[nodiscard]] bool listed() const;
  /// Others are told what one has read, and one sees what they have read.
  [[nodiscard]] bool readReceipts() const;
  /// Others are told when one writes, and one sees when they do.
  [[nodiscard]] bool typing() const;
  [[nodiscard]] bool profileSaving() const noexcept { return profile_saving_; }
  /// nullopt: nobody is logged in.
  [[nodiscard]] std::optional<Username> user() const {
    return account_ ? std::optional{account_->username} : std::nullopt;
  }
  /// Earlier messages of the account are still on their way to this device.
  [[nodiscard]] bool restoring() const noexcept { return history_.restored < history_.total; }
  /// 0 to 1.
  [[nodiscard]] double restoredFraction() const noexcept;
  /// The relay's copy of the history isn't the known one: nothing goes on before acceptArchive().
  [[nodiscard]] bool archiveDoubted() const noexcept { return archive_doubted_; }
  [[nodiscard]] bool is_in() const noexcept { return account_.has_value(); }
  [[nodiscard]] bool is_online() const noexcept { return link_ == client::LinkState::online; }

  Q_INVOKABLE void unlock(QString passphrase);
  Q_INVOKABLE void retryStart();
  /// Keeps a damaged database under another name and begins with a new one.
  Q_INVOKABLE void beginAnew();
  Q_INVOKABLE void reconnect();
  Q_INVOKABLE void updateProfile(const QString& displayName, const QString& about, bool listed);
  /// Goes on with the history that the relay has now.
  Q_INVOKABLE void acceptArchive();
  Q_INVOKABLE void tellReading(bool told);
  Q_INVOKABLE void tellTyping(bool told);
  Q_INVOKABLE void logOut();

  /// A request that was not named has failed: the profile may have been meant.
  void take_failure();

 signals:
  void changed();
  /// More of the history is here.
  void restored();
  /// Somebody is logged in now, whose conversations can be read.
  void entered();
  /// Nobody is any more: nothing of the account may stay on the screen.
  void left();
  void profileSaved();
  void failed(sotto::ErrorCode code);

 private:
  void on_event(const client::Event& event);
  void read_account();
  void set_privacy(const client::SetPrivacy& changed);
  void read_privacy();
  void take(AccountStatus status);
  void on_profile(const client::ProfileView& profile);
  void on_history(const client::RestoreProgress& progress);
  void set_archive_doubted(bool doubted);
  void on_link(client::LinkState link);

  EnginePort& engine_;
  Startup& startup_;
  std::optional<client::AccountView> account_;
  client::LinkState link_ = client::LinkState::offline;
  /// Whether it is known who is logged in.
  bool known_ = false;
  bool displaced_ = false;
  bool profile_saving_ = false;
  bool archive_doubted_ = false;
  client::RestoreProgress history_;
};

}  // namespace sotto::desktop
