// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox.hpp"

#include <algorithm>
#include <utility>

#include "backoff.hpp"
#include "defences.hpp"
#include "groups/outbox.hpp"
#include "identities.hpp"
#include "off_record_flights.hpp"
#include "outbox_results.hpp"
#include "peers.hpp"
#include "sealing.hpp"
#include "sent_log.hpp"
#include "step.hpp"
#include "store_keys.hpp"
#include "text_numbers.hpp"

namespace sotto::client::outbox {
namespace {

using store::Table;

/// Submissions that may be on their way at once.
constexpr std::size_t window = 32;
/// Without an answer for this long a submission is sent again, or the connection is taken for dead.
constexpr Duration patience{30'000};
constexpr Backoff retry{Duration{1'000}, Duration{60'000}};
/// Slower still when the relay goes on about devices that cannot be encrypted to.
constexpr Backoff retry_devices{Duration{2'000}, Duration{10 * 60'000}};
/// The relay may say "devices changed" so often before it has to wait for the next try.
constexpr unsigned patient_refusals = 3;

Result<OutboxRow> load(Step& step, Sequence sequence) {
  SOTTO_ASSIGN(const auto record, step.find(Table::outbox, key_of(sequence)));
  if (!record) return Error{ErrorCode::store_corrupt, "outbox row"};
  return parse_outbox_row(*record);
}

Status remove(Step& step, Sequence sequence) {
  SOTTO_TRY(step.erase(Table::outbox, key_of(sequence)));
  step.outbox().erase(sequence);
  return {};
}

/// What is sealed here and never goes leaves no gap.
Status make_numbers_void(Step& step, const OutboxRow& row) {
  if (!has_numbers_of_its_own(row)) return {};
  for (const auto& envelope : row.envelopes)
    SOTTO_TRY(text_numbers::make_void(step, {row.recipient, envelope.device}));
  return {};
}

/// As if nothing had been sealed yet.
Status unseal(Step& step, OutboxItem& item, OutboxRow row) {
  SOTTO_TRY(make_numbers_void(step, row));
  row.envelopes.clear();
  item.stale = false;
  SOTTO_TRY(step.put(Table::outbox, key_of(item.sequence), serialise(row)));
  step.outbox().move(item, OutboxPlace::unready);
  return {};
}

/// Texts behind this one that are sealed don't know yet that its number is void, or stand in front of the one
/// that it gets now: before they go out, for the first time or once more, they are sealed anew.
void make_stale_behind(Step& step, Sequence sequence, const OutboxRow& row) {
  if (row.kind != OutboxKind::text || row.envelopes.empty()) return;
  for (const auto later : step.outbox().rows_to(row.recipient)) {
    if (later > sequence) step.outbox().find(later)->stale = true;
  }
}

/// Removes what nobody gets.
Status discard(Step& step, Sequence sequence, const OutboxRow& row) {
  SOTTO_TRY(make_numbers_void(step, row));
  make_stale_behind(step, sequence, row);
  return remove(step, sequence);
}

Status prepare(Step& step, Sequence sequence);

Status seal_anew(Step& step, OutboxItem& item) {
  SOTTO_ASSIGN(auto row, load(step, item.sequence));
  if (row.kind != OutboxKind::text || row.envelopes.empty()) return {};
  // What was sealed meanwhile has a lower number than this gets.
  make_stale_behind(step, item.sequence, row);
  SOTTO_TRY(unseal(step, item, std::move(row)));
  return prepare(step, item.sequence);
}

/// Sends as much as there is room for.
Status pump(Step& step) {
  if (!link::is_online(step.memory())) return {};
  auto& index = step.outbox();
  while (index.flights() < window) {
    auto* item = index.first_sendable();
    if (item == nullptr) return {};
    if (std::exchange(item->stale, false)) {
      SOTTO_TRY(seal_anew(step, *item));
      continue;
    }
    SOTTO_ASSIGN(auto row, load(step, item->sequence));
    step.send(wire::Submit{row.message, row.recipient, std::move(row.envelopes), wire::Keeping::mailbox});
    index.move(*item, OutboxPlace::in_flight, step.steady());
  }
  return {};
}

/// Waits before the next try, and later rows to the same user with it: they don't overtake.
Status back_off(Step& step, OutboxItem& item, Duration at_least, const Backoff& backoff = retry) {
  auto& index = step.outbox();
  SOTTO_ASSIGN(const auto delay, delay_before_retry(step.random(), backoff, item.refusals, at_least));
  ++item.refusals;
  index.move(item, OutboxPlace::backing_off, step.steady() + delay);
  return {};
}

Status on_sealed(Step& step, OutboxItem& item, const OutboxRow& row, Readiness readiness) {
  switch (readiness) {
    case Readiness::waits:
      step.outbox().move(item, OutboxPlace::unready);
      return {};
    case Readiness::ready:
      if (item.refusals > patient_refusals) return back_off(step, item, Duration{0}, retry_devices);
      step.outbox().move(item, OutboxPlace::sendable);
      return {};
    case Readiness::nobody:
    case Readiness::gone:  // taken back or ended before it went anywhere: nothing is left to be said
      SOTTO_TRY(discard(step, item.sequence, row));
      return on_accepted(step, row);
    case Readiness::too_large:
      SOTTO_TRY(discard(step, item.sequence, row));
      return on_failed(step, row, ErrorCode::too_large);
  }
  return {};
}

/// Makes a row's envelopes match the recipient's devices and finds its place.
Status prepare(Step& step, Sequence sequence) {
  auto* item = step.outbox().find(sequence);
  if (item == nullptr || item->place == OutboxPlace::in_flight) return {};
  SOTTO_ASSIGN(auto row, load(step, sequence));
  SOTTO_ASSIGN(const auto readiness, seal_row(step, sequence, row));
  return on_sealed(step, *item, row, readiness);
}

Status prepare_all(Step& step, const std::vector<Sequence>& sequences) {
  for (const auto sequence : sequences) SOTTO_TRY(prepare(step, sequence));
  return {};
}

Status add(Step& step, const OutboxRow& row) {
  auto& index = step.outbox();
  if (index.find(row.message, row.recipient) != nullptr) return {};
  const auto sequence = index.next();
  SOTTO_TRY(step.put(Table::outbox, key_of(sequence), serialise(row)));
  index.add(sequence, row);
  SOTTO_TRY(prepare(step, sequence));
  return pump(step);
}

Status add_logged(Step& step, const OutboxRow& row) {
  SOTTO_TRY(sent_log::begin(step, row.message, row.kind, row.conversation, row.sent_at, row.named));
  return add(step, row);
}

Status add_naming(Step& step, OutboxKind kind, const Username& to, std::vector<MessageId> named) {
  SOTTO_ASSIGN(const auto message, MessageId::fresh(step.random()));
  return add_logged(step, {message, to, kind, to, step.now(), false, std::move(named), {}});
}

Status on_refused(Step& step, OutboxItem& item, const wire::SubmitReply& reply) {
  return back_off(step, item, reply.retry_after);
}

/// What was said to somebody is told one's own other devices.
Status copy_to_own(Step& step, const OutboxRow& row) {
  if (!row.copy_to_own) return {};
  const auto kind = row.kind == OutboxKind::text ? OutboxKind::sent_copy : row.kind;
  return add(step,
             {row.message, step.self().user, kind, row.conversation, row.sent_at, false, row.named, {}});
}

/// What was refused with the first need not go alone any more.
void trust_again(OutboxIndex& index, const OutboxItem& taken) {
  if (taken.refusals == 0) return;
  for (const auto later : index.rows_to(taken.recipient)) index.find(later)->refusals = 0;
}

Status on_gone_through(Step& step, OutboxItem& item) {
  SOTTO_ASSIGN(const auto row, load(step, item.sequence));
  trust_again(step.outbox(), item);
  SOTTO_TRY(remove(step, item.sequence));
  SOTTO_TRY(sent_log::on_taken(step, row));
  SOTTO_TRY(on_accepted(step, row));
  return copy_to_own(step, row);
}

Status on_refused_for_good(Step& step, OutboxItem& item, ErrorCode code) {
  SOTTO_ASSIGN(const auto row, load(step, item.sequence));
  SOTTO_TRY(discard(step, item.sequence, row));
  return on_failed(step, row, code);
}

Status on_devices_changed(Step& step, OutboxItem& item, const wire::SubmitReply& reply) {
  ++item.refusals;
  step.outbox().move(item, OutboxPlace::unready);
  SOTTO_TRY(peers::on_devices_changed(step, item.recipient, reply.missing, reply.extra));
  return on_peer_changed(step, reply.recipient);
}

Status on_outcome(Step& step, OutboxItem& item, const wire::SubmitReply& reply) {
  using wire::SubmitOutcome;
  switch (reply.outcome) {
    case SubmitOutcome::accepted:
      return on_gone_through(step, item);
    case SubmitOutcome::devices_changed:
      return on_devices_changed(step, item, reply);
    case SubmitOutcome::unknown_user:
      return on_refused_for_good(step, item, ErrorCode::unknown_user);
    case SubmitOutcome::malformed:
      return on_refused_for_good(step, item, ErrorCode::refused);
    case SubmitOutcome::mailbox_full:
    case SubmitOutcome::rate_limited:
    case SubmitOutcome::not_delivered:
    case SubmitOutcome::unavailable:
      return on_refused(step, item, reply);
  }
  return {};
}

bool outlasts_block(OutboxKind kind) {
  return kind == OutboxKind::edit || kind == OutboxKind::deletion || kind == OutboxKind::list_version ||
         is_about_group(kind);
}

/// A text that a device of the other has read: only the relay's word for it is missing.
Result<bool> is_known_there(Step& step, const OutboxRow& row) {
  if (row.kind != OutboxKind::text) return false;
  SOTTO_ASSIGN(const auto text, step.find_message(row.conversation, row.message));
  return !text || text->state != store::MessageState::waiting;
}

/// An edit holds the whole text.
Result<bool> edits_what_the_old_one_has(Step& step, const OutboxRow& row) {
  if (row.kind != OutboxKind::edit || row.named.empty()) return false;
  SOTTO_ASSIGN(const auto text, sent_log::find(step, row.named.front()));
  SOTTO_ASSIGN(const auto changes, identities::changes_of(step, row.recipient));
  return !text || text->identity != changes;
}

/// What waits for the user who has another key now is said to that one. What goes out once more, because a
/// device of the old one has asked for it, is not, nor what the old one is known to have.
Result<bool> hand_to_new_identity(Step& step, const OutboxRow& row) {
  SOTTO_ASSIGN(auto sent, sent_log::find(step, row.message));
  if (!sent || !defences().said_to_one_identity) return true;
  const bool says = row.kind == OutboxKind::text || carries_change(row.kind);
  SOTTO_ASSIGN(const bool known, is_known_there(step, row));
  SOTTO_ASSIGN(const bool edits, edits_what_the_old_one_has(step, row));
  if ((says && !row.copy_to_own) || known || edits) return false;
  SOTTO_ASSIGN(sent->identity, identities::changes_of(step, row.recipient));
  sent->askers.clear();
  SOTTO_TRY(sent_log::save(step, row.message, *sent));
  return true;
}

Status on_silence(Step& step, OutboxItem& item) {
  // Nothing at all was heard since it was sent: the connection is dead, whatever the system says.
  if (step.memory().link.last_heard <= item.moment) return link::drop(step);
  return back_off(step, item, Duration{0});
}

}  // namespace

Status add_text(Step& step, const Username& to, const MessageId& message, Instant sent_at) {
  const bool to_oneself = to == step.self().user;
  const auto kind = to_oneself ? OutboxKind::sent_copy : OutboxKind::text;
  SOTTO_TRY(sent_log::begin(step, message, OutboxKind::text, to, sent_at, {}));
  return add(step, {message, to, kind, to, sent_at, !to_oneself, {}, {}});
}

Status add_change(Step& step, OutboxKind kind, const ConversationId& conversation, const MessageId& target) {
  if (const auto* group = conversation.group()) return group_outbox::add_change(step, kind, *group, target);
  const auto& to = *conversation.user();
  SOTTO_ASSIGN(const auto message, MessageId::fresh(step.random()));
  const bool to_oneself = to == step.self().user;
  return add_logged(step, {message, to, kind, to, step.now(), !to_oneself, {target}, {}});
}

Status add_duration(Step& step, const ConversationId& conversation, const MessageId& message) {
  if (const auto* group = conversation.group()) return group_outbox::add_duration(step, *group, message);
  const auto& to = *conversation.user();
  const bool to_oneself = to == step.self().user;
  return add_logged(step, {message, to, OutboxKind::duration_setting, to, step.now(), !to_oneself, {}, {}});
}

Status add_receipt(Step& step, const Username& to, std::vector<MessageId> messages) {
  return add_naming(step, OutboxKind::receipt, to, std::move(messages));
}

Status add_read_receipt(Step& step, const Username& to, std::vector<MessageId> messages) {
  return add_naming(step, OutboxKind::read_receipt, to, std::move(messages));
}

Status add_resend_request(Step& step, const Username& to, std::vector<MessageId> messages) {
  return add_naming(step, OutboxKind::resend_request, to, std::move(messages));
}

Status greet_own_devices(Step& step) {
  SOTTO_ASSIGN(const auto nothing, MessageId::fresh(step.random()));
  return add_receipt(step, step.self().user, {nothing});
}

Status add_list_version(Step& step, const Username& to) {
  SOTTO_ASSIGN(const auto nothing, MessageId::fresh(step.random()));
  return add_naming(step, OutboxKind::list_version, to, {nothing});
}

Status add_archive_root(Step& step, OutboxKind question_or_answer) {
  return add_naming(step, question_or_answer, step.self().user, {});
}

Status add_own_state(Step& step, OutboxKind kind, const ConversationId& conversation,
                     std::vector<MessageId> named) {
  SOTTO_ASSIGN(const auto message, MessageId::fresh(step.random()));
  return add(step, {message, step.self().user, kind, conversation, step.now(), false, std::move(named), {}});
}

Status add_again(Step& step, OutboxRow row) { return add(step, row); }

Result<bool> has(Step& step, const Username& to, OutboxKind kind, const ConversationId& conversation) {
  for (const auto sequence : step.outbox().rows_to(to)) {
    SOTTO_ASSIGN(const auto row, load(step, sequence));
    if (row.kind == kind && row.conversation == conversation) return true;
  }
  return false;
}

Status drop_envelope(Step& step, const MessageId& message, const Address& device) {
  auto* item = step.outbox().find(message, device.user);
  if (item == nullptr) return {};
  SOTTO_ASSIGN(auto row, load(step, item->sequence));
  auto& envelopes = row.envelopes;
  const auto is_for_device = [&](const auto& envelope) { return envelope.device == device.device; };
  const auto dropped = std::remove_if(envelopes.begin(), envelopes.end(), is_for_device);
  if (dropped != envelopes.end() && has_numbers_of_its_own(row))
    SOTTO_TRY(text_numbers::make_void(step, device));
  make_stale_behind(step, item->sequence, row);
  envelopes.erase(dropped, envelopes.end());
  SOTTO_TRY(step.put(Table::outbox, key_of(item->sequence), serialise(row)));
  step.outbox().move(*item, OutboxPlace::unready);
  SOTTO_TRY(prepare(step, item->sequence));
  return pump(step);
}

Status nudge(Step& step, const Username& to, const MessageId& message) {
  auto* item = step.outbox().find(message, to);
  if (item == nullptr || item->place != OutboxPlace::backing_off) return {};
  step.outbox().move(*item, OutboxPlace::sendable);
  return pump(step);
}

Status on_peer_changed(Step& step, const Username& user) {
  SOTTO_TRY(prepare_all(step, step.outbox().rows_to(user)));
  SOTTO_TRY(pump(step));
  SOTTO_TRY(off_record_flights::on_peer_changed(step, user));
  return peers::pump(step);
}

Status reseal(Step& step, const Username& user) {
  std::vector<OutboxRow> dropped;
  for (const auto sequence : step.outbox().rows_to(user)) {
    SOTTO_ASSIGN(auto row, load(step, sequence));
    SOTTO_ASSIGN(const bool theirs, hand_to_new_identity(step, row));
    if (!theirs) {
      SOTTO_TRY(discard(step, sequence, row));
      dropped.push_back(std::move(row));
      continue;
    }
    SOTTO_TRY(unseal(step, *step.outbox().find(sequence), std::move(row)));
  }
  // Not before nothing is left that is sealed for the old one: this sends.
  for (const auto& row : dropped) SOTTO_TRY(copy_to_own(step, row));
  return on_peer_changed(step, user);
}

Status fail_all(Step& step, const Username& user) {
  for (const auto sequence : step.outbox().rows_to(user)) {
    // What one of them is about may have sent, and so removed, another.
    if (step.outbox().find(sequence) == nullptr) continue;
    SOTTO_ASSIGN(const auto row, load(step, sequence));
    SOTTO_TRY(discard(step, sequence, row));
    SOTTO_TRY(on_failed(step, row, ErrorCode::unknown_user));
  }
  return {};
}

Status withdraw_all(Step& step, const Username& user) {
  for (const auto sequence : step.outbox().rows_to(user)) {
    SOTTO_ASSIGN(const auto row, load(step, sequence));
    if (outlasts_block(row.kind)) continue;
    SOTTO_TRY(discard(step, sequence, row));
    SOTTO_TRY(on_withdrawn(step, row));
  }
  return {};
}

Status on_online(Step& step) {
  SOTTO_TRY(prepare_all(step, step.outbox().unready()));
  return pump(step);
}

Status on_submitted(Step& step, const wire::SubmitReply& reply) {
  auto* item = step.outbox().find(reply.message, reply.recipient);
  if (item == nullptr || item->place != OutboxPlace::in_flight) return {};
  SOTTO_TRY(on_outcome(step, *item, reply));
  return pump(step);
}

Status on_time(Step& step) {
  if (!link::is_online(step.memory())) return {};
  auto& index = step.outbox();
  while (auto* item = index.first_rested(step.steady())) index.move(*item, OutboxPlace::sendable);
  while (auto* item = index.oldest_flight()) {
    if (item->moment + patience > step.steady()) break;
    SOTTO_TRY(on_silence(step, *item));
  }
  return pump(step);
}

Deadline due(const Memory& memory, const OutboxIndex& index) {
  if (!link::is_online(memory)) return std::nullopt;
  auto silence = index.oldest_flight_since();
  if (silence) silence = *silence + patience;
  return sooner(silence, index.first_rest_over());
}

}  // namespace sotto::client::outbox
