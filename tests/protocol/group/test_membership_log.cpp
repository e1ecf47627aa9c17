// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "people.hpp"

using namespace sotto;
using namespace sotto::group;
using namespace sotto::group::test;

/// What a group's log allows, and what it amounts to.
class TestMembershipLog : public QObject {
  Q_OBJECT

 private slots:
  void id_is_the_hash_of_the_first_entry();
  void founder_is_the_owner_in_epoch_one();
  void first_entry_is_signed_by_the_founder();
  void newcomer_comes_in_with_enough_approvals();
  void first_newcomer_needs_the_founder_alone();
  void joining_twice_takes_two_requests();
  void request_can_be_taken_back_and_turned_down();
  void unanswered_request_ends();
  void approval_counts_until_its_end();
  void approval_ends_within_a_week();
  void identity_comes_in_under_one_name();
  void open_group_needs_no_approval();
  void who_left_an_open_group_may_come_back();
  void epoch_grows_with_the_member_list_only();
  void member_leaves_and_is_gone();
  void last_owner_is_succeeded();
  void one_of_two_owners_may_become_less();
  void empty_group_stays_closed();
  void roles_decide_who_may_what_data();
  void roles_decide_who_may_what();
  void approvers_may_be_admins_only();
  void crossing_entries_have_one_outcome();
  void crossing_approvals_have_one_outcome();
  void approval_is_of_one_identity_and_one_request();
  void author_may_have_been_a_member();
  void same_entries_give_the_same_state();
  void replay_of_the_own_store_skips_signatures_only();
  void relation_tells_known_ahead_and_forked();
  void extending_accepts_an_overlap_and_no_gap();
  void failed_append_changes_nothing();
};

void TestMembershipLog::id_is_the_hash_of_the_first_entry() {
  Person alice{"alice"};
  const auto first = create(alice);
  const auto second = create(alice);
  QVERIFY(!(first.header().group == second.header().group));
  QCOMPARE(to_hex(first.header().group.view()), to_hex(first.hash().view()));
  QCOMPARE(outcome(MembershipLog::replay(second.header().group, std::array{first.bytes()})),
           Name{"context_mismatch"});
  QCOMPARE(must(GroupId::parse_text(first.header().group.text())) == first.header().group, true);
}

void TestMembershipLog::founder_is_the_owner_in_epoch_one() {
  Person alice{"alice"};
  const auto log = start(create(alice));
  QCOMPARE(log.state().epoch, 1U);
  QCOMPARE(log.state().members.size(), 1U);
  QVERIFY(find_member(log.state(), alice.name)->role == Role::owner);
  QCOMPARE(log.state().name.text(), Name{"Chess club"});
}

void TestMembershipLog::first_entry_is_signed_by_the_founder() {
  Person alice{"alice"};
  Person mallory{"mallory"};
  const auto honest = create(alice);
  const auto forged = mallory.sign({{}, 0, {}, 0, noon, alice.name}, honest.body());
  const auto replay = [&](Checked checked) {
    return outcome(MembershipLog::replay(forged.header().group, std::array{forged.bytes()}, checked));
  };
  QCOMPARE(replay(Checked::nothing), Name{"invalid_signature"});
  QCOMPARE(replay(Checked::signatures), Name{"ok"});
}

void TestMembershipLog::newcomer_comes_in_with_enough_approvals() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, request(dave, club.state()));
  QCOMPARE(outcome(club.log.append(join(dave, club.state()))), Name{"not_approved"});
  must_append(club.log, approve(club.carol, club.state(), dave.name));
  // The same member's word twice is one word.
  must_append(club.log, approve(club.carol, club.state(), dave.name));
  QCOMPARE(outcome(club.log.append(join(dave, club.state()))), Name{"not_approved"});
  must_append(club.log, approve(club.bob, club.state(), dave.name));
  must_append(club.log, join(dave, club.state()));
  QVERIFY(find_member(club.state(), dave.name)->identity == dave.key());
  QVERIFY(club.state().requests.empty());
}

void TestMembershipLog::first_newcomer_needs_the_founder_alone() {
  Person alice{"alice"};
  Person bob{"bob"};
  auto log = start(create(alice, GroupKind::secure, 3));
  QCOMPARE(needed_approvals(log.state()), 1U);
  let_in(log, bob, alice);
  QCOMPARE(needed_approvals(log.state()), 2U);
}

