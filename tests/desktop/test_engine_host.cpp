// SPDX-License-Identifier: GPL-3.0-or-later
// The engine on its thread, with its database on disk and a real relay at the other end.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "host/engine_host.hpp"
#include "relay_process.hpp"

using namespace sotto;
using namespace sotto::desktop;

class TestEngineHost final : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void two_people_find_each_other_and_talk();
  void what_was_sent_to_somebody_offline_arrives_later();
  void history_is_there_after_a_restart();
  void another_key_is_refused_and_nothing_is_lost();
  void a_second_engine_does_not_get_the_database();
  void what_was_handed_in_before_the_end_is_kept();
  void the_relay_comes_back_and_so_does_the_link();
  void answers_keep_their_order();
  void nothing_is_open_before_open_and_after_close();

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<testing::RelayProcess> relay_;
};

namespace {

using namespace std::chrono_literals;

constexpr const char* configuration = "captcha:\n  max_number: 1000\n";
constexpr int patience_ms = 60'000;

Username name(const char* text) { return *Username::parse(text); }
SecretBytes secret(const char* text) { return SecretBytes::copied_from(std::string_view{text}); }

/// One start of the program, for one person.
class Person {
 public:
  Person(const QTemporaryDir& folder, const char* name, std::uint16_t port)
      : database_{folder.filePath(QString::fromLatin1(name) + QStringLiteral(".db"))},
        relay_{*RelayUrl::parse(QStringLiteral("http://127.0.0.1:%1").arg(port))},
        name_{*Username::parse(name)} {
    QObject::connect(&host, &EnginePort::happened, &host,
                     [this](const client::Event& event) { events.push_back(event); });
  }

  EngineHost host;
  std::vector<client::Event> events;

  [[nodiscard]] Status open(const SecretBytes& key) {
    return wait<void>([&](auto then) { host.open(database_, key.clone(), relay_, then); });
  }
  [[nodiscard]] Status open() { return open(SecretBytes{32}); }
  [[nodiscard]] Status submit(client::Input input) {
    return wait<void>([&](auto then) { host.submit(std::move(input), then); });
  }
  [[nodiscard]] bool register_account() {
    if (!open() || !submit(client::Register{name_, secret("correct horse battery"), "", "desk", true, ""}))
      return false;
    return until<client::LoggedIn>();
  }
  [[nodiscard]] bool say(const Username& to, const std::string& text) {
    return submit(client::SendText{to, text}).ok();
  }

  template <class T>
  [[nodiscard]] bool until() {
    return QTest::qWaitFor(
        [&] {
          return std::any_of(events.begin(), events.end(),
                             [](const auto& e) { return std::holds_alternative<T>(e); });
        },
        patience_ms);
  }
  [[nodiscard]] bool until_online() {
    return QTest::qWaitFor(
        [&] {
          const auto status = wait<AccountStatus>([&](auto then) { host.ask_account(then); });
          return status && status->link == client::LinkState::online;
        },
        patience_ms);
  }
  /// Oldest first.
  [[nodiscard]] QStringList texts(const Username& with) {
    const auto page =
        wait<client::TimelinePage>([&](auto then) { host.ask_timeline(with, std::nullopt, 100, then); });
    QStringList all;
    if (!page) return all;
    for (const auto& message : page->messages) all.prepend(QString::fromStdString(message.body));
    return all;
  }
  [[nodiscard]] bool until_texts(const Username& with, const QStringList& expected) {
    return QTest::qWaitFor([&] { return texts(with) == expected; }, patience_ms);
  }

  /// Asks and runs the event loop until the answer is there.
  template <class T, class Ask>
  [[nodiscard]] Result<T> wait(Ask ask) {
    std::optional<Result<T>> answer;
    ask(Then<T>{&host, [&](Result<T> came) { answer.emplace(std::move(came)); }});
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, patience_ms))
      return Error{ErrorCode::offline, "no answer"};
    return *std::move(answer);
  }

 private:
  QString database_;
  RelayUrl relay_;
  Username name_;
};

}  // namespace

void TestEngineHost::init() {
  relay_.reset();
  folder_ = std::make_unique<QTemporaryDir>();
  relay_ = std::make_unique<testing::RelayProcess>(testing::RelayProcess::Options{
      SOTTO_RELAY_BINARY, folder_->path().toStdString(), configuration, 0, std::nullopt});
}

void TestEngineHost::two_people_find_each_other_and_talk() {
  Person alice{*folder_, "alice", relay_->port()};
  Person bob{*folder_, "bob", relay_->port()};
  QVERIFY(alice.register_account());
  QVERIFY(bob.register_account());
  QVERIFY(alice.submit(client::SearchDirectory{"bob"}).ok());
  QVERIFY(alice.until<client::DirectoryFound>());
  QVERIFY(alice.say(name("bob"), "hello bob"));
  QVERIFY(bob.until_texts(name("alice"), {"hello bob"}));
  QVERIFY(bob.say(name("alice"), "hello alice"));
  QVERIFY(alice.until_texts(name("bob"), {"hello bob", "hello alice"}));
}

