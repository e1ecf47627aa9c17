// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_fields.hpp"

#include <chrono>

namespace sotto::conformance {
namespace {

constexpr std::uint32_t ordinary_type = 2;
constexpr std::uint32_t prekey_type = 3;

}  // namespace

Instant now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

Result<crypto::PrekeyBundle> parse_bundle(const Request& fields) {
  crypto::PrekeyBundle bundle;
  SOTTO_ASSIGN(bundle.registration.value, fields.number("registration_id"));
  SOTTO_ASSIGN(bundle.identity_key, fields.bytes("identity_key"));
  SOTTO_ASSIGN(bundle.signed_prekey_id.value, fields.number("signed_prekey_id"));
  SOTTO_ASSIGN(bundle.signed_prekey, fields.bytes("signed_prekey"));
  SOTTO_ASSIGN(bundle.signed_prekey_signature, fields.bytes("signed_prekey_signature"));
  if (!fields.has("prekey_id") && !fields.has("prekey")) return bundle;
  SOTTO_ASSIGN(const std::uint32_t id, fields.number("prekey_id"));
  SOTTO_ASSIGN(bundle.prekey, fields.bytes("prekey"));
  bundle.prekey_id = PrekeyId{id};
  return bundle;
}

Result<crypto::Ciphertext> parse_message(const Request& request) {
  SOTTO_ASSIGN(const std::uint32_t type, request.number("type"));
  SOTTO_ASSIGN(Bytes data, request.bytes("data"));
  if (type != ordinary_type && type != prekey_type) return Error{ErrorCode::malformed, "type", type};
  const auto kind = type == prekey_type ? crypto::CiphertextType::prekey : crypto::CiphertextType::ordinary;
  return crypto::Ciphertext{kind, std::move(data)};
}

Json json_of(const crypto::Ciphertext& message) {
  const bool prekey = message.type == crypto::CiphertextType::prekey;
  return Json{{"type", prekey ? prekey_type : ordinary_type}, {"data", to_hex(message.data)}};
}

}  // namespace sotto::conformance
