// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "host/then.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::desktop {

/// The operating system's keeper of secrets. Answers come later; it may ask the user first.
/// Errors: unsupported (none answers), refused (the user or the keychain said no).
class Keychain {
 public:
  Keychain() = default;
  Keychain(const Keychain&) = delete;
  Keychain& operator=(const Keychain&) = delete;
  virtual ~Keychain() = default;

  /// nullopt when there is no such entry.
  virtual void read(const QString& entry, Then<std::optional<SecretBytes>> then) = 0;
  virtual void write(const QString& entry, const SecretBytes& secret, Then<void> then) = 0;
};

}  // namespace sotto::desktop
