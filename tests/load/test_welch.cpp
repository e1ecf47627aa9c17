// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of timing_bench, on numbers instead of times.
#include <QtTest>

#include <cmath>

#include "welch.hpp"

using namespace sotto::load;

namespace {

/// Times that spread over 64 ticks, the fixed class longer by `more`; every thousandth is an interrupt.
std::vector<Sample> samples(std::uint64_t more) {
  std::vector<Sample> all;
  std::uint64_t state = 1;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 6364136223846793005 + 1442695040888963407;
    const bool fixed = (state >> 40 & 1) != 0;
    const bool interrupted = (state >> 50) % 1'000 == 0;
    all.push_back({1'000 + (state >> 58) + (fixed ? more : 0) + (interrupted ? 1'000'000 : 0), fixed});
  }
  return all;
}

}  // namespace

class TestWelch : public QObject {
  Q_OBJECT

 private slots:
  void t_of_small_classes_is_that_of_the_textbook();
  void a_tick_is_found_under_interrupts();
  void equal_classes_are_equal();
};

// Means 5 and 8, variances 2.5 and 2.5, five each: -3 / sqrt(1).
void TestWelch::t_of_small_classes_is_that_of_the_textbook() {
  Moments a;
  Moments b;
  for (const double value : {3, 4, 5, 6, 7}) a.add(value);
  for (const double value : {6, 7, 8, 9, 10}) b.add(value);
  QVERIFY(std::fabs(welch_t(a, b) + 3) < 1e-9);
  QCOMPARE(welch_t(a, Moments{}), 0.0);
}

void TestWelch::a_tick_is_found_under_interrupts() { QVERIFY(largest_t(samples(1)) > suspicious_t); }

void TestWelch::equal_classes_are_equal() {
  QVERIFY(largest_t(samples(0)) < suspicious_t);
  QCOMPARE(largest_t({}), 0.0);
}

QTEST_GUILESS_MAIN(TestWelch)
#include "test_welch.moc"
