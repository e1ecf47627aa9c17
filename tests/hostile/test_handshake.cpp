// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on how two people meet (rows A1 to A10 and C of README.md), by a relay that is real and hostile.
#include <QtTest>

#include "forging.hpp"
#include "impostor.hpp"
#include "nobody.hpp"
#include "printing.hpp"
#include "sotto/crypto/digest.hpp"
#include "stage.hpp"
#include "zero_agreements.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using crypto::Ciphertext;
using crypto::CiphertextType;
using std::chrono::minutes;
namespace wrapper_field = crypto::test::wrapper_field;
using Texts = std::vector<std::string>;

class TestHandshake : public QObject {
  Q_OBJECT

 private slots:
  void a1_bad_points_in_a_bundle_get_nothing_data();
  void a1_bad_points_in_a_bundle_get_nothing();
  void a1_bad_points_in_a_first_message_leave_no_trace_data();
  void a1_bad_points_in_a_first_message_leave_no_trace();
  void a2_a_signing_key_of_low_order_gets_nothing();
  void a5_a_replayed_first_message_is_shown_once();
  void a5_a_replayed_first_message_is_shown_again_without();
  void a8_a_swapped_first_contact_has_another_safety_number();
  void a8_a_swapped_acquaintance_gets_nothing();
  void a9_a_spliced_wrapper_is_dropped();
  void a10_a_message_under_another_name_is_not_shown();
  void c1_a_device_of_the_relay_gets_nothing();
  void c6_a_recorded_log_in_is_refused();
};

namespace {

/// Where every agreement is known to everybody, and, from `first_disguised` on, second spellings of a key
/// that has another one.
constexpr std::array bad_points{
    "050000000000000000000000000000000000000000000000000000000000000000",   // u = 0
    "050100000000000000000000000000000000000000000000000000000000000000",   // u = 1
    "05e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",   // order 8
    "055f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",   // order 8, the other one
    "05ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",   // p - 1
    "05edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",   // p
    "05eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",   // p + 1
    "050000000000000000000000000000000000000000000000000000000000000080",   // u = 0 with the top bit
    "05f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",   // p + 9, the base point
    "050900000000000000000000000000000000000000000000000000000000000080"};  // u = 9 with the top bit
constexpr std::size_t first_disguised = bad_points.size() - 2;

Bytes point(const char* hex) { return *parse_hex(hex); }

wire::Bundles* bundles_in(wire::Frame& frame) {
  auto* reply = std::get_if<wire::CallReply>(&frame);
  return reply == nullptr ? nullptr : std::get_if<wire::Bundles>(&reply->reply);
}

/// A hook that lets an attacker at each answer with a bundle in it.
template <class Tamper>
EvilRelay::Hook with_bundles(Tamper tamper) {
  return [tamper](const std::optional<Address>&, wire::Frame& frame) {
    auto* bundles = bundles_in(frame);
    if (bundles != nullptr && !bundles->devices.empty()) tamper(*bundles);
    return true;
  };
}

/// A hook that lets an attacker at what a device gets.
template <class Tamper>
EvilRelay::Hook with_deliveries_to(const Address& device, Tamper tamper) {
  return [device, tamper](const std::optional<Address>& to, wire::Frame& frame) {
    auto* deliver = std::get_if<wire::Deliver>(&frame);
    if (deliver == nullptr || to != device) return true;
    for (auto& delivery : deliver->deliveries) tamper(delivery);
    return true;
  };
}

Bytes rewrapped(const Bytes& data, std::uint32_t field, ByteView value) {
  return crypto::test::rewrapped(Ciphertext{CiphertextType::prekey, data}, field, value).data;
}

Bytes with_first_ratchet_key(const Bytes& data, ByteView key) {
  return crypto::test::with_first_ratchet_key(Ciphertext{CiphertextType::prekey, data}, key).data;
}

bool is_first_message(const wire::Delivery& delivery) {
  return delivery.envelope.type == wire::EnvelopeType::prekey;
}

void erase_session(Device& at, const Address& peer) {
  auto& store = at.store();
  static_cast<void>(store.begin());
  const auto records = *store.scan(store::Table::session, bytes_of(peer.user.text()), 100);
  for (const auto& record : records) static_cast<void>(store.erase(store::Table::session, record.key));
  static_cast<void>(store.commit());
  at.crash();
}

}  // namespace

