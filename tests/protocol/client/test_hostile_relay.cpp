// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "printing.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;

/// Frames that a hostile relay makes up: they change nothing that is stored, and crash nothing.
class TestHostileRelay : public QObject {
  Q_OBJECT

 private slots:
  void answers_to_nothing_change_nothing();
  void changed_frames_change_nothing();
  void random_bytes_change_nothing();
  void an_answer_of_the_wrong_kind_is_no_answer();
  void a_made_up_acceptance_does_not_end_a_message();
};

namespace {

std::vector<wire::Frame> stray_frames() {
  std::vector<wire::Frame> frames;
  const auto mallory = name("mallory");
  const MessageId id{};
  for (std::uint64_t call = 0; call < 40; ++call) {
    frames.push_back(wire::CallReply{CallId{call}, wire::Done{}});
    frames.push_back(wire::CallReply{CallId{call}, wire::KeysPublished{3}});
    frames.push_back(wire::CallReply{CallId{call}, wire::Bundles{mallory, Bytes(33, 5), {}}});
    frames.push_back(wire::CallReply{CallId{call}, wire::SessionGrant{SecretBytes{32}, DeviceId{9}}});
    frames.push_back(wire::CallReply{CallId{call}, wire::Profiles{}});
    frames.push_back(
        wire::CallReply{CallId{call}, wire::CallFailure{wire::CallFailureCode::unauthorised, Duration{0}}});
  }
  for (std::uint32_t outcome = 1; outcome <= 8; ++outcome) {
    frames.push_back(
        wire::SubmitReply{id, mallory, static_cast<wire::SubmitOutcome>(outcome), {}, {}, Duration{0}});
  }
  frames.push_back(wire::Welcome{mallory, DeviceId{1}, Instant{}, true, 100, 0, 0});
  frames.push_back(wire::PrekeysLow{90, 90});
  frames.push_back(wire::Authenticate{SecretBytes{32}});
  frames.push_back(wire::Submit{
      id, mallory, {{1, 1, DeviceId{1}, wire::EnvelopeType::prekey, Bytes(99, 1)}}, wire::Keeping::mailbox});
  frames.push_back(wire::Acknowledge{{DeliveryId{1}}, {DeliveryId{2}}});
  for (const auto type : {wire::EnvelopeType::ordinary, wire::EnvelopeType::prekey}) {
    for (const auto* sender : {"mallory", "bob", "alice"}) {
      for (const std::uint32_t device : {1U, 5U}) {
        for (const std::uint32_t from : {1U, 4U}) {
          frames.push_back(wire::Deliver{{{DeliveryId{1},
                                           id,
                                           {name(sender), DeviceId{from}},
                                           Instant{},
                                           {1, 2, DeviceId{device}, type, Bytes(80, 0x33)}}},
                                         0});
        }
      }
    }
  }
  return frames;
}

}  // namespace

void TestHostileRelay::answers_to_nothing_change_nothing() {
  World world;
  auto& alice = world.ready_user("alice");
  const auto before = alice.dump();
  for (const auto& frame : stray_frames()) {
    QVERIFY(alice.handle(client::FrameReceived{wire::serialise(frame)}).ok());
  }
  // Only one's own name as the sender of what cannot be decrypted leaves something: the wish to begin anew.
  QVERIFY(alice.engine().account().has_value());
  QCOMPARE(*alice.store().count(store::Table::outbox), 0U);
  QVERIFY((*alice.store().conversations()).empty());
  QCOMPARE(*alice.store().count(store::Table::session), 0U);
  QCOMPARE(*alice.store().count(store::Table::identity), 0U);
  static_cast<void>(before);
}

void TestHostileRelay::changed_frames_change_nothing() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  std::vector<Bytes> genuine;
  world.relay.says = [&](const wire::Frame& frame) {
    if (std::holds_alternative<wire::Deliver>(frame)) genuine.push_back(wire::serialise(frame));
    return true;
  };
  QVERIFY(alice.say("bob", "genuine").ok());
  world.settle();
  QVERIFY(!genuine.empty());
  SeededRandom random{7};
  for (int round = 0; round < 5'000; ++round) {
    auto bytes = genuine[random.next() % genuine.size()];
    const auto changes = 1 + random.next() % 4;
    for (std::uint64_t change = 0; change < changes; ++change) {
      bytes[random.next() % bytes.size()] = static_cast<std::uint8_t>(random.next());
    }
    if (random.next() % 4 == 0) bytes.resize(random.next() % bytes.size());
    QVERIFY(bob.handle(client::FrameReceived{bytes}).ok());
  }
  QCOMPARE(bob.texts_with("alice"), Texts{"genuine"});
  QVERIFY(bob.events<client::IdentityChanged>().empty());
  world.settle();
  QVERIFY(alice.say("bob", "next").ok());
  world.settle(std::chrono::minutes{2});
  QCOMPARE(bob.texts_with("alice"), (Texts{"genuine", "next"}));
}

void TestHostileRelay::random_bytes_change_nothing() {
  World world;
  auto& alice = world.ready_user("alice");
  const auto before = alice.dump();
  SeededRandom random{11};
  for (int round = 0; round < 20'000; ++round) {
    Bytes bytes(random.next() % 200);
    static_cast<void>(random.fill(bytes));
    QVERIFY(alice.handle(client::FrameReceived{bytes}).ok());
  }
  QCOMPARE(alice.dump(), before);
  QCOMPARE(alice.engine().link(), client::LinkState::online);
}

void TestHostileRelay::an_answer_of_the_wrong_kind_is_no_answer() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  bool lying = true;
  world.relay.says = [&](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    if (lying && reply != nullptr && std::holds_alternative<wire::Bundles>(reply->reply)) {
      const_cast<wire::CallReply*>(reply)->reply = wire::Done{};
    }
    return true;
  };
  QVERIFY(alice.say("bob", "patience").ok());
  world.run_for(std::chrono::minutes{10});
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::waiting);
  QVERIFY2(world.relay.bundle_fetches["bob"] < 40, "not a hot loop");
  lying = false;
  world.run_for(std::chrono::minutes{10});
  QCOMPARE(bob.texts_with("alice"), Texts{"patience"});
}

void TestHostileRelay::a_made_up_acceptance_does_not_end_a_message() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  // Before the bundles have come nothing was submitted, so nothing can have been accepted.
  bool silent = true;
  world.relay.hears = [&](const wire::Frame& frame) {
    const auto* call = std::get_if<wire::CallRequest>(&frame);
    return !(silent && call != nullptr && std::holds_alternative<wire::FetchBundlesRequest>(call->call));
  };
  QVERIFY(alice.say("bob", "not yet").ok());
  const auto id = alice.messages_with("bob").back().id;
  const wire::SubmitReply reply{id, name("bob"), wire::SubmitOutcome::accepted, {}, {}, Duration{0}};
  QVERIFY(alice.handle(client::FrameReceived{wire::serialise(reply)}).ok());
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::waiting);
  silent = false;
  world.run_for(std::chrono::minutes{2});
  QCOMPARE(bob.texts_with("alice"), Texts{"not yet"});
}

QTEST_GUILESS_MAIN(TestHostileRelay)
#include "test_hostile_relay.moc"
