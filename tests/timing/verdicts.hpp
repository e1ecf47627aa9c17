// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// Where a secret becomes something that everybody may know. The linker puts these in front of the
/// comparisons of the product, of libsignal-protocol-c and of OpenSSL (-Wl,--wrap), so that what is tested is
/// the object code that people run.
namespace sotto::timing {

/// What stands in for a comparison of secrets.
enum class Comparison : std::uint8_t {
  /// The product's own. Whether it was accepted is then no secret: a peer or a relay sees it by what follows.
  judges,
  /// The product's own, and its answer stays secret: ML-KEM must not show that it has rejected.
  keeps_silent,
  /// One that stops at the first difference: the control.
  leaks,
};
void use(Comparison comparison) noexcept;

/// What has happened since the program began.
struct Observed {
  unsigned comparisons = 0;  ///< of something that depends on a secret
  unsigned verdicts = 0;     ///< that were made public
  unsigned paddings = 0;     ///< of a decrypted text that were looked at
};
[[nodiscard]] const Observed& observed() noexcept;

}  // namespace sotto::timing