void TestHandshake::a1_bad_points_in_a_bundle_get_nothing_data() {
  QTest::addColumn<int>("slot");
  QTest::newRow("identity") << 0;
  QTest::newRow("signed prekey") << 1;
  QTest::newRow("one-time prekey") << 2;
}

namespace {

/// Whose public key is the base point: five times the order of its group, less one, clamps to itself.
Impostor base_point_s_owner() {
  constexpr const char* key = "a023cdd083ef5bb82f10d62e59e15a6800000000000000000000000000000050";
  return Impostor{*crypto::IdentityKeyPair::from_private(SecretBytes::copied_from(*parse_hex(key))), 5};
}

/// A bundle in which everything is signed as it must be and one key is a bad point.
wire::Bundles bundles_with(std::size_t bad_point, int slot, const Address& victim) {
  const auto bad = point(bad_points[bad_point]);
  if (slot == 0 && bad_point < first_disguised) return Nobody{bad}.bundles_of(victim);
  if (slot == 0) {
    auto bundles = base_point_s_owner().bundles_of(victim);
    bundles.identity_key = bad;
    return bundles;
  }
  Impostor impostor{5};
  auto bundles = impostor.bundles_of(victim);
  auto& bundle = bundles.devices.front();
  if (slot == 1) {
    bundle.signed_prekey.key = bad;
    bundle.signed_prekey.signature = impostor.sign_bare(bad);
  } else {
    bundle.one_time_prekey = impostor.one_time_prekey_of(victim, bad);
  }
  return bundles;
}

enum class Checked : std::uint8_t { yes, no };

/// Alice meets bob, and the relay gives her other keys than his: how many messages she writes under them, and
/// how many identities she keeps. Without the check of points, the library's X25519 is as it was too.
std::pair<std::size_t, std::size_t> gained_by(std::size_t bad_point, int slot, Checked checked) {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  const auto forged = bundles_with(bad_point, slot, bob.address());
  stage.evil.says = with_bundles([&](wire::Bundles& bundles) {
    if (bundles.username == bob.address().user) bundles = forged;
  });
  std::optional<Without> defence;
  std::optional<ZeroAgreements> patch_undone;
  if (checked == Checked::no) {
    defence.emplace(std::vector<Switch>{&crypto::Defences::foreign_keys});
    patch_undone.emplace();
  }
  static_cast<void>(alice.say("bob", "hello"));
  stage.world.run_for(minutes{2});
  return {stage.evil.submissions.size(), *alice.store().count(store::Table::identity)};
}

constexpr std::pair<std::size_t, std::size_t> nothing{0, 0};

}  // namespace

void TestHandshake::a1_bad_points_in_a_bundle_get_nothing() {
  QFETCH(int, slot);
  for (std::size_t bad = 0; bad < bad_points.size(); ++bad) {
    QCOMPARE(gained_by(bad, slot, Checked::yes), nothing);
    QVERIFY(gained_by(bad, slot, Checked::no).first > 0);
  }
}

void TestHandshake::a1_bad_points_in_a_first_message_leave_no_trace_data() {
  QTest::addColumn<int>("slot");
  QTest::newRow("identity") << 0;
  QTest::newRow("base key") << 1;
  QTest::newRow("ratchet key inside") << 2;
}

