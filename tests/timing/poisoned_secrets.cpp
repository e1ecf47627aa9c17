// SPDX-License-Identifier: GPL-3.0-or-later
// poisoned_secrets NAME: runs one case under valgrind's memcheck (see README.md). Without valgrind nothing is
// poisoned, and every case fails.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cases.hpp"
#include "poison.hpp"

namespace sotto::timing {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::exit(1);
}

namespace {

const Case* find_case(std::string_view name) {
  for (const auto cases : {comparison_cases(), session_cases(), content_cases(), group_cases(), kem_cases(),
                           signature_cases()}) {
    for (const auto& one : cases) {
      if (name == one.name) return &one;
    }
  }
  return nullptr;
}

}  // namespace
}  // namespace sotto::timing

int main(int argc, char** argv) {
  using namespace sotto::timing;
  const auto* chosen = argc == 2 ? find_case(argv[1]) : nullptr;
  if (chosen == nullptr) {
    std::fprintf(stderr, "usage: %s NAME, with the name of a case\n", argv[0]);
    return 2;
  }
  require(runs_under_memcheck(), "this runs under valgrind");
  use(chosen->comparison);
  chosen->run();
  std::printf("%s: done, %u comparisons of secrets, %u verdicts\n", chosen->name, observed().comparisons,
              observed().verdicts);
  return 0;
}
