// SPDX-License-Identifier: GPL-3.0-or-later
// What a message costs that does not open (attack A13): its counter is as far ahead as is allowed, so that
// all the keys in between are made before the MAC is found wrong. In processor time, beside a message that
// opens, and with what a peer can make the receiver keep.
#include <algorithm>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

#include "forged_message.hpp"
#include "party.hpp"
#include "report.hpp"
#include "session_limits.hpp"

namespace {

using namespace sotto;
using namespace sotto::load;
using namespace sotto::crypto;
using crypto::test::Party;
using testing::must;

constexpr std::size_t text_size = 160;
constexpr int samples = 40;
constexpr std::uint32_t farthest = max_forward_jump - 1;
/// Receiving chains that libsignal-protocol-c keeps of a session.
constexpr int chains = 5;

double cpu_milliseconds() { return 1'000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double worst_of(const std::vector<double>& times) { return *std::max_element(times.begin(), times.end()); }

/// Alice attacks bob.
struct Attack {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  Instant now = crypto::test::noon;
  const std::string text = std::string(text_size, 'x');

  Attack() { begin_session(); }

  void begin_session() {
    must(alice.meet(bob, crypto::test::OneTime::with, now));
    bob.read(alice, alice.write(bob, text, now), now);
    alice.read(bob, bob.write(alice, text, now), now);
  }
  void lose(std::size_t messages) {
    for (std::size_t lost = 0; lost < messages; ++lost) static_cast<void>(alice.write(bob, text, now));
  }
  /// As many waiting keys as a session holds.
  void fill_session() {
    for (int chain = 0; chain < chains; ++chain) {
      lose(max_skipped_per_chain);
      bob.read(alice, alice.write(bob, text, now), now);
      alice.read(bob, bob.write(alice, text, now), now);
    }
  }
  [[nodiscard]] std::size_t record_size() const { return bob.state.tables.sessions.begin()->second.size(); }

  /// The time that bob spends on it. So seldom that nobody is throttled.
  double time_of(const Ciphertext& message, bool opens) {
    now = now + throttle_window;
    const auto begin = cpu_milliseconds();
    const bool opened = bob.try_read(alice, message, now).ok();
    const auto end = cpu_milliseconds();
    if (opened != opens) throw std::runtime_error{"a message was taken for another"};
    return end - begin;
  }
};

void measure_ordinary(Report& report) {
  Attack attack;
  std::vector<double> times;
  for (int sample = 0; sample < samples; ++sample)
    times.push_back(attack.time_of(attack.alice.write(attack.bob, attack.text, attack.now), true));
  report.figure("ordinary_message_worst_ms", worst_of(times), "CPU, opens; its counter is the next one");
}

void measure_forged_jump(Report& report) {
  Attack attack;
  const auto genuine = attack.alice.write(attack.bob, attack.text);
  std::vector<double> times;
  for (int sample = 0; sample < samples; ++sample)
    times.push_back(attack.time_of(crypto::test::with_counter(genuine, farthest), false));
  report.figure("forged_jump_worst_ms", worst_of(times), "CPU, refused; counter 1,999 ahead, wrong MAC");
}

void measure_genuine_jump(Report& report) {
  std::vector<double> times;
  std::size_t record = 0;
  for (int sample = 0; sample < samples; ++sample) {
    Attack attack;
    attack.lose(farthest);
    times.push_back(attack.time_of(attack.alice.write(attack.bob, attack.text, attack.now), true));
    record = std::max(record, attack.record_size());
  }
  report.figure("genuine_jump_worst_ms", worst_of(times), "CPU, opens; counter 1,999 ahead");
  report.figure("record_after_jump_bytes", static_cast<double>(record), "the session record after it");
}

/// A forgery under a new ratchet key fits no chain, so each session is tried: the current one and those that
/// it has replaced, each with as many keys as it holds.
void measure_full_record(Report& report) {
  Attack attack;
  for (std::size_t session = 0; session < max_archived; ++session) {
    attack.fill_session();
    attack.begin_session();
  }
  attack.fill_session();
  const auto genuine = attack.alice.write(attack.bob, attack.text);
  const auto unknown_key = copy_of(attack.alice.signed_prekey.key);
  const auto forged =
      crypto::test::with_ratchet_key(crypto::test::with_counter(genuine, farthest), unknown_key);
  std::vector<double> times;
  for (int sample = 0; sample < samples; ++sample) times.push_back(attack.time_of(forged, false));
  report.figure("failed_message_worst_ms", worst_of(times),
                "CPU, refused; counter 1,999 in a new chain, all sessions full");
  report.figure("full_record_bytes", static_cast<double>(attack.record_size()), "that session record");
}

void measure_all(Report& report) {
  measure_ordinary(report);
  measure_forged_jump(report);
  measure_genuine_jump(report);
  measure_full_record(report);
}

}  // namespace

int main(int argc, char** argv) { return run_bench(argc, argv, measure_all); }
