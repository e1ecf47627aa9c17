// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs.hpp"

namespace sotto::client {

class Step;

/// What somebody said before they left may arrive after the entry of their leaving. See decision 61.
namespace group_leavers {

/// The group's log as it was before this user left, if that was by their own will and this device has learned
/// of it a short while ago; nullptr otherwise.
[[nodiscard]] Result<group_logs::LogPtr> log_before_leaving(Step& step, const group::MembershipLog& log,
                                                            const Username& user);

}  // namespace group_leavers
}  // namespace sotto::client
