// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's archives, on each store, as honest and as hostile clients use them.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <future>

#include "../protocol/archive/shelf.hpp"
#include "relay_fixture.hpp"
#include "store/sqlite_store.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::testing;
using archive::test::Shelf;
using archive::test::user;
using wire::CallFailureCode;

namespace {

using Failure = std::optional<CallFailureCode>;

std::unique_ptr<store::Store> open_sqlite(const QTemporaryDir& folder) {
  auto opened = store::SqliteStore::open(folder.filePath("relay.db").toStdString(), {});
  if (!opened.ok()) qFatal("cannot open a database");
  return *std::move(opened);
}

/// The relay's archives on one store, with accounts of alice and bob.
class Vault {
 public:
  explicit Vault(const QString& kind, store::ArchiveQuota quota = archive_quota) {
    if (kind == "memory") {
      store_ = std::make_unique<store::MemoryStore>();
    } else {
      store_ = open_sqlite(folder_);
    }
    policy_.archive = quota;
    begin();
    samples::add_account(*store_, "alice", 1, 1);
    samples::add_account(*store_, "bob", 2, 1);
  }
  /// A new start on the same files.
  void restart() {
    archive_.reset();
    foundation_.reset();
    store_.reset();
    store_ = open_sqlite(folder_);
    begin();
  }

  Failure append(const std::vector<Bytes>& entries, std::string_view owner = "alice") {
    return failure_of(wait_for<wire::ArchiveHead>(
        [&](auto answer) { archive_->append(samples::name(owner), entries, std::move(answer)); }));
  }
  Failure append(const archive::Entry& entry) { return append(std::vector<Bytes>{entry.bytes()}); }
  Failure shred(const archive::EntryId& entry, const archive::ShredProof& proof) {
    return failure_of(wait_for<wire::ArchiveHead>([&](auto answer) {
      archive_->shred(samples::name("alice"), {{entry.bytes, proof.bytes}}, std::move(answer));
    }));
  }
  wire::ArchiveHead head(std::string_view owner = "alice") {
    return std::get<wire::ArchiveHead>(archive_->head(samples::name(owner)));
  }
  wire::ArchivePage page(std::uint64_t before = 0) {
    return std::get<wire::ArchivePage>(archive_->page(samples::name("alice"), {before}));
  }
  Outcome<wire::ArchivePage> conversation(std::string_view owner, const archive::Pseudonym& chat,
                                          std::uint64_t before = 0) {
    return archive_->conversation(samples::name(owner), chat, {before});
  }
  /// Everything, as a new login pulls it.
  std::vector<archive::Entry> pull() {
    std::vector<archive::Entry> all;
    for (auto part = page(); !part.entries.empty(); part = page(all.back().header().sequence)) {
      for (const auto& bytes : part.entries) all.push_back(archive::test::must(archive::Entry::parse(bytes)));
      if (all.back().header().sequence == 0) break;
    }
    return all;
  }
  store::Store& store() { return *store_; }
  QString file() const { return folder_.filePath("relay.db"); }

 private:
  void begin() {
    foundation_.emplace(
        Foundation{*store_, bus_, clock_, *random_, server_key_, metrics_, policy_, SeededHash{*random_}});
    archive_.emplace(*foundation_);
  }
  template <class T, class Ask>
  static Outcome<T> wait_for(Ask ask) {
    auto heard = std::make_shared<std::promise<Outcome<T>>>();
    auto future = heard->get_future();
    ask([heard](Outcome<T> outcome) { heard->set_value(std::move(outcome)); });
    return future.get();
  }
  template <class T>
  static Failure failure_of(const Outcome<T>& outcome) {
    const auto* failed = std::get_if<wire::CallFailure>(&outcome);
    return failed != nullptr ? Failure{failed->code} : std::nullopt;
  }
  static ServerKey make_key(RandomSource& random) {
    store::MemoryStore other;
    return *ServerKey::load_or_make(other, random);
  }