void TestMembershipLog::joining_twice_takes_two_requests() {
  ChessClub club;
  Person dave{"dave"};
  let_in(club.log, dave, club.alice, club.bob);
  QCOMPARE(outcome(club.log.append(request(dave, club.state()))), Name{"already_exists"});
  must_append(club.log, dave.next(club.state(), Leave{}));
  QCOMPARE(outcome(club.log.append(join(dave, club.state()))), Name{"not_approved"});
  let_in(club.log, dave, club.alice, club.bob);
}

void TestMembershipLog::request_can_be_taken_back_and_turned_down() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, request(dave, club.state()));
  QCOMPARE(outcome(club.log.append(request(dave, club.state()))), Name{"already_exists"});
  must_append(club.log, dave.next(club.state(), Leave{}));
  QVERIFY(club.state().requests.empty());
  must_append(club.log, request(dave, club.state()));
  QCOMPARE(outcome(club.log.append(club.bob.next(club.state(), Remove{dave.name}))), Name{"not_permitted"});
  const auto epoch = club.state().epoch;
  must_append(club.log, club.alice.next(club.state(), Remove{dave.name}));
  QVERIFY(club.state().requests.empty());
  QCOMPARE(club.state().epoch, epoch);
}

void TestMembershipLog::unanswered_request_ends() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, request(dave, club.state()));
  const auto last = noon + request_lifetime;
  must_append(club.log, club.alice.next(club.state(), Rename{title("At the end")}, last));
  QCOMPARE(club.state().requests.size(), 1U);
  must_append(club.log, club.alice.next(club.state(), Rename{title("Later")}, last + Duration{1}));
  QVERIFY(club.state().requests.empty());
}

void TestMembershipLog::approval_counts_until_its_end() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, request(dave, club.state()));
  must_append(club.log, approve(club.bob, club.state(), dave.name));
  const auto& asked = club.state().requests.at(dave.name);
  QVERIFY(is_approved_by(club.state(), asked, club.bob.name, noon));
  QVERIFY(!is_approved_by(club.state(), asked, club.carol.name, noon));
  QVERIFY(is_approved_by(club.state(), asked, club.bob.name, noon + day));
  QVERIFY(!is_approved_by(club.state(), asked, club.bob.name, noon + day + Duration{1}));

  must_append(club.log, approve(club.alice, club.state(), dave.name));
  QCOMPARE(outcome(club.log.append(join(dave, club.state(), noon + day + Duration{1}))),
           Name{"not_approved"});
  must_append(club.log, join(dave, club.state(), noon + day));
}

void TestMembershipLog::approval_ends_within_a_week() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, request(dave, club.state()));
  const auto& asked = club.state().requests.at(dave.name);
  const auto until = [&](Instant end) {
    auto log = club.log;
    return outcome(
        log.append(club.bob.next(log.state(), Approve{{dave.name, asked.identity, asked.nonce, end}})));
  };
  QCOMPARE(until(noon), Name{"malformed"});
  QCOMPARE(until(noon + Duration{1}), Name{"ok"});
  QCOMPARE(until(noon + max_approval_lifetime), Name{"ok"});
  QCOMPARE(until(noon + max_approval_lifetime + Duration{1}), Name{"malformed"});
}

// Both have asked before either is in, so that only their coming in can tell.
void TestMembershipLog::identity_comes_in_under_one_name() {
  ChessClub club;
  Person dave{"dave", Seed{4}};
  Person david{"david", Seed{4}};
  QVERIFY(dave.key() == david.key());
  for (auto* newcomer : {&dave, &david}) {
    must_append(club.log, request(*newcomer, club.state()));
    must_append(club.log, approve(club.alice, club.state(), newcomer->name));
    must_append(club.log, approve(club.bob, club.state(), newcomer->name));
  }
  must_append(club.log, join(dave, club.state()));
  QCOMPARE(outcome(club.log.append(join(david, club.state()))), Name{"already_exists"});

  auto open = start(create(club.alice, GroupKind::open));
  must_append(open, join(dave, open.state()));
  QCOMPARE(outcome(open.append(join(david, open.state()))), Name{"already_exists"});
}

void TestMembershipLog::open_group_needs_no_approval() {
  Person alice{"alice"};
  Person bob{"bob"};
  auto log = start(create(alice, GroupKind::open));
  QCOMPARE(outcome(log.append(request(bob, log.state()))), Name{"invalid_state"});
  must_append(log, join(bob, log.state()));
  QCOMPARE(log.state().members.size(), 2U);
}

