// SPDX-License-Identifier: GPL-3.0-or-later
#include "welch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sotto::load {
namespace {

constexpr int croppings = 100;
/// With fewer in a class, t is noise.
constexpr double enough = 1'000;

/// As in dudect: close together where most measurements are.
std::vector<std::uint64_t> limits_of(std::span<const Sample> samples) {
  std::vector<std::uint64_t> ticks;
  ticks.reserve(samples.size());
  for (const auto& sample : samples) ticks.push_back(sample.ticks);
  std::sort(ticks.begin(), ticks.end());
  std::vector<std::uint64_t> limits{std::numeric_limits<std::uint64_t>::max()};
  for (int i = 1; i <= croppings; ++i) {
    const double percentile = 1 - std::pow(0.5, 10.0 * i / croppings);
    limits.push_back(ticks[static_cast<std::size_t>(percentile * static_cast<double>(ticks.size() - 1))]);
  }
  return limits;
}

double t_below(std::span<const Sample> samples, std::uint64_t limit) {
  Moments fixed;
  Moments random;
  for (const auto& sample : samples) {
    if (sample.ticks <= limit) (sample.fixed ? fixed : random).add(static_cast<double>(sample.ticks));
  }
  return std::min(fixed.count(), random.count()) < enough ? 0 : welch_t(fixed, random);
}

}  // namespace

void Moments::add(double value) noexcept {
  count_ += 1;
  const double distance = value - mean_;
  mean_ += distance / count_;
  squares_ += distance * (value - mean_);
}

double welch_t(const Moments& a, const Moments& b) noexcept {
  if (a.count() < 2 || b.count() < 2) return 0;
  const double error = a.variance() / a.count() + b.variance() / b.count();
  return error > 0 ? (a.mean() - b.mean()) / std::sqrt(error) : 0;
}

double largest_t(std::span<const Sample> samples) {
  double largest = 0;
  if (samples.empty()) return largest;
  for (const auto limit : limits_of(samples)) largest = std::max(largest, std::fabs(t_below(samples, limit)));
  return largest;
}

}  // namespace sotto::load
