// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "controllers/chat.hpp"
#include "fake_engine.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestChat final : public QObject {
  Q_OBJECT

 private slots:
  void opening_a_known_conversation_reads_it();
  void opening_somebody_new_begins_a_conversation();
  void an_empty_or_too_long_text_is_refused_at_once();
  void a_text_is_handed_to_the_engine();
  void a_text_that_could_not_be_kept_comes_back();
  void the_draft_is_saved_when_it_changed();
  void a_draft_of_another_device_is_there();
  void an_answer_that_is_late_does_not_bring_an_older_draft();
  void a_draft_that_could_not_be_kept_is_not_replaced();
  void the_end_in_view_marks_as_read_once();
  void nothing_is_marked_while_nobody_looks();
  void nothing_is_marked_after_a_jump_into_the_past();
  void the_first_unread_message_stays_marked();
  void a_changed_key_blocks_until_accepted();
  void only_the_key_whose_number_is_shown_is_accepted();
  void the_profile_is_fetched_when_online();
  void a_name_of_one_s_own_is_told_from_theirs();
  void a_failed_message_is_tried_again();
  void an_answer_names_the_message_and_its_duration();
  void one_s_own_message_is_edited_and_deleted();
  void an_edit_that_cannot_be_sent_says_why();
  void a_reaction_is_put_on_and_taken_back();
  void what_cannot_be_done_to_a_message_is_told();
  void the_duration_of_a_conversation_is_set();
  void a_compared_number_is_verified_until_taken_back();
  void a_request_is_accepted_or_blocked();
  void typing_is_told_only_by_choice();
  void typing_is_shown_until_the_message_comes();
  void nothing_stays_after_forgetting();
};

namespace {

const Username bob = user("bob");

struct Fixture {
  QTemporaryDir folder;
  FakeEngine engine;
  Startup startup{engine, *DataFolder::open(folder.path()), nullptr};
  Session session{engine, startup};
  ConversationList conversations{engine};
  Chat chat{engine, conversations, session};

  void load() {
    conversations.load();
    engine.settle();
  }
  void open() {
    load();
    chat.open(QStringLiteral("bob"));
    engine.settle();
  }
  [[nodiscard]] QString id_of(store::Position position) const {
    return QString::fromStdString(to_hex(engine.message(bob, position).id.view()));
  }
  void changed(const Username& with) {
    engine.fire(client::ConversationChanged{with});
    engine.settle();
  }
};

}  // namespace

void TestChat::opening_a_known_conversation_reads_it() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.engine.conversations.at(bob).title = "Bob the builder";
  f.engine.conversations.at(bob).draft = "half";
  f.engine.safety_numbers[bob] = std::string(60, '7');
  f.open();
  QVERIFY(f.chat.ready());
  QCOMPARE(f.chat.user(), QString{"bob"});
  QCOMPARE(f.chat.title(), QString{"Bob the builder"});
  QCOMPARE(f.chat.draft(), QString{"half"});
  QCOMPARE(f.chat.safetyNumber().size(), 60);
  QCOMPARE(f.chat.timeline()->count(), 1);
  QCOMPARE(f.engine.count<client::OpenConversation>(), std::size_t{0});
}

void TestChat::opening_somebody_new_begins_a_conversation() {
  Fixture f;
  f.open();
  QCOMPARE(f.engine.count<client::OpenConversation>(), std::size_t{1});
  QCOMPARE(f.chat.title(), QString{"bob"});
  QVERIFY(f.chat.ready());
  f.chat.open(QStringLiteral("not a name"));
  QCOMPARE(f.chat.user(), QString{"bob"});
}

void TestChat::an_empty_or_too_long_text_is_refused_at_once() {
  Fixture f;
  f.open();
  QCOMPARE(f.chat.send(QStringLiteral(" \n ")), QString{"malformed"});
  const QString longest{64 * 1024, QLatin1Char{'x'}};
  QVERIFY(!f.chat.textTooLong(longest));
  QCOMPARE(f.chat.send(longest + QLatin1Char{'x'}), QString{"too_large"});
  QCOMPARE(f.engine.count<client::SendText>(), std::size_t{0});
  f.chat.close();
  QCOMPARE(f.chat.send(QStringLiteral("hello")), QString{"invalid_state"});
}

