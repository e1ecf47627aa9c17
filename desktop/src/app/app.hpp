// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "controllers/chat.hpp"
#include "controllers/entry.hpp"
#include "controllers/group_search.hpp"
#include "controllers/groups.hpp"
#include "controllers/linking.hpp"
#include "controllers/open_group.hpp"
#include "controllers/preferences.hpp"
#include "controllers/search.hpp"
#include "controllers/session.hpp"
#include "host/keychain.hpp"
#include "host/news_reader.hpp"
#include "models/conversation_list.hpp"
#include "models/conversations_of.hpp"
#include "models/devices.hpp"
#include "models/news.hpp"

namespace sotto::desktop {

/// Everything that the screens see, as the one context property `app`; also what ties its parts together.
class App final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString version READ version CONSTANT)
  Q_PROPERTY(sotto::desktop::Preferences* preferences READ preferences CONSTANT)
  Q_PROPERTY(sotto::desktop::Session* session READ session CONSTANT)
  Q_PROPERTY(sotto::desktop::Entry* entry READ entry CONSTANT)
  Q_PROPERTY(sotto::desktop::ConversationsOf* conversations READ conversations CONSTANT)
  Q_PROPERTY(sotto::desktop::ConversationsOf* groupConversations READ groupConversations CONSTANT)
  Q_PROPERTY(sotto::desktop::Groups* groups READ groups CONSTANT)
  Q_PROPERTY(sotto::desktop::GroupSearch* groupSearch READ groupSearch CONSTANT)
  Q_PROPERTY(sotto::desktop::OpenGroup* group READ group CONSTANT)
  Q_PROPERTY(sotto::desktop::Chat* chat READ chat CONSTANT)
  Q_PROPERTY(sotto::desktop::Search* search READ search CONSTANT)
  Q_PROPERTY(sotto::desktop::Linking* linking READ linking CONSTANT)
  Q_PROPERTY(sotto::desktop::Devices* devices READ devices CONSTANT)
  Q_PROPERTY(sotto::desktop::News* news READ news CONSTANT)

 public:
  /// `engine`, `keychain` (nullptr: a passphrase instead) and `source` must outlive this object.
  App(EnginePort& engine, Keychain* keychain, NewsSource& source, const DataFolder& folder,
      QObject* parent = nullptr);

  /// After everything is connected.
  void start();

  [[nodiscard]] QString version() const;
  [[nodiscard]] Preferences* preferences() noexcept { return &preferences_; }
  [[nodiscard]] Session* session() noexcept { return &session_; }
  [[nodiscard]] Entry* entry() noexcept { return &entry_; }
  [[nodiscard]] ConversationList* all_conversations() noexcept { return &conversations_; }
  /// Those with people.
  [[nodiscard]] ConversationsOf* conversations() noexcept { return &people_; }
  [[nodiscard]] ConversationsOf* groupConversations() noexcept { return &rooms_; }
  [[nodiscard]] Groups* groups() noexcept { return &groups_; }
  [[nodiscard]] GroupSearch* groupSearch() noexcept { return &group_search_; }
  [[nodiscard]] OpenGroup* group() noexcept { return &group_; }
  [[nodiscard]] Chat* chat() noexcept { return &chat_; }
  [[nodiscard]] Search* search() noexcept { return &search_; }
  [[nodiscard]] Linking* linking() noexcept { return &linking_; }
  [[nodiscard]] Devices* devices() noexcept { return &devices_; }
  [[nodiscard]] News* news() noexcept { return &news_; }
  /// What this user is called here.
  Q_INVOKABLE QString titleOf(const QString& user) const;

 signals:
  /// Something to tell in passing. `kind`: error, session_reset, undecryptable, device_refused,
  /// device_list_refused, device_copied, state_restored, archive_refused, archive_full, history_foreign,
  /// profile_saved, file_saved, file_not_saved, logged_out, device_revoked or a change that failed; `about`:
  /// the error's name, whom or which file it is about, or how many.
  void noted(const QString& kind, const QString& about, int retryAfterSeconds);
  /// Something is wrong with a group's log; `code` is the error's name.
  void groupDistrusted(const QString& name, const QString& code);
  /// Show this conversation: its notification was clicked.
  void conversationWanted(const QString& user);

 private:
  void connect_parts();
  void on_event(const client::Event& event);
  void on_request_failed(const client::RequestFailed& failure);
  void note_failure(ErrorCode code);
  void note_distrust(const client::GroupDistrusted& event);
  void forget_account();

  EnginePort& engine_;
  Preferences preferences_;
  Startup startup_;
  Session session_;
  Entry entry_;
  ConversationList conversations_;
  ConversationsOf people_;
  ConversationsOf rooms_;
  Groups groups_;
  GroupSearch group_search_;
  OpenGroup group_;
  Chat chat_;
  Search search_;
  Linking linking_;
  Devices devices_;
  News news_;
};

}  // namespace sotto::desktop
