// SPDX-License-Identifier: GPL-3.0-or-later
// What every store promises (server/src/store/store.hpp), asked of each one.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::store;
using samples::add_account;
using samples::letter;
using samples::name;

namespace {

struct Opened {
  QTemporaryDir folder;
  std::atomic<int> commits{0};
  std::unique_ptr<Store> store;
};

std::unique_ptr<Opened> open(const QString& kind) {
  auto opened = std::make_unique<Opened>();
  if (kind == "memory") {
    opened->store = std::make_unique<MemoryStore>();
    return opened;
  }
  SqliteStore::Hooks hooks;
  hooks.committed = [raw = opened.get()](std::size_t) { ++raw->commits; };
  auto sqlite = SqliteStore::open(opened->folder.filePath("relay.db").toStdString(), std::move(hooks));
  if (!sqlite.ok()) qFatal("cannot open a database");
  opened->store = *std::move(sqlite);
  return opened;
}

template <class T, class Ask>
T ask(Store& store, Ask question) {
  std::optional<T> answer;
  const auto status = store.read([&](const Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(auto value, question(snapshot));
    answer = std::move(value);
    return {};
  });
  if (!status.ok()) qFatal("read: %s", std::string{name_of(status.error().code)}.c_str());
  return *std::move(answer);
}

template <class Work>
ErrorCode error_of(Store& store, Work work) {
  const auto status = update_and_wait(store, work);
  if (status.ok()) qFatal("an error was expected");
  return status.error().code;
}

template <class Work>
void must(Store& store, Work work) {
  const auto status = update_and_wait(store, work);
  if (!status.ok()) qFatal("update: %s", std::string{name_of(status.error().code)}.c_str());
}

std::vector<LetterId> ids(const std::vector<StoredLetter>& letters) {
  std::vector<LetterId> all;
  for (const auto& stored : letters) all.push_back(stored.id);
  return all;
}

}  // namespace

