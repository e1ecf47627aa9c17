// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>

#include "../../support/negative_control.hpp"
#include "another_bob.hpp"
#include "attached.hpp"
#include "defences.hpp"
#include "flood.hpp"
#include "friends.hpp"
#include "linking_scene.hpp"
#include "pair.hpp"
#include "printing.hpp"
#include "returned_device.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;

/// The negative controls of the other tests: each attack is seen to succeed when its defence is off.
class TestDefencesOff : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { client::defences() = client::Defences{}; }
  void each_attack_fails_with_its_defence_and_succeeds_without_data();
  void each_attack_fails_with_its_defence_and_succeeds_without();
};

namespace {

/// Somebody has bob's name, and alice has accepted their key.
bool another_bob_gets_what_was_said_before() {
  AnotherBob scene;
  auto& other = scene.arrive();
  scene.hand_garbage_to(other);
  const auto texts = other.texts_with("alice");
  return std::find(texts.begin(), texts.end(), "a secret") != texts.end();
}

bool invented_device_gets_messages() {
  client::defences().listed_devices = false;  // the account's list alone would do, too
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  // The keys are bob's own, so that X3DH has nothing against them; only the device's signature names another
  // device.
  world.relay.accounts["bob"].devices[DeviceId{77}] = world.relay.device(bob.address());
  world.relay.accounts["bob"].devices[DeviceId{77}].token = Bytes(32, 9);
  static_cast<void>(alice.say("bob", "for bob"));
  world.settle(minutes{5});
  return !world.relay.accounts["bob"].devices[DeviceId{77}].mailbox.empty();
}

bool revoked_device_gets_messages() {
  ReturnedDevice scene;
  scene.revoke();
  scene.bring_back();
  static_cast<void>(scene.bob.say("alice", "for the laptop"));
  scene.world.run_for(minutes{5});
  return scene.got_something();
}

bool removed_device_gets_what_comes_next() {
  ReturnedDevice scene;
  static_cast<void>(scene.laptop.handle(client::RevokeDevice{scene.gone}));
  scene.world.settle();
  scene.bring_back();
  scene.write(scene.bob, "alice", "for the laptop");
  return scene.got_something();
}

bool list_from_before_gets_believed() {
  ReturnedDevice scene;
  scene.revoke();
  scene.bring_back();
  scene.roll_list_back();
  static_cast<void>(scene.bob.say("alice", "for the laptop"));
  scene.world.run_for(minutes{5});
  return scene.got_something();
}

bool stolen_device_stops_what_is_written() {
  ReturnedDevice scene;
  scene.claim_version(1'000'000);
  scene.write(scene.phone, "bob", "hm");
  scene.revoke();
  scene.world.run_for(minutes{15});
  return scene.laptop.texts_with("bob").back() != "only the laptop";
}

bool gone_device_is_read() {
  ReturnedDevice scene;
  scene.send_late();
  scene.deliver_late_after(std::chrono::hours{30});
  return scene.bob.texts_with("alice").back() == "late";
}

bool changed_identity_gets_messages() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  world.relay.last_device += 10;
  world.relay.accounts.erase("bob");
  world.relay.disconnect_all();
  world.settle(minutes{2});
  auto& other_bob = world.register_user("bob");
  static_cast<void>(alice.say("bob", "for bob alone"));
  world.settle(minutes{5});
  return !other_bob.texts_with("alice").empty();
}

bool accepting_takes_another_key() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  std::string compared;
  for (int change = 0; change < 2; ++change) {
    compared = **alice.engine().safety_number(name("bob"));
    // What can't be read makes her look for the keys again.
    if (change == 1) {
      world.relay.tamper_delivery = [](wire::Delivery& in) { in.envelope.ciphertext.back() ^= 1; };
    }
    world.relay.last_device += 10;
    world.relay.accounts.erase("bob");
    world.relay.disconnect_all();
    world.settle(minutes{2});
    static_cast<void>(world.register_user("bob").say("alice", "it is me"));
    world.settle(minutes{2});
  }
  static_cast<void>(alice.handle(client::AcceptIdentity{name("bob"), compared}));
  return !alice.conversation("bob")->blocked_by_identity_change;
}

bool resets_are_provoked() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  world.relay.tamper_delivery = [](wire::Delivery& delivery) {
    if (delivery.sender.user == name("alice")) delivery.envelope.ciphertext.back() ^= 1;
  };
  for (int number = 0; number < 5; ++number) {
    static_cast<void>(alice.say("bob", "x"));
    world.run_for(minutes{2});
  }
  return bob.events<client::SessionReset>().size() > 1;
}

