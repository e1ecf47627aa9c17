// SPDX-License-Identifier: GPL-3.0-or-later
#include "provider.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>

#include "faults.hpp"
#include "handles.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t mac_size = 32;
constexpr std::size_t sha512_size = 64;
constexpr std::size_t aes_key_size = 32;
constexpr std::size_t aes_block = 16;
/// The library never has more than two at a time.
constexpr std::size_t idle_hmacs_kept = 4;
/// OpenSSL takes a null key for "keep the last one", and an empty key may be null.
constexpr std::uint8_t no_key = 0;

Provider& provider_of(void* user_data) { return *static_cast<Provider*>(user_data); }

int give(signal_buffer** output, const std::uint8_t* data, std::size_t size) {
  *output = signal_buffer_create(data, size);
  return *output != nullptr ? SG_SUCCESS : SG_ERR_NOMEM;
}

int fill_random(std::uint8_t* data, std::size_t size, void* user_data) {
  return provider_of(user_data).random().fill({data, size}).ok() ? SG_SUCCESS : SG_ERR_UNKNOWN;
}

// The library cleans up a context even if its init failed, so it always gets a value (part of M14).
int init_hmac(void** context, const std::uint8_t* key, std::size_t size, void* user_data) {
  *context = inject_fault() ? nullptr : provider_of(user_data).begin_hmac({key, size});
  return *context != nullptr ? SG_SUCCESS : SG_ERR_NOMEM;
}

int update_hmac(void* context, const std::uint8_t* data, std::size_t size, void*) {
  if (inject_fault()) return SG_ERR_UNKNOWN;
  return EVP_MAC_update(static_cast<EVP_MAC_CTX*>(context), data, size) == 1 ? SG_SUCCESS : SG_ERR_UNKNOWN;
}

int finish_hmac(void* context, signal_buffer** output, void*) {
  std::array<std::uint8_t, mac_size> mac{};
  std::size_t size = 0;
  if (inject_fault()) return SG_ERR_UNKNOWN;
  if (EVP_MAC_final(static_cast<EVP_MAC_CTX*>(context), mac.data(), &size, mac.size()) != 1)
    return SG_ERR_UNKNOWN;
  const int code = give(output, mac.data(), size);
  wipe(mac);
  return code;
}

void clean_up_hmac(void* context, void* user_data) {
  provider_of(user_data).end_hmac(static_cast<EVP_MAC_CTX*>(context));
}

int init_sha512(void** context, void* user_data) {
  Evp<EVP_MD_CTX> made{EVP_MD_CTX_new()};
  *context = nullptr;
  if (!made || EVP_DigestInit_ex2(made.get(), provider_of(user_data).sha512(), nullptr) != 1)
    return SG_ERR_NOMEM;
  *context = made.release();
  return SG_SUCCESS;
}

int update_sha512(void* context, const std::uint8_t* data, std::size_t size, void*) {
  return EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context), data, size) == 1 ? SG_SUCCESS : SG_ERR_UNKNOWN;
}

// The fingerprint hashes thousands of times with one context: it must be ready again.
int finish_sha512(void* context, signal_buffer** output, void*) {
  std::array<std::uint8_t, sha512_size> digest{};
  auto* md = static_cast<EVP_MD_CTX*>(context);
  if (EVP_DigestFinal_ex(md, digest.data(), nullptr) != 1) return SG_ERR_UNKNOWN;
  if (EVP_DigestInit_ex2(md, nullptr, nullptr) != 1) return SG_ERR_UNKNOWN;
  return give(output, digest.data(), digest.size());
}

void clean_up_sha512(void* context, void*) { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }

// Only version 3 is spoken, whose one cipher is AES-256-CBC.
int encrypt_for_library(signal_buffer** output, int cipher, const std::uint8_t* key, std::size_t key_size,
                        const std::uint8_t* iv, std::size_t iv_size, const std::uint8_t* text,
                        std::size_t text_size, void* user_data) {
  if (cipher != SG_CIPHER_AES_CBC_PKCS5) return SG_ERR_INVAL;
  const auto made = provider_of(user_data).encrypt({key, key_size}, {iv, iv_size}, {text, text_size});
  return made ? give(output, made->data(), made->size()) : SG_ERR_UNKNOWN;
}

int decrypt_for_library(signal_buffer** output, int cipher, const std::uint8_t* key, std::size_t key_size,
                        const std::uint8_t* iv, std::size_t iv_size, const std::uint8_t* text,
                        std::size_t text_size, void* user_data) {
  if (cipher != SG_CIPHER_AES_CBC_PKCS5) return SG_ERR_INVAL;
  const auto made = provider_of(user_data).decrypt({key, key_size}, {iv, iv_size}, {text, text_size});
  return made ? give(output, made->expose().data(), made->size()) : SG_ERR_INVALID_MESSAGE;
}