void TestHandshake::a1_bad_points_in_a_first_message_leave_no_trace() {
  QFETCH(int, slot);
  const auto forged = [slot](const Bytes& data, const char* bad) {
    if (slot == 0) return rewrapped(data, wrapper_field::identity, point(bad));
    if (slot == 1) return rewrapped(data, wrapper_field::base_key, point(bad));
    return with_first_ratchet_key(data, point(bad));
  };
  for (const char* bad : bad_points) {
    Stage stage;
    auto& alice = stage.person("alice");
    auto& bob = stage.person("bob");
    const auto before = bob.dump();
    stage.evil.says = with_deliveries_to(bob.address(), [&](wire::Delivery& delivery) {
      delivery.envelope.ciphertext = forged(delivery.envelope.ciphertext, bad);
    });
    static_cast<void>(alice.say("bob", "hello"));
    stage.world.exchange();
    const auto refused = bob.events<client::MessageUndecryptable>();
    QCOMPARE(refused.size(), 1U);
    QCOMPARE(refused.front().code, ErrorCode::low_order_key);
    QCOMPARE(bob.dump(), before);
  }
}

// Under u = 0 one constant signature fits every second message, so a relay finds ids and prekeys that it
// "signs".
void TestHandshake::a2_a_signing_key_of_low_order_gets_nothing() {
  constexpr std::size_t zero = 0;
  constexpr int identity = 0;
  QCOMPARE(gained_by(zero, identity, Checked::yes), nothing);
  QVERIFY(gained_by(zero, identity, Checked::no).first > 0);
}

