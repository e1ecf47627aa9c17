// SPDX-License-Identifier: GPL-3.0-or-later
#include "aead.hpp"

#include <array>

#include "evp.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::array<std::uint8_t, nonce_size> only_nonce{};

int size_of(ByteView bytes) noexcept { return static_cast<int>(bytes.size()); }

/// `out`: room for the ciphertext and the tag.
Status encrypt(const SecretBytes& key, ByteView nonce, ByteView plaintext, ByteView associated,
               std::span<std::uint8_t> out) {
  const Error failed{ErrorCode::crypto_failed, "AES-GCM", 0};
  if (key.size() != key_size) return failed;
  const Evp<EVP_CIPHER> cipher{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
  const Evp<EVP_CIPHER_CTX> context{EVP_CIPHER_CTX_new()};
  auto* body = out.data();
  int size = 0;
  if (!cipher || !context ||
      EVP_EncryptInit_ex2(context.get(), cipher.get(), key.expose().data(), nonce.data(), nullptr) != 1 ||
      EVP_EncryptUpdate(context.get(), nullptr, &size, associated.data(), size_of(associated)) != 1 ||
      EVP_EncryptUpdate(context.get(), body, &size, plaintext.data(), size_of(plaintext)) != 1 ||
      EVP_EncryptFinal_ex(context.get(), body + size, &size) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, body + plaintext.size()) != 1) {
    return failed;
  }
  return {};
}

/// `sealed`: ciphertext and tag.
Result<SecretBytes> decrypt(const SecretBytes& key, ByteView nonce, ByteView sealed, ByteView associated) {
  const Error refused{ErrorCode::undecryptable, "AES-GCM", 0};
  if (key.size() != key_size || sealed.size() < tag_size) return refused;
  const ByteView body = sealed.first(sealed.size() - tag_size);
  Bytes tag = copy_of(sealed.last(tag_size));
  const Evp<EVP_CIPHER> cipher{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
  const Evp<EVP_CIPHER_CTX> context{EVP_CIPHER_CTX_new()};
  SecretBytes out{body.size()};
  auto* text = out.expose_for_writing().data();
  int size = 0;
  int last = 0;
  if (!cipher || !context) return Error{ErrorCode::crypto_failed, "AES-GCM", 0};
  if (EVP_DecryptInit_ex2(context.get(), cipher.get(), key.expose().data(), nonce.data(), nullptr) != 1 ||
      EVP_DecryptUpdate(context.get(), nullptr, &size, associated.data(), size_of(associated)) != 1 ||
      EVP_DecryptUpdate(context.get(), text, &size, body.data(), size_of(body)) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) != 1 ||
      EVP_DecryptFinal_ex(context.get(), text + size, &last) != 1) {
    return refused;
  }
  return out;
}

}  // namespace

Result<Bytes> seal(const SecretBytes& key, ByteView plaintext, ByteView associated, RandomSource& random) {
  Bytes out(nonce_size + plaintext.size() + tag_size);
  const std::span<std::uint8_t> all{out};
  SOTTO_TRY(random.fill(all.first(nonce_size)));
  SOTTO_TRY(encrypt(key, all.first(nonce_size), plaintext, associated, all.subspan(nonce_size)));
  return out;
}

Result<SecretBytes> open(const SecretBytes& key, ByteView sealed, ByteView associated) {
  if (sealed.size() < nonce_size) return Error{ErrorCode::undecryptable, "AES-GCM", 0};
  return decrypt(key, sealed.first(nonce_size), sealed.subspan(nonce_size), associated);
}

Result<Bytes> seal_once(const SecretBytes& key, ByteView plaintext, ByteView associated) {
  Bytes out(plaintext.size() + tag_size);
  SOTTO_TRY(encrypt(key, only_nonce, plaintext, associated, out));
  return out;
}

Result<SecretBytes> open_once(const SecretBytes& key, ByteView sealed, ByteView associated) {
  return decrypt(key, only_nonce, sealed, associated);
}

}  // namespace sotto::crypto
