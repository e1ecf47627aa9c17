// SPDX-License-Identifier: GPL-3.0-or-later
// A group of three whole programs.
#include <algorithm>
#include <array>

#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramGroups final : public QObject {
  Q_OBJECT

 private slots:
  void two_must_let_a_newcomer_in();
  void what_is_said_and_changed_is_seen_by_all();
  void whoever_is_named_is_told();
  void who_is_removed_reads_nothing_new();
};

namespace {

const QString name = QStringLiteral("Chess club");

OpenGroup& group_of(Person& person) { return *person.app.group(); }

bool until_standing(Person& person, const char* expected) {
  return person.until([&] { return group_of(person).standing() == QString::fromLatin1(expected); });
}

/// Somebody asks to be let in, and has so many approvals.
bool until_asked(Person& person, const char* user, int approvals) {
  const JoinRequests& requests = *group_of(person).requests();
  return person.until([&] {
    if (requests.rowCount() != 1) return false;
    const auto row = requests.index(0);
    return row.data(JoinRequests::UserRole).toString() == QString::fromLatin1(user) &&
           row.data(JoinRequests::ApprovalsRole).toInt() == approvals;
  });
}

/// Three people, and a group of Alice's that two must let a newcomer into.
struct Club {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  Person carol{site, QStringLiteral("c")};
  QString id;

  [[nodiscard]] bool begin() {
    if (!alice.register_as(QStringLiteral("alice")) || !bob.register_as(QStringLiteral("bob"))) return false;
    if (!carol.register_as(QStringLiteral("carol"))) return false;
    QSignalSpy created{alice.app.groups(), &Groups::created};
    alice.app.groups()->create(name, 2, QStringLiteral("member"));
    if (!alice.until([&] { return created.count() == 1; })) return false;
    id = created.first().first().toString();
    group_of(alice).open(id);
    return until_standing(alice, "member");
  }
  /// Found by the group's name or its link.
  [[nodiscard]] bool ask(Person& person, const QString& query) const {
    GroupSearch& search = *person.app.groupSearch();
    search.setQuery(query);
    const auto is_found = [&] {
      const auto first = search.found()->index(0).data(FoundGroups::GroupIdRole).toString();
      return search.linked() == id || first == id;
    };
    if (!person.until(is_found)) return false;
    group_of(person).open(id);
    group_of(person).join();
    return until_standing(person, "waiting");
  }
  /// There is nobody but Alice.
  [[nodiscard]] bool let_bob_in() {
    if (!ask(bob, name) || !until_asked(alice, "bob", 0)) return false;
    group_of(alice).approve(QStringLiteral("bob"));
    return until_standing(bob, "member");
  }
  [[nodiscard]] bool let_carol_in() {
    if (!ask(carol, site.relay_url() + QStringLiteral("/groups/") + id)) return false;
    if (!until_asked(alice, "carol", 0)) return false;
    group_of(alice).approve(QStringLiteral("carol"));
    if (!until_asked(bob, "carol", 1)) return false;
    group_of(bob).approve(QStringLiteral("carol"));
    return until_standing(carol, "member");
  }
  /// All are members, and have its conversation open.
  [[nodiscard]] bool gather() {
    if (!begin() || !let_bob_in() || !let_carol_in()) return false;
    return std::all_of(all.begin(), all.end(), [](Person* person) {
      return person->until([&] { return group_of(*person).memberCount() == 3; }) &&
             person->open(group_of(*person).conversation());
    });
  }

  std::array<Person*, 3> all{&alice, &bob, &carol};
};

}  // namespace

void TestWholeProgramGroups::two_must_let_a_newcomer_in() {
  Club club;
  QVERIFY(club.begin());
  QCOMPARE(group_of(club.alice).neededApprovals(), 1);
  QVERIFY(club.let_bob_in());
  QVERIFY(club.ask(club.carol, club.site.relay_url() + QStringLiteral("/groups/") + club.id));
  QCOMPARE(club.carol.app.groups()->waiting()->rowCount(), 1);
  QVERIFY(until_asked(club.alice, "carol", 0));
  QCOMPARE(group_of(club.alice).neededApprovals(), 2);
  QCOMPARE(group_of(club.alice).firstUnanswered(), QString{"carol"});
  group_of(club.alice).approve(QStringLiteral("carol"));
  for (Person* member : {&club.alice, &club.bob}) QVERIFY(until_asked(*member, "carol", 1));
  QCOMPARE(group_of(club.alice).unanswered(), 0);
  QCOMPARE(group_of(club.bob).unanswered(), 1);
  QCOMPARE(group_of(club.carol).standing(), QString{"waiting"});
  group_of(club.bob).approve(QStringLiteral("carol"));
  QVERIFY(until_standing(club.carol, "member"));
  for (Person* person : club.all) {
    QVERIFY(person->until([&] { return group_of(*person).memberCount() == 3; }));
    QCOMPARE(group_of(*person).name(), name);
    QCOMPARE(group_of(*person).requests()->rowCount(), 0);
    QCOMPARE(person->app.groups()->waiting()->rowCount(), 0);
    QVERIFY(person->until([&] { return person->app.groupConversations()->count() == 1; }));
    QCOMPARE(person->noted(), QStringList{});
  }
}

