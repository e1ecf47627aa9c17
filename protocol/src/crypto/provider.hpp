// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/signal_protocol.h>

#include <memory>
#include <vector>

#include "evp.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto {

/// The primitives that libsignal-protocol-c asks for, from OpenSSL. Algorithms are fetched once; HMAC
/// contexts are used again, because a ratchet step needs half a dozen of them. One thread.
class Provider {
 public:
  explicit Provider(RandomSource& random) : random_{&random} {}
  Provider(const Provider&) = delete;
  Provider& operator=(const Provider&) = delete;

  /// crypto_failed when the crypto library lacks an algorithm or memory.
  [[nodiscard]] Status prepare();
  /// The callbacks; their user data is this object, which must stay where it is.
  [[nodiscard]] signal_crypto_provider callbacks() noexcept;
  [[nodiscard]] RandomSource& random() noexcept { return *random_; }

  [[nodiscard]] Result<Bytes> encrypt(ByteView key, ByteView iv, ByteView plaintext);
  /// undecryptable when the padding is wrong.
  [[nodiscard]] Result<SecretBytes> decrypt(ByteView key, ByteView iv, ByteView ciphertext);

  [[nodiscard]] EVP_MAC_CTX* begin_hmac(ByteView key) noexcept;
  void end_hmac(EVP_MAC_CTX* context) noexcept;
  [[nodiscard]] const EVP_MD* sha512() const noexcept { return sha512_.get(); }

  /// Overwrites the keys that reused contexts still hold; after every operation of a session.
  void forget_keys() noexcept;

 private:
  RandomSource* random_;
  Evp<EVP_MAC> mac_;
  Evp<EVP_MAC_CTX> hmac_template_;
  std::vector<Evp<EVP_MAC_CTX>> idle_hmacs_;
  Evp<EVP_MD> sha512_;
  Evp<EVP_CIPHER> cipher_;
  Evp<EVP_CIPHER_CTX> cipher_context_;
};

}  // namespace sotto::crypto
