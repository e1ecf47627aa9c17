// SPDX-License-Identifier: GPL-3.0-or-later
// The linker puts __wrap_curve25519_donna in place of the library's own.
#include "zero_agreements.hpp"

#include <cstdint>

namespace {
bool agrees_to_zero = false;
}

extern "C" {
int __real_curve25519_donna(std::uint8_t* result, const std::uint8_t* secret, const std::uint8_t* point);
int __wrap_curve25519_donna(std::uint8_t* result, const std::uint8_t* secret, const std::uint8_t* point) {
  // After an error the result is zero.
  const int code = __real_curve25519_donna(result, secret, point);
  return agrees_to_zero ? 0 : code;
}
}

namespace sotto::hostile {

ZeroAgreements::ZeroAgreements() { agrees_to_zero = true; }
ZeroAgreements::~ZeroAgreements() { agrees_to_zero = false; }

}  // namespace sotto::hostile
