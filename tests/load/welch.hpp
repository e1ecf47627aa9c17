// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Whether two sets of measurements have the same mean, as dudect asks it ("Dude, is my code constant time?",
/// Reparaz, Balasch, Verbauwhede, DATE 2017).
namespace sotto::load {

/// |t| above this is taken for a difference, in dudect and in TVLA (one in 150,000 by chance, for one test).
inline constexpr double suspicious_t = 4.5;

/// Running mean and variance of one class (Welford).
class Moments {
 public:
  void add(double value) noexcept;
  [[nodiscard]] double count() const noexcept { return count_; }
  [[nodiscard]] double mean() const noexcept { return mean_; }
  [[nodiscard]] double variance() const noexcept { return count_ > 1 ? squares_ / (count_ - 1) : 0; }

 private:
  double count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

/// Welch's t of two classes; 0 while one of them has hardly any measurement.
[[nodiscard]] double welch_t(const Moments& a, const Moments& b) noexcept;

/// A duration in ticks, and the class that its input was of.
struct Sample {
  std::uint64_t ticks = 0;
  bool fixed = false;
};

/// The largest |t| over all samples and over those below each of 100 percentiles: what interrupts and the
/// scheduler add would hide a small difference.
[[nodiscard]] double largest_t(std::span<const Sample> samples);

}  // namespace sotto::load
