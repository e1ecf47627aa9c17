// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "fake_engine.hpp"
#include "host/text.hpp"
#include "models/timeline.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestTimeline final : public QObject {
  Q_OBJECT

 private slots:
  void opens_with_the_newest_page_newest_first();
  void older_pages_are_appended_until_there_are_no_more();
  void a_new_message_is_inserted_in_front();
  void a_state_changes_in_place();
  void a_burst_larger_than_a_page_begins_anew();
  void a_beginning_may_get_older_messages_while_a_history_is_restored();
  void earlier_posts_that_were_asked_for_come_in_front();
  void an_answer_for_another_conversation_is_dropped();
  void jumps_to_an_old_message_and_back();
  void jumps_to_a_recent_message_with_all_that_came_after();
  void new_messages_do_not_tear_the_stretch_after_a_jump();
  void marks_where_days_and_runs_begin();
  void a_run_that_goes_on_is_told_of();
  void finds_the_row_of_a_position();
  void finds_the_first_that_was_not_read();
  void an_answer_shows_what_it_answers();
  void an_answer_to_what_is_gone_says_so();
  void an_edit_and_its_quotes_change_in_place();
  void reactions_say_whose_they_are();
  void in_a_group_everybody_has_a_name();
  void a_message_whose_time_is_over_leaves();
  void a_removed_message_gives_its_neighbours_a_new_look();
  void who_answers_a_text_is_told_what_becomes_of_it();
  void a_change_of_what_is_not_loaded_is_told_as_its_end();
  void finds_the_newest_text_of_one_s_own();
  void a_file_is_shown_with_its_message_and_by_what_answers_it();
  void the_way_of_a_file_is_followed_in_place();
  void names_have_their_places_in_the_string();
};

namespace {

const Username bob = user("bob");

struct Fixture {
  FakeEngine engine;
  Timeline timeline{engine};
  QAbstractItemModelTester tester{&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest};

  void fill(int count) {
    for (int i = 1; i <= count; ++i) engine.append(bob, "message " + std::to_string(i));
  }
  void open() {
    timeline.open(bob, user("me-myself"));
    engine.settle();
  }
  [[nodiscard]] QVariant at(int row, int role) const { return timeline.data(timeline.index(row), role); }
  [[nodiscard]] QString body(int row) const { return at(row, Timeline::BodyRole).toString(); }
};

void answer(Fixture& f, store::Position position, store::Position answered) {
  f.engine.at(bob, position).quoted = f.engine.message(bob, answered).id;
}

}  // namespace

void TestTimeline::opens_with_the_newest_page_newest_first() {
  Fixture f;
  f.fill(120);
  QVERIFY(!f.timeline.ready());
  f.open();
  QVERIFY(f.timeline.ready());
  QCOMPARE(f.timeline.count(), 50);
  QCOMPARE(f.body(0), QString{"message 120"});
  QCOMPARE(f.body(49), QString{"message 71"});
  QVERIFY(f.timeline.hasOlder());
  QVERIFY(f.timeline.reachesNewest());
}

void TestTimeline::older_pages_are_appended_until_there_are_no_more() {
  Fixture f;
  f.fill(120);
  f.open();
  QSignalSpy reset{&f.timeline, &QAbstractItemModel::modelReset};
  f.timeline.loadOlder();
  QVERIFY(f.timeline.loadingOlder());
  f.timeline.loadOlder();
  f.engine.settle();
  QCOMPARE(f.timeline.count(), 100);
  f.timeline.loadOlder();
  f.engine.settle();
  QCOMPARE(f.timeline.count(), 120);
  QCOMPARE(f.body(119), QString{"message 1"});
  QVERIFY(!f.timeline.hasOlder());
  QVERIFY(!f.timeline.loadingOlder());
  QCOMPARE(reset.size(), 0);
}

