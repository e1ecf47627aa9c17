// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "printing.hpp"
#include "sotto/crypto/password.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::hours;
using std::chrono::minutes;
using Days = std::chrono::duration<int, std::ratio<86'400>>;

class TestEntry : public QObject {
  Q_OBJECT

 private slots:
  void steps_are_reported_in_order();
  void a_captcha_is_solved_in_slices_that_can_be_cancelled();
  void a_captcha_without_a_solution_fails();
  void a_taken_name_fails_and_keeps_nothing();
  void weak_password_parameters_are_refused_before_anything_is_shown_data();
  void weak_password_parameters_are_refused_before_anything_is_shown();
  void another_identity_than_the_wrapped_one_is_refused();
  void a_lost_link_fails_the_entry_or_lets_it_go_on();
  void the_relay_out_of_reach_fails_the_entry();
  void the_login_secret_says_nothing_of_the_wrapping_key();
  void what_is_wrong_in_an_intent_is_refused_at_once();
  void one_time_prekeys_are_refilled_in_one_size();
  void refills_are_of_one_size_and_at_no_fixed_time();
  void published_keys_tell_nothing_of_their_device();
  void the_signed_prekey_is_renewed_within_a_week();
  void a_lost_answer_to_a_publication_publishes_the_same_keys();
  void a_relay_that_lost_the_keys_gets_new_ones();
  void reconnecting_backs_off_with_jitter();
  void the_first_attempt_to_reconnect_is_soon_and_not_at_once_for_all();
  void a_relay_that_says_wait_is_left_alone();
  void a_clock_that_goes_back_stops_nothing();
};

void TestEntry::steps_are_reported_in_order() {
  World world;
  auto& alice = world.register_user("alice");
  int last = -1;
  double fraction = -1;
  std::set<client::EntryStep> steps;
  for (const auto& progress : alice.events<client::EntryProgress>()) {
    QVERIFY(static_cast<int>(progress.step) >= last);
    QVERIFY(progress.fraction >= fraction);
    last = static_cast<int>(progress.step);
    fraction = progress.fraction;
    steps.insert(progress.step);
  }
  QCOMPARE(steps.size(), 6U);
  QCOMPARE(fraction, 1.0);
}

void TestEntry::a_captcha_is_solved_in_slices_that_can_be_cancelled() {
  World world;
  world.relay.captcha_max = 90'000;
  auto& alice = world.add_device("alice");
  int slices = 0;
  world.relay.hears = [&](const wire::Frame&) { return true; };
  QVERIFY(alice.handle(client::Register{name("alice"), password_of("alice"), "", "x", true, ""}).ok());
  world.exchange();
  for (; slices < 3; ++slices) QVERIFY(alice.handle(client::TimerFired{}).ok());
  QCOMPARE(alice.events<client::EntryProgress>().back().step, client::EntryStep::solving_captcha);
  QVERIFY(alice.handle(client::CancelEntry{}).ok());
  world.run_for(minutes{10});
  QCOMPARE(alice.dump(), std::string{});
  QVERIFY(world.relay.accounts.empty());
  QCOMPARE(alice.engine().link(), client::LinkState::offline);
}

void TestEntry::a_captcha_without_a_solution_fails() {
  World world;
  auto& alice = world.add_device("alice");
  world.relay.says = [&](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    if (reply == nullptr || !std::holds_alternative<wire::CaptchaChallenge>(reply->reply)) return true;
    const_cast<wire::CaptchaChallenge&>(std::get<wire::CaptchaChallenge>(reply->reply)).challenge =
        std::string(64, '0');
    return true;
  };
  QVERIFY(alice.handle(client::Register{name("alice"), password_of("alice"), "", "x", true, ""}).ok());
  world.settle();
  QCOMPARE(alice.events<client::EntryFailed>().front().code, ErrorCode::captcha_failed);
}

void TestEntry::a_taken_name_fails_and_keeps_nothing() {
  World world;
  world.ready_user("alice");
  auto& other = world.add_device("other");
  QVERIFY(other.handle(client::Register{name("alice"), password_of("other"), "", "x", true, ""}).ok());
  world.settle();
  QCOMPARE(other.events<client::EntryFailed>().front().code, ErrorCode::name_taken);
  QCOMPARE(other.dump(), std::string{});
}

