// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "../support/outcome.hpp"
#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

/// The files of crypto-docs/vectors, one function for each.
namespace sotto::vectors {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json archive_log();
[[nodiscard]] Json attachment();
[[nodiscard]] Json message_contents();
[[nodiscard]] Json device_list();
[[nodiscard]] Json group_logs();
[[nodiscard]] Json hybrid();
[[nodiscard]] Json linking();
[[nodiscard]] Json open_posts();
[[nodiscard]] Json padding();
[[nodiscard]] Json session();
[[nodiscard]] Json safety_code();
[[nodiscard]] Json safety_number();

using testing::must;
using testing::outcome;

[[nodiscard]] inline std::string hex(ByteView bytes) { return to_hex(bytes); }
[[nodiscard]] inline std::string hex(const SecretBytes& secret) { return to_hex(secret.expose()); }

}  // namespace sotto::vectors
