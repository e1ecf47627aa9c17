// SPDX-License-Identifier: GPL-3.0-or-later
// Captcha, accounts and keys, as a hostile client would use them.
#include <QtTest>
#include <atomic>
#include <limits>
#include <thread>

#include "relay_fixture.hpp"
#include "sotto/crypto/device_list.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/crypto/prekeys.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::testing;
using samples::name;
using wire::CallFailureCode;
using wire::CaptchaPurpose;

namespace {

Policy easy(double rates = 1) {
  Policy policy;
  policy.captcha_max_number = 20;
  policy.rate_factor = rates;
  return policy;
}

wire::CaptchaSolution solve(Bench& bench, CaptchaPurpose purpose) {
  const auto challenge = *bench.relay.captcha.issue(purpose);
  const auto number = crypto::solve_captcha(challenge.challenge, challenge.salt, 0, challenge.max_number + 1);
  if (!number) qFatal("no solution");
  return {challenge.algorithm, challenge.challenge, challenge.salt, challenge.signature, *number};
}

struct Person {
  Person(Bench& bench, const char* called) : user{name(called)}, identity{*crypto::IdentityKeyPair::fresh(*bench.random)} {}
  wire::RegisterRequest registration(Bench& bench) const {
    return {user, solve(bench, CaptchaPurpose::register_account), {Bytes(16, 1), 65536, 3, 1}, SecretBytes::copied_from(ByteView{Bytes(32, 7)}),
            Bytes(100, 8), copy_of(identity.public_key().view()),
            *crypto::sign(identity, crypto::SignaturePurpose::register_account, crypto::register_account_message(user), *bench.random),
            Bytes(40, 9), "Display", true, ""};
  }
  wire::PublishKeysRequest keys(Bench& bench, DeviceId device, std::size_t count) const {
    wire::PublishKeysRequest request;
    request.registration = RegistrationId{5};
    request.device_signature = *crypto::sign(identity, crypto::SignaturePurpose::device, crypto::device_message(user, device, request.registration, request.suite), *bench.random);
    auto prekey = *crypto::fresh_signed_prekey(identity, bench.clock.at, *bench.random);
    request.signed_prekey = wire::SignedPrekey{prekey.id, prekey.public_key, prekey.signature};
    const auto fresh = *crypto::fresh_prekeys(count, *bench.random);
    for (const auto& one : fresh) {
      auto signature = *crypto::sign(identity, crypto::SignaturePurpose::one_time_prekey, crypto::one_time_prekey_message(user, device, one.id, one.public_key), *bench.random);
      request.one_time_prekeys.push_back({one.id, one.public_key, signature});
    }
    request.kem_last_resort = kem(bench, crypto::SignaturePurpose::kem_last_resort, device, *crypto::fresh_kem_last_resort(*bench.random));
    const auto fresh_kem = *crypto::fresh_kem_prekeys(count, *bench.random);
    for (const auto& one : fresh_kem) request.kem_prekeys.push_back(kem(bench, crypto::SignaturePurpose::kem_prekey, device, one));
    return request;
  }
  wire::SignedDeviceList list(Bench& bench, const crypto::DeviceList& devices) const {
    auto bytes = crypto::serialise_device_list(user, devices);
    auto signature = *crypto::sign(identity, crypto::SignaturePurpose::device_list, bytes, *bench.random);
    return {std::move(bytes), std::move(signature)};
  }
  wire::KemPrekey kem(Bench& bench, crypto::SignaturePurpose purpose, DeviceId device, const crypto::FreshKemPrekey& fresh) const {
    const auto message = crypto::kem_prekey_message(user, device, fresh.id, fresh.public_key);
    return {fresh.id, fresh.public_key, *crypto::sign(identity, purpose, message, *bench.random)};
  }
  Username user;
  crypto::IdentityKeyPair identity;
};

/// The failure's code, or nullopt for success.
template <class T, class Call>
std::optional<CallFailureCode> failure_of_call(Call call) {
  std::optional<Outcome<T>> heard;
  call([&](Outcome<T> outcome) { heard = std::move(outcome); });
  if (!heard) qFatal("no answer");
  const auto* failed = std::get_if<wire::CallFailure>(&*heard);
  return failed ? std::optional{failed->code} : std::nullopt;
}

std::optional<CallFailureCode> sign_up(Bench& bench, wire::RegisterRequest request) {
  return failure_of_call<wire::SessionGrant>([&](auto answer) { bench.relay.accounts.register_account(std::move(request), answer); });
}
std::optional<CallFailureCode> log_in(Bench& bench, const Username& user, std::uint8_t secret) {
  wire::LoginRequest request{user, solve(bench, CaptchaPurpose::log_in), SecretBytes::copied_from(ByteView{Bytes(32, secret)})};
  return failure_of_call<wire::LoginGrant>([&](auto answer) { bench.relay.accounts.log_in(std::move(request), answer); });
}
std::optional<CallFailureCode> publish(Bench& bench, const Person& person, wire::PublishKeysRequest request) {
  return failure_of_call<wire::KeysPublished>([&](auto answer) { bench.relay.keys.publish({person.user, DeviceId{1}}, std::move(request), answer); });
}
std::optional<CallFailureCode> publish_list(Bench& bench, const Username& owner, wire::SignedDeviceList list) {
  return failure_of_call<wire::Done>([&](auto answer) { bench.relay.device_lists.publish(owner, std::move(list), answer); });
}
std::uint64_t version_of_list(Bench& bench, const Username& owner) {
  const auto list = std::get<0>(bench.relay.accounts.devices({owner, DeviceId{1}, store::Scope::device, {}})).signed_list;
  return list ? crypto::parse_device_list(owner, list->list)->version : 0;
}
std::optional<CallFailureCode> fetch(Bench& bench, const char* requester, const Username& target) {
  return failure_of_call<Keys::Fetched>([&](auto answer) { bench.relay.keys.fetch(name(requester), {target, {}}, answer); });
}

/// A hundred accounts ask ten times each; how many get a bundle.
int served_to_strangers(Bench& bench, const Username& target) {
  int served = 0;
  for (int requester = 0; requester < 100; ++requester) {
    const auto who = "mallory" + std::to_string(requester);
    for (int i = 0; i < 10; ++i) served += fetch(bench, who.c_str(), target) ? 0 : 1;
  }
  return served;
}

}  // namespace

