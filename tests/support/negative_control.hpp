// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#include <functional>
#include <vector>

namespace sotto::testing {

/// An attack and the defence that stops it. A test that only sees attacks fail could not tell a defence from
/// an attack that never worked.
template <class Defences>
struct NegativeControl {
  const char* attack;
  bool Defences::*defence;
  std::function<bool()> succeeds;  ///< true when the attacker got what they wanted
};

/// One row for each, for a test's _data function.
template <class Defences>
void add_rows(const std::vector<NegativeControl<Defences>>& controls) {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& control : controls) QTest::newRow(control.attack) << number++;
}

/// The current row's attack fails, and succeeds once its switch in `defences` is off. Who calls it turns the
/// switches on again.
template <class Defences>
void verify_row(const std::vector<NegativeControl<Defences>>& controls, Defences& defences) {
  QFETCH(int, number);
  const auto& control = controls[static_cast<std::size_t>(number)];
  QVERIFY2(!control.succeeds(), "the defence holds");
  defences.*control.defence = false;
  QVERIFY2(control.succeeds(), "without the defence the attack succeeds, so the test can see it");
}

}  // namespace sotto::testing
