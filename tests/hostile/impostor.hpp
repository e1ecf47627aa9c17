// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "seeded_random.hpp"
#include "sotto/crypto/device_list.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/crypto/prekeys.hpp"
#include "sotto/group/sign_entry.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::hostile {

/// The relay's own key pair, and what it would publish as somebody else's: everything is signed as it must
/// be, only not by them.
class Impostor {
 public:
  explicit Impostor(std::uint64_t seed)
      : random_{seed}, identity_{*crypto::IdentityKeyPair::fresh(random_)} {}
  Impostor(crypto::IdentityKeyPair identity, std::uint64_t seed)
      : random_{seed}, identity_{std::move(identity)} {}

  [[nodiscard]] const crypto::IdentityKey& identity() const { return identity_.public_key(); }
  [[nodiscard]] ByteView identity_key() const { return identity().view(); }
  [[nodiscard]] group::Nonce nonce() { return *group::Nonce::fresh(random_); }

  /// An entry for the log of a group, in whoever's name.
  group::Entry write(const group::EntryHeader& header, const group::EntryBody& body) {
    return *group::sign_entry(header, body, identity_, random_);
  }

  /// As X3DH has a signed prekey signed.
  Bytes sign_bare(ByteView key) { return *crypto::sign_bare(identity_, key, random_); }

  wire::OneTimePrekey one_time_prekey_of(const Address& victim, const Bytes& key) {
    const PrekeyId id{7};
    const auto message = crypto::one_time_prekey_message(victim.user, victim.device, id, key);
    return {id, key, *crypto::sign(identity_, crypto::SignaturePurpose::one_time_prekey, message, random_)};
  }

  wire::Bundles bundles_of(const Address& victim) {
    const RegistrationId registration{77};
    const auto signed_prekey = *crypto::fresh_signed_prekey(identity_, Instant{}, random_);
    const auto device = crypto::device_message(victim.user, victim.device, registration, wire::suite_hybrid);
    const auto kem = *crypto::fresh_kem_last_resort(random_);
    const auto kem_message = crypto::kem_prekey_message(victim.user, victim.device, kem.id, kem.public_key);
    wire::DeviceBundle bundle{
        victim.device,
        registration,
        *crypto::sign(identity_, crypto::SignaturePurpose::device, device, random_),
        {signed_prekey.id, signed_prekey.public_key, signed_prekey.signature},
        std::nullopt,
        wire::suite_hybrid,
        wire::KemPrekeyKind::last_resort,
        {kem.id, kem.public_key,
         *crypto::sign(identity_, crypto::SignaturePurpose::kem_last_resort, kem_message, random_)}};
    return {victim.user, copy_of(identity_key()), {bundle}, list_of(victim, registration)};
  }

  wire::SignedDeviceList list_of(const Address& victim, RegistrationId registration) {
    const crypto::DeviceList list{1, DeviceId{}, {{victim.device, registration}}};
    auto bytes = crypto::serialise_device_list(victim.user, list);
    auto signature = *crypto::sign(identity_, crypto::SignaturePurpose::device_list, bytes, random_);
    return {std::move(bytes), std::move(signature)};
  }

 private:
  testing::SeededRandom random_;
  crypto::IdentityKeyPair identity_;
};

}  // namespace sotto::hostile
