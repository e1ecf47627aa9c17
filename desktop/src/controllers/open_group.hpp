// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QUrl>
#include <optional>

#include "controllers/group_search.hpp"
#include "controllers/groups.hpp"
#include "controllers/session.hpp"
#include "host/engine_port.hpp"
#include "models/conversation_list.hpp"
#include "models/group_members.hpp"
#include "models/join_requests.hpp"

namespace sotto::desktop {

/// The group on the screen, one's own or not: what is known of it, and what one does to it. Each deed
/// becomes an entry of its log; what the relay or its members don't take is told by failed() or an event.
class OpenGroup final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString groupId READ groupId NOTIFY changed)
  Q_PROPERTY(QString conversation READ conversation NOTIFY changed)
  Q_PROPERTY(QString name READ name NOTIFY changed)
  Q_PROPERTY(QString standing READ standing NOTIFY changed)
  Q_PROPERTY(bool readable READ readable NOTIFY changed)
  Q_PROPERTY(bool unencrypted READ unencrypted NOTIFY changed)
  Q_PROPERTY(bool moderates READ moderates NOTIFY changed)
  Q_PROPERTY(bool olderPosts READ olderPosts NOTIFY changed)
  Q_PROPERTY(int refusedPosts READ refusedPosts NOTIFY changed)
  Q_PROPERTY(bool forked READ forked NOTIFY changed)
  Q_PROPERTY(bool behind READ behind NOTIFY changed)
  Q_PROPERTY(QString disputedBy READ disputedBy NOTIFY changed)
  Q_PROPERTY(QString role READ role NOTIFY changed)
  Q_PROPERTY(bool hasPicture READ hasPicture NOTIFY changed)
  Q_PROPERTY(bool mayApprove READ mayApprove NOTIFY changed)
  Q_PROPERTY(int policyApprovals READ policyApprovals NOTIFY changed)
  Q_PROPERTY(QString policyApprovers READ policyApprovers NOTIFY changed)
  Q_PROPERTY(int neededApprovals READ neededApprovals NOTIFY changed)
  Q_PROPERTY(int memberCount READ memberCount NOTIFY changed)
  Q_PROPERTY(int unanswered READ unanswered NOTIFY changed)
  Q_PROPERTY(QString firstUnanswered READ firstUnanswered NOTIFY changed)
  Q_PROPERTY(QString setting READ setting NOTIFY changed)
  Q_PROPERTY(QString settingState READ settingState NOTIFY changed)
  Q_PROPERTY(QString settingError READ settingError NOTIFY changed)
  Q_PROPERTY(sotto::desktop::GroupMembers* members READ members CONSTANT)
  Q_PROPERTY(sotto::desktop::JoinRequests* requests READ requests CONSTANT)

 public:
  /// Where it reads from; all must outlive this object.
  struct Sources {
    EnginePort& engine;
    const Groups& groups;
    const GroupSearch& search;
    ConversationList& conversations;
    const Session& session;
  };
  explicit OpenGroup(Sources sources, QObject* parent = nullptr);

  /// "" when none is open.
  [[nodiscard]] QString groupId() const;
  /// As Chat::open() takes it.
  [[nodiscard]] QString conversation() const;
  /// "" when it isn't known.
  [[nodiscard]] QString name() const;
  /// "waiting", "member", "former", or "" for a group that one has nothing to do with.
  [[nodiscard]] QString standing() const;
  /// Its messages can be shown.
  [[nodiscard]] bool readable() const;
  /// An open one, by its log; of another's the relay's word. Nothing in it is encrypted, everybody reads it.
  [[nodiscard]] bool unencrypted() const;
  /// The reader takes back what others said.
  [[nodiscard]] bool moderates() const;
  /// There are posts in front of those that are here.
  [[nodiscard]] bool olderPosts() const;
  /// Posts that don't hold, and aren't shown.
  [[nodiscard]] int refusedPosts() const;
  /// Somebody has another history: nothing is sent.
  [[nodiscard]] bool forked() const;
  /// Somebody has named a newer log than the relay serves: nothing is sent yet.
  [[nodiscard]] bool behind() const;
  /// What whoever has another history, or a newer one, is called here; "" if it is only the relay's word.
  [[nodiscard]] QString disputedBy() const;
  /// The reader's: "member", "admin", "owner" or "".
  [[nodiscard]] QString role() const;
  [[nodiscard]] bool hasPicture() const;
  [[nodiscard]] bool mayApprove() const;
  [[nodiscard]] int policyApprovals() const;
  [[nodiscard]] QString policyApprovers() const;
  [[nodiscard]] int neededApprovals() const;
  [[nodiscard]] int memberCount() const { return members_.rowCount(); }
  /// How many requests wait for the reader's word, and whose is the first.
  [[nodiscard]] int unanswered() const;
  [[nodiscard]] QString firstUnanswered() const;
  /// What was set here last: "name" or "policy"; "" when that is forgotten.
  [[nodiscard]] QString setting() const;
  /// What became of it: "asked", "saved" when the group's log has it, or "failed"; "" for nothing.
  [[nodiscard]] QString settingState() const;
  [[nodiscard]] QString settingError() const;
  [[nodiscard]] GroupMembers* members() noexcept { return &members_; }
  [[nodiscard]] JoinRequests* requests() noexcept { return &requests_; }

  Q_INVOKABLE void open(const QString& groupId);
  Q_INVOKABLE void close();
  /// Asks to be let in.
  Q_INVOKABLE void join();
  /// Leaves, or withdraws the request.
  Q_INVOKABLE void leave();
  Q_INVOKABLE void approve(const QString& user);
  /// A member, or a request that is turned down.
  Q_INVOKABLE void remove(const QString& user);
  Q_INVOKABLE void setRole(const QString& user, const QString& role);
  Q_INVOKABLE void setPolicy(int approvals, const QString& approvers);
  Q_INVOKABLE void rename(const QString& name);
  /// Nobody looks any more at what became of it.
  Q_INVOKABLE void forgetSetting();
  /// The name of what is wrong with the file, or "".
  Q_INVOKABLE QString setPicture(const QUrl& file);
  Q_INVOKABLE void removePicture();
  /// Earlier posts of an open group, from the relay.
  Q_INVOKABLE void loadPosts();

  /// A request that was not named has failed; true if something was being set.
  bool take_failure(ErrorCode code);

 signals:
  void changed();
  void failed(sotto::ErrorCode code);

 private:
  /// nullptr: none of one's own, or nothing is open.
  [[nodiscard]] const client::GroupView* view() const;
  void read();
  void submit(client::Input input);
  void act(client::GroupAct what);
  void set(client::GroupAct what);
  [[nodiscard]] GroupMemberRow row_of(const client::GroupView& view,
                                      const client::GroupMemberView& member) const;

  Sources from_;
  std::optional<GroupId> group_;
  QString found_as_;  ///< its name when it was opened from a search
  bool found_open_ = false;
  GroupMembers members_;
  JoinRequests requests_;

  enum class SettingState { asked, saved, failed };
  struct Setting {
    client::GroupAct wanted;
    SettingState state = SettingState::asked;
    ErrorCode error = ErrorCode::refused;  ///< why it failed
  };
  std::optional<Setting> setting_;
};

}  // namespace sotto::desktop