void TestMembershipLog::who_left_an_open_group_may_come_back() {
  Person alice{"alice"};
  Person bob{"bob"};
  auto log = start(create(alice, GroupKind::open));
  must_append(log, join(bob, log.state()));
  must_append(log, bob.next(log.state(), Leave{}));
  QVERIFY(log.state().former.at(bob.name).ending == Ending::left);
  must_append(log, join(bob, log.state()));
  QVERIFY(log.state().former.empty());
  must_append(log, alice.next(log.state(), Remove{bob.name}));
  QVERIFY(log.state().former.at(bob.name).ending == Ending::removed);
  QCOMPARE(outcome(log.append(join(bob, log.state()))), Name{"not_permitted"});
}

void TestMembershipLog::epoch_grows_with_the_member_list_only() {
  ChessClub club;
  Person dave{"dave"};
  QCOMPARE(club.state().epoch, 3U);  // create, bob, carol
  must_append(club.log, request(dave, club.state()));
  must_append(club.log, approve(club.alice, club.state(), dave.name));
  must_append(club.log, club.alice.next(club.state(), Rename{title("Go club")}));
  must_append(club.log, club.alice.next(club.state(), ChangePicture{Bytes(max_picture, 1)}));
  must_append(club.log, club.alice.next(club.state(), ChangeRole{club.bob.name, Role::admin}));
  must_append(club.log, club.alice.next(club.state(), ChangePolicy{must(Policy::parse(2, 1, Role::admin))}));
  QCOMPARE(club.state().epoch, 3U);
  QCOMPARE(club.state().name.text(), Name{"Go club"});
  QCOMPARE(club.state().picture.size(), max_picture);
  must_append(club.log, club.bob.next(club.state(), Remove{club.carol.name}));
  QCOMPARE(club.state().epoch, 4U);
}

void TestMembershipLog::member_leaves_and_is_gone() {
  ChessClub club;
  must_append(club.log, club.carol.next(club.state(), Leave{}));
  QVERIFY(find_member(club.state(), club.carol.name) == nullptr);
  QCOMPARE(outcome(club.log.append(club.carol.next(club.state(), Leave{}))), Name{"not_permitted"});
}

void TestMembershipLog::last_owner_is_succeeded() {
  ChessClub club;
  QCOMPARE(outcome(club.log.append(club.alice.next(club.state(), ChangeRole{club.alice.name, Role::member}))),
           Name{"invalid_state"});
  must_append(club.log, club.alice.next(club.state(), ChangeRole{club.carol.name, Role::admin}));
  must_append(club.log, club.alice.next(club.state(), Leave{}));
  QVERIFY(find_member(club.state(), club.carol.name)->role == Role::owner);
  must_append(club.log, club.carol.next(club.state(), Leave{}));
  QVERIFY(find_member(club.state(), club.bob.name)->role == Role::owner);
}

void TestMembershipLog::one_of_two_owners_may_become_less() {
  ChessClub club;
  const auto change = [&](Person& author, const Person& whose, Role role) {
    return outcome(club.log.append(author.next(club.state(), ChangeRole{whose.name, role})));
  };
  QCOMPARE(change(club.alice, club.alice, Role::owner), Name{"ok"});
  QCOMPARE(change(club.alice, club.carol, Role::owner), Name{"ok"});
  QCOMPARE(change(club.carol, club.alice, Role::member), Name{"ok"});
  QCOMPARE(change(club.carol, club.carol, Role::admin), Name{"invalid_state"});
  must_append(club.log, club.bob.next(club.state(), Leave{}));
  QVERIFY(find_member(club.state(), club.alice.name)->role == Role::member);
  QVERIFY(find_member(club.state(), club.carol.name)->role == Role::owner);
}

void TestMembershipLog::empty_group_stays_closed() {
  Person alice{"alice"};
  Person bob{"bob"};
  auto log = start(create(alice));
  must_append(log, request(bob, log.state()));
  must_append(log, alice.next(log.state(), Leave{}));
  QVERIFY(log.state().members.empty());
  QCOMPARE(outcome(log.append(join(bob, log.state()))), Name{"not_approved"});
}

void TestMembershipLog::roles_decide_who_may_what_data() {
  QTest::addColumn<QString>("who");
  QTest::addColumn<int>("what");
  QTest::addColumn<QString>("expected");
  const auto row = [](const char* who, int what, const char* expected) {
    QTest::newRow(QStringLiteral("%1 %2").arg(who).arg(what).toUtf8().constData()) << who << what << expected;
  };
  // 0 rename, 1 picture, 2 remove a member, 3 remove the owner, 4 role, 5 policy, 6 remove an admin
  for (int what = 0; what <= 6; ++what) row("carol", what, "not_permitted");
  for (int what : {0, 1, 2}) row("bob", what, "ok");
  for (int what : {3, 4, 5}) row("bob", what, "not_permitted");
  for (int what : {0, 1, 2, 4, 5, 6}) row("alice", what, "ok");
  row("alice", 3, "not_permitted");
}

