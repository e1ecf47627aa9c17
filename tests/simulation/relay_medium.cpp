// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay_medium.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace sotto::simulation {
namespace {

namespace fs = std::filesystem;

/// In memory where the system has such a place: the simulation is about order, not about the disk's speed.
fs::path fresh_folder() {
  const fs::path in_memory{"/dev/shm"};
  auto pattern =
      ((fs::is_directory(in_memory) ? in_memory : fs::temp_directory_path()) / "sotto-simulation-XXXXXX")
          .string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder for the relay's database"};
  return pattern;
}

}  // namespace

SqliteMedium::SqliteMedium() : folder_{fresh_folder()} {}

void SqliteMedium::copy_from(const SqliteMedium& other) {
  for (const auto& entry : fs::directory_iterator{other.folder_}) {
    fs::copy_file(entry.path(), folder_ / entry.path().filename());
  }
}

SqliteMedium::~SqliteMedium() {
  close();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

relay::store::Store& SqliteMedium::open() {
  close();
  auto opened = relay::store::SqliteStore::open(file(), {});
  if (!opened) throw std::runtime_error{"the relay's database does not open"};
  store_ = *std::move(opened);
  return *store_;
}

Bytes SqliteMedium::raw() const {
  Bytes all;
  for (const auto& entry : fs::directory_iterator{folder_}) {
    std::ifstream in{entry.path(), std::ios::binary};
    all.insert(all.end(), std::istreambuf_iterator<char>{in}, {});
  }
  return all;
}

}  // namespace sotto::simulation