void TestEntry::weak_password_parameters_are_refused_before_anything_is_shown_data() {
  QTest::addColumn<quint32>("memory");
  QTest::addColumn<quint32>("passes");
  QTest::addColumn<quint32>("lanes");
  QTest::addColumn<bool>("refused");
  QTest::newRow("one pass") << 65'536U << 1U << 1U << true;
  QTest::newRow("little memory") << 8U << 3U << 1U << true;
  QTest::newRow("a bomb") << 4'000'000U << 3U << 1U << true;
  QTest::newRow("many passes") << 65'536U << 1'000U << 1U << true;
  // The control: what the account really has lets the login secret out.
  QTest::newRow("as registered") << 65'536U << 3U << 1U << false;
}

void TestEntry::weak_password_parameters_are_refused_before_anything_is_shown() {
  QFETCH(quint32, memory);
  QFETCH(quint32, passes);
  QFETCH(quint32, lanes);
  QFETCH(bool, refused);
  World world;
  world.ready_user("alice");
  world.relay.tamper_parameters = [&](wire::LoginParameters& parameters) {
    parameters.password.memory_kib = memory;
    parameters.password.passes = passes;
    parameters.password.lanes = lanes;
  };
  bool shown = false;
  world.relay.hears = [&](const wire::Frame& frame) {
    const auto* call = std::get_if<wire::CallRequest>(&frame);
    shown = shown || (call != nullptr && std::holds_alternative<wire::LoginRequest>(call->call));
    return true;
  };
  auto& phone = world.log_in("alice", "phone");
  QCOMPARE(shown, !refused);
  QCOMPARE(phone.engine().account().has_value(), !refused);
  if (!refused) return;
  const auto failures = phone.events<client::EntryFailed>();
  QCOMPARE(failures.size(), 1U);
  QCOMPARE(failures.front().code, ErrorCode::weak_parameters);
}

void TestEntry::another_identity_than_the_wrapped_one_is_refused() {
  World world;
  world.ready_user("alice");
  world.ready_user("mallory");
  world.relay.tamper_grant = [&](wire::LoginGrant& grant) {
    grant.identity_key = world.relay.accounts["mallory"].identity_key;
  };
  auto& phone = world.log_in("alice", "phone");
  QCOMPARE(phone.events<client::EntryFailed>().front().code, ErrorCode::identity_mismatch);
  world.relay.tamper_grant = [&](wire::LoginGrant& grant) {
    grant.wrapped_keys = world.relay.accounts["mallory"].wrapped_keys;
  };
  auto& tablet = world.log_in("alice", "tablet");
  QCOMPARE(tablet.events<client::EntryFailed>().front().code, ErrorCode::wrong_password);
  QCOMPARE(tablet.dump(), std::string{});
}

void TestEntry::a_lost_link_fails_the_entry_or_lets_it_go_on() {
  World world;
  world.relay.captcha_max = 60'000;
  auto& alice = world.add_device("alice");
  QVERIFY(alice.handle(client::Register{name("alice"), password_of("alice"), "", "x", true, ""}).ok());
  world.exchange();
  world.relay.disconnect_all();  // while it solves
  world.settle(minutes{1});
  QVERIFY(alice.engine().account().has_value());
  QCOMPARE(alice.events<client::LoggedIn>().size(), 1U);

  auto& bob = world.add_device("bob");
  world.relay.hears = [&](const wire::Frame& frame) {
    const auto* call = std::get_if<wire::CallRequest>(&frame);
    return call == nullptr || !std::holds_alternative<wire::RegisterRequest>(call->call);
  };
  QVERIFY(bob.handle(client::Register{name("bob"), password_of("bob"), "", "x", true, ""}).ok());
  world.settle();
  world.relay.disconnect_all();
  world.settle();
  QCOMPARE(bob.events<client::EntryFailed>().front().code, ErrorCode::offline);
  QVERIFY(!bob.engine().account());
}

