// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sotto::relay::store {

/// For LIKE with ESCAPE '\': the query's own wildcards are letters.
inline std::string like_pattern(std::string_view wanted) {
  std::string pattern{"%"};
  for (const char c : wanted) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace sotto::relay::store