class StoreSuite : public QObject {
  Q_OBJECT
  static void kinds() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"memory", "sqlite"}) QTest::newRow(kind) << QString{kind};
  }
  static std::unique_ptr<Opened> fetch() {
    QFETCH(QString, kind);
    return open(kind);
  }
  static std::vector<StoredLetter> mailbox(Store& store, const Address& owner) {
    return ask<std::vector<StoredLetter>>(store, [&](const Snapshot& s) { return s.letters(owner, {}, 1000); });
  }

 private slots:
  void an_account_comes_back_as_it_was_stored_data() { kinds(); }
  void an_account_comes_back_as_it_was_stored() {
    auto opened = fetch();
    add_account(*opened->store, "alice", 1, 0);
    const auto wanted = samples::account("alice", 1);
    const auto found = ask<std::optional<Account>>(*opened->store, [](const Snapshot& s) { return s.find_account(name("alice")); });
    QVERIFY(found.has_value());
    QVERIFY(found->name == wanted.name && found->identity_key == wanted.identity_key && found->login_hash == wanted.login_hash);
    QVERIFY(found->login_salt == wanted.login_salt && found->wrapped_keys == wanted.wrapped_keys);
    QVERIFY(found->password.salt == wanted.password.salt && found->password.memory_kib == 65536);
    QVERIFY(found->profile.display_name == "alice Surname" && found->profile.listed && found->created == wanted.created);
    const auto none = ask<std::optional<Account>>(*opened->store, [](const Snapshot& s) { return s.find_account(name("bob")); });
    QVERIFY(!none.has_value());
  }

  void a_name_and_an_identity_key_exist_once_data() { kinds(); }
  void a_name_and_an_identity_key_exist_once() {
    auto opened = fetch();
    add_account(*opened->store, "alice", 1, 0);
    QCOMPARE(error_of(*opened->store, [](Transaction& t) { return t.add_account(samples::account("alice", 2)); }), ErrorCode::already_exists);
    QCOMPARE(error_of(*opened->store, [](Transaction& t) { return t.add_account(samples::account("bob", 1)); }), ErrorCode::already_exists);
    QVERIFY(ask<bool>(*opened->store, [](const Snapshot& s) { return s.identity_key_in_use(Bytes(33, 1)); }));
    QVERIFY(!ask<bool>(*opened->store, [](const Snapshot& s) { return s.identity_key_in_use(Bytes(33, 2)); }));
  }

  void a_failed_work_leaves_no_trace_and_spares_its_neighbours_data() { kinds(); }
  void a_failed_work_leaves_no_trace_and_spares_its_neighbours() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    const Address alice{name("alice"), DeviceId{1}};
    std::promise<void> all;
    std::atomic<int> left{3};
    std::vector<ErrorCode> errors;
    std::mutex mutex;
    const auto done = [&](const Status& status) {
      if (!status.ok()) {
        const std::lock_guard lock{mutex};
        errors.push_back(status.error().code);
      }
      if (--left == 0) all.set_value();
    };
    store.update([](Transaction& t) { return t.add_account(samples::account("before", 2)); }, done);
    store.update(
        [&](Transaction& t) -> Status {
          SOTTO_TRY(t.add_account(samples::account("carol", 3)));
          SOTTO_TRY(t.add_device(name("carol"), {}, Day{1}));
          SOTTO_TRY(t.set_profile(name("alice"), {"changed", "changed", false}));
          SOTTO_TRY(t.add_prekeys(alice, std::vector{samples::prekey(1)}));
          SOTTO_TRY(t.add_kem_prekeys(alice, std::vector{samples::kem_prekey(1)}));
          SOTTO_TRY(t.post(name("alice"), letter("bob", 1, DeviceId{1}), samples::roomy));
          SOTTO_TRY(t.remove_device(alice));
          SOTTO_TRY(t.remove_account(name("alice"), samples::hash(9)));
          return Error{ErrorCode::refused, "test"};
        },
        done);
    store.update([](Transaction& t) { return t.add_account(samples::account("after", 4)); }, done);
    all.get_future().wait();
    QCOMPARE(errors, std::vector{ErrorCode::refused});
    const auto exists = [&](const char* who) {
      return ask<std::optional<Account>>(store, [&](const Snapshot& s) { return s.find_account(name(who)); }).has_value();
    };
    QVERIFY(exists("before") && exists("after") && exists("alice") && !exists("carol"));
    QVERIFY(!ask<bool>(store, [](const Snapshot& s) { return s.name_retired(samples::hash(9)); }));
    QCOMPARE(ask<std::size_t>(store, [&](const Snapshot& s) { return s.count_prekeys(alice); }), std::size_t{0});
    QCOMPARE(ask<std::size_t>(store, [&](const Snapshot& s) { return s.count_kem_prekeys(alice); }), std::size_t{0});
    QVERIFY(mailbox(store, alice).empty());
    QCOMPARE(ask<MailboxSize>(store, [&](const Snapshot& s) { return s.mailbox_size(alice); }).letters, 0U);
    const auto devices = ask<std::vector<Device>>(store, [](const Snapshot& s) { return s.devices(name("alice")); });
    QVERIFY(devices.size() == 1 && devices[0].keys.has_value());
  }

  void device_ids_are_never_used_twice_data() { kinds(); }
  void device_ids_are_never_used_twice() {
    auto opened = fetch();
    add_account(*opened->store, "alice", 1, 2);
    std::vector<std::uint32_t> given;
    must(*opened->store, [](Transaction& t) { return t.remove_device({name("alice"), DeviceId{2}}); });
    must(*opened->store, [&](Transaction& t) -> Status {
      SOTTO_ASSIGN(const auto id, t.add_device(name("alice"), {}, Day{1}));
      given.push_back(id.value);
      return {};
    });
    QCOMPARE(given, std::vector<std::uint32_t>{3});
    QCOMPARE(error_of(*opened->store, [](Transaction& t) { return t.remove_device({name("alice"), DeviceId{2}}); }), ErrorCode::not_found);
  }

  void removing_a_device_takes_its_keys_tokens_and_letters_data() { kinds(); }
  void removing_a_device_takes_its_keys_tokens_and_letters() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 2);
    const Address first{name("alice"), DeviceId{1}};
    must(store, [&](Transaction& t) -> Status {
      SOTTO_TRY(t.add_token({samples::hash(1), name("alice"), DeviceId{1}, Scope::device, {}, Day{1}, {}}));
      SOTTO_TRY(t.add_token({samples::hash(2), name("alice"), {}, Scope::read, "bot", Day{1}, Day{30}}));
      SOTTO_TRY(t.add_prekeys(first, std::vector{samples::prekey(1)}));
      SOTTO_TRY(t.post(name("alice"), letter("bob", 1, DeviceId{1}), samples::roomy));
      return t.post(name("alice"), letter("bob", 1, DeviceId{2}), samples::roomy).ok() ? Status{} : Status{Error{ErrorCode::refused}};
    });
    must(store, [&](Transaction& t) { return t.remove_device(first); });
    const auto token = [&](std::uint8_t fill) {
      return ask<std::optional<Token>>(store, [&](const Snapshot& s) { return s.find_token(samples::hash(fill)); });
    };
    QVERIFY(!token(1));
    QVERIFY(token(2) && token(2)->label == "bot" && token(2)->expires == Day{30} && token(2)->scope == Scope::read);
    QVERIFY(mailbox(store, first).empty());
    QCOMPARE(mailbox(store, {name("alice"), DeviceId{2}}).size(), std::size_t{1});
  }

  void a_deleted_name_stays_retired_data() { kinds(); }
  void a_deleted_name_stays_retired() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    must(store, [](Transaction& t) { return t.add_token({samples::hash(1), name("alice"), DeviceId{1}, Scope::device, {}, Day{1}, {}}); });
    must(store, [](Transaction& t) { return t.remove_account(name("alice"), samples::hash(9)); });
    QVERIFY(ask<bool>(store, [](const Snapshot& s) { return s.name_retired(samples::hash(9)); }));
    QVERIFY(!ask<std::optional<Token>>(store, [](const Snapshot& s) { return s.find_token(samples::hash(1)); }));
    QVERIFY(ask<std::vector<Device>>(store, [](const Snapshot& s) { return s.devices(name("alice")); }).empty());
  }

  void search_finds_listed_names_by_substring_and_takes_wildcards_literally_data() { kinds(); }
  void search_finds_listed_names_by_substring_and_takes_wildcards_literally() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 0);
    add_account(store, "malik", 2, 0);
    add_account(store, "hidden", 3, 0);
    must(store, [](Transaction& t) { return t.set_profile(name("hidden"), {"Ali Hidden", "", false}); });
    const auto found = [&](const char* query, std::size_t limit) {
      std::vector<std::string> names;
      for (const auto& account : ask<std::vector<Account>>(store, [&](const Snapshot& s) { return s.search_listed(query, limit); })) {
        names.push_back(account.name.text());
      }
      return names;
    };
    QCOMPARE(found("ALI", 10), (std::vector<std::string>{"alice", "malik"}));
    QCOMPARE(found("surname", 1), std::vector<std::string>{"alice"});
    QVERIFY(found("%", 10).empty());
    QVERIFY(found("_lice", 10).empty());
    QVERIFY(found("' OR 1=1 --", 10).empty());
  }

  void every_prekey_is_handed_out_once_by_64_at_a_time_data() { kinds(); }
  void every_prekey_is_handed_out_once_by_64_at_a_time() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    const Address alice{name("alice"), DeviceId{1}};
    std::vector<wire::OneTimePrekey> keys;
    for (std::uint32_t id = 1; id <= 50; ++id) keys.push_back(samples::prekey(id));
    must(store, [&](Transaction& t) { return t.add_prekeys(alice, keys); });
    must(store, [&](Transaction& t) { return t.add_prekeys(alice, std::vector{samples::prekey(1)}); });
    std::mutex mutex;
    std::multiset<std::uint32_t> taken;
    int empty = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 64; ++i) {
      threads.emplace_back([&] {
        must(store, [&](Transaction& t) -> Status {
          SOTTO_ASSIGN(const auto key, t.take_prekey(alice));
          const std::lock_guard lock{mutex};
          if (key) taken.insert(key->id.value);
          else ++empty;
          return {};
        });
      });
    }
    for (auto& thread : threads) thread.join();
    QCOMPARE(taken.size(), std::size_t{50});
    QCOMPARE((std::set<std::uint32_t>{taken.begin(), taken.end()}.size()), std::size_t{50});
    QCOMPARE(empty, 14);
  }

  void kem_prekeys_are_kept_apart_and_handed_out_once_data() { kinds(); }
  void kem_prekeys_are_kept_apart_and_handed_out_once() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 2);
    const Address first{name("alice"), DeviceId{1}};
    const Address second{name("alice"), DeviceId{2}};
    must(store, [&](Transaction& t) -> Status {
      SOTTO_TRY(t.add_prekeys(first, std::vector{samples::prekey(1)}));
      SOTTO_TRY(t.add_kem_prekeys(first, std::vector{samples::kem_prekey(1), samples::kem_prekey(2)}));
      return t.add_kem_prekeys(first, std::vector{samples::kem_prekey(2)});
    });
    const auto left = [&](const Address& device) { return ask<std::size_t>(store, [&](const Snapshot& s) { return s.count_kem_prekeys(device); }); };
    QCOMPARE(left(first), std::size_t{2});
    QCOMPARE(left(second), std::size_t{0});
    std::vector<std::optional<wire::KemPrekey>> taken;
    QCOMPARE(error_of(store, [&](Transaction& t) -> Status {
      SOTTO_TRY(t.take_kem_prekey(first));
      return Error{ErrorCode::refused, "test"};
    }), ErrorCode::refused);
    for (int i = 0; i < 3; ++i) {
      must(store, [&](Transaction& t) -> Status {
        SOTTO_ASSIGN(auto key, t.take_kem_prekey(first));
        taken.push_back(std::move(key));
        return {};
      });
    }
    QVERIFY(taken[0] && taken[1] && !taken[2]);
    QVERIFY(taken[0]->id == PrekeyId{1} && taken[1]->id == PrekeyId{2});
    QVERIFY(taken[1]->key == samples::kem_prekey(2).key && taken[1]->signature == samples::kem_prekey(2).signature);
    QCOMPARE(ask<std::size_t>(store, [&](const Snapshot& s) { return s.count_prekeys(first); }), std::size_t{1});
    QCOMPARE(error_of(store, [&](Transaction& t) { return t.add_kem_prekeys({name("alice"), DeviceId{9}}, std::vector{samples::kem_prekey(1)}); }), ErrorCode::not_found);
  }

  void a_list_of_devices_is_one_of_an_account_and_goes_with_it_data() { kinds(); }
  void a_list_of_devices_is_one_of_an_account_and_goes_with_it() {
    auto opened = fetch();
    auto& store = *opened->store;
    using List = std::optional<wire::SignedDeviceList>;
    add_account(store, "alice", 1, 1);
    add_account(store, "bob", 2, 1);
    const auto list_of = [&](const char* who) { return ask<List>(store, [&](const Snapshot& s) { return s.device_list(name(who)); }); };
    QVERIFY(!list_of("alice") && !list_of("nobody"));
    const wire::SignedDeviceList first{Bytes(40, 1), Bytes(64, 2)};
    const wire::SignedDeviceList second{Bytes(50, 3), Bytes(64, 4)};
    must(store, [&](Transaction& t) { return t.set_device_list(name("alice"), first); });
    QVERIFY(list_of("alice") == first && !list_of("bob"));
    QCOMPARE(error_of(store, [&](Transaction& t) -> Status {
      SOTTO_TRY(t.set_device_list(name("alice"), second));
      return Error{ErrorCode::refused, "test"};
    }), ErrorCode::refused);
    QVERIFY(list_of("alice") == first);
    must(store, [&](Transaction& t) { return t.set_device_list(name("alice"), second); });
    QVERIFY(list_of("alice") == second);
    QCOMPARE(error_of(store, [&](Transaction& t) { return t.set_device_list(name("nobody"), first); }), ErrorCode::not_found);
    must(store, [&](Transaction& t) { return t.remove_account(name("alice"), Hash{}); });
    QVERIFY(!list_of("alice"));
  }

  void device_ids_that_are_skipped_are_not_given_out_data() { kinds(); }
  void device_ids_that_are_skipped_are_not_given_out() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    const auto skip = [&](const char* who, std::uint32_t up_to) { return error_of(store, [&](Transaction& t) { return t.skip_devices(name(who), DeviceId{up_to}); }); };
    const auto added = [&] {
      DeviceId id;
      must(store, [&](Transaction& t) -> Status {
        SOTTO_ASSIGN(id, t.add_device(name("alice"), Bytes{}, Day{1}));
        return {};
      });
      return id;
    };
    const auto before = added();
    must(store, [&](Transaction& t) { return t.skip_devices(name("alice"), DeviceId{9}); });
    QCOMPARE(added(), DeviceId{10});
    must(store, [&](Transaction& t) { return t.skip_devices(name("alice"), before); });
    QCOMPARE(added(), DeviceId{11});
    QCOMPARE(skip("nobody", 9), ErrorCode::not_found);
  }

  void letters_come_in_order_once_and_within_the_quota_data() { kinds(); }
  void letters_come_in_order_once_and_within_the_quota() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    const Address alice{name("alice"), DeviceId{1}};
    std::vector<Posted> outcomes;
    const auto post = [&](const Letter& one, const MailboxQuota& quota) {
      must(store, [&](Transaction& t) -> Status {
        SOTTO_ASSIGN(const auto result, t.post(name("alice"), one, quota));
        outcomes.push_back(result.outcome);
        return {};
      });
    };
    for (std::uint32_t number : {3U, 1U, 2U, 1U}) post(letter("bob", number, DeviceId{1}), samples::roomy);
    post(letter("carol", 1, DeviceId{1}), samples::roomy);            // the same id from somebody else is another letter
    post(letter("bob", 4, DeviceId{1}), {4, 1'000'000});
    post(letter("bob", 1, DeviceId{1}), {4, 1'000'000});              // a repetition needs no room
    post(letter("bob", 5, DeviceId{1}, 100), {1000, 139});
    post(letter("bob", 6, DeviceId{9}), samples::roomy);
    QCOMPARE(outcomes, (std::vector{Posted::stored, Posted::stored, Posted::stored, Posted::already_there, Posted::stored, Posted::mailbox_full,
                                    Posted::already_there, Posted::mailbox_full, Posted::no_such_device}));
    const auto all = mailbox(store, alice);
    QCOMPARE(all.size(), std::size_t{4});
    QVERIFY(all[0].letter.message == samples::message(3) && all[3].letter.sender.user == name("carol"));
    QVERIFY(all[0].letter.envelope.ciphertext == Bytes(10, 3) && all[0].letter.received_at == Instant{1234});
    QVERIFY(all[0].letter.envelope.device == DeviceId{1} && all[0].letter.sender.device == DeviceId{1});
    const auto page = ask<std::vector<StoredLetter>>(store, [&](const Snapshot& s) { return s.letters(alice, all[0].id, 2); });
    QCOMPARE(ids(page), (std::vector{all[1].id, all[2].id}));
    const auto size = ask<MailboxSize>(store, [&](const Snapshot& s) { return s.mailbox_size(alice); });
    QVERIFY(size.letters == 4 && size.bytes == 40);
  }

  void letters_are_removed_by_their_owner_alone_data() { kinds(); }
  void letters_are_removed_by_their_owner_alone() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    add_account(store, "eve", 2, 1);
    const Address alice{name("alice"), DeviceId{1}};
    must(store, [&](Transaction& t) -> Status {
      SOTTO_TRY(t.post(name("alice"), letter("bob", 1, DeviceId{1}), samples::roomy));
      SOTTO_TRY(t.post(name("alice"), letter("bob", 2, DeviceId{1}), samples::roomy));
      return {};
    });
    const auto all = ids(mailbox(store, alice));
    must(store, [&](Transaction& t) { return t.remove_letters({name("eve"), DeviceId{1}}, all); });
    QCOMPARE(mailbox(store, alice).size(), std::size_t{2});
    must(store, [&](Transaction& t) { return t.remove_letters(alice, std::vector{all[0], all[0]}); });
    QCOMPARE(ids(mailbox(store, alice)), std::vector{all[1]});
    const auto size = ask<MailboxSize>(store, [&](const Snapshot& s) { return s.mailbox_size(alice); });
    QVERIFY(size.letters == 1 && size.bytes == 10);
  }

  void works_run_in_the_order_of_their_calls_data() { kinds(); }
  void works_run_in_the_order_of_their_calls() {
    auto opened = fetch();
    std::vector<int> order;
    std::promise<void> last;
    for (int i = 0; i < 500; ++i) {
      opened->store->update(
          [&order, i](Transaction&) -> Status {
            order.push_back(i);
            return {};
          },
          [&last, i](const Status&) {
            if (i == 499) last.set_value();
          });
    }
    last.get_future().wait();
    QVERIFY(order.size() == 500 && std::is_sorted(order.begin(), order.end()));
  }

  void entries_of_a_group_are_appended_in_their_place_only_data() { kinds(); }
  void entries_of_a_group_are_appended_in_their_place_only() {
    auto opened = fetch();
    auto& store = *opened->store;
    const auto append = [&](std::uint64_t entries, std::uint8_t fill) {
      return update_and_wait(store, [&](Transaction& t) { return t.append_to_group(samples::group_change(1, entries, fill)); });
    };
    QVERIFY(append(1, 10).ok());
    QVERIFY(append(2, 20).ok());
    QCOMPARE(append(2, 99).error().code, ErrorCode::already_exists);
    QCOMPARE(append(4, 40).error().code, ErrorCode::already_exists);
    QVERIFY(append(3, 30).ok());
    const auto page = [&](std::uint64_t first, std::size_t limit, std::size_t bytes) {
      return ask<std::vector<Bytes>>(store, [&](const Snapshot& s) { return s.group_entries(samples::group_id(1), first, limit, bytes); });
    };
    QVERIFY(page(0, 10, 1000) == (std::vector<Bytes>{Bytes(10, 10), Bytes(10, 20), Bytes(10, 30)}));
    QVERIFY(page(1, 1, 1000) == std::vector<Bytes>{Bytes(10, 20)});
    QCOMPARE(page(0, 10, 25).size(), std::size_t{2});
    QVERIFY2(page(0, 10, 1).size() == 1, "an entry that is larger than the page still comes");
    QVERIFY(page(3, 10, 1000).empty());
    QVERIFY(page(UINT64_MAX, 10, 1000).empty());
  }

  void a_group_is_found_by_id_by_name_and_by_who_is_in_it_data() { kinds(); }
  void a_group_is_found_by_id_by_name_and_by_who_is_in_it() {
    auto opened = fetch();
    auto& store = *opened->store;
    must(store, [](Transaction& t) -> Status {
      auto first = samples::group_change(1, 1, 1);
      first.after.name = "Chess 100%";
      first.standings = {{name("alice"), Standing::member}, {name("bob"), Standing::waiting}};
      SOTTO_TRY(t.append_to_group(first));
      auto other = samples::group_change(2, 1, 1);
      other.standings = {{name("alice"), Standing::member}};
      return t.append_to_group(other);
    });
    const auto search = [&](const char* query, std::size_t limit) {
      return ask<std::vector<Group>>(store, [&](const Snapshot& s) { return s.search_groups(query, limit); });
    };
    QCOMPARE(search("chess", 10).size(), std::size_t{1});
    QCOMPARE(search("100%", 10).size(), std::size_t{1});
    QCOMPARE(search("_", 10).size(), std::size_t{0});
    QCOMPARE(search("", 10).size(), std::size_t{2});
    QCOMPARE(search("", 1).size(), std::size_t{1});
    const auto groups_of = [&](const char* user) {
      return ask<std::vector<Belonging>>(store, [&](const Snapshot& s) { return s.groups_of(name(user)); });
    };
    QCOMPARE(groups_of("alice").size(), std::size_t{2});
    QVERIFY(groups_of("bob").size() == 1 && groups_of("bob").front().standing == Standing::waiting);
    must(store, [](Transaction& t) {
      auto next = samples::group_change(1, 2, 1);
      next.after.name = "Go";
      next.after.members = 7;
      next.standings = {{name("alice"), std::nullopt}, {name("bob"), Standing::member}};
      return t.append_to_group(next);
    });
    QCOMPARE(groups_of("alice").size(), std::size_t{1});
    QVERIFY(groups_of("bob").front().standing == Standing::member && groups_of("bob").front().entries == 2);
    const auto found = ask<std::optional<Group>>(store, [](const Snapshot& s) { return s.find_group(samples::group_id(1)); });
    QVERIFY(found && found->name == "Go" && found->members == 7 && found->entries == 2);
    QVERIFY(!ask<std::optional<Group>>(store, [](const Snapshot& s) { return s.find_group(samples::group_id(3)); }));
  }

  void a_failed_append_leaves_no_trace_data() { kinds(); }
  void a_failed_append_leaves_no_trace() {
    auto opened = fetch();
    auto& store = *opened->store;
    QCOMPARE(error_of(store,
                      [](Transaction& t) -> Status {
                        auto change = samples::group_change(1, 1, 1);
                        change.standings = {{name("alice"), Standing::member}};
                        SOTTO_TRY(t.append_to_group(change));
                        return Error{ErrorCode::refused, "test"};
                      }),
             ErrorCode::refused);
    QVERIFY(!ask<std::optional<Group>>(store, [](const Snapshot& s) { return s.find_group(samples::group_id(1)); }));
    QVERIFY(ask<std::vector<Belonging>>(store, [](const Snapshot& s) { return s.groups_of(name("alice")); }).empty());
  }

  void posts_are_added_in_their_place_only_data() { kinds(); }
  void posts_are_added_in_their_place_only() {
    auto opened = fetch();
    auto& store = *opened->store;
    const auto group = samples::group_id(1);
    const auto add = [&](std::uint64_t sequence, std::uint32_t id, std::uint8_t fill) {
      return update_and_wait(store, [&](Transaction& t) {
        return t.add_post(group, {sequence, samples::message(id), name("alice"), Bytes(10, fill)});
      });
    };
    QCOMPARE(add(1, 1, 10).error().code, ErrorCode::not_found);
    must(store, [](Transaction& t) { return t.append_to_group(samples::group_change(1, 1, 1)); });
    for (std::uint8_t place = 1; place <= 3; ++place)
      QVERIFY(add(place, place, static_cast<std::uint8_t>(10 * place)).ok());
    QCOMPARE(add(3, 9, 1).error().code, ErrorCode::already_exists);
    QCOMPARE(add(5, 9, 1).error().code, ErrorCode::already_exists);
    QCOMPARE(add(4, 2, 1).error().code, ErrorCode::already_exists);
    const auto state = ask<PostState>(store, [&](const Snapshot& s) { return s.post_state(group); });
    QVERIFY(state.newest == 3 && state.bytes == 30);
    QCOMPARE(ask<std::uint64_t>(store, [&](const Snapshot& s) { return s.all_post_bytes(); }),
             std::uint64_t{30});
    const auto places = [&](std::uint64_t place, wire::PageDirection direction, std::size_t limit,
                            std::size_t bytes) {
      std::vector<std::uint64_t> all;
      for (const auto& post : ask<std::vector<StoredPost>>(store, [&](const Snapshot& s) {
             return s.posts({group, place, direction, limit, bytes});
           }))
        all.push_back(post.sequence);
      return all;
    };
    using Places = std::vector<std::uint64_t>;
    using wire::PageDirection;
    QCOMPARE(places(0, PageDirection::newer, 10, 1000), (Places{1, 2, 3}));
    QCOMPARE(places(1, PageDirection::newer, 1, 1000), (Places{2}));
    QCOMPARE(places(3, PageDirection::newer, 10, 1000), Places{});
    QCOMPARE(places(UINT64_MAX, PageDirection::newer, 10, 1000), Places{});
    QCOMPARE(places(UINT64_MAX, PageDirection::older, 10, 1000), (Places{3, 2, 1}));
    QCOMPARE(places(3, PageDirection::older, 10, 1000), (Places{2, 1}));
    QCOMPARE(places(3, PageDirection::older, 10, 15), (Places{2}));
    QCOMPARE(places(0, PageDirection::older, 10, 1000), Places{});
    QCOMPARE(places(1, PageDirection::older, 10, 1), Places{});
  }

  void a_post_that_is_erased_leaves_its_place_data() { kinds(); }
  void a_post_that_is_erased_leaves_its_place() {
    auto opened = fetch();
    auto& store = *opened->store;
    const auto group = samples::group_id(1);
    must(store, [&](Transaction& t) -> Status {
      SOTTO_TRY(t.append_to_group(samples::group_change(1, 1, 1)));
      SOTTO_TRY(t.add_post(group, {1, samples::message(1), name("alice"), Bytes(10, 1)}));
      return t.add_post(group, {2, samples::message(2), name("bob"), Bytes(20, 2)});
    });
    const auto erase = [&](std::uint32_t id) {
      return update_and_wait(store,
                             [&](Transaction& t) { return t.erase_post(group, samples::message(id)); });
    };
    QCOMPARE(erase(3).error().code, ErrorCode::not_found);
    QCOMPARE(error_of(store,
                      [&](Transaction& t) -> Status {
                        SOTTO_TRY(t.erase_post(group, samples::message(1)));
                        return Error{ErrorCode::refused, "test"};
                      }),
             ErrorCode::refused);
    const auto find = [&](std::uint32_t id) {
      return ask<std::optional<StoredPost>>(
          store, [&](const Snapshot& s) { return s.find_post(group, samples::message(id)); });
    };
    QCOMPARE(find(1)->post, Bytes(10, 1));
    QVERIFY(erase(1).ok());
    QVERIFY(find(1) && find(1)->post.empty() && find(1)->sequence == 1 && find(1)->author == name("alice"));
    QCOMPARE(find(2)->post, Bytes(20, 2));
    const auto state = ask<PostState>(store, [&](const Snapshot& s) { return s.post_state(group); });
    QVERIFY(state.newest == 2 && state.bytes == 20);
  }

  void parts_of_a_blob_are_appended_in_their_place_only_data() { kinds(); }
  void parts_of_a_blob_are_appended_in_their_place_only() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    must(store, [](Transaction& t) { return t.add_blob(samples::blob(1, "alice")); });
    QCOMPARE(error_of(store, [](Transaction& t) { return t.add_blob(samples::blob(1, "alice")); }),
             ErrorCode::already_exists);
    QCOMPARE(error_of(store, [](Transaction& t) { return t.add_blob(samples::blob(2, "nobody")); }),
             ErrorCode::not_found);
    const auto append = [&](std::uint64_t part, std::uint8_t fill) {
      return update_and_wait(store, [&](Transaction& t) {
        return t.append_to_blob(samples::blob_id(1), part, Bytes(10, fill));
      });
    };
    QVERIFY(append(0, 1).ok());
    QCOMPARE(append(0, 9).error().code, ErrorCode::already_exists);
    QCOMPARE(append(2, 9).error().code, ErrorCode::already_exists);
    QVERIFY(append(1, 2).ok());
    const auto blob = [&] {
      return ask<std::optional<Blob>>(store, [](const Snapshot& s) { return s.find_blob(samples::blob_id(1)); });
    };
    QVERIFY(blob()->owner == name("alice") && blob()->parts == 2 && !blob()->whole());
    QVERIFY(append(2, 3).ok());
    QVERIFY(blob()->whole());
    const auto part = [&](std::uint64_t number) {
      return ask<std::optional<Bytes>>(store,
                                       [&](const Snapshot& s) { return s.blob_part(samples::blob_id(1), number); });
    };
    QVERIFY(part(1) == Bytes(10, 2));
    QVERIFY(!part(3) && !part(UINT64_MAX));
  }

  void removed_and_unfinished_blobs_are_swept_step_by_step_data() { kinds(); }
  void removed_and_unfinished_blobs_are_swept_step_by_step() {
    auto opened = fetch();
    auto& store = *opened->store;
    add_account(store, "alice", 1, 1);
    add_account(store, "bob", 2, 1);
    must(store, [](Transaction& t) -> Status {
      for (const auto number : {std::uint8_t{1}, std::uint8_t{2}}) {
        SOTTO_TRY(t.add_blob(samples::blob(number, "alice", 20000)));
        for (const std::uint64_t part : {0U, 1U, 2U})
          SOTTO_TRY(t.append_to_blob(samples::blob_id(number), part, Bytes(10, number)));
      }
      SOTTO_TRY(t.add_blob(samples::blob(3, "bob", 20000)));
      return t.append_to_blob(samples::blob_id(3), 0, Bytes(10, 3));
    });
    const auto used = [&](const char* owner) {
      return ask<std::uint64_t>(store, [&](const Snapshot& s) { return s.blob_bytes(name(owner)); });
    };
    const auto sweep = [&](std::int64_t unfinished) {
      bool more = false;
      must(store, [&](Transaction& t) -> Status {
        SOTTO_ASSIGN(more, t.sweep_blobs(Day{unfinished}, 2));
        return {};
      });
      return more;
    };
    QCOMPARE(used("alice"), 2 * samples::blob(1, "alice").size);
    QVERIFY(!sweep(20000));
    must(store, [](Transaction& t) { return t.remove_blob(samples::blob_id(1)); });
    QCOMPARE(error_of(store, [](Transaction& t) { return t.remove_blob(samples::blob_id(1)); }), ErrorCode::not_found);
    QCOMPARE(used("alice"), samples::blob(1, "alice").size);
    int steps = 0;
    while (sweep(20000)) ++steps;
    QCOMPARE(steps, 2);
    QVERIFY(!ask<std::optional<Bytes>>(store, [](const Snapshot& s) { return s.blob_part(samples::blob_id(1), 0); }));
    QVERIFY(ask<std::optional<Bytes>>(store, [](const Snapshot& s) { return s.blob_part(samples::blob_id(2), 2); }));
    must(store, [](Transaction& t) { return t.remove_account(name("alice"), samples::hash(9)); });
    QVERIFY(!ask<std::optional<Blob>>(store, [](const Snapshot& s) { return s.find_blob(samples::blob_id(2)); }));
    while (sweep(20001)) {
    }
    QVERIFY(!ask<std::optional<Bytes>>(store, [](const Snapshot& s) { return s.blob_part(samples::blob_id(2), 0); }));
    QVERIFY2(!ask<std::optional<Blob>>(store, [](const Snapshot& s) { return s.find_blob(samples::blob_id(3)); }),
             "an upload that was given up");
    QCOMPARE(used("bob"), std::uint64_t{0});
  }

  void settings_and_news_are_kept_data() { kinds(); }
  void settings_and_news_are_kept() {
    auto opened = fetch();
    auto& store = *opened->store;
    must(store, [](Transaction& t) -> Status {
      SOTTO_TRY(t.set_setting("key", Bytes{1}));
      SOTTO_TRY(t.set_setting("key", Bytes{2}));
      SOTTO_TRY(t.add_news(Day{1}, "first", "text"));
      return t.add_news(Day{2}, "second", "text");
    });
    QVERIFY(ask<std::optional<Bytes>>(store, [](const Snapshot& s) { return s.find_setting("key"); }) == Bytes{2});
    QVERIFY(!ask<std::optional<Bytes>>(store, [](const Snapshot& s) { return s.find_setting("other"); }));
    const auto news = ask<std::vector<News>>(store, [](const Snapshot& s) { return s.news(1); });
    QVERIFY(news.size() == 1 && news[0].title == "second" && news[0].day == Day{2});
  }

  // --- What only a store with a disk can promise ---

  void a_thousand_letters_share_a_few_commits() {
    auto opened = open("sqlite");
    add_account(*opened->store, "alice", 1, 1);
    const int before = opened->commits;
    std::promise<void> all;
    std::atomic<int> left{1000};
    for (std::uint32_t i = 0; i < 1000; ++i) {
      opened->store->update(
          [i](Transaction& t) -> Status {
            SOTTO_TRY(t.post(name("alice"), letter("bob", i, DeviceId{1}), samples::roomy));
            return {};
          },
          [&](const Status& status) {
            if (!status.ok()) qFatal("post");
            if (--left == 0) all.set_value();
          });
    }
    all.get_future().wait();
    QVERIFY2(opened->commits - before < 500, "group commit");
    QCOMPARE(mailbox(*opened->store, {name("alice"), DeviceId{1}}).size(), std::size_t{1000});
  }

  void what_was_committed_is_there_after_a_new_start() {
    QTemporaryDir folder;
    const auto file = folder.filePath("relay.db").toStdString();
    {
      auto store = SqliteStore::open(file, {});
      QVERIFY(store.ok());
      add_account(**store, "alice", 1, 1);
      must(**store, [](Transaction& t) -> Status {
        SOTTO_TRY(t.post(name("alice"), letter("bob", 1, DeviceId{1}), samples::roomy));
        return {};
      });
    }
    auto store = SqliteStore::open(file, {});
    QVERIFY(store.ok());
    QCOMPARE(mailbox(**store, {name("alice"), DeviceId{1}}).size(), std::size_t{1});
  }

  void a_second_relay_on_the_same_database_is_refused() {
    QTemporaryDir folder;
    const auto file = folder.filePath("relay.db").toStdString();
    auto first = SqliteStore::open(file, {});
    QVERIFY(first.ok());
    auto second = SqliteStore::open(file, {});
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::already_exists);
  }

  void what_waits_for_a_commit_that_fails_is_not_confirmed() {
    MemoryStore store{MemoryStore::Commit::by_hand};
    std::vector<bool> heard;
    store.update([](Transaction& t) { return t.add_account(samples::account("alice", 1)); }, [&](const Status& s) { heard.push_back(s.ok()); });
    QVERIFY(heard.empty());
    store.lose();
    QCOMPARE(heard, std::vector{false});
    QVERIFY(!ask<std::optional<Account>>(store, [](const Snapshot& s) { return s.find_account(name("alice")); }));
  }
};

QTEST_GUILESS_MAIN(StoreSuite)
#include "test_store.moc"
