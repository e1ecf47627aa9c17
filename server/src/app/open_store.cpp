// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/open_store.hpp"

namespace sotto::relay::app {
namespace {

Complaint complaint(const Error& error, const std::filesystem::path& folder) {
  const std::string place = "the data folder " + folder.string();
  switch (error.code) {
    case ErrorCode::already_exists: return {"Another relay is already using " + place + "."};
    case ErrorCode::unsupported_version:
      return {"The database in " + place + " was written by a later version of sotto-relay. Nothing was changed."};
    case ErrorCode::store_corrupt: return {"The database in " + place + " is damaged. Nothing was changed; restore it from a backup."};
    default: return {"The database in " + place + " cannot be opened: is there permission and space to write?"};
  }
}

}  // namespace

std::variant<std::unique_ptr<store::SqliteStore>, Complaint> open_store(const Config& config,
                                                                        store::SqliteStore::Hooks hooks) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::exists(config.data_dir, error)) {
    fs::create_directories(config.data_dir, error);
    if (error) return Complaint{"The data folder " + config.data_dir.string() + " cannot be made: " + error.message() + "."};
    fs::permissions(config.data_dir, fs::perms::owner_all, error);
  }
  if (!fs::is_directory(config.data_dir, error)) {
    return Complaint{"The data folder " + config.data_dir.string() + " is not a folder."};
  }
  auto store = store::SqliteStore::open(config.data_dir / "relay.db", std::move(hooks));
  if (!store.ok()) return complaint(store.error(), config.data_dir);
  return std::move(*store);
}

}  // namespace sotto::relay::app
