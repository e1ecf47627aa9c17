// SPDX-License-Identifier: GPL-3.0-or-later
#include "x25519.hpp"

#include "evp.hpp"

namespace sotto::crypto {
namespace {

Evp<EVP_PKEY> private_key_of(ByteView scalar) {
  return Evp<EVP_PKEY>{EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, scalar.data(), scalar.size())};
}

}  // namespace

std::optional<SecretBytes> x25519(ByteView scalar, ByteView point) {
  const Evp<EVP_PKEY> own = private_key_of(scalar);
  const Evp<EVP_PKEY> peer{EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, point.data(), point.size())};
  if (!own || !peer) return std::nullopt;
  const Evp<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new(own.get(), nullptr)};
  SecretBytes out{std::tuple_size_v<Point>};
  std::size_t size = out.size();
  if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
      EVP_PKEY_derive_set_peer_ex(context.get(), peer.get(), 0) != 1 ||
      EVP_PKEY_derive(context.get(), out.expose_for_writing().data(), &size) != 1 || size != out.size()) {
    return std::nullopt;
  }
  return out;
}

std::optional<Point> x25519_public(ByteView scalar) {
  const Evp<EVP_PKEY> own = private_key_of(scalar);
  Point out{};
  std::size_t size = out.size();
  if (!own || EVP_PKEY_get_raw_public_key(own.get(), out.data(), &size) != 1) return std::nullopt;
  return out;
}

}  // namespace sotto::crypto
