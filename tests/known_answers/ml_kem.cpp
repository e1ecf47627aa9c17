// SPDX-License-Identifier: GPL-3.0-or-later
#include "../support/outcome.hpp"
#include "../support/replayed_random.hpp"
#include "algorithms.hpp"
#include "expanded_kem_key.hpp"
#include "fields.hpp"
#include "sotto/crypto/hybrid_kem.hpp"

namespace sotto::known_answers {
namespace {

using crypto::KemKeyPair;
using crypto::KemPublicKey;

bool generates(const Json& test) {
  const auto pair = KemKeyPair::from_seed(secret(test, "seed"));
  const auto expanded = ExpandedKemKey::from_seed(bytes(test, "seed"));
  return pair.ok() && equal(pair->public_key().view(), bytes(test, "ek")) && expanded.has_value() &&
         expanded->serialize() == bytes(test, "dk");
}

bool encapsulates(const KemPublicKey& key, const Json& test) {
  testing::ReplayedRandom random{bytes(test, "m")};
  const auto made = crypto::encapsulate(key, random);
  return made.ok() && made->ciphertext == bytes(test, "c") && equal(made->secret.expose(), bytes(test, "K"));
}

void check_encapsulation(const Json& test, const std::string& name, Report& report) {
  const auto key = KemPublicKey::parse(bytes(test, "ek"));
  if (!test.contains("K")) return report.expect_refusal(!key.ok(), name);
  report.expect_answer(key.ok() && encapsulates(*key, test), name);
}

/// The product's own check of a ciphertext, which comes before the crypto library's.
bool is_refused_by_the_engine(ByteView ciphertext) {
  const auto pair = testing::must(KemKeyPair::from_seed(SecretBytes{KemKeyPair::seed_size}));
  const auto secret = pair.decapsulate(ciphertext);
  return !secret.ok() && secret.error().code == ErrorCode::malformed;
}

/// With the engine's own key, which is made from its seed.
bool decapsulates(const Json& test) {
  const auto pair = KemKeyPair::from_seed(secret(test, "seed"));
  if (!pair.ok()) return false;
  const auto shared = pair->decapsulate(bytes(test, "c"));
  return shared.ok() && equal(shared->expose(), bytes(test, "K"));
}

void check_decapsulation(const Json& test, const Bytes& key, const std::string& name, Report& report) {
  const auto expanded = ExpandedKemKey::parse(key);
  const auto ciphertext = bytes(test, "c");
  const auto secret = expanded ? expanded->decapsulate(ciphertext) : std::nullopt;
  if (test.contains("K")) return report.expect_answer(secret == bytes(test, "K"), name);
  report.expect_refusal(expanded && !secret && is_refused_by_the_engine(ciphertext), name);
}

/// Runs `check` for each test of a part that a file may lack.
template <class Check>
void each(const Json& file, const char* part, Check check) {
  const auto tests = file.value(part, Json::array());
  for (std::size_t at = 0; at < tests.size(); ++at) check(tests[at], name_of_test(part, at));
}

}  // namespace

void check_ml_kem_768(const Json& file, Report& report) {
  each(file, "key_generation",
       [&](const Json& test, const std::string& name) { report.expect_answer(generates(test), name); });
  each(file, "encapsulation",
       [&](const Json& test, const std::string& name) { check_encapsulation(test, name, report); });
  each(file, "decapsulation", [&](const Json& test, const std::string& name) {
    if (test.contains("seed")) return report.expect_answer(decapsulates(test), name);
    const auto key = test.contains("dk") ? bytes(test, "dk") : bytes(file, "decapsulation_key");
    check_decapsulation(test, key, name, report);
  });
}

}  // namespace sotto::known_answers
