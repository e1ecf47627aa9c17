// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "sotto/base/time.hpp"

namespace sotto::simulation {

/// The virtual clock and what will happen. Tasks of the same moment run in the order in which they were
/// planned.
class Schedule {
 public:
  using Task = std::function<void()>;

  explicit Schedule(Instant start) : now_{start} {}

  [[nodiscard]] Instant now() const { return now_; }
  void after(Duration delay, Task task);
  /// Moves the clock to the next task and runs it; false when there is none up to `limit`.
  bool run_next(Instant limit);
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  Instant now_;
  std::uint64_t planned_ = 0;
  std::uint64_t steps_ = 0;
  std::map<std::pair<Instant, std::uint64_t>, Task> tasks_;
};

}  // namespace sotto::simulation
