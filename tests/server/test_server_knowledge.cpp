// SPDX-License-Identifier: GPL-3.0-or-later
// crypto-docs/server-knowledge.md names every stored field: compared with the schema of a database that a relay made.
#include <sqlite3.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <set>
#include <string>

#include "store/sqlite_store.hpp"

using namespace sotto::relay::store;

namespace {

std::set<std::string> columns_of(const std::string& file, const char* more_sql = "") {
  sqlite3* database = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) qFatal("open");
  sqlite3_exec(database, more_sql, nullptr, nullptr, nullptr);
  std::set<std::string> columns;
  const auto add = [](void* set, int, char** values, char**) {
    static_cast<std::set<std::string>*>(set)->insert(values[0]);
    return 0;
  };
  sqlite3_exec(database,
               "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c "
               "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
               add, &columns, nullptr);
  sqlite3_close(database);
  return columns;
}

std::set<std::string> documented() {
  QFile file{QStringLiteral(SOTTO_SOURCE_DIR "/crypto-docs/server-knowledge.md")};
  if (!file.open(QIODevice::ReadOnly)) qFatal("no document");
  static const QRegularExpression row{"^\\| `([a-z_]+\\.[a-z_]+)` \\| (public|ciphertext|verifier|metadata|own) \\|",
                                      QRegularExpression::MultilineOption};
  std::set<std::string> columns;
  auto rows = row.globalMatch(QString::fromUtf8(file.readAll()));
  while (rows.hasNext()) columns.insert(rows.next().captured(1).toStdString());
  return columns;
}

}  // namespace

class ServerKnowledge : public QObject {
  Q_OBJECT
 private slots:
  void the_document_names_every_column_and_no_other() {
    QTemporaryDir folder;
    const auto file = folder.filePath("relay.db").toStdString();
    QVERIFY(SqliteStore::open(file, {}).ok());
    const auto stored = columns_of(file);
    QVERIFY(stored.size() > 40);
    const auto written = documented();
    for (const auto& column : stored) QVERIFY2(written.count(column) == 1, ("not documented: " + column).c_str());
    for (const auto& column : written) QVERIFY2(stored.count(column) == 1, ("not stored: " + column).c_str());
  }
  /// The control: a column that nobody wrote down is seen.
  void a_column_that_is_not_documented_is_found() {
    QTemporaryDir folder;
    const auto file = folder.filePath("relay.db").toStdString();
    QVERIFY(SqliteStore::open(file, {}).ok());
    const auto stored = columns_of(file, "ALTER TABLE device ADD COLUMN last_address TEXT");
    QVERIFY(stored.count("device.last_address") == 1);
    QVERIFY(documented().count("device.last_address") == 0);
  }
};

QTEST_GUILESS_MAIN(ServerKnowledge)
#include "test_server_knowledge.moc"
