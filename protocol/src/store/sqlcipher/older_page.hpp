// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"

namespace sotto::store::sqlcipher {

/// A page of the file is older than the others (attack E11).
[[nodiscard]] inline Error older_page() { return {ErrorCode::store_corrupt, "sqlcipher older page"}; }

}  // namespace sotto::store::sqlcipher
