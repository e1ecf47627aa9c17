// SPDX-License-Identifier: GPL-3.0-or-later
#include "defence_switches.hpp"

namespace sotto::client {

Defences& defences() noexcept {
  static Defences switches;
  return switches;
}

}  // namespace sotto::client
