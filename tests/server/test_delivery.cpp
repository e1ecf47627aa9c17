// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to an envelope, step by step, with a clock and a disk that the test moves.
#include <QtTest>
#include <numeric>
#include <random>
#include <set>

#include "relay_fixture.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::testing;
using samples::name;
using wire::SubmitOutcome;
using Commit = store::MemoryStore::Commit;

namespace {

const Address alice{name("alice"), DeviceId{1}};
const Address bob{name("bob"), DeviceId{1}};
const Address bob2{name("bob"), DeviceId{2}};

/// Alice with one device, connected; bob with as many as wanted, away.
struct Scene : Bench {
  explicit Scene(int devices_of_bob = 1, Commit commit = Commit::at_once, Policy policy = {}) : Bench{commit, policy} {
    add("alice", 1, 1);
    add("bob", 2, devices_of_bob);
    sender = connect(alice);
  }
  void add(const char* who, std::uint8_t key, int devices) {
    store.update(
        [=](store::Transaction& t) -> Status {
          SOTTO_TRY(t.add_account(samples::account(who, key)));
          for (int i = 0; i < devices; ++i) {
            SOTTO_ASSIGN(const auto id, t.add_device(name(who), {}, store::Day{1}));
            SOTTO_TRY(t.set_keys({name(who), id}, samples::keys()));
          }
          return {};
        },
        [](const Status& status) {
          if (!status.ok()) qFatal("account");
        });
    settle_on_disk();
  }
  std::shared_ptr<RecordedLink> connect(const Address& device) {
    auto link = std::make_shared<RecordedLink>();
    relay.delivery.attach(device, link, {device.user, device.device, clock.now(), true, 0, 0, 0});
    settle();
    return link;
  }
  void send(std::uint32_t number, wire::Keeping keeping = wire::Keeping::mailbox, std::vector<DeviceId> to = {DeviceId{1}}) {
    wire::Submit submit{samples::message(number), bob.user, {}, keeping};
    for (const auto device : to) submit.envelopes.push_back(samples::letter("alice", number, device).envelope);
    relay.delivery.submit(alice, sender, std::move(submit));
  }
  void acknowledge(const Address& device, const RecordedLink& link, std::vector<DeliveryId> ids) {
    relay.delivery.acknowledge(device, &link, {std::move(ids), {}});
    settle();
  }
  void leave(const Address& device, const RecordedLink& link, std::vector<DeliveryId> ids) {
    relay.delivery.acknowledge(device, &link, {{}, std::move(ids)});
    settle();
  }
  std::size_t waiting_for(const Address& device) {
    std::size_t letters = 0;
    static_cast<void>(store.read([&](const store::Snapshot& s) -> Status {
      SOTTO_ASSIGN(const auto all, s.letters(device, {}, 100'000));
      letters = all.size();
      return {};
    }));
    return letters;
  }
  std::shared_ptr<RecordedLink> sender;
};

std::vector<std::uint8_t> numbers(const RecordedLink& link) {
  std::vector<std::uint8_t> all;
  for (const auto& delivered : link.deliveries) all.push_back(delivered.letter.message.bytes[0]);
  return all;
}

using Outcomes = std::vector<SubmitOutcome>;

}  // namespace

class DeliveryOfEnvelopes : public QObject {
  Q_OBJECT
 private slots:
  void acknowledged_in_time_nothing_is_written() {
    Scene scene;
    const auto link = scene.connect(bob);
    scene.send(1);
    QCOMPARE(link->deliveries.size(), std::size_t{1});
    QVERIFY(link->deliveries[0].letter.sender == alice);
    QVERIFY2(scene.sender->outcomes().empty(), "accepted only after the acknowledgement");
    scene.acknowledge(bob, *link, {DeliveryId{1}});
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
    scene.pass(live_acknowledgement);
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
    QCOMPARE(scene.metrics.letters_stored.load(), 0);
  }

  void recipient_away_accepted_only_when_it_is_on_disk() {
    Scene scene{1, Commit::by_hand};
    scene.send(1);
    scene.settle();
    QVERIFY(scene.sender->outcomes().empty());
    scene.store.commit();
    scene.settle();
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
  }