void TestEntry::the_relay_out_of_reach_fails_the_entry() {
  World world;
  world.kill_relay();
  auto& alice = world.add_device("alice");
  QVERIFY(alice.handle(client::Register{name("alice"), password_of("alice"), "", "x", true, ""}).ok());
  world.settle();
  QCOMPARE(alice.events<client::EntryFailed>().size(), 1U);
  QCOMPARE(alice.events<client::EntryFailed>().front().code, ErrorCode::offline);
}

void TestEntry::the_login_secret_says_nothing_of_the_wrapping_key() {
  World world;
  world.ready_user("alice");
  const auto& account = world.relay.accounts["alice"];
  // What the relay has does not open what it stores.
  const auto opened = crypto::unwrap_account_keys(
      account.wrapped_keys, SecretBytes::copied_from(ByteView{account.login_secret}), name("alice"));
  QVERIFY(!opened.ok());
}

void TestEntry::what_is_wrong_in_an_intent_is_refused_at_once() {
  World world;
  auto& alice = world.add_device("alice");
  const auto with = [&](const std::string& display, const std::string& device, const std::string& password) {
    return alice
        .handle(client::Register{name("alice"), SecretBytes::copied_from(std::string_view{password}), display,
                                 device, true, ""})
        .error()
        .code;
  };
  QCOMPARE(with(std::string(65, 'x'), "", "secret password"), ErrorCode::too_large);
  QCOMPARE(with("", std::string(65, 'x'), "secret password"), ErrorCode::too_large);
  QCOMPARE(with("\xff", "", "secret password"), ErrorCode::malformed);
  QCOMPARE(with("", "", ""), ErrorCode::malformed);
  QCOMPARE(alice.say("bob", "x").error().code, ErrorCode::not_logged_in);
  auto& bob = world.ready_user("bob");
  QCOMPARE(bob.handle(client::LogIn{name("alice"), password_of("alice"), ""}).error().code,
           ErrorCode::already_logged_in);
}

void TestEntry::one_time_prekeys_are_refilled_in_one_size() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& one_time = world.relay.device(alice.address()).one_time;
  std::set<std::uint32_t> ids;
  for (const auto& key : one_time) ids.insert(key.id.value);
  while (one_time.size() > 20) one_time.pop_front();
  world.relay.publications.clear();
  for (int repeat = 0; repeat < 5; ++repeat) world.relay.inject(alice.address(), wire::PrekeysLow{20, 50});
  world.run_for(minutes{1});
  QCOMPARE(world.relay.publications.size(), 1U);
  QCOMPARE(world.relay.publications.front().one_time_prekeys.size(), 80U);
  QVERIFY(!world.relay.publications.front().signed_prekey.has_value());
  QCOMPARE(one_time.size(), 100U);
  for (const auto& key : world.relay.publications.front().one_time_prekeys)
    QVERIFY(ids.insert(key.id.value).second);
  world.relay.inject(alice.address(), wire::PrekeysLow{50, 50});
  world.run_for(minutes{1});
  QCOMPARE(world.relay.publications.size(), 1U);
}

namespace {

/// How long after "15 are left" the refill comes.
Duration refill_delay(World& world, const std::string& user) {
  auto& device = world.ready_user(user);
  auto& one_time = world.relay.device(device.address()).one_time;
  while (one_time.size() > 15) one_time.pop_front();
  world.relay.publications.clear();
  const auto low_at = world.now();
  world.relay.inject(device.address(), wire::PrekeysLow{15, 50});
  world.exchange();
  if (!world.relay.publications.empty()) return Duration{0};
  while (world.relay.publications.empty() && world.now() - low_at < minutes{1}) world.run_for(Duration{10});
  // One size, however few are left: not what is missing.
  if (world.relay.publications.front().one_time_prekeys.size() != 80) qFatal("a refill of another size");
  return world.now() - low_at;
}

}  // namespace

// C7.
void TestEntry::refills_are_of_one_size_and_at_no_fixed_time() {
  World world;
  std::set<Duration> delays;
  for (const auto* user : {"alice", "bob", "carol"}) {
    const auto delay = refill_delay(world, user);
    QVERIFY(delay > Duration{0} && delay <= std::chrono::seconds{6});
    delays.insert(delay);
  }
  QCOMPARE(delays.size(), 3U);
}