void TestChat::a_text_is_handed_to_the_engine() {
  Fixture f;
  f.open();
  QCOMPARE(f.chat.send(QStringLiteral(" grüß dich \n")), QString{});
  QVERIFY(f.engine.last<client::SendText>() != nullptr);
  QCOMPARE(f.engine.last<client::SendText>()->text, std::string{"grüß dich"});
  QCOMPARE(f.engine.last<client::SendText>()->to, bob);
}

void TestChat::a_text_that_could_not_be_kept_comes_back() {
  Fixture f;
  f.open();
  QSignalSpy failed{&f.chat, &Chat::failed};
  f.engine.submit_status = Error{ErrorCode::store_unavailable, "test"};
  QCOMPARE(f.chat.send(QStringLiteral("precious words")), QString{});
  f.chat.saveDraft(QString{});
  f.engine.settle();
  QCOMPARE(failed.size(), 1);
  QCOMPARE(f.chat.draft(), QString{"precious words"});
}

void TestChat::the_draft_is_saved_when_it_changed() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.open();
  f.chat.saveDraft(QString{});
  QCOMPARE(f.engine.count<client::SaveDraft>(), std::size_t{0});
  f.chat.saveDraft(QStringLiteral("a thought"));
  QCOMPARE(f.engine.count<client::SaveDraft>(), std::size_t{1});
  f.engine.conversations.at(bob).draft = "a thought";
  f.changed(bob);
  f.chat.saveDraft(QStringLiteral("a thought"));
  QCOMPARE(f.engine.count<client::SaveDraft>(), std::size_t{1});
  QCOMPARE(f.chat.draft(), QString{"a thought"});
}

void TestChat::a_draft_of_another_device_is_there() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.open();
  for (const char* draft : {"hello", "hello world", ""}) {
    f.engine.conversations.at(bob).draft = draft;
    f.changed(bob);
    QCOMPARE(f.chat.draft(), QString{draft});
  }
}

void TestChat::an_answer_that_is_late_does_not_bring_an_older_draft() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.open();
  f.chat.saveDraft(QStringLiteral("he"));
  f.chat.saveDraft(QStringLiteral("hello"));
  QCOMPARE(f.chat.draft(), QString{"hello"});
  f.engine.conversations.at(bob).draft = "he";
  f.engine.fire(client::ConversationChanged{bob});
  QStringList shown;
  connect(&f.chat, &Chat::changed, &f.chat, [&] { shown += f.chat.draft(); });
  f.engine.conversations.at(bob).draft = "hello";
  f.changed(bob);
  QVERIFY(!shown.isEmpty());
  shown.removeAll(QStringLiteral("hello"));
  QCOMPARE(shown, QStringList{});
  // From here on it is the engine's again.
  f.engine.conversations.at(bob).draft = "hello world";
  f.changed(bob);
  QCOMPARE(f.chat.draft(), QString{"hello world"});
}

void TestChat::a_draft_that_could_not_be_kept_is_not_replaced() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.open();
  f.engine.submit_status = Error{ErrorCode::store_unavailable, "test"};
  f.chat.saveDraft(QStringLiteral("precious"));
  f.changed(bob);
  QCOMPARE(f.chat.draft(), QString{"precious"});
  f.engine.submit_status = {};
  f.engine.conversations.at(bob).draft = "precious words";
  f.chat.saveDraft(QStringLiteral("precious words"));
  f.engine.settle();
  QCOMPARE(f.engine.count<client::SaveDraft>(), std::size_t{2});
  QCOMPARE(f.chat.draft(), QString{"precious words"});
}

void TestChat::the_end_in_view_marks_as_read_once() {
  Fixture f;
  f.engine.append(bob, "one");
  const auto newest = f.engine.append(bob, "two");
  f.open();
  f.chat.markRead();
  f.chat.markRead();
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{1});
  QCOMPARE(f.engine.last<client::MarkRead>()->up_to, newest);
  f.engine.conversations.at(bob).unread = 0;
  f.changed(bob);
  f.chat.markRead();
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{1});
}

void TestChat::nothing_is_marked_while_nobody_looks() {
  Fixture f;
  f.engine.append(bob, "one");
  f.open();
  f.chat.set_watched(false);
  f.chat.markRead();
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{0});
  f.chat.set_watched(true);
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{1});
}

