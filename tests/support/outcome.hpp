// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sotto/base/result.hpp"

namespace sotto::testing {

[[noreturn]] inline void give_up(const Error& error) {
  std::fprintf(stderr, "%s: %s\n", std::string{name_of(error.code)}.c_str(), error.where);
  std::abort();
}

/// The value of a Result that a test can't go on without.
template <class T>
T must(Result<T> result) {
  if (!result) give_up(result.error());
  return *std::move(result);
}
inline void must(const Status& status) {
  if (!status) give_up(status.error());
}

/// The name of a failure, "ok" otherwise: what a QCOMPARE shows when it is another.
template <class T>
std::string outcome(const Result<T>& result) {
  return std::string{result.ok() ? std::string_view{"ok"} : name_of(result.error().code)};
}

}  // namespace sotto::testing