void TestMembershipLog::roles_decide_who_may_what() {
  QFETCH(QString, who);
  QFETCH(int, what);
  QFETCH(QString, expected);
  ChessClub club;
  must_append(club.log, club.alice.next(club.state(), ChangeRole{club.bob.name, Role::admin}));
  const std::vector<EntryBody> bodies{Rename{title("x")},
                                      ChangePicture{},
                                      Remove{club.carol.name},
                                      Remove{club.alice.name},
                                      ChangeRole{club.carol.name, Role::admin},
                                      ChangePolicy{must(Policy::parse(2, 1, Role::member))},
                                      Remove{club.bob.name}};
  auto& author = who == "alice" ? club.alice : who == "bob" ? club.bob : club.carol;
  const auto entry = author.next(club.state(), bodies[static_cast<std::size_t>(what)]);
  QCOMPARE(QString::fromStdString(outcome(club.log.append(entry))), expected);
}

void TestMembershipLog::approvers_may_be_admins_only() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, club.alice.next(club.state(), ChangePolicy{must(Policy::parse(2, 2, Role::admin))}));
  must_append(club.log, request(dave, club.state()));
  QCOMPARE(outcome(club.log.append(approve(club.bob, club.state(), dave.name))), Name{"not_permitted"});
  must_append(club.log, approve(club.alice, club.state(), dave.name));
  // Nobody else could approve.
  must_append(club.log, join(dave, club.state()));
}

// Both act at the same time; whichever the relay puts first, the other learns of it and every client ends
// alike.
void TestMembershipLog::crossing_entries_have_one_outcome() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, request(dave, club.state()));
  must_append(club.log, approve(club.alice, club.state(), dave.name));
  const auto approval = approve(club.carol, club.state(), dave.name);
  const auto removal = club.alice.next(club.state(), Remove{club.carol.name});

  auto removed_first = club.log;
  must_append(removed_first, removal);
  QCOMPARE(outcome(removed_first.append(approval)), Name{"stale_state"});
  QCOMPARE(outcome(removed_first.append(approve(club.carol, removed_first.state(), dave.name))),
           Name{"not_permitted"});

  auto approved_first = club.log;
  must_append(approved_first, approval);
  QCOMPARE(outcome(approved_first.append(removal)), Name{"stale_state"});
  must_append(approved_first, club.alice.next(approved_first.state(), Remove{club.carol.name}));
  // Her word went with her.
  QCOMPARE(outcome(approved_first.append(join(dave, approved_first.state()))), Name{"not_approved"});
}

// B4: both approve at the same head. Whichever the relay puts first, the other is made anew and counts.
void TestMembershipLog::crossing_approvals_have_one_outcome() {
  ChessClub club;
  Person dave{"dave"};
  must_append(club.log, request(dave, club.state()));
  const auto outcome_of = [&](Person& first, Person& second) {
    auto log = club.log;
    const auto crossed = approve(second, log.state(), dave.name);
    must_append(log, approve(first, log.state(), dave.name));
    if (outcome(log.append(crossed)) != Name{"stale_state"}) qFatal("an approval of an older head counts");
    if (outcome(log.append(join(dave, log.state()))) != Name{"not_approved"})
      qFatal("one approval is enough");
    must_append(log, approve(second, log.state(), dave.name));
    must_append(log, join(dave, log.state()));
    return log.state();
  };
  const auto bob_first = outcome_of(club.bob, club.carol);
  const auto carol_first = outcome_of(club.carol, club.bob);
  for (const auto* state : {&bob_first, &carol_first}) {
    QCOMPARE(state->members.size(), 4U);
    QVERIFY(find_member(*state, dave.name)->identity == dave.key());
  }
  QCOMPARE(bob_first.epoch, carol_first.epoch);
  QVERIFY(bob_first.requests.empty() && carol_first.requests.empty());
}

