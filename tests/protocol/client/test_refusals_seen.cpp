// SPDX-License-Identifier: GPL-3.0-or-later
// What a relay sees of a device that could not open a message: the same, whatever was wrong with it (attack
// A21).
#include <QtTest>

#include <functional>

#include "forged_message.hpp"
#include "pair.hpp"

using namespace sotto;
using namespace sotto::testing;
using crypto::Ciphertext;
using crypto::CiphertextType;

namespace {

/// Everything that left the device, and everything that it wrote down.
struct Seen {
  std::vector<Bytes> frames;
  std::string stored;
  friend bool operator==(const Seen&, const Seen&) = default;
};

using Damage = std::function<void(wire::Delivery&)>;

/// The same world each time, except for what the relay does to one message on its way to Bob.
Seen seen_after(const Damage& damage) {
  Pair pair;
  auto& relay = pair.world.relay;
  Seen seen;
  relay.hears = [&](const wire::Frame& frame) {
    seen.frames.push_back(wire::serialise(frame));
    return true;
  };
  relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (!(delivery.sender.user == name("alice"))) return;
    damage(delivery);
    relay.tamper_delivery = nullptr;
  };
  static_cast<void>(pair.alice.say("bob", "damaged on its way"));
  pair.world.exchange();
  seen.stored = pair.bob.dump();
  pair.world.settle();
  seen.stored += pair.bob.dump();
  return seen;
}

void wrong_mac(wire::Delivery& delivery) { delivery.envelope.ciphertext.back() ^= 1; }

/// As the sender's own message, but with another header.
Ciphertext message_of(const wire::Delivery& delivery) {
  return {CiphertextType::ordinary, delivery.envelope.ciphertext};
}

struct Row {
  const char* name;
  Damage damage;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"first byte of the MAC", [](auto& d) { *(d.envelope.ciphertext.end() - 8) ^= 1; }},
      {"middle of the body", [](auto& d) { d.envelope.ciphertext[d.envelope.ciphertext.size() / 2] ^= 1; }},
      {"last byte of the body, where the padding is",
       [](auto& d) { *(d.envelope.ciphertext.end() - 9) ^= 1; }},
      {"one byte short", [](auto& d) { d.envelope.ciphertext.pop_back(); }},
      {"cut in half", [](auto& d) { d.envelope.ciphertext.resize(d.envelope.ciphertext.size() / 2); }},
      {"nothing but a MAC", [](auto& d) { d.envelope.ciphertext.resize(8); }},
      {"one byte more", [](auto& d) { d.envelope.ciphertext.push_back(0); }},
      {"another version", [](auto& d) { d.envelope.ciphertext.front() = 0x23; }},
      {"noise", [](auto& d) { d.envelope.ciphertext.assign(d.envelope.ciphertext.size(), 0x33); }},
      {"another counter",
       [](auto& d) { d.envelope.ciphertext = crypto::test::with_counter(message_of(d), 50).data; }},
      {"a counter too far ahead",
       [](auto& d) { d.envelope.ciphertext = crypto::test::with_counter(message_of(d), 100'000).data; }},
      {"a ratchet key of low order",
       [](auto& d) {
         Bytes zero(33);
         zero.front() = 5;
         d.envelope.ciphertext = crypto::test::with_ratchet_key(message_of(d), zero).data;
       }},
  };
  return all;
}

}  // namespace

class TestRefusalsSeen : public QObject {
  Q_OBJECT

 private slots:
  void all_damage_looks_the_same_data();
  void all_damage_looks_the_same();
  void a_difference_would_be_seen();
};

void TestRefusalsSeen::all_damage_looks_the_same_data() {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& row : rows()) QTest::newRow(row.name) << number++;
}

void TestRefusalsSeen::all_damage_looks_the_same() {
  QFETCH(int, number);
  const auto expected = seen_after(wrong_mac);
  const auto seen = seen_after(rows()[static_cast<std::size_t>(number)].damage);
  QCOMPARE(seen.frames.size(), expected.frames.size());
  for (std::size_t i = 0; i < seen.frames.size(); ++i)
    QVERIFY2(seen.frames[i] == expected.frames[i], std::to_string(i).c_str());
  QVERIFY(seen.stored == expected.stored);
}

// The control: a message that was opened, or that was dropped because it belongs elsewhere, is answered
// otherwise, and the relay is meant to see that.
void TestRefusalsSeen::a_difference_would_be_seen() {
  const auto expected = seen_after(wrong_mac);
  const auto genuine = seen_after([](wire::Delivery&) {});
  QVERIFY(genuine.frames != expected.frames);
  QVERIFY(genuine.stored != expected.stored);
  const auto moved = seen_after([](wire::Delivery& delivery) { delivery.message.bytes[0] ^= 1; });
  QVERIFY(moved.frames != expected.frames);
  QVERIFY(moved.stored != expected.stored);
}

QTEST_GUILESS_MAIN(TestRefusalsSeen)
#include "test_refusals_seen.moc"