void TestTimeline::a_new_message_is_inserted_in_front() {
  Fixture f;
  f.fill(60);
  f.open();
  QSignalSpy reset{&f.timeline, &QAbstractItemModel::modelReset};
  QSignalSpy inserted{&f.timeline, &QAbstractItemModel::rowsInserted};
  f.engine.append(bob, "news");
  f.engine.append(bob, "more news");
  f.engine.fire(client::MessageArrived{bob, {}});
  f.engine.settle();
  QCOMPARE(f.body(0), QString{"more news"});
  QCOMPARE(f.body(1), QString{"news"});
  QCOMPARE(f.timeline.count(), 52);
  QCOMPARE(inserted.size(), 1);
  QCOMPARE(inserted.first().at(1).toInt(), 0);
  QCOMPARE(inserted.first().at(2).toInt(), 1);
  QCOMPARE(reset.size(), 0);
}

void TestTimeline::a_state_changes_in_place() {
  Fixture f;
  f.fill(3);
  const auto mine = f.engine.append(bob, "mine", store::MessageState::waiting);
  f.fill(3);
  f.open();
  QCOMPARE(f.at(3, Timeline::StateRole).toString(), QString{"waiting"});
  QVERIFY(f.at(3, Timeline::OwnRole).toBool());
  QSignalSpy changed{&f.timeline, &QAbstractItemModel::dataChanged};
  QSignalSpy inserted{&f.timeline, &QAbstractItemModel::rowsInserted};
  f.engine.set_state(bob, mine, store::MessageState::delivered);
  f.engine.fire(client::MessageChanged{bob, f.engine.message(bob, mine).id});
  f.engine.settle();
  QCOMPARE(f.at(3, Timeline::StateRole).toString(), QString{"delivered"});
  QCOMPARE(changed.size(), 1);
  QCOMPARE(changed.first().first().toModelIndex().row(), 3);
  QCOMPARE(inserted.size(), 0);
}

void TestTimeline::a_burst_larger_than_a_page_begins_anew() {
  Fixture f;
  f.fill(10);
  f.open();
  f.fill(80);
  f.engine.fire(client::MessageArrived{bob, {}});
  f.engine.settle();
  QCOMPARE(f.timeline.count(), 50);
  QVERIFY(f.timeline.hasOlder());
  f.timeline.loadOlder();
  f.engine.settle();
  QCOMPARE(f.timeline.count(), 90);
}

void TestTimeline::a_beginning_may_get_older_messages_while_a_history_is_restored() {
  Fixture f;
  f.fill(3);
  f.open();
  QVERIFY(!f.timeline.hasOlder());
  f.engine.fire(client::ConversationChanged{bob});
  f.engine.settle();
  QVERIFY(!f.timeline.hasOlder());
  f.engine.fire(client::RestoreProgress{0, 100});
  f.engine.fire(client::ConversationChanged{bob});
  f.engine.settle();
  QVERIFY(f.timeline.hasOlder());
  f.timeline.loadOlder();
  f.engine.settle();
  QVERIFY(!f.timeline.hasOlder());
}

void TestTimeline::earlier_posts_that_were_asked_for_come_in_front() {
  Fixture f;
  f.fill(3);
  f.open();
  f.timeline.expectOlder();
  QVERIFY(!f.timeline.hasOlder());
  f.engine.fire(client::ConversationChanged{bob});
  f.engine.settle();
  QVERIFY(f.timeline.hasOlder());
  f.timeline.loadOlder();
  f.engine.settle();
  QVERIFY(!f.timeline.hasOlder());
  f.engine.fire(client::ConversationChanged{bob});
  f.engine.settle();
  QVERIFY2(!f.timeline.hasOlder(), "asked for once");
}

void TestTimeline::an_answer_for_another_conversation_is_dropped() {
  Fixture f;
  f.fill(5);
  f.engine.append(user("carol"), "from carol");
  f.timeline.open(bob, {});
  f.timeline.open(user("carol"), {});
  f.engine.settle();
  QCOMPARE(f.timeline.count(), 1);
  QCOMPARE(f.body(0), QString{"from carol"});
  f.timeline.close();
  QCOMPARE(f.timeline.count(), 0);
  QVERIFY(!f.timeline.ready());
}

