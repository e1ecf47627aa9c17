// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlcipher_medium.hpp"

#include <stdexcept>

#include "folder.hpp"

namespace sotto::simulation {

SqlcipherMedium::SqlcipherMedium() : folder_{fresh_folder()} {}

SqlcipherMedium::~SqlcipherMedium() {
  close();
  remove_folder(folder_);
}

store::ClientStore& SqlcipherMedium::store() {
  if (store_) return *store_;
  const store::SqlcipherOptions options{(folder_ / "client.db").string(), store::Journal::write_ahead, {}};
  auto opened = store::SqlcipherStore::open(options, SecretBytes::copied_from(Bytes(32, 7)));
  if (!opened) throw std::runtime_error{"a client's database does not open"};
  store_ = *std::move(opened);
  return *store_;
}

std::unique_ptr<ClientMedium> SqlcipherMedium::copy() const {
  auto copied = std::make_unique<SqlcipherMedium>();
  copy_folder(folder_, copied->folder_);
  return copied;
}

Bytes SqlcipherMedium::raw() const { return bytes_in_folder(folder_); }

std::unique_ptr<ClientMedium> on_sqlcipher() { return std::make_unique<SqlcipherMedium>(); }

}  // namespace sotto::simulation
