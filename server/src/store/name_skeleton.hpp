// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "sotto/base/id.hpp"

namespace sotto::relay::store {

/// What a name looks like: names that people take for one another have one skeleton (attack C3). Each sign is
/// replaced by what it can be taken for, after "confusables" of Unicode Technical Standard 39; names have
/// nothing but a-z, 0-9 and "_-.". It is compared, never shown. The schema has the same in SQL, for the names
/// of before: whoever changes one adds a step that makes all skeletons anew.
[[nodiscard]] inline std::string skeleton_of(const Username& name) {
  std::string skeleton;
  for (const char c : name.text()) {
    switch (c) {
      case '0':
        skeleton += 'o';
        break;
      case '1':
      case 'i':
        skeleton += 'l';
        break;
      case 'm':
        skeleton += "rn";
        break;
      case 'w':
        skeleton += "vv";
        break;
      case '_':
      case '.':
        skeleton += '-';
        break;
      default:
        skeleton += c;
    }
  }
  return skeleton;
}

}  // namespace sotto::relay::store
