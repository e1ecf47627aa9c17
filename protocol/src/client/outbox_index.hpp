// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "deadline.hpp"
#include "outbox_row.hpp"
#include "sotto/base/id.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

/// A row's number in Table::outbox: rows leave in this order.
using Sequence = std::uint64_t;

/// Where a row of the outbox is on its way.
enum class OutboxPlace : std::uint8_t {
  unready,      ///< something is missing: bundles, an accepted identity
  sendable,     ///< goes out as soon as there is room
  backing_off,  ///< refused for now; goes out later
  in_flight,    ///< sent on this link, without an answer yet
};

struct OutboxItem {
  Sequence sequence = 0;
  MessageId message;
  Username recipient;
  OutboxPlace place = OutboxPlace::unready;
  Instant moment{};       ///< in_flight: when it was sent; backing_off: when it may go out
  unsigned refusals = 0;  ///< since it was added, or one to the same user was taken
  bool stale = false;     ///< to be sealed anew before it goes out
};

/// The outbox's rows by place. It only repeats what the store has: when a step has failed it is thrown away
/// and loaded again, and what was in flight is sent once more under the same id, which is always safe.
class OutboxIndex {
 public:
  /// Marks it as out of step with the store; load() is needed.
  void invalidate() { valid_ = false; }
  [[nodiscard]] bool valid() const { return valid_; }
  [[nodiscard]] Status load(store::ClientStore& store);
  void clear();

  /// The number that the next row gets.
  [[nodiscard]] Sequence next() const { return last_ + 1; }
  OutboxItem& add(Sequence sequence, const OutboxRow& row);
  void erase(Sequence sequence);
  [[nodiscard]] OutboxItem* find(Sequence sequence);
  [[nodiscard]] OutboxItem* find(const MessageId& message, const Username& recipient);

  void move(OutboxItem& item, OutboxPlace place, Instant moment = {});
  /// The link is gone: what was in flight is sendable again.
  void forget_flights();

  [[nodiscard]] std::size_t flights() const { return in_flight_.size(); }
  [[nodiscard]] OutboxItem* first_sendable();
  /// Backing off until `steady` or earlier.
  [[nodiscard]] OutboxItem* first_rested(Instant steady);
  [[nodiscard]] OutboxItem* oldest_flight();
  [[nodiscard]] Deadline first_rest_over() const;
  [[nodiscard]] Deadline oldest_flight_since() const;

  /// In order.
  [[nodiscard]] std::vector<Sequence> unready() const { return {unready_.begin(), unready_.end()}; }
  [[nodiscard]] std::vector<Sequence> rows_to(const Username& user) const;

 private:
  using Moments = std::set<std::pair<Instant, Sequence>>;

  void leave(const OutboxItem& item);
  OutboxItem* first_of(const Moments& moments);

  std::map<Sequence, OutboxItem> items_;
  std::map<std::pair<MessageId, Username>, Sequence> by_message_;
  std::map<Username, std::set<Sequence>> by_recipient_;
  std::set<Sequence> unready_;
  std::set<Sequence> sendable_;
  Moments backing_off_;
  Moments in_flight_;
  Sequence last_ = 0;
  bool valid_ = false;
};

}  // namespace sotto::client
