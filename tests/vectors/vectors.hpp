// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

/// The files of crypto-docs/vectors, one function for each.
namespace sotto::vectors {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json archive_log();
[[nodiscard]] Json attachment();
[[nodiscard]] Json padding();
[[nodiscard]] Json hybrid();
[[nodiscard]] Json session();
[[nodiscard]] Json safety_code();
[[nodiscard]] Json safety_number();

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "error: %s\n", result.error().where);
  std::exit(1);
}
inline void must(const Status& status) {
  if (status) return;
  std::fprintf(stderr, "error: %s\n", status.error().where);
  std::exit(1);
}

[[nodiscard]] inline std::string hex(ByteView bytes) { return to_hex(bytes); }
[[nodiscard]] inline std::string hex(const SecretBytes& secret) { return to_hex(secret.expose()); }

}  // namespace sotto::vectors
