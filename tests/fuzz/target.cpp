// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.hpp"

#include <algorithm>

namespace sotto::fuzz {
namespace {

std::vector<Target>& registered() {
  static std::vector<Target> targets;
  return targets;
}

std::set<std::string, std::less<>>& landmarks_reached() {
  static std::set<std::string, std::less<>> landmarks;
  return landmarks;
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

void reach(std::string_view landmark) {
  if (landmarks_reached().count(landmark) == 0) landmarks_reached().emplace(landmark);
}

const std::set<std::string, std::less<>>& reached() { return landmarks_reached(); }

}  // namespace sotto::fuzz
