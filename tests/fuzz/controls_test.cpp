// SPDX-License-Identifier: GPL-3.0-or-later
// The negative controls of the machine of engines: a program that it comes through stops it when a defence is
// off.
#include <QtTest>
#include <algorithm>

#include "../support/negative_control.hpp"
#include "defences.hpp"
#include "engines/programs.hpp"
#include "target.hpp"

using namespace sotto;

namespace {

/// What require() says here instead of stopping the program.
struct Broken {
  std::string what;
};

/// Whether the machine notices, on this program, that this does not hold.
bool breaks(std::string_view program, std::string_view what) {
  const auto& all = fuzz::engines::programs();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == program; });
  try {
    static_cast<void>(fuzz::find_target("engines_machine")->run(found->input));
  } catch (const Broken& broken) {
    if (broken.what == what) return true;
    qWarning("another promise was broken: %s", broken.what.c_str());
  }
  return false;
}

using Control = testing::NegativeControl<client::Defences>;

const std::vector<Control>& controls() {
  constexpr auto not_for_outsiders = "who is out of the group reads nothing that is said after";
  static const std::vector<Control> all{
      {"B8 removed member reads on", &client::Defences::key_per_epoch,
       [=] { return breaks("carol is removed", not_for_outsiders); }},
      {"B9 newcomer reads the past", &client::Defences::key_per_epoch,
       [=] { return breaks("carol joins and is sent the past", not_for_outsiders); }},
      {"B10 message under another id", &client::Defences::group_context,
       [] {
         return breaks("a message of the group under another id", "what is shown is as it was written");
       }},
      {"B14 lost device reads on", &client::Defences::removals_told,
       [] {
         return breaks("a device is lost", "the keys of a lost device open nothing that is said after");
       }},
      {"A11 old copy goes on", &client::Defences::state_epoch,
       [] { return breaks("an old copy goes on", "no message key seals two messages"); }},
  };
  return all;
}

}  // namespace

namespace sotto::fuzz {

void require(bool holds, const char* what) {
  if (!holds) throw Broken{what};
}

}  // namespace sotto::fuzz

class TestMachineControls : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { client::defences() = client::Defences{}; }
  void each_promise_is_kept_with_its_defence_and_broken_without_data() { testing::add_rows(controls()); }
  void each_promise_is_kept_with_its_defence_and_broken_without() {
    testing::verify_row(controls(), client::defences());
  }
};

QTEST_GUILESS_MAIN(TestMachineControls)
#include "controls_test.moc"
