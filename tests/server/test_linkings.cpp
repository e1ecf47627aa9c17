// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay does for two devices that are being linked, and what it does for nobody else.
#include <QtTest>
#include <atomic>
#include <thread>

#include "relay_fixture.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::testing;
using samples::name;
using Code = wire::CallFailureCode;

namespace {

wire::LinkingId linking_of(std::uint8_t number) {
  wire::LinkingId id;
  id.bytes.fill(number);
  return id;
}

template <class T>
std::optional<Code> failure_in(const Outcome<T>& outcome) {
  const auto* failed = std::get_if<wire::CallFailure>(&outcome);
  return failed ? std::optional{failed->code} : std::nullopt;
}

/// An account with a laptop, and a linking that it may open.
struct Scene {
  Scene() {
    const auto made = update_and_wait(bench.store, [&](store::Transaction& transaction) -> Status {
      SOTTO_TRY(transaction.add_account(samples::account("alice", 1)));
      SOTTO_ASSIGN(laptop.device, transaction.add_device(laptop.user, {}, store::Day{20'000}));
      return {};
    });
    if (!made.ok()) qFatal("no account");
  }

  Outcome<wire::Done> open(std::uint8_t number = 1) {
    return bench.relay.linkings.open(laptop, {linking_of(number), Bytes(32, 3)});
  }
  SecretBytes join(std::uint8_t number = 1) {
    auto joined = bench.relay.linkings.join(linking_of(number));
    return std::get<wire::LinkingJoined>(joined).claim.clone();
  }
  template <class Part>
  Outcome<wire::OwnerLinking> owner(Part part) {
    return owner_as(laptop, std::move(part));
  }
  template <class Part>
  Outcome<wire::OwnerLinking> owner_as(const Address& who, Part part) {
    return bench.relay.linkings.serve_owner(who, {linking_of(1), std::move(part)});
  }
  template <class Part>
  Outcome<wire::NewcomerLinking> newcomer(const SecretBytes& claim, Part part) {
    std::optional<Outcome<wire::NewcomerLinking>> heard;
    bench.relay.linkings.serve_newcomer(
        {linking_of(1), claim.clone(), std::move(part)},
        [&](Outcome<wire::NewcomerLinking> outcome) { heard = std::move(outcome); });
    if (!heard) qFatal("no answer");
    return *std::move(heard);
  }
  /// Up to where the newcomer may take what it was given.
  SecretBytes granted() {
    open();
    auto claim = join();
    newcomer(claim, wire::OfferLinking{Bytes(10, 1)});
    owner(wire::RevealLinking{Bytes(10, 2)});
    owner(wire::GrantLinking{Bytes(10, 3)});
    return claim;
  }
  std::size_t devices() {
    return std::get<0>(bench.relay.accounts.devices({laptop.user, laptop.device, store::Scope::device, {}}))
        .devices.size();
  }

  Bench bench;
  Address laptop{name("alice"), DeviceId{0}};
};

}  // namespace

class TestLinkings : public QObject {
  Q_OBJECT
 private slots:
  void what_both_say_is_carried_and_a_device_is_made() {
    Scene scene;
    QCOMPARE(failure_in(scene.open()), std::nullopt);
    QVERIFY(std::get<0>(scene.owner(wire::LookAtLinking{})).offer.empty());
    auto joined = scene.bench.relay.linkings.join(linking_of(1));
    const auto& met = std::get<wire::LinkingJoined>(joined);
    QCOMPARE(met.commitment, Bytes(32, 3));
    QVERIFY(std::get<0>(scene.newcomer(met.claim, wire::OfferLinking{Bytes(10, 1)})).reveal.empty());
    QCOMPARE(std::get<0>(scene.owner(wire::LookAtLinking{})).offer, Bytes(10, 1));
    QCOMPARE(failure_in(scene.owner(wire::RevealLinking{Bytes(10, 2)})), std::nullopt);
    QCOMPARE(std::get<0>(scene.newcomer(met.claim, wire::LookAtLinking{})).reveal, Bytes(10, 2));
    QCOMPARE(failure_in(scene.owner(wire::GrantLinking{Bytes(10, 3)})), std::nullopt);
    QVERIFY(!std::get<0>(scene.owner(wire::LookAtLinking{})).taken);
    const auto last = scene.newcomer(met.claim, wire::TakeLinkingGrant{});
    const auto& grant = *std::get<0>(last).grant;
    QCOMPARE(grant.sealed, Bytes(10, 3));
    QVERIFY(std::get<0>(scene.owner(wire::LookAtLinking{})).taken);
    const auto who = *scene.bench.relay.tokens.authorise(grant.token.expose());
    QVERIFY(who.has_value());
    QVERIFY(who->user == scene.laptop.user);
    QVERIFY(who->device == grant.device && !(grant.device == scene.laptop.device));
  }

  void a_code_is_good_for_one_newcomer_by_64_at_a_time() {
    Scene scene;
    scene.open();
    std::atomic<int> joined{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 64; ++i) {
      threads.emplace_back(
          [&] { joined += failure_in(scene.bench.relay.linkings.join(linking_of(1))) ? 0 : 1; });
    }
    for (auto& thread : threads) thread.join();
    QCOMPARE(joined.load(), 1);
    QCOMPARE(failure_in(scene.bench.relay.linkings.join(linking_of(1))), Code::conflict);
    QCOMPARE(failure_in(scene.bench.relay.linkings.join(linking_of(2))), Code::not_found);
  }

  void a_device_is_made_once() {
    Scene scene;
    const auto claim = scene.granted();
    QVERIFY(std::get<0>(scene.newcomer(claim, wire::TakeLinkingGrant{})).grant.has_value());
    QCOMPARE(failure_in(scene.newcomer(claim, wire::TakeLinkingGrant{})), Code::not_found);
    QCOMPARE(scene.devices(), std::size_t{2});
  }

  void a_linking_ends_after_ten_minutes() {
    Scene scene;
    const auto claim = scene.granted();
    scene.bench.clock.at = scene.bench.clock.at + linking_lifetime - Duration{1};
    QCOMPARE(failure_in(scene.owner(wire::LookAtLinking{})), std::nullopt);
    scene.bench.clock.at = scene.bench.clock.at + Duration{1};
    QCOMPARE(failure_in(scene.newcomer(claim, wire::TakeLinkingGrant{})), Code::not_found);
    QCOMPARE(failure_in(scene.owner(wire::LookAtLinking{})), Code::not_found);
    QCOMPARE(scene.devices(), std::size_t{1});
    scene.open(2);
    scene.bench.clock.at = scene.bench.clock.at + linking_lifetime;
    QCOMPARE(failure_in(scene.bench.relay.linkings.join(linking_of(2))), Code::not_found);
  }

  void who_is_no_part_of_it_finds_nothing() {
    Scene scene;
    const auto claim = scene.granted();
    const Address other_device{scene.laptop.user, DeviceId{scene.laptop.device.value + 1}};
    for (const auto& stranger : {other_device, Address{name("mallory"), scene.laptop.device}}) {
      QCOMPARE(failure_in(scene.owner_as(stranger, wire::LookAtLinking{})), Code::not_found);
      QCOMPARE(failure_in(scene.owner_as(stranger, wire::EndLinking{})), Code::not_found);
    }
    const auto guessed = SecretBytes::copied_from(Bytes(wire::linking_claim_size, 0));
    QCOMPARE(failure_in(scene.newcomer(guessed, wire::TakeLinkingGrant{})), Code::not_found);
    QCOMPARE(failure_in(scene.newcomer(guessed, wire::EndLinking{})), Code::not_found);
    QVERIFY2(std::get<0>(scene.newcomer(claim, wire::TakeLinkingGrant{})).grant.has_value(), "the control");
  }

  void nothing_is_said_out_of_turn_or_twice() {
    Scene scene;
    scene.open();
    QCOMPARE(failure_in(scene.owner(wire::RevealLinking{Bytes(10, 2)})), Code::conflict);
    QCOMPARE(failure_in(scene.owner(wire::GrantLinking{Bytes(10, 3)})), Code::conflict);
    const auto claim = scene.join();
    QVERIFY(!std::get<0>(scene.newcomer(claim, wire::TakeLinkingGrant{})).grant.has_value());
    for (const auto fill : {std::uint8_t{1}, std::uint8_t{1}}) {
      QCOMPARE(failure_in(scene.newcomer(claim, wire::OfferLinking{Bytes(10, fill)})), std::nullopt);
    }
    QCOMPARE(failure_in(scene.newcomer(claim, wire::OfferLinking{Bytes(10, 9)})), Code::conflict);
    QCOMPARE(failure_in(scene.owner(wire::GrantLinking{Bytes(10, 3)})), Code::conflict);
    for (const auto fill : {std::uint8_t{2}, std::uint8_t{2}}) {
      QCOMPARE(failure_in(scene.owner(wire::RevealLinking{Bytes(10, fill)})), std::nullopt);
    }
    QCOMPARE(failure_in(scene.owner(wire::RevealLinking{Bytes(10, 9)})), Code::conflict);
    QVERIFY(!std::get<0>(scene.newcomer(claim, wire::TakeLinkingGrant{})).grant.has_value());
    QCOMPARE(scene.devices(), std::size_t{1});
  }

  void either_side_ends_it() {
    Scene scene;
    auto claim = scene.granted();
    QCOMPARE(failure_in(scene.owner(wire::EndLinking{})), std::nullopt);
    QCOMPARE(failure_in(scene.newcomer(claim, wire::TakeLinkingGrant{})), Code::not_found);
    claim = scene.granted();
    QCOMPARE(failure_in(scene.newcomer(claim, wire::EndLinking{})), std::nullopt);
    QCOMPARE(failure_in(scene.owner(wire::LookAtLinking{})), Code::not_found);
    QCOMPARE(scene.devices(), std::size_t{1});
  }

  void an_owner_that_ends_it_too_late_is_told() {
    Scene scene;
    auto claim = scene.granted();
    QVERIFY2(!std::get<0>(scene.owner(wire::EndLinking{})).taken, "in time");
    claim = scene.granted();
    QVERIFY(std::get<0>(scene.newcomer(claim, wire::TakeLinkingGrant{})).grant.has_value());
    QVERIFY(std::get<0>(scene.owner(wire::EndLinking{})).taken);
  }

  void a_device_that_is_gone_links_nothing() {
    Scene scene;
    const auto claim = scene.granted();
    const auto removed = update_and_wait(scene.bench.store, [&](store::Transaction& transaction) {
      return transaction.remove_device(scene.laptop);
    });
    QVERIFY(removed.ok());
    QCOMPARE(failure_in(scene.newcomer(claim, wire::TakeLinkingGrant{})), Code::unauthorised);
    QCOMPARE(scene.devices(), std::size_t{0});
    QCOMPARE(failure_in(scene.owner(wire::LookAtLinking{})), Code::not_found);
  }

  void a_full_account_gets_no_further_device() {
    Scene scene;
    const auto claim = scene.granted();
    const auto filled = update_and_wait(scene.bench.store, [&](store::Transaction& transaction) -> Status {
      SOTTO_TRY(transaction.set_keys(scene.laptop, samples::keys()));  // or it would make room
      while (true) {
        SOTTO_ASSIGN(const auto devices, transaction.devices(scene.laptop.user));
        if (devices.size() == wire::max_devices) return {};
        SOTTO_ASSIGN(const auto device, transaction.add_device(scene.laptop.user, {}, store::Day{20'000}));
        SOTTO_TRY(transaction.set_keys({scene.laptop.user, device}, samples::keys()));
      }
    });
    QVERIFY(filled.ok());
    QCOMPARE(failure_in(scene.newcomer(claim, wire::TakeLinkingGrant{})), Code::refused);
    QCOMPARE(failure_in(scene.owner(wire::LookAtLinking{})), Code::not_found);
  }

  void a_device_has_one_linking_and_the_name_is_its_own() {
    Scene scene;
    scene.open(1);
    QCOMPARE(failure_in(scene.open(2)), std::nullopt);
    QCOMPARE(failure_in(scene.bench.relay.linkings.join(linking_of(1))), Code::not_found);
    const Address mallory{name("mallory"), DeviceId{1}};
    QCOMPARE(failure_in(scene.bench.relay.linkings.open(mallory, {linking_of(2), Bytes(32, 4)})),
             Code::conflict);
    auto joined = scene.bench.relay.linkings.join(linking_of(2));
    QCOMPARE(std::get<wire::LinkingJoined>(joined).commitment, Bytes(32, 3));
  }

  void openings_are_limited_for_each_account() {
    Scene scene;
    for (int i = 0; i < 10; ++i) QCOMPARE(failure_in(scene.open()), std::nullopt);
    QCOMPARE(failure_in(scene.open()), Code::rate_limited);
    scene.bench.clock.at = scene.bench.clock.at + Duration{6 * 60'000};
    QVERIFY2(failure_in(scene.open()) == std::nullopt, "it heals");
  }

  void as_many_are_open_as_there_is_room_for() {
    Scene scene;
    const auto open = [&](std::size_t number) {
      wire::LinkingId id;
      id.bytes[0] = static_cast<std::uint8_t>(number);
      id.bytes[1] = static_cast<std::uint8_t>(number >> 8);
      const Address owner{name("user" + std::to_string(number)), DeviceId{1}};
      return failure_in(scene.bench.relay.linkings.open(owner, {id, Bytes(32, 3)}));
    };
    for (std::size_t number = 0; number < max_linkings; ++number) QCOMPARE(open(number), std::nullopt);
    QCOMPARE(open(max_linkings), Code::unavailable);
    scene.bench.clock.at = scene.bench.clock.at + linking_lifetime;
    QCOMPARE(open(max_linkings), std::nullopt);
  }

  void a_stranger_may_join_but_not_open() {
    Scene scene;
    scene.open();
    const auto link = std::make_shared<RecordedLink>();
    const auto session = std::make_shared<Session>(scene.bench.relay, link, "192.0.2.1");
    const auto answer_to = [&](wire::Call call) {
      session->on_frame(wire::serialise(wire::CallRequest{CallId{1}, std::move(call)}));
      const auto* reply = link->all<wire::CallReply>().back();
      const auto* failed = std::get_if<wire::CallFailure>(&reply->reply);
      return failed ? std::optional{failed->code} : std::nullopt;
    };
    QCOMPARE(answer_to(wire::OpenLinkingRequest{linking_of(2), Bytes(32, 4)}), Code::unauthorised);
    QCOMPARE(answer_to(wire::OwnerLinkingRequest{linking_of(1), wire::LookAtLinking{}}), Code::unauthorised);
    QCOMPARE(answer_to(wire::JoinLinkingRequest{linking_of(1)}), std::nullopt);
    const auto* joined = std::get_if<wire::LinkingJoined>(&link->all<wire::CallReply>().back()->reply);
    QVERIFY(joined != nullptr);
    QCOMPARE(
        answer_to(wire::NewcomerLinkingRequest{linking_of(1), joined->claim.clone(), wire::LookAtLinking{}}),
        std::nullopt);
  }

  void who_tries_names_from_one_network_is_slowed() {
    Scene scene;
    const auto link = std::make_shared<RecordedLink>();
    int refused = 0;
    for (int i = 0; i < 300; ++i) {
      const auto session = std::make_shared<Session>(scene.bench.relay, link, "192.0.2.1");
      session->on_frame(
          wire::serialise(wire::CallRequest{CallId{1}, wire::JoinLinkingRequest{linking_of(9)}}));
      const auto* failed = std::get_if<wire::CallFailure>(&link->all<wire::CallReply>().back()->reply);
      if (failed != nullptr && failed->code == Code::rate_limited) ++refused;
    }
    QCOMPARE(refused, 100);
  }
};

QTEST_GUILESS_MAIN(TestLinkings)
#include "test_linkings.moc"
