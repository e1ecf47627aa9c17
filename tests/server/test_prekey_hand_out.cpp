// SPDX-License-Identifier: GPL-3.0-or-later
// Attack A7: many ask for a one-time prekey at the same time. Each may have it once, of both kinds.
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

struct Prekeys {
  static auto made(std::uint32_t id) { return samples::prekey(id); }
  static auto take(Transaction& transaction, const Address& of) { return transaction.take_prekey(of); }
  template <class Keys>
  static Status add(Transaction& transaction, const Address& to, const Keys& keys) {
    return transaction.add_prekeys(to, keys);
  }
};

struct KemPrekeys {
  static auto made(std::uint32_t id) { return samples::kem_prekey(id); }
  static auto take(Transaction& transaction, const Address& of) { return transaction.take_kem_prekey(of); }
  template <class Keys>
  static Status add(Transaction& transaction, const Address& to, const Keys& keys) {
    return transaction.add_kem_prekeys(to, keys);
  }
};

/// A device that refills as soon as none is left.
template <class Kind>
class Refilled {
 public:
  explicit Refilled(Store& store) : store_{store} { samples::add_account(store, "alice", 1, 1); }

  std::uint32_t take() {
    std::uint32_t id = 0;
    const auto status = update_and_wait(store_, [&](Transaction& transaction) -> Status {
      SOTTO_ASSIGN(auto key, Kind::take(transaction, alice_));
      if (!key) {
        SOTTO_TRY(refill(transaction));
        SOTTO_ASSIGN(key, Kind::take(transaction, alice_));
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
    std::vector<decltype(Kind::made(0))> keys;
    for (int count = 0; count < batch; ++count) keys.push_back(Kind::made(++last_id_));
    return Kind::add(transaction, alice_, keys);
  }

  Store& store_;
  const Address alice_{samples::name("alice"), DeviceId{1}};
  std::uint32_t last_id_ = 0;
};

template <class Kind>
std::size_t handed_out_twice_by(Store& store, std::size_t each) {
  Refilled<Kind> device{store};
  return handed_out_twice(each, [&] { return device.take(); });
}

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
  QTest::addColumn<bool>("kem");
  QTest::addColumn<quint32>("each");
  QTest::newRow("a million from memory") << false << false << 15'625U;
  QTest::newRow("a million KEM prekeys from memory") << false << true << 15'625U;
  // They wait for the disk.
  QTest::newRow("128,000 from SQLite") << true << false << 2'000U;
  QTest::newRow("128,000 KEM prekeys from SQLite") << true << true << 2'000U;
}

void TestPrekeyHandOut::a7_no_prekey_is_handed_out_twice() {
  QFETCH(bool, on_disk);
  QFETCH(bool, kem);
  QFETCH(quint32, each);
  const QTemporaryDir folder;
  std::unique_ptr<Store> store = std::make_unique<MemoryStore>();
  if (on_disk) store = *SqliteStore::open(folder.filePath("relay.db").toStdString(), {});
  const auto twice =
      kem ? handed_out_twice_by<KemPrekeys>(*store, each) : handed_out_twice_by<Prekeys>(*store, each);
  QCOMPARE(twice, std::size_t{0});
}

void TestPrekeyHandOut::a7_a_hand_out_in_two_steps_is_seen() {
  TornKeys keys;
  QCOMPARE(handed_out_twice(1, [&] { return keys.take(); }), std::size_t{threads - 1});
}

QTEST_GUILESS_MAIN(TestPrekeyHandOut)
#include "test_prekey_hand_out.moc"
