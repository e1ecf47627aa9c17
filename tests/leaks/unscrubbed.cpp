// SPDX-License-Identifier: GPL-3.0-or-later
// In place of the library's: a host that leaves its stack as it is.
#include "sotto/base/scrub_stack.hpp"

void sotto::scrub_stack() noexcept {}
