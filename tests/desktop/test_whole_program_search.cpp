// SPDX-License-Identifier: GPL-3.0-or-later
// What a whole program finds again of what was said.
#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramSearch final : public QObject {
  Q_OBJECT

 private slots:
  void a_part_of_a_word_is_found_in_any_script_and_what_was_changed_as_it_is_now();
  void what_lies_far_back_is_gone_to();
};

namespace {

QString only_hit(Person& person, const QString& query) {
  if (person.hits(query) != 1) return {};
  return person.app.search()->hits()->index(0).data(Hits::BodyRole).toString();
}

}  // namespace

void TestWholeProgramSearch::a_part_of_a_word_is_found_in_any_script_and_what_was_changed_as_it_is_now() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  const auto greeting = QStringLiteral("привет мир");
  for (const auto& text : {greeting, QStringLiteral("bring the ladder"), QStringLiteral("and a torch")})
    QCOMPARE(alice.app.chat()->send(text), QString{});
  QVERIFY(bob.until_texts({"and a torch", "bring the ladder", greeting, "hello"}));
  QVERIFY(alice.until_fact("and a torch", Timeline::StateRole, "delivered"));
  MessageDeeds& deeds = *alice.app.chat()->deeds();
  QCOMPARE(deeds.edit(alice.id_of("bring the ladder"), QStringLiteral("bring the stool")), QString{});
  deeds.remove(alice.id_of("and a torch"));
  for (Person* person : {&alice, &bob}) {
    QVERIFY(person->until_texts({"bring the stool", greeting, "hello"}));
    QCOMPARE(only_hit(*person, QStringLiteral("иве")), greeting);
    QCOMPARE(only_hit(*person, QStringLiteral("STOOL")), QString{"bring the stool"});
    QCOMPARE(person->hits(QStringLiteral("ladder")), 0);
    QCOMPARE(person->hits(QStringLiteral("torch")), 0);
  }
}

void TestWholeProgramSearch::what_lies_far_back_is_gone_to() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  // More than two pages of the timeline hold.
  constexpr int between = 120;
  QString last;
  for (int count = 1; count <= between; ++count) {
    last = QStringLiteral("%1 of %2").arg(count).arg(between);
    QCOMPARE(alice.app.chat()->send(last), QString{});
  }
  QVERIFY(bob.until_listed("alice", ConversationList::PreviewRole, last));
  bob.app.chat()->close();
  QVERIFY(bob.open(QStringLiteral("alice")));
  QVERIFY(bob.until([&] { return !bob.texts().isEmpty() && bob.texts().first() == last; }));
  QVERIFY(!bob.texts().contains(QStringLiteral("hello")));
  QCOMPARE(only_hit(bob, QStringLiteral("hell")), QString{"hello"});
  const auto position = bob.app.search()->hits()->index(0).data(Hits::PositionRole).toLongLong();
  bob.app.chat()->jumpTo(position);
  QVERIFY(bob.until([&] { return bob.texts().contains(QStringLiteral("hello")); }));
  QCOMPARE(bob.app.chat()->highlighted(), position);
  bob.app.chat()->toNewest();
  QVERIFY(bob.until([&] { return bob.app.chat()->highlighted() == 0; }));
  QCOMPARE(bob.texts().first(), last);
}

QTEST_GUILESS_MAIN(TestWholeProgramSearch)
#include "test_whole_program_search.moc"
