// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "controllers/search.hpp"
#include "fake_engine.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestSearch final : public QObject {
  Q_OBJECT

 private slots:
  void typing_asks_once_after_a_pause();
  void shows_people_and_messages();
  void an_overtaken_answer_is_dropped();
  void a_message_whose_time_is_over_is_no_hit_any_more();
  void an_empty_query_shows_nothing();
  void a_query_too_long_for_the_relay_searches_messages_only();
  void a_failure_is_told_to_whoever_waits();
};

namespace {

struct Fixture {
  FakeEngine engine;
  ConversationList conversations{engine};
  Search search{engine, conversations};

  /// Waits for the pause after the last keystroke.
  void query(const QString& text) {
    search.setQuery(text);
    QTRY_VERIFY(engine.count<client::SearchDirectory>() > 0);
    engine.settle();
  }
};

}  // namespace

void TestSearch::typing_asks_once_after_a_pause() {
  Fixture f;
  for (const char* text : {"b", "bo", "bob"}) f.search.setQuery(QString::fromLatin1(text));
  QVERIFY(f.search.searching());
  QVERIFY(f.engine.inputs.empty());
  QTRY_COMPARE(f.engine.count<client::SearchDirectory>(), std::size_t{1});
  QCOMPARE(f.engine.last<client::SearchDirectory>()->query, std::string{"bob"});
}

void TestSearch::shows_people_and_messages() {
  Fixture f;
  f.engine.append(user("carol"), "have you seen bob?");
  f.engine.conversations.at(user("carol")).title = "Carol";
  f.conversations.load();
  f.engine.settle();
  f.query(QStringLiteral(" bob "));
  QCOMPARE(f.search.hits()->rowCount(), 1);
  QCOMPARE(f.search.hits()->rows().front().title, QString{"Carol"});
  QVERIFY(f.search.searching());
  f.engine.fire(client::DirectoryFound{"bob", {{user("bob"), "Bob", "", {}, true}}});
  QCOMPARE(f.search.people()->rowCount(), 1);
  QVERIFY(!f.search.searching());
}

void TestSearch::an_overtaken_answer_is_dropped() {
  Fixture f;
  f.query(QStringLiteral("bob"));
  f.search.setQuery(QStringLiteral("carol"));
  f.engine.fire(client::DirectoryFound{"bob", {{user("bob"), "Bob", "", {}, true}}});
  QCOMPARE(f.search.people()->rowCount(), 0);
  QVERIFY(f.search.searching());
}

void TestSearch::a_message_whose_time_is_over_is_no_hit_any_more() {
  Fixture f;
  const auto place = f.engine.append(user("carol"), "have you seen bob?");
  f.engine.append(user("carol"), "bob is here");
  f.query(QStringLiteral("bob"));
  QCOMPARE(f.search.hits()->rowCount(), 2);
  const auto id = f.engine.message(user("carol"), place).id;
  f.engine.erase(user("carol"), place);
  f.engine.fire(client::MessageChanged{user("carol"), id});
  f.engine.settle();
  QCOMPARE(f.search.hits()->rowCount(), 1);
  QCOMPARE(f.search.hits()->rows().front().message.body, std::string{"bob is here"});
}

void TestSearch::an_empty_query_shows_nothing() {
  Fixture f;
  f.engine.append(user("carol"), "bob");
  f.query(QStringLiteral("bob"));
  QCOMPARE(f.search.hits()->rowCount(), 1);
  f.search.setQuery(QString{});
  QCOMPARE(f.search.hits()->rowCount(), 0);
  QVERIFY(!f.search.searching());
  f.engine.fire(client::DirectoryFound{"", {{user("bob"), "Bob", "", {}, true}}});
  QCOMPARE(f.search.people()->rowCount(), 0);
}

void TestSearch::a_query_too_long_for_the_relay_searches_messages_only() {
  Fixture f;
  const QString longer_than_the_wire_allows{65, QLatin1Char{'x'}};
  f.engine.append(user("carol"), std::string(65, 'x'));
  f.search.setQuery(longer_than_the_wire_allows);
  QTRY_VERIFY([&] {
    f.engine.settle();
    return f.search.hits()->rowCount() == 1;
  }());
  QVERIFY(f.engine.inputs.empty());
  QVERIFY(!f.search.searching());
}

void TestSearch::a_failure_is_told_to_whoever_waits() {
  Fixture f;
  QVERIFY(!f.search.take_failure(ErrorCode::offline));
  f.query(QStringLiteral("bob"));
  QVERIFY(f.search.take_failure(ErrorCode::offline));
  QCOMPARE(f.search.peopleError(), QString{"offline"});
  QVERIFY(!f.search.take_failure(ErrorCode::offline));
}

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
