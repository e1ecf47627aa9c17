// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "defence_switches.hpp"
#include "impostor.hpp"

namespace sotto::hostile {

/// What a relay would publish under an identity key of small order, for which there is no private key: one
/// constant signature (R = the neutral point, s = 0) fits every message whose hash the key's order divides,
/// so each number in what is signed is tried until it does.
class Nobody {
 public:
  explicit Nobody(ByteView identity_key) : identity_{parse(identity_key)} {}

  wire::Bundles bundles_of(const Address& victim) {
    wire::DeviceBundle bundle;
    bundle.device = victim.device;
    bundle.device_signature = constant();
    find([&](std::uint32_t number) {
      bundle.registration = RegistrationId{number};
      return fits(crypto::SignaturePurpose::device,
                  crypto::device_message(victim.user, victim.device, bundle.registration, bundle.suite));
    });
    bundle.signed_prekey = signed_prekey();
    bundle.kem_prekey = kem_prekey(victim);
    return {victim.user, copy_of(identity_.view()), {bundle}, list_of(victim, bundle.registration)};
  }

 private:
  static crypto::IdentityKey parse(ByteView key) {
    const Without defence{&crypto::Defences::foreign_keys};
    return *crypto::IdentityKey::parse(key);
  }
  static Bytes constant() {
    Bytes signature(64);
    signature[0] = 1;
    return signature;
  }
  template <class Fits>
  static void find(Fits fits) {
    for (std::uint32_t number = 1; number < 1'000; ++number) {
      if (fits(number)) return;
    }
    qFatal("the constant signature fits nothing");
  }
  [[nodiscard]] bool fits(crypto::SignaturePurpose purpose, ByteView message) const {
    return crypto::verify(identity_, purpose, message, constant()).ok();
  }

  wire::SignedPrekey signed_prekey() {
    wire::SignedPrekey prekey;
    prekey.signature = constant();
    find([&](std::uint32_t number) {
      prekey.id = PrekeyId{number};
      prekey.key = copy_of(crypto::IdentityKeyPair::fresh(random_)->public_key().view());
      return crypto::verify_bare(identity_, prekey.key, prekey.signature).ok();
    });
    return prekey;
  }
  wire::KemPrekey kem_prekey(const Address& victim) {
    wire::KemPrekey prekey{PrekeyId{}, crypto::fresh_kem_last_resort(random_)->public_key, constant()};
    find([&](std::uint32_t number) {
      prekey.id = PrekeyId{number};
      return fits(crypto::SignaturePurpose::kem_last_resort,
                  crypto::kem_prekey_message(victim.user, victim.device, prekey.id, prekey.key));
    });
    return prekey;
  }
  [[nodiscard]] wire::SignedDeviceList list_of(const Address& victim, RegistrationId registration) const {
    wire::SignedDeviceList list{{}, constant()};
    find([&](std::uint32_t number) {
      list.list =
          crypto::serialise_device_list(victim.user, {number, DeviceId{}, {{victim.device, registration}}});
      return fits(crypto::SignaturePurpose::device_list, list.list);
    });
    return list;
  }

  testing::SeededRandom random_{9};
  crypto::IdentityKey identity_;
};

}  // namespace sotto::hostile
