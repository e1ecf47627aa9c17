// SPDX-License-Identifier: GPL-3.0-or-later
#include "inbox.hpp"

#include "../archiving/archiving.hpp"
#include "../contacts.hpp"
#include "../defences.hpp"
#include "../outbox.hpp"
#include "../reading.hpp"
#include "../seen.hpp"
#include "counters.hpp"
#include "held.hpp"
#include "identities.hpp"
#include "leavers.hpp"
#include "logs.hpp"
#include "post_record.hpp"
#include "record.hpp"
#include "sender_key_state.hpp"
#include "sync.hpp"

namespace sotto::client::group_inbox {
namespace {

using group_identities::Fit;
using group_logs::LogPtr;
using inbox::Outcome;

/// One question for each device and minute.
constexpr Duration ask_interval{60'000};
/// What is held for longer waits for its key and asks for it no more: perhaps nobody may give it.
constexpr Duration asked_for{7LL * 24 * 60 * 60 * 1'000};
/// Of keys, at once.
constexpr unsigned most_questions = 64;

/// Whether what is missing may still come.
enum class Patience : std::uint8_t { wait, give_up };

struct Letter {
  Address sender;
  MessageId message;
  GroupId group;
  ByteView ciphertext;
  Instant since{};  ///< when it came, if it was held before
};

Error mismatch(const char* where) { return {ErrorCode::context_mismatch, where, 0}; }

Status check_context(const Letter& letter, const wire::GroupContent& content) {
  if (!defences().group_context) return {};
  return group::check_arrival({letter.group, letter.sender, letter.message}, content);
}

/// What a careless client would take for content though nobody has sealed it.
std::optional<wire::GroupContent> unsealed(const Letter& letter) {
  if (defences().sealed_only) return std::nullopt;
  auto content = wire::parse_padded_group(letter.ciphertext);
  return content ? std::optional{*std::move(content)} : std::nullopt;
}

/// Decrypts, compares, and only then keeps the sender's chain.
Result<wire::GroupContent> open(Step& step, const Letter& letter) {
  if (auto content = unsealed(letter)) {
    SOTTO_TRY(check_context(letter, *content));
    return *std::move(content);
  }
  StepSenderKeys keys{step, letter.group};
  crypto::SenderKeys receiver{step.self(), step.random()};
  SOTTO_ASSIGN(
      const auto plaintext,
      receiver.decrypt(keys, {StepSenderKeys::name_of(letter.group), letter.sender}, letter.ciphertext));
  auto content = wire::parse_padded_group(plaintext.expose());
  if (!content) return mismatch("group content");
  SOTTO_TRY(check_context(letter, *content));
  SOTTO_TRY(keys.merge());
  return content;
}

/// What the sender knows of the group, held against what is known here.
Status compare_histories(Step& step, const group::MembershipLog& log, const wire::GroupContent& content) {
  const auto& context = content.context;
  SOTTO_ASSIGN(const auto relation, group::relation_of(log, context));
  const group::Witness witness{content.sender.user, {context.head_sequence, {context.head_hash}}};
  switch (relation) {
    case group::Relation::known:
      return {};
    case group::Relation::ahead:
      return group_sync::on_ahead(step, context.group, witness);
    case group::Relation::forked:
      return group_sync::on_fork(step, context.group, witness);
  }
  return {};
}

Status read(Step& step, const Letter& letter, const wire::GroupContent& content) {
  SOTTO_ASSIGN(const auto place, group_counters::note(step, letter.group, letter.sender, content.counter));
  SOTTO_TRY(seen::remember(step, letter.sender.user, letter.message, seen::Fate::taken_in));
  if (letter.sender.user == step.self().user) archiving::on_own_device(step);
  return read_said(step, {letter.group, letter.sender.user, letter.message, content.sent_at, place},
                   content.said);
}

Result<Outcome> drop(Step& step, const Letter& letter, ErrorCode code) {
  step.notify(MessageUndecryptable{letter.sender.user, code});
  return Outcome::settled;
}

Status send_question(Step& step, const GroupId& group, const Address& sender) {
  step.memory().groups.keys_asked.insert_or_assign({group, sender}, step.steady());
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  return outbox::add_again(
      step, {id, sender.user, OutboxKind::sender_key_request, group, step.now(), false, {}, {}});
}

Status ask_for_key(Step& step, const GroupId& group, const Address& sender) {
  const auto& asked = step.memory().groups.keys_asked;
  const auto found = asked.find({group, sender});
  if (found != asked.end() && found->second + ask_interval > step.steady()) return {};
  SOTTO_ASSIGN(const bool waits, outbox::has(step, sender.user, OutboxKind::sender_key_request, group));
  return waits ? Status{} : send_question(step, group, sender);
}

/// Whom the relay names is its word.
Result<bool> is_from_member(Step& step, const group_held::Wanted& wanted) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, wanted.group));
  if (!log || log->state().kind == group::GroupKind::open) return false;
  SOTTO_ASSIGN(const auto fit, group_identities::check(step, log->state(), wanted.sender.user));
  return fit == Fit::member || fit == Fit::unseen;
}

Result<Outcome> hold(Step& step, const Letter& letter) {
  SOTTO_TRY(group_held::add(
      step, {letter.group, letter.sender, letter.message, copy_of(letter.ciphertext), letter.since}));
  return Outcome::settled;
}

/// A member under another identity than the one that is known here. Whether it is accepted is decided between
/// the two; of somebody who is blocked nobody is told.
Result<Outcome> hold_sealed(Step& step, const Letter& letter, Patience patience) {
  SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, letter.sender.user));
  if (patience == Patience::wait && !blocked)
    step.notify(MessageUndecryptable{letter.sender.user, ErrorCode::identity_mismatch});
  return hold(step, letter);
}

