// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/prekeys.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::client {

class Step;

/// The signed prekeys of this device, each with a last-resort KEM prekey that lives as long: the current ones
/// and those that late messages may still name.
namespace signed_prekeys {

/// A peer should not find one older than this (X3DH section 4.5, crypto-docs/key-lifecycle.md: at most seven
/// days; a day is left for a device that is offline when it is due).
inline constexpr Duration renew_after{6LL * 24 * 60 * 60 * 1'000};
/// How long a replaced one still opens messages that were under way.
inline constexpr Duration keep_replaced{14LL * 24 * 60 * 60 * 1'000};

struct PublicHalves {
  wire::SignedPrekey key;
  wire::KemPrekey kem_last_resort;
};

struct Current {
  PublicHalves halves;
  Instant created;
};

[[nodiscard]] Result<std::optional<Current>> current(Step& step);
/// Makes a new one current and keeps the one before; erases those whose time is over, with the base keys of
/// the sessions that began with them.
[[nodiscard]] Result<PublicHalves> renew(Step& step);
[[nodiscard]] Result<std::optional<SecretBytes>> private_record_in(ByteView record);

/// The public half with the account's signature. `purpose`: kem_prekey or kem_last_resort.
[[nodiscard]] Result<wire::KemPrekey> signed_kem_prekey(Step& step, const crypto::FreshKemPrekey& prekey,
                                                        crypto::SignaturePurpose purpose);

}  // namespace signed_prekeys
}  // namespace sotto::client
