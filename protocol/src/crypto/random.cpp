// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <algorithm>
#include <array>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <sys/random.h>
#endif

#include "random_self_test.hpp"
#include "sotto/crypto/digest.hpp"

#ifdef __EMSCRIPTEN__
// Straight from the host: emscripten's own emulation falls back to what is no cryptographic generator on some
// hosts.
// clang-format off
EM_JS(int, sotto_fill_random, (std::uint8_t * out, int size), {
  try {
    const webcrypto =
        typeof crypto !== 'undefined' && crypto.getRandomValues ? crypto : require('crypto').webcrypto;
    // A copy: getRandomValues takes neither shared memory nor more than 65,536 bytes.
    const bytes = new Uint8Array(size);
    webcrypto.getRandomValues(bytes);
    HEAPU8.set(bytes, out);
    bytes.fill(0);
    return 1;
  } catch (error) {
    return 0;
  }
});
// clang-format on
#endif

namespace sotto::crypto {
namespace {

/// What one call of the operating system (and of a browser) gives without being interrupted.
constexpr std::size_t chunk = 256;

bool fill_chunk(std::span<std::uint8_t> out) noexcept {
#ifdef __EMSCRIPTEN__
  return sotto_fill_random(out.data(), static_cast<int>(out.size())) == 1;
#else
  return getentropy(out.data(), out.size()) == 0;
#endif
}

class SystemRandom final : public RandomSource {
 public:
  Status fill(std::span<std::uint8_t> out) override {
    for (auto rest = out; !rest.empty();) {
      const auto part = rest.first(std::min(rest.size(), chunk));
      if (!fill_chunk(part)) {
        wipe(out);
        return Error{ErrorCode::random_failed, "system random", 0};
      }
      rest = rest.subspan(part.size());
    }
    return {};
  }
};

}  // namespace

Result<std::unique_ptr<RandomSource>> system_random() {
  std::unique_ptr<RandomSource> random = std::make_unique<SystemRandom>();
  SOTTO_TRY(self_test(*random));
  return random;
}

}  // namespace sotto::crypto
