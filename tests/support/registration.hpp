// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

#include "sotto/base/random.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::testing {

/// The value, or std::runtime_error with what it was to be.
template <class T>
T must(Result<T> result, const char* what) {
  if (!result) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(result.error().code)}};
  return *std::move(result);
}

[[nodiscard]] Bytes random_bytes(RandomSource& random, std::size_t size);
/// A name that nobody has.
[[nodiscard]] Username random_username(RandomSource& random);

/// A registration as a relay wants it, captcha solved; what only clients could judge is random.
[[nodiscard]] wire::RegisterRequest registration_of(const Username& name,
                                                    const wire::CaptchaChallenge& challenge,
                                                    crypto::IdentityKeyPair& identity, RandomSource& random);
/// A device's first keys: without them nobody can write to it.
[[nodiscard]] wire::PublishKeysRequest first_keys_of(const Address& device, crypto::IdentityKeyPair& identity,
                                                     RandomSource& random);

}  // namespace sotto::testing
