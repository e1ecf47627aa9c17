// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sotto::relay::net {

/// What limits are counted by: an IPv4 address, or the first 64 bits of an IPv6 one. Empty for this machine itself: that
/// is a proxy, or whoever runs the relay. `forwarded` is the last entry of X-Forwarded-For, empty if it isn't trusted.
[[nodiscard]] std::string network_of(std::string_view address, std::string_view forwarded);

}  // namespace sotto::relay::net
