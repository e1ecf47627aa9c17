// SPDX-License-Identifier: GPL-3.0-or-later
#include <sqlcipher/sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

#include "decrypted_pages.hpp"
#include "sotto/store/sqlcipher_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::store;
using namespace sotto::store::samples;
using namespace sotto::store::pages;
using Texts = std::vector<std::string>;

namespace {

SecretBytes key_of(std::uint8_t byte) {
  SecretBytes key{SqlcipherStore::key_size};
  for (std::uint8_t& each : key.expose_for_writing()) each = byte;
  return key;
}

/// Stops a child process at a moment that only a power cut would choose.
[[noreturn]] void die() {
  ::kill(::getpid(), SIGKILL);
  ::_exit(1);
}

/// Runs `body` in a process of its own and waits until it is gone. false: it ended in another way than by
/// SIGKILL.
template <class Body>
bool killed_in_child(Body body) {
  const pid_t child = ::fork();
  if (child == 0) {
    body();
    ::_exit(1);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

}  // namespace

/// What SqlcipherStore promises about its file: keys, locks, damage, crashes, and what can be read from the
/// disk.
class SqlcipherFileTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> directory_;

  [[nodiscard]] std::string path() const { return directory_->filePath("store.db").toStdString(); }

  Result<std::unique_ptr<SqlcipherStore>> open(std::uint8_t key = 7,
                                               Journal journal = Journal::write_ahead) const {
    return SqlcipherStore::open({path(), journal, {}}, key_of(key));
  }

  void write(const Texts& texts, Journal journal = Journal::write_ahead) const {
    auto store = open(7, journal);
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    std::uint32_t number = 0;
    for (const std::string& body : texts) VERIFY_OK((*store)->append_message(text("alice", ++number, body)));
    VERIFY_OK((*store)->commit());
  }

  /// All bytes of all files beside the database.
  [[nodiscard]] QByteArray bytes_on_disk() const {
    QByteArray all;
    for (QDirIterator files{directory_->path(), QDir::Files}; files.hasNext();) {
      all += read_file(files.next().toStdString());
    }
    return all;
  }

  /// As another program with the key would.
  void change_file(const std::string& sql) const {
    sqlite3* raw = nullptr;
    QCOMPARE(sqlite3_open(path().c_str(), &raw), SQLITE_OK);
    const std::string key = "PRAGMA key=\"x'" + QByteArray(32, 7).toHex().toStdString() + "'\";";
    QCOMPARE(sqlite3_exec(raw, (key + sql).c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(raw);
  }

  void damage_byte(qint64 offset) const {
    QFile file{QString::fromStdString(path())};
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    const QByteArray old = file.read(1);
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(QByteArray(1, static_cast<char>(old.at(0) ^ 1))), qint64{1});
  }

  [[nodiscard]] qint64 file_size() const { return QFile{QString::fromStdString(path())}.size(); }

 private slots:
  void init() {
    directory_ = std::make_unique<QTemporaryDir>();
    QVERIFY(directory_->isValid());
  }

  // Keys.

  void what_was_written_is_read_after_reopening() {
    write({"one", "two"});
    auto store = open();
    VERIFY_OK(store);
    QCOMPARE(bodies(*(*store)->page(name("alice"), std::nullopt, 10)), (Texts{"two", "one"}));
    QCOMPARE((*store)->search("two", 10)->size(), std::size_t{1});
    VERIFY_OK((*store)->verify());
  }

  void another_key_is_told_apart() {
    write({"one"});
    VERIFY_ERROR(open(8), ErrorCode::wrong_store_key);
    VERIFY_OK(open(7));
  }

  void a_key_of_another_length_is_malformed() {
    VERIFY_ERROR(SqlcipherStore::open({path(), Journal::write_ahead, {}}, SecretBytes{16}),
                 ErrorCode::malformed);
    QVERIFY(!QFile::exists(QString::fromStdString(path())));
  }

  void a_file_that_is_no_database_is_refused_and_left_alone() {
    const QByteArray content(3 * page_size, 'n');
    QFile file{QString::fromStdString(path())};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    VERIFY_ERROR(open(), ErrorCode::wrong_store_key);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
  }

  void a_folder_that_does_not_exist_is_unavailable() {
    VERIFY_ERROR(SqlcipherStore::open({path() + "/none/store.db", Journal::write_ahead, {}}, key_of(7)),
                 ErrorCode::store_unavailable);
  }

  void a_file_of_a_newer_program_is_refused() {
    write({"one"});
    change_file("PRAGMA user_version=1000;");
    VERIFY_ERROR(open(), ErrorCode::unsupported_version);
  }

  void only_the_owner_may_read_the_files() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->open_conversation(name("alice")));
    VERIFY_OK((*store)->commit());
    for (QDirIterator files{directory_->path(), QDir::Files}; files.hasNext();) {
      struct stat status {};
      QCOMPARE(::stat(files.next().toUtf8().constData(), &status), 0);
      QCOMPARE(status.st_mode & 0077u, 0u);
    }
  }

