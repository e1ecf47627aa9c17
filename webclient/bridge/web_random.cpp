// SPDX-License-Identifier: GPL-3.0-or-later
#include "web_random.hpp"

// Providers are OpenSSL's newer way to bring one's own randomness: ten times the code, for the same call.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <emscripten.h>
#include <openssl/rand.h>

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

namespace {

int random_bytes(unsigned char* out, int size) {
  WebRandom random;
  return size >= 0 && random.fill({out, static_cast<std::size_t>(size)}).ok() ? 1 : 0;
}

int is_seeded() { return 1; }

}  // namespace

void use_web_random_in_crypto() {
  static const RAND_METHOD method{nullptr, random_bytes, nullptr, nullptr, random_bytes, is_seeded};
  RAND_set_rand_method(&method);
}

}  // namespace sotto::web
