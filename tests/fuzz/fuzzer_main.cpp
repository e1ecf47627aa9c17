// SPDX-License-Identifier: GPL-3.0-or-later
// What libFuzzer calls. The environment chooses: SOTTO_FUZZ_TARGET names the target; SOTTO_FUZZ_SEEDS=FOLDER
// writes its seeds there and ends; SOTTO_FUZZ_LIST=1 prints the names and ends.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "target.hpp"

namespace {

using namespace sotto::fuzz;

const Target* chosen = nullptr;

void list_targets() {
  for (const auto& target : all_targets()) std::printf("%s %zu\n", target.name, target.max_size);
}

void write_seeds(const Target& target, const std::filesystem::path& folder) {
  int number = 0;
  for (const auto& seed : target.seeds()) {
    std::ofstream file{folder / ("seed-" + std::to_string(++number)), std::ios::binary};
    file << sotto::text_of(seed);
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  if (std::getenv("SOTTO_FUZZ_LIST") != nullptr) {
    list_targets();
    std::exit(0);
  }
  const char* name = std::getenv("SOTTO_FUZZ_TARGET");
  chosen = name == nullptr ? nullptr : find_target(name);
  if (chosen == nullptr) {
    std::fputs("error: SOTTO_FUZZ_TARGET names no target\n", stderr);
    std::exit(2);
  }
  if (const char* folder = std::getenv("SOTTO_FUZZ_SEEDS")) {
    write_seeds(*chosen, folder);
    std::exit(0);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(chosen->run({data, size}));
  return 0;
}
