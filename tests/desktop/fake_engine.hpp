// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/engine_port.hpp"

namespace sotto::desktop::testing {

[[nodiscard]] Username user(const char* name);

/// An engine whose answers the test decides, and which come when the test says so: settle().
class FakeEngine final : public EnginePort {
  Q_OBJECT

 public:
  // What it answers.
  AccountStatus status;
  std::map<ConversationId, client::ConversationView> conversations;
  std::map<GroupId, client::GroupView> groups;
  std::map<Username, std::string> safety_numbers;
  std::map<MessageId, Bytes> files;  ///< that are here whole
  std::map<Username, std::string> safety_codes;
  /// What each text is, if it is one's code; any other is another code.
  std::map<std::string, crypto::SafetyCodeMatch> known_codes;
  std::vector<client::AttachmentView> attachments;
  std::map<ConversationId, std::vector<client::OffRecordMessage>> off_record;
  std::optional<client::LinkingView> linking;
  Status open_status;
  /// What every input is answered with.
  Status submit_status;

  // What it was asked.
  std::vector<client::Input> inputs;
  QStringList opened;  ///< databases
  int closed = 0;
  int timeline_questions = 0;
  int conversation_questions = 0;

  /// A text, received by default; gives its place. The conversation follows.
  store::Position append(const ConversationId& with, const std::string& body,
                         store::MessageState state = store::MessageState::received);
  store::Position append(store::Message message);
  void set_state(const ConversationId& with, store::Position position, store::MessageState state);
  /// The message there, to be changed.
  [[nodiscard]] store::Message& at(const ConversationId& with, store::Position position);
  void erase(const ConversationId& with, store::Position position);
  void react(const ConversationId& with, store::Position position, const Username& by,
             const std::string& emoji);
  [[nodiscard]] const store::Message& message(const ConversationId& with, store::Position position) const;

  void fire(const client::Event& event) { emit happened(event); }
  /// Gives every answer that is due, and those that are asked for meanwhile.
  void settle();
  /// The last input, if it is of this type.
  template <class T>
  [[nodiscard]] const T* last() const {
    return inputs.empty() ? nullptr : std::get_if<T>(&inputs.back());
  }
  template <class T>
  [[nodiscard]] std::size_t count() const {
    std::size_t found = 0;
    for (const auto& input : inputs) found += std::holds_alternative<T>(input) ? 1U : 0U;
    return found;
  }

  void open(const QString& database, SecretBytes key, const RelayUrl& relay, Then<void> then) override;
  void close() override { ++closed; }
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
  /// As the engine gives a page: with what its messages answer, and the reactions to them.
  void add_company(const store::Message& message, client::TimelinePage& page) const;
  template <class T>
  void later(Then<T> then, std::function<Result<T>()> answer);

  std::map<ConversationId, std::vector<store::Message>> messages_;  ///< oldest first
  std::vector<client::ReactionView> reactions_;
  std::deque<std::function<void()>> answers_;
  std::uint64_t last_position_ = 0;
};

}  // namespace sotto::desktop::testing