  void a_failed_commit_is_unavailable_and_never_accepted() {
    Scene scene{1, Commit::by_hand};
    scene.send(1);
    scene.store.lose();
    scene.settle();
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::unavailable});
    QVERIFY(scene.sender->all<wire::SubmitReply>()[0]->retry_after > Duration{0});
  }

  void not_acknowledged_in_250_ms_it_goes_to_the_mailbox() {
    Scene scene;
    const auto link = scene.connect(bob);
    scene.send(1);
    scene.pass(live_acknowledgement - Duration{1});
    QVERIFY(scene.sender->outcomes().empty());
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
    scene.pass(Duration{1});
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
    QCOMPARE(scene.waiting_for(bob), std::size_t{1});
    scene.acknowledge(bob, *link, {DeliveryId{1}});
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
    QCOMPARE(scene.sender->outcomes().size(), std::size_t{1});
  }

  void acknowledged_while_it_is_being_written_it_is_answered_once_and_removed() {
    Scene scene{1, Commit::by_hand};
    const auto link = scene.connect(bob);
    scene.send(1);
    scene.pass(live_acknowledgement);
    scene.acknowledge(bob, *link, {DeliveryId{1}});
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
    scene.settle_on_disk();
    QCOMPARE(scene.sender->outcomes().size(), std::size_t{1});
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
  }

  void acknowledged_while_it_is_being_written_and_then_the_link_changes() {
    Scene scene{1, Commit::by_hand};
    const auto link = scene.connect(bob);
    scene.send(1);
    scene.pass(live_acknowledgement);
    scene.acknowledge(bob, *link, {DeliveryId{1}});
    const auto second = scene.connect(bob);
    scene.settle_on_disk();
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
  }

  void a_lost_link_moves_what_is_under_way_to_the_mailbox_in_order() {
    Scene scene;
    const auto link = scene.connect(bob);
    for (const std::uint32_t n : {1U, 2U, 3U}) scene.send(n);
    scene.acknowledge(bob, *link, {DeliveryId{2}});
    scene.relay.delivery.detach(bob, link.get());
    scene.settle();
    scene.send(4);
    scene.settle();
    QCOMPARE(scene.sender->outcomes(), (Outcomes{SubmitOutcome::accepted, SubmitOutcome::accepted, SubmitOutcome::accepted, SubmitOutcome::accepted}));
    const auto again = scene.connect(bob);
    QCOMPARE(numbers(*again), (std::vector<std::uint8_t>{1, 3, 4}));
    QCOMPARE(again->deliveries.back().remaining, 0U);
    QCOMPARE(again->deliveries.front().remaining, 2U);
  }

