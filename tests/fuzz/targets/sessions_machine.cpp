// SPDX-License-Identifier: GPL-3.0-or-later
// Two devices, a wire that belongs to the attacker, and a program of steps that the fuzzer writes.
#include <set>
#include <string>
#include <vector>

#include "input.hpp"
#include "party.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using crypto::Ciphertext;
using crypto::CiphertextType;
using crypto::PrekeyBundle;
using crypto::test::must;
using crypto::test::noon;
using crypto::test::OneTime;
using crypto::test::Party;
using crypto::test::Tables;

constexpr int max_steps = 64;
/// Attack A13: a record stays small, whatever the peer's counters say.
constexpr std::size_t max_record = 100 * 1024;

enum class Step : std::uint8_t {
  write,
  deliver,
  deliver_changed,
  reflect,
  meet_with_one_time_key,
  meet_without,
  meet_with_an_old_bundle,
  meet_an_impostor,
  restart,
  back_up,
  roll_back,
  fail_the_store,
  let_minutes_pass,
  let_days_pass,
  count
};

/// A device with what its screen has shown, which lies on the same disk.
struct Side {
  Side(const char* name, std::uint64_t seed) : party{name, seed}, backup{disk()} {}

  struct Disk {
    Tables tables;
    std::set<std::string> shown;
  };
  [[nodiscard]] Disk disk() const { return {party.state.tables, shown}; }
  void restore(const Disk& disk) {
    party.state.tables = disk.tables;
    shown = disk.shown;
  }

  Party party;
  std::set<std::string> shown;
  std::set<std::string> written;
  std::vector<Ciphertext> sent;
  std::vector<PrekeyBundle> bundles;
  Disk backup;
};

class Machine {
 public:
  void run(Input& input) {
    for (int step = 0; step < max_steps && !input.empty(); ++step) {
      const auto what = static_cast<Step>(input.below(static_cast<std::size_t>(Step::count)));
      const auto who = input.below(2);
      carry_out(what, sides_[who], sides_[1 - who], input);
    }
  }

  /// When the attacker has gone, the two find each other again.
  void end_well() {
    now_ = now_ + std::chrono::hours{2};
    auto& [alice, bob] = sides_;
    for (auto* side : {&alice, &bob}) side->party.state.fail_after(-1);
    must(alice.party.meet(bob.party, OneTime::with, now_));
    write(alice, bob);
    require(deliver(alice, bob, alice.sent.back()), "what is written in a new session is read");
    write(bob, alice);
    require(deliver(bob, alice, bob.sent.back()), "what is answered is read");
  }
  [[nodiscard]] bool something_was_read() const { return read_ > 0; }

 private:
  void carry_out(Step what, Side& side, Side& peer, Input& input) {
    switch (what) {
      case Step::write:
        return write(side, peer);
      case Step::deliver:
        return with_one_of(side.sent, input, [&](const auto& message) { deliver(side, peer, message); });
      case Step::deliver_changed:
        return with_one_of(side.sent, input,
                           [&](const auto& message) { deliver(side, peer, changed(message, input)); });
      case Step::reflect:
        return with_one_of(side.sent, input, [&](const auto& message) { deliver(peer, side, message); });
      case Step::meet_with_one_time_key:
        return meet(side, peer, peer.party.bundle(OneTime::with));
      case Step::meet_without:
        return meet(side, peer, peer.party.bundle(OneTime::without));
      case Step::meet_with_an_old_bundle:
        return with_one_of(peer.bundles, input, [&](const auto& bundle) { meet(side, peer, bundle); });
      case Step::meet_an_impostor:
        return meet_an_impostor(side, peer);
      case Step::restart:
        return side.party.restart();
      case Step::back_up:
        side.backup = side.disk();
        return;
      case Step::roll_back:
        side.restore(side.backup);
        return side.party.restart();
      case Step::fail_the_store:
        return side.party.state.fail_after(1 + static_cast<int>(input.below(12)));
      case Step::let_minutes_pass:
        now_ = now_ + std::chrono::minutes{1 + input.below(60)};
        return;
      case Step::let_days_pass:
        now_ = now_ + std::chrono::hours{24 * (1 + input.below(20))};
        return;
      case Step::count:
        return;
    }
  }

