// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/bytes.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto::test {

/// An invisible salamander (Dodis and others, 2018): ciphertext and tag of AES-256-GCM under the zero nonce
/// that open under both keys with the same associated data, to 16 bytes each. What a peer could send without
/// a commitment.
[[nodiscard]] Bytes salamander(const SecretBytes& one, const SecretBytes& other, ByteView associated);

}  // namespace sotto::crypto::test
