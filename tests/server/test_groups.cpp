// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's mirror of groups, as honest and as hostile clients use it.
#include <QtTest>

#include "../protocol/group/people.hpp"
#include "relay_fixture.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::testing;
using group::test::approve;
using group::test::join;
using group::test::Person;
using group::test::title;
using wire::CallFailureCode;

namespace {

using Failure = std::optional<CallFailureCode>;

/// A relay with accounts of these people, each with one device that has a link.
struct Club : Bench {
  explicit Club(Policy policy = {}) : Bench{store::MemoryStore::Commit::at_once, policy} {
    std::uint8_t number = 1;
    for (auto* person : {&alice, &bob, &carol, &mallory}) {
      add(*person, number++);
      links.emplace(person->name, connect({person->name, DeviceId{1}}));
    }
  }
  void add(const Person& person, std::uint8_t key) {
    const auto status = update_and_wait(store, [&](store::Transaction& t) -> Status {
      auto account = samples::account(person.name.text(), key);
      account.identity_key = copy_of(person.key().view());
      SOTTO_TRY(t.add_account(account));
      SOTTO_ASSIGN(const auto id, t.add_device(person.name, {}, store::Day{1}));
      return t.set_keys({person.name, id}, samples::keys());
    });
    if (!status.ok()) qFatal("account");
  }
  std::shared_ptr<RecordedLink> connect(const Address& device) {
    auto link = std::make_shared<RecordedLink>();
    relay.delivery.attach(device, link, {device.user, device.device, clock.now(), true, 0, 0, 0});
    settle();
    return link;
  }

  Failure append(const Person& caller, const group::Entry& entry) {
    std::optional<Outcome<wire::GroupFacts>> heard;
    relay.append_to_group(caller.name, entry.bytes(),
                          [&](Outcome<wire::GroupFacts> outcome) { heard = std::move(outcome); });
    if (!heard) qFatal("no answer");
    const auto* failed = std::get_if<wire::CallFailure>(&*heard);
    return failed != nullptr ? Failure{failed->code} : std::nullopt;
  }
  /// At the relay and in the log that the test keeps.
  void must_append(const Person& caller, const group::Entry& entry) {
    if (const auto failed = append(caller, entry)) qFatal("append: %u", static_cast<unsigned>(*failed));
    if (log) {
      group::test::must_append(*log, entry);
    } else {
      log = group::test::start(entry);
    }
  }
  void found(group::GroupKind kind = group::GroupKind::secure) {
    const group::Create body{kind, title("Chess club"), *group::Policy::parse(1, 2, group::Role::member),
                             alice.key(), alice.nonce()};
    must_append(alice, alice.sign({{}, 0, {}, 0, clock.at, alice.name}, body));
  }
  void let_in(Person& newcomer, std::initializer_list<Person*> approvers) {
    must_append(newcomer, request(newcomer));
    for (auto* approver : approvers)
      must_append(*approver, approve(*approver, state(), newcomer.name, clock.at));
    must_append(newcomer, join(newcomer, state(), clock.at));
  }
  group::Entry request(Person& newcomer) { return group::test::request(newcomer, state(), clock.at); }
  group::Entry rename(Person& author, const char* name) {
    return author.next(state(), group::Rename{title(name)}, clock.at);
  }
  /// alice, bob and carol.
  void found_with_three() {
    found();
    let_in(bob, {&alice});
    let_in(carol, {&alice, &bob});
  }
  [[nodiscard]] const group::Membership& state() const { return log->state(); }
  Failure read_log(const Person& reader) {
    const auto outcome = relay.groups.log(reader.name, {state().group, 0});
    const auto* failed = std::get_if<wire::CallFailure>(&outcome);
    return failed != nullptr ? Failure{failed->code} : std::nullopt;
  }
  std::vector<Bytes> entries() {
    return std::get<wire::GroupLogPage>(relay.groups.log(alice.name, {state().group, 0})).entries;
  }
  std::vector<wire::StandingIn> groups_of(const Person& person) {
    return std::get<wire::GroupList>(relay.groups.list(person.name)).groups;
  }

