// SPDX-License-Identifier: GPL-3.0-or-later
#include "off_record.hpp"

#include <algorithm>

#include "contacts.hpp"
#include "own_state.hpp"
#include "sotto/base/text.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::off_record {
namespace {

using store::Table;

/// Of one conversation; beyond it the oldest go.
constexpr std::size_t most_said = 200;
/// A relay that repeats a message can't make this device speak for ever.
constexpr unsigned most_confirmations = 3;

Result<bool> is_known(Step& step, const Username& user) {
  SOTTO_ASSIGN(const bool accepted, contacts::is_accepted(step, user));
  SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, user));
  return accepted && !blocked && !(user == step.self().user);
}

Status check_with(Step& step, const ConversationId& with) {
  const auto* user = with.user();
  if (user == nullptr) return Error{ErrorCode::not_permitted, "group off the record"};
  SOTTO_ASSIGN(const bool known, is_known(step, *user));
  if (!known) return Error{ErrorCode::invalid_state, "off the record"};
  return {};
}

template <class Change>
void change(Step& step, const Username& with, Change apply) {
  auto& talks = step.memory().off_record.talks;
  const auto at = talks.find(with);
  auto talk = at == talks.end() ? OffRecordTalk{} : *at->second;
  apply(talk);
  talks.insert_or_assign(with, std::make_shared<const OffRecordTalk>(std::move(talk)));
}

/// What was begun to be written. Only by this device's user: the other can't make it go.
Status erase_draft(Step& step, const ConversationId& with) {
  SOTTO_ASSIGN(const auto draft, step.find(Table::draft, key_of(with)));
  if (!draft) return {};
  SOTTO_TRY(step.erase(Table::draft, key_of(with)));
  return own_state::note_draft(step, with);
}

/// The conversation is off the record from here on, if it was not.
Status enter(Step& step, const Username& with) {
  if (is_off(step.memory(), with)) return {};
  SOTTO_TRY(step.open_conversation(with));
  change(step, with, [](OffRecordTalk&) {});
  step.notify(ConversationChanged{with});
  return {};
}

Result<store::Position> newest_position(Step& step, const Username& with) {
  SOTTO_ASSIGN(const auto newest, step.page(with, std::nullopt, 1));
  return newest.empty() ? store::Position{} : newest.front().position;
}

Status append(Step& step, const Username& with, OffRecordSaid said) {
  SOTTO_TRY(enter(step, with));
  SOTTO_ASSIGN(said.after, newest_position(step, with));
  change(step, with, [&](OffRecordTalk& talk) {
    if (said.state == OffRecordState::received) ++talk.unread;
    talk.said.push_back(std::move(said));
    if (talk.said.size() > most_said) talk.said.erase(talk.said.begin());
  });
  step.notify(ConversationChanged{with});
  return {};
}

/// Does nothing when it is not here.
template <class Change>
void change_said(Step& step, const Username& with, const MessageId& message, Change apply) {
  if (find(step.memory(), with, message) == nullptr) return;
  change(step, with, [&](OffRecordTalk& talk) {
    for (auto& said : talk.said) {
      if (said.id == message) apply(said);
    }
  });
}

Status confirm(Step& step, const Username& to, const MessageId& message) {
  change_said(step, to, message, [](OffRecordSaid& said) { ++said.confirmations; });
  return off_record_flights::confirm(step, to, message);
}

std::shared_ptr<const SecretBytes> secret(std::string_view text) {
  return std::make_shared<const SecretBytes>(SecretBytes::copied_from(text));
}

}  // namespace

Status go(Step& step, const GoOffRecord& intent) {
  SOTTO_TRY(check_with(step, intent.with));
  SOTTO_TRY(erase_draft(step, intent.with));
  return enter(step, *intent.with.user());
}

Status end(Step& step, const EndOffRecord& intent) {
  if (const auto* user = intent.with.user()) forget(step, *user);
  return {};
}

