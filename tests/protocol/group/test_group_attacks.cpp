// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "../../support/negative_control.hpp"
#include "defences.hpp"
#include "people.hpp"

using namespace sotto;
using namespace sotto::group;
using namespace sotto::group::test;

/// What a relay, a removed member or a stranger tries on a group's log. Each attack is seen to fail, and to
/// succeed when its defence is off.
class TestGroupAttacks : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { defences() = Defences{}; }
  void each_attack_fails_with_its_defence_and_succeeds_without_data();
  void each_attack_fails_with_its_defence_and_succeeds_without();
  void kind_cannot_be_changed_by_any_entry();
};

namespace {

/// Asked for by dave and approved by alice and bob.
struct ApprovedDave : ChessClub {
  explicit ApprovedDave(Instant at = noon) {
    must_append(log, request(dave, state(), at));
    must_append(log, approve(alice, state(), dave.name, at));
    must_append(log, approve(bob, state(), dave.name, at));
  }
  Person dave{"dave"};
};

// B1: the relay writes an entry in a member's name.
bool relay_writes_in_a_members_name() {
  ChessClub club;
  const auto forged =
      club.mallory.sign(next_header(club.state(), club.alice.name, noon), Remove{club.carol.name});
  return club.log.append(forged).ok();
}

// B1: the relay lets its own account in.
bool relay_joins_without_approvals() {
  ChessClub club;
  return club.log.append(join(club.mallory, club.state())).ok();
}

// B1: one member alone, where two are needed.
bool one_member_lets_an_accomplice_in() {
  ChessClub club;
  must_append(club.log, request(club.mallory, club.state()));
  must_append(club.log, approve(club.carol, club.state(), club.mallory.name));
  return club.log.append(join(club.mallory, club.state())).ok();
}

// B2: the relay hides carol's removal from somebody who then acts under the old member list.
bool removed_member_acts_under_the_old_epoch() {
  ChessClub club;
  auto header = next_header(club.state(), club.bob.name, noon);
  const auto old_epoch = header.epoch;
  must_append(club.log, club.alice.next(club.state(), Remove{club.carol.name}));
  header = next_header(club.state(), club.bob.name, noon);
  header.epoch = old_epoch;
  return club.log.append(club.bob.sign(header, Leave{})).ok();
}

// B3: an approval that was used once is replayed for the same newcomer after their removal.
bool used_approval_is_replayed() {
  ApprovedDave club;
  const auto approval = approve(club.carol, club.state(), club.dave.name);
  must_append(club.log, approval);
  must_append(club.log, join(club.dave, club.state()));
  must_append(club.log, club.alice.next(club.state(), Remove{club.dave.name}));
  must_append(club.log, request(club.dave, club.state()));
  defences().approved_identity = defences().chain;  // both stand in the way of a replay
  defences().epoch = defences().chain;
  return club.log.append(approval).ok();
}

// B3: an approval for the same newcomer, given in another group.
bool approval_of_another_group_is_used() {
  ChessClub club;
  ChessClub other;
  auto foreign = start(create(club.alice));
  must_append(club.log, request(club.mallory, club.state()));
  must_append(foreign, request(club.mallory, foreign.state()));
  // The attacker makes everything else fit.
  auto header = next_header(club.state(), club.alice.name, noon);
  header.group = foreign.state().group;
  const auto& pending = club.state().requests.at(club.mallory.name);
  const auto approval =
      club.alice.sign(header, Approve{{club.mallory.name, pending.identity, pending.nonce, noon + day}});
  return club.log.append(approval).ok();
}

// B3: approved is dave's key; somebody comes in under his name with another one.
bool approval_is_used_for_another_key() {
  ApprovedDave club;
  Person impostor{"dave", 99};
  return club.log.append(join(impostor, club.state())).ok();
}

// B3: an approval that has ended.
bool expired_approval_counts() {
  ApprovedDave club;
  return club.log.append(join(club.dave, club.state(), noon + day + minute)).ok();
}

// B4: the approver was removed before the newcomer came.
bool removed_members_approval_counts() {
  ApprovedDave club;
  must_append(club.log, club.alice.next(club.state(), Remove{club.bob.name}));
  return club.log.append(join(club.dave, club.state())).ok();
}

// B4: somebody who was removed and came back brings their old word to life again.
bool returned_members_old_approval_counts() {
  ApprovedDave club;
  must_append(club.log, club.alice.next(club.state(), Remove{club.bob.name}));
  let_in(club.log, club.bob, club.alice, club.carol);
  return club.log.append(join(club.dave, club.state())).ok();
}

// B5: somebody who is no owner makes the policy weaker.
bool member_weakens_the_policy() {
  ChessClub club;
  return club.log.append(club.carol.next(club.state(), ChangePolicy{must(Policy::parse(2, 1, Role::member))}))
      .ok();
}

// B5: the owner's own older policy, signed again or kept by the relay.
bool older_policy_comes_back() {
  ChessClub club;
  must_append(club.log, club.alice.next(club.state(), ChangePolicy{must(Policy::parse(2, 3, Role::member))}));
  const auto older = club.alice.next(club.state(), ChangePolicy{must(Policy::parse(1, 1, Role::member))});
  return club.log.append(older).ok();
}

// B6: the relay serves yesterday's log.
bool older_log_takes_effect() {
  ChessClub club;
  const auto first = club.alice.next(club.state(), Rename{title("yesterday")});
  must_append(club.log, first);
  must_append(club.log, club.alice.next(club.state(), Rename{title("today")}));
  return club.log.append(first).ok() && club.state().name.text() == "yesterday";
}

// B7: the relay shows another history; one message that names its head is enough.
bool split_view_is_not_noticed() {
  ChessClub club;
  auto others = club.log;
  must_append(club.log, club.alice.next(club.state(), Rename{title("for some")}));
  must_append(others, club.alice.next(others.state(), Rename{title("for others")}));
  return club.log.relation_of(others.state().head) != Relation::forked;
}

// B15: so many requests that the list is of no use.
bool requests_flood_the_list() {
  ChessClub club;
  std::size_t standing = 0;
  for (std::size_t number = 0; number < 10 * max_pending_requests; ++number) {
    Person stranger{"stranger" + std::to_string(number)};
    if (club.log.append(request(stranger, club.state())).ok()) ++standing;
  }
  return standing > max_pending_requests || club.state().requests.size() > max_pending_requests;
}

// Nobody approves of newcomers in an open group, so a removal must hold by itself.
bool removed_member_of_an_open_group_comes_back() {
  Person alice{"alice"};
  Person mallory{"mallory"};
  auto log = start(create(alice, GroupKind::open));
  must_append(log, join(mallory, log.state()));
  must_append(log, alice.next(log.state(), Remove{mallory.name}));
  return log.append(join(mallory, log.state())).ok();
}

using Control = testing::NegativeControl<Defences>;

const std::vector<Control>& controls() {
  static const std::vector<Control> all{
      {"B1 relay writes in a member's name", &Defences::signatures, relay_writes_in_a_members_name},
      {"B1 relay joins without approvals", &Defences::quorum, relay_joins_without_approvals},
      {"B1 one member lets an accomplice in", &Defences::quorum, one_member_lets_an_accomplice_in},
      {"B2 removed member acts under the old epoch", &Defences::epoch,
       removed_member_acts_under_the_old_epoch},
      {"B3 used approval is replayed", &Defences::chain, used_approval_is_replayed},
      {"B3 approval of another group", &Defences::group, approval_of_another_group_is_used},
      {"B3 approval used for another key", &Defences::approved_identity, approval_is_used_for_another_key},
      {"B3 expired approval", &Defences::approval_expiry, expired_approval_counts},
      {"B4 removed member's approval", &Defences::approver_stays, removed_members_approval_counts},
      {"B4 returned member's old approval", &Defences::approver_stays, returned_members_old_approval_counts},
      {"B5 member weakens the policy", &Defences::roles, member_weakens_the_policy},
      {"B5 older policy comes back", &Defences::policy_version, older_policy_comes_back},
      {"B6 older log", &Defences::chain, older_log_takes_effect},
      {"B7 split view", &Defences::chain, split_view_is_not_noticed},
      {"B8 removed member of an open group", &Defences::removed_stay_out,
       removed_member_of_an_open_group_comes_back},
      {"B15 flood of requests", &Defences::limits, requests_flood_the_list},
  };
  return all;
}

}  // namespace

void TestGroupAttacks::each_attack_fails_with_its_defence_and_succeeds_without_data() {
  testing::add_rows(controls());
}

void TestGroupAttacks::each_attack_fails_with_its_defence_and_succeeds_without() {
  testing::verify_row(controls(), defences());
}

// B5: there is no entry that says it; a second Create is refused whoever signs it.
void TestGroupAttacks::kind_cannot_be_changed_by_any_entry() {
  ChessClub club;
  const auto opened = create(club.alice, GroupKind::open);
  QVERIFY(!club.log.append(opened).ok());
  QVERIFY(!club.log.extend(0, std::array{opened.bytes()}).ok());
  QVERIFY(club.state().kind == GroupKind::secure);
}

QTEST_GUILESS_MAIN(TestGroupAttacks)
#include "test_group_attacks.moc"