  QTemporaryDir folder_;
  std::unique_ptr<store::Store> store_;
  HandClock clock_;
  bus::InProcessBus bus_;
  obs::Metrics metrics_;
  std::unique_ptr<RandomSource> random_ = *crypto::system_random();
  ServerKey server_key_ = make_key(*random_);
  Policy policy_;
  std::optional<Foundation> foundation_;
  std::optional<Archive> archive_;
};

std::vector<Bytes> bytes_of_all(const Shelf& shelf, std::size_t from = 0) {
  std::vector<Bytes> all;
  for (auto place = from; place < shelf.entries.size(); ++place) all.push_back(shelf.entries[place].bytes());
  return all;
}

void fill(Shelf& shelf, int messages) {
  for (int number = 0; number < messages; ++number)
    shelf.add(number % 2 == 0 ? "bob" : "carol", "message " + std::to_string(number));
}

std::size_t size_of(const Outcome<wire::ArchivePage>& outcome) {
  const auto* page = std::get_if<wire::ArchivePage>(&outcome);
  return page != nullptr ? page->entries.size() : SIZE_MAX;
}

}  // namespace

class ArchivesOfTheRelay : public QObject {
  Q_OBJECT
  static void kinds() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"memory", "sqlite"}) QTest::newRow(kind) << QString{kind};
  }

 private slots:
  void an_archive_comes_back_newest_first_in_pages_data() { kinds(); }
  void an_archive_comes_back_newest_first_in_pages() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 300);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    QVERIFY(vault.head().size == 300 && vault.head().hash == shelf.head().hash.bytes);
    QVERIFY(vault.page().entries.size() < 300);
    auto way = archive::test::must(archive::NewestFirst::begin({300, {vault.head().hash}}, {}));
    for (const auto& entry : vault.pull()) QVERIFY(way.accept(entry).ok());
    QVERIFY(way.is_complete());
  }

  void large_entries_come_one_page_each_data() { kinds(); }
  void large_entries_come_one_page_each() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    for (int number = 0; number < 3; ++number) {
      shelf.add("bob", std::string(70'000, 'x'));
      QVERIFY(!vault.append(shelf.entries.back()));
    }
    QCOMPARE(vault.page().entries.size(), std::size_t{1});
    QCOMPARE(vault.pull().size(), std::size_t{3});
  }

  void a_batch_that_is_repeated_is_there_once_data() { kinds(); }
  void a_batch_that_is_repeated_is_there_once() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 5);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    fill(shelf, 2);
    QVERIFY2(!vault.append(bytes_of_all(shelf, 3)), "the first two are known, the others follow");
    QCOMPARE(vault.head().size, std::uint64_t{7});
    QCOMPARE(vault.pull().size(), std::size_t{7});
  }

  void of_two_batches_in_one_place_the_first_counts_data() { kinds(); }
  void of_two_batches_in_one_place_the_first_counts() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf phone;
    Shelf desktop;
    fill(phone, 2);
    desktop.add("carol", "from the desktop");
    QVERIFY(!vault.append(bytes_of_all(phone)));
    QCOMPARE(vault.append(bytes_of_all(desktop)), Failure{CallFailureCode::conflict});
    QCOMPARE(vault.head().size, std::uint64_t{2});
  }

  void a_batch_is_appended_whole_or_not_at_all_data() { kinds(); }
  void a_batch_is_appended_whole_or_not_at_all() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 5);
    auto batch = bytes_of_all(shelf);
    std::swap(batch[3], batch[4]);
    QCOMPARE(vault.append(batch), Failure{CallFailureCode::conflict});
    QCOMPARE(vault.head().size, std::uint64_t{0});
    QVERIFY(vault.pull().empty());
    QVERIFY2(!vault.append(bytes_of_all(shelf)), "the control: nothing else was wrong");
  }

  // Two devices read the same message and both archive it.
  void a_message_is_archived_once_by_all_devices_data() { kinds(); }
  void a_message_is_archived_once_by_all_devices() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf phone;
    Shelf desktop;
    const auto record = phone.record("bob", "hello");
    QVERIFY(!vault.append(phone.add(record)));
    desktop.entries = phone.entries;
    QCOMPARE(vault.append(desktop.add(record)), Failure{CallFailureCode::conflict});
    QCOMPARE(vault.head().size, std::uint64_t{1});
  }

  void what_is_no_entry_is_refused_data() { kinds(); }
  void what_is_no_entry_is_refused() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    auto damaged = shelf.add("bob", "hello").bytes();
    damaged.back() ^= 1U;
    QCOMPARE(vault.append(std::vector<Bytes>{{1, 2, 3}}), Failure{CallFailureCode::malformed});
    QCOMPARE(vault.append(std::vector<Bytes>{damaged}), Failure{CallFailureCode::malformed});
    QCOMPARE(vault.head().size, std::uint64_t{0});
  }

  void a_full_archive_says_so_and_keeps_what_it_has_data() { kinds(); }
  void a_full_archive_says_so_and_keeps_what_it_has() {
    QFETCH(QString, kind);
    Shelf shelf;
    fill(shelf, 3);
    const auto size = shelf.entries[0].bytes().size();
    for (const auto& quota : {store::ArchiveQuota{2, 1'000'000}, store::ArchiveQuota{1'000, size * 2}}) {
      Vault vault{kind, quota};
      QCOMPARE(vault.append(bytes_of_all(shelf)), Failure{CallFailureCode::too_large});
      QCOMPARE(vault.head().size, std::uint64_t{0});
      QVERIFY(!vault.append(shelf.entries[0]) && !vault.append(shelf.entries[1]));
      QCOMPARE(vault.append(shelf.entries[2]), Failure{CallFailureCode::too_large});
      QCOMPARE(vault.head().size, std::uint64_t{2});
    }
  }

  void what_is_shredded_makes_room_data() { kinds(); }
  void what_is_shredded_makes_room() {
    QFETCH(QString, kind);
    Shelf shelf;
    fill(shelf, 3);
    const auto size = shelf.entries[0].bytes().size();
    Vault vault{kind, {1'000, size * 2 + 200}};
    QVERIFY(!vault.append(shelf.entries[0]) && !vault.append(shelf.entries[1]));
    QCOMPARE(vault.append(shelf.entries[2]), Failure{CallFailureCode::too_large});
    const auto id = shelf.entries[0].header().id;
    QVERIFY(!vault.shred(id, shelf.keys.shred_proof(id)));
    QVERIFY(!vault.append(shelf.entries[2]));
  }

  void a_shredded_entry_keeps_its_place_and_never_comes_back_data() { kinds(); }
  void a_shredded_entry_keeps_its_place_and_never_comes_back() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 3);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    const auto id = shelf.entries[1].header().id;
    const auto proof = shelf.keys.shred_proof(id);
    QVERIFY(!vault.shred(id, proof) && !vault.shred(id, proof));
    const auto pulled = vault.pull();
    QVERIFY(pulled[1].is_shredded() && pulled[1].hash() == shelf.entries[1].hash());
    QVERIFY(archive::open_entry(shelf.keys, pulled[1]).ok());
    QVERIFY2(!vault.append(shelf.entries[1]), "a device that repeats itself is told that it is there");
    QVERIFY(vault.pull()[1].is_shredded());
    shelf.shred(2);
    QCOMPARE(vault.append(shelf.entries[2]), Failure{CallFailureCode::malformed});
  }

  void shredding_what_is_not_there_changes_nothing_data() { kinds(); }
  void shredding_what_is_not_there_changes_nothing() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 1);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    QVERIFY(!vault.shred({}, {}));
    QVERIFY(!vault.pull()[0].is_shredded());
  }

  // D7
  void an_archive_is_shown_to_its_owner_alone_data() { kinds(); }
  void an_archive_is_shown_to_its_owner_alone() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 6);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    const auto chat = shelf.keys.pseudonym_of(user("bob"));
    QCOMPARE(size_of(vault.conversation("alice", chat)), std::size_t{3});
    QCOMPARE(size_of(vault.conversation("alice", chat, 4)), std::size_t{2});
    QVERIFY2(size_of(vault.conversation("alice", chat, 1)) == 1, "the oldest");
    const auto foreign = vault.conversation("bob", chat);
    const auto missing = vault.conversation("bob", archive::Pseudonym{});
    for (const auto& outcome : {foreign, missing}) {
      const auto* failed = std::get_if<wire::CallFailure>(&outcome);
      QVERIFY(failed != nullptr && failed->code == CallFailureCode::not_found);
    }
    QCOMPARE(vault.head("bob").size, std::uint64_t{0});
  }

  void a_conversation_that_has_no_more_is_empty_and_not_missing_data() { kinds(); }
  void a_conversation_that_has_no_more_is_empty_and_not_missing() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 2);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    QCOMPARE(size_of(vault.conversation("alice", shelf.keys.pseudonym_of(user("carol")), 1)), std::size_t{0});
  }

  void an_archive_goes_with_its_account_data() { kinds(); }
  void an_archive_goes_with_its_account() {
    QFETCH(QString, kind);
    Vault vault{kind};
    Shelf shelf;
    fill(shelf, 2);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    QVERIFY(update_and_wait(vault.store(), [](store::Transaction& t) {
              return t.remove_account(samples::name("alice"), samples::hash(9));
            }).ok());
    QCOMPARE(vault.head().size, std::uint64_t{0});
    QVERIFY(vault.pull().empty());
    QVERIFY2(vault.append(bytes_of_all(shelf)), "there is nobody to keep it for");
  }

  // --- What only a store with a disk can promise ---

  void what_was_confirmed_is_there_after_a_new_start() {
    Vault vault{"sqlite"};
    Shelf shelf;
    fill(shelf, 4);
    QVERIFY(!vault.append(bytes_of_all(shelf)));
    const auto id = shelf.entries[2].header().id;
    QVERIFY(!vault.shred(id, shelf.keys.shred_proof(id)));
    vault.restart();
    QVERIFY(vault.head().size == 4 && vault.head().hash == shelf.head().hash.bytes);
    shelf.shred(2);
    const auto pulled = vault.pull();
    for (std::size_t place = 0; place < 4; ++place)
      QVERIFY(pulled[3 - place].bytes() == shelf.entries[place].bytes());
    fill(shelf, 1);
    QVERIFY(!vault.append(shelf.entries[4]));
  }

  // Of every size class: a large entry's pages are freed and not written anyway.
  void what_was_shredded_is_gone_from_the_file() {
    Vault vault{"sqlite"};
    Shelf shelf;
    for (const std::size_t length : {10U, 1'000U, 60'000U}) shelf.add("bob", std::string(length, 'x'));
    for (const auto& entry : shelf.entries) QVERIFY(!vault.append(entry));
    const auto occurrences = [&] {
      vault.restart();  // writes the log of changes into the file
      QFile file{vault.file()};
      if (!file.open(QIODevice::ReadOnly)) qFatal("no file");
      const auto bytes = file.readAll();
      int found = 0;
      for (const auto& entry : shelf.entries) {
        const auto& sealed = std::get<archive::Sealed>(entry.body());
        const auto tail = ByteView{sealed.ciphertext}.last(40);
        const auto middle = ByteView{sealed.ciphertext}.subspan(sealed.ciphertext.size() / 2, 40);
        for (const auto part : {sealed.salt.view(), tail, middle}) {
          const QByteArray wanted{reinterpret_cast<const char*>(part.data()),
                                  static_cast<qsizetype>(part.size())};
          found += bytes.contains(wanted) ? 1 : 0;
        }
      }
      return found;
    };
    QVERIFY2(occurrences() >= 8, "the control: they are seen before");
    for (const auto& entry : shelf.entries) {
      const auto id = entry.header().id;
      QVERIFY(!vault.shred(id, shelf.keys.shred_proof(id)));
    }
    QCOMPARE(occurrences(), 0);
  }

  // --- The stream ---

  void a_device_reaches_its_accounts_archive_by_calls() {
    Bench bench;
    samples::add_account(bench.store, "alice", 1, 1);
    const auto token = archive::test::random_secret(5);
    QVERIFY(update_and_wait(bench.store, [&](store::Transaction& t) {
              return t.add_token({crypto::sha256(token.expose()),
                                  samples::name("alice"),
                                  DeviceId{1},
                                  store::Scope::device,
                                  "",
                                  {},
                                  {}});
            }).ok());
    const auto link = std::make_shared<RecordedLink>();
    const auto session = std::make_shared<Session>(bench.relay, link, "");
    const auto call = [&](wire::Call request) {
      session->on_frame(wire::serialise(wire::CallRequest{CallId{1}, std::move(request)}));
      return &link->all<wire::CallReply>().back()->reply;
    };
    QVERIFY2(std::holds_alternative<wire::CallFailure>(*call(wire::ArchiveHeadRequest{})),
             "not before it says who");
    session->on_frame(wire::serialise(wire::Authenticate{token.clone()}));
    bench.settle();
    Shelf shelf;
    fill(shelf, 3);
    const auto* appended =
        std::get_if<wire::ArchiveHead>(call(wire::AppendToArchiveRequest{bytes_of_all(shelf)}));
    QVERIFY(appended != nullptr && appended->size == 3);
    const auto id = shelf.entries[0].header().id;
    QVERIFY(std::holds_alternative<wire::ArchiveHead>(
        *call(wire::ShredArchivedRequest{{{id.bytes, shelf.keys.shred_proof(id).bytes}}})));
    shelf.shred(0);
    const auto* page = std::get_if<wire::ArchivePage>(call(wire::FetchArchiveRequest{2}));
    QVERIFY(page != nullptr && page->head.size == 3 && page->entries.size() == 2);
    QVERIFY(page->entries[0] == shelf.entries[1].bytes() && page->entries[1] == shelf.entries[0].bytes());
    const auto* head = std::get_if<wire::ArchiveHead>(call(wire::ArchiveHeadRequest{}));
    QVERIFY(head != nullptr && head->hash == shelf.head().hash.bytes);
  }

  // A power cut before the commit: nothing was confirmed, and the batch is sent again.
  void a_batch_whose_commit_is_lost_is_not_confirmed_and_can_be_repeated() {
    Bench bench{store::MemoryStore::Commit::by_hand};
    bench.store.update([](store::Transaction& t) { return t.add_account(samples::account("alice", 1)); },
                       [](const Status&) {});
    bench.store.commit();
    Shelf shelf;
    fill(shelf, 3);
    std::vector<Failure> heard;
    const auto append = [&] {
      bench.relay.archive.append(samples::name("alice"), bytes_of_all(shelf),
                                 [&](const Outcome<wire::ArchiveHead>& outcome) {
                                   const auto* failed = std::get_if<wire::CallFailure>(&outcome);
                                   heard.push_back(failed != nullptr ? Failure{failed->code} : std::nullopt);
                                 });
    };
    append();
    QVERIFY(heard.empty());
    bench.store.lose();
    append();
    append();
    bench.store.commit();
    QCOMPARE(heard, (std::vector<Failure>{CallFailureCode::unavailable, std::nullopt, std::nullopt}));
    QCOMPARE(std::get<wire::ArchiveHead>(bench.relay.archive.head(samples::name("alice"))).size,
             std::uint64_t{3});
  }
};

QTEST_GUILESS_MAIN(ArchivesOfTheRelay)
#include "test_archive.moc"
