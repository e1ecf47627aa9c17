// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../account_record.hpp"
#include "sotto/client/view.hpp"

namespace sotto::client::group_views {

[[nodiscard]] Result<std::vector<GroupView>> all(store::ClientStore& store, const Account& account);
[[nodiscard]] Result<std::optional<GroupView>> one(store::ClientStore& store, const Account& account,
                                                   const GroupId& group);
/// The name under which a group's conversation stands.
[[nodiscard]] Result<std::string> title(store::ClientStore& store, const GroupId& group);

}  // namespace sotto::client::group_views
