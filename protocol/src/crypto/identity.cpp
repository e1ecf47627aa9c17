// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/identity.hpp"

#include <signal/curve.h>

#include "context.hpp"
#include "signature_label.hpp"
#include "x25519.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t private_key_size = 32;

void clamp(std::span<std::uint8_t> scalar) noexcept {
  scalar.front() &= 0xf8;
  scalar.back() &= 0x7f;
  scalar.back() |= 0x40;
}

}  // namespace

Result<IdentityKeyPair> IdentityKeyPair::fresh(RandomSource& random) {
  SecretBytes secret{private_key_size};
  SOTTO_TRY(random.fill(secret.expose_for_writing()));
  return from_private(std::move(secret));
}

Result<IdentityKeyPair> IdentityKeyPair::from_private(SecretBytes private_key) {
  if (private_key.size() != private_key_size)
    return Error{ErrorCode::invalid_key, "identity's private key", 0};
  clamp(private_key.expose_for_writing());
  const auto point = x25519_public(private_key.expose());
  if (!point) return Error{ErrorCode::crypto_failed, "identity's public key", 0};
  Bytes encoded{0x05};
  append(encoded, *point);
  SOTTO_ASSIGN(const IdentityKey key, IdentityKey::parse(encoded));
  return IdentityKeyPair{key, std::move(private_key)};
}

Result<Bytes> sign_bare(const IdentityKeyPair& identity, ByteView message, RandomSource& random) {
  SOTTO_ASSIGN(const auto context, Context::create(random));
  SOTTO_ASSIGN(const auto key, decode_private(identity.private_key(), context->get()));
  SOTTO_ASSIGN(const Buffer signature, take<Buffer>("sign", [&](signal_buffer** out) {
                 return curve_calculate_signature(context->get(), out, key.get(), message.data(),
                                                  message.size());
               }));
  return copy_of(view_of(signature));
}

Result<Bytes> sign(const IdentityKeyPair& identity, SignaturePurpose purpose, ByteView message,
                   RandomSource& random) {
  return sign_bare(identity, labelled(purpose, message), random);
}

}  // namespace sotto::crypto
