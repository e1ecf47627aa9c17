// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody has copied a device's state and talks on with it (row A16 of README.md), while the relay is real
// and takes either for the device.
#include <QtTest>
#include <algorithm>
#include <set>

#include "client/received_numbers.hpp"
#include "printing.hpp"
#include "stage.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using client::DeviceCopied;
using client::ReceivedNumbers;
using std::chrono::hours;

class TestCopies : public QObject {
  Q_OBJECT

 private slots:
  void a16_a_copy_that_talks_on_is_noticed_once();
  void a16_a_copy_in_an_archived_session_is_noticed();
  void a16_an_old_store_that_goes_on_is_noticed();
  void a16_nothing_honest_is_taken_for_a_copy_data();
  void a16_nothing_honest_is_taken_for_a_copy();
  void a16_a_number_that_came_before_is_known_again();
  void a16_many_gaps_are_forgotten_from_below();
};

namespace {

/// Alice and bob are friends; somebody has what bob's disk held.
struct Theft {
  Stage stage;
  Device& alice = stage.person("alice");
  Device& bob = stage.person("bob");
  Device& copy = stage.world.add_device("copy of bob");
  store::MemoryStore stolen;

  Theft() {
    copy.go_offline();
    stage.befriend(alice, bob);
    stolen.copy_from(bob.store());
  }
  /// The thief begins with what was stolen.
  void awaken_copy() {
    copy.pretend_newest_epoch();
    copy.restore(stolen);
  }
  /// The relay has one link for a device: the one is away while the other talks.
  void say_as(Device& speaker, const std::string& text) {
    auto& other = &speaker == &bob ? copy : bob;
    other.go_offline();
    speaker.go_online();
    speaker.crash();
    stage.world.settle();
    static_cast<void>(speaker.say("alice", text));
    stage.world.run_for(hours{2});
  }
  void answer(const std::string& text) {
    static_cast<void>(alice.say("bob", text));
    stage.world.run_for(hours{2});
  }
  [[nodiscard]] bool is_shown(const std::string& text) {
    const auto shown = texts_of(alice, "bob");
    return std::count(shown.begin(), shown.end(), text) == 1;
  }
};

struct Talk {
  std::vector<DeviceCopied> notices;
  bool copy_was_read = false;
};

Talk talk_with_both() {
  Theft theft;
  theft.awaken_copy();
  for (int round = 0; round < 4; ++round) {
    const auto number = std::to_string(round);
    theft.say_as(theft.bob, "bob " + number);
    theft.answer("to bob " + number);
    theft.say_as(theft.copy, "copy " + number);
    theft.answer("to the copy " + number);
  }
  return {theft.alice.events<DeviceCopied>(), theft.is_shown("copy 0") || theft.is_shown("copy 1")};
}

}  // namespace

void TestCopies::a16_a_copy_that_talks_on_is_noticed_once() {
  const auto talk = talk_with_both();
  QVERIFY(talk.copy_was_read);
  QCOMPARE(talk.notices.size(), 1U);
  QCOMPARE(talk.notices.front().user.text(), std::string{"bob"});
  const Without defence{&client::Defences::copies_told};
  const auto unnoticed = talk_with_both();
  QVERIFY(unnoticed.copy_was_read);
  QVERIFY(unnoticed.notices.empty());
}

namespace {

/// Alice has begun anew with bob; the thief writes in the session from before.
Talk talk_in_the_archived_session() {
  Theft theft;
  theft.stage.evil.says = [&, breaking = true](const std::optional<Address>& to, wire::Frame& frame) mutable {
    auto* deliver = std::get_if<wire::Deliver>(&frame);
    if (breaking && deliver != nullptr && to == theft.alice.address()) {
      deliver->deliveries.front().envelope.ciphertext.back() ^= 1U;
      breaking = false;
    }
    return true;
  };
  theft.say_as(theft.bob, "broken");
  theft.say_as(theft.bob, "in the new session");
  theft.awaken_copy();
  theft.say_as(theft.copy, "in the old session");
  return {theft.alice.events<DeviceCopied>(), theft.is_shown("in the old session")};
}

}  // namespace

void TestCopies::a16_a_copy_in_an_archived_session_is_noticed() {
  const auto talk = talk_in_the_archived_session();
  QVERIFY(talk.copy_was_read);
  QCOMPARE(talk.notices.size(), 1U);
  const Without defence{&client::Defences::copies_told};
  QVERIFY(talk_in_the_archived_session().notices.empty());
}

namespace {

/// Bob's own disk is put back, twice to the same day, and he goes on talking.
std::size_t notices_after_going_back() {
  Theft theft;
  for (int time = 0; time < 2; ++time) {
    for (int number = 0; number < 3; ++number) {
      theft.stage.write(theft.bob, theft.alice, "before");
      theft.stage.write(theft.alice, theft.bob, "answer");
    }
    theft.bob.restore(theft.stolen);
    theft.stage.world.settle();
    for (int number = 0; number < 3; ++number) {
      theft.stage.write(theft.bob, theft.alice, "after");
      theft.stage.world.run_for(hours{2});
      theft.stage.write(theft.alice, theft.bob, "answer");
    }
  }
  return theft.alice.events<DeviceCopied>().size();
}

}  // namespace