namespace {

/// What somebody sees who fetches bundles again and again: how many keys, of which sizes.
std::vector<std::size_t> shape_of(const RelayDevice& device) {
  std::vector<std::size_t> shape{device.one_time.size(), device.kem.size()};
  for (const auto& key : device.one_time) shape.push_back(key.key.size());
  for (const auto& key : device.kem) shape.push_back(key.key.size() + key.signature.size());
  return shape;
}

/// Ids that count would tell how many keys were used up.
template <class Prekeys>
std::size_t consecutive(const Prekeys& keys) {
  std::set<std::uint32_t> ids;
  for (const auto& key : keys) ids.insert(key.id.value);
  return static_cast<std::size_t>(
      std::count_if(ids.begin(), ids.end(), [&](std::uint32_t id) { return ids.count(id + 1) > 0; }));
}

}  // namespace

// C7.
void TestEntry::published_keys_tell_nothing_of_their_device() {
  World world;
  auto alice = world.relay.device(world.ready_user("alice").address());
  const auto& bob = world.relay.device(world.ready_user("bob").address());
  QCOMPARE(alice.one_time.size(), 100U);
  QCOMPARE(shape_of(alice), shape_of(bob));
  QCOMPARE(consecutive(alice.one_time), 0U);
  QCOMPARE(consecutive(alice.kem), 0U);
  // The control: keys that are counted, and one too few.
  std::uint32_t counter = 0;
  for (auto& key : alice.one_time) key.id = PrekeyId{++counter};
  QCOMPARE(consecutive(alice.one_time), 99U);
  alice.one_time.pop_back();
  QVERIFY(shape_of(alice) != shape_of(bob));
}

void TestEntry::the_signed_prekey_is_renewed_within_a_week() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  const auto first = world.relay.device(bob.address()).keys->signed_prekey->id;
  std::optional<wire::Delivery> late;
  QVERIFY(alice.say("bob", "early").ok());
  bob.go_offline();
  world.settle();
  bob.go_online();
  world.run_for(Days{7});
  const auto second = world.relay.device(bob.address()).keys->signed_prekey->id;
  QVERIFY(!(first == second));
  QCOMPARE(bob.texts_with("alice").size(), 1U);
  QCOMPARE(*bob.store().count(store::Table::signed_prekey), 2U);
  world.run_for(Days{30});
  QVERIFY(*bob.store().count(store::Table::signed_prekey) <= 4U);
  QVERIFY(bob.say("alice", "still here").ok());
  world.settle();
  QCOMPARE(alice.texts_with("bob").back(), std::string{"still here"});
}

void TestEntry::a_lost_answer_to_a_publication_publishes_the_same_keys() {
  World world;
  world.relay.says = [](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    return reply == nullptr || !std::holds_alternative<wire::KeysPublished>(reply->reply);
  };
  world.relay.hears = [](const wire::Frame& frame) {
    const auto* call = std::get_if<wire::CallRequest>(&frame);
    return call == nullptr || !std::holds_alternative<wire::PublishKeysRequest>(call->call);
  };
  auto& alice = world.register_user("alice");
  QVERIFY(world.relay.publications.empty());
  const auto private_keys = *alice.store().count(store::Table::prekey);
  QCOMPARE(private_keys, 100U);
  alice.crash();
  world.relay.says = nullptr;
  world.relay.hears = nullptr;
  world.settle();
  QCOMPARE(world.relay.publications.size(), 1U);
  QCOMPARE(*alice.store().count(store::Table::prekey), 100U);
  QCOMPARE(world.relay.device(alice.address()).one_time.size(), 100U);
}

