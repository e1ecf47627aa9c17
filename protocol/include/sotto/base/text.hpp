// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "sotto/base/result.hpp"

namespace sotto {

/// Well-formed UTF-8 without NUL: anything else would be refused by the other side's parser.
[[nodiscard]] bool is_text(std::string_view text) noexcept;

/// too_large, or malformed when it is shorter than `least` bytes or no text.
[[nodiscard]] Status check_text(std::string_view text, std::size_t least, std::size_t most,
                                const char* where);

}  // namespace sotto
