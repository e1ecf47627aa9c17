// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "sealed_content.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/hybrid_kem.hpp"

namespace sotto::crypto {

/// Messages (sent and received) after which a fresh KEM secret is due. An exchange costs 2,272 bytes, so
/// about 45 a message; a stolen secret opens no more than this many to a later quantum computer.
inline constexpr std::uint32_t messages_per_epoch = 50;
/// In a slow conversation a secret is due after this long.
inline constexpr Duration epoch_lifetime = std::chrono::hours{24};
/// An offer or an answer that the peer has not reacted to rides along again in every eighth message: enough
/// for those that get lost, and a long monologue is not made dear by it.
inline constexpr std::uint32_t repeat_after = 8;
/// Secrets that a newer one replaced, for messages under way: so many, for so long (as with archived
/// sessions).
inline constexpr std::size_t max_replaced_epochs = 3;
inline constexpr Duration replaced_epoch_lifetime = std::chrono::hours{24};

/// Which side of the session's handshake this is.
enum class KemRole : std::uint8_t { initiator = 1, responder = 2 };

/// What the handshake's secret is bound to.
struct KemParties {
  ByteView initiator_identity;  ///< 33 bytes
  ByteView responder_identity;  ///< 33 bytes
  ByteView base_key;            ///< 33 bytes, X3DH's
};

/// The KEM secrets of one session. Each epoch has one, derived from that of the epoch before and a fresh
/// encapsulation: by the initiator to a prekey for epoch 0, after that by one side to a key that the other
/// has just offered. Odd epochs are offered by the responder, even ones by the initiator, so that offers
/// never cross. Nothing is sent in an epoch before the peer has shown that it has the secret, so that a
/// message never depends on another that may be lost. Source: crypto-docs/protocol.md, "The content layer".
///
/// A value: an operation works on one that it has parsed, and stores it when all went well.
class KemRatchet {
 public:
  /// Encapsulates to the peer's prekey. random_failed, crypto_failed.
  [[nodiscard]] static Result<KemRatchet> initiate(const KemParties& parties, PrekeyId id,
                                                   const KemPublicKey& prekey, Instant now,
                                                   RandomSource& random);
  /// With the ciphertext that the initiator made for our prekey. crypto_failed, malformed.
  [[nodiscard]] static Result<KemRatchet> respond(const KemParties& parties, const KemHandshake& handshake,
                                                  const KemKeyPair& prekey, Instant now);
  /// store_corrupt.
  [[nodiscard]] static Result<KemRatchet> parse(ByteView stored);
  [[nodiscard]] SecretBytes serialise() const;

  /// Drops the secrets that are too old or too many.
  void expire(Instant now);
  /// Puts into `header` what the next message has to carry, and names its epoch. random_failed,
  /// crypto_failed.
  [[nodiscard]] Status prepare(ContentHeader& header, Instant now, RandomSource& random);
  /// nullptr: an epoch that is not known (any more).
  [[nodiscard]] const SecretBytes* find_secret(EpochNumber epoch) const;
  /// A message with this header was authentic. invalid_key: it offers a key that is none; random_failed,
  /// crypto_failed.
  [[nodiscard]] Status take_in(const ContentHeader& header, Instant now, RandomSource& random);

 private:
  struct Epoch {
    EpochNumber number;
    SecretBytes secret;
    std::optional<Instant> replaced{};  ///< when the peer was first seen to use a later one
  };
  struct OwnOffer {
    KemOffer offer;
    SecretBytes seed;
    std::uint32_t unsent = 0;  ///< messages since it rode along last
  };
  struct OwnAnswer {
    KemAnswer answer;
    std::uint32_t unsent = 0;
  };

  KemRatchet(KemRole role, SecretBytes root) : role_{role}, root_{std::move(root)} {}
  [[nodiscard]] static Result<KemRatchet> begin(KemRole role, const KemParties& parties,
                                                const KemHandshake& handshake, const KemPublicKey& prekey,
                                                const SecretBytes& shared, Instant now);
  [[nodiscard]] EpochNumber newest() const { return epochs_.back().number; }
  [[nodiscard]] EpochNumber next() const { return {newest().value + 1}; }
  [[nodiscard]] bool is_our_turn() const;
  [[nodiscard]] bool is_due(Instant now) const;
  [[nodiscard]] Status make_offer(RandomSource& random);
  [[nodiscard]] Status take_offer(const KemOffer& offer, Instant now, RandomSource& random);
  [[nodiscard]] Status take_answer(const KemAnswer& answer, Instant now);
  [[nodiscard]] Status begin_epoch(ByteView public_key, ByteView ciphertext, const SecretBytes& shared,
                                   Instant now);
  [[nodiscard]] Status add_epoch(EpochNumber number, Instant now);
  void confirm(EpochNumber epoch, Instant now);

  KemRole role_;
  SecretBytes root_;           ///< of the newest epoch
  std::vector<Epoch> epochs_;  ///< ascending
  EpochNumber sending_;
  std::uint32_t messages_ = 0;             ///< in the newest epoch
  Instant begun_;                          ///< the newest epoch
  std::optional<KemHandshake> handshake_;  ///< until answered
  std::optional<OwnOffer> offer_;
  std::optional<OwnAnswer> answer_;
};

}  // namespace sotto::crypto
