// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "account_record.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"
#include "sotto/crypto/safety_code.hpp"

namespace sotto::client {

class Step;

/// Whether the user has compared a safety number with the other's. Known on this device only.
namespace verification {

/// The 60 digits of the account with a user under this key.
[[nodiscard]] std::string number_of(const Account& account, const Username& with,
                                    const crypto::IdentityKey& key);

/// What the QR code beside that number says.
[[nodiscard]] std::string code_of(const Account& account, const Username& with,
                                  const crypto::IdentityKey& key);
/// Whether the text is what the other's QR code says if they know the same keys.
[[nodiscard]] crypto::SafetyCodeMatch compare_code(const Account& account, const Username& with,
                                                   const crypto::IdentityKey& key, std::string_view text);

/// Whether the number is that of the newest key which this user has shown. not_found; untrusted_identity.
[[nodiscard]] Status check(Step& step, const Username& user, const std::string& safety_number);

/// not_found before the first contact; untrusted_identity when the number is not (or no longer) that of the
/// accepted key.
[[nodiscard]] Status verify(Step& step, const VerifyIdentity& intent);
/// not_found.
[[nodiscard]] Status unverify(Step& step, const UnverifyIdentity& intent);

}  // namespace verification
}  // namespace sotto::client
