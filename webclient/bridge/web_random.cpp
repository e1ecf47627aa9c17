// SPDX-License-Identifier: GPL-3.0-or-later
#include "web_random.hpp"

#include <emscripten.h>

#include <algorithm>

// clang-format off
// At most 65,536 bytes a call is what the browser allows.
EM_JS(int, sotto_web_random, (std::uint8_t* out, int size), {
  try {
    for (let at = 0; at < size; at += 65536) {
      crypto.getRandomValues(HEAPU8.subarray(out + at, out + Math.min(at + 65536, size)));
    }
    return 1;
  } catch (error) {
    return 0;
  }
});
// clang-format on

namespace sotto::web {

Status WebRandom::fill(std::span<std::uint8_t> out) {
  if (sotto_web_random(out.data(), static_cast<int>(out.size())) == 1) return {};
  std::fill(out.begin(), out.end(), std::uint8_t{0});
  return Error{ErrorCode::random_failed, "getRandomValues"};
}

}  // namespace sotto::web
