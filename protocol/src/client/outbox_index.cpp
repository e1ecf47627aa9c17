// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox_index.hpp"

#include <algorithm>
#include <limits>

#include "defences.hpp"
#include "store_keys.hpp"

namespace sotto::client {

Status OutboxIndex::load(store::ClientStore& store) {
  clear();
  SOTTO_ASSIGN(const auto records,
               store.scan(store::Table::outbox, {}, std::numeric_limits<std::size_t>::max()));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto row, parse_outbox_row(record.value));
    auto& item = add(sequence_in(record.key), row);
    if (!row.envelopes.empty()) move(item, OutboxPlace::sendable);
  }
  valid_ = true;
  return {};
}

void OutboxIndex::clear() { *this = OutboxIndex{}; }

OutboxItem& OutboxIndex::add(Sequence sequence, const OutboxRow& row) {
  last_ = std::max(last_, sequence);
  by_message_[{row.message, row.recipient}] = sequence;
  by_recipient_[row.recipient].insert(sequence);
  unready_.insert(sequence);
  return items_.insert_or_assign(sequence, OutboxItem{sequence, row.message, row.recipient}).first->second;
}

void OutboxIndex::leave(const OutboxItem& item) {
  unready_.erase(item.sequence);
  sendable_.erase(item.sequence);
  backing_off_.erase({item.moment, item.sequence});
  in_flight_.erase({item.moment, item.sequence});
}

void OutboxIndex::erase(Sequence sequence) {
  const auto found = items_.find(sequence);
  if (found == items_.end()) return;
  const auto& item = found->second;
  leave(item);
  by_message_.erase({item.message, item.recipient});
  const auto rows = by_recipient_.find(item.recipient);
  rows->second.erase(sequence);
  if (rows->second.empty()) by_recipient_.erase(rows);
  items_.erase(found);
}

OutboxItem* OutboxIndex::find(Sequence sequence) {
  const auto found = items_.find(sequence);
  return found == items_.end() ? nullptr : &found->second;
}

OutboxItem* OutboxIndex::find(const MessageId& message, const Username& recipient) {
  const auto found = by_message_.find({message, recipient});
  return found == by_message_.end() ? nullptr : find(found->second);
}

void OutboxIndex::move(OutboxItem& item, OutboxPlace place, Instant moment) {
  leave(item);
  item.place = place;
  item.moment = moment;
  switch (place) {
    case OutboxPlace::unready:
      unready_.insert(item.sequence);
      return;
    case OutboxPlace::sendable:
      sendable_.insert(item.sequence);
      return;
    case OutboxPlace::backing_off:
      backing_off_.insert({moment, item.sequence});
      return;
    case OutboxPlace::in_flight:
      in_flight_.insert({moment, item.sequence});
      return;
  }
}

void OutboxIndex::forget_flights() {
  while (auto* item = oldest_flight()) move(*item, OutboxPlace::sendable);
}

OutboxItem* OutboxIndex::first_of(const Moments& moments) {
  return moments.empty() ? nullptr : find(moments.begin()->second);
}

/// Never one that would overtake an earlier row to the same user, which has to wait. One that was refused
/// goes alone: a relay that is in trouble is asked once for all that waits behind it.
OutboxItem* OutboxIndex::first_sendable() {
  const auto waits_for = [](const OutboxItem& earlier) {
    return earlier.place != OutboxPlace::in_flight || earlier.refusals > 0;
  };
  const auto has_to_wait = [&](const OutboxItem& item) {
    for (const auto earlier : by_recipient_.at(item.recipient)) {
      if (earlier == item.sequence) return false;
      if (waits_for(items_.at(earlier))) return true;
    }
    return false;
  };
  for (const auto sequence : sendable_) {
    auto* item = find(sequence);
    if (!has_to_wait(*item)) return item;
  }
  return nullptr;
}

OutboxItem* OutboxIndex::first_rested(Instant steady) {
  return is_due(first_rest_over(), steady) ? first_of(backing_off_) : nullptr;
}

OutboxItem* OutboxIndex::oldest_flight() { return defences().sent_again ? first_of(in_flight_) : nullptr; }

Deadline OutboxIndex::first_rest_over() const {
  if (backing_off_.empty()) return std::nullopt;
  return backing_off_.begin()->first;
}

Deadline OutboxIndex::oldest_flight_since() const {
  if (in_flight_.empty() || !defences().sent_again) return std::nullopt;
  return in_flight_.begin()->first;
}

std::vector<Sequence> OutboxIndex::rows_to(const Username& user) const {
  const auto rows = by_recipient_.find(user);
  if (rows == by_recipient_.end()) return {};
  return {rows->second.begin(), rows->second.end()};
}

}  // namespace sotto::client
