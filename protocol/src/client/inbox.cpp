// SPDX-License-Identifier: GPL-3.0-or-later
#include "inbox.hpp"

#include "contacts.hpp"
#include "counters.hpp"
#include "defences.hpp"
#include "groups/inbox.hpp"
#include "held.hpp"
#include "identities.hpp"
#include "known_lists.hpp"
#include "notices.hpp"
#include "off_record.hpp"
#include "reading.hpp"
#include "resets.hpp"
#include "seen.hpp"
#include "step.hpp"
#include "text_numbers.hpp"

namespace sotto::client::inbox {
namespace {

/// The session layer tries nothing of a peer with too many failures for a minute; after that the relay is
/// asked to deliver again what was not acknowledged.
constexpr Duration throttle_over{60'000};

/// What a failure to open an envelope means.
enum class Failure : std::uint8_t {
  ours,  ///< store, randomness: the step fails and the envelope comes again
  throttled,
  untrusted,
  hostile,  ///< the same ciphertext again, or content that belongs elsewhere: dropped without a trace
  lost,     ///< a message that this device will not read unless it is sent again
};

Failure failure_of(ErrorCode code) {
  if (is_local_failure(code)) return Failure::ours;
  switch (code) {
    case ErrorCode::throttled:
      return Failure::throttled;
    case ErrorCode::untrusted_identity:
      return Failure::untrusted;
    case ErrorCode::duplicate_message:
    case ErrorCode::context_mismatch:
      return Failure::hostile;
    default:
      return Failure::lost;
  }
}

void tell(Step& step, const Incoming& incoming, ErrorCode code) {
  step.notify(MessageUndecryptable{incoming.sender.user, code});
}

/// A message of somebody we know is missing: the conversation says so, and the session begins anew. Of a
/// stranger nothing is written down, since anybody can send anything in anybody's name (attack A4); except
/// that a first message for a prekey we no longer have is answered, or a conversation could never begin.
Status note_lost(Step& step, const Incoming& incoming, ErrorCode code) {
  const auto& user = incoming.sender.user;
  SOTTO_ASSIGN(const auto standing, identities::standing(step, user));
  const bool known = standing != identities::Standing::unknown;
  const bool traceless = !known && code != ErrorCode::unknown_prekey;
  if (traceless && defences().strangers_traceless) return {};
  const bool own = user == step.self().user;
  const bool shows = known && !own;
  SOTTO_ASSIGN(const bool told,
               shows ? notices::message_missing(step, user, incoming.message) : Result<bool>{false});
  if (told) SOTTO_TRY(text_numbers::note_unreadable(step, incoming.sender, incoming.message));
  SOTTO_TRY(seen::remember(step, user, incoming.message, seen::Fate::missing));
  return resets::request(step, incoming.sender, incoming.message);
}

/// Of contacts it stays with the relay. What a stranger or somebody blocked sends more of is dropped: no
/// honest client fails so often, and thousands must not come again each minute before everybody else's.
Result<Outcome> on_throttled(Step& step, const Incoming& incoming) {
  const auto& user = incoming.sender.user;
  SOTTO_ASSIGN(const bool contact, contacts::is_accepted(step, user));
  const bool heard = incoming.hearing == Hearing::everything;
  const bool waits = user == step.self().user || (contact && heard) || !defences().floods_dropped;
  if (!waits) return Outcome::settled;
  ask_again_later(step);
  return Outcome::postponed;
}

Result<Outcome> on_failure(Step& step, const Incoming& incoming, const Error& error) {
  const auto failure = failure_of(error.code);
  if (failure == Failure::ours) return error;
  if (failure == Failure::throttled) return on_throttled(step, incoming);
  if (failure == Failure::untrusted) return Outcome::untrusted;
  // Of somebody who is blocked nobody wants to know what can't be read.
  if (incoming.hearing == Hearing::keys_of_groups) return Outcome::settled;
  tell(step, incoming, error.code);
  if (failure == Failure::lost) SOTTO_TRY(note_lost(step, incoming, error.code));
  return Outcome::settled;
}

/// What was opened is authentic and was never opened before, so its number is a new one too, unless two write
/// as this device. Which of them wrote it nobody can say: it is shown.
Status look_for_copy(Step& step, const Incoming& incoming, std::uint64_t number) {
  SOTTO_ASSIGN(const bool first, counters::note_received(step, incoming.sender, number));
  const bool tells = incoming.hearing == Hearing::everything && defences().copies_told;
  return first || !tells ? Status{} : counters::tell_of_copy(step, incoming.sender);
}

/// Where a text belongs that comes late. A blocked user's texts are counted too: they would be missing once
/// the block is lifted.
Result<std::optional<store::Position>> count_text(Step& step, const Incoming& incoming,
                                                  const wire::Content& content,
                                                  std::optional<seen::Fate> fate) {
  if (fate == seen::Fate::missing)
    SOTTO_TRY(text_numbers::note_read_after_all(step, incoming.sender.user, incoming.message));
  if (!std::holds_alternative<wire::Text>(content.body)) return std::optional<store::Position>{};
  return text_numbers::note(
      step, incoming.sender, content.text_number,
      incoming.hearing == Hearing::everything ? text_numbers::Telling::aloud : text_numbers::Telling::silent);
}

Result<Outcome> open_and_read(Step& step, const Incoming& incoming, std::optional<seen::Fate> fate) {
  Attempt attempt{step};
  const auto content = open_envelope(step, attempt, incoming);
  if (!content) return on_failure(step, incoming, content.error());
  SOTTO_TRY(attempt.merge());
  SOTTO_TRY(look_for_copy(step, incoming, content->counter));
  SOTTO_TRY(known_lists::note_named(step, incoming.sender, content->device_list));
  SOTTO_TRY(peers::learn_device(step, incoming.sender));
  SOTTO_TRY(notices::erase_missing(step, incoming.sender.user, incoming.message));
  SOTTO_ASSIGN(const auto place, count_text(step, incoming, *content, fate));
  SOTTO_TRY(read_content(step, *content, incoming.hearing, place));
  // The relay never has these twice, and nobody else can say them again.
  const bool passing = std::holds_alternative<wire::Typing>(content->body) ||
                       std::holds_alternative<wire::OffRecordReceipt>(content->body);
  if (!passing) {
    SOTTO_TRY(seen::remember(step, incoming.sender.user, incoming.message, seen::Fate::taken_in));
  }
  return Outcome::settled;
}

Result<Hearing> hearing_now(Step& step, const Incoming& incoming) {
  SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, incoming.sender.user));
  return blocked ? Hearing::keys_of_groups : incoming.hearing;
}

Result<Outcome> take_in_first(Step& step, Incoming incoming) {
  SOTTO_ASSIGN(const auto outcome, take_in(step, incoming));
  if (outcome != Outcome::untrusted) return outcome;
  SOTTO_ASSIGN(incoming.hearing, hearing_now(step, incoming));
  return held::hold(step, incoming);
}

}  // namespace

