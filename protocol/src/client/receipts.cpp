// SPDX-License-Identifier: GPL-3.0-or-later
#include "receipts.hpp"

#include <limits>
#include <map>

#include "backoff.hpp"
#include "contacts.hpp"
#include "defences.hpp"
#include "outbox.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::receipts {
namespace {

using store::Table;

constexpr char allowed = 'a';
constexpr char waiting = 'w';
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

/// One batch for each user.
Status send_noted(Step& step) {
  const auto kind = static_cast<std::uint8_t>(allowed);
  SOTTO_ASSIGN(const auto records, step.scan(Table::receipt, ByteView{&kind, 1}, in_one_go));
  std::map<Username, std::vector<MessageId>> batches;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto noted, parse_key(record.key));
    auto& batch = batches[noted.user];
    if (batch.size() == wire::max_message_ids) continue;
    batch.push_back(noted.message);
    SOTTO_TRY(step.erase(Table::receipt, record.key));
  }
  std::size_t sent = 0;
  for (auto& [user, batch] : batches) {
    sent += batch.size();
    SOTTO_TRY(outbox::add_receipt(step, user, std::move(batch)));
  }
  return sent < records.size() || records.size() == in_one_go ? plan(step) : Status{};
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

Status forget(Step& step, const Username& user) {
  for (const char kind : {allowed, waiting}) {
    SOTTO_ASSIGN(const auto records, step.scan(Table::receipt, with_prefix(kind, key_of(user)), all));
    for (const auto& record : records) SOTTO_TRY(step.erase(Table::receipt, record.key));
  }
  return {};
}

Status on_online(Step& step) {
  const auto kind = static_cast<std::uint8_t>(allowed);
  SOTTO_ASSIGN(const auto records, step.scan(Table::receipt, ByteView{&kind, 1}, 1));
  return records.empty() ? Status{} : plan(step);
}

Status on_time(Step& step) {
  if (!is_due(step.memory().receipts_due, step.steady())) return {};
  step.memory().receipts_due.reset();
  return send_noted(step);
}

}  // namespace sotto::client::receipts
