// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <string>
#include <string_view>

#include "sotto/base/result.hpp"

namespace sotto::testing {

/// The value of a Result that a test can't go on without.
template <class T>
T must(Result<T> result) {
  if (!result) qFatal("%s: %s", std::string{name_of(result.error().code)}.c_str(), result.error().where);
  return *std::move(result);
}
inline void must(const Status& status) {
  if (!status) qFatal("%s: %s", std::string{name_of(status.error().code)}.c_str(), status.error().where);
}

/// The name of a failure, "ok" otherwise: what a QCOMPARE shows when it is another.
template <class T>
std::string outcome(const Result<T>& result) {
  return std::string{result.ok() ? std::string_view{"ok"} : name_of(result.error().code)};
}

}  // namespace sotto::testing