void TestChat::nothing_is_marked_after_a_jump_into_the_past() {
  Fixture f;
  for (int i = 0; i < 300; ++i) f.engine.append(bob, "x");
  f.open();
  f.chat.jumpTo(10);
  f.engine.settle();
  QCOMPARE(f.chat.highlighted(), 10);
  f.chat.markRead();
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{0});
  f.chat.toNewest();
  f.engine.settle();
  f.chat.markRead();
  QCOMPARE(f.engine.count<client::MarkRead>(), std::size_t{1});
}

void TestChat::the_first_unread_message_stays_marked() {
  Fixture f;
  f.engine.append(bob, "read");
  f.engine.conversations.at(bob).unread = 0;
  const auto first = f.engine.append(bob, "new");
  f.engine.append(bob, "newer");
  f.open();
  QCOMPARE(f.chat.unreadFrom(), static_cast<qint64>(first.value));
  f.engine.conversations.at(bob).unread = 0;
  f.engine.append(bob, "while one looks");
  f.engine.fire(client::MessageArrived{bob, {}});
  f.engine.settle();
  QCOMPARE(f.chat.unreadFrom(), static_cast<qint64>(first.value));
}

void TestChat::a_changed_key_blocks_until_accepted() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.engine.safety_numbers[bob] = std::string(60, '1');
  f.open();
  f.engine.conversations.at(bob).blocked_by_identity_change = true;
  f.engine.safety_numbers[bob] = std::string(60, '2');
  f.engine.fire(client::IdentityChanged{bob});
  f.engine.settle();
  QVERIFY(f.chat.blocked());
  QCOMPARE(f.chat.safetyNumber(), QString(60, QLatin1Char{'2'}));
  f.chat.acceptIdentity();
  QVERIFY(f.engine.last<client::AcceptIdentity>() != nullptr);
  QCOMPARE(f.engine.last<client::AcceptIdentity>()->safety_number, std::string(60, '2'));
  f.engine.conversations.at(bob).blocked_by_identity_change = false;
  f.engine.settle();
  QVERIFY(!f.chat.blocked());
}

/// Attack C2: a further key comes while somebody looks at the number of the one before.
void TestChat::only_the_key_whose_number_is_shown_is_accepted() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.open();
  QSignalSpy failures{&f.chat, &Chat::failed};
  QSignalSpy refusals{&f.chat, &Chat::keyRefused};
  f.engine.conversations.at(bob).blocked_by_identity_change = true;
  f.engine.safety_numbers[bob] = std::string(60, '2');
  f.engine.fire(client::IdentityChanged{bob});
  f.changed(bob);
  f.engine.safety_numbers[bob] = std::string(60, '3');
  f.engine.fire(client::IdentityChanged{bob});
  f.changed(bob);
  QCOMPARE(f.chat.safetyNumber(), QString(60, QLatin1Char{'2'}));
  f.engine.submit_status = Error{ErrorCode::untrusted_identity, "test"};
  f.chat.acceptIdentity();
  QCOMPARE(f.engine.last<client::AcceptIdentity>()->safety_number, std::string(60, '2'));
  f.engine.settle();
  QCOMPARE(failures.size(), 1);
  QCOMPARE(refusals.size(), 1);
  // Nobody has displayed the new one yet.
  f.chat.acceptIdentity();
  QCOMPARE(f.engine.last<client::AcceptIdentity>()->safety_number, std::string(60, '2'));
  f.engine.settle();
  f.chat.readSafetyNumber();
  f.engine.settle();
  QCOMPARE(f.chat.safetyNumber(), QString(60, QLatin1Char{'3'}));
  f.chat.acceptIdentity();
  QCOMPARE(f.engine.last<client::AcceptIdentity>()->safety_number, std::string(60, '3'));
}

void TestChat::the_profile_is_fetched_when_online() {
  Fixture f;
  f.open();
  QCOMPARE(f.engine.count<client::FetchProfile>(), std::size_t{0});
  f.engine.fire(client::LinkChanged{client::LinkState::online});
  QCOMPARE(f.engine.count<client::FetchProfile>(), std::size_t{1});
  f.engine.fire(client::ProfileFetched{{bob, "Bob", "builds", {0x05, 0xAB}, true}});
  QVERIFY(f.chat.profileKnown());
  QCOMPARE(f.chat.profileAbout(), QString{"builds"});
  QCOMPARE(f.chat.profileIdentityKey(), QString{"05ab"});
}

