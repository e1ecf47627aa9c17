// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/keychain.hpp"

namespace sotto::desktop {

/// The desktop's own: Secret Service (GNOME Keyring, KeePassXC) or KWallet, through QtKeychain, under the
/// service "sotto". Never falls back to a file in plain text.
class SystemKeychain final : public Keychain {
 public:
  void read(const QString& entry, Then<std::optional<SecretBytes>> then) override;
  void write(const QString& entry, const SecretBytes& secret, Then<void> then) override;
};

}  // namespace sotto::desktop
