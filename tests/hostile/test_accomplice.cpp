// SPDX-License-Identifier: GPL-3.0-or-later
// Rows B11 and B13 of README.md: the relay has an accomplice with whom people really talk, mallory, and her
// client was changed.
#include <QtTest>

#include "changed_client.hpp"
#include "client/store_keys.hpp"
#include "club.hpp"
#include "memory_state.hpp"
#include "printing.hpp"
#include "stage.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using std::chrono::hours;
using std::chrono::minutes;
using store::MessageState;

class TestAccomplice : public QObject {
  Q_OBJECT

 private slots:
  void each_attack_fails_with_its_defence_and_succeeds_without_data();
  void each_attack_fails_with_its_defence_and_succeeds_without();
  void b11_a_key_counts_for_whoever_gave_it();
  void b13_without_receipts_it_stays_sent();
  void b13_a_receipt_that_is_repeated_tells_of_nothing_else();
  void b13_nobody_else_s_receipt_counts_in_a_group();
};

namespace {

/// A group with mallory in it; everybody has spoken.
struct Group {
  Club club;
  GroupScene& scene = club.scene;
  Device& alice = scene.alice;
  Device& bob = scene.bob;
  Device& mallory = scene.mallory;

  Group() {
    scene.let_in(mallory, {&alice, &bob});
    for (auto* member : {&alice, &bob, &mallory}) scene.say_and_settle(*member, "hello");
    if (scene.texts(bob).size() < 3) qFatal("they don't hear each other");
  }
  [[nodiscard]] Bytes key_at_bob(Device& of) {
    return (*bob.store().find(store::Table::sender_key, client::key_of(scene.group, of.address()))).value();
  }
  [[nodiscard]] bool bob_shows(const std::string& text) {
    const auto texts = scene.texts(bob);
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  }
  /// mallory gives bob a key, and says that this device has given it.
  void give_bob(Bytes distribution, const Address& as) {
    ChangedClient changed{mallory, scene.world};
    auto content =
        changed.content_for(bob.address(), wire::SenderKeyDistribution{scene.group, std::move(distribution)});
    content.sender = as;
    changed.send(club.evil, bob.address(), content);
  }
};

/// A key of mallory's own, and what is said to a group under it.
class OwnKey {
 public:
  explicit OwnKey(Group& group) : group_{group}, name_{group.scene.group.text()} {
    distribution = must(sender_.create(keys_, name_));
  }
  /// The relay hands it to bob as if this device had said it.
  void say(const std::string& text, const Address& as) {
    const auto state = group_.club.state();
    const MessageId id{{8, ++said_}};
    wire::GroupContent content{as, {}, id, 100, group_.scene.world.now(), wire::Text{text}};
    content.context = {group_.scene.group, state.epoch, state.head.sequence, state.head.hash.bytes};
    const auto sealed = must(sender_.encrypt(keys_, name_, wire::serialise_padded(content)));
    group_.club.evil.hand_on(as, {content.message, group_.scene.group, sealed}, group_.bob.address());
    group_.scene.world.settle();
  }
  Bytes distribution;

