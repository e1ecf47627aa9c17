// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on a conversation that has begun (rows A13 to A20 of README.md), by a relay that is real and
// hostile.
#include <QtTest>

#include "forging.hpp"
#include "printing.hpp"
#include "sotto/wire/content.hpp"
#include "stage.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using crypto::Ciphertext;
using crypto::CiphertextType;
using std::chrono::minutes;
using std::chrono::seconds;
using Texts = std::vector<std::string>;

class TestRatchet : public QObject {
  Q_OBJECT

 private slots:
  void a13_forged_counters_are_few_and_keep_little();
  void a14_a_gap_of_2001_messages_heals_and_is_shown();
  void a14_texts_that_the_relay_drops_are_counted();
  void a17_a_forged_duplicate_delivers_nothing();
  void a19_other_versions_are_not_read_data();
  void a19_other_versions_are_not_read();
  void a20_no_forged_mac_is_accepted();
  void dropped_doubled_and_reversed_messages_are_shown_once_in_order();
};

namespace {

/// What bob was delivered last.
wire::Delivery last_delivery_to(Stage& stage, const Address& device) {
  const auto& all = stage.evil.deliveries;
  const auto last =
      std::find_if(all.rbegin(), all.rend(), [&](const auto& delivery) { return delivery.first == device; });
  return last->second;
}

void deliver(Stage& stage, Device& to, const wire::Delivery& delivery) {
  stage.evil.inject(to.address(), wire::Deliver{{delivery}, 0});
  stage.world.exchange();
}

struct Bomb {
  std::size_t tried = 0;
  std::size_t largest_record = 0;
};

std::size_t session_bytes(Device& device) {
  std::size_t bytes = 0;
  const auto records = *device.store().scan(store::Table::session, {}, 100);
  for (const auto& record : records) bytes += record.value.size();
  return bytes;
}

/// A hundred headers, each just within the jump that is allowed, with MACs that are wrong.
Bomb forged_counters() {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  stage.write(alice, bob, "genuine");
  auto forged = last_delivery_to(stage, bob.address());
  const Ciphertext genuine{CiphertextType::ordinary, forged.envelope.ciphertext};
  Bomb bomb;
  bob.forget_events();
  for (std::uint32_t number = 0; number < 100; ++number) {
    forged.envelope.ciphertext = crypto::test::with_counter(genuine, 1'900 + number % 50).data;
    forged.message.bytes[0] = static_cast<std::uint8_t>(number);
    forged.message.bytes[1] = 0xff;
    deliver(stage, bob, forged);
    bomb.largest_record = std::max(bomb.largest_record, session_bytes(bob));
  }
  bomb.tried = bob.events<client::MessageUndecryptable>().size();
  return bomb;
}

}  // namespace

void TestRatchet::a13_forged_counters_are_few_and_keep_little() {
  const auto bomb = forged_counters();
  QVERIFY2(bomb.tried <= 10, std::to_string(bomb.tried).c_str());
  QVERIFY(bomb.largest_record < 100 * 1024);
  const Without defence{&crypto::Defences::throttle};
  QCOMPARE(forged_counters().tried, 100U);
}

namespace {

struct Gap {
  bool was_reset_in_time = false;  ///< within ten seconds
  bool was_reset = false;
  std::size_t notices = 0;
  Texts shown;
  Texts missing;  ///< as the conversation says: the counts
};

/// The relay takes `lost` messages of alice and gives bob only what comes after them.
Gap gap_of(int lost) {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  bool taking = true;
  stage.evil.hears = [&](const std::optional<Address>& device, wire::Frame& frame) {
    const auto* submit = std::get_if<wire::Submit>(&frame);
    if (!taking || submit == nullptr || device != alice.address()) return true;
    stage.evil.inject(
        alice.address(),
        wire::SubmitReply{
            submit->message, submit->recipient, wire::SubmitOutcome::accepted, {}, {}, Duration{0}});
    return false;
  };
  for (int number = 0; number < lost; ++number) {
    static_cast<void>(alice.say("bob", "lost"));
    stage.world.exchange();
  }
  taking = false;
  static_cast<void>(alice.say("bob", "after the gap"));
  stage.world.run_for(seconds{10});
  Gap gap;
  gap.was_reset_in_time = !bob.events<client::SessionReset>().empty();
  static_cast<void>(alice.say("bob", "and on"));
  stage.world.run_for(seconds{10});
  gap.was_reset = !bob.events<client::SessionReset>().empty();
  gap.notices = bob.events<client::MessageUndecryptable>().size();
  gap.shown = texts_of(bob, "alice");
  for (const auto& message : bob.messages_with("alice"))
    if (message.kind == store::MessageKind::message_missing) gap.missing.push_back(message.body);
  return gap;
}

/// The relay keeps some texts back, in the middle of the talk, and nobody is told.
bool lost_texts_leave_no_gap() { return gap_of(3).missing.empty(); }

}  // namespace

void TestRatchet::a14_a_gap_of_2001_messages_heals_and_is_shown() {
  const auto gap = gap_of(2'001);
  QVERIFY(gap.was_reset_in_time);
  QCOMPARE(gap.notices, 1U);
  QCOMPARE(gap.shown, (Texts{"hello", "after the gap", "and on"}));
  QCOMPARE(gap.missing, Texts{"2001"});
  // The control: a gap that the ratchet can cross needs no new session, so it is the gap that was seen above.
  const auto small = gap_of(150);
  QVERIFY(!small.was_reset);
  QCOMPARE(small.notices, 0U);
  QCOMPARE(small.missing, Texts{"150"});
}

void TestRatchet::a14_texts_that_the_relay_drops_are_counted() {
  QVERIFY(!lost_texts_leave_no_gap());
  const Without defence{&client::Defences::texts_counted};
  QVERIFY(lost_texts_leave_no_gap());
}

// A used key leaves nothing to check a MAC with: whatever is said of such a message, it counts for nothing.
void TestRatchet::a17_a_forged_duplicate_delivers_nothing() {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  stage.write(alice, bob, "genuine");
  auto forged = last_delivery_to(stage, bob.address());
  forged.envelope.ciphertext.back() ^= 1U;
  forged.message.bytes[0] ^= 1U;
  const auto before = bob.dump();
  deliver(stage, bob, forged);
  QCOMPARE(bob.dump(), before);
  QCOMPARE(texts_of(bob, "alice"), (Texts{"hello", "genuine"}));
  stage.write(alice, bob, "next");
  QCOMPARE(texts_of(bob, "alice"), (Texts{"hello", "genuine", "next"}));
  // The control: a forgery under a key that is still there leaves a gap that everybody sees.
  const auto between = bob.dump();
  stage.evil.says = [&](const std::optional<Address>& to, wire::Frame& frame) {
    auto* broken = std::get_if<wire::Deliver>(&frame);
    if (broken != nullptr && to == bob.address()) broken->deliveries.front().envelope.ciphertext.back() ^= 1U;
    return true;
  };
  static_cast<void>(alice.say("bob", "broken"));
  stage.world.exchange();
  QVERIFY(bob.dump() != between);
}

void TestRatchet::a19_other_versions_are_not_read_data() {
  QTest::addColumn<int>("envelope_version");
  QTest::addColumn<int>("suite");
  QTest::addColumn<int>("first_byte");
  QTest::newRow("the message's version 2") << 1 << 2 << 0x23;
  QTest::newRow("a message of the future") << 1 << 2 << 0x44;
  QTest::newRow("the envelope's version 0") << 0 << 2 << 0x33;
  QTest::newRow("a lower suite") << 1 << 1 << 0x33;
  QTest::newRow("an unknown suite") << 1 << 99 << 0x33;
}

void TestRatchet::a19_other_versions_are_not_read() {
  QFETCH(int, envelope_version);
  QFETCH(int, suite);
  QFETCH(int, first_byte);
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  bool tampering = true;
  stage.evil.says = [&](const std::optional<Address>& to, wire::Frame& frame) {
    auto* deliver = std::get_if<wire::Deliver>(&frame);
    if (!tampering || deliver == nullptr || to != bob.address()) return true;
    for (auto& delivery : deliver->deliveries) {
      delivery.envelope.version = static_cast<std::uint32_t>(envelope_version);
      delivery.envelope.suite = static_cast<std::uint32_t>(suite);
      delivery.envelope.ciphertext.front() = static_cast<std::uint8_t>(first_byte);
    }
    return true;
  };
  static_cast<void>(alice.say("bob", "downgraded"));
  stage.world.exchange();
  QCOMPARE(texts_of(bob, "alice"), Texts{"hello"});
  // The control: what was changed is all that was in the way; it comes again when the relay is honest.
  tampering = false;
  stage.evil.close_all();
  stage.world.run_for(std::chrono::hours{3});
  QCOMPARE(texts_of(bob, "alice"), (Texts{"hello", "downgraded"}));
}

namespace {

struct Guesses {
  int tried = 0;  ///< up to the MAC; the others were put off without a look
  int opened = 0;
};

/// So many random MACs around a message of alice's that is genuine but for them.
Guesses guess_macs(crypto::test::Party& bob, const crypto::test::Party& alice, const Ciphertext& genuine,
                   int guesses) {
  SeededRandom random{20};
  Guesses result;
  for (int guess = 0; guess < guesses; ++guess) {
    auto forged = genuine;
    static_cast<void>(random.fill(std::span{forged.data}.last(crypto::test::message_mac_size)));
    const auto opened = bob.try_read(alice, forged);
    const bool put_off = !opened.ok() && opened.error().code == ErrorCode::throttled;
    result.tried += put_off ? 0 : 1;
    result.opened += opened.ok() ? 1 : 0;
  }
  return result;
}

}  // namespace

// The MAC has 8 bytes: guessing is hopeless, and the throttle makes it slow too. Here a million times,
// without the throttle.
void TestRatchet::a20_no_forged_mac_is_accepted() {
  constexpr int guesses = 1'000'000;
  crypto::test::Party alice{"alice", 1};
  crypto::test::Party bob{"bob", 2};
  crypto::test::must(alice.meet(bob));
  bob.read(alice, alice.write(bob, "hello"));
  alice.read(bob, bob.write(alice, "hello"));
  // With the chain known, a guess costs no agreement of keys: so there is time for a million.
  bob.read(alice, alice.write(bob, "the first of a chain"));
  const auto genuine = alice.write(bob, "genuine");
  const auto before = bob.state.tables;
  {
    const Without defence{&crypto::Defences::throttle};
    const auto result = guess_macs(bob, alice, genuine, guesses);
    QCOMPARE(result.tried, guesses);
    QCOMPARE(result.opened, 0);
  }
  bob.restart();
  const auto throttled = guess_macs(bob, alice, genuine, 1'000);
  QCOMPARE(throttled.tried, 10);
  QCOMPARE(throttled.opened, 0);
  QVERIFY(bob.state.tables == before);
  // The control: nothing but the MAC was wrong.
  bob.restart();
  QCOMPARE(bob.read(alice, genuine), std::string{"genuine"});
}

namespace {

struct Mixture {
  Texts shown;
  bool all_is_quiet = true;
};

/// The relay keeps every third delivery back, doubles what it lets through, and in the end says all of it
/// again, the last first.
Mixture shown_after_a_mixture() {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  bob.forget_events();
  int count = 0;
  stage.evil.says = [&](const std::optional<Address>& to, wire::Frame& frame) {
    if (!std::holds_alternative<wire::Deliver>(frame) || to != bob.address()) return true;
    if (++count % 3 == 0) return false;
    stage.evil.inject(bob.address(), frame);
    return true;
  };
  const auto first = stage.evil.deliveries.size();
  for (int number = 0; number < 12; ++number) {
    static_cast<void>(alice.say("bob", std::to_string(number)));
    stage.world.exchange();
  }
  const std::vector all(stage.evil.deliveries.begin() + static_cast<std::ptrdiff_t>(first),
                        stage.evil.deliveries.end());
  for (auto again = all.rbegin(); again != all.rend(); ++again) {
    if (again->first == bob.address()) deliver(stage, bob, again->second);
  }
  stage.evil.says = nullptr;
  stage.world.run_for(minutes{5});
  return {texts_of(bob, "alice"), bob.events<client::MessageUndecryptable>().empty()};
}

}  // namespace

void TestRatchet::dropped_doubled_and_reversed_messages_are_shown_once_in_order() {
  Texts wanted{"hello"};
  for (int number = 0; number < 12; ++number) wanted.push_back(std::to_string(number));
  const auto mixture = shown_after_a_mixture();
  QCOMPARE(mixture.shown, wanted);
  QVERIFY(mixture.all_is_quiet);
  // Without the table of what was taken in, the ratchet alone refuses the second copy, as if something were
  // wrong.
  const Without defence{&client::Defences::shown_once};
  QVERIFY(!shown_after_a_mixture().all_is_quiet);
}

QTEST_GUILESS_MAIN(TestRatchet)
#include "test_ratchet.moc"
