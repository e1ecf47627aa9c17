// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/hybrid_kem.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/crypto/link_code.hpp"
#include "sotto/crypto/password.hpp"

/// The account's keys on their way to a new device: a channel for one use, by X25519 and ML-KEM-768 with
/// fresh keys on both sides, under a code that one screen shows and the other is given. The *owner* is the
/// device that has the account, the *newcomer* the one that shall get it:
///
///   owner                                            newcomer
///   open_link: a code, and a commitment to its key   make_link_offer: its keys, sealed under the code
///   receive_link_offer, seal_link_reveal             open_link_reveal: the owner's key is the one committed
///   to both show link_number, people compare it seal_link_grant open_link_grant
///
/// Whoever carries the messages learns nothing and can change nothing. Whoever has seen the code as well has
/// one try in a million that both numbers are the same, because the owner's key was fixed before it saw the
/// newcomer's, and shown after. Source: crypto-docs/protocol.md, "Linking a device"; decision 0133.
namespace sotto::crypto {

/// Names a linking at the relay, which cannot find the code from it.
inline constexpr std::size_t link_rendezvous_size = 16;
[[nodiscard]] Result<Bytes> link_rendezvous(const LinkCode& code);

/// Everything that both sides have to agree on; the number and the last key come from it.
using LinkTranscript = Sha256;

/// The owner's side before anybody has come.
struct LinkOpening {
  LinkCode code;
  Username owner;
  SecretBytes ephemeral;  ///< 32 bytes
  PublicKey public_key;
  Bytes rendezvous;   ///< 16 bytes
  Sha256 commitment;  ///< to the key and the name
};
/// random_failed, crypto_failed.
[[nodiscard]] Result<LinkOpening> open_link(const Username& owner, RandomSource& random);

/// The newcomer's side once it has met the owner's commitment.
struct LinkOffer {
  LinkCode code;
  SecretBytes ephemeral;  ///< 32 bytes
  KemKeyPair kem;
  Bytes rendezvous;
  Sha256 commitment;
  Bytes sealed;  ///< for the owner: both public keys and the device's name
};
/// `device_name`: up to 64 bytes of text. malformed, random_failed, crypto_failed.
[[nodiscard]] Result<LinkOffer> make_link_offer(LinkCode code, const Sha256& commitment,
                                                std::string_view device_name, RandomSource& random);

/// What the owner knows of the newcomer.
struct ReceivedLinkOffer {
  PublicKey key;
  KemPublicKey kem;
  std::string device_name;
  LinkTranscript transcript;
};
/// undecryptable: of somebody without the code, or made for another commitment. low_order_key, invalid_key,
/// malformed.
[[nodiscard]] Result<ReceivedLinkOffer> receive_link_offer(const LinkOpening& opening, ByteView sealed);

/// Shows the newcomer the key and the name that were committed to.
[[nodiscard]] Result<Bytes> seal_link_reveal(const LinkOpening& opening, RandomSource& random);

struct LinkReveal {
  PublicKey key;
  Username owner;
  LinkTranscript transcript;
};
/// undecryptable: of somebody without the code. identity_mismatch: not what was committed to. low_order_key,
/// malformed.
[[nodiscard]] Result<LinkReveal> open_link_reveal(const LinkOffer& offer, ByteView sealed);

/// Six digits for people to compare; the same on both screens, or somebody is in between.
[[nodiscard]] std::string link_number(const LinkTranscript& transcript);

/// What a linked device begins with.
struct LinkedAccount {
  AccountKeys keys;
  /// The device that hands it over: what it says of the list counts as long as the list names it.
  DeviceId owner;
  /// Of the account's list of devices as the owner has it: the newcomer believes none that is older.
  std::uint64_t device_list_version = 0;
};
/// Sealed for this newcomer, under a key that takes the code, both key agreements and the transcript.
/// random_failed, crypto_failed, low_order_key.
[[nodiscard]] Result<Bytes> seal_link_grant(const LinkOpening& opening, const ReceivedLinkOffer& offer,
                                            const LinkedAccount& account, RandomSource& random);
/// undecryptable: made for another linking, or damaged. malformed.
[[nodiscard]] Result<LinkedAccount> open_link_grant(const LinkOffer& offer, const LinkReveal& reveal,
                                                    ByteView sealed);

}  // namespace sotto::crypto