Result<Outcome> open_and_read(Step& step, const group::MembershipLog& log, const Letter& letter) {
  const auto content = open(step, letter);
  if (!content && is_local_failure(content.error().code)) return content.error();
  if (!content && content.error().code == ErrorCode::no_session) {
    SOTTO_TRY(ask_for_key(step, letter.group, letter.sender));
    return hold(step, letter);
  }
  if (!content) return drop(step, letter, content.error().code);
  if (const auto status = compare_histories(step, log, *content); !status) {
    if (status.error().code != ErrorCode::context_mismatch) return status.error();
    return drop(step, letter, status.error().code);
  }
  SOTTO_TRY(read(step, letter, *content));
  return Outcome::settled;
}

/// Of somebody who has left since: what they said while they were a member. An entry that is not in the log
/// of that time is nobody's business any more, and the duration is the members'.
Result<Outcome> read_farewell(Step& step, const group::MembershipLog& before, const Letter& letter) {
  SOTTO_ASSIGN(const auto fit, group_identities::check(step, before.state(), letter.sender.user));
  if (fit != Fit::member && fit != Fit::unseen) return drop(step, letter, ErrorCode::not_permitted);
  const auto content = open(step, letter);
  if (!content && is_local_failure(content.error().code)) return content.error();
  if (!content) return drop(step, letter, content.error().code);
  const auto& context = content->context;
  const bool known =
      before.relation_of({context.head_sequence, {context.head_hash}}) == group::Relation::known &&
      before.epoch_at(context.head_sequence) == context.epoch;
  const bool said = !std::holds_alternative<wire::DurationSetting>(content->said);
  if (!known || !said) return drop(step, letter, ErrorCode::not_permitted);
  SOTTO_TRY(read(step, letter, *content));
  return Outcome::settled;
}

