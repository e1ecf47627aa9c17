// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "verdicts.hpp"

namespace sotto::timing {

/// Something that the product does with secrets, run once under memcheck.
struct Case {
  const char* name;
  Comparison comparison;
  void (*run)();
};

[[nodiscard]] std::span<const Case> comparison_cases();
[[nodiscard]] std::span<const Case> session_cases();
[[nodiscard]] std::span<const Case> content_cases();
[[nodiscard]] std::span<const Case> kem_cases();
[[nodiscard]] std::span<const Case> group_cases();
[[nodiscard]] std::span<const Case> signature_cases();

/// Ends the program with a sentence when what has to hold does not. A poisoned `holds` would be reported.
void require(bool holds, const char* what);

}  // namespace sotto::timing
