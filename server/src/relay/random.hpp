// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>

#include "sotto/base/random.hpp"

namespace sotto::relay {

/// A random source that many threads may use.
class SharedRandom final : public RandomSource {
 public:
  explicit SharedRandom(std::unique_ptr<RandomSource> source) : source_{std::move(source)} {}
  Status fill(std::span<std::uint8_t> out) override {
    const std::lock_guard lock{mutex_};
    return source_->fill(out);
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<RandomSource> source_;
};

}  // namespace sotto::relay
