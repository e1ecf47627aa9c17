// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode_request.hpp"

namespace sotto::web {

/// The part of decode_request() that is about groups.
[[nodiscard]] Result<Command> decode_group_request(const bridge::Request& request);

}  // namespace sotto::web