  void off_the_record_is_delivered_live_or_refused_and_never_written() {
    Scene scene;
    scene.send(1, wire::Keeping::live_only);
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::not_delivered});
    const auto link = scene.connect(bob);
    scene.send(2, wire::Keeping::live_only);
    scene.acknowledge(bob, *link, {DeliveryId{1}});
    QCOMPARE(scene.sender->outcomes().back(), SubmitOutcome::accepted);
    scene.send(3, wire::Keeping::live_only);
    scene.pass(live_acknowledgement);
    QCOMPARE(scene.sender->outcomes().back(), SubmitOutcome::not_delivered);
    scene.send(4, wire::Keeping::live_only);
    scene.relay.delivery.detach(bob, link.get());
    scene.settle();
    QCOMPARE(scene.sender->outcomes().size(), std::size_t{4});
    QCOMPARE(scene.sender->outcomes().back(), SubmitOutcome::not_delivered);
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
    QCOMPARE(scene.metrics.letters_stored.load(), 0);
  }

  void accepted_when_every_device_is_done() {
    Scene scene{2};
    const auto link = scene.connect(bob);
    scene.send(1, wire::Keeping::mailbox, {DeviceId{1}, DeviceId{2}});
    scene.settle();
    QCOMPARE(scene.waiting_for(bob2), std::size_t{1});
    QVERIFY(scene.sender->outcomes().empty());
    scene.acknowledge(bob, *link, {DeliveryId{1}});
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
  }

  void other_devices_than_the_accounts_are_named_and_nothing_is_taken() {
    Scene scene{2};
    scene.send(1, wire::Keeping::mailbox, {DeviceId{1}, DeviceId{7}});
    scene.settle();
    const auto replies = scene.sender->all<wire::SubmitReply>();
    QCOMPARE(replies.size(), std::size_t{1});
    QVERIFY(replies[0]->outcome == SubmitOutcome::devices_changed);
    QVERIFY(replies[0]->missing == std::vector{DeviceId{2}} && replies[0]->extra == std::vector{DeviceId{7}});
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
  }

  void to_oneself_means_the_other_devices() {
    Scene scene{2};
    const auto link = scene.connect(bob);
    wire::Submit submit{samples::message(1), bob.user, {samples::letter("bob", 1, DeviceId{2}).envelope}, wire::Keeping::mailbox};
    scene.relay.delivery.submit(bob, link, submit);
    scene.settle();
    QCOMPARE(link->outcomes(), Outcomes{SubmitOutcome::accepted});
    submit.envelopes.push_back(samples::letter("bob", 1, DeviceId{1}).envelope);
    scene.relay.delivery.submit(bob, link, submit);
    QCOMPARE(link->outcomes().back(), SubmitOutcome::devices_changed);
  }

  void nobody_and_somebody_without_keys_are_unknown() {
    Scene scene{0};
    scene.send(1);
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::unknown_user});
  }

  void a_full_mailbox_is_told_and_nothing_is_dropped() {
    Policy policy;
    policy.mailbox = {2, 1'000'000};
    Scene scene{1, Commit::at_once, policy};
    for (const std::uint32_t n : {1U, 2U, 3U}) scene.send(n);
    scene.settle();
    QCOMPARE(scene.sender->outcomes(), (Outcomes{SubmitOutcome::accepted, SubmitOutcome::accepted, SubmitOutcome::mailbox_full}));
    QCOMPARE(numbers(*scene.connect(bob)), (std::vector<std::uint8_t>{1, 2}));
  }

  void sent_again_under_the_same_id_it_waits_once() {
    Scene scene;
    scene.send(1);
    scene.send(1);
    scene.settle();
    QCOMPARE(scene.sender->outcomes(), (Outcomes{SubmitOutcome::accepted, SubmitOutcome::accepted}));
    QCOMPARE(scene.waiting_for(bob), std::size_t{1});
  }

  void a_mailbox_of_large_letters_drains_without_filling_the_outbox() {
    constexpr std::uint32_t letters = 40;
    constexpr std::size_t size = 90 * 1024;
    Scene scene;
    for (std::uint32_t number = 1; number <= letters; ++number) {
      wire::Submit submit{samples::message(number), bob.user, {samples::letter("alice", number, bob.device).envelope}, {}};
      submit.envelopes[0].ciphertext = Bytes(size, 0x5A);
      scene.relay.delivery.submit(alice, scene.sender, std::move(submit));
    }
    scene.settle_on_disk();
    const auto link = scene.connect(bob);
    std::size_t acknowledged = 0;
    for (; acknowledged < letters && link->deliveries.size() > acknowledged; ++acknowledged) {
      QVERIFY((link->deliveries.size() - acknowledged) * size < max_outbox);
      scene.acknowledge(bob, *link, {link->deliveries[acknowledged].id});
    }
    QCOMPARE(acknowledged, std::size_t{letters});
    QCOMPARE(link->deliveries.back().remaining, std::uint64_t{0});
    std::vector<std::uint8_t> wanted(letters);
    std::iota(wanted.begin(), wanted.end(), std::uint8_t{1});
    QCOMPARE(numbers(*link), wanted);
    scene.settle_on_disk();
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
  }

  void what_a_device_leaves_holds_nothing_up_and_comes_on_its_next_link() {
    Scene scene;
    for (std::uint32_t n = 1; n <= 100; ++n) scene.send(n);
    scene.settle();
    const auto link = scene.connect(bob);
    QCOMPARE(link->deliveries.size(), drain_page);
    std::size_t named = 0;
    while (named < link->deliveries.size()) scene.leave(bob, *link, {link->deliveries[named++].id});
    QCOMPARE(link->deliveries.size(), std::size_t{100});
    QCOMPARE(link->deliveries.back().remaining, 0U);
    scene.send(101);
    QVERIFY2(link->deliveries.size() == 101, "live again");
    scene.acknowledge(bob, *link, {link->deliveries.back().id});
    QCOMPARE(scene.waiting_for(bob), std::size_t{100});
    const auto again = scene.connect(bob);
    QCOMPARE(numbers(*again).front(), std::uint8_t{1});
    QCOMPARE(again->deliveries.size(), drain_page);
  }

  void what_is_left_can_be_acknowledged_after_all() {
    Scene scene;
    for (std::uint32_t n = 1; n <= 40; ++n) scene.send(n);
    scene.settle();
    const auto link = scene.connect(bob);
    for (int twice = 0; twice < 2; ++twice) scene.leave(bob, *link, {DeliveryId{1}, DeliveryId{2}});
    std::size_t named = 0;
    while (named < link->deliveries.size()) scene.acknowledge(bob, *link, {link->deliveries[named++].id});
    QCOMPARE(link->deliveries.size(), std::size_t{40});
    scene.settle_on_disk();
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
  }

  void what_is_left_as_it_comes_goes_to_the_mailbox_at_once() {
    Scene scene;
    const auto link = scene.connect(bob);
    scene.send(1);
    scene.leave(bob, *link, {DeliveryId{1}});
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
    QCOMPARE(scene.waiting_for(bob), std::size_t{1});
    scene.send(2, wire::Keeping::live_only);
    scene.leave(bob, *link, {DeliveryId{2}});
    QCOMPARE(scene.sender->outcomes().back(), SubmitOutcome::not_delivered);
    scene.pass(live_acknowledgement);
    QCOMPARE(scene.sender->outcomes().size(), std::size_t{2});
    const auto again = scene.connect(bob);
    QCOMPARE(numbers(*again), std::vector<std::uint8_t>{1});
  }

  void a_mailbox_drains_in_pages_and_new_messages_queue_up_behind() {
    Scene scene;
    for (std::uint32_t n = 1; n <= 100; ++n) scene.send(n);
    scene.settle();
    const auto link = scene.connect(bob);
    QCOMPARE(link->deliveries.size(), drain_page);
    QCOMPARE(link->deliveries[0].remaining, 99U);
    scene.send(101);
    scene.settle();
    std::size_t acknowledged = 0;
    while (acknowledged < link->deliveries.size()) {
      scene.acknowledge(bob, *link, {link->deliveries[acknowledged++].id});
      scene.settle();
    }
    QCOMPARE(link->deliveries.size(), std::size_t{101});
    for (std::size_t i = 0; i < 101; ++i) QCOMPARE(numbers(*link)[i], static_cast<std::uint8_t>(i + 1));
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
    scene.send(102);
    QVERIFY2(link->deliveries.size() == 102, "live again");
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
  }

  void a_newer_link_displaces_the_older() {
    Scene scene;
    const auto first = scene.connect(bob);
    scene.send(1);
    const auto second = scene.connect(bob);
    QVERIFY(first->closed == wire::GoodbyeReason::displaced);
    QCOMPARE(numbers(*second), std::vector<std::uint8_t>{1});
    scene.acknowledge(bob, *first, {DeliveryId{1}});
    QVERIFY2(scene.waiting_for(bob) == 1, "the older link has no say any more");
    scene.relay.delivery.detach(bob, first.get());
    scene.acknowledge(bob, *second, {DeliveryId{1}});
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::accepted});
  }

  void a_removed_device_is_told_goodbye_and_its_sender_to_look_again() {
    Scene scene{2};
    const auto link = scene.connect(bob);
    scene.send(1, wire::Keeping::mailbox, {DeviceId{1}, DeviceId{2}});
    scene.settle();
    std::optional<Outcome<wire::Done>> removed;
    scene.relay.accounts.revoke_device({bob.user, bob2.device, store::Scope::device, {}}, bob.device, std::nullopt,
                                       [&](Outcome<wire::Done> outcome) { removed = std::move(outcome); });
    scene.settle();
    QVERIFY(removed && std::holds_alternative<wire::Done>(*removed));
    QVERIFY(link->closed == wire::GoodbyeReason::unauthorised);
    QCOMPARE(scene.sender->outcomes(), Outcomes{SubmitOutcome::devices_changed});
    scene.send(2, wire::Keeping::mailbox, {DeviceId{2}});
    scene.settle();
    QCOMPARE(scene.sender->outcomes().back(), SubmitOutcome::accepted);
  }

  /// Links come and go, commits fail, acknowledgements come late, at any moment: whatever was accepted is shown to the
  /// device in the end, and what one link is sent for the first time is in the sender's order.
  void whatever_was_accepted_arrives_in_order_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 300; ++seed) QTest::addRow("seed %u", seed) << seed;
  }
  void whatever_was_accepted_arrives_in_order() {
    QFETCH(unsigned, seed);
    std::mt19937 dice{seed};
    const auto chance = [&](unsigned percent) { return dice() % 100 < percent; };
    Scene scene{1, Commit::by_hand};
    std::shared_ptr<RecordedLink> link;
    std::set<std::uint8_t> committed;   // what bob's device acknowledged
    std::size_t taken = 0;
    std::uint8_t highest = 0;
    const auto acknowledge_next = [&] {
      if (!link || taken >= link->deliveries.size()) return;
      const auto number = link->deliveries[taken].letter.message.bytes[0];
      if (committed.insert(number).second) {
        QVERIFY2(number > highest, "out of order");
        highest = number;
      }
      scene.relay.delivery.acknowledge(bob, link.get(), {{link->deliveries[taken++].id}, {}});
    };
    const auto step_background = [&] {
      if (scene.tasks.empty()) return;
      auto task = std::move(scene.tasks.front());
      scene.tasks.pop_front();
      task();
    };
    std::uint32_t next = 1;
    for (int step = 0; step < 400; ++step) {
      if (next <= 60 && chance(25)) scene.send(next++);
      if (chance(40)) acknowledge_next();
      if (chance(50)) step_background();
      if (chance(20)) scene.store.commit();
      if (chance(15)) {
        scene.clock.at = scene.clock.at + Duration{100};
        scene.relay.delivery.tick();
      }
      if (chance(4)) {
        if (link && chance(50)) scene.relay.delivery.detach(bob, link.get());
        link = std::make_shared<RecordedLink>();
        taken = 0;
        scene.relay.delivery.attach(bob, link, {bob.user, bob.device, scene.clock.now(), true, 0, 0, 0});
      }
      if (link && chance(2)) {
        scene.relay.delivery.detach(bob, link.get());
        link = nullptr;
      }
    }
    for (int i = 0; i < 20; ++i) {
      scene.pass(live_acknowledgement);
      scene.settle_on_disk();
    }
    if (!link) {
      link = scene.connect(bob);
      taken = 0;
    }
    for (int i = 0; i < 400; ++i) {
      scene.settle_on_disk();
      acknowledge_next();
    }
    scene.settle_on_disk();
    for (const auto* reply : scene.sender->all<wire::SubmitReply>()) {
      QVERIFY(reply->outcome == SubmitOutcome::accepted);
      QVERIFY2(committed.count(reply->message.bytes[0]) == 1, "accepted and lost");
    }
    QCOMPARE(scene.sender->outcomes().size(), std::size_t{next - 1});
    QCOMPARE(scene.waiting_for(bob), std::size_t{0});
  }
};

QTEST_GUILESS_MAIN(DeliveryOfEnvelopes)
#include "test_delivery.moc"