  Person alice{"alice"};
  Person bob{"bob"};
  Person carol{"carol"};
  Person mallory{"mallory"};
  std::map<Username, std::shared_ptr<RecordedLink>> links;
  std::optional<group::MembershipLog> log;
};

}  // namespace

class GroupsOfTheRelay : public QObject {
  Q_OBJECT
 private slots:
  void a_log_comes_back_as_it_was_appended() {
    Club club;
    club.found_with_three();
    const auto page =
        std::get<wire::GroupLogPage>(club.relay.groups.log(club.bob.name, {club.state().group, 0}));
    QCOMPARE(page.size, club.log->size());
    const auto again = group::MembershipLog::replay(club.state().group, page.entries);
    QVERIFY(again.ok());
    QVERIFY(again->state().head == club.state().head);
    const auto rest =
        std::get<wire::GroupLogPage>(club.relay.groups.log(club.bob.name, {club.state().group, 5}));
    QCOMPARE(rest.entries.size() + 5, page.entries.size());
  }

  void of_two_entries_in_one_place_the_first_counts() {
    Club club;
    club.found_with_three();
    const auto first = club.rename(club.alice, "one");
    const auto second = club.alice.next(club.state(), group::Rename{title("two")}, club.clock.at);
    club.must_append(club.alice, first);
    QCOMPARE(club.append(club.alice, second), Failure{CallFailureCode::conflict});
    QCOMPARE(club.groups_of(club.bob).front().size, club.log->size());
  }

  void entries_that_cross_before_the_commit_are_ordered_by_the_store() {
    Person alice{"alice"};
    Bench bench{store::MemoryStore::Commit::by_hand};
    auto account = samples::account("alice", 1);
    account.identity_key = copy_of(alice.key().view());
    bench.store.update([&](store::Transaction& t) { return t.add_account(account); }, [](const Status&) {});
    bench.store.commit();
    std::vector<Failure> heard;
    const auto append = [&](const group::Entry& entry) {
      bench.relay.append_to_group(alice.name, entry.bytes(), [&](Outcome<wire::GroupFacts> outcome) {
        const auto* failed = std::get_if<wire::CallFailure>(&outcome);
        heard.push_back(failed != nullptr ? Failure{failed->code} : std::nullopt);
      });
    };
    const group::Create body{group::GroupKind::secure, title("x"),
                             *group::Policy::parse(1, 1, group::Role::member), alice.key(), alice.nonce()};
    const auto create = alice.sign({{}, 0, {}, 0, bench.clock.at, alice.name}, body);
    append(create);
    bench.store.commit();
    const auto state = group::test::start(create).state();
    append(alice.next(state, group::Rename{title("one")}, bench.clock.at));
    append(alice.next(state, group::Rename{title("two")}, bench.clock.at));
    bench.store.commit();
    QCOMPARE(heard, (std::vector<Failure>{std::nullopt, std::nullopt, Failure{CallFailureCode::conflict}}));
  }

  void what_does_not_hold_is_not_kept() {
    Club club;
    club.found_with_three();
    const auto header = group::next_header(club.state(), club.alice.name, club.clock.at);
    QCOMPARE(club.append(club.alice, club.mallory.sign(header, group::Rename{title("x")})),
             Failure{CallFailureCode::invalid_signature});
    QCOMPARE(club.append(club.carol, club.rename(club.carol, "x")), Failure{CallFailureCode::refused});
    club.must_append(club.mallory, club.request(club.mallory));
    QCOMPARE(club.append(club.mallory, join(club.mallory, club.state(), club.clock.at)),
             Failure{CallFailureCode::refused});
    QCOMPARE(club.groups_of(club.alice).front().size, club.log->size());
  }

  void nobody_appends_for_somebody_else() {
    Club club;
    club.found_with_three();
    QCOMPARE(club.append(club.mallory, club.rename(club.alice, "x")), Failure{CallFailureCode::refused});
    QVERIFY2(!club.append(club.alice, club.rename(club.alice, "x")), "the control: nothing else was wrong");
  }

