// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sotto::relay::net {

/// Whether a page of this origin may open the stream (attack F3): no Origin at all (not a browser), the host it was
/// asked for, or one of `allowed`. "null" never.
[[nodiscard]] bool origin_allowed(std::string_view origin, bool present, std::string_view host,
                                  const std::vector<std::string>& allowed);

}  // namespace sotto::relay::net
