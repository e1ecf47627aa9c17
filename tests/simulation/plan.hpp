// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client_medium.hpp"
#include "population.hpp"
#include "sotto/base/time.hpp"

namespace sotto::simulation {

/// Probabilities are per frame, unless it says otherwise.
struct NetworkFaults {
  Duration quickest{1};
  Duration slowest{80};
  double cut = 0;        ///< the frame is lost, and its connection ends with it
  double half_open = 0;  ///< of the connections that end: whose client is not told
  double drop = 0;       ///< a frame is lost and its connection lives on: what a broken proxy does, never TCP
  double duplicate = 0;  ///< likewise
  double reorder = 0;    ///< likewise

  /// Frames of one connection arrive in order, or not at all.
  [[nodiscard]] bool keeps_order() const { return drop == 0 && duplicate == 0 && reorder == 0; }
};

struct ClientFaults {
  double crash_per_effect = 0;  ///< between two effects
  double crash_per_step = 0;    ///< between two store calls of a step: its transaction is lost
  double failure_per_step = 0;  ///< one store call of a step fails, and the program lives on
  Duration longest_absence{30'000};
};

struct RelayFaults {
  double crash_per_effect = 0;      ///< before a frame is handed to the network, or a task runs
  double crash_per_store_call = 0;  ///< before a read, a write, a commit, or a commit's report
  double failure_per_read = 0;
  double failure_per_commit = 0;  ///< a full disk: nothing of the group is written, everybody is told
  Duration slowest_commit{40};
  Duration longest_absence{20'000};
};

enum class RelayStore : std::uint8_t { memory, sqlite };

/// What goes wrong in no honest world: there a test sees the simulation go red. Nothing in the product.
enum class Sabotage : std::uint8_t {
  none,
  relay_answers_before_commit,  ///< its store reports success before it has written anything
  device_leaks_plaintext,       ///< a client also sends the relay what somebody wrote, as it is
  relay_forges_log,             ///< until the faults stop it changes entries of the group's log on their way
  devices_skip_text_numbers,    ///< every second number of a text stands for nothing, and nobody says so
  devices_archive_nothing,      ///< what a client was to put into the archive is forgotten
  devices_ignore_edits,         ///< a client drops another's edits
  devices_forget_durations,     ///< a client sends for good what should last for a while
  relay_drops_live,             ///< it takes what is off the record, and hands it to nobody
};

/// Everything that a seed decides before the first event.
struct Plan {
  std::uint64_t seed = 0;
  Population population;
  std::vector<std::string> users;
  RelayStore store = RelayStore::memory;
  MakeClientMedium clients_on = in_memory;
  std::size_t messages = 0;
  /// Tried in a group: who is in it, who may do what, how it is called. Otherwise of messages: edits,
  /// deletions, reactions.
  std::size_t changes = 0;
  std::size_t fleeting = 0;    ///< messages that last for a while
  std::size_t off_record = 0;  ///< tried: what is said so reaches those only who are there
  bool late_device = false;    ///< a user logs in with a further device in the midst of it
  Duration faulty{0};          ///< how long faults happen; then they stop
  NetworkFaults network;
  ClientFaults clients;
  RelayFaults relay;
  std::size_t partitions = 0;
  std::size_t clock_jumps = 0;
  Duration largest_jump{0};
  std::size_t restored_databases = 0;  ///< devices that go back to an old copy of their database
  bool restored_relay = false;         ///< the relay goes back to a backup
  Sabotage sabotage = Sabotage::none;

  /// Whether a message may come when its key is gone. A frame that a living connection loses or holds back
  /// leaves a gap, and both sides may have answered each other often enough meanwhile; a clock that jumps
  /// ahead ends the day for which a session is kept that crossed with another. The session then heals itself,
  /// and what was missed comes again, later.
  [[nodiscard]] bool may_have_gaps() const {
    const bool ages = clock_jumps > 0 && largest_jump >= Duration{24LL * 3'600'000};
    return !network.keeps_order() || restored_databases > 0 || restored_relay || ages;
  }
};

/// The scenarios. Each has its own promises: see Checker.
enum class Scenario : std::uint8_t {
  everyday,  ///< all faults that an honest world has
  /// Also: somebody puts an old client database back. Nothing is shown twice or invented, no key is used
  /// twice, and what the relay has answered for is not lost between other devices; that everything arrives is
  /// not promised.
  restored_database,
  /// Also: the relay's operator puts a backup back. What it had taken since may be lost, and nobody is told;
  /// nothing is shown twice, no key is used twice, and what is said from then on arrives. An archive that is
  /// behind what devices know is refused, and goes on when their user says so.
  restored_relay,
};

/// Each kind of fault is in about half of the worlds, in a strength of its own: a world in which everything
/// goes wrong at once never gets far enough to show what one fault does.
[[nodiscard]] Plan plan_of(std::uint64_t seed, Scenario scenario = Scenario::everyday,
                           Population population = {});
/// The same faults around a group of all users.
[[nodiscard]] Plan group_plan_of(std::uint64_t seed, Scenario scenario = Scenario::everyday,
                                 Population population = {});

}  // namespace sotto::simulation
