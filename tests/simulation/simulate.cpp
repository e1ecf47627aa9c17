// SPDX-License-Identifier: GPL-3.0-or-later
// ./dev simulate: runs worlds, one for each seed, and says what held.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>

#include "club_world.hpp"
#include "household.hpp"
#include "options.hpp"
#include "sqlcipher_medium.hpp"
#include "world.hpp"

namespace {

using namespace sotto;
using namespace sotto::simulation;

/// A kind of worlds.
struct Programme {
  bool groups;
  Scenario scenario;
  Outcome (*run)(const Plan& plan, Trace::Mode mode);
  const char* held;
};

constexpr Programme programmes[] = {
    {false, Scenario::everyday, simulate,
     "worlds: shown once and in order, only what was sent; accepted is never lost; no message key twice; the "
     "relay saw no text; what lasts for a while went in time, what is off the record was kept nowhere; all "
     "delivered, changed alike everywhere, and in the archive of those who came late, once the faults "
     "stopped"},
    {false, Scenario::restored_database, simulate,
     "worlds with an old client database: nothing shown twice or invented, no message key twice, accepted is "
     "never lost"},
    {false, Scenario::restored_relay, simulate,
     "worlds whose relay goes back to a backup: nothing shown twice or invented, no message key twice; what "
     "was said after it was delivered, and every archive went on, once the faults stopped"},
    {true, Scenario::everyday, simulate_club,
     "worlds with a group: shown once, only what was said, to those only who were members; no message or "
     "sender key twice; the relay saw no text; all delivered, and one log everywhere, once the faults "
     "stopped"},
    {true, Scenario::restored_database, simulate_club,
     "worlds with a group and an old client database: nothing shown twice or invented, or to those who were "
     "no members; no message or sender key twice; one log everywhere once the faults stopped"},
    {true, Scenario::restored_relay, simulate_club,
     "worlds with a group whose relay goes back to a backup: nothing shown twice or invented, or to those "
     "who "
     "were no members; no message or sender key twice; one log everywhere once the faults stopped, or who "
     "knew more is told of a fork"},
};

Scenario scenario_of(const Options& options) {
  if (options.restored) return Scenario::restored_database;
  return options.restored_relay ? Scenario::restored_relay : Scenario::everyday;
}

const Programme& programme_of(const Options& options) {
  return *std::find_if(std::begin(programmes), std::end(programmes), [&](const Programme& one) {
    return one.groups == options.groups && one.scenario == scenario_of(options);
  });
}

Plan plan_for(std::uint64_t seed, const Options& options) {
  const auto scenario = scenario_of(options);
  auto plan = options.groups ? group_plan_of(seed, scenario, options.population)
                             : plan_of(seed, scenario, options.population);
  if (options.encrypted) plan.clients_on = on_sqlcipher;
  if (options.forging) plan.sabotage = Sabotage::relay_forges_log;
  return plan;
}

Options options_from(int count, char** arguments) {
  auto parsed = parse_options({arguments + 1, arguments + count});
  if (const auto* wrong = std::get_if<std::string>(&parsed)) {
    std::fprintf(stderr, "error: %s\n%s\n", wrong->c_str(), usage);
    std::exit(2);
  }
  return std::get<Options>(std::move(parsed));
}

struct Totals {
  std::uint64_t worlds = 0;
  std::uint64_t broken = 0;
  std::uint64_t shown = 0;
  std::uint64_t steps = 0;
  double virtual_hours = 0;
};

void run_one(std::uint64_t seed, const Options& options, Totals& totals) {
  const auto result = programme_of(options).run(plan_for(seed, options), options.mode);
  ++totals.worlds;
  totals.shown += result.shown;
  totals.steps += result.steps;
  totals.virtual_hours += std::chrono::duration<double, std::ratio<3600>>(result.virtual_time).count();
  if (!result.violation) return;
  ++totals.broken;
  std::printf("%s\n", replay_line(seed, result, options.flags()).c_str());
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
  const auto options = options_from(count, arguments);
  std::fprintf(stderr, "making the accounts …\n");
  static_cast<void>(Household::of(plan_for(options.from, options)));
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
  return report(totals, programme_of(options), std::chrono::duration<double>(Clock::now() - began).count());
}
