// SPDX-License-Identifier: GPL-3.0-or-later
// ./dev simulate: runs worlds, one for each seed, and says what held.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>

#include "club_world.hpp"
#include "sqlcipher_medium.hpp"
#include "world.hpp"

namespace {

using namespace sotto;
using namespace sotto::simulation;

/// A kind of worlds.
struct Programme {
  const char* flags;
  Plan (*plan)(std::uint64_t seed);
  Outcome (*run)(const Plan& plan, Trace::Mode mode);
  const char* held;
};

Plan direct(std::uint64_t seed) { return plan_of(seed); }
Plan direct_restored(std::uint64_t seed) { return plan_of(seed, Scenario::restored_database); }
Plan group(std::uint64_t seed) { return group_plan_of(seed); }
Plan group_restored(std::uint64_t seed) { return group_plan_of(seed, Scenario::restored_database); }

constexpr Programme programmes[] = {
    {"", direct, simulate,
     "worlds: shown once and in order, only what was sent; accepted is never lost; no message key twice; the "
     "relay saw no text; all delivered once the faults stopped"},
    {" --restored", direct_restored, simulate,
     "worlds with an old client database: nothing shown twice or invented, no message key twice, accepted is "
     "never lost"},
    {" --groups", group, simulate_club,
     "worlds with a group: shown once, only what was said, to those only who were members; no message or "
     "sender key twice; the relay saw no text; all delivered, and one log everywhere, once the faults "
     "stopped"},
    {" --groups --restored", group_restored, simulate_club,
     "worlds with a group and an old client database: nothing shown twice or invented, or to those who were "
     "no members; no message or sender key twice; one log everywhere once the faults stopped"},
};

struct Options {
  std::uint64_t seeds = 1'000;
  std::uint64_t from = 1;
  Trace::Mode mode = Trace::Mode::digest;
  std::string flags;  ///< of the programme
  MakeClientMedium clients_on = in_memory;
  Sabotage sabotage = Sabotage::none;

  [[nodiscard]] std::string all_flags() const {
    return flags + (clients_on == in_memory ? "" : " --encrypted") +
           (sabotage == Sabotage::none ? "" : " --forging");
  }

  [[nodiscard]] const Programme& programme() const {
    return *std::find_if(std::begin(programmes), std::end(programmes),
                         [this](const Programme& one) { return one.flags == flags; });
  }
};

[[noreturn]] void explain(const char* why) {
  std::fprintf(stderr,
               "error: %s\nusage: simulate [--seeds N] [--from S] [--groups [--forging]] [--restored] "
               "[--encrypted] [--trace]\n",
               why);
  std::exit(2);
}

std::uint64_t number(const char* text) {
  char* end = nullptr;
  const auto value = std::strtoull(text == nullptr ? "" : text, &end, 10);
  if (text == nullptr || end == text || *end != '\0') explain("a number is missing");
  return value;
}

Options parse(int count, char** arguments) {
  Options options;
  bool groups = false;
  bool restored = false;
  for (int at = 1; at < count; ++at) {
    const std::string argument = arguments[at];
    if (argument == "--seeds") {
      options.seeds = number(arguments[++at]);
    } else if (argument == "--from") {
      options.from = number(arguments[++at]);
    } else if (argument == "--trace") {
      options.mode = Trace::Mode::print;
    } else if (argument == "--encrypted") {
      options.clients_on = on_sqlcipher;
    } else if (argument == "--forging") {
      options.sabotage = Sabotage::relay_forges_log;
    } else if (argument == "--groups") {
      groups = true;
    } else if (argument == "--restored") {
      restored = true;
    } else {
      explain(("what is " + argument + "?").c_str());
    }
  }
  options.flags = std::string{groups ? " --groups" : ""} + (restored ? " --restored" : "");
  return options;
}

struct Totals {
  std::uint64_t worlds = 0;
  std::uint64_t broken = 0;
  std::uint64_t shown = 0;
  std::uint64_t steps = 0;
  double virtual_hours = 0;
};

void run_one(std::uint64_t seed, const Options& options, Totals& totals) {
  const auto& programme = options.programme();
  auto plan = programme.plan(seed);
  plan.clients_on = options.clients_on;
  plan.sabotage = options.sabotage;
  const auto result = programme.run(plan, options.mode);
  ++totals.worlds;
  totals.shown += result.shown;
  totals.steps += result.steps;
  totals.virtual_hours += std::chrono::duration<double, std::ratio<3600>>(result.virtual_time).count();
  if (!result.violation) return;
  ++totals.broken;
  std::printf("%s\n", replay_line(seed, result, options.all_flags()).c_str());
}

int report(const Totals& totals, const Programme& programme, double seconds) {
  std::printf("%llu worlds, %.0f hours of virtual time in %.1f s: %llu messages shown, %llu steps\n",
              static_cast<unsigned long long>(totals.worlds), totals.virtual_hours, seconds,
              static_cast<unsigned long long>(totals.shown), static_cast<unsigned long long>(totals.steps));
  const auto a_second = static_cast<double>(totals.shown) / seconds;
  if (totals.broken > 0) {
    std::printf("BROKEN in %llu of %llu worlds, see above; %.0f messages a second\n",
                static_cast<unsigned long long>(totals.broken),
                static_cast<unsigned long long>(totals.worlds), a_second);
    return 1;
  }
  std::printf("held in all %llu %s; %.0f messages a second\n", static_cast<unsigned long long>(totals.worlds),
              programme.held, a_second);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  using Clock = std::chrono::steady_clock;
  const auto options = parse(count, arguments);
  std::fprintf(stderr, "making the accounts …\n");
  static_cast<void>(Household::on(RelayStore::memory, options.clients_on));
  const auto began = Clock::now();
  auto said = began;
  Totals totals;
  for (std::uint64_t seed = options.from; seed < options.from + options.seeds; ++seed) {
    run_one(seed, options, totals);
    if (Clock::now() - said < std::chrono::seconds{2}) continue;
    said = Clock::now();
    std::fprintf(
        stderr, "%llu of %llu worlds, %llu messages\n", static_cast<unsigned long long>(totals.worlds),
        static_cast<unsigned long long>(options.seeds), static_cast<unsigned long long>(totals.shown));
  }
  std::fflush(stdout);
  return report(totals, options.programme(), std::chrono::duration<double>(Clock::now() - began).count());
}
