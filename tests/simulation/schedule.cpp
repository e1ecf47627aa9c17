// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.hpp"

#include <algorithm>

namespace sotto::simulation {

void Schedule::after(Duration delay, Task task) {
  tasks_.emplace(std::pair{now_ + std::max(delay, Duration{0}), planned_++}, std::move(task));
}

bool Schedule::run_next(Instant limit) {
  if (tasks_.empty() || tasks_.begin()->first.first > limit) return false;
  auto node = tasks_.extract(tasks_.begin());
  now_ = node.key().first;
  ++steps_;
  node.mapped()();
  return true;
}

}  // namespace sotto::simulation
