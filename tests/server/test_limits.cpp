// SPDX-License-Identifier: GPL-3.0-or-later
// The tables that limits are kept in are bounded, and whoever fills one gets nothing by it (attack A6).
#include <QtTest>
#include <chrono>
#include <string>

#include "relay/limits.hpp"

using namespace sotto;
using namespace sotto::relay;

class TestLimits : public QObject {
  Q_OBJECT

 private slots:
  void a6_a_full_table_refuses();
};

void TestLimits::a6_a_full_table_refuses() {
  constexpr int room = 200'000;
  constexpr Instant noon{1'795'521'600'000};
  constexpr double a_minute = 1.0 / 60;
  Buckets buckets{{2, a_minute}, 1, SeededHash{}};
  for (int requester = 0; requester < room; ++requester) {
    if (buckets.take("mallory" + std::to_string(requester), noon) > Duration{0}) QFAIL("refused too early");
  }
  QVERIFY(buckets.take("one more", noon) > Duration{0});
  // The control: those who were there before go on by their own rate, and room comes back.
  QVERIFY(buckets.take("mallory7", noon) == Duration{0});
  QVERIFY(buckets.take("one more", noon + std::chrono::minutes{2}) == Duration{0});
}

QTEST_GUILESS_MAIN(TestLimits)
#include "test_limits.moc"
