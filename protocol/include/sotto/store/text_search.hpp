// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What "contains, case-insensitive" means in a search, the same in every ClientStore.
namespace sotto::store {

/// Unicode simple case folding, character by character (CaseFolding.txt, statuses C and S): "Привет" and
/// "ПРИВЕТ" become one text, "ß" and "ss" don't. The order of bytes that are not UTF-8 is kept; they equal
/// only themselves.
[[nodiscard]] std::string fold_case(std::string_view text);

/// Whether fold_case(text) contains `folded`. An empty `folded` is contained in nothing: it searches for
/// nothing.
[[nodiscard]] bool contains_folded(std::string_view text, std::string_view folded);

/// Characters (code points) of a UTF-8 text; a byte that begins none counts as one.
[[nodiscard]] std::size_t count_characters(std::string_view text) noexcept;

}  // namespace sotto::store
