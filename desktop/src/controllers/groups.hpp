// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <map>
#include <optional>

#include "host/engine_port.hpp"
#include "models/found_groups.hpp"
#include "models/pending.hpp"

namespace sotto::desktop {

/// The groups of this account: those that it is or was in, and those that it waits for.
class Groups final : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
  Q_PROPERTY(bool creating READ creating NOTIFY creatingChanged)
  Q_PROPERTY(QString createError READ createError NOTIFY creatingChanged)
  Q_PROPERTY(sotto::desktop::FoundGroups* waiting READ waiting CONSTANT)

 public:
  /// `engine` must outlive this object.
  explicit Groups(EnginePort& engine, QObject* parent = nullptr);

  /// Reads everything anew.
  void load();
  void clear();

  [[nodiscard]] bool loaded() const noexcept { return loaded_; }
  /// Those that one has asked to be let into.
  [[nodiscard]] FoundGroups* waiting() noexcept { return &waiting_; }
  /// nullptr: none of one's own.
  [[nodiscard]] const client::GroupView* find(const GroupId& group) const;
  /// Of a conversation with a group, as an address for an image; "" where there is none.
  [[nodiscard]] Q_INVOKABLE QString picture(const QString& conversation) const;

  /// One is on its way.
  [[nodiscard]] bool creating() const noexcept { return creating_; }
  /// Why the last one isn't there.
  [[nodiscard]] QString createError() const;

  /// A secure one; created() or createError() follows. `approvers` is a role's code.
  Q_INVOKABLE void create(const QString& name, int approvals, const QString& approvers);

  /// An open one, in which nothing is encrypted; otherwise the same.
  Q_INVOKABLE void createOpen(const QString& name);

  /// Nobody waits for it any more, or looks at why it isn't there. It may still come, among the others.
  Q_INVOKABLE void forgetCreation();

  /// A request that was not named has failed; true if somebody waits for a group.
  bool take_failure(ErrorCode code);

 signals:
  void changed();
  void creatingChanged();
  void groupChanged(const sotto::GroupId& group);
  void pictureChanged(const QString& conversation);
  /// The one that was asked for here is there.
  void created(const QString& groupId);
  void failed(sotto::ErrorCode code);

 private:
  void begin(client::CreateGroup wish);
  void set_creating(bool creating, std::optional<ErrorCode> error = std::nullopt);
  void on_event(const client::Event& event);
  void on_created(const GroupId& group);
  void refresh(const GroupId& group);
  void take(client::GroupView view);
  void keep_picture(const client::GroupView& view);
  void show_waiting();

  EnginePort& engine_;
  std::map<GroupId, client::GroupView> all_;
  /// Made once of each picture.
  struct Picture {
    Bytes of;
    QString address;
  };
  std::map<GroupId, Picture> pictures_;
  FoundGroups waiting_;
  Pending<GroupId> pending_;
  bool loaded_ = false;
  bool creating_ = false;
  std::optional<ErrorCode> create_error_;
};

}  // namespace sotto::desktop