class Services : public QObject {
  Q_OBJECT
 private slots:
  void a_solution_is_good_once_by_64_at_a_time() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const auto solution = solve(bench, CaptchaPurpose::log_in);
    std::atomic<int> accepted{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 64; ++i) {
      threads.emplace_back([&] { accepted += bench.relay.captcha.redeem(CaptchaPurpose::log_in, solution).ok() ? 1 : 0; });
    }
    for (auto& thread : threads) thread.join();
    QCOMPARE(accepted.load(), 1);
  }

  void a_solution_is_good_for_its_purpose_and_five_minutes() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const auto solution = solve(bench, CaptchaPurpose::log_in);
    QVERIFY(!bench.relay.captcha.redeem(CaptchaPurpose::register_account, solution).ok());
    bench.clock.at = bench.clock.at + captcha_lifetime + Duration{1000};
    QVERIFY(!bench.relay.captcha.redeem(CaptchaPurpose::log_in, solution).ok());
    bench.clock.at = bench.clock.at - captcha_lifetime;
    QVERIFY2(bench.relay.captcha.redeem(CaptchaPurpose::log_in, solution).ok(), "the control: nothing else was wrong");
  }

  void a_changed_solution_is_refused() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    auto moved = solve(bench, CaptchaPurpose::log_in);
    const auto digits = std::to_string(moved.number);
    moved.salt += digits.substr(0, 1);   // digits that move into the salt leave the hash as it was
    moved.number = digits.size() > 1 ? std::stoull(digits.substr(1)) : 0;
    QVERIFY(!bench.relay.captcha.redeem(CaptchaPurpose::log_in, moved).ok());
    auto later = solve(bench, CaptchaPurpose::log_in);
    later.salt.replace(later.salt.find("expires=") + 8, 1, "9");
    QVERIFY(!bench.relay.captcha.redeem(CaptchaPurpose::log_in, later).ok());
    auto forged = solve(bench, CaptchaPurpose::log_in);
    forged.signature = std::string(64, '0');
    QVERIFY(!bench.relay.captcha.redeem(CaptchaPurpose::log_in, forged).ok());
  }

  void a_name_or_an_identity_registers_once_and_a_deleted_name_never_again() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    QCOMPARE(sign_up(bench, Person{bench, "alice"}.registration(bench)), CallFailureCode::name_taken);
    auto clone = Person{bench, "mallory"};
    clone.identity = alice.identity.clone();
    QCOMPARE(sign_up(bench, clone.registration(bench)), CallFailureCode::refused);
    // The control: it was the identity that was in the way.
    QCOMPARE(sign_up(bench, Person{bench, "mallory"}.registration(bench)), std::nullopt);
    QVERIFY(bench.relay.accounts.delete_by_name(alice.user).ok());
    QCOMPARE(sign_up(bench, Person{bench, "alice"}.registration(bench)), CallFailureCode::name_taken);
  }

  // C3: and nobody can tell it from a name that is taken.
  void c3_a_name_that_looks_like_another_is_taken() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice.modern"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    const auto answer = [&](const char* who) {
      std::optional<Outcome<wire::SessionGrant>> heard;
      bench.relay.accounts.register_account(Person{bench, who}.registration(bench), [&](Outcome<wire::SessionGrant> outcome) { heard = std::move(outcome); });
      return *std::get_if<wire::CallFailure>(&*heard);
    };
    const auto taken = answer("alice.modern");
    QCOMPARE(taken.code, CallFailureCode::name_taken);
    for (const char* who : {"a1ice.modern", "alice.m0dern", "alice-modern", "al1ce_rnodern", "aiice.modem"}) {
      const auto refused = answer(who);
      QVERIFY(refused.code == taken.code && refused.retry_after == taken.retry_after);
    }
    // The control: what can be told apart at a glance is let in.
    QCOMPARE(sign_up(bench, Person{bench, "alicia.modern"}.registration(bench)), std::nullopt);
    QCOMPARE(sign_up(bench, Person{bench, "alicemodern"}.registration(bench)), std::nullopt);
    QVERIFY(bench.relay.accounts.delete_by_name(alice.user).ok());
    QCOMPARE(answer("alice.modern").code, CallFailureCode::name_taken);
    QCOMPARE(answer("a1ice.modern").code, CallFailureCode::name_taken);
  }

  void an_identity_that_its_bearer_does_not_hold_is_refused() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    auto request = Person{bench, "mallory"}.registration(bench);
    request.identity_key = copy_of(Person{bench, "alice"}.identity.public_key().view());
    QCOMPARE(sign_up(bench, std::move(request)), CallFailureCode::invalid_signature);
    auto low_order = Person{bench, "mallory"}.registration(bench);
    low_order.identity_key = Bytes(33, 0);
    low_order.identity_key[0] = 5;
    QCOMPARE(sign_up(bench, std::move(low_order)), CallFailureCode::invalid_signature);
  }

  void an_unknown_name_looks_like_a_known_one() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    const auto parameters = [&](const char* who) { return std::get<wire::LoginParameters>(bench.relay.accounts.login_parameters(name(who))).password; };
    const auto known = parameters("alice");
    const auto unknown = parameters("nobody");
    QVERIFY(unknown.salt.size() == known.salt.size() && unknown.memory_kib == known.memory_kib && unknown.passes == known.passes && unknown.lanes == known.lanes);
    QVERIFY(unknown.salt == parameters("nobody").salt && unknown.salt != parameters("nobody2").salt);
    for (const char* who : {"alice", "nobody"}) {
      for (std::uint32_t i = 0; i <= free_login_failures; ++i) QCOMPARE(log_in(bench, name(who), 1), CallFailureCode::unauthorised);
      QCOMPARE(log_in(bench, name(who), 1), CallFailureCode::rate_limited);
    }
    bench.clock.at = bench.clock.at + longest_login_wait;
    QVERIFY2(log_in(bench, alice.user, 7) == std::nullopt, "slowed, never locked out");
  }

  void keys_without_the_accounts_signature_are_refused() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    for (int which = 0; which < 5; ++which) {
      auto request = alice.keys(bench, DeviceId{1}, 2);
      Bytes* const signatures[] = {&request.device_signature, &request.signed_prekey->signature, &request.one_time_prekeys[1].signature,
                                   &request.kem_last_resort->signature, &request.kem_prekeys[1].signature};
      (*signatures[which])[10] ^= 1;
      QCOMPARE(publish(bench, alice, std::move(request)), CallFailureCode::invalid_signature);
    }
    auto swapped = alice.keys(bench, DeviceId{1}, 1);
    std::swap(*swapped.kem_last_resort, swapped.kem_prekeys[0]);
    QCOMPARE(publish(bench, alice, std::move(swapped)), CallFailureCode::invalid_signature);
    auto unreduced = alice.keys(bench, DeviceId{1}, 1);
    std::fill_n(unreduced.kem_prekeys[0].key.begin(), 3, std::uint8_t{0xff});
    QCOMPARE(publish(bench, alice, std::move(unreduced)), CallFailureCode::invalid_signature);
    auto other_suite = alice.keys(bench, DeviceId{1}, 1);
    other_suite.suite = 1;
    QVERIFY(publish(bench, alice, std::move(other_suite)) != std::nullopt);
    auto without_kem = alice.keys(bench, DeviceId{1}, 1);
    without_kem.kem_last_resort.reset();
    QCOMPARE(publish(bench, alice, std::move(without_kem)), CallFailureCode::refused);
    QCOMPARE(fetch(bench, "bob", alice.user), CallFailureCode::unknown_user);
    QCOMPARE(publish(bench, alice, alice.keys(bench, DeviceId{1}, 2)), std::nullopt);
    QCOMPARE(fetch(bench, "bob", alice.user), std::nullopt);
  }

  void bundles_are_limited_for_each_requester_and_for_the_target() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    QCOMPARE(publish(bench, alice, alice.keys(bench, DeviceId{1}, 1)), std::nullopt);
    for (int i = 0; i < 20; ++i) QCOMPARE(fetch(bench, "bob", alice.user), std::nullopt);
    QCOMPARE(fetch(bench, "bob", alice.user), CallFailureCode::rate_limited);
    QCOMPARE(20 + served_to_strangers(bench, alice.user), 200);
    bench.clock.at = bench.clock.at + Duration{60'000};
    QVERIFY2(fetch(bench, "carol", alice.user) == std::nullopt, "it heals");
  }

  // The control of the limits: without them whoever has a thousand accounts uses up all that there is.
  void a6_without_limits_every_bundle_is_served() {
    Bench bench{store::MemoryStore::Commit::at_once, easy(1e6)};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    QCOMPARE(publish(bench, alice, alice.keys(bench, DeviceId{1}, 100)), std::nullopt);
    QCOMPARE(served_to_strangers(bench, alice.user), 1'000);
    const auto left = [&] {
      std::size_t count = 0;
      const auto status = bench.store.read([&](const store::Snapshot& snapshot) -> Status {
        SOTTO_ASSIGN(count, snapshot.count_prekeys({alice.user, DeviceId{1}}));
        return {};
      });
      return status.ok() ? count : 1;
    };
    QCOMPARE(left(), std::size_t{0});
  }

  void a_list_of_devices_is_kept_if_it_is_signed_and_newer() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    const Person mallory{bench, "mallory"};
    for (const auto* who : {&alice, &mallory}) QCOMPARE(sign_up(bench, who->registration(bench)), std::nullopt);
    const auto first = crypto::with_device({}, {DeviceId{1}, RegistrationId{5}});
    const auto second = crypto::with_device(first, {DeviceId{2}, RegistrationId{6}});
    QCOMPARE(version_of_list(bench, alice.user), 0U);
    QCOMPARE(publish_list(bench, alice.user, mallory.list(bench, first)), CallFailureCode::invalid_signature);
    auto forged = alice.list(bench, first);
    forged.signature = mallory.list(bench, first).signature;
    QCOMPARE(publish_list(bench, alice.user, forged), CallFailureCode::invalid_signature);
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, second)), std::nullopt);
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, second)), std::nullopt);
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, first)), CallFailureCode::conflict);
    const auto another = crypto::with_device(first, {DeviceId{3}, RegistrationId{6}});
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, another)), CallFailureCode::conflict);
    QCOMPARE(version_of_list(bench, alice.user), 2U);
  }

  void a_list_of_devices_uses_up_neither_versions_nor_numbers() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    const auto first = crypto::with_device({}, {DeviceId{1}, RegistrationId{5}});
    auto last = first;
    last.version = std::numeric_limits<std::uint64_t>::max();
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, last)), CallFailureCode::refused);
    auto all_gone = first;
    all_gone.gone_up_to = DeviceId{std::numeric_limits<std::uint32_t>::max()};
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, all_gone)), CallFailureCode::refused);
    QCOMPARE(version_of_list(bench, alice.user), 0U);
    // A restored relay does not know of the devices that there were since.
    const auto later = crypto::without_device(first, DeviceId{7});
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, later)), std::nullopt);
    QCOMPARE(log_in(bench, alice.user, 7), std::nullopt);
    const Principal laptop{alice.user, DeviceId{1}, store::Scope::device, {}};
    QCOMPARE(std::get<0>(bench.relay.accounts.devices(laptop)).devices.back().device, DeviceId{8});
  }

  void a_device_is_revoked_with_the_next_list_or_not_at_all() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    QCOMPARE(log_in(bench, alice.user, 7), std::nullopt);
    const auto first = crypto::with_device({}, {DeviceId{1}, RegistrationId{5}});
    QCOMPARE(publish_list(bench, alice.user, alice.list(bench, first)), std::nullopt);
    const Principal laptop{alice.user, DeviceId{1}, store::Scope::device, {}};
    const auto revoke = [&](const crypto::DeviceList& list) {
      return failure_of_call<wire::Done>([&](auto answer) { bench.relay.accounts.revoke_device(laptop, DeviceId{2}, alice.list(bench, list), answer); });
    };
    const auto other = crypto::with_device({}, {DeviceId{2}, RegistrationId{5}});
    QCOMPARE(revoke(other), CallFailureCode::conflict);
    QCOMPARE(std::get<0>(bench.relay.accounts.devices(laptop)).devices.size(), std::size_t{2});
    QCOMPARE(revoke(crypto::without_device(first, DeviceId{2})), std::nullopt);
    QCOMPARE(std::get<0>(bench.relay.accounts.devices(laptop)).devices.size(), std::size_t{1});
    QCOMPARE(version_of_list(bench, alice.user), 2U);
    // Who leaves has to get away, though another device was faster.
    QCOMPARE(failure_of_call<wire::Done>([&](auto answer) { bench.relay.accounts.log_out(laptop, alice.list(bench, other), answer); }), std::nullopt);
    QCOMPARE(version_of_list(bench, alice.user), 2U);
    QVERIFY(std::get<0>(bench.relay.accounts.devices(laptop)).devices.empty());
  }

  void the_signed_list_comes_without_using_prekeys() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    const Person alice{bench, "alice"};
    QCOMPARE(sign_up(bench, alice.registration(bench)), std::nullopt);
    QCOMPARE(publish(bench, alice, alice.keys(bench, DeviceId{1}, 1)), std::nullopt);
    const auto list = alice.list(bench, crypto::with_device({}, {DeviceId{1}, RegistrationId{5}}));
    QCOMPARE(publish_list(bench, alice.user, list), std::nullopt);
    for (const bool list_only : {true, false}) {
      std::optional<Outcome<Keys::Fetched>> heard;
      bench.relay.keys.fetch(name("bob"), {alice.user, {}, list_only}, [&](Outcome<Keys::Fetched> outcome) { heard = std::move(outcome); });
      const auto& bundles = std::get<Keys::Fetched>(*heard).bundles;
      QVERIFY(bundles.device_list == list);
      QCOMPARE(bundles.devices.size(), std::size_t{list_only ? 0U : 1U});
      if (!list_only) QVERIFY2(bundles.devices.front().one_time_prekey, "the first fetch has used none");
    }
  }

  void a_token_of_another_account_is_not_found() {
    Bench bench{store::MemoryStore::Commit::at_once, easy()};
    for (const char* who : {"alice", "mallory"}) QCOMPARE(sign_up(bench, Person{bench, who}.registration(bench)), std::nullopt);
    const Principal mallory{name("mallory"), DeviceId{1}, store::Scope::device, {}};
    const auto tokens = std::get<0>(bench.relay.tokens.list({name("alice"), DeviceId{1}, store::Scope::device, {}}));
    QCOMPARE(tokens.size(), std::size_t{1});
    const auto revoke = [&](const std::string& id) {
      return failure_of_call<wire::Done>([&](auto answer) { bench.relay.tokens.revoke(mallory, id, answer); });
    };
    QCOMPARE(revoke(tokens[0].id), CallFailureCode::not_found);
    QCOMPARE(revoke(std::string(32, '0')), CallFailureCode::not_found);
    QCOMPARE(failure_of_call<wire::Done>([&](auto answer) { bench.relay.accounts.revoke_device(mallory, DeviceId{9}, std::nullopt, answer); }), CallFailureCode::not_found);
    QCOMPARE(std::get<0>(bench.relay.tokens.list({name("alice"), DeviceId{1}, store::Scope::device, {}})).size(), std::size_t{1});
  }
};

QTEST_GUILESS_MAIN(Services)
#include "test_services.moc"
