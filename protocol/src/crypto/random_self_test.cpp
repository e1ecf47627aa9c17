// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_self_test.hpp"

#include <array>
#include <set>

#include "sotto/base/secret.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t block = 16;
constexpr std::size_t blocks = 64;
constexpr int bits = 8 * block * blocks;
/// 8,192 fair coins lie within 4,096 ± 8 standard deviations (45 each) but for one start in 10^14.
constexpr int most_away = 8 * 45;

int ones_of(ByteView bytes) noexcept {
  int ones = 0;
  for (const std::uint8_t byte : bytes) {
    for (unsigned bit = 0; bit < 8; ++bit) ones += static_cast<int>((byte >> bit) & 1U);
  }
  return ones;
}

}  // namespace

Status self_test(RandomSource& random) {
  const Error failed{ErrorCode::random_failed, "random self-test", 0};
  std::array<std::uint8_t, block * blocks> sample{};
  SOTTO_TRY(random.fill(sample));
  std::set<Bytes> seen;
  bool repeated = false;
  for (std::size_t at = 0; at < sample.size(); at += block) {
    repeated = !seen.insert(copy_of(ByteView{sample}.subspan(at, block))).second || repeated;
  }
  std::array<std::uint8_t, block> again{};
  SOTTO_TRY(random.fill(again));
  repeated = !seen.insert(copy_of(again)).second || repeated;
  const int away = ones_of(sample) - bits / 2;
  wipe(sample);
  if (repeated || away > most_away || away < -most_away) return failed;
  return {};
}

}  // namespace sotto::crypto
