// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace sotto::relay::api {

/// server/openapi.yaml, as it was when the relay was built.
[[nodiscard]] std::string_view openapi_document();

}  // namespace sotto::relay::api
