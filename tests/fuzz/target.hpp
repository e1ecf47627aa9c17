// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sotto/base/bytes.hpp"

/// What libFuzzer runs millions of times with clang, and the tests run over the corpus with every compiler.
namespace sotto::fuzz {

/// What became of an input. The tests ask it of the seeds, so that a target whose set-up is wrong, and which
/// therefore refuses everything, is noticed.
enum class Verdict : std::uint8_t { refused, accepted };

struct Target {
  const char* name;      ///< also the folder of its corpus
  std::size_t max_size;  ///< of an input, in bytes
  Verdict (*run)(ByteView input);
  /// Valid inputs to begin with; run() accepts each.
  std::vector<Bytes> (*seeds)();
  /// Of a machine: what its seeds together reach().
  std::vector<std::string> (*landmarks)() = nullptr;
};

/// The targets of this program, by name.
[[nodiscard]] const std::vector<Target>& all_targets();
/// Null when there is no such target.
[[nodiscard]] const Target* find_target(std::string_view name);
/// What each file of targets says of its own, before main.
struct Registration {
  explicit Registration(std::vector<Target> targets);
};

/// A property that holds for every input: stops the program when it does not.
void require(bool holds, const char* what);

/// A machine got somewhere. The tests ask it of the seeds, so that a step without an effect is noticed.
void reach(std::string_view landmark);
/// Since the program began.
[[nodiscard]] const std::set<std::string, std::less<>>& reached();

}  // namespace sotto::fuzz
