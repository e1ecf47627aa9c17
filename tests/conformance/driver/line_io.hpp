// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sotto::conformance {

/// The next line of standard input without its end; nullopt at the end of input. Waits.
[[nodiscard]] std::optional<std::string> read_line();
/// Writes a line to standard output, at once and whole.
void write_line(std::string_view line);

}  // namespace sotto::conformance
