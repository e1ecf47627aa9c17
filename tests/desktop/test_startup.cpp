// SPDX-License-Identifier: GPL-3.0-or-later
// From nothing to a running engine: keychain, passphrase, database; and what happens when one of them is not
// as it was.
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "controllers/session.hpp"
#include "fake_engine.hpp"
#include "fake_keychain.hpp"
#include "host/passphrase_file.hpp"
#include "sotto/crypto/digest.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestStartup final : public QObject {
  Q_OBJECT

 private slots:
  void the_keychain_keeps_one_key_for_ever();
  void a_key_that_is_gone_is_never_replaced();
  void a_keychain_that_is_silent_loses_nothing();
  void a_keychain_that_forgets_is_not_trusted();
  void without_a_keychain_a_passphrase_is_chosen_and_asked_for();
  void a_wrong_passphrase_is_refused();
  void a_damaged_passphrase_file_is_told();
  void a_cheaper_passphrase_file_is_refused();
  void each_relay_gets_a_key_of_its_own();
  void without_a_relay_nobody_is_logged_in();
  void who_is_logged_in_is_read();
  void another_relay_opens_another_database();
  void a_database_that_does_not_open_is_told_and_tried_again();
  void a_damaged_database_is_kept_aside_and_a_new_one_opened();
  void nothing_but_a_damaged_database_is_set_aside();
  void a_displaced_device_begins_anew();
  void saving_the_profile_is_told();
};

namespace {

const auto relay = RelayUrl::parse(QStringLiteral("http://127.0.0.1:8484"));

struct Fixture {
  QTemporaryDir root;
  DataFolder folder = *DataFolder::open(root.path());
  FakeKeychain keychain;
  FakeEngine engine;
};

/// One start of the program.
struct Run {
  explicit Run(Fixture& fixture, bool with_keychain = true)
      : f{fixture},
        startup{f.engine, f.folder, with_keychain ? &f.keychain : nullptr},
        session{f.engine, startup} {}

  void start(std::optional<RelayUrl> to = relay) { startup.start(std::move(to)); }
  /// Runs the event loop and the engine until the state is this.
  [[nodiscard]] bool reaches(const QString& state) {
    return QTest::qWaitFor(
        [&] {
          f.engine.settle();
          return session.state() == state;
        },
        20'000);
  }

  Fixture& f;
  Startup startup;
  Session session;
};

/// What MasterKey gives in this folder, as the key of the relay's database.
Bytes key_of(Fixture& f, FakeKeychain* keychain, const char* passphrase = nullptr,
             const std::optional<RelayUrl>& for_relay = relay) {
  MasterKey key{f.folder, keychain};
  QSignalSpy found{&key, &MasterKey::found};
  key.look();
  if (passphrase != nullptr) key.unlock(SecretBytes::copied_from(std::string_view{passphrase}));
  if (found.isEmpty() && !found.wait(20'000)) return {};
  return copy_of(key.for_database(*for_relay)->expose());
}

/// As after somebody has used the program.
void make_database(const Fixture& f) {
  QFile file{*f.folder.database_for(*relay)};
  QVERIFY(file.open(QIODevice::WriteOnly));
}

void overwrite(const QString& path, qint64 at, char byte) {
  QFile file{path};
  QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(&byte, 1) == 1);
}

}  // namespace

void TestStartup::the_keychain_keeps_one_key_for_ever() {
  Fixture f;
  const auto first = key_of(f, &f.keychain);
  QCOMPARE(first.size(), std::size_t{32});
  QCOMPARE(f.keychain.entries.size(), 1);
  make_database(f);
  QCOMPARE(key_of(f, &f.keychain), first);
  QCOMPARE(f.keychain.entries.size(), 1);
}

void TestStartup::a_key_that_is_gone_is_never_replaced() {
  Fixture f;
  QVERIFY(!key_of(f, &f.keychain).empty());
  make_database(f);
  f.keychain.entries.clear();
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("failed")));
  QCOMPARE(run.session.startFailure(), QString{"wrong_store_key"});
  QVERIFY(f.keychain.entries.isEmpty());
  QVERIFY(f.engine.opened.isEmpty());
}

void TestStartup::a_keychain_that_is_silent_loses_nothing() {
  Fixture f;
  const auto first = key_of(f, &f.keychain);
  make_database(f);
  f.keychain.mood = FakeKeychain::Mood::missing;
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("failed")));
  QCOMPARE(run.session.startFailure(), QString{"store_unavailable"});
  f.keychain.mood = FakeKeychain::Mood::works;
  run.session.retryStart();
  QVERIFY(run.reaches(QStringLiteral("out")));
  QCOMPARE(key_of(f, &f.keychain), first);
}

