// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of pairs of users.
#include "sotto/crypto/safety_number.hpp"

#include "seeded_random.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using crypto::NamedIdentity;

NamedIdentity somebody(RandomSource& random, const char* name) {
  return {must(Username::parse(name)), must(crypto::IdentityKeyPair::fresh(random)).public_key()};
}

Json written(const NamedIdentity& identity) {
  return {{"name", identity.user.text()}, {"identity_key", hex(identity.key.view())}};
}

Json pair(RandomSource& random, const char* one, const char* other) {
  const auto a = somebody(random, one);
  const auto b = somebody(random, other);
  return {{"a", written(a)},
          {"b", written(b)},
          {"seen_by_a", crypto::safety_number(a, b)},
          {"seen_by_b", crypto::safety_number(b, a)}};
}

}  // namespace

Json safety_number() {
  SeededRandom random{"sotto/vectors/safety-number"};
  Json pairs = Json::array();
  pairs.push_back(pair(random, "alice", "bob"));
  pairs.push_back(pair(random, "zoe", "adam"));
  pairs.push_back(pair(random, "carol", "carol2"));
  return {{"rounds", 5'200}, {"pairs", pairs}};
}

}  // namespace sotto::vectors
