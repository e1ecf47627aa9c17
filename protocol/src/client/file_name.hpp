// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sotto::client {

/// A name that names a file in whatever folder it is saved to, and looks like what it is (attack F7): no
/// separators, no control characters, none that turn the direction of writing or that nobody sees, no spaces
/// but the plain one, no dots or spaces at its ends, no device's name, at most wire::max_file_name bytes, its
/// ending kept; "file" when nothing is left. `name` is UTF-8.
[[nodiscard]] std::string safe_file_name(std::string_view name);

/// type/subtype of RFC 6838 in lower case, without parameters; application/octet-stream for anything else.
[[nodiscard]] std::string safe_media_type(std::string_view type);

}  // namespace sotto::client
