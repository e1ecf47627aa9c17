// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be gone is gone from the database and from its write-ahead log, while the store goes on.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <future>
#include <thread>

#include "../protocol/archive/shelf.hpp"
#include "store/sqlite_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::store;
using namespace std::chrono_literals;
using archive::test::Shelf;
using samples::name;

namespace {

constexpr SqliteStore::Pace quick{50ms, 20ms};
constexpr SqliteStore::Pace never_while_it_runs{24h, 24h};
const Address phone{name("alice"), DeviceId{1}};

QByteArray raw(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

QByteArray content_of(const QString& path) {
  QFile file{path};
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

/// A store on a disk with one thing of each kind that can be erased; the canaries are parts of them.
class Disk {
 public:
  explicit Disk(SqliteStore::Pace pace) {
    open(pace);
    auto account = samples::account("alice", 1);
    account.wrapped_keys = random(100);
    samples::add_account(*store_, "bob", 2, 1);
    auto letter = samples::letter("bob", 1, phone.device);
    letter.envelope.ciphertext = random(1'500);
    const StoredPost post{1, samples::message(7), name("alice"), random(300)};
    must([&](Transaction& t) -> Status {
      SOTTO_TRY(t.add_account(account));
      SOTTO_TRY(t.add_device(phone.user, Bytes{1}, Day{20000}));
      SOTTO_TRY(t.set_keys(phone, samples::keys()));
      SOTTO_TRY(t.post(phone.user, letter, samples::roomy));
      SOTTO_TRY(t.append_to_group(samples::group_change(1, 1, 5)));
      return t.add_post(samples::group_id(1), post);
    });
    keys = {raw(account.wrapped_keys)};
    mail = {raw(ByteView{letter.envelope.ciphertext}.first(40)),
            raw(ByteView{letter.envelope.ciphertext}.last(40))};
    said = {raw(post.post)};
    for (const std::size_t length : {10U, 1'000U, 60'000U}) archive_one(std::string(length, 'x'));
  }

  void open(SqliteStore::Pace pace) {
    auto opened = SqliteStore::open(file().toStdString(), {}, pace);
    if (!opened.ok()) qFatal("cannot open a database");
    store_ = *std::move(opened);
  }
  void close() { store_.reset(); }

  template <class Work>
  void must(Work work) {
    if (!update_and_wait(*store_, work).ok()) qFatal("update");
  }
  void shred_all() {
    for (std::size_t place = 0; place < shelf_.entries.size(); ++place) {
      shelf_.shred(place);
      must([&](Transaction& t) { return t.shred_archived(phone.user, shelf_.entries[place]); });
    }
  }
  void confirm_all() {
    must([](Transaction& t) -> Status {
      SOTTO_ASSIGN(const auto waiting, t.letters(phone, {}, 10));
      std::vector<LetterId> ids;
      for (const auto& letter : waiting) ids.push_back(letter.id);
      return t.remove_letters(phone, ids);
    });
  }

  /// How many of the canaries are in the database or in its log.
  [[nodiscard]] int seen(const QList<QByteArray>& canaries) const { return seen_at(file(), canaries); }
  static int seen_at(const QString& file, const QList<QByteArray>& canaries) {
    const auto bytes = content_of(file) + content_of(file + "-wal");
    return static_cast<int>(
        std::ranges::count_if(canaries, [&](const auto& canary) { return bytes.contains(canary); }));
  }
  [[nodiscard]] qint64 log_size() const { return QFile{file() + "-wal"}.size(); }
  [[nodiscard]] QString file() const { return folder_.filePath("relay.db"); }
  [[nodiscard]] QString elsewhere() const { return folder_.filePath("copy.db"); }
  Store& store() { return *store_; }

  QList<QByteArray> archived, keys, mail, said;

 private:
  Bytes random(std::size_t size) {
    Bytes bytes(size);
    if (!shelf_.random.fill(bytes).ok()) qFatal("random");
    return bytes;
  }
  void archive_one(const std::string& text) {
    const auto& entry = shelf_.add("bob", text);
    must([&](Transaction& t) { return t.append_to_archive(phone.user, entry); });
    const auto& sealed = std::get<archive::Sealed>(entry.body());
    archived << raw(sealed.salt.view()) << raw(ByteView{sealed.ciphertext}.last(40))
             << raw(ByteView{sealed.ciphertext}.subspan(sealed.ciphertext.size() / 2, 40));
  }

  QTemporaryDir folder_;
  std::unique_ptr<SqliteStore> store_;
  Shelf shelf_;
};

/// A reading that lasts until it is let go, as of a slow disk.
class SlowReading {
 public:
  explicit SlowReading(Store& store) {
    std::promise<void> begun;
    auto has_begun = begun.get_future();
    thread_ = std::thread{[&store, begun = std::move(begun), end = end_.get_future()]() mutable {
      const auto status = store.read([&](const Snapshot& snapshot) -> Status {
        SOTTO_TRY(snapshot.find_account(phone.user));
        begun.set_value();
        end.wait();
        return {};
      });
      if (!status.ok()) qFatal("read");
    }};
    has_begun.wait();
  }
  void end() {
    end_.set_value();
    thread_.join();
  }

 private:
  std::promise<void> end_;
  std::thread thread_;
};

}  // namespace

class Erasure : public QObject {
  Q_OBJECT
 private slots:
  void what_was_shredded_is_gone_while_the_store_goes_on() {
    Disk disk{quick};
    QVERIFY2(disk.seen(disk.archived) == 9, "the control");
    disk.shred_all();
    QTRY_COMPARE(disk.seen(disk.archived), 0);
  }

  void a_removed_post_is_gone_while_the_store_goes_on() {
    Disk disk{quick};
    QVERIFY2(disk.seen(disk.said) == 1, "the control");
    disk.must([](Transaction& t) { return t.erase_post(samples::group_id(1), samples::message(7)); });
    QTRY_COMPARE(disk.seen(disk.said), 0);
  }

  void confirmed_messages_are_gone_while_the_store_goes_on() {
    Disk disk{quick};
    QVERIFY2(disk.seen(disk.mail) == 2, "the control");
    disk.confirm_all();
    QTRY_COMPARE(disk.seen(disk.mail), 0);
  }

  void a_removed_devices_messages_are_gone_while_the_store_goes_on() {
    Disk disk{quick};
    QVERIFY2(disk.seen(disk.mail) == 2, "the control");
    disk.must([](Transaction& t) { return t.remove_device(phone); });
    QTRY_COMPARE(disk.seen(disk.mail), 0);
  }

  void a_deleted_accounts_keys_are_gone_while_the_store_goes_on() {
    Disk disk{quick};
    QVERIFY2(disk.seen(disk.keys) == 1, "the control");
    disk.must([](Transaction& t) { return t.remove_account(phone.user, samples::hash(9)); });
    QTRY_COMPARE(disk.seen(disk.keys), 0);
  }

  void what_was_shredded_is_gone_after_an_orderly_end() {
    Disk disk{never_while_it_runs};
    disk.shred_all();
    QVERIFY2(disk.seen(disk.archived) == 9, "the control: the log still has it");
    disk.close();
    QCOMPARE(disk.seen(disk.archived), 0);
  }

  // The copy is what a SIGKILL leaves.
  void what_was_shredded_before_a_kill_is_gone_soon_after_the_next_start() {
    Disk disk{never_while_it_runs};
    disk.shred_all();
    for (const char* const ending : {"", "-wal"})
      QVERIFY(QFile::copy(disk.file() + ending, disk.elsewhere() + ending));
    QVERIFY2(Disk::seen_at(disk.elsewhere(), disk.archived) == 9, "the control");
    const auto restarted = SqliteStore::open(disk.elsewhere().toStdString(), {}, quick);
    QVERIFY(restarted.ok());
    QTRY_COMPARE(Disk::seen_at(disk.elsewhere(), disk.archived), 0);
  }

  void a_reader_in_the_way_delays_it_and_holds_nobody_up() {
    Disk disk{quick};
    SlowReading reading{disk.store()};
    disk.shred_all();
    QTest::qWait(300);
    QVERIFY2(disk.seen(disk.archived) > 0, "the control: the reader is in the way");
    QElapsedTimer watch;
    watch.start();
    for (int i = 0; i < 20; ++i)
      disk.must([&](Transaction& t) { return t.set_last_seen(phone, Day{20001 + i}); });
    QVERIFY2(watch.elapsed() < 4'000, "a commit waits a moment at most");
    reading.end();
    QTRY_COMPARE(disk.seen(disk.archived), 0);
  }

  void what_erases_nothing_empties_no_log() {
    Disk disk{quick};
    disk.confirm_all();
    QTRY_COMPARE(disk.log_size(), qint64{0});
    disk.must([](Transaction& t) { return t.set_last_seen(phone, Day{20001}); });
    QTest::qWait(300);
    QVERIFY(disk.log_size() > 0);
  }

  void many_erasures_share_one_emptying() {
    Disk disk{{1s, 20ms}};
    disk.shred_all();
    disk.confirm_all();
    QVERIFY(disk.log_size() > 0);
    QTRY_COMPARE(disk.log_size(), qint64{0});
    disk.must([](Transaction& t) { return t.remove_device(phone); });
    QTest::qWait(300);
    QVERIFY2(disk.log_size() > 0, "the next one isn't before its time");
    QTRY_COMPARE(disk.log_size(), qint64{0});
  }
};

QTEST_GUILESS_MAIN(Erasure)
#include "test_erasure.moc"
