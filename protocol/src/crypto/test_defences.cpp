// SPDX-License-Identifier: GPL-3.0-or-later
// Part of the test build only.
#include "defences.hpp"
#include "faults.hpp"

namespace sotto::crypto {
namespace {
unsigned fault_after = 0;
}

Defences& defences() noexcept {
  static Defences switches;
  return switches;
}

bool inject_fault() noexcept { return fault_after != 0 && --fault_after == 0; }

void set_fault(unsigned after) noexcept { fault_after = after; }

bool is_fault_pending() noexcept { return fault_after != 0; }

}  // namespace sotto::crypto