Result<Outcome> judge(Step& step, const Letter& letter, Patience patience) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, letter.group));
  // Nothing is encrypted in an open group.
  const bool open = log && log->state().kind == group::GroupKind::open;
  if (open && defences().kinds_apart) return drop(step, letter, ErrorCode::context_mismatch);
  const auto fit =
      log ? group_identities::check(step, log->state(), letter.sender.user) : Result<Fit>{Fit::stranger};
  if (!fit) return fit.error();
  if (*fit == Fit::another_key) return hold_sealed(step, letter, patience);
  if (*fit != Fit::stranger) return open_and_read(step, *log, letter);
  SOTTO_ASSIGN(const auto before, log ? group_leavers::log_before_leaving(step, *log, letter.sender.user)
                                      : Result<LogPtr>{LogPtr{}});
  if (before) return read_farewell(step, *before, letter);
  if (patience == Patience::give_up) return drop(step, letter, ErrorCode::not_permitted);
  SOTTO_TRY(hold(step, letter));
  SOTTO_TRY(group_sync::look(step, letter.group));
  return Outcome::settled;
}

Status try_again(Step& step, std::vector<group_held::Held> letters, Patience patience) {
  for (const auto& held : letters) {
    // It came once more meanwhile, under another key.
    SOTTO_ASSIGN(const auto fate, seen::find(step, held.sender.user, held.message));
    if (fate == seen::Fate::taken_in) continue;
    SOTTO_ASSIGN([[maybe_unused]] const auto outcome,
                 judge(step, {held.sender, held.message, held.group, held.ciphertext, held.since}, patience));
  }
  return {};
}

}  // namespace

Result<Outcome> take_in(Step& step, const Incoming& incoming) {
  const auto split = wire::split_group(incoming.envelope.ciphertext);
  if (!split || incoming.sender == step.self()) return Outcome::settled;
  const Letter letter{incoming.sender, incoming.message, split->group, split->message};
  // Of a group that is not known here, too: another device of this account may have come in while this one
  // was away.
  return judge(step, letter, Patience::wait);
}

Status on_key(Step& step, const Address& from, const wire::SenderKeyDistribution& key) {
  SOTTO_ASSIGN(const auto record, group_records::find(step, key.group));
  if (!record) return {};  // of no group of ours: nobody can fill this device with keys
  SOTTO_ASSIGN(const bool open, post_records::is_open(step, key.group));
  if (open && defences().kinds_apart) return {};
  StepSenderKeys keys{step, key.group};
  crypto::SenderKeys receiver{step.self(), step.random()};
  const auto status = receiver.process(keys, {StepSenderKeys::name_of(key.group), from}, key.distribution);
  if (!status && is_local_failure(status.error().code)) return status;
  if (!status) return {};
  SOTTO_TRY(keys.merge());
  SOTTO_ASSIGN(auto letters, group_held::take(step, key.group, from));
  return try_again(step, std::move(letters), Patience::wait);
}

Status forget(Step& step, const GroupId& group) {
  SOTTO_ASSIGN([[maybe_unused]] const auto letters, group_held::take_all(step, group));
  return {};
}

Status on_new_session(Step& step, const Address& sender) {
  SOTTO_ASSIGN(const auto all, group_held::younger_than(step, asked_for));
  for (const auto& wanted : all) {
    if (!(wanted.sender == sender)) continue;
    SOTTO_ASSIGN(const bool member, is_from_member(step, wanted));
    // A question that is on its way is sealed for the old session.
    if (member) SOTTO_TRY(send_question(step, wanted.group, sender));
  }
  return {};
}

Status on_online(Step& step) {
  SOTTO_ASSIGN(const auto all, group_held::younger_than(step, asked_for));
  unsigned asked = 0;
  for (const auto& wanted : all) {
    SOTTO_ASSIGN(const bool member, is_from_member(step, wanted));
    if (!member) continue;
    if (asked++ == most_questions) return {};
    SOTTO_TRY(ask_for_key(step, wanted.group, wanted.sender));
  }
  return {};
}

Status on_log(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(auto letters, group_held::take_all(step, group));
  return try_again(step, std::move(letters), Patience::give_up);
}

}  // namespace sotto::client::group_inbox
