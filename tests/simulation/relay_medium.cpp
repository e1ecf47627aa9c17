// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay_medium.hpp"

#include <stdexcept>

#include "folder.hpp"

namespace sotto::simulation {

SqliteMedium::SqliteMedium() : folder_{fresh_folder()} {}

void SqliteMedium::copy_from(const SqliteMedium& other) { copy_folder(other.folder_, folder_); }

SqliteMedium::~SqliteMedium() {
  close();
  remove_folder(folder_);
}

relay::store::Store& SqliteMedium::open() {
  close();
  auto opened = relay::store::SqliteStore::open(file(), {});
  if (!opened) throw std::runtime_error{"the relay's database does not open"};
  store_ = *std::move(opened);
  return *store_;
}

std::unique_ptr<RelayMedium> SqliteMedium::backup() const {
  auto copied = std::make_unique<SqliteMedium>();
  copy_folder(folder_, copied->folder_);
  return copied;
}

void SqliteMedium::go_back_to(const RelayMedium& backup) {
  close();
  remove_folder(folder_);
  folder_ = fresh_folder();
  copy_from(dynamic_cast<const SqliteMedium&>(backup));
}

Bytes SqliteMedium::raw() const { return bytes_in_folder(folder_); }

}  // namespace sotto::simulation
