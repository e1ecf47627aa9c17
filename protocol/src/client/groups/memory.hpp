// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "../calls.hpp"
#include "../deadline.hpp"
#include "logs.hpp"
#include "queues.hpp"
#include "sotto/base/id.hpp"

namespace sotto::client {

/// A message to a group that is on its way to the relay.
struct GroupFlight {
  std::uint64_t sequence = 0;
  MessageId message;
  Instant sent_at;
};

/// A Join that was not taken, or that this device's clock does not allow.
struct JoinAgain {
  unsigned tries = 0;
  Deadline at;        ///< nullopt: it is on its way
  bool told = false;  ///< the user has heard that it was refused
};

/// The pages of a log of which more are to come. Only a whole log says who is in the group: its beginning
/// does not know who came later.
struct ArrivingLog {
  using Page =
      std::shared_ptr<const std::vector<Bytes>>;  ///< shared: every step begins with a copy of the memory

  std::uint64_t first = 0;  ///< behind what is here
  std::uint64_t count = 0;  ///< of entries
  std::vector<Page> pages;
  std::size_t size = 0;  ///< of what they take up, in bytes, or a little less
  [[nodiscard]] std::uint64_t end() const noexcept { return first + count; }
};

/// What the relay is given back of a log that is longer here.
struct ReturningLog {
  std::uint64_t next = 0;  ///< behind what it was given over this link
  bool under_way = false;
  bool in_flight = false;  ///< an entry, to be answered
  bool given_up = false;   ///< over this link: the relay will not have it from anybody
};

/// What concerns groups on this link and in this run.
struct GroupsMemory {
  std::map<GroupId, group_logs::LogPtr> logs;  ///< those that were read
  std::set<GroupId> fetching;                  ///< a page of the log is on its way
  std::map<GroupId, ArrivingLog> arriving;     ///< over this link
  std::map<GroupId, Instant> fetch_again;      ///< the relay had less than somebody has named
  std::map<GroupId, ReturningLog> returning;   ///< over this link
  std::map<GroupId, std::uint64_t> comparing;  ///< from this entry on, as soon as no page is on its way
  std::set<GroupId> refused;  ///< the relay served another history: nothing is sent until it serves this one
  std::optional<GroupQueues> queues;       ///< of the outbox; nullopt: not read yet
  std::map<GroupId, GroupFlight> flights;  ///< one for each group
  std::map<GroupId, Instant> rests;        ///< refused for now
  std::map<GroupId, Instant> keys_due;     ///< whoever has not got the own key by then must ask for it
  std::map<GroupId, std::vector<GroupWish>> overtaken;  ///< tried again when the log is up to date
  std::map<GroupId, JoinAgain> joins_again;
  std::set<GroupId> posts_fetching;              ///< a page of posts is on its way
  std::set<GroupId> posts_waiting;               ///< a stranger's post: perhaps the log knows them by now
  std::set<GroupId> posts_final;                 ///< the log was looked at: the next page is judged by it
  std::map<GroupId, std::uint64_t> posts_named;  ///< the newest place that was heard of
  std::map<std::pair<GroupId, Address>, Instant> keys_asked;  ///< when a missing key was asked for
};

}  // namespace sotto::client