void TestStartup::a_keychain_that_forgets_is_not_trusted() {
  Fixture f;
  f.keychain.mood = FakeKeychain::Mood::forgets;
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("locked")));
  QCOMPARE(run.session.lock(), QString{"create"});
}

void TestStartup::without_a_keychain_a_passphrase_is_chosen_and_asked_for() {
  for (const auto mood : {FakeKeychain::Mood::missing, FakeKeychain::Mood::refuses}) {
    Fixture f;
    f.keychain.mood = mood;
    {
      Run run{f};
      run.start();
      QVERIFY(run.reaches(QStringLiteral("locked")));
      QCOMPARE(run.session.lock(), QString{"create"});
      run.session.unlock(QStringLiteral("a quiet passphrase"));
      QVERIFY(run.reaches(QStringLiteral("out")));
    }
    f.keychain.mood = FakeKeychain::Mood::works;  // it stays with the passphrase
    Run again{f};
    again.start();
    QVERIFY(again.reaches(QStringLiteral("locked")));
    QCOMPARE(again.session.lock(), QString{"enter"});
    QVERIFY(f.keychain.entries.isEmpty());
  }
}

void TestStartup::a_wrong_passphrase_is_refused() {
  Fixture f;
  const auto first = key_of(f, nullptr, "a quiet passphrase");
  QCOMPARE(first.size(), std::size_t{32});
  Run run{f, false};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("locked")));
  run.session.unlock(QStringLiteral("a loud passphrase"));
  QVERIFY(run.reaches(QStringLiteral("locked")));
  QCOMPARE(run.session.lock(), QString{"wrong"});
  QVERIFY(f.engine.opened.isEmpty());
  run.session.unlock(QStringLiteral("a quiet passphrase"));
  QVERIFY(run.reaches(QStringLiteral("out")));
  QCOMPARE(key_of(f, nullptr, "a quiet passphrase"), first);
}

void TestStartup::a_damaged_passphrase_file_is_told() {
  Fixture f;
  QVERIFY(!key_of(f, nullptr, "a quiet passphrase").empty());
  QVERIFY(QFile::resize(f.folder.passphrase(), 20));
  Run run{f, false};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("locked")));
  run.session.unlock(QStringLiteral("a quiet passphrase"));
  QVERIFY(run.reaches(QStringLiteral("failed")));
  QCOMPARE(run.session.startFailure(), QString{"store_corrupt"});
}

void TestStartup::a_cheaper_passphrase_file_is_refused() {
  // Somebody who can write the file wants guesses to cost less, or the key to depend on a salt of his.
  struct Change {
    qint64 at;
    char byte;
    ErrorCode code;
  };
  constexpr qint64 memory = 21;  // of 00 01 00 00 KiB
  constexpr qint64 passes = 27;
  constexpr qint64 salt = 40;
  for (const auto& change :
       {Change{memory, 0, ErrorCode::weak_parameters}, Change{passes, 1, ErrorCode::weak_parameters},
        Change{passes, 4, ErrorCode::wrong_password}, Change{salt, 7, ErrorCode::wrong_password}}) {
    Fixture f;
    QVERIFY(!key_of(f, nullptr, "a quiet passphrase").empty());
    overwrite(f.folder.passphrase(), change.at, change.byte);
    const auto opened = PassphraseFile::open(
        f.folder.passphrase(), SecretBytes::copied_from(std::string_view{"a quiet passphrase"}));
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, change.code);
  }
}

void TestStartup::each_relay_gets_a_key_of_its_own() {
  Fixture f;
  const auto one = key_of(f, &f.keychain);
  const auto other = key_of(f, &f.keychain, nullptr, RelayUrl::parse(QStringLiteral("chat.example.org")));
  QVERIFY(one != other);
  QCOMPARE(other.size(), std::size_t{32});
}

void TestStartup::without_a_relay_nobody_is_logged_in() {
  Fixture f;
  Run run{f};
  run.start(std::nullopt);
  QCOMPARE(run.session.state(), QString{"starting"});
  QVERIFY(run.reaches(QStringLiteral("out")));
  QVERIFY(f.engine.opened.isEmpty());
}