  // One program at a time.

  void a_second_opener_is_told_and_the_first_goes_on() {
    auto first = open();
    VERIFY_OK(first);
    VERIFY_ERROR(open(), ErrorCode::store_unavailable);
    VERIFY_OK((*first)->begin());
    VERIFY_OK((*first)->append_message(text("alice", 1, "still mine")));
    VERIFY_OK((*first)->commit());
    // The control: it was the first one that was in the way.
    first->reset();
    VERIFY_OK(open());
  }

  void another_process_is_told_data() {
    QTest::addColumn<int>("journal");
    QTest::newRow("write-ahead") << int{static_cast<int>(Journal::write_ahead)};
    QTest::newRow("rollback file") << int{static_cast<int>(Journal::rollback_file)};
  }
  void another_process_is_told() {
    QFETCH(int, journal);
    auto mine = open(7, static_cast<Journal>(journal));
    VERIFY_OK(mine);
    QVERIFY(killed_in_child([&] {
      auto theirs = open(7, static_cast<Journal>(journal));
      if (!theirs.ok() && theirs.error().code == ErrorCode::store_unavailable) die();
    }));
  }

  // Crashes.

  void a_killed_process_leaves_what_it_committed_data() {
    QTest::addColumn<int>("journal");
    QTest::newRow("write-ahead") << int{static_cast<int>(Journal::write_ahead)};
    QTest::newRow("rollback file") << int{static_cast<int>(Journal::rollback_file)};
  }
  void a_killed_process_leaves_what_it_committed() {
    QFETCH(int, journal);
    const auto kind = static_cast<Journal>(journal);
    QVERIFY(killed_in_child([&] {
      auto store = open(7, kind);
      if (!store.ok()) return;
      bool ok = (*store)->begin().ok() && (*store)->append_message(text("alice", 1, "committed")).ok() &&
                (*store)->put(Table::setting, bytes_of("k"), bytes_of("committed")).ok() &&
                (*store)->commit().ok();
      ok = ok && (*store)->begin().ok() && (*store)->append_message(text("alice", 2, "uncommitted")).ok() &&
           (*store)->put(Table::setting, bytes_of("k"), bytes_of("uncommitted")).ok();
      if (ok) die();
    }));
    auto store = open(7, kind);
    VERIFY_OK(store);
    QCOMPARE(bodies(*(*store)->page(name("alice"), std::nullopt, 10)), Texts{"committed"});
    QCOMPARE(bodies(*(*store)->search("committed", 10)), Texts{"committed"});
    QCOMPARE(*(*store)->find(Table::setting, bytes_of("k")), std::optional{copy_of(bytes_of("committed"))});
    VERIFY_OK((*store)->verify());
  }