void TestEngineHost::what_was_sent_to_somebody_offline_arrives_later() {
  Person alice{*folder_, "alice", relay_->port()};
  QVERIFY(alice.register_account());
  {
    Person bob{*folder_, "bob", relay_->port()};
    QVERIFY(bob.register_account());
  }
  QVERIFY(alice.say(name("bob"), "one"));
  QVERIFY(alice.say(name("bob"), "two"));
  Person bob{*folder_, "bob", relay_->port()};
  QVERIFY(bob.open().ok());
  QVERIFY(bob.until_texts(name("alice"), {"one", "two"}));
}

void TestEngineHost::history_is_there_after_a_restart() {
  Person bob{*folder_, "bob", relay_->port()};
  QVERIFY(bob.register_account());
  {
    Person alice{*folder_, "alice", relay_->port()};
    QVERIFY(alice.register_account());
    QVERIFY(alice.say(name("bob"), "to be remembered"));
    QVERIFY(bob.until_texts(name("alice"), {"to be remembered"}));
  }
  relay_->kill();  // what is shown comes from this machine alone
  Person alice{*folder_, "alice", relay_->port()};
  QVERIFY(alice.open().ok());
  QCOMPARE(alice.texts(name("bob")), QStringList{"to be remembered"});
  const auto hits = alice.wait<std::vector<store::Message>>(
      [&](auto then) { alice.host.ask_search("remember", 10, then); });
  QVERIFY(hits.ok());
  QCOMPARE(hits->size(), std::size_t{1});
}

void TestEngineHost::another_key_is_refused_and_nothing_is_lost() {
  {
    Person alice{*folder_, "alice", relay_->port()};
    QVERIFY(alice.register_account());
    QVERIFY(alice.submit(client::SaveDraft{name("bob"), "kept"}).ok());
  }
  Person alice{*folder_, "alice", relay_->port()};
  auto wrong = SecretBytes{32};
  wrong.expose_for_writing()[0] = 1;
  const auto refused = alice.open(wrong);
  QVERIFY(!refused.ok());
  QCOMPARE(refused.error().code, ErrorCode::wrong_store_key);
  QCOMPARE(alice.submit(client::LogOut{}).error().code, ErrorCode::invalid_state);
  QVERIFY(alice.open().ok());
  const auto status = alice.wait<AccountStatus>([&](auto then) { alice.host.ask_account(then); });
  QVERIFY(status && status->account);
  QCOMPARE(status->account->username, name("alice"));
}

void TestEngineHost::a_second_engine_does_not_get_the_database() {
  Person alice{*folder_, "alice", relay_->port()};
  QVERIFY(alice.open().ok());
  Person again{*folder_, "alice", relay_->port()};
  const auto refused = again.open();
  QVERIFY(!refused.ok());
  QCOMPARE(refused.error().code, ErrorCode::store_unavailable);
}

void TestEngineHost::what_was_handed_in_before_the_end_is_kept() {
  {
    Person alice{*folder_, "alice", relay_->port()};
    QVERIFY(alice.register_account());
    QVERIFY(alice.submit(client::OpenConversation{name("bob")}).ok());
    // Nobody waits for this one: the program ends at once.
    alice.host.submit(client::SaveDraft{name("bob"), "the last words"}, {&alice.host, [](const Status&) {}});
  }
  Person alice{*folder_, "alice", relay_->port()};
  QVERIFY(alice.open().ok());
  const auto bob = alice.wait<std::optional<client::ConversationView>>(
      [&](auto then) { alice.host.ask_conversation(name("bob"), then); });
  QVERIFY(bob && *bob);
  QCOMPARE((*bob)->draft, std::string{"the last words"});
}

void TestEngineHost::the_relay_comes_back_and_so_does_the_link() {
  Person alice{*folder_, "alice", relay_->port()};
  QVERIFY(alice.register_account());
  QVERIFY(alice.until_online());
  relay_->kill();
  QVERIFY(QTest::qWaitFor(
      [&] {
        const auto status = alice.wait<AccountStatus>([&](auto then) { alice.host.ask_account(then); });
        return status && status->link != client::LinkState::online;
      },
      patience_ms));
  relay_->start();
  QVERIFY(alice.until_online());
}

void TestEngineHost::answers_keep_their_order() {
  Person alice{*folder_, "alice", relay_->port()};
  QList<int> order;
  alice.host.open(folder_->filePath(QStringLiteral("x.db")), SecretBytes{32},
                  *RelayUrl::parse(QStringLiteral("http://127.0.0.1:1")),
                  {&alice.host, [&](const Status&) { order << 0; }});
  for (int i = 1; i <= 20; ++i) {
    alice.host.ask_account({&alice.host, [&order, i](const Result<AccountStatus>&) { order << i; }});
  }
  QVERIFY(QTest::qWaitFor([&] { return order.size() == 21; }, patience_ms));
  QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestEngineHost::nothing_is_open_before_open_and_after_close() {
  Person alice{*folder_, "alice", relay_->port()};
  QCOMPARE(alice.submit(client::LogOut{}).error().code, ErrorCode::invalid_state);
  QVERIFY(alice.open().ok());
  alice.host.close();
  QCOMPARE(alice.submit(client::LogOut{}).error().code, ErrorCode::invalid_state);
}

QTEST_GUILESS_MAIN(TestEngineHost)
#include "test_engine_host.moc"
