// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_engine.hpp"

#include <algorithm>

namespace sotto::desktop::testing {
namespace {

MessageId id_for(std::uint64_t number) {
  MessageId id;
  for (std::size_t i = 0; i < 8; ++i) id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

constexpr std::int64_t noon = 1'764'072'000'000;  // 2025-11-25 12:00 UTC

}  // namespace

Username user(const char* name) { return *Username::parse(name); }

template <class T>
void FakeEngine::later(Then<T> then, std::function<Result<T>()> answer) {
  answers_.push_back([then, answer] { then(answer()); });
}

void FakeEngine::settle() {
  while (!answers_.empty()) {
    const auto next = answers_.front();
    answers_.pop_front();
    next();
  }
}

store::Position FakeEngine::append(const ConversationId& with, const std::string& body,
                                   store::MessageState state) {
  const bool received = state == store::MessageState::received;
  const auto number = static_cast<std::int64_t>(last_position_) + 1;
  const Instant at{noon + number * 1'000};
  const auto other = with.user() != nullptr ? *with.user() : user("a-member");
  return append(
      {{}, {}, with, received ? other : user("me-myself"), store::MessageKind::text, state, at, at, body});
}

store::Position FakeEngine::append(store::Message message) {
  message.position = store::Position{++last_position_};
  message.id = id_for(last_position_);
  const ConversationId with = message.conversation;
  const auto at =
      conversations.try_emplace(with, client::ConversationView{with, with.text(), {}, 0, {}, false}).first;
  at->second.last = message;
  if (message.state == store::MessageState::received) ++at->second.unread;
  messages_[with].push_back(message);
  return message.position;
}

void FakeEngine::set_state(const ConversationId& with, store::Position position, store::MessageState state) {
  for (auto& message : messages_[with]) {
    if (message.position == position) message.state = state;
  }
}

store::Message& FakeEngine::at(const ConversationId& with, store::Position position) {
  auto& all = messages_.at(with);
  return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.position == position; });
}

void FakeEngine::erase(const ConversationId& with, store::Position position) {
  auto& all = messages_.at(with);
  const auto is_there = [&](const store::Message& one) { return one.position == position; };
  all.erase(std::remove_if(all.begin(), all.end(), is_there), all.end());
}

void FakeEngine::react(const ConversationId& with, store::Position position, const Username& by,
                       const std::string& emoji) {
  reactions_.push_back({message(with, position).id, by, emoji});
}

const store::Message& FakeEngine::message(const ConversationId& with, store::Position position) const {
  const auto& all = messages_.at(with);
  return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.position == position; });
}

void FakeEngine::open(const QString& database, SecretBytes, const RelayUrl&, Then<void> then) {
  opened.append(database);
  later<void>(std::move(then), [this] { return open_status; });
}

void FakeEngine::submit(client::Input input, Then<void> then) {
  inputs.push_back(std::move(input));
  later<void>(std::move(then), [status = submit_status] { return status; });
}

void FakeEngine::ask_account(Then<AccountStatus> then) {
  later<AccountStatus>(std::move(then), [this] { return status; });
}

void FakeEngine::ask_conversations(Then<std::vector<client::ConversationView>> then) {
  later<std::vector<client::ConversationView>>(std::move(then), [this] {
    std::vector<client::ConversationView> all;
    for (const auto& [with, view] : conversations) all.push_back(view);
    return all;
  });
}

void FakeEngine::ask_conversation(const ConversationId& with,
                                  Then<std::optional<client::ConversationView>> then) {
  ++conversation_questions;
  later<std::optional<client::ConversationView>>(std::move(then), [this, with] {
    const auto at = conversations.find(with);
    return at == conversations.end() ? std::optional<client::ConversationView>{} : std::optional{at->second};
  });
}

