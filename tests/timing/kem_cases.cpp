// SPDX-License-Identifier: GPL-3.0-or-later
// ML-KEM-768 through our wrapper, with the 64 bytes poisoned that a decapsulation key is made from: what is
// computed from them, the whole key, is poisoned with them.
#include "cases.hpp"
#include "party.hpp"
#include "poison.hpp"
#include "poisoned_random.hpp"
#include "sotto/crypto/hybrid_kem.hpp"

namespace sotto::timing {
namespace {

using namespace crypto;
using crypto::test::SeededRandom;
using testing::must;

struct Kem {
  SeededRandom random{1};
  KemKeyPair pair = must(KemKeyPair::fresh(random));
  Encapsulated made = must(encapsulate(pair.public_key(), random));
};

/// What comes out is right, depends on the key, and nothing on the way was made public: above all not whether
/// the ciphertext was a genuine one.
void decapsulate_silently(const KemKeyPair& pair, ByteView ciphertext, ByteView expected) {
  poison(pair.seed().expose());
  const auto secret = must(pair.decapsulate(ciphertext));
  require(is_poisoned(secret.expose()), "the secret depends on the key");
  require(observed().comparisons == 1, "the ciphertext was made again and compared");
  require(observed().verdicts == 0, "nothing was made public");
  reveal(secret.expose());
  require(equal(secret.expose(), expected), "it is the secret");
}

void decapsulation_is_silent() {
  const Kem kem;
  decapsulate_silently(kem.pair, kem.made.ciphertext, kem.made.secret.expose());
}

void rejection_is_silent() {
  Kem kem;
  kem.made.ciphertext.front() ^= 1;
  const auto expected = must(kem.pair.decapsulate(kem.made.ciphertext));
  require(!equal(expected.expose(), kem.made.secret.expose()), "it is rejected");
  decapsulate_silently(kem.pair, kem.made.ciphertext, expected.expose());
}

void encapsulation_is_silent() {
  const Kem kem;
  PoisonedRandom random;
  const auto made = must(encapsulate(kem.pair.public_key(), random));
  require(is_poisoned(made.secret.expose()), "the secret depends on what was drawn");
  require(observed().verdicts == 0, "nothing was made public");
  // What goes over the wire.
  reveal(made.ciphertext);
  const auto opened = must(kem.pair.decapsulate(made.ciphertext));
  reveal(made.secret.expose());
  require(equal(opened.expose(), made.secret.expose()), "both have the same secret");
}

/// The control: ML-KEM with a comparison that stops at the first difference.
void early_exit_in_the_kem_is_reported() {
  Kem kem;
  kem.made.ciphertext.front() ^= 1;
  poison(kem.pair.seed().expose());
  require(kem.pair.decapsulate(kem.made.ciphertext).ok(), "a rejection is no error");
}

constexpr Case cases[] = {
    {"decapsulation_is_silent", Comparison::keeps_silent, decapsulation_is_silent},
    {"rejection_is_silent", Comparison::keeps_silent, rejection_is_silent},
    {"encapsulation_is_silent", Comparison::keeps_silent, encapsulation_is_silent},
    {"control_early_exit_in_the_kem_is_reported", Comparison::leaks, early_exit_in_the_kem_is_reported},
};

}  // namespace

std::span<const Case> kem_cases() { return cases; }

}  // namespace sotto::timing
