// SPDX-License-Identifier: GPL-3.0-or-later
// The alarm goes by the steady clock alone, whatever the wall clock is set to.
#include <QSignalSpy>
#include <QtTest>

#include "host/alarm.hpp"
#include "host/clocks.hpp"

using namespace sotto;
using namespace sotto::desktop;
using std::chrono::hours;

class TestAlarm final : public QObject {
  Q_OBJECT

 private slots:
  void a_wall_clock_that_is_set_back_delays_nothing();
  void a_wall_clock_that_is_set_forward_hastens_nothing();
  void without_a_steady_clock_it_rings_all_the_same();
  void a_stopped_one_is_silent();
  void this_computer_has_a_steady_clock();
};

namespace {

constexpr int patience_ms = 20'000;
constexpr Duration soon{20};

/// Clocks that only the test moves.
struct Fixture {
  Moment now{Instant{1'795'478'400'000}, Duration{1'000}};
  int looks = 0;
  Alarm alarm{[this] {
    ++looks;
    return now;
  }};
  QSignalSpy rung{&alarm, &Alarm::rang};

  void set() { alarm.set(now.wall + soon, now); }
  [[nodiscard]] bool looked(int times) {
    return QTest::qWaitFor([&] { return looks >= times; }, patience_ms);
  }
};

}  // namespace

void TestAlarm::a_wall_clock_that_is_set_back_delays_nothing() {
  Fixture f;
  f.set();
  f.now = Moment{f.now.wall - hours{24 * 365}, *f.now.steady + soon};
  QTRY_COMPARE_WITH_TIMEOUT(f.rung.size(), 1, patience_ms);
}

void TestAlarm::a_wall_clock_that_is_set_forward_hastens_nothing() {
  Fixture f;
  f.set();
  f.now = Moment{f.now.wall + hours{24 * 365}, *f.now.steady};
  QVERIFY(f.looked(3));
  QCOMPARE(f.rung.size(), 0);
  f.now = Moment{f.now.wall, *f.now.steady + soon};
  QTRY_COMPARE_WITH_TIMEOUT(f.rung.size(), 1, patience_ms);
}

void TestAlarm::without_a_steady_clock_it_rings_all_the_same() {
  Fixture f;
  f.now = Moment{f.now.wall};
  f.set();
  QTRY_COMPARE_WITH_TIMEOUT(f.rung.size(), 1, patience_ms);
}

void TestAlarm::a_stopped_one_is_silent() {
  Fixture f;
  f.set();
  f.alarm.stop();
  f.now = Moment{f.now.wall, *f.now.steady + soon};
  Fixture later;
  later.set();
  later.now = Moment{later.now.wall, *later.now.steady + soon};
  QTRY_COMPARE_WITH_TIMEOUT(later.rung.size(), 1, patience_ms);
  QCOMPARE(f.rung.size(), 0);
}

void TestAlarm::this_computer_has_a_steady_clock() {
  const auto before = read_clocks();
  const auto after = read_clocks();
  QVERIFY(before.steady.has_value() && after.steady.has_value());
  QVERIFY(*before.steady <= *after.steady);
}

QTEST_GUILESS_MAIN(TestAlarm)
#include "test_alarm.moc"
