// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "plan.hpp"
#include "trace.hpp"

namespace sotto::simulation {

/// What ./dev simulate was asked for.
struct Options {
  std::uint64_t seeds = 1'000;
  std::uint64_t from = 1;
  Population population;
  bool groups = false;
  bool restored = false;
  bool restored_relay = false;
  bool encrypted = false;
  bool forging = false;
  Trace::Mode mode = Trace::Mode::digest;

  /// All that makes another world of a seed, as it is typed.
  [[nodiscard]] std::string flags() const;
};

inline constexpr const char* usage =
    "usage: simulate [--seeds N] [--from S] [--users N] [--devices M] [--groups [--forging]] [--restored | "
    "--restored-relay] [--encrypted] [--trace]";

/// The options, or what is wrong with them.
[[nodiscard]] std::variant<Options, std::string> parse_options(const std::vector<std::string>& arguments);

}  // namespace sotto::simulation