void TestTimeline::jumps_to_an_old_message_and_back() {
  Fixture f;
  f.fill(400);
  f.open();
  f.timeline.jump_to(store::Position{100});
  f.engine.settle();
  QCOMPARE(f.timeline.highlighted(), store::Position{100});
  QCOMPARE(f.body(0), QString{"message 100"});
  QVERIFY(!f.timeline.reachesNewest());
  QVERIFY(f.timeline.hasOlder());
  f.timeline.to_newest();
  f.engine.settle();
  QCOMPARE(f.body(0), QString{"message 400"});
  QVERIFY(f.timeline.reachesNewest());
  QCOMPARE(f.timeline.highlighted(), store::Position{0});
}

void TestTimeline::jumps_to_a_recent_message_with_all_that_came_after() {
  Fixture f;
  f.fill(180);
  f.open();
  f.timeline.jump_to(store::Position{20});
  f.engine.settle();
  QCOMPARE(f.body(0), QString{"message 180"});
  QVERIFY(f.timeline.reachesNewest());
  QCOMPARE(f.body(160), QString{"message 20"});
  QCOMPARE(f.timeline.highlighted(), store::Position{20});
}

void TestTimeline::new_messages_do_not_tear_the_stretch_after_a_jump() {
  Fixture f;
  f.fill(400);
  f.open();
  f.timeline.jump_to(store::Position{100});
  f.engine.settle();
  f.engine.append(bob, "news");
  f.engine.fire(client::MessageArrived{bob, {}});
  f.engine.settle();
  QCOMPARE(f.body(0), QString{"message 100"});
  QVERIFY(!f.timeline.reachesNewest());
}

void TestTimeline::marks_where_days_and_runs_begin() {
  Fixture f;
  constexpr std::int64_t minute = 60'000;
  const auto noon = QDateTime{QDate{2026, 11, 24}, QTime{12, 0}}.toMSecsSinceEpoch();
  const auto say = [&](std::int64_t at, store::MessageState state) {
    const bool received = state == store::MessageState::received;
    f.engine.append(
        {{}, {}, bob, received ? bob : user("me-myself"), store::MessageKind::text, state, {at}, {at}, "x"});
  };
  say(noon, store::MessageState::received);                     // row 4: first of all
  say(noon + minute, store::MessageState::received);            // row 3: goes on
  say(noon + 10 * minute, store::MessageState::received);       // row 2: after a pause
  say(noon + 11 * minute, store::MessageState::accepted);       // row 1: somebody else
  say(noon + 24 * 60 * minute, store::MessageState::accepted);  // row 0: another day
  f.open();
  const QList<bool> days{true, false, false, false, true};
  const QList<bool> runs{true, true, true, false, true};
  for (int row = 0; row < 5; ++row) {
    QCOMPARE(f.at(row, Timeline::DayBeginsRole).toBool(), days[row]);
    QCOMPARE(f.at(row, Timeline::RunBeginsRole).toBool(), runs[row]);
    QCOMPARE(f.at(row, Timeline::RunEndsRole).toBool(), row == 0 || runs[row - 1]);
  }
}

void TestTimeline::a_run_that_goes_on_is_told_of() {
  Fixture f;
  f.fill(1);
  f.open();
  QVERIFY(f.at(0, Timeline::RunEndsRole).toBool());
  QSignalSpy changes{&f.timeline, &QAbstractItemModel::dataChanged};
  f.fill(1);
  f.engine.fire(client::MessageArrived{bob, {}});
  f.engine.settle();
  QCOMPARE(changes.size(), 1);
  QVERIFY(!f.at(1, Timeline::RunEndsRole).toBool());
  QCOMPARE(changes.last().at(0).toModelIndex().row(), 1);
  QVERIFY(changes.last().at(2).value<QList<int>>().contains(Timeline::RunEndsRole));
}

void TestTimeline::finds_the_row_of_a_position() {
  Fixture f;
  f.fill(60);
  f.open();
  QCOMPARE(f.timeline.rowOf(f.at(3, Timeline::PositionRole).toLongLong()), 3);
  QCOMPARE(f.timeline.rowOf(1), -1);
  QCOMPARE(f.timeline.rowOf(0), -1);
  QCOMPARE(f.timeline.rowOf(-4), -1);
}

