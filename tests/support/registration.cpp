// SPDX-License-Identifier: GPL-3.0-or-later
#include "registration.hpp"

#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/prekeys.hpp"

namespace sotto::testing {
namespace {

SecretBytes random_secret(RandomSource& random, std::size_t size) {
  return SecretBytes::copied_from(random_bytes(random, size));
}

wire::CaptchaSolution solve(const wire::CaptchaChallenge& challenge) {
  const auto number = crypto::solve_captcha(challenge.challenge, challenge.salt, 0, challenge.max_number + 1);
  if (!number) throw std::runtime_error{"the captcha has no solution"};
  return {challenge.algorithm, challenge.challenge, challenge.salt, challenge.signature, *number};
}

}  // namespace

Bytes random_bytes(RandomSource& random, std::size_t size) {
  Bytes bytes(size);
  if (!random.fill(bytes)) throw std::runtime_error{"no randomness"};
  return bytes;
}

Username random_username(RandomSource& random) {
  return must(Username::parse("load-" + to_hex(random_bytes(random, 8)) + "x"), "name");
}

wire::RegisterRequest registration_of(const Username& name, const wire::CaptchaChallenge& challenge,
                                      crypto::IdentityKeyPair& identity, RandomSource& random) {
  const auto proof = must(crypto::sign(identity, crypto::SignaturePurpose::register_account,
                                       crypto::register_account_message(name), random),
                          "proof");
  return {name,
          solve(challenge),
          wire::PasswordParameters{random_bytes(random, 16), 65536, 3, 1},
          random_secret(random, 32),
          random_bytes(random, 100),
          copy_of(identity.public_key().view()),
          proof,
          random_bytes(random, 40),
          "",
          false,
          ""};
}

wire::PublishKeysRequest first_keys_of(const Address& device, crypto::IdentityKeyPair& identity,
                                       RandomSource& random) {
  const auto registration = must(crypto::fresh_registration_id(random), "registration id");
  const auto signature =
      must(crypto::sign(identity, crypto::SignaturePurpose::device,
                        crypto::device_message(device.user, device.device, registration, wire::suite_hybrid),
                        random),
           "device signature");
  const auto prekey = must(crypto::fresh_signed_prekey(identity, Instant{1}, random), "signed prekey");
  const auto kem = must(crypto::fresh_kem_last_resort(random), "KEM prekey");
  auto kem_signature = must(
      crypto::sign(identity, crypto::SignaturePurpose::kem_last_resort,
                   crypto::kem_prekey_message(device.user, device.device, kem.id, kem.public_key), random),
      "KEM prekey signature");
  return {registration,
          signature,
          wire::SignedPrekey{prekey.id, prekey.public_key, prekey.signature},
          {},
          {},
          wire::suite_hybrid,
          wire::KemPrekey{kem.id, kem.public_key, std::move(kem_signature)}};
}

}  // namespace sotto::testing
