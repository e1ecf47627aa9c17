// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <functional>

#include "host/engine_port.hpp"

namespace sotto::desktop {

class EngineWorker;

/// The engine on a thread of its own. Everything goes to that thread as a message and comes back as one, so
/// the order is kept and the screens never wait. Destroying it lets everything that was handed in before run
/// to its end, closes the database and waits for that.
class EngineHost final : public EnginePort {
  Q_OBJECT

 public:
  explicit EngineHost(QObject* parent = nullptr);
  ~EngineHost() override;

  void open(const QString& database, SecretBytes key, const RelayUrl& relay, Then<void> then) override;
  void close() override;
  void submit(client::Input input, Then<void> then) override;
  void ask_account(Then<AccountStatus> then) override;
  void ask_conversations(Then<std::vector<client::ConversationView>> then) override;
  void ask_conversation(const ConversationId& with,
                        Then<std::optional<client::ConversationView>> then) override;
  void ask_timeline(const ConversationId& with, std::optional<store::Position> before, std::size_t limit,
                    Then<client::TimelinePage> then) override;
  void ask_search(std::string query, std::size_t limit, Then<std::vector<store::Message>> then) override;
  void ask_groups(Then<std::vector<client::GroupView>> then) override;
  void ask_group(const GroupId& group, Then<std::optional<client::GroupView>> then) override;
  void ask_attachment(const ConversationId& with, const MessageId& message, std::uint64_t offset,
                      std::uint64_t size, Then<SecretBytes> then) override;
  void ask_linking(Then<std::optional<client::LinkingView>> then) override;
  void ask_safety_number(const Username& with, Then<std::optional<std::string>> then) override;
  void ask_safety_code(const Username& with, Then<std::optional<std::string>> then) override;
  void compare_safety_code(const Username& with, std::string text,
                           Then<crypto::SafetyCodeMatch> then) override;

 private:
  /// Runs `work` on the worker's thread and hands its result to `then` on this one.
  template <class T, class Work>
  void post(Then<T> then, Work work);
  /// The same for a question to the engine.
  template <class T, class Question>
  void ask(Then<T> then, Question question);

  QThread thread_;
  EngineWorker* worker_;
};

}  // namespace sotto::desktop
