// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/result.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {
class Step;
}

/// The restore check: what a relay serves one device is compared with what it has served the account's
/// others. A new login has nothing else to tell an archive by that ends too soon (attack E4).
namespace sotto::client::archiving {

/// nullopt while this device restores.
[[nodiscard]] Result<std::optional<wire::ArchiveRoot>> own_root(Step& step);
/// One of the account's other devices says what it has.
[[nodiscard]] Status on_root(Step& step, DeviceId by, const wire::ArchiveRoot& root);
/// What was said is compared, once everything that the relay has is here. Returns what is wrong with it.
[[nodiscard]] Result<std::optional<ErrorCode>> compare_roots(Step& step);
/// What was said, and the own history as it was known, are compared with nothing any more.
[[nodiscard]] Status let_go_of_roots(Step& step);

}  // namespace sotto::client::archiving
