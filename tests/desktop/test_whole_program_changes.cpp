// SPDX-License-Identifier: GPL-3.0-or-later
// What one does to messages, through the controllers of one whole program and into the models of another.
#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramChanges final : public QObject {
  Q_OBJECT

 private slots:
  void an_answer_shows_at_the_other_what_it_answers();
  void a_reaction_is_seen_by_the_other_and_so_is_that_it_was_taken_back();
  void an_edit_takes_the_place_of_what_was_said();
  void what_is_deleted_is_gone_at_both_and_after_a_restart();
  void what_changes_in_another_conversation_leaves_the_open_one_alone();
  void a_message_that_failed_is_sent_again();
};

namespace {

const QString thumb = QStringLiteral("👍");

}  // namespace

void TestWholeProgramChanges::an_answer_shows_at_the_other_what_it_answers() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  QCOMPARE(bob.app.chat()->send(QStringLiteral("hello yourself"), bob.id_of("hello")), QString{});
  QVERIFY(alice.until_texts({"hello yourself", "hello"}));
  for (Person* person : {&alice, &bob}) {
    QVERIFY(person->until_fact("hello yourself", Timeline::QuoteRole, "here"));
    QCOMPARE(person->fact("hello yourself", Timeline::QuotedBodyRole).toString(), QString{"hello"});
    QCOMPARE(person->fact("hello yourself", Timeline::QuotedSenderRole).toString(), QString{"alice"});
    QCOMPARE(person->fact("hello yourself", Timeline::QuotedOwnRole).toBool(), person == &alice);
    QCOMPARE(person->noted(), QStringList{});
  }
}

void TestWholeProgramChanges::a_reaction_is_seen_by_the_other_and_so_is_that_it_was_taken_back() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  const auto by = [](const char* whose) { return QVariantMap{{thumb, QString{whose}}}; };
  bob.app.chat()->deeds()->react(bob.id_of("hello"), thumb);
  QVERIFY(bob.until_fact("hello", Timeline::ReactionsRole, by("mine")));
  QVERIFY(alice.until_fact("hello", Timeline::ReactionsRole, by("theirs")));
  QCOMPARE(alice.fact("hello", Timeline::ReactionsByRole).toMap().value(thumb).toStringList(),
           QStringList{"bob"});

  alice.app.chat()->deeds()->react(alice.id_of("hello"), thumb);
  for (Person* person : {&alice, &bob})
    QVERIFY(person->until_fact("hello", Timeline::ReactionsRole, by("both")));
  bob.app.chat()->deeds()->react(bob.id_of("hello"), {});
  QVERIFY(alice.until_fact("hello", Timeline::ReactionsRole, by("mine")));
  QVERIFY(bob.until_fact("hello", Timeline::ReactionsRole, by("theirs")));
  for (Person* person : {&alice, &bob}) QCOMPARE(person->noted(), QStringList{});
}

void TestWholeProgramChanges::an_edit_takes_the_place_of_what_was_said() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  QCOMPARE(bob.app.chat()->send(QStringLiteral("hello yourself"), bob.id_of("hello")), QString{});
  QVERIFY(alice.until_texts({"hello yourself", "hello"}));
  QCOMPARE(alice.app.chat()->deeds()->edit(alice.id_of("hello"), QStringLiteral("good morning")), QString{});
  for (Person* person : {&alice, &bob}) {
    QVERIFY(person->until_texts({"hello yourself", "good morning"}));
    QVERIFY(person->fact("good morning", Timeline::EditedRole).toBool());
    QVERIFY(person->until_fact("hello yourself", Timeline::QuotedBodyRole, "good morning"));
  }
  QCOMPARE(bob.app.chat()->deeds()->edit(bob.id_of("hello yourself"), QStringLiteral("and to you")),
           QString{});
  QVERIFY(alice.until_listed("bob", ConversationList::PreviewRole, "and to you"));
  // Nobody rewrites what another has said.
  QCOMPARE(bob.app.chat()->deeds()->edit(bob.id_of("good morning"), QStringLiteral("good night")), QString{});
  QVERIFY(bob.until([&] { return bob.noted() == QStringList{"error invalid_state"}; }));
  QCOMPARE(bob.texts(), (QStringList{"and to you", "good morning"}));
  QCOMPARE(alice.noted(), QStringList{});
}

