// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

/// The few primitives that others than the session layer need, from the one crypto library.
namespace sotto::crypto {

using Sha256 = std::array<std::uint8_t, 32>;
[[nodiscard]] Sha256 sha256(ByteView message);
[[nodiscard]] Sha256 hmac_sha256(const SecretBytes& key, ByteView message);

/// HKDF-SHA-256 with an empty salt; `info` starts with a label sotto/v1/<purpose>.
[[nodiscard]] Result<SecretBytes> hkdf(const SecretBytes& input, ByteView info, std::size_t size);

/// Tries numbers from `from` on, at most `tries` of them, for an ALTCHA challenge: hex(SHA-256(salt +
/// decimal(n))) == challenge. nullopt: not among them.
[[nodiscard]] std::optional<std::uint64_t> solve_captcha(std::string_view challenge_hex,
                                                         std::string_view salt, std::uint64_t from,
                                                         std::uint64_t tries);

/// The operating system's (in a browser: crypto.getRandomValues) generator, with a start-up self-test (attack
/// A22). random_failed when the test fails.
[[nodiscard]] Result<std::unique_ptr<RandomSource>> system_random();

}  // namespace sotto::crypto
