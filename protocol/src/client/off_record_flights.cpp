// SPDX-License-Identifier: GPL-3.0-or-later
#include "off_record_flights.hpp"

#include <vector>

#include "defences.hpp"
#include "off_record.hpp"
#include "outbox.hpp"
#include "peers.hpp"
#include "sealing.hpp"
#include "step.hpp"

namespace sotto::client::off_record_flights {
namespace {

/// The relay gives a linked device a quarter of a second. The rest is for keys that have to be fetched, and
/// for a slow way back.
constexpr Duration patience{20'000};
/// The relay may say so often that the recipient has other devices.
constexpr unsigned most_tries = 4;
/// A peer that says much at once is not told of all of it.
constexpr std::size_t most_confirming = 64;

using Flights = std::map<MessageId, OffRecordFlight>;

Flights& flights_of(Step& step) { return step.memory().off_record.flights; }

/// It is over, with this for its author to see.
void land(Step& step, const MessageId& id, OffRecordState state) {
  const auto node = flights_of(step).extract(id);
  if (node.empty() || node.mapped().confirms) return;
  off_record::settle(step, node.mapped().to, id, state);
}

/// Nobody can tell what became of one that went out.
void give_up(Step& step, const MessageId& id) {
  const auto at = flights_of(step).find(id);
  if (at == flights_of(step).end()) return;
  land(step, id, at->second.out ? OffRecordState::unconfirmed : OffRecordState::not_delivered);
}

/// What it says, and when that was said; nullopt: it was forgotten meanwhile.
struct Saying {
  wire::ContentBody body;
  Instant sent_at;
};
std::optional<Saying> saying_of(Step& step, const MessageId& id, const OffRecordFlight& flight) {
  if (flight.confirms) return Saying{wire::OffRecordReceipt{*flight.confirms}, step.now()};
  const auto* said = off_record::find(step.memory(), flight.to, id);
  if (said == nullptr) return std::nullopt;
  return Saying{wire::OffRecordText{std::string{text_of(said->body->expose())}}, said->sent_at};
}

/// Encrypted anew with each try: nothing is kept that another identity or device could be sent by mistake.
Result<Readiness> seal(Step& step, OutboxRow& row) {
  const auto saying = saying_of(step, row.message, flights_of(step).at(row.message));
  if (!saying) return Readiness::gone;
  if (peers::is_fetching(step, row.recipient)) return Readiness::waits;
  row.sent_at = saying->sent_at;
  return seal_unkept(step, row, saying->body);
}

void send_out(Step& step, OutboxRow row) {
  auto& flight = flights_of(step).at(row.message);
  flight.out = true;
  ++flight.tries;
  const auto keeping = defences().off_record_unkept ? wire::Keeping::live_only : wire::Keeping::mailbox;
  step.send(wire::Submit{row.message, row.recipient, std::move(row.envelopes), keeping});
}

Status attempt(Step& step, const MessageId& id) {
  const auto at = flights_of(step).find(id);
  if (at == flights_of(step).end() || at->second.out) return {};
  if (!link::is_online(step.memory()) || at->second.tries == most_tries) {
    land(step, id, OffRecordState::not_delivered);
    return {};
  }
  const auto& to = at->second.to;
  OutboxRow row{id, to, OutboxKind::receipt, to, step.now(), false, {}, {}};
  SOTTO_ASSIGN(const auto readiness, seal(step, row));
  if (readiness == Readiness::waits) return {};
  if (readiness == Readiness::ready) {
    send_out(step, std::move(row));
  } else {
    land(step, id, OffRecordState::not_delivered);
  }
  return {};
}

Status take_off(Step& step, const MessageId& id, OffRecordFlight flight) {
  flight.until = step.steady() + patience;
  flights_of(step).insert_or_assign(id, std::move(flight));
  return attempt(step, id);
}

std::size_t confirming(Step& step) {
  std::size_t count = 0;
  for (const auto& one : flights_of(step)) {
    if (one.second.confirms) ++count;
  }
  return count;
}

template <class Predicate>
std::vector<MessageId> ids_of(Step& step, Predicate predicate) {
  std::vector<MessageId> ids;
  for (const auto& [id, flight] : flights_of(step)) {
    if (predicate(flight)) ids.push_back(id);
  }
  return ids;
}

Status on_devices_changed(Step& step, OffRecordFlight& flight, const wire::SubmitReply& reply) {
  flight.out = false;
  SOTTO_TRY(peers::on_devices_changed(step, reply.recipient, reply.missing, reply.extra));
  return outbox::on_peer_changed(step, reply.recipient);
}

}  // namespace

Status begin(Step& step, const Username& to, const MessageId& message) {
  return take_off(step, message, {to, std::nullopt, {}});
}

Status confirm(Step& step, const Username& to, const MessageId& message) {
  if (confirming(step) >= most_confirming) return {};
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  return take_off(step, id, {to, message, {}});
}

void forget(Memory& memory, const MessageId& message) { memory.off_record.flights.erase(message); }

void forget_all(Memory& memory, const Username& to) {
  auto& flights = memory.off_record.flights;
  for (auto at = flights.begin(); at != flights.end();) {
    at = at->second.to == to ? flights.erase(at) : std::next(at);
  }
}

Status on_submitted(Step& step, const wire::SubmitReply& reply) {
  const auto at = flights_of(step).find(reply.message);
  const bool ours = at != flights_of(step).end() && at->second.to == reply.recipient && at->second.out;
  if (!ours) return {};
  switch (reply.outcome) {
    case wire::SubmitOutcome::accepted:
      // Only the recipient knows whether they show it. Whoever tells that waits for nothing more.
      if (at->second.confirms) flights_of(step).erase(at);
      return {};
    case wire::SubmitOutcome::devices_changed:
      return on_devices_changed(step, at->second, reply);
    default:
      land(step, reply.message, OffRecordState::not_delivered);
      return {};
  }
}

Status on_peer_changed(Step& step, const Username& user) {
  const auto waits = [&](const OffRecordFlight& flight) { return flight.to == user && !flight.out; };
  for (const auto& id : ids_of(step, waits)) SOTTO_TRY(attempt(step, id));
  return {};
}

void on_offline(Step& step) {
  for (const auto& id : ids_of(step, [](const OffRecordFlight&) { return true; })) give_up(step, id);
}

void on_time(Step& step) {
  const auto over = [&](const OffRecordFlight& flight) { return flight.until <= step.steady(); };
  for (const auto& id : ids_of(step, over)) give_up(step, id);
}

Deadline due(const Memory& memory) {
  Deadline first;
  for (const auto& one : memory.off_record.flights) first = sooner(first, one.second.until);
  return first;
}

}  // namespace sotto::client::off_record_flights
