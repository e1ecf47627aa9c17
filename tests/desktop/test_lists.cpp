// SPDX-License-Identifier: GPL-3.0-or-later
// The lists that are answered as a whole: people, hits, devices, news.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "fake_engine.hpp"
#include "models/devices.hpp"
#include "models/hits.hpp"
#include "models/news.hpp"
#include "models/people.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestLists final : public QObject {
  Q_OBJECT

 private slots:
  void people_show_who_they_are();
  void hits_lead_to_their_message();
  void devices_are_listed_and_removed();
  void devices_tell_why_they_could_not_be_listed();
  void news_are_fetched_from_the_relay_in_use();
  void news_tell_why_they_could_not_be_fetched();
  void only_exact_news_are_believed_data();
  void only_exact_news_are_believed();
};

namespace {

class FakeNews final : public NewsSource {
 public:
  QStringList asked;
  std::optional<std::vector<NewsItem>> items;
  void fetch(const RelayUrl& relay, Then<std::vector<NewsItem>> then) override {
    asked.append(relay.text());
    if (items) {
      then(*items);
    } else {
      then(Error{ErrorCode::offline, "fake news"});
    }
  }
};

QVariant value(const QAbstractItemModel& model, int row, int role) {
  return model.data(model.index(row, 0), role);
}

constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;

}  // namespace

void TestLists::people_show_who_they_are() {
  People people;
  const QAbstractItemModelTester tester{&people, mode};
  people.replace({{user("alice"), "Alice", "writes letters", {}, true}, {user("bob"), "", "", {}, true}});
  QCOMPARE(people.rowCount(), 2);
  QCOMPARE(value(people, 0, People::UsernameRole).toString(), QString{"alice"});
  QCOMPARE(value(people, 0, People::DisplayNameRole).toString(), QString{"Alice"});
  QCOMPARE(value(people, 0, People::AboutRole).toString(), QString{"writes letters"});
  people.clear();
  QCOMPARE(people.rowCount(), 0);
}

void TestLists::hits_lead_to_their_message() {
  Hits hits;
  const QAbstractItemModelTester tester{&hits, mode};
  const store::Message message{
      {77},    {},      user("bob"), user("bob"), store::MessageKind::text, store::MessageState::received,
      {1'000}, {1'000}, "found"};
  hits.replace({{message, QStringLiteral("Bob")}});
  QCOMPARE(value(hits, 0, Hits::ConversationRole).toString(), QString{"bob"});
  QCOMPARE(value(hits, 0, Hits::TitleRole).toString(), QString{"Bob"});
  QCOMPARE(value(hits, 0, Hits::PositionRole).toLongLong(), 77);
  QVERIFY(!value(hits, 0, Hits::OwnRole).toBool());
}

void TestLists::devices_are_listed_and_removed() {
  FakeEngine engine;
  Devices devices{engine};
  const QAbstractItemModelTester tester{&devices, mode};
  devices.refresh();
  QVERIFY(devices.loading());
  engine.settle();
  engine.fire(client::DevicesListed{
      {{{1}, "laptop", 20'000, 20'001, true}, {{2}, "", 19'000, 19'500, false, false}}});
  QVERIFY(!devices.loading());
  QCOMPARE(devices.rowCount(), 2);
  QVERIFY(value(devices, 0, Devices::CurrentRole).toBool());
  QVERIFY(value(devices, 0, Devices::ListedRole).toBool() &&
          !value(devices, 1, Devices::ListedRole).toBool());
  QCOMPARE(value(devices, 0, Devices::CreatedDayRole).toDateTime().date(), QDate(1970, 1, 1).addDays(20'000));
  devices.revoke(2);
  QVERIFY(engine.last<client::RevokeDevice>() != nullptr);
  QCOMPARE(engine.last<client::RevokeDevice>()->device, DeviceId{2});
}

void TestLists::devices_tell_why_they_could_not_be_listed() {
  FakeEngine engine;
  Devices devices{engine};
  QVERIFY(!devices.take_failure(ErrorCode::offline));
  devices.refresh();
  QVERIFY(devices.take_failure(ErrorCode::offline));
  QCOMPARE(devices.error(), QString{"offline"});
  QVERIFY(!devices.loading());
  devices.refresh();
  QCOMPARE(devices.error(), QString{});
}

void TestLists::news_are_fetched_from_the_relay_in_use() {
  FakeNews source;
  auto relay = RelayUrl::parse(QStringLiteral("http://127.0.0.1:8484"));
  News news{source, [&] { return relay; }};
  const QAbstractItemModelTester tester{&news, mode};
  source.items = {{QDate{2026, 11, 24}, QStringLiteral("Maintenance"), QStringLiteral("On Sunday.")}};
  news.refresh();
  QCOMPARE(source.asked, QStringList{"http://127.0.0.1:8484"});
  QCOMPARE(news.rowCount(), 1);
  QCOMPARE(value(news, 0, News::TitleRole).toString(), QString{"Maintenance"});
  QCOMPARE(value(news, 0, News::DateRole).toDateTime().date(), QDate(2026, 11, 24));
}

void TestLists::news_tell_why_they_could_not_be_fetched() {
  FakeNews source;
  std::optional<RelayUrl> relay;
  News news{source, [&] { return relay; }};
  news.refresh();
  QCOMPARE(news.error(), QString{"offline"});
  QVERIFY(source.asked.isEmpty());
  relay = RelayUrl::parse(QStringLiteral("chat.example.org"));
  news.refresh();
  QCOMPARE(news.error(), QString{"offline"});
  source.items.emplace();
  news.refresh();
  QCOMPARE(news.error(), QString{});
}

void TestLists::only_exact_news_are_believed_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<int>("items");
  QTest::newRow("none") << QByteArray{R"({"news":[]})"} << 0;
  QTest::newRow("one")
      << QByteArray{R"({"news":[{"id":1,"title":"t","text":"x","published_at":"2026-11-24"}]})"} << 1;
  QTest::newRow("no list") << QByteArray{R"({"news":{}})"} << -1;
  QTest::newRow("a number for a title")
      << QByteArray{R"({"news":[{"id":1,"title":1,"text":"x","published_at":"2026-11-24"}]})"} << -1;
  QTest::newRow("no such day")
      << QByteArray{R"({"news":[{"id":1,"title":"t","text":"x","published_at":"2026-13-24"}]})"} << -1;
  QTest::newRow("not JSON") << QByteArray{"<html>"} << -1;
  QTest::newRow("an array") << QByteArray{"[]"} << -1;
}

void TestLists::only_exact_news_are_believed() {
  QFETCH(QByteArray, json);
  QFETCH(int, items);
  const auto parsed = parse_news(json);
  QCOMPARE(parsed ? static_cast<int>(parsed->size()) : -1, items);
}

QTEST_GUILESS_MAIN(TestLists)
#include "test_lists.moc"
