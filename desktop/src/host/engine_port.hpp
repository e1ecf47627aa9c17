// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "host/relay_url.hpp"
#include "host/then.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/client/event.hpp"
#include "sotto/client/input.hpp"
#include "sotto/client/view.hpp"
#include "sotto/crypto/safety_code.hpp"

namespace sotto::desktop {

/// Who is logged in, and how the link stands.
struct AccountStatus {
  std::optional<client::AccountView> account;
  client::LinkState link = client::LinkState::offline;
};

/// The screens' side of the engine. Nothing here waits: what is asked is answered later, in the order of
/// asking, and an event comes before the answers to what was asked after it. Used by the thread of the
/// screens. While no database is open, every answer is invalid_state.
class EnginePort : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Opens the database and starts the engine on it; whatever was open is closed first. Errors: those of
  /// store::SqlcipherStore::open and client::Engine::start.
  virtual void open(const QString& database, SecretBytes key, const RelayUrl& relay, Then<void> then) = 0;
  virtual void close() = 0;

  /// Errors: those of client::Engine::handle.
  virtual void submit(client::Input input, Then<void> then) = 0;

  virtual void ask_account(Then<AccountStatus> then) = 0;
  virtual void ask_conversations(Then<std::vector<client::ConversationView>> then) = 0;
  virtual void ask_conversation(const ConversationId& with,
                                Then<std::optional<client::ConversationView>> then) = 0;
  /// `limit` 1 to 200.
  virtual void ask_timeline(const ConversationId& with, std::optional<store::Position> before,
                            std::size_t limit, Then<client::TimelinePage> then) = 0;
  virtual void ask_search(std::string query, std::size_t limit, Then<std::vector<store::Message>> then) = 0;
  virtual void ask_groups(Then<std::vector<client::GroupView>> then) = 0;
  virtual void ask_group(const GroupId& group, Then<std::optional<client::GroupView>> then) = 0;
  /// Errors: those of client::Engine::attachment_bytes.
  virtual void ask_attachment(const ConversationId& with, const MessageId& message, std::uint64_t offset,
                              std::uint64_t size, Then<SecretBytes> then) = 0;
  virtual void ask_linking(Then<std::optional<client::LinkingView>> then) = 0;
  virtual void ask_safety_number(const Username& with, Then<std::optional<std::string>> then) = 0;
  virtual void ask_safety_code(const Username& with, Then<std::optional<std::string>> then) = 0;
  virtual void compare_safety_code(const Username& with, std::string text,
                                   Then<crypto::SafetyCodeMatch> then) = 0;

 signals:
  void happened(const sotto::client::Event& event);
};

}  // namespace sotto::desktop
