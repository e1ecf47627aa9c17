// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "controllers/chat.hpp"
#include "fake_engine.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestOffRecord final : public QObject {
  Q_OBJECT

 private slots:
  void it_begins_and_ends_on_request();
  void it_is_allowed_only_with_whom_one_knows();
  void a_text_is_handed_to_the_engine_and_to_nothing_else();
  void a_text_that_could_not_be_sent_comes_back();
  void what_cannot_be_sent_at_all_says_why();
  void what_was_said_is_shown_with_what_became_of_it();
  void one_that_was_not_delivered_is_tried_again();
  void no_draft_is_saved_meanwhile();
  void it_is_read_by_looking_at_the_conversation();
  void it_calls_for_attention_in_the_list_without_saying_what_it_is();
  void nothing_of_one_conversation_is_shown_in_another();
};

namespace {

const Username bob = user("bob");

MessageId some_id() {
  MessageId id;
  id.bytes.fill(0xA5);
  return id;
}

client::OffRecordMessage whisper(const char* body, client::OffRecordState state) {
  return {some_id(), bob, state, Instant{1'795'478'400'000}, body, {}};
}

struct Fixture {
  QTemporaryDir folder;
  FakeEngine engine;
  Startup startup{engine, *DataFolder::open(folder.path()), nullptr};
  Session session{engine, startup};
  ConversationList conversations{engine};
  Chat chat{engine, conversations, session};
  OffRecord& record = *chat.offRecord();

  Fixture() {
    engine.append(bob, "hello");
    engine.conversations.at(bob).may_go_off_record = true;
    conversations.load();
    engine.settle();
    chat.open(QStringLiteral("bob"));
    engine.settle();
  }
  client::ConversationView& view() { return engine.conversations.at(bob); }
  void tell() {
    engine.fire(client::ConversationChanged{bob});
    engine.settle();
  }
  void turn_on() {
    view().off_record = true;
    tell();
  }
};

}  // namespace

void TestOffRecord::it_begins_and_ends_on_request() {
  Fixture f;
  QVERIFY(!f.record.on());
  f.record.go();
  QVERIFY(f.engine.last<client::GoOffRecord>() != nullptr);
  QVERIFY(f.engine.last<client::GoOffRecord>()->with == bob);
  f.turn_on();
  QVERIFY(f.record.on());
  f.record.end();
  QVERIFY(f.engine.last<client::EndOffRecord>() != nullptr);
  f.view().off_record = false;
  f.tell();
  QVERIFY(!f.record.on());
}

void TestOffRecord::it_is_allowed_only_with_whom_one_knows() {
  Fixture f;
  QVERIFY(f.record.allowed());
  f.view().may_go_off_record = false;
  f.tell();
  QVERIFY(!f.record.allowed());
}

void TestOffRecord::a_text_is_handed_to_the_engine_and_to_nothing_else() {
  Fixture f;
  QCOMPARE(f.record.send(QStringLiteral(" between us \n")), QString{});
  QVERIFY(f.engine.last<client::SendOffRecord>() != nullptr);
  QCOMPARE(f.engine.last<client::SendOffRecord>()->text, std::string{"between us"});
  QCOMPARE(f.engine.count<client::SendText>(), std::size_t{0});
  QCOMPARE(f.engine.count<client::SaveDraft>(), std::size_t{0});
}

void TestOffRecord::a_text_that_could_not_be_sent_comes_back() {
  Fixture f;
  QSignalSpy back{&f.record, &OffRecord::notSent};
  QSignalSpy failed{&f.chat, &Chat::failed};
  f.engine.submit_status = Error{ErrorCode::store_unavailable, "test"};
  QCOMPARE(f.record.send(QStringLiteral("between us")), QString{});
  f.engine.settle();
  QCOMPARE(back.size(), 1);
  QCOMPARE(back.first().first().toString(), QString{"between us"});
  QCOMPARE(failed.size(), 1);
}