void ask_again_later(Step& step) {
  step.memory().recover_link = sooner(step.memory().recover_link, step.steady() + throttle_over);
}

Result<Outcome> take_in(Step& step, Incoming incoming) {
  // What was held may be of somebody who was blocked since.
  SOTTO_ASSIGN(incoming.hearing, hearing_now(step, incoming));
  SOTTO_ASSIGN(const auto fate, seen::find(step, incoming.sender.user, incoming.message));
  if (fate == seen::Fate::taken_in && defences().shown_once) {
    SOTTO_TRY(off_record::on_repeated(step, incoming.sender.user, incoming.message));
    return Outcome::settled;
  }
  SOTTO_ASSIGN(const bool heard, known_lists::is_heard(step, incoming.sender));
  if (!heard) return on_failure(step, incoming, {ErrorCode::context_mismatch, "device is gone", 0});
  if (incoming.envelope.type == wire::EnvelopeType::sender_key) return group_inbox::take_in(step, incoming);
  return open_and_read(step, incoming, fate);
}

Status on_deliver(Step& step, const wire::Deliver& deliver) {
  wire::Acknowledge acknowledge;
  for (const auto& delivery : deliver.deliveries) {
    SOTTO_ASSIGN(const auto outcome,
                 take_in_first(step, {delivery.message, delivery.sender, delivery.envelope}));
    auto& list = outcome == Outcome::settled ? acknowledge.deliveries : acknowledge.left;
    list.push_back(delivery.delivery);
  }
  step.send(acknowledge);
  return {};
}

}  // namespace sotto::client::inbox