void TestTimeline::finds_the_first_that_was_not_read() {
  Fixture f;
  f.fill(3);
  f.engine.append(bob, "mine", store::MessageState::accepted);
  f.fill(2);
  f.open();
  QCOMPARE(f.timeline.first_unread(0), std::optional<store::Position>{});
  QCOMPARE(f.timeline.first_unread(2), std::optional{store::Position{5}});
  QCOMPARE(f.timeline.first_unread(3), std::optional{store::Position{3}});
  QCOMPARE(f.timeline.first_unread(99), std::optional{store::Position{1}});
}

void TestTimeline::an_answer_shows_what_it_answers() {
  Fixture f;
  const auto asked = f.engine.append(bob, "at ten?");
  const auto answered = f.engine.append(bob, "at eleven", store::MessageState::accepted);
  answer(f, answered, asked);
  f.open();
  QCOMPARE(f.at(0, Timeline::QuoteRole).toString(), QString{"here"});
  QCOMPARE(f.at(0, Timeline::QuotedBodyRole).toString(), QString{"at ten?"});
  QCOMPARE(f.at(0, Timeline::QuotedOwnRole).toBool(), false);
  QCOMPARE(f.at(0, Timeline::QuotedPositionRole).toLongLong(), static_cast<qint64>(asked.value));
  QCOMPARE(f.at(1, Timeline::QuoteRole).toString(), QString{});
}

void TestTimeline::an_answer_to_what_is_gone_says_so() {
  Fixture f;
  const auto asked = f.engine.append(bob, "at ten?");
  answer(f, f.engine.append(bob, "at eleven", store::MessageState::accepted), asked);
  f.engine.at(bob, asked).kind = store::MessageKind::deleted;
  f.open();
  QCOMPARE(f.at(0, Timeline::QuoteRole).toString(), QString{"gone"});
  QCOMPARE(f.at(0, Timeline::QuotedBodyRole).toString(), QString{});
  QCOMPARE(f.at(1, Timeline::KindRole).toString(), QString{"deleted"});
  QVERIFY(f.at(0, Timeline::RunBeginsRole).toBool());
}

void TestTimeline::an_edit_and_its_quotes_change_in_place() {
  Fixture f;
  const auto asked = f.engine.append(bob, "at ten?");
  answer(f, f.engine.append(bob, "fine", store::MessageState::accepted), asked);
  f.open();
  QVERIFY(!f.at(1, Timeline::EditedRole).toBool());
  QSignalSpy reset{&f.timeline, &QAbstractItemModel::modelReset};
  f.engine.at(bob, asked).body = "at nine?";
  f.engine.at(bob, asked).revision = Revision{1};
  f.engine.fire(client::MessageChanged{bob, f.engine.message(bob, asked).id});
  f.engine.settle();
  QCOMPARE(f.body(1), QString{"at nine?"});
  QVERIFY(f.at(1, Timeline::EditedRole).toBool());
  QCOMPARE(f.at(0, Timeline::QuotedBodyRole).toString(), QString{"at nine?"});
  QCOMPARE(reset.size(), 0);
}

void TestTimeline::reactions_say_whose_they_are() {
  Fixture f;
  const auto said = f.engine.append(bob, "cake");
  f.engine.react(bob, said, bob, "a");
  f.open();
  QCOMPARE(f.at(0, Timeline::ReactionsRole).toMap(), (QVariantMap{{"a", "theirs"}}));
  f.engine.react(bob, said, user("me-myself"), "a");
  f.engine.react(bob, said, user("me-myself"), "b");
  f.engine.fire(client::MessageChanged{bob, f.engine.message(bob, said).id});
  f.engine.settle();
  QCOMPARE(f.at(0, Timeline::ReactionsRole).toMap(), (QVariantMap{{"a", "both"}, {"b", "mine"}}));
}

