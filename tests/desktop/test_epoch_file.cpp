// SPDX-License-Identifier: GPL-3.0-or-later
// What tells an old copy of a database from the newest one lies outside of it (attack A11).
#include <QtTest>

#include <QStandardPaths>
#include <QTemporaryDir>

#include "host/epoch_file.hpp"

using sotto::desktop::EpochFile;

namespace {

void damage(const QString& database) {
  QFile file{EpochFile::path_for(database)};
  QVERIFY(file.open(QIODevice::WriteOnly) && file.write("ten bytes.") == 10);
}

}  // namespace

class TestEpochFile : public QObject {
  Q_OBJECT

 private slots:
  void what_was_kept_last_is_read();
  void a_damaged_file_says_nothing();
  void a_damaged_file_keeps_what_comes_next();
  void a_folder_of_ones_own_keeps_it_beside_the_database();
  void a_copy_of_the_usual_folder_does_not_take_it_along();
};

void TestEpochFile::what_was_kept_last_is_read() {
  const QTemporaryDir folder;
  const QString database = folder.filePath(QStringLiteral("messages.db"));
  {
    EpochFile file{database};
    QVERIFY(!file.read());
    file.keep(7);
    file.keep(0x0102030405060708);
  }
  QCOMPARE(EpochFile{database}.read().value(), std::uint64_t{0x0102030405060708});
}

void TestEpochFile::a_damaged_file_says_nothing() {
  const QTemporaryDir folder;
  const QString database = folder.filePath(QStringLiteral("messages.db"));
  damage(database);
  QVERIFY(!EpochFile{database}.read());
}

void TestEpochFile::a_damaged_file_keeps_what_comes_next() {
  // Otherwise damage, once done, would hide every old copy that is put back later.
  const QTemporaryDir folder;
  const QString database = folder.filePath(QStringLiteral("messages.db"));
  damage(database);
  EpochFile{database}.keep(7);
  QCOMPARE(EpochFile{database}.read().value_or(0), std::uint64_t{7});
}

void TestEpochFile::a_folder_of_ones_own_keeps_it_beside_the_database() {
  QCOMPARE(EpochFile::path_for(QStringLiteral("/somewhere/else/messages.db")),
           QStringLiteral("/somewhere/else/epoch"));
}

void TestEpochFile::a_copy_of_the_usual_folder_does_not_take_it_along() {
  const QString usual = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  const QString path = EpochFile::path_for(usual + QStringLiteral("/relays/a/messages.db"));
  QVERIFY(!path.startsWith(usual));
  QVERIFY(path != EpochFile::path_for(usual + QStringLiteral("/relays/b/messages.db")));
}

QTEST_GUILESS_MAIN(TestEpochFile)
#include "test_epoch_file.moc"
