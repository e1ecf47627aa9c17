// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "host/relay_url.hpp"
#include "sotto/base/result.hpp"

namespace sotto::desktop {

/// Where the desktop client keeps what it keeps: one folder per user of the operating system, readable by
/// nobody else, and in it one database per relay.
class DataFolder {
 public:
  /// Makes the folder if it is not there. `path` empty: the usual place. store_unavailable.
  [[nodiscard]] static Result<DataFolder> open(const QString& path);

  [[nodiscard]] const QString& path() const noexcept { return path_; }
  [[nodiscard]] QString preferences() const { return file("preferences.ini"); }
  /// Held by the process that uses the folder.
  [[nodiscard]] QString lock() const { return file("lock"); }
  /// There when a passphrase opens the databases: its salt and cost.
  [[nodiscard]] QString passphrase() const { return file("passphrase"); }
  /// There when the system's keychain holds the key: the name of its entry.
  [[nodiscard]] QString keychain_entry() const { return file("keychain-entry"); }
  /// Makes the database's folder too. store_unavailable.
  [[nodiscard]] Result<QString> database_for(const RelayUrl& relay) const;
  /// Gives the relay's database, and what lies beside it, another name, so that a new one takes its place.
  /// Nothing is erased. REQUIRES: it is closed. store_unavailable.
  [[nodiscard]] Status set_database_aside(const RelayUrl& relay) const;
  [[nodiscard]] bool has_databases() const;

 private:
  explicit DataFolder(QString path) : path_{std::move(path)} {}
  [[nodiscard]] QString file(const char* name) const;
  QString path_;
};

}  // namespace sotto::desktop