  void a_relay_that_was_set_back_gets_its_log_from_members() {
    Club before;
    before.found_with_three();
    before.must_append(before.alice, before.rename(before.alice, "Go club"));
    const auto entries = before.entries();
    const auto entry = [&](std::size_t at) { return *group::Entry::parse(entries[at]); };

    Club club;
    club.clock.at = before.clock.at + Duration{24 * 60 * 60'000LL};
    QCOMPARE(club.append(club.mallory, entry(0)), Failure{});
    QCOMPARE(club.append(club.mallory, entry(1)), Failure{CallFailureCode::refused});
    QCOMPARE(club.append(club.bob, entry(1)), Failure{CallFailureCode::malformed});
    QCOMPARE(club.append(club.alice, entry(2)), Failure{CallFailureCode::conflict});
    for (std::size_t at = 1; at < entries.size(); ++at)
      QCOMPARE(club.append(club.alice, entry(at)), Failure{});
    QCOMPARE(club.append(club.alice, entry(entries.size() - 1)), Failure{CallFailureCode::conflict});
    club.log = before.log;
    QCOMPARE(club.entries(), entries);
  }

  /// Whoever has the name next would be taken for them.
  void what_an_account_that_was_lost_has_signed_is_not_taken_back() {
    Club before;
    Person dave{"dave"};
    before.add(dave, 9);
    before.found_with_three();
    before.must_append(dave, before.request(dave));
    const auto entries = before.entries();

    for (const bool somebody_else : {false, true}) {
      Club club;
      if (somebody_else) club.add(Person{"dave", 77}, 9);
      const auto give = [&](const Bytes& entry) {
        return club.append(club.alice, *group::Entry::parse(entry));
      };
      for (std::size_t at = 0; at + 1 < entries.size(); ++at) QCOMPARE(give(entries[at]), Failure{});
      QCOMPARE(give(entries.back()), Failure{CallFailureCode::refused});
      if (!somebody_else) club.add(dave, 9);
      if (!somebody_else) QVERIFY2(!give(entries.back()), "the control");
    }
  }

  void an_identity_that_is_not_the_accounts_is_refused() {
    Club club;
    club.found();
    Person impostor{"mallory", 77};
    QCOMPARE(club.append(impostor, club.request(impostor)), Failure{CallFailureCode::refused});
    QVERIFY2(!club.append(club.mallory, club.request(club.mallory)), "the control");
  }

  void a_time_that_is_not_now_is_refused_data() {
    QTest::addColumn<qint64>("minutes");
    QTest::addColumn<bool>("taken");
    QTest::newRow("now") << qint64{0} << true;
    QTest::newRow("nine minutes fast") << qint64{9} << true;
    QTest::newRow("eleven minutes fast") << qint64{11} << false;
    QTest::newRow("eleven minutes slow: given back") << qint64{-11} << true;
    QTest::newRow("year 9999") << qint64{4'000'000'000} << false;
  }
  void a_time_that_is_not_now_is_refused() {
    QFETCH(qint64, minutes);
    QFETCH(bool, taken);
    Club club;
    const group::Create body{group::GroupKind::secure, title("x"),
                             *group::Policy::parse(1, 1, group::Role::member), club.alice.key(),
                             club.alice.nonce()};
    const auto at = club.clock.at + Duration{minutes * 60'000};
    const auto failed = club.append(club.alice, club.alice.sign({{}, 0, {}, 0, at, club.alice.name}, body));
    QCOMPARE(!failed, taken);
  }

  void the_log_is_shown_to_members_and_to_who_may_come_in() {
    Club club;
    club.found_with_three();
    QVERIFY(!club.read_log(club.carol));
    QCOMPARE(club.read_log(club.mallory), Failure{CallFailureCode::not_found});
    club.must_append(club.mallory, club.request(club.mallory));
    QCOMPARE(club.read_log(club.mallory), Failure{CallFailureCode::not_found});
    club.must_append(club.alice, approve(club.alice, club.state(), club.mallory.name, club.clock.at));
    QCOMPARE(club.read_log(club.mallory), Failure{CallFailureCode::not_found});
    club.must_append(club.bob, approve(club.bob, club.state(), club.mallory.name, club.clock.at));
    QVERIFY(!club.read_log(club.mallory));
    club.must_append(club.alice,
                     club.alice.next(club.state(), group::Remove{club.mallory.name}, club.clock.at));
    QCOMPARE(club.read_log(club.mallory), Failure{CallFailureCode::not_found});
  }

  void who_was_a_member_reads_up_to_the_entry_that_ended_it() {
    Club club;
    club.found_with_three();
    club.must_append(club.alice,
                     club.alice.next(club.state(), group::Remove{club.carol.name}, club.clock.at));
    const auto removal = club.log->size();
    club.must_append(club.alice, club.rename(club.alice, "Go club"));
    const auto read = [&](const Person& reader, std::uint64_t first) {
      return std::get<wire::GroupLogPage>(club.relay.groups.log(reader.name, {club.state().group, first}));
    };
    QCOMPARE(read(club.carol, 0).size, removal);
    QCOMPARE(read(club.carol, 0).entries.size(), static_cast<std::size_t>(removal));
    QVERIFY(read(club.carol, removal).entries.empty());
    QCOMPARE(read(club.bob, 0).size, removal + 1);
  }

  void everybody_concerned_hears_that_a_log_has_grown() {
    Club club;
    club.found();
    club.must_append(club.bob, club.request(club.bob));
    QCOMPARE(club.links.at(club.alice.name)->all<wire::GroupChanged>().back()->size, std::uint64_t{2});
    QCOMPARE(club.links.at(club.bob.name)->all<wire::GroupChanged>().size(), std::size_t{1});
    QVERIFY(club.links.at(club.carol.name)->all<wire::GroupChanged>().empty());
    club.must_append(club.alice, club.alice.next(club.state(), group::Remove{club.bob.name}, club.clock.at));
    QCOMPARE(club.links.at(club.bob.name)->all<wire::GroupChanged>().size(), std::size_t{2});
  }

  void a_list_names_memberships_and_requests() {
    Club club;
    club.found_with_three();
    club.must_append(club.mallory, club.request(club.mallory));
    QVERIFY(club.groups_of(club.bob).front().standing == wire::GroupStanding::member);
    QVERIFY(club.groups_of(club.mallory).front().standing == wire::GroupStanding::waiting);
    club.must_append(club.bob, club.bob.next(club.state(), group::Leave{}, club.clock.at));
    QVERIFY(club.groups_of(club.bob).empty());
    club.must_append(club.mallory, club.mallory.next(club.state(), group::Leave{}, club.clock.at));
    QVERIFY(club.groups_of(club.mallory).empty());
  }

  void facts_are_found_by_name_and_by_id() {
    Club club;
    club.found_with_three();
    const auto by_name = std::get<wire::GroupsFound>(club.relay.groups.find({"CHESS", std::nullopt, 10}));
    QCOMPARE(by_name.groups.size(), std::size_t{1});
    const auto& facts = by_name.groups.front();
    QCOMPARE(facts.members, 3U);
    QCOMPARE(facts.approvals, 2U);
    QCOMPARE(facts.head_sequence, club.state().head.sequence);
    QVERIFY(facts.head_hash == club.state().head.hash.bytes);
    QVERIFY(std::get<wire::GroupsFound>(club.relay.groups.find({"go", std::nullopt, 10})).groups.empty());
    QCOMPARE(std::get<wire::GroupsFound>(club.relay.groups.find({"", facts.group, 1})).groups.size(),
             std::size_t{1});
    QVERIFY(std::get<wire::GroupsFound>(club.relay.groups.find({"", GroupId{}, 1})).groups.empty());
  }

  void a_flood_of_requests_is_limited_by_account() {
    Club club;
    club.found();
    std::size_t taken = 0;
    for (int number = 0; number < 100; ++number) {
      auto& person = number % 2 == 0 ? club.mallory : club.bob;
      const bool standing = club.state().requests.count(person.name) > 0;
      const auto entry =
          standing ? person.next(club.state(), group::Leave{}, club.clock.at) : club.request(person);
      const auto failed = club.append(person, entry);
      if (failed) {
        QCOMPARE(failed, Failure{CallFailureCode::rate_limited});
        continue;
      }
      group::test::must_append(*club.log, entry);
      taken += standing ? 0 : 1;
    }
    QVERIFY2(taken <= 2 * static_cast<std::size_t>(rates::group_request.burst), "as many as the bucket has");
    QVERIFY(taken > 0);
  }

  void the_state_is_read_from_the_store_after_a_new_start() {
    Club club;
    club.found_with_three();
    Relay restarted{club.foundation,
                    [&](std::function<void()> task) { club.tasks.push_back(std::move(task)); }};
    const auto recipients = restarted.groups.recipients(club.bob.name, club.state().group);
    QCOMPARE(std::get<0>(recipients).size(), std::size_t{3});
  }

  // --- Messages ---

  void a_message_goes_to_every_device_of_every_member_but_the_sending_one() {
    Club club;
    club.found_with_three();
    const auto members = std::get<0>(club.relay.groups.recipients(club.bob.name, club.state().group));
    const Address from{club.bob.name, DeviceId{1}};
    club.relay.delivery.submit_to_group(
        from, club.links.at(club.bob.name),
        {samples::message(1), club.state().group, Bytes{9, 8, 7}, wire::Keeping::mailbox}, members);
    QVERIFY(club.links.at(club.bob.name)->deliveries.empty());
    QVERIFY(club.links.at(club.mallory.name)->deliveries.empty());
    for (const auto* name : {&club.alice.name, &club.carol.name}) {
      const auto& link = *club.links.at(*name);
      QCOMPARE(link.deliveries.size(), std::size_t{1});
      const auto& envelope = link.deliveries.front().letter.envelope;
      QVERIFY(envelope.type == wire::EnvelopeType::sender_key);
      const auto split = wire::split_group(envelope.ciphertext);
      QVERIFY(split.ok() && split->group == club.state().group && equal(split->message, Bytes{9, 8, 7}));
      QVERIFY(club.links.at(club.bob.name)->all<wire::GroupSubmitted>().empty());
      club.relay.delivery.acknowledge({*name, DeviceId{1}}, &link, {{link.deliveries.front().id}, {}});
    }
    const auto answers = club.links.at(club.bob.name)->all<wire::GroupSubmitted>();
    QCOMPARE(answers.size(), std::size_t{1});
    QVERIFY(answers.front()->outcome == wire::SubmitOutcome::accepted);
  }

  void one_full_mailbox_holds_nobody_back() {
    Policy policy;
    policy.mailbox = {1, 1'000'000};
    Club club{policy};
    club.found_with_three();
    club.relay.delivery.detach({club.carol.name, DeviceId{1}}, club.links.at(club.carol.name).get());
    const auto members = std::get<0>(club.relay.groups.recipients(club.bob.name, club.state().group));
    for (std::uint32_t number = 1; number <= 2; ++number) {
      club.relay.delivery.submit_to_group(
          {club.bob.name, DeviceId{1}}, club.links.at(club.bob.name),
          {samples::message(number), club.state().group, Bytes{1}, wire::Keeping::mailbox}, members);
      const auto& link = *club.links.at(club.alice.name);
      club.relay.delivery.acknowledge({club.alice.name, DeviceId{1}}, &link, {{link.deliveries.back().id}, {}});
      club.settle();
    }
    const auto answers = club.links.at(club.bob.name)->all<wire::GroupSubmitted>();
    QCOMPARE(answers.size(), std::size_t{2});
    for (const auto* answer : answers) QVERIFY(answer->outcome == wire::SubmitOutcome::accepted);
  }

  void who_is_no_member_sends_nothing() {
    Club club;
    club.found_with_three();
    const auto refused = [&](const Person& person) {
      return std::holds_alternative<wire::CallFailure>(
          club.relay.groups.recipients(person.name, club.state().group));
    };
    QVERIFY(refused(club.mallory));
    QVERIFY(!refused(club.carol));
    club.must_append(club.alice,
                     club.alice.next(club.state(), group::Remove{club.carol.name}, club.clock.at));
    QVERIFY(refused(club.carol));
  }
};

QTEST_GUILESS_MAIN(GroupsOfTheRelay)
#include "test_groups.moc"
