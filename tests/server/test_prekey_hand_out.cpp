// SPDX-License-Identifier: GPL-3.0-or-later
// Attack A7: many ask for a one-time prekey at the same time. Each may have it once.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <functional>
#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::store;

class TestPrekeyHandOut : public QObject {
  Q_OBJECT

 private slots:
  void a7_no_prekey_is_handed_out_twice_data();
  void a7_no_prekey_is_handed_out_twice();
  void a7_a_hand_out_in_two_steps_is_seen();
};

namespace {

constexpr int threads = 64;

/// Takes a key that somebody asks for; its id.
using Take = std::function<std::uint32_t()>;

/// How many keys too many went out, of `each` for every thread.
std::size_t handed_out_twice(std::size_t each, const Take& take) {
  std::vector<std::vector<std::uint32_t>> taken(threads);
  std::vector<std::thread> running;
  for (auto& own : taken) {
    running.emplace_back([&] {
      while (own.size() < each) own.push_back(take());
    });
  }
  for (auto& one : running) one.join();
  std::set<std::uint32_t> different;
  for (const auto& own : taken) different.insert(own.begin(), own.end());
  return threads * each - different.size();
}

/// A device that refills as soon as none is left.
class Refilled {
 public:
  explicit Refilled(Store& store) : store_{store} { samples::add_account(store, "alice", 1, 1); }

  std::uint32_t take() {
    std::uint32_t id = 0;
    const auto status = update_and_wait(store_, [&](Transaction& transaction) -> Status {
      SOTTO_ASSIGN(auto key, transaction.take_prekey(alice_));
      if (!key) {
        SOTTO_TRY(refill(transaction));
        SOTTO_ASSIGN(key, transaction.take_prekey(alice_));
      }
      id = key->id.value;
      return {};
    });
    if (!status) qFatal("cannot take a prekey");
    return id;
  }

 private:
  /// One work at a time comes here.
  Status refill(Transaction& transaction) {
    constexpr int batch = 20;
    std::vector<wire::OneTimePrekey> keys;
    for (int count = 0; count < batch; ++count) keys.push_back(samples::prekey(++last_id_));
    return transaction.add_prekeys(alice_, keys);
  }

  Store& store_;
  const Address alice_{samples::name("alice"), DeviceId{1}};
  std::uint32_t last_id_ = 0;
};

/// What a store would be that looks first and removes then: everybody looks before anybody removes.
class TornKeys {
 public:
  TornKeys() {
    for (std::uint32_t id = 1; id <= threads; ++id) ids_.insert(id);
  }
  std::uint32_t take() {
    const auto id = first();
    everybody_has_looked_.arrive_and_wait();
    const std::lock_guard lock{mutex_};
    ids_.erase(id);
    return id;
  }

 private:
  std::uint32_t first() {
    const std::lock_guard lock{mutex_};
    return *ids_.begin();
  }
  std::mutex mutex_;
  std::set<std::uint32_t> ids_;
  std::latch everybody_has_looked_{threads};
};

}  // namespace

void TestPrekeyHandOut::a7_no_prekey_is_handed_out_twice_data() {
  QTest::addColumn<bool>("on_disk");
  QTest::addColumn<quint32>("each");
  QTest::newRow("a million from memory") << false << 15'625U;
  // Each waits for the disk.
  QTest::newRow("12,800 from SQLite") << true << 200U;
}

void TestPrekeyHandOut::a7_no_prekey_is_handed_out_twice() {
  QFETCH(bool, on_disk);
  QFETCH(quint32, each);
  const QTemporaryDir folder;
  std::unique_ptr<Store> store = std::make_unique<MemoryStore>();
  if (on_disk) store = *SqliteStore::open(folder.filePath("relay.db").toStdString(), {});
  Refilled device{*store};
  QCOMPARE(handed_out_twice(each, [&] { return device.take(); }), std::size_t{0});
}

void TestPrekeyHandOut::a7_a_hand_out_in_two_steps_is_seen() {
  TornKeys keys;
  QCOMPARE(handed_out_twice(1, [&] { return keys.take(); }), std::size_t{threads - 1});
}

QTEST_GUILESS_MAIN(TestPrekeyHandOut)
#include "test_prekey_hand_out.moc"