  /// A transaction larger than the page cache reaches the file before its commit; killed then, it must
  /// vanish.
  void a_large_transaction_killed_half_way_leaves_nothing_data() {
    a_killed_process_leaves_what_it_committed_data();
  }
  void a_large_transaction_killed_half_way_leaves_nothing() {
    QFETCH(int, journal);
    const auto kind = static_cast<Journal>(journal);
    write({"before"}, kind);
    QVERIFY(killed_in_child([&] {
      auto store = open(7, kind);
      if (!store.ok() || !(*store)->begin().ok()) return;
      const Bytes large(16'000, 1);
      for (std::uint8_t i = 0; i < 255; ++i) {
        for (std::uint8_t j = 0; j < 5; ++j) {
          if (!(*store)->put(Table::session, Bytes{i, j}, large).ok()) return;
        }
      }
      die();
    }));
    auto store = open(7, kind);
    VERIFY_OK(store);
    QCOMPARE(*(*store)->count(Table::session), 0u);
    QCOMPARE(bodies(*(*store)->search("before", 10)), Texts{"before"});
    VERIFY_OK((*store)->verify());
  }

  void a_full_disk_undoes_the_transaction_and_the_next_one_works() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("alice", 1, "before")));
    VERIFY_OK((*store)->commit());
    struct rlimit_guard {
      rlimit old{};
      rlimit_guard() {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &old);
        rlimit small{512 * 1024, old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
      }
      ~rlimit_guard() { ::setrlimit(RLIMIT_FSIZE, &old); }
    };
    {
      const rlimit_guard small_disk;
      VERIFY_OK((*store)->begin());
      const Bytes large(2'000'000, 1);
      Status put = (*store)->put(Table::session, bytes_of("large"), large);
      Status committed = (*store)->commit();
      VERIFY_ERROR(committed, ErrorCode::store_unavailable);
      QVERIFY(put.ok() || put.error().code == ErrorCode::store_unavailable);
    }
    QVERIFY(!(*store)->find(Table::session, bytes_of("large"))->has_value());
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("alice", 2, "after")));
    VERIFY_OK((*store)->commit());
    store->reset();
    store = open();
    VERIFY_OK(store);
    QCOMPARE(bodies(*(*store)->page(name("alice"), std::nullopt, 10)), (Texts{"after", "before"}));
  }

  void a_transaction_that_changes_nothing_writes_nothing() {
    write({"one"});
    auto store = open();
    VERIFY_OK(store);
    const QByteArray before = bytes_on_disk();
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->commit());
    QCOMPARE(bytes_on_disk(), before);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("alice", 2, "two")));
    VERIFY_OK((*store)->commit());
    QVERIFY(bytes_on_disk() != before);
  }

  // Damage.

  void a_damaged_page_is_never_read_as_if_it_were_whole() {
    Texts texts;
    for (int i = 0; i < 300; ++i)
      texts.push_back("message number " + std::to_string(i) + std::string(200, 'x'));
    write(texts);
    const qint64 pages = file_size() / page_size;
    QVERIFY(pages > 20);
    int refused = 0;
    for (qint64 number = 1; number < pages; ++number) {
      const qint64 offset = number * page_size + (number * 97) % (page_size - 80);
      damage_byte(offset);
      auto store = open();
      if (!store.ok()) {
        QVERIFY(store.error().code == ErrorCode::store_corrupt ||
                store.error().code == ErrorCode::wrong_store_key);
        ++refused;
      } else {
        VERIFY_ERROR((*store)->verify(), ErrorCode::store_corrupt);
        const auto page = (*store)->page(name("alice"), std::nullopt, 1000);
        if (page.ok()) {
          QCOMPARE(page->size(), texts.size());  // the damaged page belongs to something else
        } else {
          QCOMPARE(name_of(page.error().code), name_of(ErrorCode::store_corrupt));
          ++refused;
        }
        store->reset();
      }
      damage_byte(offset);
    }
    QVERIFY(refused > 10);
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->verify());
  }

  void a_file_cut_short_is_corrupt() {
    Texts texts(200, std::string(500, 'y'));
    write(texts);
    QVERIFY(QFile::resize(QString::fromStdString(path()), file_size() / 2));
    auto store = open();
    if (store.ok()) {
      VERIFY_ERROR((*store)->verify(), ErrorCode::store_corrupt);
      VERIFY_ERROR((*store)->page(name("alice"), std::nullopt, 1000), ErrorCode::store_corrupt);
    } else {
      QCOMPARE(name_of(store.error().code), name_of(ErrorCode::store_corrupt));
    }
  }

  // What can be read from the disk.

  void no_content_is_found_in_the_files() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("canary.friend", 1, "CANARY-BODY-31415926")));
    VERIFY_OK(
        (*store)->put(Table::draft, bytes_of("CANARY-KEY-27182818"), bytes_of("CANARY-DRAFT-16180339")));
    VERIFY_OK((*store)->commit());
    const QByteArray disk = bytes_on_disk();  // with the write-ahead log, while it is open
    QVERIFY(disk.size() > page_size);
    for (const auto* canary :
         {"CANARY", "canary", "16180339", "31415926", "27182818", "CREATE TABLE", "SQLite format"}) {
      QVERIFY2(!disk.contains(canary), canary);
    }
  }

  /// The control of the test above: the same rows in the same library without a key are found.
  void the_canaries_would_be_seen_without_a_key() {
    sqlite3* raw = nullptr;
    QCOMPARE(sqlite3_open(path().c_str(), &raw), SQLITE_OK);
    QCOMPARE(sqlite3_exec(raw, "CREATE TABLE t(v TEXT); INSERT INTO t VALUES('CANARY-BODY-31415926')",
                          nullptr, nullptr, nullptr),
             SQLITE_OK);
    sqlite3_close(raw);
    const QByteArray disk = bytes_on_disk();
    QVERIFY(disk.contains("CANARY-BODY-31415926"));
    QVERIFY(disk.contains("SQLite format"));
  }

  /// Decrypts the file as a thief with the key would, and looks for an erased text in every page, index and
  /// log.
  void an_erased_text_is_gone_from_every_page() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    for (std::uint32_t i = 1; i <= 100; ++i) {
      VERIFY_OK((*store)->append_message(text("alice", i, "filler " + std::to_string(i))));
    }
    VERIFY_OK((*store)->append_message(text("alice", 500, "zqxjzvkwq erased canary zqxjzvkwq")));
    VERIFY_OK((*store)->commit());
    QVERIFY(plaintext_of_pages(store).contains(
        "zqxjzvkwq"));  // the control: it can be seen as long as it is there
    store = open();
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->erase_message(name("alice"), id(500)));
    VERIFY_OK((*store)->commit());
    QCOMPARE(wal_size(), qint64{0});
    const QByteArray after = plaintext_of_pages(store);
    QVERIFY(!after.contains("zqxjzvkwq"));
    QVERIFY(!after.contains("zqx"));  // a term of the full-text index
    QVERIFY(after.contains("filler"));
  }

  void a_replaced_text_and_an_old_draft_are_gone_from_every_page() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("alice", 1, "zqxjzvkwq first text")));
    VERIFY_OK((*store)->put(Table::draft, bytes_of("alice"), bytes_of("zqxjzvkwq draft")));
    VERIFY_OK((*store)->put(Table::early, bytes_of("alice"), bytes_of("zqxjzvkwq early")));
    VERIFY_OK((*store)->commit());
    QVERIFY(plaintext_of_pages(store).contains("zqxjzvkwq draft"));  // the control
    store = open();
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->replace_message(text("alice", 1, "second text")));
    VERIFY_OK((*store)->commit());
    QCOMPARE(wal_size(), qint64{0});
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->put(Table::draft, bytes_of("alice"), bytes_of("another")));
    VERIFY_OK((*store)->commit());
    QCOMPARE(wal_size(), qint64{0});
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->erase(Table::early, bytes_of("alice")));
    VERIFY_OK((*store)->commit());
    QCOMPARE(wal_size(), qint64{0});
    const QByteArray after = plaintext_of_pages(store);
    QVERIFY(!after.contains("zqx"));
    QVERIFY(after.contains("second text"));
  }

  /// The tables of a release are built up step by step, with what an older one wrote kept.
  void a_file_of_the_first_version_is_brought_up_to_date() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("alice", 1, "from before")));
    VERIFY_OK((*store)->commit());
    store->reset();
    change_file(
        "ALTER TABLE messages DROP COLUMN quoted; ALTER TABLE messages DROP COLUMN revision;"
        "ALTER TABLE messages DROP COLUMN lasting; DROP INDEX unread_mentions;"
        "ALTER TABLE messages DROP COLUMN mentions; ALTER TABLE messages DROP COLUMN names_reader;"
        "DROP TABLE row_sums; DROP TABLE row_epoch; PRAGMA user_version=1");
    store = open();
    VERIFY_OK(store);
    const auto page = (*store)->page(name("alice"), std::nullopt, 10);
    QCOMPARE(page->size(), std::size_t{1});
    QCOMPARE(page->front().body, std::string{"from before"});
    QVERIFY(!page->front().quoted && page->front().revision == Revision{});
  }

  /// Its positions begin at 1: nothing fits in front of them.
  void a_file_without_room_in_front_takes_an_older_history_in_behind() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("alice", 3, "from before")));
    VERIFY_OK((*store)->commit());
    store->reset();
    change_file(
        "UPDATE messages SET position=1; UPDATE conversations SET last=1;"
        "DROP TABLE row_sums; DROP TABLE row_epoch; PRAGMA user_version=5");
    store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->prepend_messages({text("alice", 2, "second"), text("alice", 1, "first")}));
    VERIFY_OK((*store)->commit());
    QCOMPARE(bodies(*(*store)->page(name("alice"), std::nullopt, 10)),
             (std::vector<std::string>{"second", "first", "from before"}));
  }

  void a_logout_leaves_nothing_in_the_pages() {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->append_message(text("zqxuser", 1, "zqxjzvkwq body")));
    VERIFY_OK((*store)->put(Table::account, bytes_of("self"), bytes_of("zqxjzvkwq keys")));
    VERIFY_OK((*store)->commit());
    VERIFY_OK((*store)->begin());
    VERIFY_OK((*store)->erase_everything());
    VERIFY_OK((*store)->commit());
    QCOMPARE(wal_size(), qint64{0});
    QVERIFY(!plaintext_of_pages(store).contains("zqx"));
  }

 private:
  [[nodiscard]] qint64 wal_size() const { return QFile{QString::fromStdString(path()) + "-wal"}.size(); }

  /// Closes the store, so that everything is in the one file, and reads that.
  QByteArray plaintext_of_pages(Result<std::unique_ptr<SqlcipherStore>>& store) const {
    store->reset();
    return decrypted_pages(path(), key_of(7));
  }
};

QTEST_GUILESS_MAIN(SqlcipherFileTest)
#include "sqlcipher_file_test.moc"
