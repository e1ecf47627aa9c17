// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/base/result.hpp"

namespace sotto::client {
class Step;
}

/// Entries that a newer program has written: this one can't read them. They are fetched again once it can
/// read more than when it passed them over.
namespace sotto::client::archiving {

[[nodiscard]] Status note_passed_over(Step& step, std::uint64_t sequence);
/// The number of one that may be read by now; nullopt: there is none.
[[nodiscard]] Result<std::optional<std::uint64_t>> find_passed_over(Step& step);
[[nodiscard]] Status forget_passed_over(Step& step, std::uint64_t sequence);
[[nodiscard]] Status forget_all_passed_over(Step& step);

}  // namespace sotto::client::archiving
