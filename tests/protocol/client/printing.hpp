// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>
#include <string>
#include <vector>

namespace QTest {

/// So that a failed comparison shows what was said.
template <>
inline char* toString(const std::vector<std::string>& texts) {
  std::string joined;
  for (const auto& text : texts) joined += "'" + text.substr(0, 40) + "' ";
  return qstrdup(joined.c_str());
}

template <>
inline char* toString(const std::string& text) {
  return qstrdup(text.substr(0, 4'000).c_str());
}

}  // namespace QTest