Error failed(const char* where) { return {ErrorCode::crypto_failed, where, 0}; }

}  // namespace

Status Provider::prepare() {
  mac_.reset(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  sha512_.reset(EVP_MD_fetch(nullptr, "SHA512", nullptr));
  cipher_.reset(EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr));
  cipher_context_.reset(EVP_CIPHER_CTX_new());
  if (!mac_ || !sha512_ || !cipher_ || !cipher_context_) return failed("fetch algorithms");
  hmac_template_.reset(EVP_MAC_CTX_new(mac_.get()));
  std::string digest = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0), OSSL_PARAM_construct_end()};
  if (!hmac_template_ || EVP_MAC_CTX_set_params(hmac_template_.get(), parameters.data()) != 1) {
    return failed("prepare HMAC");
  }
  return {};
}

signal_crypto_provider Provider::callbacks() noexcept {
  signal_crypto_provider calls{};
  calls.random_func = fill_random;
  calls.hmac_sha256_init_func = init_hmac;
  calls.hmac_sha256_update_func = update_hmac;
  calls.hmac_sha256_final_func = finish_hmac;
  calls.hmac_sha256_cleanup_func = clean_up_hmac;
  calls.sha512_digest_init_func = init_sha512;
  calls.sha512_digest_update_func = update_sha512;
  calls.sha512_digest_final_func = finish_sha512;
  calls.sha512_digest_cleanup_func = clean_up_sha512;
  calls.encrypt_func = encrypt_for_library;
  calls.decrypt_func = decrypt_for_library;
  calls.user_data = this;
  return calls;
}

EVP_MAC_CTX* Provider::begin_hmac(ByteView key) noexcept {
  Evp<EVP_MAC_CTX> context;
  if (idle_hmacs_.empty()) {
    context.reset(EVP_MAC_CTX_dup(hmac_template_.get()));
  } else {
    context = std::move(idle_hmacs_.back());
    idle_hmacs_.pop_back();
  }
  if (!context) return nullptr;
  const std::uint8_t* bytes = key.empty() ? &no_key : key.data();
  return EVP_MAC_init(context.get(), bytes, key.size(), nullptr) == 1 ? context.release() : nullptr;
}

void Provider::end_hmac(EVP_MAC_CTX* context) noexcept {
  Evp<EVP_MAC_CTX> owner{context};
  if (!owner || idle_hmacs_.size() >= idle_hmacs_kept) return;
  if (idle_hmacs_.capacity() < idle_hmacs_kept) idle_hmacs_.reserve(idle_hmacs_kept);
  idle_hmacs_.push_back(std::move(owner));
}

void Provider::forget_keys() noexcept {
  for (const auto& context : idle_hmacs_) {
    if (EVP_MAC_init(context.get(), &no_key, 1, nullptr) != 1) {
      idle_hmacs_.clear();
      break;
    }
  }
  EVP_CIPHER_CTX_reset(cipher_context_.get());
}

Result<Bytes> Provider::encrypt(ByteView key, ByteView iv, ByteView plaintext) {
  if (key.size() != aes_key_size || iv.size() != aes_block) return failed("AES key or IV size");
  if (inject_fault()) return failed("AES encrypt");
  Bytes out(plaintext.size() + aes_block);
  int first = 0;
  int last = 0;
  auto* context = cipher_context_.get();
  if (EVP_EncryptInit_ex2(context, cipher_.get(), key.data(), iv.data(), nullptr) != 1 ||
      EVP_EncryptUpdate(context, out.data(), &first, plaintext.data(), static_cast<int>(plaintext.size())) !=
          1 ||
      EVP_EncryptFinal_ex(context, out.data() + first, &last) != 1) {
    return failed("AES encrypt");
  }
  out.resize(static_cast<std::size_t>(first) + static_cast<std::size_t>(last));
  return out;
}

Result<SecretBytes> Provider::decrypt(ByteView key, ByteView iv, ByteView ciphertext) {
  if (key.size() != aes_key_size || iv.size() != aes_block) return failed("AES key or IV size");
  if (inject_fault()) return failed("AES decrypt");
  SecretBytes room{ciphertext.size() + aes_block};
  const auto out = room.expose_for_writing();
  int first = 0;
  int last = 0;
  auto* context = cipher_context_.get();
  if (EVP_DecryptInit_ex2(context, cipher_.get(), key.data(), iv.data(), nullptr) != 1)
    return failed("AES decrypt");
  if (EVP_DecryptUpdate(context, out.data(), &first, ciphertext.data(),
                        static_cast<int>(ciphertext.size())) != 1 ||
      EVP_DecryptFinal_ex(context, out.data() + first, &last) != 1) {
    return Error{ErrorCode::undecryptable, "AES decrypt", 0};
  }
  return SecretBytes::copied_from(room.expose().first(static_cast<std::size_t>(first + last)));
}

}  // namespace sotto::crypto
