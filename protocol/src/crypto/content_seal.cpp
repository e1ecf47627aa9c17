// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/content_seal.hpp"

#include "aead.hpp"
#include "defences.hpp"
#include "length_prefixed.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {
namespace {

constexpr std::string_view label = "sotto/v1/content";
constexpr std::size_t key_size = 32;
constexpr std::size_t commitment_size = 32;

struct Keys {
  SecretBytes key;
  SecretBytes commitment;
};

/// AES-GCM alone commits to nothing: one ciphertext can be made that opens under two keys. The second half of
/// what gives the key does, since a collision there is one of SHA-256.
Result<Keys> keys_of(const SecretBytes& input, ByteView salt) {
  SOTTO_ASSIGN(const SecretBytes both,
               hkdf(input, LengthPrefixed{}.text(label).bytes(salt).take(), key_size + commitment_size));
  return Keys{SecretBytes::copied_from(both.expose().first(key_size)),
              SecretBytes::copied_from(both.expose().last(commitment_size))};
}

}  // namespace

Result<Bytes> seal_content(const SecretBytes& input, ByteView salt, ByteView associated, ByteView content) {
  SOTTO_ASSIGN(const Keys keys, keys_of(input, salt));
  Bytes out = copy_of(keys.commitment.expose());
  SOTTO_ASSIGN(const Bytes sealed, seal_once(keys.key, content, associated));
  append(out, sealed);
  return out;
}

Result<SecretBytes> open_content(const SecretBytes& input, ByteView salt, ByteView associated,
                                 ByteView sealed) {
  const Error other_key{ErrorCode::undecryptable, "content", 0};
  if (sealed.size() < content_seal_overhead) return other_key;
  SOTTO_ASSIGN(const Keys keys, keys_of(input, salt));
  const bool committed = equal_in_constant_time(sealed.first(commitment_size), keys.commitment.expose());
  if (defences().key_commitment && !committed) return other_key;
  auto content = open_once(keys.key, sealed.subspan(commitment_size), associated);
  if (!content && content.error().code == ErrorCode::undecryptable) {
    return Error{ErrorCode::context_mismatch, "content", 0};
  }
  return content;
}

}  // namespace sotto::crypto
