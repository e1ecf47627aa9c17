// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/origin.hpp"

#include <algorithm>

namespace sotto::relay::net {

bool origin_allowed(std::string_view origin, bool present, std::string_view host,
                    const std::vector<std::string>& allowed) {
  if (!present) return true;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.substr(0, scheme.size()) == scheme && origin.substr(scheme.size()) == host) return true;
  }
  return origin != "null" && std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

}  // namespace sotto::relay::net