namespace {

enum class Replay : std::uint8_t { at_once, after_a_restart, after_41_sessions, without_the_session };

/// What the handshake of a first message takes of the recipient's one-time keys.
enum class OneTime : std::uint8_t { none, prekey, kem_prekey };

/// What has become of them: they are erased as they must be, or still there.
enum class Used : std::uint8_t { erased, kept };

struct Replayed {
  std::size_t shown = 0;      ///< how often bob was shown the message
  bool made_session = false;  ///< what bob keeps of sessions is not what it was
};

/// The relay hands out the last resort, as if all one-time KEM prekeys were used up.
void use_up_kem_prekeys(Stage& stage, const Address& device) {
  const auto taken =
      update_and_wait(stage.evil.store(), [&](relay::store::Transaction& transaction) -> Status {
        for (std::size_t left = wire::max_kem_prekeys_stored; left > 0; --left) {
          SOTTO_TRY(transaction.take_kem_prekey(device));
        }
        return {};
      });
  if (!taken) qFatal("cannot use up the KEM prekeys");
}

using store::Table;

std::vector<store::Record> records_in(Device& at, Table table) { return *at.store().scan(table, {}, 10'000); }

std::vector<Bytes> sessions_of(Device& at) {
  std::vector<Bytes> values;
  for (auto& record : records_in(at, Table::session)) values.push_back(std::move(record.value));
  return values;
}

/// One-time keys as a device has them before they are used.
struct OneTimeKeys {
  std::vector<store::Record> prekeys;
  std::vector<store::Record> kem_prekeys;

  explicit OneTimeKeys(Device& of)
      : prekeys{records_in(of, Table::prekey)}, kem_prekeys{records_in(of, Table::kem_prekey)} {}
  void put_back(Device& at) const {
    auto& store = at.store();
    static_cast<void>(store.begin());
    for (const auto& one : prekeys) static_cast<void>(store.put(Table::prekey, one.key, one.value));
    for (const auto& one : kem_prekeys) static_cast<void>(store.put(Table::kem_prekey, one.key, one.value));
    static_cast<void>(store.commit());
    at.crash();
  }
};

/// As when their time is over. While a message stands in its conversation it is not shown there again,
/// whatever else fails.
void erase_messages_of(Device& at, const std::string& sender) {
  auto& store = at.store();
  const auto all = at.messages_with(sender);
  static_cast<void>(store.begin());
  for (const auto& message : all) static_cast<void>(store.erase_message(name(sender), message.id));
  static_cast<void>(store.commit());
}

/// Alice begins with a first message, whose handshake takes this of bob.
wire::Delivery first_message(Stage& stage, Device& alice, Device& bob, OneTime one_time) {
  if (one_time != OneTime::kem_prekey) use_up_kem_prekeys(stage, bob.address());
  stage.evil.says = with_bundles([one_time](wire::Bundles& bundles) {
    if (one_time != OneTime::prekey) bundles.devices.front().one_time_prekey.reset();
  });
  stage.write(alice, bob, "once");
  return stage.evil.deliveries.front().second;
}

void let_pass(Replay how, Stage& stage, Device& alice, Device& bob) {
  if (how == Replay::after_a_restart) bob.crash();
  if (how == Replay::without_the_session) erase_session(bob, alice.address());
  if (how != Replay::after_41_sessions) return;
  for (int session = 0; session < 41; ++session) {
    erase_session(alice, bob.address());
    stage.write(alice, bob, std::to_string(session));
  }
  if (texts_of(bob, "alice").size() != 42) qFatal("bob does not read what comes in between");
}

/// The relay delivers a first message again, under its own id and as another message.
Replayed replay(Replay how, OneTime one_time, Used used = Used::erased) {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  const OneTimeKeys keys{bob};
  const auto original = first_message(stage, alice, bob, one_time);
  let_pass(how, stage, alice, bob);
  if (used == Used::kept) keys.put_back(bob);
  auto shown = texts_of(bob, "alice");
  erase_messages_of(bob, "alice");
  stage.world.settle();
  // Bob may want to begin a session of his own, which is not what is counted.
  stage.evil.says = [](const std::optional<Address>&, wire::Frame& frame) {
    return bundles_in(frame) == nullptr;
  };
  const auto sessions = sessions_of(bob);
  auto renamed = original;
  renamed.message.bytes[0] ^= 1U;
  stage.evil.inject(bob.address(), wire::Deliver{{original, renamed}, 0});
  stage.world.exchange();
  const auto shown_then = texts_of(bob, "alice");
  shown.insert(shown.end(), shown_then.begin(), shown_then.end());
  return {static_cast<std::size_t>(std::count(shown.begin(), shown.end(), "once")),
          sessions_of(bob) != sessions};
}

constexpr std::array all_replays{Replay::at_once, Replay::after_a_restart, Replay::after_41_sessions,
                                 Replay::without_the_session};
constexpr std::array all_one_time{OneTime::none, OneTime::prekey, OneTime::kem_prekey};

}  // namespace

void TestHandshake::a5_a_replayed_first_message_is_shown_once() {
  for (const auto one_time : all_one_time) {
    for (const auto how : all_replays) {
      const auto replayed = replay(how, one_time);
      QCOMPARE(replayed.shown, 1U);
      QVERIFY(!replayed.made_session);
    }
  }
}

// Each of three defences is enough: the table of base keys, that a content opens in its context only, and
// that a message names itself inside.
void TestHandshake::a5_a_replayed_first_message_is_shown_again_without() {
  const Without defences{&crypto::Defences::replay_table, &crypto::Defences::content_context,
                         &client::Defences::context};
  for (const auto one_time : all_one_time) {
    for (const auto how : {Replay::after_41_sessions, Replay::without_the_session}) {
      const auto replayed = replay(how, one_time, Used::kept);
      QCOMPARE(replayed.shown, 2U);
      QVERIFY(replayed.made_session);
    }
    // Where the session is still there, the key of the message is used up in it.
    for (const auto how : {Replay::at_once, Replay::after_a_restart})
      QCOMPARE(replay(how, one_time, Used::kept).shown, 1U);
  }
  // What the session was made of is gone with its one-time prekey.
  for (const auto how : all_replays) QCOMPARE(replay(how, OneTime::prekey).shown, 1U);
}

void TestHandshake::a8_a_swapped_first_contact_has_another_safety_number() {
  const auto numbers = [](bool swapped) {
    Stage stage;
    Impostor impostor{5};
    auto& alice = stage.person("alice");
    auto& bob = stage.person("bob");
    if (swapped) {
      stage.evil.says = with_bundles([&](wire::Bundles& bundles) {
        if (bundles.username == bob.address().user) bundles = impostor.bundles_of(bob.address());
      });
    }
    static_cast<void>(alice.say("bob", "hello"));
    stage.world.settle();
    static_cast<void>(bob.say("alice", "hello"));
    stage.world.settle();
    return std::pair{**alice.engine().safety_number(name("bob")),
                     **bob.engine().safety_number(name("alice"))};
  };
  const auto honest = numbers(false);
  QCOMPARE(honest.first, honest.second);
  const auto attacked = numbers(true);
  QVERIFY(attacked.first != attacked.second);
  QVERIFY(attacked.first != honest.first);
}

namespace {

std::size_t submissions_from(const Stage& stage, const Address& sender) {
  const auto& all = stage.evil.submissions;
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.first == sender; }));
}