void TestTimeline::in_a_group_everybody_has_a_name() {
  Fixture f;
  const GroupId group{{7}};
  const auto asked = f.engine.append(group, "cake?");
  f.engine.at(group, asked).sender = bob;
  const auto said = f.engine.append(group, "cake!");
  f.engine.at(group, said).sender = user("carol");
  f.engine.at(group, said).quoted = f.engine.message(group, asked).id;
  for (const auto* by : {"bob", "dave", "me-myself"}) f.engine.react(group, said, user(by), "a");
  f.timeline.open(group, user("me-myself"));
  f.engine.settle();
  QCOMPARE(f.at(0, Timeline::SenderRole).toString(), QString{"carol"});
  QCOMPARE(f.at(0, Timeline::QuotedSenderRole).toString(), QString{"bob"});
  QVERIFY2(f.at(0, Timeline::RunBeginsRole).toBool(), "somebody else speaks");
  QCOMPARE(f.at(0, Timeline::ReactionsRole).toMap(), (QVariantMap{{"a", "both"}}));
  QCOMPARE(f.at(0, Timeline::ReactionsByRole).toMap().value(QStringLiteral("a")).toStringList(),
           (QStringList{"bob", "dave"}));
}

void TestTimeline::a_message_whose_time_is_over_leaves() {
  Fixture f;
  f.fill(2);
  const auto brief = f.engine.append(bob, "brief");
  f.engine.at(bob, brief).lasting = Lasting{30};
  f.fill(1);
  f.open();
  QCOMPARE(f.at(1, Timeline::LastingRole).toInt(), 30);
  const auto id = f.engine.message(bob, brief).id;
  QSignalSpy removed{&f.timeline, &QAbstractItemModel::rowsRemoved};
  f.engine.erase(bob, brief);
  f.engine.fire(client::MessageChanged{bob, id});
  f.engine.settle();
  QCOMPARE(f.timeline.count(), 3);
  QCOMPARE(removed.size(), 1);
  QCOMPARE(f.timeline.rowOf(static_cast<qint64>(brief.value)), -1);
}

void TestTimeline::a_removed_message_gives_its_neighbours_a_new_look() {
  Fixture f;
  f.fill(1);
  const auto mine = f.engine.append(bob, "mine", store::MessageState::accepted);
  f.fill(1);
  f.open();
  QVERIFY(f.at(0, Timeline::RunBeginsRole).toBool());
  const auto id = f.engine.message(bob, mine).id;
  QSignalSpy changes{&f.timeline, &QAbstractItemModel::dataChanged};
  f.engine.erase(bob, mine);
  f.engine.fire(client::MessageChanged{bob, id});
  f.engine.settle();
  QVERIFY(!f.at(0, Timeline::RunBeginsRole).toBool());
  QVERIFY(!f.at(1, Timeline::RunEndsRole).toBool());
  QCOMPARE(changes.size(), 2);
}

/// It shows them what they answer: not for longer than the message itself is shown.
void TestTimeline::who_answers_a_text_is_told_what_becomes_of_it() {
  Fixture f;
  const auto edited = f.engine.append(bob, "at ten?");
  const auto deleted = f.engine.append(bob, "a secret");
  const auto brief = f.engine.append(bob, "brief");
  f.open();
  QSignalSpy gone{&f.timeline, &Timeline::gone};
  QSignalSpy reworded{&f.timeline, &Timeline::reworded};
  const auto id = [&](store::Position position) { return f.engine.message(bob, position).id; };
  const auto name = [](const MessageId& message) { return to_qt(to_hex(message.view())); };
  const auto change = [&](const MessageId& message) {
    f.engine.fire(client::MessageChanged{bob, message});
    f.engine.settle();
  };
  f.engine.react(bob, edited, bob, "a");
  change(id(edited));
  QCOMPARE(gone.size() + reworded.size(), 0);

  f.engine.at(bob, edited).body = "at nine?";
  change(id(edited));
  QCOMPARE(reworded.size(), 1);
  QCOMPARE(reworded.first(), (QVariantList{name(id(edited)), "at nine?"}));

  f.engine.at(bob, deleted).kind = store::MessageKind::deleted;
  f.engine.at(bob, deleted).body.clear();
  change(id(deleted));
  const auto over = id(brief);
  f.engine.erase(bob, brief);
  change(over);
  QCOMPARE(gone.size(), 2);
  QCOMPARE(gone.at(0), (QVariantList{name(id(deleted))}));
  QCOMPARE(gone.at(1), (QVariantList{name(over)}));
  QCOMPARE(reworded.size(), 1);
}