void TestChat::a_name_of_one_s_own_is_told_from_theirs() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.open();
  f.engine.fire(client::ProfileFetched{{bob, "Bob", "", {}, true}});
  f.engine.conversations.at(bob).title = "Bob";
  f.changed(bob);
  QCOMPARE(f.chat.contactName(), QString{});
  f.chat.setContactName(QStringLiteral("  my brother "));
  QCOMPARE(f.engine.last<client::SetContactName>()->name, std::string{"my brother"});
  f.engine.conversations.at(bob).title = "my brother";
  f.changed(bob);
  QCOMPARE(f.chat.contactName(), QString{"my brother"});
}

void TestChat::a_failed_message_is_tried_again() {
  Fixture f;
  const auto at = f.engine.append(bob, "mine", store::MessageState::failed);
  f.open();
  const QString id = f.chat.timeline()->data(f.chat.timeline()->index(0), Timeline::MessageIdRole).toString();
  f.chat.deeds()->retry(id);
  QVERIFY(f.engine.last<client::RetryMessage>() != nullptr);
  QCOMPARE(f.engine.last<client::RetryMessage>()->message, f.engine.message(bob, at).id);
  f.chat.deeds()->retry(QStringLiteral("nonsense"));
  QCOMPARE(f.engine.count<client::RetryMessage>(), std::size_t{1});
}

void TestChat::an_answer_names_the_message_and_its_duration() {
  Fixture f;
  const auto asked = f.engine.append(bob, "at ten?");
  f.open();
  QCOMPARE(f.chat.send(QStringLiteral("fine")), QString{});
  QVERIFY(!f.engine.last<client::SendText>()->quoted);
  QVERIFY(!f.engine.last<client::SendText>()->lasting);
  QCOMPARE(f.chat.send(QStringLiteral("at eleven"), f.id_of(asked), 30), QString{});
  QCOMPARE(f.engine.last<client::SendText>()->quoted, std::optional{f.engine.message(bob, asked).id});
  QCOMPARE(f.engine.last<client::SendText>()->lasting, std::optional{Lasting{30}});
}

void TestChat::one_s_own_message_is_edited_and_deleted() {
  Fixture f;
  const auto mine = f.engine.append(bob, "helo", store::MessageState::accepted);
  f.open();
  QCOMPARE(f.chat.deeds()->edit(f.id_of(mine), QStringLiteral(" hello ")), QString{});
  QVERIFY(f.engine.last<client::EditMessage>() != nullptr);
  QCOMPARE(f.engine.last<client::EditMessage>()->text, std::string{"hello"});
  QCOMPARE(f.engine.last<client::EditMessage>()->message, f.engine.message(bob, mine).id);
  f.chat.deeds()->remove(f.id_of(mine));
  QVERIFY(f.engine.last<client::DeleteMessage>() != nullptr);
  QCOMPARE(f.engine.last<client::DeleteMessage>()->conversation, bob);
}

void TestChat::an_edit_that_cannot_be_sent_says_why() {
  Fixture f;
  const auto mine = f.engine.append(bob, "hello", store::MessageState::accepted);
  f.open();
  QCOMPARE(f.chat.deeds()->edit(f.id_of(mine), QStringLiteral("  ")), QString{"malformed"});
  QCOMPARE(f.chat.deeds()->edit(f.id_of(mine), QString{64 * 1024 + 1, QLatin1Char{'x'}}),
           QString{"too_large"});
  QCOMPARE(f.chat.deeds()->edit(QStringLiteral("nonsense"), QStringLiteral("x")), QString{"invalid_state"});
  f.chat.close();
  QCOMPARE(f.chat.deeds()->edit(f.id_of(mine), QStringLiteral("x")), QString{"invalid_state"});
  QCOMPARE(f.engine.count<client::EditMessage>(), std::size_t{0});
}

void TestChat::a_reaction_is_put_on_and_taken_back() {
  Fixture f;
  const auto theirs = f.engine.append(bob, "cake");
  f.open();
  f.chat.deeds()->react(f.id_of(theirs), QStringLiteral("❤️"));
  QVERIFY(f.engine.last<client::React>() != nullptr);
  QCOMPARE(f.engine.last<client::React>()->emoji, std::string{"❤️"});
  f.chat.deeds()->react(f.id_of(theirs), QString{});
  QCOMPARE(f.engine.last<client::React>()->emoji, std::string{});
}