bool swapped_acquaintance_gets_a_message() {
  Stage stage;
  Impostor impostor{6};
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  stage.world.run_for(minutes{5});
  const auto before = submissions_from(stage, alice.address());
  stage.evil.says = with_bundles([&](wire::Bundles& bundles) {
    if (bundles.username == bob.address().user) bundles = impostor.bundles_of(bob.address());
  });
  // So that she needs a bundle again.
  erase_session(alice, bob.address());
  static_cast<void>(alice.say("bob", "for bob alone"));
  stage.world.run_for(minutes{5});
  return submissions_from(stage, alice.address()) > before;
}

}  // namespace

void TestHandshake::a8_a_swapped_acquaintance_gets_nothing() {
  QVERIFY(!swapped_acquaintance_gets_a_message());
  const Without defence{&client::Defences::identity_change};
  QVERIFY(swapped_acquaintance_gets_a_message());
}

namespace {

/// Alice's second message, still a prekey message, in a wrapper that names somebody else's identity: what bob
/// says of it. nullopt: he reads it.
std::optional<ErrorCode> refusal_of_a_spliced_wrapper() {
  Stage stage;
  const Impostor impostor{7};
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.write(alice, bob, "first");
  stage.evil.says = with_deliveries_to(bob.address(), [&](wire::Delivery& delivery) {
    if (!is_first_message(delivery)) return;
    delivery.envelope.ciphertext =
        rewrapped(delivery.envelope.ciphertext, wrapper_field::identity, impostor.identity_key());
  });
  static_cast<void>(alice.say("bob", "second"));
  stage.world.exchange();
  if (!bob.events<client::IdentityChanged>().empty()) return ErrorCode::untrusted_identity;
  const auto refused = bob.events<client::MessageUndecryptable>();
  if (refused.empty()) return std::nullopt;
  return refused.front().code;
}

}  // namespace

void TestHandshake::a9_a_spliced_wrapper_is_dropped() {
  QVERIFY(refusal_of_a_spliced_wrapper() == ErrorCode::identity_mismatch);
  const Without defence{&crypto::Defences::wrapper_identity};
  QVERIFY(refusal_of_a_spliced_wrapper() == std::nullopt);
}

namespace {

/// Mallory has an account with alice's identity key, and the relay says that alice's message is mallory's:
/// whether bob takes it in.
bool is_taken_in_under_another_name() {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.evil.says = with_deliveries_to(
      bob.address(), [](wire::Delivery& delivery) { delivery.sender.user = name("mallory"); });
  static_cast<void>(alice.say("bob", "I am alice"));
  stage.world.exchange();
  return !texts_of(bob, "mallory").empty() || !texts_of(bob, "alice").empty();
}

}  // namespace

void TestHandshake::a10_a_message_under_another_name_is_not_shown() {
  QVERIFY(!is_taken_in_under_another_name());
  const Without defences{&crypto::Defences::content_context, &client::Defences::context};
  QVERIFY(is_taken_in_under_another_name());
}

