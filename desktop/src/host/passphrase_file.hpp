// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/crypto/password.hpp"

namespace sotto::desktop {

/// What lies beside the databases where no keychain answers: how a passphrase becomes their key. Salt and
/// cost are authenticated by a key from the same passphrase, so that nobody who can write the file makes
/// guessing cheaper. What is in it: PassphraseRecord.
class PassphraseFile {
 public:
  /// Argon2id: a third of a second and 64 MiB. Writes the file, durably, and gives the key (32 bytes).
  /// store_unavailable, random_failed, crypto_failed.
  [[nodiscard]] static Result<SecretBytes> create(const QString& path, const SecretBytes& passphrase,
                                                  RandomSource& random);

  /// As slow. wrong_password; store_corrupt (not such a file), weak_parameters (cheaper than Sotto ever
  /// wrote), unsupported_version, store_unavailable.
  [[nodiscard]] static Result<SecretBytes> open(const QString& path, const SecretBytes& passphrase);
};

}  // namespace sotto::desktop
