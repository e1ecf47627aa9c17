// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the time that a secret takes tells of it (attack A21), measured as dudect does: inputs of two
// classes in random order, one fixed and one random, and Welch's t of their times. A number, no verdict: on a
// machine that does something else meanwhile |t| wanders. What decides is tests/timing, which needs no clock.
#ifdef __x86_64__
#include <x86intrin.h>
#endif

#include <array>
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "forged_message.hpp"
#include "party.hpp"
#include "report.hpp"
#include "sotto/crypto/content_seal.hpp"
#include "sotto/crypto/hybrid_kem.hpp"
#include "welch.hpp"

// Of libsignal-protocol-c, which declares it in none of its public headers.
extern "C" int signal_constant_memcmp(const void* a, const void* b, std::size_t size);

namespace {

using namespace sotto;
using namespace sotto::load;
using namespace sotto::crypto;
using crypto::test::Party;
using crypto::test::SeededRandom;
using testing::must;

/// The catalogue asks for a million where that takes seconds. A decapsulation or a message takes some 100 µs.
constexpr std::size_t many = 1'000'000;
constexpr std::size_t few = 250'000;
/// Inputs that are made ahead, so that making one is not what is measured.
constexpr std::size_t batch = 1'000;
constexpr std::size_t mac_size = 32;
constexpr std::size_t signal_mac_size = 8;

std::uint64_t ticks() noexcept {
#ifdef __x86_64__
  unsigned core = 0;
  _mm_lfence();
  const auto now = __rdtscp(&core);
  _mm_lfence();
  return now;
#else
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

/// Where a result goes, so that no compiler leaves out what made it.
volatile bool kept = false;

/// `input` makes one of the class; `act` is measured. The first batch warms up and does not count.
template <class Input, class Act>
double measure(std::size_t count, SeededRandom& random, Input input, Act act) {
  std::vector<Sample> samples;
  samples.reserve(count);
  std::vector<std::pair<bool, Bytes>> inputs(batch);
  for (std::size_t done = 0; done < count + batch; done += batch) {
    for (auto& [fixed, bytes] : inputs) {
      std::array<std::uint8_t, 1> coin{};
      must(random.fill(coin));
      fixed = (coin[0] & 1) != 0;
      bytes = input(fixed);
    }
    for (const auto& [fixed, bytes] : inputs) {
      const auto begin = ticks();
      kept = act(bytes);
      const auto end = ticks();
      if (done > 0) samples.push_back({end - begin, fixed});
    }
  }
  return largest_t(samples);
}

class Timing {
 public:
  explicit Timing(Report& report) : report_{report} {}

  void run() {
    compare("timing_control_early_exit_t", mac_size, stops_early);
    compare("timing_mac_compare_t", mac_size, equal_in_constant_time);
    compare("timing_signal_mac_compare_t", signal_mac_size,
            [](ByteView a, ByteView b) { return signal_constant_memcmp(a.data(), b.data(), a.size()) == 0; });
    content("timing_content_commitment_t", 0, mac_size);
    content("timing_content_tag_t", content_seal_overhead - 16 + text_size, 16);
    session();
    decapsulation();
  }

 private:
  static constexpr std::size_t text_size = 160;

  /// What must not be: the control of the whole run.
  static bool stops_early(ByteView a, ByteView b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }

  void say(const char* name, double t, std::size_t count) {
    report_.figure(
        name, t, "|t|, " + std::to_string(count) + " samples" + (t > suspicious_t ? ", more than 4.5" : ""));
  }

  Bytes drawn(std::size_t size) {
    Bytes bytes(size);
    must(random_.fill(bytes));
    return bytes;
  }

  /// Fixed: the MAC itself. Random: one that is wrong, mostly from its first byte on.
  template <class Equal>
  void compare(const char* name, std::size_t size, Equal equal) {
    const Bytes ours = drawn(size);
    const auto input = [&](bool fixed) { return fixed ? ours : drawn(size); };
    say(name, measure(many, random_, input, [&](ByteView theirs) { return equal(ours, theirs); }), many);
  }

  /// A sealed content of which `size` bytes from `at` on are wrong. Fixed: the last of them only.
  void content(const char* name, std::size_t at, std::size_t size) {
    const auto secret = SecretBytes::copied_from(drawn(64));
    const Bytes salt = drawn(content_salt_size);
    const Bytes sealed = must(seal_content(secret, salt, bytes_of("context"), Bytes(text_size, 'x')));
    const auto input = [&](bool fixed) {
      Bytes damaged = sealed;
      const auto part = std::span{damaged}.subspan(at, size);
      if (fixed) part.back() ^= 1;
      if (!fixed) must(random_.fill(part));
      return damaged;
    };
    const auto open = [&](ByteView damaged) {
      return open_content(secret, salt, bytes_of("context"), damaged).ok();
    };
    say(name, measure(many, random_, input, open), many);
  }

  /// A message whose MAC is wrong. Fixed: in its last bit only.
  void session() {
    Party alice{"alice", 1};
    Party bob{"bob", 2};
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
    bob.read(alice, alice.write(bob, "first of the chain"));
    const auto genuine = alice.write(bob, std::string(text_size, 'x'));
    const auto input = [&](bool fixed) {
      Bytes damaged = genuine.data;
      if (fixed) damaged.back() ^= 1;
      if (!fixed) must(random_.fill(std::span{damaged}.last(signal_mac_size)));
      return damaged;
    };
    Instant now = crypto::test::noon;
    const auto read = [&](const Bytes& damaged) {
      // So slowly that the peer is never throttled.
      now = now + std::chrono::seconds{10};
      return bob.try_read(alice, {CiphertextType::ordinary, damaged}, now).ok();
    };
    say("timing_session_refusal_t", measure(few, random_, input, read), few);
    if (bob.read(alice, genuine, now).size() != text_size) throw std::runtime_error{"the session was lost"};
  }

  /// Fixed: a genuine ciphertext. Random: one that is rejected.
  void decapsulation() {
    const auto pair = must(KemKeyPair::fresh(random_));
    const auto made = must(encapsulate(pair.public_key(), random_));
    const auto input = [&](bool fixed) { return fixed ? made.ciphertext : drawn(kem_ciphertext_size); };
    const auto open = [&](ByteView ciphertext) { return pair.decapsulate(ciphertext).ok(); };
    say("timing_kem_decapsulation_t", measure(few, random_, input, open), few);
  }

  Report& report_;
  SeededRandom random_{20261126};
};

void measure_all(Report& report) { Timing{report}.run(); }

}  // namespace

int main(int argc, char** argv) { return run_bench(argc, argv, measure_all); }
