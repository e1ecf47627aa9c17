// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/archive/merkle.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {
class Step;
}

/// Histories of this account that the relay's archive does not have any more, and without which the user goes
/// on. A device of the account that still has one says so; that is no news.
namespace sotto::client::archiving {

struct StatedRoot {
  std::uint64_t size = 0;  ///< entries
  archive::MerkleRoot root;
};

[[nodiscard]] Status let_go(Step& step, const StatedRoot& root);
[[nodiscard]] Result<bool> is_let_go(Step& step, const StatedRoot& root);

}  // namespace sotto::client::archiving