void TestTimeline::a_change_of_what_is_not_loaded_is_told_as_its_end() {
  Fixture f;
  const auto brief = f.engine.append(bob, "brief");
  const auto over = f.engine.message(bob, brief).id;
  f.fill(200);
  f.open();
  QSignalSpy gone{&f.timeline, &Timeline::gone};
  f.engine.erase(bob, brief);
  f.engine.fire(client::MessageChanged{bob, over});
  f.engine.settle();
  QCOMPARE(gone.size(), 1);
  QCOMPARE(gone.first(), (QVariantList{to_qt(to_hex(over.view()))}));
}

void TestTimeline::finds_the_newest_text_of_one_s_own() {
  Fixture f;
  f.fill(1);
  f.open();
  QVERIFY(f.timeline.newestOwn().isEmpty());
  const auto sent = f.engine.append(bob, "sent", store::MessageState::accepted);
  f.engine.append(bob, "failed", store::MessageState::failed);
  f.fill(1);
  f.engine.fire(client::MessageArrived{bob, {}});
  f.engine.settle();
  QCOMPARE(f.timeline.newestOwn().value("body").toString(), QString{"sent"});
  QCOMPARE(f.timeline.newestOwn().value("messageId").toString(),
           QString::fromStdString(to_hex(f.engine.message(bob, sent).id.view())));
}

void TestTimeline::a_file_is_shown_with_its_message_and_by_what_answers_it() {
  Fixture f;
  const auto file = f.engine.append(bob, "");
  const auto later = f.engine.append(bob, "nice");
  answer(f, later, file);
  f.engine.attachments.push_back({f.engine.message(bob, file).id, "holiday.png", "image/png", 5});
  f.open();
  QCOMPARE(f.body(1), QString{});
  const auto shown = f.at(1, Timeline::FileRole).toMap();
  QCOMPARE(shown.value(QStringLiteral("name")).toString(), QString{"holiday.png"});
  QCOMPARE(shown.value(QStringLiteral("phase")).toString(), QString{"offered"});
  QVERIFY(shown.value(QStringLiteral("picture")).toBool());
  QVERIFY(f.at(0, Timeline::FileRole).toMap().isEmpty());
  QCOMPARE(f.at(0, Timeline::QuotedBodyRole).toString(), QString{"holiday.png"});
}

void TestTimeline::the_way_of_a_file_is_followed_in_place() {
  Fixture f;
  const auto id = f.engine.message(bob, f.engine.append(bob, "")).id;
  f.engine.attachments.push_back(
      {id, "film.mkv", "video/x-matroska", 100, client::AttachmentPhase::downloading});
  f.open();
  QSignalSpy told{&f.timeline, &QAbstractItemModel::dataChanged};
  f.engine.fire(client::AttachmentMoved{bob, id, client::AttachmentPhase::downloading, 40, 100});
  QCOMPARE(told.size(), 1);
  QCOMPARE(f.at(0, Timeline::FileRole).toMap().value(QStringLiteral("done")).toInt(), 40);
  // Of a phase that is over: what is known is newer.
  f.engine.fire(client::AttachmentMoved{bob, id, client::AttachmentPhase::uploading, 50, 100});
  QCOMPARE(told.size(), 1);
}

void TestTimeline::names_have_their_places_in_the_string() {
  Fixture f;
  const auto said = f.engine.append(bob, "\u00e9 \U0001F44D @Me-Myself, @bob");
  f.engine.append(bob, "nobody");
  f.engine.at(bob, said).mentions = {{8, 10, user("me-myself")}, {20, 4, bob}};
  f.open();
  QCOMPARE(f.at(0, Timeline::NamesRole).toString(), QString{});
  QCOMPARE(f.at(1, Timeline::NamesRole).toString(), QString{"5 10 reader,17 4 other"});
  QCOMPARE(f.body(1).mid(5, 10), QString{"@Me-Myself"});
  f.engine.at(bob, said).mentions.clear();
  f.engine.fire(client::MessageChanged{bob, f.engine.message(bob, said).id});
  f.engine.settle();
  QCOMPARE(f.at(1, Timeline::NamesRole).toString(), QString{});
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "test_timeline.moc"
