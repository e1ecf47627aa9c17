// SPDX-License-Identifier: GPL-3.0-or-later
// Row A23 of README.md: the relay delivers content that nobody has sealed, as if somebody had said it. Each
// kind of content that there is, and for each what it would do if it counted.
#include <QtTest>

#include "client/store_keys.hpp"
#include "club.hpp"
#include "defence_switches.hpp"
#include "memory_state.hpp"
#include "printing.hpp"
#include "sotto/wire/content.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using std::chrono::minutes;
using store::MessageKind;
using store::MessageState;
using store::Table;

namespace {

/// bob and alice know each other, and are in a group. She is away, and has not confirmed what he said last.
struct Scene {
  Club club;
  World& world = club.scene.world;
  Device& alice = club.scene.alice;
  Device& bob = club.scene.bob;
  MessageId hers;
  MessageId his;
  std::optional<Bytes> her_key;  ///< to the group, as bob has it
  std::size_t said_before = 0;   ///< by anybody, to the relay
  wire::EnvelopeType type = wire::EnvelopeType::ordinary;

  explicit Scene(wire::EnvelopeType as) : type{as} {
    say(alice, "bob");
    say(bob, "alice");
    club.scene.say_and_settle(bob, "to the group");
    club.scene.say_and_settle(alice, "to the group");
    GroupScene::check(bob.handle(client::SetPrivacy{.read_receipts = true, .typing = true}));
    world.run_for(minutes{1});
    hers = bob.messages_with("alice").front().id;
    alice.go_offline();
    say(bob, "alice");
    his = newest().id;
    her_key = key();
    said_before = club.evil.submissions.size();
    bob.forget_events();
  }
  void say(Device& from, const std::string& to) {
    GroupScene::check(from.say(to, "hello"));
    world.settle();
  }
  store::Message newest() { return bob.messages_with("alice").back(); }
  store::Message find(const MessageId& id) {
    for (const auto& message : bob.messages_with("alice")) {
      if (message.id == id) return message;
    }
    qFatal("a message is gone");
  }
  std::optional<Bytes> key() {
    return *bob.store().find(Table::sender_key, client::key_of(club.scene.group, alice.address()));
  }
  client::TimelinePage page() { return *bob.engine().timeline(name("alice"), std::nullopt, 50); }

  void deliver(const Address& from, Bytes content, const MessageId& id) {
    constexpr DeliveryId number{std::uint64_t{1} << 50U};
    wire::SealedEnvelope envelope;
    envelope.device = bob.address().device;
    envelope.type = type;
    envelope.ciphertext = std::move(content);
    club.evil.inject(bob.address(), wire::Deliver{{{number, id, from, world.now(), envelope}}, 0});
    world.settle();
  }
};

/// Whose device the relay says it is.
enum class As : std::uint8_t { alice, another_device_of_bob };

struct Kind {
  const char* name;
  wire::ContentBody (*body)(Scene&);
  bool (*counts)(Scene&);  ///< whether it has done what it would have done from its author
  As as = As::alice;
};

constexpr const char* text = "nobody has sealed this";
constexpr Lasting an_hour{3'600};

wire::ContentBody new_key_of_alice(Scene& scene) {
  SeededRandom random{23};
  crypto::test::MemorySenderKeys keys;
  crypto::SenderKeys thief{scene.alice.address(), random};
  const auto& group = scene.club.scene.group;
  return wire::SenderKeyDistribution{group, *thief.create(keys, group.text())};
}

bool has_answered(Scene& scene) {
  // What cannot be opened is answered with a new session.
  return scene.club.evil.submissions.size() > scene.said_before &&
         scene.bob.events<client::MessageUndecryptable>().empty();
}

bool has_sent_again(Scene& scene) {
  const auto& all = scene.club.evil.submissions;
  return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(scene.said_before), all.end(),
                     [&](const auto& one) { return one.second.message == scene.his; });
}

wire::ContentBody receipt_off_the_record(Scene& scene) {
  GroupScene::check(scene.bob.handle(client::SendOffRecord{name("alice"), "psst"}));
  scene.world.exchange();
  scene.bob.forget_events();
  return wire::OffRecordReceipt{scene.page().off_record.back().id};
}

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"text", [](Scene&) -> wire::ContentBody { return wire::Text{text}; },
       [](Scene& scene) { return scene.newest().body == text; }},
      {"edit",
       [](Scene& scene) -> wire::ContentBody {
         return wire::Edit{scene.hers, Revision{1}, text};
       },
       [](Scene& scene) { return scene.find(scene.hers).body == text; }},
      {"deletion", [](Scene& scene) -> wire::ContentBody { return wire::Deletion{scene.hers}; },
       [](Scene& scene) { return scene.find(scene.hers).kind == MessageKind::deleted; }},
      {"reaction",
       [](Scene& scene) -> wire::ContentBody {
         return wire::Reaction{scene.his, Revision{1}, "👍"};
       },
       [](Scene& scene) { return !scene.page().reactions.empty(); }},
      {"duration",
       [](Scene&) -> wire::ContentBody {
         return wire::DurationSetting{Revision{1}, an_hour};
       },
       [](Scene& scene) { return scene.bob.conversation("alice")->lasting == an_hour; }},
      {"delivery receipt",
       [](Scene& scene) -> wire::ContentBody { return wire::DeliveryReceipt{{scene.his}}; },
       [](Scene& scene) { return scene.find(scene.his).state == MessageState::delivered; }},
      {"read receipt", [](Scene& scene) -> wire::ContentBody { return wire::ReadReceipt{{scene.his}}; },
       [](Scene& scene) { return scene.find(scene.his).state == MessageState::read; }},
      {"typing", [](Scene&) -> wire::ContentBody { return wire::Typing{}; },
       [](Scene& scene) { return !scene.bob.events<client::PeerTyping>().empty(); }},
      {"text off the record", [](Scene&) -> wire::ContentBody { return wire::OffRecordText{text}; },
       [](Scene& scene) { return !scene.page().off_record.empty(); }},
      {"receipt off the record", receipt_off_the_record,
       [](Scene& scene) {
         return scene.page().off_record.back().state == client::OffRecordState::delivered;
       }},
      {"request to send again",
       [](Scene& scene) -> wire::ContentBody { return wire::ResendRequest{{scene.his}}; }, has_sent_again},
      {"sender key", new_key_of_alice, [](Scene& scene) { return scene.key() != scene.her_key; }},
      {"request for a sender key",
       [](Scene& scene) -> wire::ContentBody { return wire::SenderKeyRequest{scene.club.scene.group}; },
       has_answered},
      {"copy of a sent message",
       [](Scene& scene) -> wire::ContentBody {
         return wire::SentCopy{name("carol"), MessageId{{5}}, wire::Text{text}, scene.world.now()};
       },
       [](Scene& scene) { return !scene.bob.texts_with("carol").empty(); }, As::another_device_of_bob},
      {"draft",
       [](Scene&) -> wire::ContentBody {
         return wire::OwnState{name("alice"), wire::Draft{Revision{1}, text}};
       },
       [](Scene& scene) { return scene.bob.conversation("alice")->draft == text; },
       As::another_device_of_bob},
      {"root of the archive",
       [](Scene&) -> wire::ContentBody {
         return wire::ArchiveRoot{7, {}, false};
       },
       [](Scene& scene) {
         return (*scene.bob.store().find(Table::archive, bytes_of("root of another device"))).has_value();
       },
       As::another_device_of_bob},
  };
  return all;
}

