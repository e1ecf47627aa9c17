// SPDX-License-Identifier: GPL-3.0-or-later
#include "poison.hpp"

#include <valgrind/memcheck.h>

#include <algorithm>

namespace sotto::timing {

bool runs_under_memcheck() noexcept { return RUNNING_ON_VALGRIND != 0; }

void poison(ByteView secret) noexcept { VALGRIND_MAKE_MEM_UNDEFINED(secret.data(), secret.size()); }

void reveal(ByteView published) noexcept { VALGRIND_MAKE_MEM_DEFINED(published.data(), published.size()); }

bool is_poisoned(ByteView bytes) noexcept {
  Bytes undefined_bits(bytes.size());
  VALGRIND_GET_VBITS(bytes.data(), undefined_bits.data(), undefined_bits.size());
  return std::any_of(undefined_bits.begin(), undefined_bits.end(),
                     [](std::uint8_t bits) { return bits != 0; });
}

}  // namespace sotto::timing