 private:
  Group& group_;
  std::string name_;
  std::uint8_t said_ = 0;
  SeededRandom random_{11};
  crypto::test::MemorySenderKeys keys_;
  crypto::SenderKeys sender_{group_.mallory.address(), random_};
};

// B11: mallory makes a key, gives it to bob as alice's, and speaks as alice.
bool own_key_is_taken_for_alices() {
  Group group;
  OwnKey key{group};
  group.give_bob(key.distribution, group.alice.address());
  key.say("I am alice", group.alice.address());
  return group.bob_shows("I am alice");
}

// B11: the relay keeps alice's new key from bob, and what he says to her; mallory, who has the key, answers
// in her place.
bool forwarded_key_opens_what_alice_says() {
  Group group;
  const auto alice = group.alice.address();
  group.club.evil.hears = [&](const std::optional<Address>& from, wire::Frame& frame) {
    const auto* submit = std::get_if<wire::Submit>(&frame);
    if (submit == nullptr || !from) return true;
    const bool between = (from->user == alice.user && submit->recipient == name("bob")) ||
                         (from->user == name("bob") && submit->recipient == alice.user);
    return !between;
  };
  group.scene.act(group.alice, client::RemoveMember{name("carol")});
  group.scene.say(group.alice, "without carol");
  group.scene.world.run_for(minutes{1});
  if (group.bob_shows("without carol")) qFatal("bob has the key already");
  ChangedClient alices{group.alice, group.scene.world};
  group.give_bob(alices.group_key(group.scene.group), alice);
  return group.bob_shows("without carol");
}

/// Of what was said to bob.
MessageState state_at(Device& author, const MessageId& id) {
  for (const auto& message : author.messages_with("bob")) {
    if (message.id == id) return message.state;
  }
  qFatal("a message is gone");
}

/// alice knows bob and mallory. bob is away, and she has written to him.
struct Waiting {
  Stage stage;
  Device& alice = stage.person("alice");
  Device& bob = stage.person("bob");
  Device& mallory = stage.person("mallory");
  MessageId message;

  Waiting() {
    stage.befriend(alice, bob);
    stage.befriend(alice, mallory);
    must(alice.handle(client::SetPrivacy{.read_receipts = true}));
    stage.world.run_for(minutes{1});
    bob.go_offline();
    stage.write(alice, bob, "for bob");
    message = alice.messages_with("bob").back().id;
    if (state() != MessageState::accepted) qFatal("it is not merely sent");
  }
  [[nodiscard]] MessageState state() { return state_at(alice, message); }

  /// mallory confirms it in her session with alice, and says that this device has.
  void confirm(wire::ContentBody receipt, const Address& as) {
    ChangedClient changed{mallory, stage.world};
    auto content = changed.content_for(alice.address(), std::move(receipt));
    content.sender = as;
    changed.send(stage.evil, alice.address(), content);
  }
};

bool delivery_receipt_in_bobs_name_counts() {
  Waiting waiting;
  waiting.confirm(wire::DeliveryReceipt{{waiting.message}}, waiting.bob.address());
  return waiting.state() == MessageState::delivered;
}

bool read_receipt_in_bobs_name_counts() {
  Waiting waiting;
  waiting.confirm(wire::ReadReceipt{{waiting.message}}, waiting.bob.address());
  return waiting.state() == MessageState::read;
}

struct Attack {
  const char* name;
  Switch defence;
  bool (*succeeds)();
};

const std::vector<Attack>& attacks() {
  static const std::vector<Attack> all{
      {"B11 own key as alice's", &client::Defences::context, own_key_is_taken_for_alices},
      {"B11 alice's key from another", &client::Defences::context, forwarded_key_opens_what_alice_says},
      {"B13 delivery receipt in bob's name", &client::Defences::context,
       delivery_receipt_in_bobs_name_counts},
      {"B13 read receipt in bob's name", &client::Defences::context, read_receipt_in_bobs_name_counts},
  };
  return all;
}

}  // namespace

void TestAccomplice::each_attack_fails_with_its_defence_and_succeeds_without_data() {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& attack : attacks()) QTest::newRow(attack.name) << number++;
}

void TestAccomplice::each_attack_fails_with_its_defence_and_succeeds_without() {
  QFETCH(int, number);
  const auto& attack = attacks()[static_cast<std::size_t>(number)];
  QVERIFY2(!attack.succeeds(), "the defence holds");
  const Without defence{attack.defence};
  QVERIFY2(attack.succeeds(), "without the defence the attack succeeds, so the test can see it");
}

