// SPDX-License-Identifier: GPL-3.0-or-later
// Worlds with a group, and their negative control.
#include <QtTest>

#include "club_world.hpp"
#include "defences.hpp"

using namespace sotto;
using namespace sotto::simulation;

class TestClub : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { client::defences() = client::Defences{}; }
  void worlds_with_a_group_keep_their_promises();
  void a_sender_key_that_makes_two_ciphertexts_is_noticed();
  void what_is_taken_in_without_a_commit_goes_missing();
  void a_text_that_the_relay_is_told_is_noticed();
};

namespace {

constexpr std::uint64_t worlds = 100;
/// By then the simulation has to have noticed.
constexpr std::uint64_t patience = 300;

QByteArray hint(std::uint64_t seed, const Outcome& result) {
  return QByteArray::fromStdString(replay_line(seed, result, " --groups"));
}

}  // namespace

void TestClub::worlds_with_a_group_keep_their_promises() {
  std::uint64_t shown = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    const auto result = simulate_club(group_plan_of(seed));
    QVERIFY2(!result.violation, hint(seed, result));
    shown += result.shown;
  }
  QVERIFY2(shown > worlds, "people did talk");
}

void TestClub::a_sender_key_that_makes_two_ciphertexts_is_noticed() {
  const Address alice{*Username::parse("alice"), DeviceId{1}};
  // A version byte, sender key 9, iteration 7, a ciphertext, 64 bytes for the signature.
  const auto message = [](std::uint8_t content, std::uint8_t signature) {
    wire::SubmitToGroup submit;
    submit.ciphertext = {0x33, 0x08, 9, 0x10, 7, 0x1a, 1, content};
    submit.ciphertext.resize(submit.ciphertext.size() + 64, signature);
    return submit;
  };
  KeyLog log;
  QVERIFY(!log.note(alice, message(1, 1)));
  QVERIFY2(!log.note(alice, message(1, 2)), "signed again");
  QVERIFY(!log.note({alice.user, DeviceId{2}}, message(2, 1)));
  auto elsewhere = message(2, 1);
  elsewhere.group.bytes.fill(1);
  QVERIFY(!log.note(alice, elsewhere));
  QVERIFY(log.note(alice, message(2, 1)));
}

void TestClub::what_is_taken_in_without_a_commit_goes_missing() {
  client::defences().commit_first = false;
  for (std::uint64_t seed = 1; seed <= patience; ++seed) {
    const auto result = simulate_club(group_plan_of(seed));
    if (!result.violation) continue;
    qInfo("%s", hint(seed, result).constData());
    return;
  }
  QFAIL("the simulation does not notice");
}

void TestClub::a_text_that_the_relay_is_told_is_noticed() {
  auto plan = group_plan_of(1);
  plan.sabotage = Sabotage::device_leaks_plaintext;
  const auto result = simulate_club(plan);
  QVERIFY(result.violation);
  QVERIFY2(result.violation->find("told what somebody wrote") != std::string::npos, hint(1, result));
}

QTEST_GUILESS_MAIN(TestClub)
#include "test_club.moc"
