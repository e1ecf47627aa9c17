// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace sotto::fuzz {
namespace {

std::vector<Target>& registered() {
  static std::vector<Target> targets;
  return targets;
}

}  // namespace

Registration::Registration(std::vector<Target> targets) {
  auto& all = registered();
  all.insert(all.end(), targets.begin(), targets.end());
  std::sort(all.begin(), all.end(),
            [](const Target& a, const Target& b) { return std::string_view{a.name} < b.name; });
}

const std::vector<Target>& all_targets() { return registered(); }

const Target* find_target(std::string_view name) {
  const auto& all = all_targets();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Target& target) { return target.name == name; });
  return found == all.end() ? nullptr : &*found;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "this does not hold: %s\n", what);
  std::abort();
}

}  // namespace sotto::fuzz