bool stranger_is_told() {
  World world;
  auto& mallory = world.ready_user("mallory");
  world.ready_user("bob");
  static_cast<void>(mallory.say("bob", "are you there?"));
  world.run_for(minutes{1});
  return mallory.messages_with("bob").front().state == store::MessageState::delivered;
}

bool forged_first_message_leaves_traces() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  const auto before = bob.dump();
  world.relay.tamper_delivery = [](wire::Delivery& delivery) {
    delivery.envelope.ciphertext[delivery.envelope.ciphertext.size() / 2] ^= 1;
  };
  static_cast<void>(alice.say("bob", "x"));
  world.exchange();
  return bob.dump() != before;
}

bool stranger_s_flood_lies_in_front() {
  Flood flood;
  flood.send(20);
  return flood.waiting() > 0;
}

bool repeated_delivery_is_noticed() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  std::vector<wire::Delivery> seen;
  world.relay.tamper_delivery = [&](wire::Delivery& delivery) { seen.push_back(delivery); };
  static_cast<void>(alice.say("bob", "once"));
  world.settle();
  const auto copy = seen;
  for (const auto& delivery : copy) world.relay.inject(bob.address(), wire::Deliver{{delivery}, 0});
  world.settle();
  // The ratchet refuses it too, but as if something were wrong.
  return !bob.events<client::MessageUndecryptable>().empty();
}

bool somebody_elses_message_is_changed() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  auto forged = bob.messages_with("alice").front();
  static_cast<void>(bob.store().begin());
  static_cast<void>(bob.store().erase_message(name("alice"), forged.id));
  forged.sender = name("bob");
  static_cast<void>(bob.store().append_message(forged));
  static_cast<void>(bob.store().commit());
  static_cast<void>(bob.handle(client::EditMessage{name("alice"), forged.id, "I owe you a horse"}));
  world.settle();
  return alice.texts_with("bob").front() != "hi";
}

