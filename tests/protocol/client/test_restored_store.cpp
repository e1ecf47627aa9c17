// SPDX-License-Identifier: GPL-3.0-or-later
// An old copy of a device's store is put back (attack A11). Its negative control is in test_defences_off.cpp,
// and the simulation's log of keys watches whole worlds in which it happens.
#include <QtTest>

#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::hours;

namespace {

/// The types of the envelopes that a device submits from now on.
void watch_submissions(World& world, std::vector<wire::EnvelopeType>& types) {
  world.relay.hears = [&types](const wire::Frame& frame) {
    if (const auto* submit = std::get_if<wire::Submit>(&frame)) {
      for (const auto& envelope : submit->envelopes) types.push_back(envelope.type);
    }
    return true;
  };
}

/// What an engine tells of an old copy, whose host has kept nothing.
std::vector<client::StateRestored> started_alone(store::ClientStore& store, Moment now) {
  SeededRandom random{7};
  client::Engine engine{store, random};
  if (!engine.start(now)) qFatal("the engine should start");
  std::vector<client::StateRestored> told;
  while (const auto effect = engine.poll()) {
    const auto* notify = std::get_if<client::Notify>(&*effect);
    const auto* restored = notify != nullptr ? std::get_if<client::StateRestored>(&notify->event) : nullptr;
    if (restored != nullptr) told.push_back(*restored);
  }
  return told;
}

}  // namespace

class TestRestoredStore : public QObject {
  Q_OBJECT

 private slots:
  void an_old_copy_makes_new_sessions_before_it_sends();
  void both_understand_each_other_after_it();
  void a_store_that_merely_stopped_goes_on_as_before();
  void a_copy_without_its_number_is_an_old_one();
  void an_empty_store_is_no_copy();
  void logging_out_and_in_again_is_no_old_copy();
};

void TestRestoredStore::an_old_copy_makes_new_sessions_before_it_sends() {
  Pair pair;
  store::MemoryStore backup;
  backup.copy_from(pair.alice.store());
  pair.say(pair.alice, "bob", "under a key that the copy holds unused");

  pair.alice.restore(backup);
  QCOMPARE(pair.alice.events<client::StateRestored>().size(), std::size_t{1});
  std::vector<wire::EnvelopeType> types;
  watch_submissions(pair.world, types);
  pair.say(pair.alice, "bob", "from the copy");
  QVERIFY(!types.empty());
  QVERIFY(types.front() == wire::EnvelopeType::prekey);
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"from the copy"});
}

void TestRestoredStore::both_understand_each_other_after_it() {
  Pair pair;
  store::MemoryStore backup;
  backup.copy_from(pair.bob.store());
  for (const auto* text : {"one", "two"}) pair.say(pair.alice, "bob", text);
  pair.bob.restore(backup);
  // Under a session that the copy doesn't know any more.
  pair.say(pair.alice, "bob", "three");
  pair.world.run_for(hours{2});
  pair.say(pair.bob, "alice", "four");
  pair.say(pair.alice, "bob", "five");
  const auto at_bob = pair.bob.texts_with("alice");
  for (const auto* text : {"three", "four", "five"})
    QVERIFY2(std::count(at_bob.begin(), at_bob.end(), text) == 1, text);
  const auto at_alice = pair.alice.texts_with("bob");
  QCOMPARE(at_alice, (Texts{"hi", "hi yourself", "one", "two", "three", "four", "five"}));
}

void TestRestoredStore::a_store_that_merely_stopped_goes_on_as_before() {
  Pair pair;
  pair.alice.crash();
  pair.say(pair.bob, "alice", "still there?");
  std::vector<wire::EnvelopeType> types;
  watch_submissions(pair.world, types);
  pair.say(pair.alice, "bob", "yes");
  QVERIFY(pair.alice.events<client::StateRestored>().empty());
  QVERIFY(!types.empty());
  QVERIFY(types.front() == wire::EnvelopeType::ordinary);
}

void TestRestoredStore::a_copy_without_its_number_is_an_old_one() {
  Pair pair;
  store::MemoryStore elsewhere;
  elsewhere.copy_from(pair.alice.store());
  QVERIFY(!started_alone(elsewhere, pair.world.moment()).empty());
  // Once it has begun anew it goes on.
  pair.alice.forget_kept_epoch();
  pair.alice.crash();
  pair.world.settle();
  QCOMPARE(pair.alice.events<client::StateRestored>().size(), std::size_t{1});
  pair.say(pair.alice, "bob", "from the copy");
  pair.alice.crash();
  pair.say(pair.alice, "bob", "and on");
  QCOMPARE(pair.alice.events<client::StateRestored>().size(), std::size_t{1});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"and on"});
}

void TestRestoredStore::an_empty_store_is_no_copy() {
  const World world;
  store::MemoryStore empty;
  QVERIFY(started_alone(empty, world.moment()).empty());
}

void TestRestoredStore::logging_out_and_in_again_is_no_old_copy() {
  World world;
  auto& alice = world.register_user("alice");
  auto& bob = world.ready_user("bob");
  static_cast<void>(bob.say("alice", "hello"));
  world.settle();
  QVERIFY(alice.handle(client::LogOut{}).ok());
  world.settle();
  QVERIFY(alice.handle(client::LogIn{name("alice"), password_of("alice"), "again"}).ok());
  world.settle();
  QVERIFY(alice.engine().account().has_value());
  static_cast<void>(alice.say("bob", "back again"));
  world.settle();
  alice.crash();
  world.settle();
  QVERIFY(alice.events<client::StateRestored>().empty());
  QCOMPARE(bob.texts_with("alice").back(), std::string{"back again"});
}

QTEST_GUILESS_MAIN(TestRestoredStore)
#include "test_restored_store.moc"
