// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "store/records.hpp"

namespace sotto::relay::api {

/// "2026-11-24".
[[nodiscard]] std::string date_of(store::Day day);

}  // namespace sotto::relay::api
