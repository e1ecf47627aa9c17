// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "sotto/base/bytes.hpp"

namespace sotto::fuzz::engines {

struct Program {
  std::string name;
  Bytes input;  ///< as Machine::run reads it
};

/// Those to begin with: each step is in one of them, where it has an effect.
[[nodiscard]] const std::vector<Program>& programs();

}  // namespace sotto::fuzz::engines
