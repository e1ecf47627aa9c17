// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <system_error>

namespace sotto::simulation {

namespace fs = std::filesystem;

fs::path fresh_folder() {
  const fs::path in_memory{"/dev/shm"};
  auto pattern =
      ((fs::is_directory(in_memory) ? in_memory : fs::temp_directory_path()) / "sotto-simulation-XXXXXX")
          .string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder for a database"};
  return pattern;
}

void copy_folder(const fs::path& from, const fs::path& to) {
  for (const auto& entry : fs::directory_iterator{from}) {
    fs::copy_file(entry.path(), to / entry.path().filename());
  }
}

Bytes bytes_in_folder(const fs::path& folder) {
  Bytes all;
  for (const auto& entry : fs::directory_iterator{folder}) {
    std::ifstream in{entry.path(), std::ios::binary};
    all.insert(all.end(), std::istreambuf_iterator<char>{in}, {});
  }
  return all;
}

void remove_folder(const fs::path& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

}  // namespace sotto::simulation