Status send(Step& step, const SendOffRecord& intent) {
  SOTTO_TRY(check_text(intent.text, 1, wire::max_text, "text off the record"));
  SOTTO_TRY(check_with(step, intent.to));
  SOTTO_TRY(erase_draft(step, intent.to));
  const auto& to = *intent.to.user();
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  SOTTO_TRY(
      append(step, to, {id, step.self().user, OffRecordState::sending, step.now(), secret(intent.text), {}}));
  typing::on_said(step.memory(), to);
  return off_record_flights::begin(step, to, id);
}

Status retry(Step& step, const Username& with, const MessageId& message) {
  SOTTO_TRY(check_with(step, with));
  const auto* said = find(step.memory(), with, message);
  if (said == nullptr) return Error{ErrorCode::not_found, "off the record"};
  const bool failed =
      said->state == OffRecordState::not_delivered || said->state == OffRecordState::unconfirmed;
  if (!failed) return Error{ErrorCode::invalid_state, "off the record"};
  settle(step, with, message, OffRecordState::sending);
  return off_record_flights::begin(step, with, message);
}

Status on_read(Step& step, const ConversationId& with) {
  const auto* user = with.user();
  if (user == nullptr || !is_off(step.memory(), with)) return {};
  change(step, *user, [](OffRecordTalk& talk) { talk.unread = 0; });
  return {};
}

Status check_on_record(const Memory& memory, const ConversationId& with) {
  if (is_off(memory, with)) return Error{ErrorCode::invalid_state, "off the record"};
  return {};
}

bool is_off(const Memory& memory, const ConversationId& with) {
  const auto* user = with.user();
  return user != nullptr && memory.off_record.talks.count(*user) != 0;
}

const OffRecordSaid* find(const Memory& memory, const Username& with, const MessageId& message) {
  const auto talk = memory.off_record.talks.find(with);
  if (talk == memory.off_record.talks.end()) return nullptr;
  const auto& said = talk->second->said;
  const auto at = std::find_if(said.begin(), said.end(), [&](const auto& one) { return one.id == message; });
  return at == said.end() ? nullptr : &*at;
}

std::vector<OffRecordMessage> messages(const OffRecordMemory& memory, const ConversationId& with) {
  std::vector<OffRecordMessage> all;
  const auto* user = with.user();
  const auto talk = user == nullptr ? memory.talks.end() : memory.talks.find(*user);
  if (talk == memory.talks.end()) return all;
  for (const auto& said : talk->second->said) {
    all.push_back({said.id, said.sender, said.state, said.sent_at, std::string{text_of(said.body->expose())},
                   said.after});
  }
  return all;
}

Status on_text(Step& step, const wire::Content& content, const wire::OffRecordText& text) {
  const auto& from = content.sender.user;
  SOTTO_ASSIGN(const bool known, is_known(step, from));
  if (!known) return {};
  if (find(step.memory(), from, content.message) != nullptr) return {};
  SOTTO_TRY(append(
      step, from, {content.message, from, OffRecordState::received, content.sent_at, secret(text.body), {}}));
  step.notify(OffRecordArrived{from});
  return confirm(step, from, content.message);
}

Status on_receipt(Step& step, const Username& from, const MessageId& message) {
  const auto* said = find(step.memory(), from, message);
  if (said == nullptr || !(said->sender == step.self().user)) return {};
  settle(step, from, message, OffRecordState::delivered);
  off_record_flights::forget(step.memory(), message);
  return {};
}

Status on_repeated(Step& step, const Username& from, const MessageId& message) {
  const auto* said = find(step.memory(), from, message);
  const bool theirs = said != nullptr && said->sender == from;
  if (!theirs || said->confirmations >= most_confirmations) return {};
  return confirm(step, from, message);
}

void settle(Step& step, const Username& with, const MessageId& message, OffRecordState state) {
  change_said(step, with, message, [&](OffRecordSaid& said) {
    if (said.state != OffRecordState::delivered) said.state = state;
  });
  step.notify(ConversationChanged{with});
}

void forget(Step& step, const Username& user) {
  off_record_flights::forget_all(step.memory(), user);
  if (step.memory().off_record.talks.erase(user) == 0) return;
  step.notify(ConversationChanged{user});
}

}  // namespace sotto::client::off_record
