// SPDX-License-Identifier: GPL-3.0-or-later
// What ties the parts together: failures reach whoever waits for them, and nothing of an account stays after
// it.
#include <signal.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/app.hpp"
#include "app/unix_signals.hpp"
#include "fake_engine.hpp"
#include "fake_keychain.hpp"
#include "host/text.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestApp final : public QObject {
  Q_OBJECT

 private slots:
  void a_failure_goes_to_whoever_waits();
  void a_failure_that_nobody_waits_for_is_noted();
  void what_happened_is_noted_with_whom_it_is_about();
  void a_file_that_is_saved_is_noted_with_its_name();
  void a_group_whose_log_does_not_hold_is_named();
  void an_earlier_history_is_shown_until_all_of_it_is_here();
  void an_archive_that_is_not_the_known_one_is_noted();
  void an_archive_that_is_another_one_waits_for_its_user();
  void logging_in_reads_the_conversations();
  void nothing_of_an_account_stays_after_logging_out();
  void another_relay_is_chosen_only_when_nobody_is_in();
  void a_choice_about_privacy_asks_for_nothing_else();
  void sigterm_ends_it_in_order();
};

namespace {

class NoNews final : public NewsSource {
 public:
  void fetch(const RelayUrl&, Then<std::vector<NewsItem>> then) override {
    then(Error{ErrorCode::offline, "test"});
  }
};

struct Fixture {
  QTemporaryDir root;
  FakeKeychain keychain;
  FakeEngine engine;
  NoNews source;
  App app{engine, &keychain, source, *DataFolder::open(root.path())};
  QSignalSpy noted{&app, &App::noted};