void TestStartup::who_is_logged_in_is_read() {
  Fixture f;
  f.engine.status = {client::AccountView{user("alice"), {1}, "Alice", "hi", true}, client::LinkState::online};
  Run run{f};
  QSignalSpy entered{&run.session, &Session::entered};
  QSignalSpy left{&run.session, &Session::left};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("in")));
  QCOMPARE(run.session.username(), QString{"alice"});
  QCOMPARE(run.session.displayName(), QString{"Alice"});
  QCOMPARE(run.session.link(), QString{"online"});
  QCOMPARE(entered.size(), 1);
  f.engine.fire(client::LoggedOut{client::LogoutReason::revoked});
  QCOMPARE(run.session.state(), QString{"out"});
  QCOMPARE(run.session.username(), QString{});
  QCOMPARE(left.size(), 1);
}

void TestStartup::another_relay_opens_another_database() {
  Fixture f;
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("out")));
  run.startup.use_relay(RelayUrl::parse(QStringLiteral("chat.example.org")));
  QCOMPARE(run.session.state(), QString{"out"});
  f.engine.settle();
  QCOMPARE(f.engine.opened.size(), 2);
  QVERIFY(f.engine.opened[0] != f.engine.opened[1]);
}

void TestStartup::a_database_that_does_not_open_is_told_and_tried_again() {
  Fixture f;
  f.engine.open_status = Error{ErrorCode::store_corrupt, "test"};
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("failed")));
  QCOMPARE(run.session.startFailure(), QString{"store_corrupt"});
  f.engine.open_status = {};
  run.session.retryStart();
  QVERIFY(run.reaches(QStringLiteral("out")));
  QCOMPARE(run.session.startFailure(), QString{});
}

void TestStartup::a_damaged_database_is_kept_aside_and_a_new_one_opened() {
  Fixture f;
  const QString database = *f.folder.database_for(*relay);
  for (int time = 1; time <= 2; ++time) {
    f.engine.open_status = Error{ErrorCode::store_corrupt, "test"};
    Run run{f};
    run.start();
    QVERIFY(run.reaches(QStringLiteral("failed")));
    QCOMPARE(run.session.startFailure(), QString{"store_corrupt"});
    for (const char* const ending : {"", "-wal"}) {
      QFile file{database + QString::fromLatin1(ending)};
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write("damaged");
    }
    f.engine.open_status = {};
    run.session.beginAnew();
    QVERIFY(run.reaches(QStringLiteral("out")));
    QVERIFY(!QFile::exists(database) && !QFile::exists(database + QStringLiteral("-wal")));
    const QString aside = database + QStringLiteral(".damaged-") + QString::number(time);
    QCOMPARE(QFileInfo{aside}.size(), qint64{7});
    QCOMPARE(QFileInfo{aside + QStringLiteral("-wal")}.size(), qint64{7});
  }
}

void TestStartup::nothing_but_a_damaged_database_is_set_aside() {
  Fixture f;
  f.engine.open_status = Error{ErrorCode::store_unavailable, "test"};
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("failed")));
  make_database(f);
  run.session.beginAnew();
  QVERIFY(run.reaches(QStringLiteral("failed")));
  QVERIFY(QFile::exists(*f.folder.database_for(*relay)));
}

void TestStartup::a_displaced_device_begins_anew() {
  Fixture f;
  f.engine.status = {client::AccountView{user("alice"), {1}, "", "", true}, client::LinkState::online};
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("in")));
  f.engine.fire(client::LinkChanged{client::LinkState::offline});
  f.engine.fire(client::Displaced{});
  QVERIFY(run.session.displaced());
  run.session.reconnect();
  QVERIFY(!run.session.displaced());
  QCOMPARE(run.session.state(), QString{"in"});
  QCOMPARE(f.engine.opened.size(), 2);
}

void TestStartup::saving_the_profile_is_told() {
  Fixture f;
  f.engine.status = {client::AccountView{user("alice"), {1}, "", "", true}, client::LinkState::online};
  Run run{f};
  run.start();
  QVERIFY(run.reaches(QStringLiteral("in")));
  QSignalSpy saved{&run.session, &Session::profileSaved};
  run.session.updateProfile(QStringLiteral("Alice"), QStringLiteral("hi"), false);
  QVERIFY(run.session.profileSaving());
  f.engine.fire(client::ProfileFetched{{user("alice"), "Alice", "hi", {}, false}});
  QVERIFY(!run.session.profileSaving());
  QCOMPARE(saved.size(), 1);
  QCOMPARE(run.session.about(), QString{"hi"});
  QVERIFY(!run.session.listed());
}

QTEST_GUILESS_MAIN(TestStartup)
#include "test_startup.moc"
