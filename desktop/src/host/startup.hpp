// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>

#include "host/engine_port.hpp"
#include "host/master_key.hpp"

namespace sotto::desktop {

/// From nothing to a running engine: the key, then the database for the relay. Also the way back there after
/// another relay was chosen, or after a failure.
class Startup final : public QObject {
  Q_OBJECT

 public:
  enum class Phase : std::uint8_t { starting, locked, failed, ready };

  /// `engine` and `keychain` (nullptr: none is asked) must outlive this object.
  Startup(EnginePort& engine, DataFolder folder, Keychain* keychain, QObject* parent = nullptr);

  /// nullopt: no relay was chosen yet; then it is ready without a database.
  void start(std::optional<RelayUrl> relay);
  void use_relay(std::optional<RelayUrl> relay);
  void unlock(SecretBytes passphrase);
  /// After a failure.
  void retry();
  /// After store_corrupt: keeps the damaged database under another name and begins with a new one. Whoever
  /// logs in there gets what the account's archive has.
  void begin_anew();
  /// Closes the database and opens it again, and with it the link.
  void reopen();

  [[nodiscard]] Phase phase() const noexcept { return phase_; }
  [[nodiscard]] Lock lock() const noexcept { return lock_; }
  [[nodiscard]] std::optional<ErrorCode> failure() const noexcept { return failure_; }

 signals:
  void changed();
  /// The engine runs, on this relay's database; also once without one, when no relay was chosen.
  void opened();

 private:
  void open();
  void enter(Phase phase, Lock lock = Lock::none, std::optional<ErrorCode> failure = {});

  EnginePort& engine_;
  DataFolder folder_;
  MasterKey key_;
  std::optional<RelayUrl> relay_;
  bool has_key_ = false;
  Phase phase_ = Phase::starting;
  Lock lock_ = Lock::none;
  std::optional<ErrorCode> failure_;
};

}  // namespace sotto::desktop
