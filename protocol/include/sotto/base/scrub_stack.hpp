// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace sotto {

/// So much of the stack is overwritten; an input of the engine uses less.
inline constexpr std::size_t scrubbed_stack = 256 * 1024;

/// Overwrites what functions that have returned left on this thread's stack, below the caller: a short text
/// lies inside its std::string, a key in the locals of the crypto library. A host of the engine calls it
/// where its own loop begins, after each input. REQUIRES: scrubbed_stack bytes and a page are free.
void scrub_stack() noexcept;

}  // namespace sotto
