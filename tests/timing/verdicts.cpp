// SPDX-License-Identifier: GPL-3.0-or-later
#include "verdicts.hpp"

#include <cstddef>

#include "leaks.hpp"
#include "poison.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::timing {
namespace {

Comparison chosen = Comparison::judges;
Observed seen;

/// One bit for everybody to see, and nothing else of how the two differ.
template <class Verdict>
Verdict published(Verdict verdict) {
  if (is_poisoned(bytes_in(verdict))) ++seen.verdicts;
  reveal(bytes_in(verdict));
  return verdict;
}

void note(ByteView a, ByteView b) {
  if (is_poisoned(a) || is_poisoned(b)) ++seen.comparisons;
}

/// Both C libraries answer 0 for "equal".
template <class Real>
int difference(Real real, const void* a, const void* b, std::size_t size) {
  const ByteView left{static_cast<const std::uint8_t*>(a), size};
  const ByteView right{static_cast<const std::uint8_t*>(b), size};
  note(left, right);
  if (chosen == Comparison::leaks) return equal_with_early_exit(left, right) ? 0 : 1;
  const int answer = real(a, b, size);
  if (chosen == Comparison::keeps_silent) return answer;
  return published(static_cast<int>(answer != 0));
}

}  // namespace

void use(Comparison comparison) noexcept { chosen = comparison; }
const Observed& observed() noexcept { return seen; }

}  // namespace sotto::timing

using namespace sotto;
using namespace sotto::timing;

extern "C" {

int __real_CRYPTO_memcmp(const void* a, const void* b, std::size_t size);
int __wrap_CRYPTO_memcmp(const void* a, const void* b, std::size_t size) {
  return difference(__real_CRYPTO_memcmp, a, b, size);
}

int __real_signal_constant_memcmp(const void* a, const void* b, std::size_t size);
int __wrap_signal_constant_memcmp(const void* a, const void* b, std::size_t size) {
  return difference(__real_signal_constant_memcmp, a, b, size);
}

// sotto::equal_in_constant_time as the linker names it.
bool __real__ZN5sotto22equal_in_constant_timeESt4spanIKhLm18446744073709551615EES2_(ByteView a, ByteView b);
bool __wrap__ZN5sotto22equal_in_constant_timeESt4spanIKhLm18446744073709551615EES2_(ByteView a, ByteView b) {
  note(a, b);
  if (chosen == Comparison::leaks) return equal_with_early_exit(a, b);
  return published(__real__ZN5sotto22equal_in_constant_timeESt4spanIKhLm18446744073709551615EES2_(a, b));
}

// OpenSSL takes the padding off with branches. Only what a holder of the keys wrote gets here, since the MAC
// is checked first, and its length is then to be seen by what follows. The cases that end at the MAC check
// that no padding was looked at.
int __real_ossl_cipher_unpadblock(unsigned char* block, std::size_t* length, std::size_t block_size);
int __wrap_ossl_cipher_unpadblock(unsigned char* block, std::size_t* length, std::size_t block_size) {
  const ByteView whole{block, block_size};
  if (is_poisoned(whole)) ++seen.paddings;
  reveal(whole.last(1));
  const std::size_t padding = whole.back();
  if (padding <= block_size) reveal(whole.last(padding));
  return __real_ossl_cipher_unpadblock(block, length, block_size);
}

}  // extern "C"
