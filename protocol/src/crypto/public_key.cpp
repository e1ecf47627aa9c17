// SPDX-License-Identifier: GPL-3.0-or-later
// The half of identity.hpp that the relay links: nothing here can hold a private key.
#include <signal/curve.h>

#include "defences.hpp"
#include "handles.hpp"
#include "points.hpp"
#include "signature_label.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {
namespace {

constexpr std::uint8_t curve25519_type = 0x05;

Error invalid_signature() { return {ErrorCode::invalid_signature, "verify", 0}; }

}  // namespace

Result<PublicKey> PublicKey::parse(ByteView bytes) {
  if (bytes.size() != size || bytes[0] != curve25519_type) {
    return Error{ErrorCode::invalid_key, "public key", static_cast<std::int64_t>(bytes.size())};
  }
  const ByteView point = bytes.subspan(1);
  if (defences().foreign_keys && (!is_canonical(point) || is_small_order(point))) {
    return Error{ErrorCode::low_order_key, "public key", 0};
  }
  PublicKey key;
  std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
  return key;
}

Result<IdentityKey> IdentityKey::parse(ByteView bytes) {
  SOTTO_ASSIGN(const PublicKey key, PublicKey::parse(bytes));
  return IdentityKey{key};
}

Status verify_bare(const PublicKey& key, ByteView message, ByteView signature) {
  if (signature.size() != CURVE_SIGNATURE_LEN) return invalid_signature();
  if (defences().reduced_signatures && !has_reduced_scalar(signature)) return invalid_signature();
  const auto point = decode_public(key.view(), nullptr);
  if (!point) return point.error();
  const int valid = curve_verify_signature(point->get(), message.data(), message.size(), signature.data(),
                                           signature.size());
  if (valid != 1) return invalid_signature();
  return {};
}

Status verify(const PublicKey& key, SignaturePurpose purpose, ByteView message, ByteView signature) {
  return verify_bare(key, labelled(purpose, message), signature);
}

}  // namespace sotto::crypto
