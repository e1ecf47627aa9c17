// SPDX-License-Identifier: GPL-3.0-or-later
// Whose devices those are: the signed list of an account's, and the code by which two people compare keys.
#include "input.hpp"
#include "length_prefixed.hpp"
#include "party.hpp"
#include "samples.hpp"
#include "sotto/base/base32.hpp"
#include "sotto/crypto/device_list.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/safety_code.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using namespace crypto;
using crypto::test::must;
using crypto::test::SeededRandom;

/// A device that is taken out is out in every list that may follow.
void check_next(const DeviceList& list) {
  if (list.devices.empty() || list.version > UINT32_MAX) return;
  const auto gone = list.devices.front();
  const auto next = without_device(list, gone.device);
  require(check_follows(list, next).ok(), "the next version follows");
  require(next.is_gone(gone.device), "a device that was taken out is gone");
  auto back = list;
  back.version = next.version + 1;
  require(!check_follows(next, back), "no list brings back a device that is gone");
}

/// What an account has signed, or a relay says that it has.
Verdict run_device_list(ByteView input) {
  const auto alice = samples::user("alice");
  const auto list = parse_device_list(alice, input);
  if (!list) return Verdict::refused;
  require(equal(serialise_device_list(alice, *list), input), "a list has one spelling");
  require(!parse_device_list(samples::user("bob"), input), "a list is one account's");
  require(check_follows(*list, *list).ok(), "a list may stand in its own place");
  check_next(*list);
  return Verdict::accepted;
}

std::vector<Bytes> device_list_seeds() {
  const auto alice = samples::user("alice");
  auto list = with_device({}, {DeviceId{1}, RegistrationId{7}});
  std::vector<Bytes> seeds{serialise_device_list(alice, list)};
  list = with_device(std::move(list), {DeviceId{5}, RegistrationId{16'380}});
  seeds.push_back(serialise_device_list(alice, list));
  seeds.push_back(serialise_device_list(alice, without_device(list, DeviceId{1})));
  return seeds;
}

NamedIdentity identity_of(std::string_view name, std::uint64_t seed) {
  SeededRandom random{seed};
  return {samples::user(name), must(IdentityKeyPair::fresh(random)).public_key()};
}

/// A code that was scanned somewhere: as it is, or its bytes with the check behind them that anybody can
/// make.
enum class Scanned : std::uint8_t { text, bytes };

std::string with_check(ByteView bytes) {
  const auto check = sha256(LengthPrefixed{}.text("sotto/v1/safety-code/check").bytes(bytes).take());
  Bytes all = copy_of(bytes);
  append(all, ByteView{check}.first(4));
  return "SOTTO:" + to_base32(all);
}

Verdict run_safety_code(ByteView bytes) {
  static const auto alice = identity_of("alice", 1);
  static const auto bob = identity_of("bob", 2);
  Input input{bytes};
  const auto kind = static_cast<Scanned>(input.below(2));
  const auto rest = input.rest();
  const auto text = kind == Scanned::text ? std::string{text_of(rest)} : with_check(rest);
  const auto match = compare_safety_code(alice, bob, text);
  require((match == SafetyCodeMatch::same) == (capitals_without(" \t\n\r-", text) == safety_code(bob, alice)),
          "only the mirror of one's own code is the same");
  require(text != safety_code(alice, bob) || match == SafetyCodeMatch::other_code,
          "one's own proves nothing");
  return match == SafetyCodeMatch::other_code ? Verdict::refused : Verdict::accepted;
}

std::vector<Bytes> safety_code_seeds() {
  const auto alice = identity_of("alice", 1);
  const auto bob = identity_of("bob", 2);
  const auto mirrored = safety_code(bob, alice);
  auto blanks = mirrored;
  for (std::size_t place = 4; place < blanks.size(); place += 5) blanks.insert(place, " ");
  auto bytes = *parse_base32(std::string_view{mirrored}.substr(6));
  bytes.resize(bytes.size() - 4);
  auto another_key = bytes;
  another_key.back() ^= 1;
  return {choosing(0, bytes_of(mirrored)), choosing(0, bytes_of(blanks)),
          choosing(0, bytes_of(safety_code(identity_of("bob", 3), alice))), choosing(1, bytes),
          choosing(1, another_key)};
}

const Registration registration{{{"device_list", 256, run_device_list, device_list_seeds},
                                 {"safety_code", 1'024, run_safety_code, safety_code_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
