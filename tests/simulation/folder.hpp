// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "sotto/base/bytes.hpp"

namespace sotto::simulation {

/// A new one, in memory where the system has such a place: the simulation is about order, not about the
/// disk's speed.
[[nodiscard]] std::filesystem::path fresh_folder();
/// The files of one into another, which has none.
void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to);
[[nodiscard]] Bytes bytes_in_folder(const std::filesystem::path& folder);
void remove_folder(const std::filesystem::path& folder);

}  // namespace sotto::simulation