void TestWholeProgramChanges::what_is_deleted_is_gone_at_both_and_after_a_restart() {
  Site site;
  Person bob{site, QStringLiteral("b")};
  const auto secret = QStringLiteral("swordfish");
  const auto kind_at = [&](Person& person) {
    return person.listed("bob", ConversationList::PreviewKindRole);
  };
  {
    Person alice{site, QStringLiteral("a")};
    QVERIFY(meet(alice, bob));
    QCOMPARE(bob.app.chat()->send(secret), QString{});
    QVERIFY(alice.until_texts({secret, "hello"}));
    // The control: the search finds what is there.
    QCOMPARE(alice.hits(secret), 1);
    bob.app.chat()->deeds()->remove(bob.id_of(secret));
    for (Person* person : {&alice, &bob}) QVERIFY(person->until_texts({"hello"}));
    QVERIFY(alice.until([&] { return kind_at(alice) == QStringLiteral("deleted"); }));
    QCOMPARE(alice.fact({}, Timeline::KindRole).toString(), QString{"deleted"});
    for (Person* person : {&alice, &bob}) {
      QCOMPARE(person->hits(secret), 0);
      QCOMPARE(person->noted(), QStringList{});
    }
  }
  Person alice{site, QStringLiteral("a")};
  QVERIFY(alice.unlock());
  QVERIFY(alice.open(QStringLiteral("bob")));
  QCOMPARE(alice.texts(), QStringList{"hello"});
  QCOMPARE(alice.fact({}, Timeline::KindRole).toString(), QString{"deleted"});
}

void TestWholeProgramChanges::what_changes_in_another_conversation_leaves_the_open_one_alone() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  const auto id = alice.id_of("hello");
  QVERIFY(bob.open(QStringLiteral("bob")));
  QCOMPARE(bob.app.chat()->send(QStringLiteral("a note")), QString{});
  QVERIFY(bob.until_texts({"a note"}));

  QCOMPARE(alice.app.chat()->deeds()->edit(id, QStringLiteral("good morning")), QString{});
  QVERIFY(bob.until_listed("alice", ConversationList::PreviewRole, "good morning"));
  alice.app.chat()->deeds()->react(id, thumb);
  QCOMPARE(alice.app.chat()->send(QStringLiteral("and good night"), id), QString{});
  QVERIFY(bob.until_listed("alice", ConversationList::PreviewRole, "and good night"));
  QCOMPARE(bob.texts(), QStringList{"a note"});
  QCOMPARE(bob.listed("bob", ConversationList::PreviewRole).toString(), QString{"a note"});

  QVERIFY(bob.open(QStringLiteral("alice")));
  QCOMPARE(bob.texts(), (QStringList{"and good night", "good morning"}));
  QCOMPARE(bob.fact("good morning", Timeline::ReactionsRole).toMap(),
           (QVariantMap{{thumb, QStringLiteral("theirs")}}));
  for (Person* person : {&alice, &bob}) QCOMPARE(person->noted(), QStringList{});
}

void TestWholeProgramChanges::a_message_that_failed_is_sent_again() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(alice.register_as(QStringLiteral("alice")));
  QVERIFY(alice.open(QStringLiteral("bob")));
  QCOMPARE(alice.app.chat()->send(QStringLiteral("are you here by now?")), QString{});
  QVERIFY(alice.until_fact("are you here by now?", Timeline::StateRole, "failed"));
  QCOMPARE(alice.listed("bob", ConversationList::PreviewStateRole).toString(), QString{"failed"});

  QVERIFY(bob.register_as(QStringLiteral("bob")));
  alice.app.chat()->deeds()->retry(alice.id_of("are you here by now?"));
  QVERIFY(bob.until_listed("alice", ConversationList::PreviewRole, "are you here by now?"));
  QVERIFY(alice.until_fact("are you here by now?", Timeline::StateRole, "accepted"));
  QVERIFY(bob.open(QStringLiteral("alice")));
  bob.app.chat()->acceptRequest();
  QVERIFY(alice.until_fact("are you here by now?", Timeline::StateRole, "delivered"));
  QCOMPARE(bob.texts(), QStringList{"are you here by now?"});
  QCOMPARE(alice.texts(), QStringList{"are you here by now?"});
  QCOMPARE(bob.noted(), QStringList{});
}

QTEST_GUILESS_MAIN(TestWholeProgramChanges)
#include "test_whole_program_changes.moc"
