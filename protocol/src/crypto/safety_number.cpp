// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/safety_number.hpp"

#include <algorithm>
#include <array>

#include "defences.hpp"
#include "evp.hpp"
#include "length_prefixed.hpp"

namespace sotto::crypto {
namespace {

/// Signal's number: each try at another key with the same digits costs as many hashes.
constexpr int rounds = 5'200;
constexpr std::size_t groups = 6;
constexpr std::size_t group_bytes = 5;
constexpr std::size_t group_digits = 5;
constexpr std::uint64_t group_modulus = 100'000;

using Sha512 = std::array<std::uint8_t, 64>;

/// SHA-512 thousands of times with one context.
class Sha512Rounds {
 public:
  Sha512Rounds() : context_{EVP_MD_CTX_new()} {
    require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha512(), nullptr) == 1);
  }

  Sha512 hash(ByteView first, ByteView second) {
    Sha512 digest{};
    require(EVP_DigestUpdate(context_.get(), first.data(), first.size()) == 1);
    require(EVP_DigestUpdate(context_.get(), second.data(), second.size()) == 1);
    require(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    require(EVP_DigestInit_ex(context_.get(), nullptr, nullptr) == 1);
    return digest;
  }

 private:
  // As in digest.cpp: a crypto library that fails at this is broken beyond repair.
  static void require(bool done) {
    if (!done) std::abort();
  }
  Evp<EVP_MD_CTX> context_;
};

Bytes beginning_of(const NamedIdentity& party) {
  LengthPrefixed parts;
  if (defences().labelled_number) parts.text("sotto/v1/safety-number");
  return parts.text(party.user.text()).bytes(party.key.view()).take();
}

Sha512 fingerprint_of(const NamedIdentity& party) {
  Sha512Rounds sha512;
  auto hash = sha512.hash(beginning_of(party), {});
  for (int round = 0; round < rounds; ++round) hash = sha512.hash(hash, party.key.view());
  return hash;
}

std::string digits_of(ByteView group) {
  std::uint64_t number = 0;
  for (const auto byte : group) number = number << 8 | byte;
  auto digits = std::to_string(number % group_modulus);
  return std::string(group_digits - digits.size(), '0') + digits;
}

std::string half_of(const NamedIdentity& party) {
  const auto fingerprint = fingerprint_of(party);
  std::string half;
  for (std::size_t group = 0; group < groups; ++group) {
    half += digits_of(ByteView{fingerprint}.subspan(group * group_bytes, group_bytes));
  }
  return half;
}

}  // namespace

std::string safety_number(const NamedIdentity& one, const NamedIdentity& other) {
  const auto halves = std::minmax({half_of(one), half_of(other)});
  return halves.first + halves.second;
}

}  // namespace sotto::crypto
