// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "printing.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::hours;
using std::chrono::minutes;
using Texts = std::vector<std::string>;
using Days = std::chrono::duration<std::int64_t, std::ratio<86400>>;

/// The hybrid suite in the engine: it is the only one, its prekeys are looked after, and nothing gets lost
/// for it.
class TestHybrid : public QObject {
  Q_OBJECT

 private slots:
  void everything_goes_out_in_suite_2();
  void an_envelope_of_another_suite_is_refused();
  void a_bundle_of_another_suite_is_refused();
  void a_bundle_with_a_foreign_kem_prekey_is_refused();
  void kem_prekeys_are_used_once_and_refilled_in_one_size();
  void the_last_resort_is_renewed_and_erased_with_the_signed_prekey();
  void a_conversation_goes_on_when_the_relay_has_no_one_time_prekeys();
  void a_first_message_for_a_kem_prekey_that_is_gone_comes_again();
  void a_long_conversation_survives_restarts();
};

namespace {

void converse(World& world, Device& a, Device& b, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    QVERIFY(a.say(b.address().user.text(), "ping").ok());
    world.settle();
    QVERIFY(b.say(a.address().user.text(), "pong").ok());
    world.settle();
  }
}

}  // namespace

void TestHybrid::everything_goes_out_in_suite_2() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  converse(world, alice, bob, 2);
  QVERIFY(world.relay.submissions.size() > 4);  // receipts among them
  for (const auto& [sender, submit] : world.relay.submissions) {
    for (const auto& envelope : submit.envelopes) QCOMPARE(envelope.suite, wire::suite_hybrid);
  }
  for (const auto& publication : world.relay.publications) {
    QCOMPARE(publication.suite, wire::suite_hybrid);
    QVERIFY(publication.kem_last_resort.has_value());
  }
}

void TestHybrid::an_envelope_of_another_suite_is_refused() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  converse(world, alice, bob, 1);
  world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (delivery.sender == alice.address()) delivery.envelope.suite = 1;
  };
  const auto before = bob.texts_with("alice");
  QVERIFY(alice.say("bob", "downgraded").ok());
  world.exchange();
  QCOMPARE(bob.texts_with("alice"), before);
  const auto told = bob.events<client::MessageUndecryptable>();
  QVERIFY(!told.empty());
  QCOMPARE(told.back().code, ErrorCode::unsupported_suite);
  // Once the relay is honest again, what was lost comes again.
  world.relay.tamper_delivery = nullptr;
  world.run_for(hours{3});
  QCOMPARE(bob.texts_with("alice").back(), std::string{"downgraded"});
}

void TestHybrid::a_bundle_of_another_suite_is_refused() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  bool lying = true;
  world.relay.tamper_bundles = [&](wire::Bundles& bundles) {
    for (auto& device : bundles.devices) {
      if (lying) device.suite = 1;
    }
  };
  QVERIFY(alice.say("bob", "patience").ok());
  world.settle(minutes{1});
  QVERIFY(!alice.events<client::DeviceRefused>().empty());
  QVERIFY(bob.texts_with("alice").empty());
  QCOMPARE(*alice.store().count(store::Table::session), 0U);
  lying = false;
  world.settle(minutes{10});
  QCOMPARE(bob.texts_with("alice"), Texts{"patience"});
}

void TestHybrid::a_bundle_with_a_foreign_kem_prekey_is_refused() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  auto& mallory = world.ready_user("mallory");
  world.relay.tamper_bundles = [&](wire::Bundles& bundles) {
    for (auto& device : bundles.devices)
      device.kem_prekey = world.relay.device(mallory.address()).kem.front();
  };
  QVERIFY(alice.say("bob", "for bob").ok());
  world.settle(minutes{1});
  QVERIFY(!alice.events<client::DeviceRefused>().empty());
  QVERIFY(bob.texts_with("alice").empty());
  QCOMPARE(*alice.store().count(store::Table::kem_record), 0U);
}

void TestHybrid::kem_prekeys_are_used_once_and_refilled_in_one_size() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  auto& kem = world.relay.device(bob.address()).kem;
  QCOMPARE(kem.size(), 50U);
  const auto kept = *bob.store().count(store::Table::kem_prekey);
  QVERIFY(alice.say("bob", "first").ok());
  world.settle();
  QCOMPARE(*bob.store().count(store::Table::kem_prekey), kept - 1);
  while (kem.size() > 20) kem.pop_front();
  world.relay.publications.clear();
  for (int repeat = 0; repeat < 5; ++repeat) world.relay.inject(bob.address(), wire::PrekeysLow{100, 20});
  world.run_for(minutes{1});
  QCOMPARE(world.relay.publications.size(), 1U);
  QCOMPARE(world.relay.publications.front().kem_prekeys.size(), 30U);
  QVERIFY(world.relay.publications.front().one_time_prekeys.empty());
}

void TestHybrid::the_last_resort_is_renewed_and_erased_with_the_signed_prekey() {
  World world;
  auto& bob = world.ready_user("bob");
  const auto first = world.relay.device(bob.address()).keys->kem_last_resort->id;
  world.run_for(Days{7});
  const auto second = world.relay.device(bob.address()).keys->kem_last_resort->id;
  QVERIFY(!(first == second));
  const auto one_time = *bob.store().count(store::Table::prekey) / 2;  // 100 of the one kind, 50 of the other
  QCOMPARE(*bob.store().count(store::Table::kem_prekey), one_time + 2);
  world.run_for(Days{60});
  QCOMPARE(*bob.store().count(store::Table::kem_prekey),
           one_time + *bob.store().count(store::Table::signed_prekey));
}

void TestHybrid::a_conversation_goes_on_when_the_relay_has_no_one_time_prekeys() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  world.relay.device(bob.address()).one_time.clear();
  world.relay.device(bob.address()).kem.clear();
  converse(world, alice, bob, 3);
  QCOMPARE(bob.texts_with("alice").size(), 6U);
}

void TestHybrid::a_first_message_for_a_kem_prekey_that_is_gone_comes_again() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  const auto used = world.relay.device(bob.address()).kem.front();
  Bytes key;
  for (int shift = 24; shift >= 0; shift -= 8)
    key.push_back(static_cast<std::uint8_t>(used.id.value >> shift));
  QVERIFY(bob.store().begin().ok());
  QVERIFY(bob.store().erase(store::Table::kem_prekey, key).ok());
  QVERIFY(bob.store().commit().ok());
  QVERIFY(alice.say("bob", "once more").ok());
  world.settle(minutes{5});
  QCOMPARE(bob.texts_with("alice"), Texts{"once more"});
}

void TestHybrid::a_long_conversation_survives_restarts() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  for (int round = 0; round < 40; ++round) {
    converse(world, alice, bob, 1);
    if (round % 7 == 3) alice.crash();
    if (round % 5 == 2) bob.crash();
    if (round == 20) world.run_for(hours{30});
  }
  QCOMPARE(bob.texts_with("alice").size(), 80U);
  QCOMPARE(alice.texts_with("bob").size(), 80U);
  QVERIFY(alice.events<client::SessionReset>().empty());
  QVERIFY(bob.events<client::SessionReset>().empty());
}

QTEST_GUILESS_MAIN(TestHybrid)
#include "test_hybrid.moc"
