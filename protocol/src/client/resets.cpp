// SPDX-License-Identifier: GPL-3.0-or-later
#include "resets.hpp"

#include <algorithm>
#include <limits>

#include "defences.hpp"
#include "known_lists.hpp"
#include "outbox.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::resets {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr Duration interval{60 * 60 * 1'000};
constexpr auto all = std::numeric_limits<std::size_t>::max();
/// What one device may have failed at until its next reset; a month's mailbox, and no disk full of ids.
constexpr std::size_t most_failed = 1'024;

struct Reset {
  Instant last;                   ///< 0: never
  std::vector<MessageId> failed;  ///< to be named over the next new session
};

Result<Reset> parse(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  Reset reset{in.instant(), {}};
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) reset.failed.push_back(in.message_id());
  SOTTO_TRY(in.finish());
  return reset;
}

Result<Reset> load(Step& step, const Address& peer) {
  SOTTO_ASSIGN(const auto record, step.find(Table::reset, key_of(peer)));
  return record ? parse(*record) : Reset{};
}

Status save(Step& step, const Address& peer, const Reset& reset) {
  RecordWriter out;
  out.u8(record_version).instant(reset.last).u32(static_cast<std::uint32_t>(reset.failed.size()));
  for (const auto& id : reset.failed) out.raw(id.view());
  return step.put(Table::reset, key_of(peer), out.view());
}

/// How long the peer has to wait for its next reset. A clock that went back does not make it longer.
Duration time_left(const Reset& reset, Instant now) {
  const auto since = now - reset.last;
  const bool over = reset.last == Instant{} || since >= interval || since < Duration{0};
  return over || !defences().reset_interval ? Duration{0} : interval - since;
}

void begin_or_plan(Step& step, const Address& peer, const Reset& reset) {
  const auto left = time_left(reset, step.now());
  if (left == Duration{0}) {
    peers::want_renewed(step, peer);
  } else {
    step.memory().resets_due = sooner(step.memory().resets_due, step.steady() + left);
  }
}

Status look_at_all(Step& step) {
  step.memory().resets_due.reset();
  SOTTO_ASSIGN(const auto records, step.scan(Table::reset, {}, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto reset, parse(record.value));
    if (reset.failed.empty()) continue;
    SOTTO_ASSIGN(const auto peer, address_in(record.key));
    begin_or_plan(step, peer, reset);
  }
  return {};
}

/// Whether the account says that it has this device: whatever else the relay names may be its own invention.
Result<bool> is_listed(Step& step, const Address& peer) {
  SOTTO_ASSIGN(const auto list, known_lists::find(step, peer.user));
  return list && list->find(peer.device) != nullptr;
}

/// The relay has no keys of the device just now.
Status try_next_hour(Step& step, const Address& peer, Reset reset) {
  reset.last = step.now();
  SOTTO_TRY(save(step, peer, reset));
  step.memory().resets_due = sooner(step.memory().resets_due, step.steady() + interval);
  return {};
}

Status ask_for(Step& step, const Username& user, const std::vector<MessageId>& failed) {
  for (auto from = failed.begin(); from != failed.end();) {
    const auto left = static_cast<std::size_t>(failed.end() - from);
    const auto to = from + static_cast<std::ptrdiff_t>(std::min(left, wire::max_message_ids));
    SOTTO_TRY(outbox::add_resend_request(step, user, {from, to}));
    from = to;
  }
  return {};
}

}  // namespace

Status request(Step& step, const Address& peer, const MessageId& message) {
  SOTTO_ASSIGN(auto reset, load(step, peer));
  auto& failed = reset.failed;
  const bool named = std::find(failed.begin(), failed.end(), message) != failed.end();
  if (!named && failed.size() < most_failed) failed.push_back(message);
  SOTTO_TRY(save(step, peer, reset));
  begin_or_plan(step, peer, reset);
  return {};
}

Status on_bundle(Step& step, const Address& peer, bool session_is_new) {
  SOTTO_ASSIGN(const auto reset, load(step, peer));
  if (!session_is_new && !reset.failed.empty()) {
    SOTTO_ASSIGN(const bool listed, is_listed(step, peer));
    if (listed) return try_next_hour(step, peer, reset);
  }
  SOTTO_TRY(save(step, peer, {step.now(), {}}));
  if (!session_is_new || reset.failed.empty()) return {};
  step.notify(SessionReset{peer.user});
  return ask_for(step, peer.user, reset.failed);
}

// The hour goes on: or a relay that says so between two resets could have one after the other (attack A15).
Status give_up(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::reset, key_of(user), all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto peer, address_in(record.key));
    SOTTO_ASSIGN(const auto reset, parse(record.value));
    SOTTO_TRY(save(step, peer, {reset.last, {}}));
  }
  return {};
}

Status on_online(Step& step) { return look_at_all(step); }

Status on_time(Step& step) {
  if (!is_due(step.memory().resets_due, step.steady())) return {};
  return look_at_all(step);
}

}  // namespace sotto::client::resets
