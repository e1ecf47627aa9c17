// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/wire/archive.hpp"

namespace sotto::client {
class Step;
}

/// Groups that an archive speaks of, and that nothing else has named to this device.
namespace sotto::client::archiving {

/// Of one that the account has left the relay's list says nothing.
[[nodiscard]] Status look_for_log(Step& step, const GroupId& group);
/// The same for all groups of a page; true: the relay was asked for a log. Nothing of the page is believed
/// for that but which groups there are.
[[nodiscard]] Result<bool> looks_for_logs(Step& step, const wire::ArchivePage& page);

}  // namespace sotto::client::archiving
