// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::client {

class Step;

/// The signed prekeys of this device: the current one and those that late messages may still name.
namespace signed_prekeys {

/// A peer should not find one older than this (X3DH section 4.5, crypto-docs/key-lifecycle.md: at most seven
/// days; a day is left for a device that is offline when it is due).
inline constexpr Duration renew_after{6LL * 24 * 60 * 60 * 1'000};
/// How long a replaced one still opens messages that were under way.
inline constexpr Duration keep_replaced{14LL * 24 * 60 * 60 * 1'000};

struct Current {
  wire::SignedPrekey key;
  Instant created;
};

[[nodiscard]] Result<std::optional<Current>> current(Step& step);
/// Makes a new one current and keeps the one before; erases those whose time is over, with the base keys of
/// the sessions that began with them.
[[nodiscard]] Result<wire::SignedPrekey> renew(Step& step);
[[nodiscard]] Result<std::optional<SecretBytes>> private_record_in(ByteView record);

}  // namespace signed_prekeys
}  // namespace sotto::client