  template <class Things, class Use>
  static void with_one_of(const Things& things, Input& input, Use use) {
    if (!things.empty()) use(typename Things::value_type{things[input.u8() % things.size()]});
  }

  static Ciphertext changed(Ciphertext message, Input& input) {
    const auto place = input.u16() % message.data.size();
    message.data[place] = static_cast<std::uint8_t>(message.data[place] ^ (1U + input.below(255)));
    if (input.below(4) == 0) message.data.resize(place);
    return message;
  }

  /// Runs an operation as a transaction, as the session's callers do: what fails leaves no trace.
  template <class Operation>
  auto transact(Side& side, Operation operation) {
    const auto before = side.disk();
    auto result = operation();
    if (!result.ok()) {
      const bool by_the_store = result.error().code == ErrorCode::store_unavailable;
      require(by_the_store || side.party.state.tables == before.tables, "what is refused changes nothing");
      side.restore(before);
    }
    for (const auto& [peer, record] : side.party.state.tables.sessions) {
      require(record.size() <= max_record, "a session record stays small");
    }
    return result;
  }

  void write(Side& side, Side& peer) {
    auto text = std::to_string(++texts_);
    auto message = transact(side, [&] { return side.party.try_write(peer.party, text, now_); });
    if (!message) return;
    side.written.insert(std::move(text));
    side.sent.push_back(*std::move(message));
  }

  bool deliver(Side& from, Side& to, const Ciphertext& message) {
    const auto opened = transact(to, [&] { return to.party.try_read(from.party, message, now_); });
    if (!opened) return false;
    const std::string text{text_of(opened->plaintext.expose())};
    require(from.written.count(text) == 1, "nothing is shown that was not written");
    require(to.shown.insert(text).second, "nothing is shown twice");
    require(opened->identity == from.party.identity.public_key(), "what is shown is its writer's");
    ++read_;
    return true;
  }

  void meet(Side& side, Side& peer, const PrekeyBundle& bundle) {
    peer.bundles.push_back(bundle);
    static_cast<void>(transact(side, [&] {
      return side.party.session.process_bundle(side.party.state, peer.party.address, bundle, now_);
    }));
  }

  void meet_an_impostor(Side& side, Side& peer) {
    if (side.party.state.tables.identities.count(peer.party.address.user) == 0) return;
    const auto status = transact(side, [&] {
      return side.party.session.process_bundle(side.party.state, peer.party.address,
                                               mallory_.bundle(OneTime::without), now_);
    });
    require(!status, "nobody takes the place of somebody known");
  }

  Side sides_[2] = {{"alice", 1}, {"bob", 2}};
  Party mallory_{"mallory", 3};
  Instant now_ = noon;
  std::uint64_t texts_ = 0;
  std::uint64_t read_ = 0;
};

Verdict run(ByteView bytes) {
  Input input{bytes};
  Machine machine;
  machine.run(input);
  const bool read = machine.something_was_read();
  machine.end_well();
  return read ? Verdict::accepted : Verdict::refused;
}

constexpr std::uint8_t byte(Step step) { return static_cast<std::uint8_t>(step); }

std::vector<Bytes> seeds() {
  constexpr auto meet = byte(Step::meet_with_one_time_key);
  constexpr auto write = byte(Step::write);
  constexpr auto deliver = byte(Step::deliver);
  return {{meet, 0, write, 0, deliver, 0, 0, write, 1, deliver, 1, 0, write, 0, deliver, 0, 1},
          {meet, 0, meet, 1, write, 0, write, 1, deliver, 0, 0, deliver, 1, 0, write, 0, deliver, 0, 1},
          {byte(Step::meet_without), 0, write, 0, write, 0, deliver, 0, 1, deliver, 0, 0, deliver, 0, 0},
          {meet, 0,       write, 0, byte(Step::back_up),
           1,    deliver, 0,     0, byte(Step::roll_back),
           1,    deliver, 0,     0, write,
           1,    deliver, 1,     0, byte(Step::let_days_pass),
           0,    3,       write, 0, deliver,
           0,    1}};
}

const Registration registration{{{"sessions_machine", 512, run, seeds}}};

}  // namespace
}  // namespace sotto::fuzz