void TestChat::what_cannot_be_done_to_a_message_is_told() {
  Fixture f;
  const auto theirs = f.engine.append(bob, "cake");
  f.open();
  QSignalSpy failed{&f.chat, &Chat::failed};
  f.engine.submit_status = Error{ErrorCode::not_found, "test"};
  f.chat.deeds()->react(f.id_of(theirs), QStringLiteral("❤️"));
  f.engine.settle();
  QCOMPARE(failed.size(), 1);
}

void TestChat::the_duration_of_a_conversation_is_set() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.open();
  QCOMPARE(f.chat.lasting(), 0);
  f.chat.setDuration(3600);
  QVERIFY(f.engine.last<client::SetDuration>() != nullptr);
  QCOMPARE(f.engine.last<client::SetDuration>()->lasting, Lasting{3600});
  f.engine.conversations.at(bob).lasting = Lasting{3600};
  f.changed(bob);
  QCOMPARE(f.chat.lasting(), 3600);
}

void TestChat::a_compared_number_is_verified_until_taken_back() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.engine.safety_numbers[bob] = std::string(60, '7');
  f.open();
  f.chat.verify();
  QVERIFY(f.engine.last<client::VerifyIdentity>() != nullptr);
  QCOMPARE(f.engine.last<client::VerifyIdentity>()->safety_number, std::string(60, '7'));
  f.engine.conversations.at(bob).verified = true;
  f.changed(bob);
  QVERIFY(f.chat.verified());
  f.chat.unverify();
  QVERIFY(f.engine.last<client::UnverifyIdentity>() != nullptr);
  f.engine.conversations.at(bob).verified = false;
  f.engine.conversations.at(bob).was_verified = true;
  f.changed(bob);
  QVERIFY(!f.chat.verified());
  QVERIFY(f.chat.wasVerified());
}

void TestChat::a_request_is_accepted_or_blocked() {
  Fixture f;
  f.engine.append(bob, "do you know me?");
  f.engine.conversations.at(bob).request = true;
  f.open();
  QVERIFY(f.chat.request());
  f.chat.acceptRequest();
  QVERIFY(f.engine.last<client::AcceptRequest>() != nullptr);
  f.chat.blockUser();
  QVERIFY(f.engine.last<client::BlockUser>() != nullptr);
  QCOMPARE(f.engine.last<client::BlockUser>()->user, bob);
  f.engine.conversations.at(bob).user_blocked = true;
  f.changed(bob);
  QVERIFY(f.chat.userBlocked());
  f.chat.unblockUser();
  QVERIFY(f.engine.last<client::UnblockUser>() != nullptr);
}

void TestChat::typing_is_told_only_by_choice() {
  Fixture f;
  f.open();
  f.chat.tellTyping();
  QCOMPARE(f.engine.count<client::TellTyping>(), std::size_t{0});
  f.engine.status.account = client::AccountView{user("me-myself"), DeviceId{1}, {}, {}, false, {false, true}};
  f.engine.fire(client::LoggedIn{user("me-myself")});
  f.engine.settle();
  f.chat.tellTyping();
  QCOMPARE(f.engine.count<client::TellTyping>(), std::size_t{1});
}

void TestChat::typing_is_shown_until_the_message_comes() {
  Fixture f;
  f.open();
  f.engine.fire(client::PeerTyping{user("carol")});
  QVERIFY(!f.chat.typing());
  f.engine.fire(client::PeerTyping{bob});
  QVERIFY(f.chat.typing());
  f.engine.append(bob, "there you are");
  f.engine.fire(client::MessageArrived{bob, {}});
  QVERIFY(!f.chat.typing());
}

void TestChat::nothing_stays_after_forgetting() {
  Fixture f;
  f.engine.append(bob, "hello");
  f.engine.safety_numbers[bob] = std::string(60, '1');
  f.open();
  f.engine.fire(client::ProfileFetched{{bob, "Bob", "builds", {}, true}});
  f.chat.forget();
  QCOMPARE(f.chat.user(), QString{});
  QCOMPARE(f.chat.safetyNumber(), QString{});
  QCOMPARE(f.chat.timeline()->count(), 0);
  f.conversations.clear();
  f.chat.open(QStringLiteral("bob"));
  QVERIFY(!f.chat.profileKnown());
}

QTEST_GUILESS_MAIN(TestChat)
#include "test_chat.moc"
