// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>

#include "fate.hpp"
#include "relay_medium.hpp"
#include "schedule.hpp"

namespace sotto::simulation {

/// The store as the relay sees it: works wait for a group commit, the disk may be full, and the process may
/// die before every read, write, commit and report. What was not committed then never happened.
class RelayDisk final : public relay::store::Store {
 public:
  struct Hooks {
    /// Runs something inside the relay's process later: not at all when it has died meanwhile.
    std::function<void(Duration, std::function<void()>)> later;
    /// A group is on the medium.
    std::function<void()> committed;
  };
  RelayDisk(relay::store::Store& medium, Fate& fate, const RelayFaults& faults, Sabotage sabotage,
            Hooks hooks);

  Status read(const Reading& reading) override;
  void update(Work work, Done done) override;

  /// The process is dead: nobody will hear of what waits.
  void forget() { queue_.clear(); }

 private:
  struct Queued {
    Work work;
    Done done;
  };
  void plan_commit();
  void commit();
  void report(std::deque<Queued>& group, const std::vector<Status>& outcomes);

  relay::store::Store& medium_;
  Fate& fate_;
  const RelayFaults& faults_;
  Sabotage sabotage_;
  Hooks hooks_;
  std::deque<Queued> queue_;
  bool planned_ = false;
};

}  // namespace sotto::simulation
