// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/crypto/content_seal.hpp"
#include "sotto/crypto/hybrid_kem.hpp"

namespace sotto::crypto {

/// Numbers the KEM secrets of a session, from 0, which the handshake gives.
using EpochNumber = Numbered<struct EpochNumberTag, std::uint32_t>;

/// How the responder learns the secret of epoch 0: rides in each message until it is answered.
struct KemHandshake {
  PrekeyId prekey;
  Bytes ciphertext;
};

/// A fresh key of the sender, for the peer to make the secret of `epoch` with.
struct KemOffer {
  EpochNumber epoch;
  Bytes public_key;
};

/// The secret of `epoch`, for the key that was offered.
struct KemAnswer {
  EpochNumber epoch;
  Bytes ciphertext;
};

/// What stands in front of a sealed content. Authenticated with it, byte for byte.
struct ContentHeader {
  EpochNumber epoch;
  std::uint64_t counter = 0;
  std::array<std::uint8_t, content_salt_size> salt{};
  std::optional<KemHandshake> handshake;
  std::optional<KemOffer> offer;
  std::optional<KemAnswer> answer;
};

[[nodiscard]] Bytes serialise(const ContentHeader& header);

/// A received content whose header has the right form; the rest borrows from what was parsed.
struct SealedContent {
  ContentHeader header;
  ByteView header_bytes;
  ByteView sealed;
  /// malformed, unsupported_suite.
  [[nodiscard]] static Result<SealedContent> parse(ByteView bytes);
};

}  // namespace sotto::crypto