void TestOffRecord::what_cannot_be_sent_at_all_says_why() {
  Fixture f;
  QCOMPARE(f.record.send(QStringLiteral("  ")), QString{"malformed"});
  QCOMPARE(f.record.send(QString{64 * 1024 + 1, QLatin1Char{'x'}}), QString{"too_large"});
  f.chat.close();
  QCOMPARE(f.record.send(QStringLiteral("hello")), QString{"invalid_state"});
  QCOMPARE(f.engine.count<client::SendOffRecord>(), std::size_t{0});
}

void TestOffRecord::what_was_said_is_shown_with_what_became_of_it() {
  Fixture f;
  f.engine.off_record[bob] = {whisper("psst", client::OffRecordState::received),
                              whisper("yes?", client::OffRecordState::unconfirmed)};
  f.turn_on();
  const auto& said = *f.record.said();
  QCOMPARE(said.rowCount(), 2);
  QCOMPARE(said.data(said.index(0), Whispers::BodyRole).toString(), QString{"psst"});
  QVERIFY(!said.data(said.index(0), Whispers::OwnRole).toBool());
  QCOMPARE(said.data(said.index(1), Whispers::StateRole).toString(), QString{"unconfirmed"});
  QVERIFY(said.data(said.index(1), Whispers::OwnRole).toBool());
  QCOMPARE(f.chat.timeline()->count(), 1);
}

void TestOffRecord::one_that_was_not_delivered_is_tried_again() {
  Fixture f;
  f.record.retry(QStringLiteral("no id"));
  QCOMPARE(f.engine.count<client::RetryMessage>(), std::size_t{0});
  f.record.retry(QString::fromStdString(to_hex(some_id().view())));
  QVERIFY(f.engine.last<client::RetryMessage>() != nullptr);
  QVERIFY(f.engine.last<client::RetryMessage>()->message == some_id());
}

void TestOffRecord::no_draft_is_saved_meanwhile() {
  Fixture f;
  f.turn_on();
  f.chat.saveDraft(QStringLiteral("between"));
  QCOMPARE(f.engine.count<client::SaveDraft>(), std::size_t{0});
  f.view().off_record = false;
  f.tell();
  f.chat.saveDraft(QStringLiteral("on the record"));
  QCOMPARE(f.engine.count<client::SaveDraft>(), std::size_t{1});
}

void TestOffRecord::it_is_read_by_looking_at_the_conversation() {
  Fixture f;
  f.chat.set_watched(false);
  f.view().unread = 0;
  f.view().unread_off_record = 1;
  f.turn_on();
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{0});
  f.chat.set_watched(true);
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{1});
}

void TestOffRecord::it_calls_for_attention_in_the_list_without_saying_what_it_is() {
  Fixture f;
  f.chat.close();
  QSignalSpy grew{&f.conversations, &ConversationList::unreadGrew};
  const auto before = f.conversations.totalUnread();
  f.view().unread_off_record = 2;
  f.turn_on();
  QCOMPARE(f.conversations.totalUnread(), before + 2);
  QCOMPARE(grew.size(), 1);
  const auto row = f.conversations.index(0);
  QCOMPARE(f.conversations.data(row, ConversationList::PreviewKindRole).toString(), QString{"off_record"});
  QCOMPARE(f.conversations.data(row, ConversationList::PreviewRole).toString(), QString{});
}

void TestOffRecord::nothing_of_one_conversation_is_shown_in_another() {
  Fixture f;
  f.engine.off_record[bob] = {whisper("psst", client::OffRecordState::received)};
  f.turn_on();
  QCOMPARE(f.record.said()->rowCount(), 1);
  f.chat.open(QStringLiteral("carl"));
  QCOMPARE(f.record.said()->rowCount(), 0);
  QVERIFY(!f.record.on());
  f.engine.settle();
  QCOMPARE(f.record.said()->rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestOffRecord)
#include "test_off_record.moc"
