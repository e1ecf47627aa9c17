// SPDX-License-Identifier: GPL-3.0-or-later
// Attack E11: somebody who can write to the disk, and has no key, puts single pages of an earlier copy of the
// file back. Each has a valid HMAC.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <random>
#include <set>

#include "decrypted_pages.hpp"
#include "defences.hpp"
#include "sotto/store/sqlcipher_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::store;
using namespace sotto::store::samples;
using pages::page_size;

namespace {

constexpr std::array tables{Table::account, Table::session, Table::identity, Table::setting, Table::draft};
constexpr std::array people{"alice", "bob", "carol"};
constexpr std::uint32_t first_messages = 240;
constexpr std::size_t session_size = 9'000;  // in pages of its own

SecretBytes key_of_file() {
  SecretBytes key{SqlcipherStore::key_size};
  for (std::uint8_t& each : key.expose_for_writing()) each = 7;
  return key;
}

void write_file(const QString& path, const QByteArray& bytes) {
  QFile file{path};
  QVERIFY(file.open(QIODevice::WriteOnly));
  QCOMPARE(file.write(bytes), bytes.size());
}

/// All that a client can see, or the first error.
struct Seen {
  std::optional<ErrorCode> error;
  std::vector<std::string> rows;
  friend bool operator==(const Seen&, const Seen&) = default;
};

std::string shown(const Message& message) {
  return message.conversation.text() + ' ' + std::to_string(message.position.value) + ' ' +
         to_hex(message.id.view()) + ' ' + std::to_string(static_cast<int>(message.state)) + ' ' +
         message.body + ' ' + std::to_string(message.revision.value);
}

/// Reads in one way after the other, and stops at an error.
class Looking {
 public:
  explicit Looking(SqlcipherStore& store) : store_{store} {}

