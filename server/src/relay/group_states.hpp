// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "relay/core.hpp"
#include "sotto/group/membership.hpp"

namespace sotto::relay {

/// What the logs of groups amount to, as far as this node knows: a bounded cache in front of the store. A
/// hint voids it, and an append that was overtaken notices by itself. Thread-safe.
class GroupStates {
 public:
  using State = std::shared_ptr<const group::Membership>;

  explicit GroupStates(Foundation& foundation) : base_{foundation} {}
  /// nullptr when there is no such group. Errors: store_unavailable, store_corrupt.
  Result<State> of(const GroupId& group);
  /// Committed. An older one is ignored.
  void put(const State& state);
  void forget(const GroupId& group);

 private:
  void keep(const State& state);  ///< REQUIRES: the lock is held
  Result<State> load(const GroupId& group) const;

  Foundation& base_;
  std::mutex mutex_;
  std::uint64_t forgotten_ = 0;  ///< what was read before a forget() is not kept after it
  std::map<GroupId, State> cache_;
};

}  // namespace sotto::relay
