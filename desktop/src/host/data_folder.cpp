// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/data_folder.hpp"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include "host/text.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {
namespace {

const QString databases = QStringLiteral("relays");

Status make_private(const QString& folder) {
  constexpr auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
  if (!QDir{}.mkpath(folder)) return Error{ErrorCode::store_unavailable, "data folder"};
  if (!QFile::setPermissions(folder, owner))
    return Error{ErrorCode::store_unavailable, "data folder's permissions"};
  return {};
}

/// A name that any file system takes, and that nothing in an address can lead astray.
QString name_of(const RelayUrl& relay) {
  constexpr int digits = 32;
  const auto digest = crypto::sha256(bytes_of(from_qt(relay.text())));
  return to_qt(to_hex(digest)).left(digits);
}

}  // namespace

Result<DataFolder> DataFolder::open(const QString& path) {
  const QString wanted = path.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                        : QDir{path}.absolutePath();
  SOTTO_TRY(make_private(wanted));
  return DataFolder{QDir{wanted}.canonicalPath()};
}

QString DataFolder::file(const char* name) const { return QDir{path_}.filePath(QString::fromLatin1(name)); }

Result<QString> DataFolder::database_for(const RelayUrl& relay) const {
  const QDir folder{QDir{path_}.filePath(databases + QLatin1Char{'/'} + name_of(relay))};
  SOTTO_TRY(make_private(folder.path()));
  return folder.filePath(QStringLiteral("messages.db"));
}

/// The write-ahead log keeps its name behind the database's: together they can still be opened.
Status DataFolder::set_database_aside(const RelayUrl& relay) const {
  SOTTO_ASSIGN(const QString database, database_for(relay));
  int number = 1;
  const auto aside = [&] { return database + QStringLiteral(".damaged-") + QString::number(number); };
  while (QFile::exists(aside())) ++number;
  for (const char* const companion : {"-wal", "-shm", "-journal", ""}) {
    const QString ending = QString::fromLatin1(companion);
    if (QFile::exists(database + ending) && !QFile::rename(database + ending, aside() + ending))
      return Error{ErrorCode::store_unavailable, "set database aside"};
  }
  return {};
}

bool DataFolder::has_databases() const {
  const QDir relays{QDir{path_}.filePath(databases)};
  const QStringList folders = relays.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
  return std::any_of(folders.begin(), folders.end(), [&](const QString& folder) {
    return QFile::exists(relays.filePath(folder + QStringLiteral("/messages.db")));
  });
}

}  // namespace sotto::desktop