void TestMembershipLog::approval_is_of_one_identity_and_one_request() {
  ChessClub club;
  Person dave{"dave"};
  Person mallory{"mallory"};
  must_append(club.log, request(dave, club.state()));
  must_append(club.log, request(mallory, club.state()));
  const auto& asked = club.state().requests.at(dave.name);
  const auto& another = club.state().requests.at(mallory.name);
  QVERIFY(!(asked.nonce == another.nonce));
  const auto approved = [&](const crypto::IdentityKey& identity, const Nonce& nonce) {
    auto log = club.log;
    return outcome(log.append(club.bob.next(log.state(), Approve{{dave.name, identity, nonce, noon + day}})));
  };
  QCOMPARE(approved(asked.identity, another.nonce), Name{"context_mismatch"});
  QCOMPARE(approved(another.identity, asked.nonce), Name{"context_mismatch"});
  QCOMPARE(approved(asked.identity, asked.nonce), Name{"ok"});
}

void TestMembershipLog::author_may_have_been_a_member() {
  ChessClub club;
  must_append(club.log, club.carol.next(club.state(), Leave{}));
  QVERIFY(find_member(club.state(), club.carol.name) == nullptr);
  QVERIFY(*find_author(club.state(), club.carol.name) == club.carol.key());
  QVERIFY(*find_author(club.state(), club.bob.name) == club.bob.key());
  const Person dave{"dave"};
  QVERIFY(find_author(club.state(), dave.name) == nullptr);
}

void TestMembershipLog::same_entries_give_the_same_state() {
  ChessClub club;
  const ChessClub same;
  QVERIFY(club.state().head == same.state().head);
  QCOMPARE(club.state().members.size(), same.state().members.size());
}

void TestMembershipLog::replay_of_the_own_store_skips_signatures_only() {
  Person alice{"alice"};
  Person mallory{"mallory"};
  const auto first = create(alice);
  const auto log = start(first);
  const auto forged = mallory.sign(next_header(log.state(), alice.name, noon), Rename{title("x")});
  const auto senseless = alice.next(log.state(), Remove{mallory.name});
  const auto replay = [&](const Entry& last, Checked checked) {
    return outcome(
        MembershipLog::replay(first.header().group, std::array{first.bytes(), last.bytes()}, checked));
  };
  QCOMPARE(replay(forged, Checked::nothing), Name{"invalid_signature"});
  QCOMPARE(replay(forged, Checked::signatures), Name{"ok"});
  QCOMPARE(replay(senseless, Checked::signatures), Name{"not_found"});
}

void TestMembershipLog::relation_tells_known_ahead_and_forked() {
  ChessClub club;
  const auto past = club.state().head;
  must_append(club.log, club.alice.next(club.state(), Rename{title("x")}));
  const auto head = club.state().head;
  QVERIFY(club.log.relation_of(past) == Relation::known);
  QVERIFY(club.log.relation_of(head) == Relation::known);
  QVERIFY(club.log.relation_of({head.sequence + 1, head.hash}) == Relation::ahead);
  QVERIFY(club.log.relation_of({past.sequence, head.hash}) == Relation::forked);
  QCOMPARE(club.log.epoch_at(0), std::optional<std::uint64_t>{1});
  QCOMPARE(club.log.epoch_at(head.sequence), std::optional<std::uint64_t>{3});
  QCOMPARE(club.log.epoch_at(head.sequence + 1), std::nullopt);
}

void TestMembershipLog::extending_accepts_an_overlap_and_no_gap() {
  ChessClub club;
  const auto behind = club.log;
  const auto one = club.alice.next(club.state(), Rename{title("one")});
  must_append(club.log, one);
  const auto two = club.alice.next(club.state(), Rename{title("two")});
  must_append(club.log, two);

  auto log = behind;
  QCOMPARE(outcome(log.extend(log.size() + 1, std::array{two.bytes()})), Name{"invalid_state"});
  auto header = next_header(log.state(), club.alice.name, noon);
  ++header.sequence;
  QCOMPARE(outcome(log.append(club.alice.sign(header, Rename{title("later")}))), Name{"invalid_state"});
  QVERIFY(log.extend(log.size(), std::array{one.bytes()}).ok());
  QVERIFY(log.extend(log.size() - 1, std::array{one.bytes(), two.bytes()}).ok());
  QVERIFY(log.state().head == club.state().head);
}

void TestMembershipLog::failed_append_changes_nothing() {
  ChessClub club;
  const auto before = club.state().head;
  const auto one = club.alice.next(club.state(), Rename{title("one")});
  QCOMPARE(outcome(club.log.extend(club.log.size(), std::array{one.bytes(), one.bytes()})),
           Name{"stale_state"});
  QVERIFY(club.state().head == before);
  QCOMPARE(club.state().name.text(), Name{"Chess club"});
}

QTEST_GUILESS_MAIN(TestMembershipLog)
#include "test_membership_log.moc"
