// SPDX-License-Identifier: GPL-3.0-or-later
// Part of the test build only.
#include "defences.hpp"

namespace sotto::store::sqlcipher {

Defences& defences() noexcept {
  static Defences switches;
  return switches;
}

}  // namespace sotto::store::sqlcipher
