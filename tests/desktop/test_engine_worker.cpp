// SPDX-License-Identifier: GPL-3.0-or-later
// The engine with its database and a real relay, on clocks that the test may set.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

#include "host/engine_worker.hpp"
#include "relay_process.hpp"

using namespace sotto;
using namespace sotto::desktop;

class TestEngineWorker final : public QObject {
  Q_OBJECT

 private slots:
  void a_message_ends_its_time_although_the_clock_is_set_back();
};

namespace {

constexpr int patience_ms = 60'000;
constexpr std::chrono::hours a_year{24 * 365};

/// This computer's time, with a wall clock that can be set.
struct Clocks {
  QElapsedTimer since;
  Instant wall{1'795'478'400'000};

  Clocks() { since.start(); }
  [[nodiscard]] Moment now() const {
    const Duration gone{since.elapsed()};
    return {wall + gone, gone};
  }
};

struct Fixture {
  QTemporaryDir folder;
  testing::RelayProcess relay{testing::RelayProcess::Options{
      SOTTO_RELAY_BINARY, folder.path().toStdString(), "captcha:\n  max_number: 1000\n", 0, std::nullopt}};
  Clocks clocks;
  std::vector<client::Event> events;
  EngineWorker worker{[this](client::Event event) { events.push_back(std::move(event)); },
                      [this] { return clocks.now(); }};
  Username alice = *Username::parse("alice");

  [[nodiscard]] bool has_entered() const {
    return std::any_of(events.begin(), events.end(),
                       [](const auto& event) { return std::holds_alternative<client::LoggedIn>(event); });
  }
  [[nodiscard]] bool register_alice() {
    const auto url = *RelayUrl::parse(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()));
    if (!worker.open(folder.filePath(QStringLiteral("alice.db")), SecretBytes{32}, url)) return false;
    auto password = SecretBytes::copied_from(std::string_view{"correct horse battery"});
    client::Register intent{alice, std::move(password), "", "desk", true, ""};
    if (!worker.handle(client::Input{std::move(intent)})) return false;
    return QTest::qWaitFor([&] { return has_entered(); }, patience_ms);
  }
  [[nodiscard]] std::size_t notes() {
    return worker.engine()->timeline(alice, std::nullopt, 10)->messages.size();
  }
};

}  // namespace

/// Attack E9.
void TestEngineWorker::a_message_ends_its_time_although_the_clock_is_set_back() {
  Fixture f;
  QVERIFY(f.register_alice());
  QVERIFY(f.worker.handle(client::SendText{f.alice, "a note for two seconds", {}, Lasting{2}}).ok());
  QCOMPARE(f.notes(), std::size_t{1});
  f.clocks.wall = f.clocks.wall - a_year;
  QTRY_COMPARE_WITH_TIMEOUT(f.notes(), std::size_t{0}, patience_ms);
}

QTEST_GUILESS_MAIN(TestEngineWorker)
#include "test_engine_worker.moc"