void TestEntry::a_relay_that_lost_the_keys_gets_new_ones() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& mine = world.relay.device(alice.address());
  const auto signed_prekey = mine.keys->signed_prekey->id;
  for (int loss = 0; loss < 40; ++loss) {
    mine.keys.reset();
    mine.one_time.clear();
    world.relay.disconnect_all();
    world.settle(minutes{1});
    QVERIFY(mine.keys.has_value());
    QCOMPARE(mine.keys->signed_prekey->id, signed_prekey);
  }
  QVERIFY2(*alice.store().count(store::Table::prekey) <= 2'000U, "a lying relay does not fill the disk");
}

void TestEntry::reconnecting_backs_off_with_jitter() {
  World world;
  auto& alice = world.ready_user("alice");
  world.kill_relay();
  std::vector<Instant> attempts;
  // Each attempt shows as "connecting".
  for (int second = 0; second < 3'600; ++second) {
    const auto before = alice.events<client::LinkChanged>().size();
    world.run_for(std::chrono::seconds{1});
    if (alice.events<client::LinkChanged>().size() > before) attempts.push_back(world.now());
  }
  QVERIFY2(attempts.size() > 150 && attempts.size() < 450,
           QByteArray::number(static_cast<int>(attempts.size())));
  for (std::size_t at = 1; at < attempts.size(); ++at) {
    QVERIFY(attempts[at] - attempts[at - 1] <= std::chrono::seconds{32});
  }
  world.revive_relay();
  world.run_for(minutes{1});
  QCOMPARE(alice.engine().link(), client::LinkState::online);
}

// R21.
void TestEntry::the_first_attempt_to_reconnect_is_soon_and_not_at_once_for_all() {
  World world;
  const std::array devices{&world.ready_user("alice"), &world.ready_user("bob"), &world.ready_user("carol")};
  const auto changes = [](const Device& device) {
    const auto all = device.events<client::LinkChanged>();
    return std::count_if(all.begin(), all.end(), [](const client::LinkChanged& change) {
      return change.state == client::LinkState::connecting;
    });
  };
  std::array<std::ptrdiff_t, 3> before{};
  for (std::size_t at = 0; at < devices.size(); ++at) before[at] = changes(*devices[at]);
  const auto lost_at = world.now();
  world.kill_relay();
  std::map<std::size_t, Duration> first;
  while (world.now() - lost_at <= std::chrono::seconds{2}) {
    world.run_for(Duration{1});
    for (std::size_t at = 0; at < devices.size(); ++at)
      if (changes(*devices[at]) > before[at]) first.emplace(at, world.now() - lost_at);
  }
  std::set<Duration> delays;
  for (const auto& [at, delay] : first) {
    QVERIFY(delay <= std::chrono::milliseconds{1'001});
    delays.insert(delay);
  }
  QCOMPARE(first.size(), 3U);
  QCOMPARE(delays.size(), 3U);
}

void TestEntry::a_relay_that_says_wait_is_left_alone() {
  World world;
  auto& alice = world.ready_user("alice");
  const auto before = world.relay.connections;
  world.relay.inject(alice.address(), wire::Goodbye{wire::GoodbyeReason::rate_limited, minutes{5}});
  world.run_for(minutes{4});
  QCOMPARE(world.relay.connections, before);
  world.run_for(minutes{2});
  QCOMPARE(world.relay.connections, before + 1);
  // A hostile relay cannot keep a client away for a year.
  world.relay.inject(alice.address(), wire::Goodbye{wire::GoodbyeReason::rate_limited, hours{4'000}});
  world.run_for(minutes{15});
  QCOMPARE(alice.engine().link(), client::LinkState::online);
}

void TestEntry::a_clock_that_goes_back_stops_nothing() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  world.set_clock(world.now() - hours{24 * 365 * 10});
  QVERIFY(alice.say("bob", "back").ok());
  world.run_for(minutes{1});
  world.relay.disconnect_all();
  world.run_for(minutes{1});
  world.set_clock(world.now() + hours{24 * 365 * 20});
  QVERIFY(bob.say("alice", "forth").ok());
  world.run_for(minutes{1});
  QCOMPARE(bob.texts_with("alice").front(), std::string{"back"});
  QCOMPARE(alice.texts_with("bob").back(), std::string{"forth"});
}

QTEST_GUILESS_MAIN(TestEntry)
#include "test_entry.moc"
