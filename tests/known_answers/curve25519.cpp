// SPDX-License-Identifier: GPL-3.0-or-later
#include "x25519.hpp"

#include "algorithms.hpp"
#include "fields.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::known_answers {
namespace {

constexpr std::uint8_t key_type = 0x05;
constexpr std::size_t signature_size = 64;

Result<crypto::PublicKey> key_of(ByteView point) {
  Bytes key{key_type};
  append(key, point);
  return crypto::PublicKey::parse(key);
}

/// Zero where every private key gives zero: that is no agreement.
bool agrees(const Json& test) {
  const auto shared = crypto::x25519(bytes(test, "private"), bytes(test, "public"));
  const auto wanted = bytes(test, "shared");
  if (has_flag(test, "ZeroSharedSecret")) return !shared && wanted == Bytes(wanted.size());
  return shared && equal(shared->expose(), wanted);
}

void check_agreement(const Json& test, const std::string& name, Report& report) {
  const auto key = key_of(bytes(test, "public"));
  if (!agrees(test)) return report.wrong(name);
  if (has_flag(test, "LowOrderPublic") || has_flag(test, "NonCanonicalPublic"))
    return report.expect_refusal(!key.ok(), name);
  report.expect_answer(key.ok(), name);
}

/// Ed25519's signature as XEdDSA writes it: the sign of the public key stands in its top bit.
Bytes signature_of(const Json& test) {
  auto signature = bytes(test, "signature");
  const auto sign = static_cast<std::uint8_t>(bytes(test, "pk").back() & 0x80);
  if (signature.size() == signature_size) signature.back() |= sign;
  return signature;
}

}  // namespace

void check_x25519(const Json& file, Report& report) {
  const auto& tests = file.at("tests");
  for (std::size_t at = 0; at < tests.size(); ++at)
    check_agreement(tests[at], name_of_test("X25519", at), report);
}

void check_ed25519(const Json& file, Report& report) {
  const auto& tests = file.at("tests");
  for (std::size_t at = 0; at < tests.size(); ++at) {
    const auto& test = tests[at];
    const auto name = name_of_test("Ed25519", at);
    const auto key = key_of(bytes(test, "u"));
    const bool holds = key.ok() && crypto::verify_bare(*key, bytes(test, "message"), signature_of(test)).ok();
    is_invalid(test) ? report.expect_refusal(key.ok() && !holds, name) : report.expect_answer(holds, name);
  }
}

}  // namespace sotto::known_answers
