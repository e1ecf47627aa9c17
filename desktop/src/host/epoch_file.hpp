// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <cstdint>
#include <optional>

namespace sotto::desktop {

/// Keeps the engine's state epoch outside its database, so that an old copy of that which somebody puts back
/// is noticed. For the usual data folder it lies under XDG_STATE_HOME, which a copy of that folder does not
/// take along; for another one, beside the database. Used by one thread.
class EpochFile {
 public:
  explicit EpochFile(const QString& database);

  /// nullopt: there is none, or it is damaged.
  [[nodiscard]] std::optional<std::uint64_t> read();
  /// Not synced: what a loss of power takes away only makes an old copy look newer. A disk that is full does
  /// the same, and the database then says so itself.
  void keep(std::uint64_t epoch);

  /// Where it lies for this database.
  [[nodiscard]] static QString path_for(const QString& database);

 private:
  QFile file_;
};

}  // namespace sotto::desktop
