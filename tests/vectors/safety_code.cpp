// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of pairs of users as both sides show them, and codes that say something else.
#include "sotto/crypto/safety_code.hpp"

#include "seeded_random.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using crypto::NamedIdentity;
using crypto::safety_code;
using crypto::SafetyCodeMatch;

NamedIdentity somebody(RandomSource& random, const char* name) {
  return {must(Username::parse(name)), must(crypto::IdentityKeyPair::fresh(random)).public_key()};
}

Json written(const NamedIdentity& identity) {
  return {{"name", identity.user.text()}, {"identity_key", hex(identity.key.view())}};
}

const char* word_for(SafetyCodeMatch match) {
  switch (match) {
    case SafetyCodeMatch::same:
      return "same";
    case SafetyCodeMatch::different_key:
      return "different_key";
    case SafetyCodeMatch::other_code:
      return "other_code";
  }
  std::abort();
}

Json pair(const NamedIdentity& a, const NamedIdentity& b) {
  return {{"a", written(a)},
          {"b", written(b)},
          {"shown_by_a", safety_code(a, b)},
          {"shown_by_b", safety_code(b, a)}};
}

/// What somebody who knows `own` and `other` is told of a code.
class Comparisons {
 public:
  Comparisons(const NamedIdentity& own, const NamedIdentity& other) : own_{own}, other_{other} {}

  void add(const char* what, const std::string& code) {
    const auto match = crypto::compare_safety_code(own_, other_, code);
    all_.push_back({{"what", what}, {"code", code}, {"match", word_for(match)}});
  }
  [[nodiscard]] Json take() { return {{"own", written(own_)}, {"other", written(other_)}, {"codes", all_}}; }

 private:
  NamedIdentity own_;
  NamedIdentity other_;
  Json all_ = Json::array();
};

Json comparisons(const NamedIdentity& alice, const NamedIdentity& bob, const NamedIdentity& mallory) {
  Comparisons seen{alice, bob};
  const auto code = safety_code(bob, alice);
  seen.add("what the other shows", code);
  seen.add("one's own", safety_code(alice, bob));
  seen.add("the other has another key", safety_code({bob.user, mallory.key}, alice));
  seen.add("the other was shown another key", safety_code(bob, {alice.user, mallory.key}));
  seen.add("another conversation's", safety_code(mallory, alice));
  seen.add("the same key under another name", safety_code({mallory.user, bob.key}, alice));
  seen.add("cut", code.substr(0, code.size() - 1));
  seen.add("no code", "https://sotto.example/");
  return seen.take();
}

}  // namespace

Json safety_code() {
  SeededRandom random{"sotto/vectors/safety-code"};
  const auto alice = somebody(random, "alice");
  const auto bob = somebody(random, "bob");
  const auto mallory = somebody(random, "mallory");
  Json pairs = Json::array();
  pairs.push_back(pair(alice, bob));
  pairs.push_back(pair(mallory, alice));
  return {{"version", 1}, {"pairs", pairs}, {"comparisons", comparisons(alice, bob, mallory)}};
}

}  // namespace sotto::vectors
