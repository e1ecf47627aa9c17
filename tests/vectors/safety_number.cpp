// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of pairs of users, as both sides see them.
#include "sotto/crypto/signal_fingerprint.hpp"

#include "seeded_random.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

/// As the product makes them (crypto-docs/protocol.md, "Safety numbers").
constexpr std::uint32_t version = 1;
constexpr std::uint32_t iterations = 5'200;

struct Party {
  const char* name;
  crypto::IdentityKey key;
};

Json side(const Party& local, const Party& remote) {
  const auto number =
      must(crypto::signal_fingerprint(version, iterations, local.name, local.key, remote.name, remote.key));
  return {{"display", number.display}, {"scannable", hex(number.scannable)}};
}

Json pair(RandomSource& random, const char* one, const char* other) {
  const Party a{one, must(crypto::IdentityKeyPair::fresh(random)).public_key()};
  const Party b{other, must(crypto::IdentityKeyPair::fresh(random)).public_key()};
  return {{"a", {{"name", a.name}, {"identity_key", hex(a.key.view())}}},
          {"b", {{"name", b.name}, {"identity_key", hex(b.key.view())}}},
          {"seen_by_a", side(a, b)},
          {"seen_by_b", side(b, a)}};
}

}  // namespace

Json safety_number() {
  SeededRandom random{"sotto/vectors/safety-number"};
  Json pairs = Json::array();
  pairs.push_back(pair(random, "alice", "bob"));
  pairs.push_back(pair(random, "zoe", "adam"));
  pairs.push_back(pair(random, "carol", "carol2"));
  return {{"version", version}, {"iterations", iterations}, {"pairs", pairs}};
}

}  // namespace sotto::vectors