/// Whoever adds a kind of content adds a row.
static_assert(std::variant_size_v<wire::ContentBody> == 16);

struct Outcome {
  bool counts = false;
  std::size_t complaints = 0;
  bool another_identity = false;
};

Outcome deliver_unsealed(const Kind& kind, wire::EnvelopeType type) {
  Scene scene{type};
  const MessageId id{{9, 9, 9}};
  auto body = kind.body(scene);
  const Address from = kind.as == As::alice ? scene.alice.address() : Address{name("bob"), DeviceId{1'000}};
  const wire::Content content{wire::protocol_version, wire::suite_hybrid, from, scene.bob.address(), id, 1,
                              scene.world.now(),      std::move(body)};
  scene.deliver(from, wire::serialise_padded(content), id);
  return {kind.counts(scene), scene.bob.events<client::MessageUndecryptable>().size(),
          !scene.bob.events<client::IdentityChanged>().empty()};
}

/// What alice would say to the group.
bool unsealed_message_to_a_group_is_shown() {
  Scene scene{wire::EnvelopeType::sender_key};
  const auto state = scene.club.state();
  const MessageId id{{8, 8, 8}};
  wire::GroupContent content{scene.alice.address(), {}, id, 2, scene.world.now(), wire::Text{text}};
  content.context = {scene.club.scene.group, state.epoch, state.head.sequence, state.head.hash.bytes};
  scene.deliver(scene.alice.address(),
                wire::with_group(scene.club.scene.group, wire::serialise_padded(content)), id);
  const auto texts = scene.club.scene.texts(scene.bob);
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

class TestUnsealed : public QObject {
  Q_OBJECT

 private slots:
  void every_kind_of_content_is_tried() { QCOMPARE(kinds().size(), std::variant_size_v<wire::ContentBody>); }
  void a23_nothing_unencrypted_counts_data();
  void a23_nothing_unencrypted_counts();
  void a23_nothing_unencrypted_counts_in_a_group();
};

void TestUnsealed::a23_nothing_unencrypted_counts_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<bool>("as_first_message");
  for (std::size_t number = 0; number < kinds().size(); ++number) {
    for (const bool first : {false, true}) {
      const auto row = std::string{kinds()[number].name} + (first ? ", as a first message" : "");
      QTest::newRow(row.c_str()) << static_cast<int>(number) << first;
    }
  }
}

void TestUnsealed::a23_nothing_unencrypted_counts() {
  QFETCH(int, kind);
  QFETCH(bool, as_first_message);
  const auto& what = kinds()[static_cast<std::size_t>(kind)];
  const auto type = as_first_message ? wire::EnvelopeType::prekey : wire::EnvelopeType::ordinary;
  const auto outcome = deliver_unsealed(what, type);
  QVERIFY(!outcome.counts);
  QCOMPARE(outcome.complaints, 1U);
  QVERIFY(!outcome.another_identity);
  // A client that took it would be none the wiser.
  const Without defence{&client::Defences::sealed_only};
  const auto taken = deliver_unsealed(what, type);
  QVERIFY(taken.counts);
  QCOMPARE(taken.complaints, 0U);
  QVERIFY(!taken.another_identity);
}

void TestUnsealed::a23_nothing_unencrypted_counts_in_a_group() {
  QVERIFY(!unsealed_message_to_a_group_is_shown());
  const Without defence{&client::Defences::sealed_only};
  QVERIFY(unsealed_message_to_a_group_is_shown());
}

QTEST_GUILESS_MAIN(TestUnsealed)
#include "test_unsealed.moc"
