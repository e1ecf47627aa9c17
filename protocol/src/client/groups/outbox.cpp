// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox.hpp"

#include <algorithm>

#include "../archiving/archiving.hpp"
#include "../bodies.hpp"
#include "../defences.hpp"
#include "../outbox_results.hpp"
#include "../seen.hpp"
#include "../store_keys.hpp"
#include "counters.hpp"
#include "keys.hpp"
#include "logs.hpp"
#include "outbox_row.hpp"
#include "post_record.hpp"
#include "post_sync.hpp"
#include "posting.hpp"
#include "queues.hpp"
#include "record.hpp"
#include "returning.hpp"
#include "sender_key_state.hpp"
#include "sotto/wire/content.hpp"
#include "sync.hpp"

namespace sotto::client::group_outbox {
namespace {

using store::MessageState;
using store::Table;
using Rows = std::vector<GroupOutboxRow>;

/// Without an answer for this long a message is sent again, or the connection is taken for dead.
constexpr Duration patience{30'000};
constexpr Duration shortest_rest{1'000};

Result<GroupOutboxRow> load(Step& step, const GroupId& group, std::uint64_t sequence) {
  auto key = key_of(group, sequence);
  SOTTO_ASSIGN(auto record, step.find(Table::group_outbox, key));
  if (!record) return Error{ErrorCode::store_corrupt, "group outbox"};
  return parse_group_outbox_row({std::move(key), *std::move(record)});
}

/// Not while the relay may know less of the group than this device: it would pass over who has come in.
bool may_try(Step& step, const GroupId& group) {
  const auto& groups = step.memory().groups;
  const bool is_open = !group_sync::is_looking_at(step.memory(), group) &&
                       !group_returning::is_under_way(step.memory(), group);
  if (!is_open) return false;
  const auto rest = groups.rests.find(group);
  return groups.flights.count(group) == 0 && (rest == groups.rests.end() || rest->second <= step.steady());
}

/// The first row of each group in which one may leave, in order of groups.
Result<Rows> first_rows(Step& step) {
  SOTTO_ASSIGN(const auto queues, group_queues::all(step));
  Rows rows;
  for (const auto& [group, queue] : queues) {
    if (!may_try(step, group)) continue;
    SOTTO_ASSIGN(auto row, load(step, group, queue.first));
    rows.push_back(std::move(row));
  }
  return rows;
}

Status tell_failed(Step& step, const GroupOutboxRow& row, ErrorCode code) {
  const auto target = row.target == MessageId{} ? std::nullopt : std::optional{row.target};
  return outbox::tell_failed_change(step, row.group, row.kind, target, code);
}

/// Nobody has got it, and its author has taken it back: nothing is left to be shown.
Status erase_refused(Step& step, const store::Message& message) {
  SOTTO_TRY(step.erase_message(message.conversation, message.id));
  step.notify(ConversationChanged{message.conversation});
  return {};
}

bool says_something(OutboxKind kind) { return kind == OutboxKind::text || kind == OutboxKind::post; }

Status settle_text(Step& step, const GroupOutboxRow& row, MessageState state) {
  SOTTO_ASSIGN(const auto message, step.find_message(row.group, row.message));
  if (!message || message->state != MessageState::waiting) return {};
  if (state == MessageState::failed && message->kind == store::MessageKind::deleted)
    return erase_refused(step, *message);
  SOTTO_TRY(step.set_message_state(row.group, row.message, state));
  // What is said in an open group isn't archived: every device can fetch it.
  if (state == MessageState::accepted && row.kind == OutboxKind::text) {
    // A change from another own device that comes when its time is over must not wait for it.
    SOTTO_TRY(seen::remember(step, step.self().user, row.message, seen::Fate::taken_in));
    SOTTO_TRY(timers::start(step, *message));
    SOTTO_TRY(archiving::on_text(step, *message, archiving::Written::here));
  }
  step.notify(MessageChanged{row.group, row.message});
  return {};
}

/// false: that was done already.
Result<bool> remove(Step& step, const GroupOutboxRow& row) {
  SOTTO_ASSIGN(const bool waited, group_queues::remove_first(step, row.group, row.sequence));
  if (!waited) return false;
  SOTTO_TRY(step.erase(Table::group_outbox, key_of(row.group, row.sequence)));
  step.memory().groups.flights.erase(row.group);
  return true;
}

Status on_accepted(Step& step, const GroupOutboxRow& row) {
  SOTTO_ASSIGN(const bool waited, remove(step, row));
  return waited && says_something(row.kind) ? settle_text(step, row, MessageState::accepted) : Status{};
}

/// The next one gets its number, or the others would be told that one is missing.
Status on_failed(Step& step, const GroupOutboxRow& row, ErrorCode code) {
  SOTTO_ASSIGN(const bool waited, remove(step, row));
  if (!waited) return {};
  SOTTO_TRY(group_counters::give_back(step, row.group, step.self(), row.counter));
  return says_something(row.kind) ? settle_text(step, row, MessageState::failed)
                                  : tell_failed(step, row, code);
}

/// nullopt: what it says is gone.
Result<std::optional<wire::Said>> said_in(Step& step, const GroupOutboxRow& row) {
  std::vector<MessageId> named;
  if (!(row.target == MessageId{})) named.push_back(row.target);
  return said_of(
      step, {row.message, step.self().user, row.kind, row.group, row.sent_at, false, std::move(named), {}});
}

Result<Bytes> encrypt(Step& step, const group::Membership& state, const GroupOutboxRow& row,
                      wire::Said said) {
  const wire::GroupContext context{row.group, state.epoch, state.head.sequence, state.head.hash.bytes};
  auto plaintext = wire::serialise_padded(
      wire::GroupContent{step.self(), context, row.message, row.counter, row.sent_at, std::move(said)});
  StepSenderKeys keys{step, row.group};
  crypto::SenderKeys sender{step.self(), step.random()};
  auto ciphertext = sender.encrypt(keys, StepSenderKeys::name_of(row.group), plaintext);
  wipe(plaintext);
  if (!ciphertext) return ciphertext.error();
  SOTTO_TRY(keys.merge());
  SOTTO_TRY(group_keys::count_message(step, row.group));
  return ciphertext;
}

Status send(Step& step, const GroupOutboxRow& row) {
  step.send(wire::SubmitToGroup{row.message, row.group, row.ciphertext, wire::Keeping::mailbox});
  step.memory().groups.flights.insert_or_assign(row.group,
                                                GroupFlight{row.sequence, row.message, step.steady()});
  return {};
}

/// What became of a try: a row that was settled without being sent makes room for the next one.
enum class Try : std::uint8_t { stays, settled };

Result<Try> give_up(Step& step, const GroupOutboxRow& row, ErrorCode code) {
  SOTTO_TRY(on_failed(step, row, code));
  return Try::settled;
}

/// Encrypts under the present key, unless that was done: a ciphertext of an older key may be read by somebody
/// who has left since.
Result<Try> seal_and_send(Step& step, const group::Membership& state, GroupOutboxRow row) {
  SOTTO_ASSIGN(const auto generation, group_keys::ready(step, state));
  // A new key may have gone through at once, and this row with it.
  if (!generation || !may_try(step, row.group)) return Try::stays;
  if (row.ciphertext.empty() || !(row.generation == *generation)) {
    SOTTO_ASSIGN(auto said, said_in(step, row));
    if (!said) return give_up(step, row, ErrorCode::not_found);
    // Under another key it keeps its number: whoever got it already must not miss one.
    if (row.counter == 0) {
      SOTTO_ASSIGN(row.counter, group_counters::take_next(step, row.group, step.self()));
    }
    SOTTO_ASSIGN(row.ciphertext, encrypt(step, state, row, *std::move(said)));
    row.generation = *generation;
    SOTTO_TRY(save(step, row));
  }
  if (row.ciphertext.size() + GroupId::size > wire::max_ciphertext)
    return give_up(step, row, ErrorCode::too_large);
  SOTTO_TRY(send(step, row));
  return Try::stays;
}

/// A post leaves as it was signed first, however often.
Result<Try> sign_and_send(Step& step, const group::Membership& state, GroupOutboxRow row) {
  if (state.kind != group::GroupKind::open && defences().kinds_apart)
    return give_up(step, row, ErrorCode::not_permitted);
  if (row.ciphertext.empty()) {
    SOTTO_ASSIGN(auto post, posting::sign(step, row));
    if (!post) return give_up(step, row, ErrorCode::not_found);
    row.ciphertext = *std::move(post);
    SOTTO_TRY(save(step, row));
  }
  calls::begin(step, wire::AddPostRequest{row.ciphertext}, PostCall{row.group, row.message});
  step.memory().groups.flights.insert_or_assign(row.group,
                                                GroupFlight{row.sequence, row.message, step.steady()});
  return Try::stays;
}

/// Nothing may be said under a history that is not everybody's.
bool is_held_back(Step& step, const GroupRecord& record, const group::MembershipLog& log,
                  const GroupId& group) {
  const bool forked = record.doubts.forked || step.memory().groups.refused.count(group) > 0;
  const bool stale = record.doubts.ahead || record.wanted > log.size();
  return (forked && defences().forks_stop) || (stale && defences().stale_epoch_stops);
}

Result<Try> try_row(Step& step, GroupOutboxRow row) {
  if (!may_try(step, row.group)) return Try::stays;
  SOTTO_ASSIGN(const auto record, group_records::find(step, row.group));
  SOTTO_ASSIGN(const auto log, group_logs::of(step, row.group));
  if (!record || record->belonging == Belonging::former) return give_up(step, row, ErrorCode::not_permitted);
  if (!log || is_held_back(step, *record, *log, row.group)) return Try::stays;
  if (group::find_member(log->state(), step.self().user) == nullptr) return Try::stays;
  if (is_post(row.kind)) return sign_and_send(step, log->state(), std::move(row));
  // No sender key is ever made for a group that everybody reads.
  const bool open = log->state().kind == group::GroupKind::open;
  if (open && defences().kinds_apart) return give_up(step, row, ErrorCode::not_permitted);
  return seal_and_send(step, log->state(), std::move(row));
}

Status rest(Step& step, const GroupId& group, Duration at_least) {
  step.memory().groups.flights.erase(group);
  step.memory().groups.rests.insert_or_assign(group, step.steady() + std::max(at_least, shortest_rest));
  return {};
}

/// nullopt: an answer to something that is not on its way any more.
Result<std::optional<GroupOutboxRow>> row_in_flight(Step& step, const GroupId& group,
                                                    const MessageId& message) {
  const auto& flights = step.memory().groups.flights;
  const auto flight = flights.find(group);
  if (flight == flights.end() || !(flight->second.message == message)) return std::optional<GroupOutboxRow>{};
  SOTTO_ASSIGN(auto row, load(step, group, flight->second.sequence));
  return std::optional{std::move(row)};
}

bool is_for_now(ErrorCode code) { return code == ErrorCode::offline || code == ErrorCode::rate_limited; }

Status add(Step& step, GroupOutboxRow row) {
  SOTTO_ASSIGN(row.sequence, group_queues::append(step, row.group));
  SOTTO_TRY(save(step, row));
  return pump(step);
}

}  // namespace

Status add_text(Step& step, const GroupId& group, const MessageId& message, Instant sent_at) {
  SOTTO_ASSIGN(const bool open, post_records::is_open(step, group));
  const auto kind = open ? OutboxKind::post : OutboxKind::text;
  return add(step, {group, 1, message, kind, {}, sent_at, 0, {}, {}});
}

Status add_change(Step& step, OutboxKind kind, const GroupId& group, const MessageId& target) {
  SOTTO_ASSIGN(const auto message, MessageId::fresh(step.random()));
  return add(step, {group, 1, message, kind, target, step.now(), 0, {}, {}});
}

Status add_duration(Step& step, const GroupId& group, const MessageId& message) {
  return add(step, {group, 1, message, OutboxKind::duration_setting, {}, step.now(), 0, {}, {}});
}

Status pump(Step& step) {
  if (!link::is_online(step.memory())) return {};
  for (bool again = true; again;) {
    again = false;
    SOTTO_ASSIGN(auto rows, first_rows(step));
    for (auto& row : rows) {
      SOTTO_ASSIGN(const auto outcome, try_row(step, std::move(row)));
      again = again || outcome == Try::settled;
    }
  }
  return {};
}

Status on_added(Step& step, const PostCall& call, Answer answer) {
  SOTTO_ASSIGN(const auto row, row_in_flight(step, call.group, call.post));
  if (!row) return {};
  const auto added = calls::expect<wire::PostAdded>(std::move(answer));
  if (!added && is_for_now(added.error().code))
    return rest(step, call.group, calls::retry_after(added.error()));
  // What somebody else has removed is gone all the same.
  const bool gone =
      !added && row->kind == OutboxKind::post_removal && added.error().code == ErrorCode::not_found;
  SOTTO_TRY(added || gone ? on_accepted(step, *row) : on_failed(step, *row, added.error().code));
  if (added) SOTTO_TRY(post_sync::on_own(step, call.group, added->sequence));
  return pump(step);
}

Status on_submitted(Step& step, const wire::GroupSubmitted& reply) {
  SOTTO_ASSIGN(const auto row, row_in_flight(step, reply.group, reply.message));
  if (!row) return {};
  switch (reply.outcome) {
    case wire::SubmitOutcome::accepted:
      SOTTO_TRY(on_accepted(step, *row));
      break;
    case wire::SubmitOutcome::unknown_user:
    case wire::SubmitOutcome::malformed:
      SOTTO_TRY(on_failed(step, *row, ErrorCode::refused));
      break;
    default:
      return rest(step, reply.group, reply.retry_after);
  }
  return pump(step);
}

Status on_online(Step& step) {
  step.memory().groups.flights.clear();
  step.memory().groups.rests.clear();
  step.memory().groups.refused.clear();
  return pump(step);
}

Status on_time(Step& step) {
  if (!link::is_online(step.memory())) return {};
  const auto flights = step.memory().groups.flights;
  for (const auto& [group, flight] : flights) {
    if (flight.sent_at + patience > step.steady()) continue;
    if (step.memory().link.last_heard <= flight.sent_at) return link::drop(step);
    SOTTO_TRY(rest(step, group, Duration{0}));
  }
  return pump(step);
}

Deadline due(const Memory& memory) {
  if (!link::is_online(memory)) return std::nullopt;
  Deadline soonest;
  const auto later = [&](Instant at) {
    if (at > memory.steady) soonest = sooner(soonest, at);
  };
  for (const auto& [group, flight] : memory.groups.flights)
    soonest = sooner(soonest, flight.sent_at + patience);
  for (const auto& [group, at] : memory.groups.rests) later(at);
  for (const auto& [group, at] : memory.groups.keys_due) later(at);
  return soonest;
}

}  // namespace sotto::client::group_outbox