// It is the same as a copy for whoever hears it, so this is told too; a device that knows of it begins anew.
void TestCopies::a16_an_old_store_that_goes_on_is_noticed() {
  QCOMPARE(notices_after_going_back(), 0U);
  const Without defence{&client::Defences::state_epoch};
  QCOMPARE(notices_after_going_back(), 1U);
}

namespace {

using Mischief = void (*)(Theft&);

/// The relay says everything twice, and in the end all of it again, the last first.
void repeat_everything(Theft& theft) {
  auto& evil = theft.stage.evil;
  evil.says = [&](const std::optional<Address>& to, wire::Frame& frame) {
    if (std::holds_alternative<wire::Deliver>(frame) && to) evil.inject(*to, frame);
    return true;
  };
  for (const auto* text : {"one", "two", "three"}) theft.stage.write(theft.bob, theft.alice, text);
  const auto all = evil.deliveries;
  for (auto again = all.rbegin(); again != all.rend(); ++again) {
    if (again->first == theft.alice.address()) evil.inject(again->first, wire::Deliver{{again->second}, 0});
  }
  theft.stage.world.settle();
}

/// Both begin a session at the same time, after each has lost what it had.
void cross_sessions(Theft& theft) {
  store::MemoryStore at_alice;
  at_alice.copy_from(theft.alice.store());
  theft.stage.write(theft.bob, theft.alice, "before");
  theft.stage.write(theft.alice, theft.bob, "before");
  theft.alice.restore(at_alice);
  theft.bob.restore(theft.stolen);
  for (int number = 0; number < 3; ++number) {
    static_cast<void>(theft.alice.say("bob", "crossing"));
    static_cast<void>(theft.bob.say("alice", "crossing"));
    theft.stage.world.run_for(hours{2});
  }
}

/// Every third message is damaged on its way, asked for again and sent again.
void damage_some(Theft& theft) {
  theft.stage.evil.says = [&, count = 0](const std::optional<Address>& to, wire::Frame& frame) mutable {
    auto* deliver = std::get_if<wire::Deliver>(&frame);
    if (deliver != nullptr && to == theft.alice.address() && ++count % 3 == 0) {
      deliver->deliveries.front().envelope.ciphertext.back() ^= 1U;
    }
    return true;
  };
  for (int number = 0; number < 9; ++number) {
    theft.stage.write(theft.bob, theft.alice, "damaged or not");
    theft.stage.world.run_for(hours{2});
  }
  theft.stage.evil.says = nullptr;
}

/// Half of what bob says reaches alice after a restart on both sides.
void keep_back_some(Theft& theft) {
  int count = 0;
  theft.stage.evil.says = [&](const std::optional<Address>& to, wire::Frame& frame) {
    const bool counts = std::holds_alternative<wire::Deliver>(frame) && to == theft.alice.address();
    return !counts || ++count % 2 != 0;
  };
  for (int number = 0; number < 6; ++number) theft.stage.write(theft.bob, theft.alice, "late or not");
  theft.stage.evil.says = nullptr;
  theft.bob.crash();
  theft.alice.crash();
  theft.stage.world.run_for(hours{2});
}

}  // namespace

void TestCopies::a16_nothing_honest_is_taken_for_a_copy_data() {
  QTest::addColumn<Mischief>("meddle");
  QTest::newRow("everything repeated and reversed") << Mischief{repeat_everything};
  QTest::newRow("sessions that cross after two old stores") << Mischief{cross_sessions};
  QTest::newRow("damaged messages that come again") << Mischief{damage_some};
  QTest::newRow("messages that come late") << Mischief{keep_back_some};
}

void TestCopies::a16_nothing_honest_is_taken_for_a_copy() {
  QFETCH(Mischief, meddle);
  Theft theft;
  meddle(theft);
  theft.stage.write(theft.bob, theft.alice, "the last word");
  QVERIFY(theft.is_shown("the last word"));
  QVERIFY(theft.alice.events<DeviceCopied>().empty());
  QVERIFY(theft.bob.events<DeviceCopied>().empty());
}

namespace {

ReceivedNumbers read_again(const ReceivedNumbers& numbers) {
  client::RecordWriter out;
  numbers.write(out);
  client::RecordReader in{out.view()};
  auto read = ReceivedNumbers::read(in);
  if (!in.finish().ok()) qFatal("what was written does not read");
  return read;
}

}  // namespace

void TestCopies::a16_a_number_that_came_before_is_known_again() {
  SeededRandom random{16};
  ReceivedNumbers numbers;
  std::set<std::uint64_t> known;
  for (int round = 0; round < 400; ++round) {
    std::array<std::uint8_t, 1> byte{};
    QVERIFY(random.fill(byte).ok());
    const std::uint64_t number = 1 + byte[0] % 96;
    QCOMPARE(numbers.insert(number), known.insert(number).second);
    numbers = read_again(numbers);
  }
  QCOMPARE(known.size(), std::size_t{96});
}

void TestCopies::a16_many_gaps_are_forgotten_from_below() {
  ReceivedNumbers numbers;
  for (std::uint64_t number = 1; number <= ReceivedNumbers::max_ranges + 1; ++number)
    QVERIFY(numbers.insert(10 * number));
  numbers = read_again(numbers);
  QVERIFY(!numbers.insert(20));
  QVERIFY(!numbers.insert(10 * (ReceivedNumbers::max_ranges + 1)));
  QVERIFY(numbers.insert(10));
}

QTEST_GUILESS_MAIN(TestCopies)
#include "test_copies.moc"