  [[nodiscard]] bool reaches(const QString& state) {
    return QTest::qWaitFor(
        [&] {
          engine.settle();
          return app.session()->state() == state;
        },
        20'000);
  }
  [[nodiscard]] bool log_in() {
    engine.status = {client::AccountView{user("alice"), {1}, "", "", true}, client::LinkState::online};
    app.preferences()->setRelayUrl(QStringLiteral("http://127.0.0.1:8484"));
    app.start();
    return reaches(QStringLiteral("in"));
  }
  [[nodiscard]] QVariantList last_note() const { return noted.isEmpty() ? QVariantList{} : noted.last(); }
};

}  // namespace

void TestApp::a_failure_goes_to_whoever_waits() {
  Fixture f;
  QVERIFY(f.log_in());
  f.app.devices()->refresh();
  f.engine.fire(client::RequestFailed{ErrorCode::offline, Duration{0}});
  QCOMPARE(f.app.devices()->error(), QString{"offline"});
  f.app.groups()->createOpen(QStringLiteral("Chess in town"));
  f.engine.fire(client::RequestFailed{ErrorCode::rate_limited, Duration{0}});
  QCOMPARE(f.app.groups()->createError(), QString{"rate_limited"});
  f.app.group()->open(QString::fromStdString(GroupId{{7}}.text()));
  f.app.group()->rename(QStringLiteral("Chess and go"));
  f.engine.fire(client::RequestFailed{ErrorCode::not_permitted, Duration{0}});
  QCOMPARE(f.app.group()->settingError(), QString{"not_permitted"});
  QCOMPARE(f.noted.size(), 0);
}

void TestApp::a_failure_that_nobody_waits_for_is_noted() {
  Fixture f;
  QVERIFY(f.log_in());
  f.app.session()->updateProfile(QStringLiteral("Alice"), QString{}, true);
  f.engine.fire(client::RequestFailed{ErrorCode::rate_limited, Duration{2'500}});
  QVERIFY(!f.app.session()->profileSaving());
  QCOMPARE(f.last_note(), (QVariantList{"error", "rate_limited", 3}));
}

void TestApp::what_happened_is_noted_with_whom_it_is_about() {
  Fixture f;
  f.engine.fire(client::SessionReset{user("bob")});
  QCOMPARE(f.last_note(), (QVariantList{"session_reset", "bob", 0}));
  f.engine.fire(client::DeviceRefused{user("carol"), {7}, ErrorCode::invalid_signature});
  QCOMPARE(f.last_note(), (QVariantList{"device_refused", "carol", 0}));
  f.engine.fire(client::DeviceCopied{user("carol"), {7}});
  QCOMPARE(f.last_note(), (QVariantList{"device_copied", "carol", 0}));
  f.engine.fire(client::StateRestored{});
  QCOMPARE(f.last_note(), (QVariantList{"state_restored", "", 0}));
  f.engine.fire(client::ChangeFailed{user("carol"), client::ChangeKind::edit, ErrorCode::too_large});
  QCOMPARE(f.last_note(), (QVariantList{"edit_failed", "carol", 0}));
  f.engine.fire(client::MessageUndecryptable{user("dave"), ErrorCode::undecryptable});
  QCOMPARE(f.last_note(), (QVariantList{"undecryptable", "dave", 0}));
}

void TestApp::a_file_that_is_saved_is_noted_with_its_name() {
  Fixture f;
  QVERIFY(f.log_in());
  const MessageId message{};
  f.engine.files[message] = Bytes(9, 7);
  f.app.chat()->open(QStringLiteral("bob"));
  for (const auto& [folder, kind] : {std::pair{"", "file_saved"}, std::pair{"missing/", "file_not_saved"}}) {
    const auto to = f.root.filePath(QString::fromLatin1(folder) + QStringLiteral("list.txt"));
    f.app.chat()->files()->save(to_qt(to_hex(message.view())), QUrl::fromLocalFile(to));
    f.engine.settle();
    QCOMPARE(f.last_note(), (QVariantList{QString::fromLatin1(kind), "list.txt", 0}));
  }
}

void TestApp::a_group_whose_log_does_not_hold_is_named() {
  Fixture f;
  QSignalSpy told{&f.app, &App::groupDistrusted};
  const GroupId group{{7}};
  client::GroupView view;
  view.group = group;
  view.name = "Chess club";
  f.engine.groups.insert({group, view});
  f.engine.fire(client::GroupUpdated{group});
  f.engine.settle();
  f.engine.fire(client::GroupDistrusted{group, ErrorCode::forked_log});
  QCOMPARE(told.back(), (QVariantList{"Chess club", "forked_log"}));
}

void TestApp::an_earlier_history_is_shown_until_all_of_it_is_here() {
  Fixture f;
  QVERIFY(f.log_in());
  const auto& session = *f.app.session();
  QVERIFY(!session.restoring());
  f.engine.fire(client::RestoreProgress{10, 40});
  QVERIFY(session.restoring());
  QCOMPARE(session.restoredFraction(), 0.25);
  f.engine.fire(client::RestoreProgress{40, 40});
  f.engine.fire(client::RestoreChecked{40, 0});
  QVERIFY(!session.restoring());
  QCOMPARE(f.noted.size(), 0);
  f.engine.fire(client::RestoreProgress{1, 2});
  f.engine.fire(client::LoggedOut{client::LogoutReason::asked});
  QVERIFY(!session.restoring());
}

void TestApp::an_archive_that_is_not_the_known_one_is_noted() {
  Fixture f;
  f.engine.fire(client::ArchiveRefused{ErrorCode::invalid_state});
  QCOMPARE(f.last_note(), (QVariantList{"archive_refused", "", 0}));
  f.engine.fire(client::ArchiveRefused{ErrorCode::too_large});
  QCOMPARE(f.last_note(), (QVariantList{"archive_full", "", 0}));
  f.engine.fire(client::RestoreChecked{40, 2});
  QCOMPARE(f.last_note(), (QVariantList{"history_foreign", "2", 0}));
}

void TestApp::an_archive_that_is_another_one_waits_for_its_user() {
  Fixture f;
  QVERIFY(f.log_in());
  auto& session = *f.app.session();
  const auto notes = f.noted.size();
  f.engine.fire(client::ArchiveRefused{ErrorCode::stale_state});
  QVERIFY(session.archiveDoubted());
  QCOMPARE(f.noted.size(), notes);
  f.engine.fire(client::LinkChanged{client::LinkState::offline});
  QVERIFY(session.archiveDoubted());
  f.engine.fire(client::LinkChanged{client::LinkState::online});
  QVERIFY(!session.archiveDoubted());
  f.engine.fire(client::ArchiveRefused{ErrorCode::forked_log});
  session.acceptArchive();
  QVERIFY(f.engine.last<client::AcceptArchive>() != nullptr);
  f.engine.settle();
  QVERIFY(!session.archiveDoubted());
}

void TestApp::logging_in_reads_the_conversations() {
  Fixture f;
  f.engine.append(user("bob"), "hello");
  QVERIFY(f.log_in());
  f.engine.settle();
  QCOMPARE(f.app.conversations()->count(), 1);
  QCOMPARE(f.app.conversations()->totalUnread(), 1);
}

void TestApp::nothing_of_an_account_stays_after_logging_out() {
  Fixture f;
  f.engine.append(user("bob"), "hello");
  const GroupId group{{7}};
  f.engine.groups.insert({group, {}});
  f.engine.groups.at(group).group = group;
  QVERIFY(f.log_in());
  f.engine.settle();
  QCOMPARE(f.app.groups()->waiting()->rowCount(), 1);
  f.app.group()->open(QString::fromStdString(group.text()));
  f.app.groupSearch()->setQuery(QStringLiteral("chess"));
  f.app.chat()->open(QStringLiteral("bob"));
  f.app.search()->setQuery(QStringLiteral("hello"));
  f.app.devices()->replace({{{1}, "laptop", 1, 1, true}});
  f.engine.settle();
  f.engine.fire(client::LoggedOut{client::LogoutReason::asked});
  QCOMPARE(f.app.session()->state(), QString{"out"});
  QCOMPARE(f.app.conversations()->count(), 0);
  QCOMPARE(f.app.chat()->user(), QString{});
  QCOMPARE(f.app.groups()->waiting()->rowCount(), 0);
  QCOMPARE(f.app.group()->groupId(), QString{});
  QCOMPARE(f.app.groupSearch()->query(), QString{});
  QCOMPARE(f.app.search()->query(), QString{});
  QCOMPARE(f.app.devices()->rowCount(), 0);
  QCOMPARE(f.last_note(), (QVariantList{"logged_out", "", 0}));
}

void TestApp::another_relay_is_chosen_only_when_nobody_is_in() {
  Fixture f;
  QVERIFY(f.log_in());
  f.app.preferences()->setRelayUrl(QStringLiteral("chat.example.org"));
  QCOMPARE(f.app.preferences()->relayUrl(), QString{"http://127.0.0.1:8484"});
  f.engine.fire(client::LoggedOut{client::LogoutReason::asked});
  f.app.preferences()->setRelayUrl(QStringLiteral("chat.example.org"));
  QCOMPARE(f.app.preferences()->relayUrl(), QString{"https://chat.example.org"});
  QCOMPARE(f.engine.opened.size(), 2);
}

void TestApp::a_choice_about_privacy_asks_for_nothing_else() {
  Fixture f;
  QVERIFY(f.log_in());
  f.app.session()->tellReading(true);
  QVERIFY(f.engine.last<client::SetPrivacy>() != nullptr);
  QVERIFY(f.engine.last<client::SetPrivacy>()->read_receipts == true);
  QVERIFY(!f.engine.last<client::SetPrivacy>()->typing);
  f.app.session()->tellTyping(false);
  QVERIFY(!f.engine.last<client::SetPrivacy>()->read_receipts);
  QVERIFY(f.engine.last<client::SetPrivacy>()->typing == false);
}

void TestApp::sigterm_ends_it_in_order() {
  UnixSignals signals_of_the_system;
  QSignalSpy asked{&signals_of_the_system, &UnixSignals::asked_to_end};
  QCOMPARE(::raise(SIGTERM), 0);
  QTRY_COMPARE(asked.size(), 1);
}

QTEST_GUILESS_MAIN(TestApp)
#include "test_app.moc"