void TestAccomplice::b11_a_key_counts_for_whoever_gave_it() {
  Group group;
  OwnKey key{group};
  const auto alices = group.key_at_bob(group.alice);
  const auto mallorys = group.key_at_bob(group.mallory);
  group.give_bob(key.distribution, group.mallory.address());
  QVERIFY(group.key_at_bob(group.alice) == alices);
  key.say("I am alice", group.alice.address());
  QVERIFY(!group.bob_shows("I am alice"));
  // The control: the key has arrived, and what its giver says under it in her own name is shown.
  QVERIFY(group.key_at_bob(group.mallory) != mallorys);
  key.say("I am mallory", group.mallory.address());
  QVERIFY(group.bob_shows("I am mallory"));
}

void TestAccomplice::b13_without_receipts_it_stays_sent() {
  Waiting waiting;
  waiting.stage.evil.hears = [&](const std::optional<Address>& from, wire::Frame& frame) {
    return !std::holds_alternative<wire::Submit>(frame) || !from || from->user != name("bob");
  };
  waiting.bob.go_online();
  waiting.stage.world.run_for(minutes{5});
  QCOMPARE(waiting.bob.texts_with("alice").back(), std::string{"for bob"});
  QCOMPARE(waiting.state(), MessageState::accepted);
  waiting.confirm(wire::DeliveryReceipt{{waiting.message}}, waiting.mallory.address());
  QCOMPARE(waiting.state(), MessageState::accepted);
  // The control: his own receipt is all that was missing.
  waiting.stage.evil.hears = nullptr;
  waiting.stage.world.run_for(hours{1});
  QCOMPARE(waiting.state(), MessageState::delivered);
}

void TestAccomplice::b13_a_receipt_that_is_repeated_tells_of_nothing_else() {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  stage.world.run_for(minutes{1});
  const auto before = stage.evil.deliveries.size();
  stage.write(alice, bob, "first");
  stage.world.run_for(minutes{1});
  // The control: what is repeated below has counted for the first message.
  QCOMPARE(alice.messages_with("bob").back().state, MessageState::delivered);
  const std::vector all(stage.evil.deliveries.begin() + static_cast<std::ptrdiff_t>(before),
                        stage.evil.deliveries.end());
  bob.go_offline();
  stage.write(alice, bob, "second");
  const auto second = alice.messages_with("bob").back().id;
  std::size_t repeated = 0;
  for (const auto& [to, delivery] : all) {
    if (to != alice.address()) continue;
    ++repeated;
    for (const auto& id : {delivery.message, second}) {
      auto again = delivery;
      again.message = id;
      stage.evil.inject(to, wire::Deliver{{again}, 0});
      stage.world.exchange();
    }
  }
  QVERIFY(repeated > 0);
  QCOMPARE(state_at(alice, second), MessageState::accepted);
}

// Groups have no receipts: a member who confirms a message of the group to its author tells of nothing.
void TestAccomplice::b13_nobody_else_s_receipt_counts_in_a_group() {
  Group group;
  auto& alice = group.alice;
  GroupScene::check(alice.handle(client::SetPrivacy{.read_receipts = true}));
  GroupScene::check(alice.say("mallory", "hello"));
  group.scene.world.settle();
  const auto direct = alice.messages_with("mallory").back().id;
  group.scene.say_and_settle(alice, "to all");
  const auto in_group = group.scene.messages(alice).front();
  QCOMPARE(in_group.state, MessageState::accepted);
  ChangedClient changed{group.mallory, group.scene.world};
  for (const auto& id : {in_group.id, direct}) {
    changed.send(group.club.evil, alice.address(),
                 changed.content_for(alice.address(), wire::ReadReceipt{{id}}));
  }
  QCOMPARE(group.scene.messages(alice).front().state, MessageState::accepted);
  // The control: the same receipt for what alice has said to mallory alone counts.
  QCOMPARE(alice.messages_with("mallory").back().state, MessageState::read);
}

QTEST_GUILESS_MAIN(TestAccomplice)
#include "test_accomplice.moc"