void FakeEngine::add_company(const store::Message& message, client::TimelinePage& page) const {
  for (const auto& other : messages_.at(message.conversation)) {
    if (message.quoted == other.id && other.kind == store::MessageKind::text) page.quoted.push_back(other);
  }
  for (const auto& attachment : attachments) {
    if (attachment.message == message.id || attachment.message == message.quoted) {
      page.attachments.push_back(attachment);
    }
  }
  for (const auto& reaction : reactions_) {
    if (reaction.message == message.id) page.reactions.push_back(reaction);
  }
}

void FakeEngine::ask_timeline(const ConversationId& with, std::optional<store::Position> before,
                              std::size_t limit, Then<client::TimelinePage> then) {
  ++timeline_questions;
  later<client::TimelinePage>(std::move(then), [this, with, before, limit] {
    client::TimelinePage page;
    const auto& all = messages_[with];
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
      if (before && !(at->position < *before)) continue;
      if (page.messages.size() == limit) {
        page.more = true;
        break;
      }
      page.messages.push_back(*at);
    }
    for (const auto& message : page.messages) add_company(message, page);
    if (!before) page.off_record = off_record[with];
    return page;
  });
}

void FakeEngine::ask_search(std::string query, std::size_t limit, Then<std::vector<store::Message>> then) {
  later<std::vector<store::Message>>(std::move(then), [this, query, limit] {
    std::vector<store::Message> hits;
    for (const auto& [with, all] : messages_) {
      for (const auto& message : all) {
        if (hits.size() < limit && message.body.find(query) != std::string::npos) hits.push_back(message);
      }
    }
    return hits;
  });
}

void FakeEngine::ask_groups(Then<std::vector<client::GroupView>> then) {
  later<std::vector<client::GroupView>>(std::move(then), [this] {
    std::vector<client::GroupView> all;
    for (const auto& [id, view] : groups) all.push_back(view);
    return all;
  });
}

void FakeEngine::ask_group(const GroupId& group, Then<std::optional<client::GroupView>> then) {
  later<std::optional<client::GroupView>>(std::move(then), [this, group] {
    const auto at = groups.find(group);
    return at == groups.end() ? std::optional<client::GroupView>{} : std::optional{at->second};
  });
}

void FakeEngine::ask_attachment(const ConversationId&, const MessageId& message, std::uint64_t offset,
                                std::uint64_t size, Then<SecretBytes> then) {
  later<SecretBytes>(std::move(then), [this, message, offset, size]() -> Result<SecretBytes> {
    const auto found = files.find(message);
    if (found == files.end()) return Error{ErrorCode::invalid_state, "attachment"};
    const auto rest = ByteView{found->second}.subspan(static_cast<std::size_t>(offset));
    return SecretBytes::copied_from(rest.first(std::min(rest.size(), static_cast<std::size_t>(size))));
  });
}

void FakeEngine::ask_linking(Then<std::optional<client::LinkingView>> then) {
  later<std::optional<client::LinkingView>>(std::move(then), [this] { return linking; });
}

void FakeEngine::ask_safety_number(const Username& with, Then<std::optional<std::string>> then) {
  later<std::optional<std::string>>(std::move(then), [this, with] {
    const auto at = safety_numbers.find(with);
    return at == safety_numbers.end() ? std::optional<std::string>{} : std::optional{at->second};
  });
}

void FakeEngine::ask_safety_code(const Username& with, Then<std::optional<std::string>> then) {
  later<std::optional<std::string>>(std::move(then), [this, with] {
    const auto at = safety_codes.find(with);
    return at == safety_codes.end() ? std::optional<std::string>{} : std::optional{at->second};
  });
}

void FakeEngine::compare_safety_code(const Username& with, std::string text,
                                     Then<crypto::SafetyCodeMatch> then) {
  later<crypto::SafetyCodeMatch>(std::move(then), [this, with, text]() -> Result<crypto::SafetyCodeMatch> {
    if (safety_codes.count(with) == 0) return Error{ErrorCode::not_found};
    const auto at = known_codes.find(text);
    return at == known_codes.end() ? crypto::SafetyCodeMatch::other_code : at->second;
  });
}

}  // namespace sotto::desktop::testing
