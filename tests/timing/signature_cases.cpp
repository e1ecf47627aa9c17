// SPDX-License-Identifier: GPL-3.0-or-later
// An XEdDSA signature, with the private key and what was drawn for it poisoned.
#include "cases.hpp"
#include "party.hpp"
#include "poison.hpp"
#include "poisoned_random.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::timing {
namespace {

using namespace crypto;
using crypto::test::SeededRandom;
using testing::must;

void signature_is_made() {
  SeededRandom random{1};
  const auto identity = must(IdentityKeyPair::fresh(random));
  const auto message = bytes_of("a message");
  poison(identity.private_key().expose());
  PoisonedRandom secrets;
  const auto signature = must(sign(identity, SignaturePurpose::kem_prekey, message, secrets));
  require(is_poisoned(signature), "the signature depends on the key");
  require(observed().verdicts == 0, "nothing was made public on the way");
  // It goes out, and anybody may verify it.
  reveal(signature);
  require(verify(identity.public_key(), SignaturePurpose::kem_prekey, message, signature).ok(),
          "it is right");
}

constexpr Case cases[] = {{"signature_is_made", Comparison::judges, signature_is_made}};

}  // namespace

std::span<const Case> signature_cases() { return cases; }

}  // namespace sotto::timing
