// SPDX-License-Identifier: GPL-3.0-or-later
#include "receipts.hpp"

#include <limits>
#include <map>

#include "backoff.hpp"
#include "contacts.hpp"
#include "defences.hpp"
#include "outbox.hpp"
#include "privacy.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::receipts {
namespace {

using store::Table;

constexpr char allowed = 'a';
constexpr char waiting = 'w';
constexpr char looked_at = 'r';
/// At least a second between two batches, and a moment that a peer cannot foresee.
constexpr Duration shortest{1'000};
constexpr Duration jitter{2'000};
constexpr auto all = std::numeric_limits<std::size_t>::max();
constexpr std::size_t in_one_go = 1'024;
constexpr std::uint8_t marker = 1;

Bytes key_for(char kind, const Username& user, const MessageId& message) {
  return with_prefix(kind, key_of(user, message));
}

Status keep(Step& step, char kind, const Username& user, const MessageId& message) {
  return step.put(Table::receipt, key_for(kind, user, message), ByteView{&marker, 1});
}

Status plan(Step& step) {
  auto& due = step.memory().receipts_due;
  if (due) return {};
  SOTTO_ASSIGN(const auto delay, random_delay(step.random(), jitter));
  due = step.steady() + shortest + delay;
  return {};
}

struct Noted {
  Username user;
  MessageId message;
};

Result<Noted> parse_key(ByteView key) {
  SOTTO_ASSIGN(auto parts, user_in(key.subspan(1)));
  SOTTO_ASSIGN(const auto message, MessageId::parse(parts.rest));
  return Noted{std::move(parts.user), message};
}

using Batches = std::map<Username, std::vector<MessageId>>;

/// One batch for each user; what does not fit stays.
Result<Batches> take_noted(Step& step, char kind) {
  const auto prefix = static_cast<std::uint8_t>(kind);
  SOTTO_ASSIGN(const auto records, step.scan(Table::receipt, ByteView{&prefix, 1}, in_one_go));
  Batches batches;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto noted, parse_key(record.key));
    auto& batch = batches[noted.user];
    if (batch.size() == wire::max_message_ids) continue;
    batch.push_back(noted.message);
    SOTTO_TRY(step.erase(Table::receipt, record.key));
  }
  return batches;
}

Status send_delivered(Step& step) {
  SOTTO_ASSIGN(auto batches, take_noted(step, allowed));
  for (auto& [user, batch] : batches) SOTTO_TRY(outbox::add_receipt(step, user, std::move(batch)));
  return {};
}

/// What was taken back meanwhile is dropped.
Status send_read(Step& step) {
  SOTTO_ASSIGN(auto batches, take_noted(step, looked_at));
  SOTTO_ASSIGN(const auto chosen, privacy::load(step));
  if (!chosen.read_receipts && defences().reading_untold) return {};
  for (auto& [user, batch] : batches) SOTTO_TRY(outbox::add_read_receipt(step, user, std::move(batch)));
  return {};
}

Result<bool> any_noted(Step& step) {
  for (const char kind : {allowed, looked_at}) {
    const auto prefix = static_cast<std::uint8_t>(kind);
    SOTTO_ASSIGN(const auto records, step.scan(Table::receipt, ByteView{&prefix, 1}, 1));
    if (!records.empty()) return true;
  }
  return false;
}

}  // namespace

Status note(Step& step, const Username& sender, const MessageId& message) {
  SOTTO_ASSIGN(const bool accepted, contacts::is_accepted(step, sender));
  const bool known = accepted || !defences().strangers_untold;
  SOTTO_TRY(keep(step, known ? allowed : waiting, sender, message));
  return known ? plan(step) : Status{};
}

Status allow(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::receipt, with_prefix(waiting, key_of(user)), all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto noted, parse_key(record.key));
    SOTTO_TRY(step.erase(Table::receipt, record.key));
    SOTTO_TRY(keep(step, allowed, user, noted.message));
  }
  return records.empty() ? Status{} : plan(step);
}

Status note_read(Step& step, const Username& sender, const MessageId& message) {
  SOTTO_ASSIGN(const auto chosen, privacy::load(step));
  SOTTO_ASSIGN(const bool accepted, contacts::is_accepted(step, sender));
  SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, sender));
  const bool told = chosen.read_receipts && accepted && !blocked;
  if (!told && defences().reading_untold) return {};
  SOTTO_TRY(keep(step, looked_at, sender, message));
  return plan(step);
}

Status forget(Step& step, const Username& user) {
  for (const char kind : {allowed, waiting, looked_at})
    SOTTO_TRY(step.erase_all(Table::receipt, with_prefix(kind, key_of(user))));
  return {};
}

Status on_online(Step& step) {
  SOTTO_ASSIGN(const bool any, any_noted(step));
  return any ? plan(step) : Status{};
}

Status on_time(Step& step) {
  if (!is_due(step.memory().receipts_due, step.steady())) return {};
  step.memory().receipts_due.reset();
  // What waits for a link may be taken back until there is one; then on_online() comes back to it.
  if (!link::is_online(step.memory())) return {};
  SOTTO_TRY(send_delivered(step));
  SOTTO_TRY(send_read(step));
  return on_online(step);
}

}  // namespace sotto::client::receipts
