// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay_disk.hpp"

#include <utility>

namespace sotto::simulation {
namespace {

Error unavailable(const char* why) { return {ErrorCode::store_unavailable, why, 0}; }

}  // namespace

RelayDisk::RelayDisk(relay::store::Store& medium, Fate& fate, const RelayFaults& faults, Sabotage sabotage,
                     Hooks hooks)
    : medium_{medium}, fate_{fate}, faults_{faults}, sabotage_{sabotage}, hooks_{std::move(hooks)} {}

Status RelayDisk::read(const Reading& reading) {
  if (!fate_.survives(faults_.crash_per_store_call)) return unavailable("dead");
  if (fate_.misfortune(faults_.failure_per_read)) return unavailable("a read fails");
  return medium_.read(reading);
}

void RelayDisk::update(Work work, Done done) {
  if (!fate_.survives(faults_.crash_per_store_call)) return;
  if (sabotage_ == Sabotage::relay_answers_before_commit) {
    hooks_.later(Duration{0}, [done = std::move(done)] { done(Status{}); });
    done = [](const Status&) {};
  }
  queue_.push_back({std::move(work), std::move(done)});
  plan_commit();
}

void RelayDisk::plan_commit() {
  if (planned_) return;
  planned_ = true;
  hooks_.later(fate_.some_time(Duration{0}, faults_.slowest_commit), [this] { commit(); });
}

void RelayDisk::commit() {
  planned_ = false;
  if (!fate_.survives(faults_.crash_per_store_call)) return;
  auto group = std::exchange(queue_, {});
  const bool full = fate_.misfortune(faults_.failure_per_commit);
  std::vector<Status> outcomes;
  for (const auto& queued : group) {
    outcomes.push_back(full ? Status{unavailable("a commit fails")}
                            : relay::store::update_and_wait(medium_, queued.work));
  }
  hooks_.committed();
  report(group, outcomes);
}

void RelayDisk::report(std::deque<Queued>& group, const std::vector<Status>& outcomes) {
  for (std::size_t at = 0; at < group.size(); ++at) {
    if (!fate_.survives(faults_.crash_per_store_call)) return;
    group[at].done(outcomes[at]);
  }
}

}  // namespace sotto::simulation