bool set_back_clock_lengthens_a_duration() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  static_cast<void>(alice.handle(client::SendText{name("bob"), "for an hour", {}, Lasting{3'600}}));
  world.run_for(minutes{50});
  world.set_wall_clock(world.wall() - std::chrono::hours{24});
  alice.crash();
  world.run_for(minutes{15});
  return alice.texts_with("bob").back() == "for an hour";
}

bool old_copy_uses_its_session() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  store::MemoryStore backup;
  backup.copy_from(alice.store());
  static_cast<void>(alice.say("bob", "under the next key"));
  world.settle();
  alice.restore(backup);
  std::optional<wire::EnvelopeType> first;
  world.relay.hears = [&first](const wire::Frame& frame) {
    const auto* submit = std::get_if<wire::Submit>(&frame);
    if (submit != nullptr && !first) first = submit->envelopes.front().type;
    return true;
  };
  static_cast<void>(alice.say("bob", "under the same key"));
  world.settle();
  return first == wire::EnvelopeType::ordinary;
}

bool blocked_user_is_heard() {
  World world;
  auto& mallory = world.ready_user("mallory");
  auto& bob = world.ready_user("bob");
  make_friends(world, mallory, bob);
  static_cast<void>(bob.handle(client::BlockUser{name("mallory")}));
  static_cast<void>(mallory.say("bob", "you can't get rid of me"));
  world.run_for(minutes{1});
  return bob.texts_with("mallory").size() > 2;
}

bool reading_is_told_unasked() {
  World world;
  auto& stranger = world.ready_user("stranger");
  auto& bob = world.ready_user("bob");
  static_cast<void>(stranger.handle(client::SetPrivacy{.read_receipts = true}));
  static_cast<void>(stranger.say("bob", "are you there?"));
  world.run_for(minutes{1});
  static_cast<void>(
      bob.handle(client::MarkRead{name("stranger"), bob.messages_with("stranger").back().position}));
  world.run_for(minutes{1});
  return stranger.messages_with("bob").front().state == store::MessageState::read;
}

bool typing_is_told_to_a_blocked_user() {
  World world;
  auto& mallory = world.ready_user("mallory");
  auto& bob = world.ready_user("bob");
  make_friends(world, mallory, bob);
  world.run_for(minutes{1});
  static_cast<void>(bob.handle(client::SetPrivacy{.typing = true}));
  static_cast<void>(bob.handle(client::BlockUser{name("mallory")}));
  world.relay.submissions.clear();
  static_cast<void>(bob.handle(client::TellTyping{name("mallory")}));
  world.run_for(minutes{1});
  return !world.relay.submissions.empty();
}

/// Somebody has photographed the code and is faster than the phone it was meant for.
bool photographed_code_gets_the_account() {
  LinkingScene scene;
  scene.join(scene.phone, scene.show_code());
  static_cast<void>(scene.confirm(scene.phone));
  scene.world.run_for(minutes{1});
  return scene.phone.engine().account().has_value();
}

/// The relay stops in the middle: what has come is a file that was cut.
bool cut_file_is_shown() {
  Pair pair;
  const auto message = send_file(pair, pair.alice, "bob", pattern(100'000));
  pair.world.relay.judge_call = [](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    const auto* fetch = std::get_if<wire::FetchBlobPartRequest>(&call);
    if (fetch == nullptr || fetch->part == 0) return std::nullopt;
    return wire::CallFailure{wire::CallFailureCode::unavailable, Duration{0}};
  };
  static_cast<void>(pair.bob.handle(client::FetchAttachment{name("alice"), message}));
  pair.world.settle();
  return pair.bob.engine().attachment_bytes(name("alice"), message, 0, 1'000).ok();
}

bool away_user_s_relay_keeps_what_is_off_the_record() {
  Pair pair;
  pair.world.run_for(minutes{1});
  pair.bob.go_offline();
  pair.world.run_for(minutes{1});
  static_cast<void>(pair.alice.handle(client::SendOffRecord{name("bob"), "between us"}));
  pair.world.settle();
  return !pair.world.relay.device(pair.bob.address()).mailbox.empty();
}

/// A screen that has not noticed yet.
bool draft_of_what_is_off_the_record_is_kept() {
  Pair pair;
  pair.world.run_for(minutes{1});
  pair.alice.faults().listen_for("between us");
  static_cast<void>(pair.alice.handle(client::GoOffRecord{name("bob")}));
  static_cast<void>(pair.alice.handle(client::SaveDraft{name("bob"), "between us"}));
  return pair.alice.faults().has_heard();
}

using Control = testing::NegativeControl<client::Defences>;

const std::vector<Control>& controls() {
  static const std::vector<Control> all{
      {"the relay invents a device", &client::Defences::device_signatures, invented_device_gets_messages},
      {"the relay brings a revoked device back", &client::Defences::listed_devices,
       revoked_device_gets_messages},
      {"a removed device comes back, and its account is silent", &client::Defences::removals_told,
       removed_device_gets_what_comes_next},
      {"the relay shows an old list", &client::Defences::newest_device_list, list_from_before_gets_believed},
      {"a stolen device names a list that never comes", &client::Defences::gone_name_nothing,
       stolen_device_stops_what_is_written},
      {"a gone device speaks", &client::Defences::gone_unheard, gone_device_is_read},
      {"the relay swaps an account", &client::Defences::identity_change, changed_identity_gets_messages},
      {"the relay swaps a key after it was compared", &client::Defences::accepted_as_shown,
       accepting_takes_another_key},
      {"resets are provoked", &client::Defences::reset_interval, resets_are_provoked},
      {"a stranger probes", &client::Defences::strangers_untold, stranger_is_told},
      {"a first message is forged", &client::Defences::strangers_traceless,
       forged_first_message_leaves_traces},
      {"a stranger floods", &client::Defences::floods_dropped, stranger_s_flood_lies_in_front},
      {"somebody else's message is changed", &client::Defences::author_only,
       somebody_elses_message_is_changed},
      {"a clock is set back", &client::Defences::timers_keep_time, set_back_clock_lengthens_a_duration},
      {"an old copy of the store is put back", &client::Defences::state_epoch, old_copy_uses_its_session},
      {"a stranger wants to know what is read", &client::Defences::reading_untold, reading_is_told_unasked},
      {"somebody who is blocked wants to see typing", &client::Defences::typing_untold,
       typing_is_told_to_a_blocked_user},
      {"somebody who is blocked goes on", &client::Defences::block_holds, blocked_user_is_heard},
      {"a relay would like to keep what is off the record", &client::Defences::off_record_unkept,
       away_user_s_relay_keeps_what_is_off_the_record},
      {"a screen saves what is off the record", &client::Defences::off_record_unkept,
       draft_of_what_is_off_the_record_is_kept},
      {"somebody has photographed a code", &client::Defences::linking_confirmed,
       photographed_code_gets_the_account},
      {"somebody has a friend's name by now", &client::Defences::said_to_one_identity,
       another_bob_gets_what_was_said_before},
      {"a file is cut", &client::Defences::released_whole, cut_file_is_shown},
      {"a delivery is repeated", &client::Defences::shown_once, repeated_delivery_is_noticed},
  };
  return all;
}

}  // namespace

void TestDefencesOff::each_attack_fails_with_its_defence_and_succeeds_without_data() {
  testing::add_rows(controls());
}

void TestDefencesOff::each_attack_fails_with_its_defence_and_succeeds_without() {
  testing::verify_row(controls(), client::defences());
}

QTEST_GUILESS_MAIN(TestDefencesOff)
#include "test_defences_off.moc"
