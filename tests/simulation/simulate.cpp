// SPDX-License-Identifier: GPL-3.0-or-later
// ./dev simulate: runs worlds, one for each seed, and says what held.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "world.hpp"

namespace {

using namespace sotto;
using namespace sotto::simulation;

struct Options {
  std::uint64_t seeds = 1'000;
  std::uint64_t from = 1;
  Trace::Mode mode = Trace::Mode::digest;
  Scenario scenario = Scenario::everyday;
};

[[noreturn]] void explain(const char* why) {
  std::fprintf(stderr, "error: %s\nusage: simulate [--seeds N] [--from S] [--restored] [--trace]\n", why);
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
  for (int at = 1; at < count; ++at) {
    const std::string argument = arguments[at];
    if (argument == "--seeds") {
      options.seeds = number(arguments[++at]);
    } else if (argument == "--from") {
      options.from = number(arguments[++at]);
    } else if (argument == "--trace") {
      options.mode = Trace::Mode::print;
    } else if (argument == "--restored") {
      options.scenario = Scenario::restored_database;
    } else {
      explain(("what is " + argument + "?").c_str());
    }
  }
  return options;
}

struct Totals {
  std::uint64_t worlds = 0;
  std::uint64_t broken = 0;
  std::uint64_t shown = 0;
  std::uint64_t steps = 0;
  double virtual_hours = 0;
};

const char* flag_of(Scenario scenario) {
  return scenario == Scenario::restored_database ? " --restored" : "";
}

void run_one(std::uint64_t seed, const Options& options, Totals& totals) {
  const auto result = simulate(plan_of(seed, options.scenario), options.mode);
  ++totals.worlds;
  totals.shown += result.shown;
  totals.steps += result.steps;
  totals.virtual_hours += std::chrono::duration<double, std::ratio<3600>>(result.virtual_time).count();
  if (!result.violation) return;
  ++totals.broken;
  std::printf("seed %llu: %s; replay: ./dev simulate --seeds 1 --from %llu%s\n",
              static_cast<unsigned long long>(seed), result.violation->c_str(),
              static_cast<unsigned long long>(seed), flag_of(options.scenario));
}

int report(const Totals& totals, Scenario scenario, double seconds) {
  std::printf(
      "%llu worlds, %.0f hours of virtual time in %.1f s: %llu messages shown, %.0f messages a second, %llu "
      "steps\n",
      static_cast<unsigned long long>(totals.worlds), totals.virtual_hours, seconds,
      static_cast<unsigned long long>(totals.shown), static_cast<double>(totals.shown) / seconds,
      static_cast<unsigned long long>(totals.steps));
  if (totals.broken > 0) {
    std::printf("BROKEN in %llu of %llu worlds, see above\n", static_cast<unsigned long long>(totals.broken),
                static_cast<unsigned long long>(totals.worlds));
    return 1;
  }
  if (scenario == Scenario::restored_database) {
    std::printf(
        "held in all %llu worlds with an old client database: nothing shown twice or invented, no message "
        "key twice, accepted is never lost\n",
        static_cast<unsigned long long>(totals.worlds));
    return 0;
  }
  std::printf(
      "held in all %llu worlds: shown once and in order, only what was sent; accepted is never lost; no "
      "message key "
      "twice; the relay saw no text; all delivered once the faults stopped\n",
      static_cast<unsigned long long>(totals.worlds));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  using Clock = std::chrono::steady_clock;
  const auto options = parse(count, arguments);
  std::fprintf(stderr, "making the accounts …\n");
  static_cast<void>(Household::on(RelayStore::memory));
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
  return report(totals, options.scenario, std::chrono::duration<double>(Clock::now() - began).count());
}
