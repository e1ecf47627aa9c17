// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "bridge.pb.h"

namespace sotto::fuzz::samples {

/// Opens the saved device's store.
[[nodiscard]] bridge::Request start_request();
/// What a page can ask for behind that, one of each kind, about what is in that store.
[[nodiscard]] std::vector<bridge::Request> requests();

}  // namespace sotto::fuzz::samples
