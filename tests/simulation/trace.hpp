// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/time.hpp"

namespace sotto::simulation {

/// Everything that happened, as one number: two runs of a seed must agree on it. Prints each line on request.
class Trace {
 public:
  enum class Mode : std::uint8_t { digest, print };
  explicit Trace(Mode mode) : mode_{mode} {}

  void note(Instant at, std::string_view who, std::string_view what, ByteView detail = {});
  void note(Instant at, std::string_view who, std::string_view what, std::string_view detail);
  [[nodiscard]] std::uint64_t digest() const { return digest_; }

 private:
  void mix(ByteView bytes);
  void print(Instant at, std::string_view who, std::string_view what, std::string_view detail);

  Mode mode_;
  Instant began_{};
  std::uint64_t digest_ = 0xcbf29ce484222325ULL;  ///< FNV-1a's start
};

}  // namespace sotto::simulation