  Seen look() {
    for (const Table table : tables) records(table);
    conversations();
    for (const char* const who : people) history(who);
    for (std::uint32_t number = 1; number <= first_messages + 100; ++number) by_id(number);
    return std::move(seen_);
  }
  /// Not what is missing: the full-text index has no hash.
  std::vector<std::string> hits() {
    const auto found = store_.search("number", 1'000);
    std::vector<std::string> rows;
    if (found.ok()) {
      for (const Message& message : *found) rows.push_back(shown(message));
    }
    return rows;
  }

 private:
  template <class T>
  bool take(const Result<T>& result) {
    if (seen_.error) return false;
    if (!result.ok()) seen_.error = result.error().code;
    return result.ok();
  }
  void say(std::string row) { seen_.rows.push_back(std::move(row)); }

  void records(Table table) {
    const auto all = store_.scan(table, {}, 1'000);
    if (!take(all)) return;
    for (const Record& record : *all) {
      say(to_hex(record.key) + '=' + to_hex(record.value));
      const auto one = store_.find(table, record.key);
      if (take(one)) say(*one ? to_hex(**one) : "none");
    }
  }
  void conversations() {
    const auto all = store_.conversations();
    if (!take(all)) return;
    for (const Conversation& each : *all) {
      say(each.with.text() + ' ' + std::to_string(each.unread) + ' ' + std::to_string(each.unread_mentions) +
          ' ' + std::to_string(each.read_up_to.value) + (each.last ? shown(*each.last) : ""));
    }
  }
  void history(const char* who) {
    std::optional<Position> before;
    for (;;) {
      const auto page = store_.page(name(who), before, 25);
      if (!take(page)) return;
      for (const Message& message : *page) say(shown(message));
      if (page->empty()) break;
      before = page->back().position;
    }
    const auto all = store_.page_after(name(who), Position{0}, 1'000);
    if (!take(all)) return;
    for (const Message& message : *all) say(shown(message));
  }
  void by_id(std::uint32_t number) {
    for (const char* const who : people) {
      const auto found = store_.find_message(name(who), id(number));
      if (!take(found)) return;
      if (*found) say(shown(**found));
    }
  }

  SqlcipherStore& store_;
  Seen seen_;
};

Bytes session_of(std::uint8_t version) { return Bytes(session_size, version); }

Message named_reader(Message message) {
  message.names_reader = true;
  return message;
}

std::string body_of(std::uint32_t number) {
  return "message number " + std::to_string(number) + std::string(150, 'x');
}

/// Switched off until the end of a test.
class WithoutDefence {
 public:
  WithoutDefence() { sqlcipher::defences().older_pages = false; }
  ~WithoutDefence() { sqlcipher::defences().older_pages = true; }
};

}  // namespace

class PageRollbackTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> directory_;
  Journal journal_ = Journal::write_ahead;
  QByteArray older_;
  QByteArray newer_;

  [[nodiscard]] QString path() const { return directory_->filePath("store.db"); }
  [[nodiscard]] Result<std::unique_ptr<SqlcipherStore>> open() const {
    return SqlcipherStore::open({path().toStdString(), journal_, {}}, key_of_file());
  }
  template <class Changes>
  void commit(Changes changes) const {
    auto store = open();
    VERIFY_OK(store);
    VERIFY_OK((*store)->begin());
    changes(**store);
    VERIFY_OK((*store)->commit());
  }
  [[nodiscard]] QByteArray file() const { return pages::read_file(path().toStdString()); }

  void first_hour() {
    commit([](SqlcipherStore& store) {
      for (std::uint32_t number = 1; number <= first_messages; ++number) {
        Message message = text(people.at(number % people.size()), number, body_of(number));
        if (number % 50 == 0) message = named_reader(std::move(message));
        VERIFY_OK(store.append_message(message));
      }
      for (std::uint8_t number = 0; number < 60; ++number) {
        VERIFY_OK(store.put(Table::setting, Bytes{number}, Bytes(100, number)));
        VERIFY_OK(store.put(Table::identity, Bytes{number}, Bytes(60, number)));
      }
      VERIFY_OK(store.put(Table::session, bytes_of("alice"), session_of(1)));
    });
    older_ = file();
  }
  void second_hour() {
    commit([](SqlcipherStore& store) {
      VERIFY_OK(store.put(Table::session, bytes_of("alice"), session_of(2)));
    });
    commit([](SqlcipherStore& store) {
      for (std::uint32_t number = first_messages + 1; number <= first_messages + 80; ++number)
        VERIFY_OK(store.append_message(text(people.at(number % people.size()), number, body_of(number))));
      VERIFY_OK(store.replace_message(text("alice", 3, "message number 3 was edited")));
      for (std::uint32_t number = 4; number < 60; number += 3)
        VERIFY_OK(store.erase_message(name("bob"), id(number)));
      VERIFY_OK(store.set_message_state(name("carol"), id(5), MessageState::read));
    });
    commit([](SqlcipherStore& store) {
      VERIFY_OK(store.mark_read(name("carol"), Position{front_of_history + 100}));
      VERIFY_OK(store.put(Table::identity, Bytes{7}, Bytes(60, 77)));
      VERIFY_OK(store.erase(Table::setting, Bytes{9}));
      VERIFY_OK(store.put(Table::setting, Bytes{200}, Bytes(100, 200)));
    });
    newer_ = file();
  }

  /// Of those that both copies have and in which they differ.
  [[nodiscard]] std::vector<qint64> changed_pages() const {
    std::vector<qint64> changed;
    for (qint64 at = 0; at < std::min(older_.size(), newer_.size()); at += page_size) {
      if (older_.mid(at, page_size) != newer_.mid(at, page_size)) changed.push_back(at);
    }
    return changed;
  }
  [[nodiscard]] QByteArray with_older(const std::vector<qint64>& offsets) const {
    QByteArray mixed = newer_;
    for (const qint64 at : offsets) mixed.replace(at, page_size, older_.mid(at, page_size));
    return mixed;
  }
  void put_back(const QByteArray& content) const {
    for (const char* const companion : {"-wal", "-journal", "-shm"}) QFile::remove(path() + companion);
    write_file(path(), content);
  }
  [[nodiscard]] Seen look() const {
    auto store = open();
    if (!store.ok()) return {store.error().code, {}};
    return Looking{**store}.look();
  }
  [[nodiscard]] std::vector<std::string> hits() const {
    auto store = open();
    return store.ok() ? Looking{**store}.hits() : std::vector<std::string>{};
  }
  /// Noticed: true. What is not noticed must not change what is seen.
  bool is_noticed(const std::vector<qint64>& offsets, const Seen& right) const {
    put_back(with_older(offsets));
    const Seen seen = look();
    if (!seen.error) {
      [&] { QVERIFY2(seen == right, qPrintable(QString{"page %1"}.arg(offsets.front() / page_size + 1))); }();
      return false;
    }
    [&] {
      QVERIFY2(*seen.error == ErrorCode::store_corrupt || *seen.error == ErrorCode::wrong_store_key,
               name_of(*seen.error).data());
    }();
    return true;
  }

 private slots:
  void init() {
    directory_ = std::make_unique<QTemporaryDir>();
    QVERIFY(directory_->isValid());
    journal_ = Journal::write_ahead;
  }

  void an_older_page_changes_nothing_unnoticed_data() {
    QTest::addColumn<int>("journal");
    QTest::newRow("the desktop's journal") << static_cast<int>(Journal::write_ahead);
    QTest::newRow("a browser's journal") << static_cast<int>(Journal::rollback_file);
  }
  void an_older_page_changes_nothing_unnoticed() {
    QFETCH(int, journal);
    journal_ = static_cast<Journal>(journal);
    first_hour();
    second_hour();
    const Seen right = look();
    QVERIFY(!right.error && right.rows.size() > 500);
    const auto changed = changed_pages();
    QVERIFY(changed.size() > 20);
    int noticed = 0;
    for (const qint64 page : changed) {
      noticed += is_noticed({page}, right) ? 1 : 0;
      if (QTest::currentTestFailed()) return;
    }
    QVERIFY(noticed > 15);
    put_back(newer_);
    QVERIFY(look() == right);
  }

  void several_older_pages_change_nothing_unnoticed() {
    first_hour();
    second_hour();
    const Seen right = look();
    const auto changed = changed_pages();
    std::mt19937 random{1};  // NOLINT(cert-msc51-cpp): the same pages each time
    for (int round = 0; round < 150; ++round) {
      std::vector<qint64> some;
      const std::size_t count = 2 + random() % 4;
      for (std::size_t i = 0; i < count; ++i) some.push_back(changed[random() % changed.size()]);
      is_noticed(some, right);
      if (QTest::currentTestFailed()) return;
    }
  }

  /// The table's page and the index's together: in each of them alone SQLite would miss the other.
  void an_erased_message_does_not_come_back() {
    commit([](SqlcipherStore& store) {
      for (std::uint32_t number = 1; number <= 20; ++number)
        VERIFY_OK(store.append_message(text("alice", number, body_of(number))));
    });
    older_ = file();
    commit([](SqlcipherStore& store) {
      for (std::uint32_t number = 1; number <= 20; ++number)
        VERIFY_OK(store.erase_message(name("alice"), id(number)));
    });
    newer_ = file();
    const Seen right = look();
    QVERIFY(!right.error);
    const auto changed = changed_pages();
    int noticed = 0;
    for (std::size_t i = 0; i < changed.size(); ++i) {
      for (std::size_t j = i + 1; j < changed.size(); ++j) {
        noticed += is_noticed({changed[i], changed[j]}, right) ? 1 : 0;
        if (QTest::currentTestFailed()) return;
      }
    }
    QVERIFY(noticed > 0);
  }

  void the_newest_epoch_does_not_fit_an_older_file() {
    first_hour();
    second_hour();
    const Seen right = look();
    for (const qint64 page : changed_pages()) {
      // All but this one are older.
      QByteArray mixed = older_;
      mixed.replace(page, page_size, newer_.mid(page, page_size));
      put_back(mixed);
      const Seen seen = look();
      if (seen.error) continue;
      // A page without rows: all the rest is the whole older file, see the test below.
      put_back(older_);
      QVERIFY(seen == look());
    }
    put_back(newer_);
    QVERIFY(look() == right);
  }

  /// What the database alone can't tell: that is the state epoch's matter, which is kept elsewhere (A11).
  void a_whole_older_file_is_one_that_was_once_right() {
    first_hour();
    const Seen once = look();
    second_hour();
    put_back(older_);
    QVERIFY(look() == once);
  }

  /// Hits are read on the checked way; what an older page of the full-text index hides is not found.
  void a_search_shows_nothing_that_is_not_there() {
    first_hour();
    second_hour();
    const auto all = hits();
    const std::set<std::string> right{all.begin(), all.end()};
    QVERIFY(right.size() > 100);
    for (const qint64 page : changed_pages()) {
      put_back(with_older({page}));
      for (const std::string& hit : hits()) QVERIFY(right.count(hit) == 1);
    }
  }

  /// SQLite may write over a page that an older list calls free: that is seen at the latest when the file is
  /// opened next.
  void going_on_with_an_older_page_loses_nothing_unnoticed() {
    first_hour();
    second_hour();
    const auto go_on = [this] {
      auto store = open();
      if (!store.ok() || !(*store)->begin().ok()) return false;
      for (std::uint32_t number = 0; number < 90; ++number) {
        if (!(*store)->append_message(text("alice", 10'000 + number, body_of(number))).ok()) return false;
        if (!(*store)->put(Table::setting, Bytes{100, static_cast<std::uint8_t>(number)}, Bytes(300, 1)).ok())
          return false;
      }
      return (*store)->commit().ok();
    };
    QVERIFY(go_on());
    const Seen right = look();
    QVERIFY(!right.error);
    for (const qint64 page : changed_pages()) {
      put_back(with_older({page}));
      if (!go_on()) continue;
      const Seen seen = look();
      QVERIFY2(seen.error || seen == right, qPrintable(QString{"page %1"}.arg(page / page_size + 1)));
    }
  }

  /// What is found late, when a conversation is looked at, counts from then on. (Where rows are missing,
  /// SQLite itself says so, each time.)
  void nothing_is_written_on_top_of_an_older_page_and_the_file_not_opened_again() {
    first_hour();
    second_hour();
    int refused = 0;
    for (const qint64 page : changed_pages()) {
      put_back(with_older({page}));
      auto store = open();
      if (!store.ok() || (*store)->page_after(name("alice"), Position{0}, 1'000).ok()) continue;
      VERIFY_OK((*store)->begin());
      VERIFY_OK((*store)->put(Table::draft, Bytes{1}, Bytes{1}));
      const Status committed = (*store)->commit();
      store->reset();
      store = open();
      if (committed.ok()) {
        VERIFY_OK(store);
        VERIFY_ERROR((*store)->page_after(name("alice"), Position{0}, 1'000), ErrorCode::store_corrupt);
      } else {
        VERIFY_ERROR(committed, ErrorCode::store_corrupt);
        VERIFY_ERROR(store, ErrorCode::store_corrupt);
        ++refused;
      }
    }
    QVERIFY(refused > 0);
  }

  /// A value that is longer than a page: what the file's opening adds up is beside its beginning.
  void half_of_a_long_record_is_not_read() {
    commit([](SqlcipherStore& store) { VERIFY_OK(store.put(Table::session, bytes_of("a"), session_of(1))); });
    older_ = file();
    commit([](SqlcipherStore& store) { VERIFY_OK(store.put(Table::session, bytes_of("a"), session_of(2))); });
    newer_ = file();
    int noticed = 0;
    for (const qint64 page : changed_pages()) {
      put_back(with_older({page}));
      auto store = open();
      if (!store.ok()) continue;
      const auto session = (*store)->find(Table::session, bytes_of("a"));
      if (session.ok()) {
        QVERIFY(*session == session_of(2));
      } else {
        QCOMPARE(name_of(session.error().code), name_of(ErrorCode::store_corrupt));
        ++noticed;
      }
    }
    QVERIFY(noticed > 0);
  }

  /// The control: without the defence the same pages are read as if they were the newest.
  void without_the_defence_an_older_session_is_used_again() {
    const auto short_session = [](std::uint8_t version) {
      return [version](SqlcipherStore& store) {
        VERIFY_OK(store.put(Table::session, bytes_of("alice"), Bytes(400, version)));
      };
    };
    commit(short_session(1));
    older_ = file();
    commit(short_session(2));
    newer_ = file();
    const auto session_with = [this](qint64 page) -> std::optional<Bytes> {
      put_back(with_older({page}));
      auto store = open();
      if (!store.ok()) return std::nullopt;
      const auto session = (*store)->find(Table::session, bytes_of("alice"));
      return session.ok() ? *session : std::nullopt;
    };
    int read_silently = 0;
    for (const qint64 page : changed_pages()) {
      QVERIFY(session_with(page) != Bytes(400, 1));
      const WithoutDefence off;
      if (session_with(page) == Bytes(400, 1)) ++read_silently;
    }
    QCOMPARE(read_silently, 1);
  }

  void without_the_defence_what_is_seen_changes() {
    first_hour();
    second_hour();
    const Seen right = look();
    const WithoutDefence off;
    int wrong = 0;
    for (const qint64 page : changed_pages()) {
      put_back(with_older({page}));
      const Seen seen = look();
      wrong += !seen.error && !(seen == right) ? 1 : 0;
    }
    QVERIFY(wrong > 5);
  }
};

QTEST_GUILESS_MAIN(PageRollbackTest)
#include "page_rollback_test.moc"