void TestWholeProgramGroups::what_is_said_and_changed_is_seen_by_all() {
  Club club;
  QVERIFY(club.gather());
  QCOMPARE(club.alice.app.chat()->send(QStringLiteral("now we are three")), QString{});
  for (Person* person : {&club.bob, &club.carol}) QVERIFY(person->until_texts({"now we are three"}));
  const auto answered = club.carol.id_of("now we are three");
  QCOMPARE(club.carol.app.chat()->send(QStringLiteral("hello"), answered), QString{});
  for (Person* person : club.all) {
    QVERIFY(person->until_texts({"hello", "now we are three"}));
    QCOMPARE(person->fact("hello", Timeline::SenderRole).toString(), QString{"carol"});
    QCOMPARE(person->fact("hello", Timeline::QuotedBodyRole).toString(), QString{"now we are three"});
  }
  club.bob.app.chat()->deeds()->react(club.bob.id_of("hello"), QStringLiteral("👍"));
  const QVariantMap by_bob{{QStringLiteral("👍"), QStringLiteral("theirs")}};
  for (Person* person : {&club.alice, &club.carol})
    QVERIFY(person->until_fact("hello", Timeline::ReactionsRole, by_bob));
  QCOMPARE(club.alice.app.chat()->deeds()->edit(answered, QStringLiteral("now we are enough")), QString{});
  for (Person* person : club.all) QVERIFY(person->until_texts({"hello", "now we are enough"}));
  club.carol.app.chat()->deeds()->remove(club.carol.id_of("hello"));
  for (Person* person : club.all) {
    QVERIFY(person->until_texts({"now we are enough"}));
    QCOMPARE(person->fact({}, Timeline::KindRole).toString(), QString{"deleted"});
    QCOMPARE(person->noted(), QStringList{});
  }
}

void TestWholeProgramGroups::whoever_is_named_is_told() {
  Club club;
  QVERIFY(club.gather());
  const auto conversation = group_of(club.alice).conversation();
  for (Person* person : {&club.bob, &club.carol}) person->app.chat()->close();
  QCOMPARE(club.alice.app.chat()->send(QStringLiteral("ask @bob, not @dora")), QString{});
  for (Person* person : {&club.bob, &club.carol}) {
    QVERIFY(person->until_listed(conversation, ConversationList::UnreadRole, 1));
    QCOMPARE(person->listed(conversation, ConversationList::UnreadMentionsRole).toInt(),
             person == &club.bob ? 1 : 0);
    QVERIFY(person->open(conversation));
    QVERIFY(person->until_texts({"ask @bob, not @dora"}));
  }
  // From the fourth on, four characters; nobody is called dora here.
  const auto names = [](Person& person) {
    return person.fact("ask @bob, not @dora", Timeline::NamesRole).toString();
  };
  QCOMPARE(names(club.bob), QString{"4 4 reader"});
  for (Person* person : {&club.alice, &club.carol}) QCOMPARE(names(*person), QString{"4 4 other"});
  club.bob.app.chat()->markRead();
  QVERIFY(club.bob.until_listed(conversation, ConversationList::UnreadMentionsRole, 0));
}

void TestWholeProgramGroups::who_is_removed_reads_nothing_new() {
  Club club;
  QVERIFY(club.gather());
  QCOMPARE(club.alice.app.chat()->send(QStringLiteral("with carol")), QString{});
  for (Person* person : club.all) QVERIFY(person->until_texts({"with carol"}));
  group_of(club.alice).remove(QStringLiteral("carol"));
  QVERIFY(until_standing(club.carol, "former"));
  for (Person* person : {&club.alice, &club.bob})
    QVERIFY(person->until([&] { return group_of(*person).memberCount() == 2; }));
  QCOMPARE(club.bob.app.chat()->send(QStringLiteral("without carol")), QString{});
  QVERIFY(club.alice.until_texts({"without carol", "with carol"}));
  QCOMPARE(club.carol.app.chat()->send(QStringLiteral("let me in")), QString{});
  QVERIFY(club.carol.until_fact("let me in", Timeline::StateRole, "failed"));
  // What comes behind it is here: so would that be.
  QVERIFY(club.bob.open(QStringLiteral("carol")));
  QCOMPARE(club.bob.app.chat()->send(QStringLiteral("no hard feelings")), QString{});
  QVERIFY(club.carol.until_listed("bob", ConversationList::PreviewRole, "no hard feelings"));
  QCOMPARE(club.carol.texts(), (QStringList{"let me in", "with carol"}));
  QCOMPARE(club.alice.texts(), (QStringList{"without carol", "with carol"}));
}

QTEST_GUILESS_MAIN(TestWholeProgramGroups)
#include "test_whole_program_groups.moc"
