// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan.hpp"

#include "dice.hpp"
#include "household.hpp"

namespace sotto::simulation {
namespace {

constexpr double presence = 0.5;  ///< of one kind of fault in a world
constexpr double mangled = 0.25;  ///< worlds whose connections do what TCP never does
constexpr double on_sqlite = 0.1;
constexpr double with_changes = 0.3;
constexpr double with_fleeting_messages = 0.2;
constexpr double with_talk_off_the_record = 0.15;
constexpr double with_a_late_device = 0.03;
constexpr std::int64_t most_changes = 10;
constexpr std::int64_t most_fleeting = 4;
constexpr std::int64_t most_off_record = 4;
/// What else people do has dice of its own: the rest of a world is the same with it and without.
constexpr std::uint64_t further = 0x66757274686572ULL;
/// People need some rounds until they are in a group.
constexpr Duration life_of_a_group{20 * 60'000};
constexpr std::size_t messages_to_a_group = 40;
constexpr std::int64_t most_changes_of_a_group = 24;

double strength(Dice& dice, double most) {
  if (!dice.chance(presence)) return 0;
  return most * static_cast<double>(dice.between(1, 100)) / 100;
}

NetworkFaults network_faults(Dice& dice) {
  NetworkFaults faults;
  faults.slowest = Duration{dice.between(2, dice.chance(0.3) ? 2'000 : 200)};
  faults.cut = strength(dice, 0.05);
  faults.half_open = strength(dice, 0.5);
  if (!dice.chance(mangled)) return faults;
  faults.drop = strength(dice, 0.1);
  faults.duplicate = strength(dice, 0.2);
  faults.reorder = strength(dice, 0.2);
  return faults;
}

ClientFaults client_faults(Dice& dice) {
  ClientFaults faults;
  faults.crash_per_effect = strength(dice, 0.02);
  faults.crash_per_step = strength(dice, 0.03);
  faults.failure_per_step = strength(dice, 0.03);
  return faults;
}

RelayFaults relay_faults(Dice& dice) {
  RelayFaults faults;
  faults.crash_per_effect = strength(dice, 0.01);
  faults.crash_per_store_call = strength(dice, 0.01);
  faults.failure_per_read = strength(dice, 0.02);
  faults.failure_per_commit = strength(dice, 0.05);
  faults.slowest_commit = Duration{dice.between(1, 400)};
  return faults;
}

std::vector<std::string> some_users(Dice& dice, Population population) {
  auto users = Household::users(population);
  if (population.users > 0) return users;
  const auto wanted = static_cast<std::size_t>(dice.between(2, 3));
  while (users.size() > wanted) {
    users.erase(users.begin() + dice.between(0, static_cast<std::int64_t>(users.size()) - 1));
  }
  return users;
}

void do_more(Plan& plan) {
  Dice dice{plan.seed ^ further};
  if (dice.chance(with_changes)) plan.changes = static_cast<std::size_t>(dice.between(1, most_changes));
  if (dice.chance(with_fleeting_messages))
    plan.fleeting = static_cast<std::size_t>(dice.between(1, most_fleeting));
  if (dice.chance(with_talk_off_the_record))
    plan.off_record = static_cast<std::size_t>(dice.between(1, most_off_record));
  plan.late_device = dice.chance(with_a_late_device);
}

}  // namespace

Plan plan_of(std::uint64_t seed, Scenario scenario, Population population) {
  Dice dice{seed};
  Plan plan;
  plan.seed = seed;
  plan.population = population;
  plan.users = some_users(dice, population);
  plan.store = dice.chance(on_sqlite) ? RelayStore::sqlite : RelayStore::memory;
  plan.messages = static_cast<std::size_t>(dice.between(4, 30));
  plan.faulty = Duration{dice.between(20'000, 600'000)};
  plan.network = network_faults(dice);
  plan.clients = client_faults(dice);
  plan.relay = relay_faults(dice);
  if (dice.chance(presence)) plan.partitions = static_cast<std::size_t>(dice.between(1, 4));
  if (dice.chance(presence)) plan.clock_jumps = static_cast<std::size_t>(dice.between(1, 5));
  plan.largest_jump = Duration{dice.chance(0.2) ? 3LL * 24 * 3'600'000 : 2LL * 3'600'000};
  if (scenario == Scenario::restored_database) {
    plan.restored_databases = static_cast<std::size_t>(dice.between(1, 2));
  }
  plan.restored_relay = scenario == Scenario::restored_relay;
  if (scenario == Scenario::everyday) do_more(plan);
  return plan;
}

Plan group_plan_of(std::uint64_t seed, Scenario scenario, Population population) {
  auto plan = plan_of(seed, scenario, population);
  plan.users = Household::users(population);
  plan.faulty = life_of_a_group;
  plan.messages = messages_to_a_group;
  plan.changes = static_cast<std::size_t>(Dice{~seed}.between(0, most_changes_of_a_group));
  return plan;
}

}  // namespace sotto::simulation