namespace {

bool device_of_the_relay_gets_a_message() {
  Stage stage;
  auto& alice = stage.person("alice");
  auto& bob = stage.person("bob");
  stage.befriend(alice, bob);
  constexpr DeviceId invented{77};
  stage.evil.hears = [&](const std::optional<Address>&, wire::Frame& frame) {
    auto* request = std::get_if<wire::CallRequest>(&frame);
    auto* fetch = request == nullptr ? nullptr : std::get_if<wire::FetchBundlesRequest>(&request->call);
    if (fetch != nullptr) fetch->devices = {bob.address().device};
    return true;
  };
  stage.evil.says = [&](const std::optional<Address>&, wire::Frame& frame) {
    if (auto* reply = std::get_if<wire::SubmitReply>(&frame);
        reply != nullptr && reply->recipient == name("bob")) {
      reply->outcome = wire::SubmitOutcome::devices_changed;
      reply->missing = {invented};
    }
    if (auto* bundles = bundles_in(frame); bundles != nullptr && !bundles->devices.empty()) {
      // Bob's own keys, so that X3DH has nothing against them: only the device's signature names another one.
      bundles->devices.front().device = invented;
    }
    return true;
  };
  static_cast<void>(alice.say("bob", "for bob"));
  stage.world.run_for(minutes{5});
  const auto& all = stage.evil.submissions;
  return std::any_of(all.begin(), all.end(), [&](const auto& submission) {
    const auto& envelopes = submission.second.envelopes;
    return std::any_of(envelopes.begin(), envelopes.end(),
                       [&](const auto& envelope) { return envelope.device == invented; });
  });
}

}  // namespace

void TestHandshake::c1_a_device_of_the_relay_gets_nothing() {
  QVERIFY(!device_of_the_relay_gets_a_message());
  const Without defence{&client::Defences::device_signatures, &client::Defences::listed_devices};
  QVERIFY(device_of_the_relay_gets_a_message());
}

namespace {

/// The login secret as somebody has it who listened at the relay, with a captcha that was solved just now.
Bytes log_in_frame(EvilRelay& evil, const Bytes& login_secret) {
  const auto asked = evil.answers_to(
      {wire::serialise(wire::CallRequest{CallId{1}, wire::CaptchaRequest{wire::CaptchaPurpose::log_in}})});
  const auto& challenge = std::get<wire::CaptchaChallenge>(std::get<wire::CallReply>(asked.front()).reply);
  const auto number = crypto::solve_captcha(challenge.challenge, challenge.salt, 0, challenge.max_number + 1);
  return wire::serialise(wire::CallRequest{
      CallId{2}, wire::LoginRequest{
                     name("alice"),
                     {challenge.algorithm, challenge.challenge, challenge.salt, challenge.signature, *number},
                     SecretBytes::copied_from(ByteView{login_secret})}});
}

bool is_granted(EvilRelay& evil, const Bytes& frame) {
  const auto answers = evil.answers_to({frame});
  return std::holds_alternative<wire::LoginGrant>(std::get<wire::CallReply>(answers.front()).reply);
}

}  // namespace

void TestHandshake::c6_a_recorded_log_in_is_refused() {
  World elsewhere;
  elsewhere.ready_user("alice");
  const auto login_secret = elsewhere.relay.accounts.at("alice").login_secret;
  Stage stage;
  stage.person("alice");
  const auto recorded = log_in_frame(stage.evil, login_secret);
  QVERIFY(is_granted(stage.evil, recorded));
  QVERIFY(!is_granted(stage.evil, recorded));
  // The control: it was the repetition that was refused.
  QVERIFY(is_granted(stage.evil, log_in_frame(stage.evil, login_secret)));
}

QTEST_GUILESS_MAIN(TestHandshake)
#include "test_handshake.moc"
