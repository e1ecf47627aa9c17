// SPDX-License-Identifier: GPL-3.0-or-later
// Two real engines and a relay that does what the fuzzer says: drop, hold, repeat, reorder, swap, change,
// crash.
#include <set>
#include <string>
#include <vector>

#include "input.hpp"
#include "target.hpp"
#include "world.hpp"

namespace sotto::fuzz {
namespace {

using testing::Device;
using testing::World;

constexpr int max_steps = 48;
constexpr const char* names[] = {"alice", "bob"};

enum class Step : std::uint8_t {
  write,
  exchange,
  let_time_pass,
  drop_deliveries,
  drop_submissions,
  drop_answers,
  deliver_again,
  deliver_to_the_sender,
  deliver_under_another_id,
  deliver_changed,
  swap_ciphertexts,
  make_up_an_answer,
  crash,
  fail_the_store,
  go_offline,
  kill_the_relay,
  forget_the_keys,
  count
};

/// How many of each the relay still loses. What is lost can be delivered again later, in any order.
struct Hostility {
  int drop_deliveries = 0;
  int drop_submissions = 0;
  int drop_answers = 0;
};

class Machine {
 public:
  Machine() {
    for (const auto* name : names) devices_.push_back(&world_.ready_user(name));
    world_.relay.says = [this](const wire::Frame& frame) { return may_say(frame); };
    world_.relay.hears = [this](const wire::Frame& frame) { return may_hear(frame); };
  }

  void run(Input& input) {
    for (int step = 0; step < max_steps && !input.empty(); ++step) {
      const auto what = static_cast<Step>(input.below(static_cast<std::size_t>(Step::count)));
      carry_out(what, input.below(2), input);
      check_timelines();
    }
  }

  /// When the attacker has gone, messages arrive again, without anybody's help.
  void end_well() {
    hostility_ = {};
    world_.revive_relay();
    for (auto* device : devices_) {
      device->faults().heal();
      device->go_online();
    }
    world_.run_for(std::chrono::hours{3});
    for (std::size_t who = 0; who < 2; ++who) write(who);
    world_.run_for(std::chrono::hours{3});
    check_timelines();
    for (std::size_t who = 0; who < 2; ++who) {
      const auto last = written_[who].rbegin()->second;
      require(shown_at(1 - who).count(last) == 1, "messages arrive when the attacker has gone");
    }
  }
  [[nodiscard]] bool something_was_shown() { return !shown_at(0).empty() || !shown_at(1).empty(); }

 private:
  bool may_say(const wire::Frame& frame) {
    if (const auto* deliver = std::get_if<wire::Deliver>(&frame)) {
      for (const auto& delivery : deliver->deliveries) seen_.push_back(delivery);
      return passes(hostility_.drop_deliveries);
    }
    return !std::holds_alternative<wire::SubmitReply>(frame) || passes(hostility_.drop_answers);
  }
  bool may_hear(const wire::Frame& frame) {
    return !std::holds_alternative<wire::Submit>(frame) || passes(hostility_.drop_submissions);
  }
  static bool passes(int& left_to_drop) {
    if (left_to_drop == 0) return true;
    --left_to_drop;
    return false;
  }

  void carry_out(Step what, std::size_t who, Input& input) {
    auto& device = *devices_[who];
    const int times = static_cast<int>(1 + input.below(8));
    switch (what) {
      case Step::write:
        return write(who);
      case Step::exchange:
        return world_.exchange();
      case Step::let_time_pass:
        return world_.run_for(std::chrono::seconds{input.u16()});
      case Step::drop_deliveries:
        hostility_.drop_deliveries = times;
        return;
      case Step::drop_submissions:
        hostility_.drop_submissions = times;
        return;
      case Step::drop_answers:
        hostility_.drop_answers = times;
        return;
      case Step::crash:
        return device.crash();
      case Step::fail_the_store:
        return device.faults().fail_once_at(static_cast<std::uint64_t>(times));
      case Step::go_offline:
        if (times % 2 == 0) return device.go_online();
        return device.go_offline();
      case Step::kill_the_relay:
        if (times % 2 == 0) return world_.revive_relay();
        return world_.kill_relay();
      case Step::forget_the_keys:
        world_.relay.device(device.address()).one_time.clear();
        return;
      default:
        return deliver_falsely(what, device, input);
    }
  }

  void deliver_falsely(Step what, Device& device, Input& input) {
    if (seen_.empty()) return;
    auto delivery = seen_[input.u8() % seen_.size()];
    switch (what) {
      case Step::deliver_to_the_sender:
        delivery.sender = device.address();
        break;
      case Step::deliver_under_another_id:
        delivery.message.bytes[input.below(16)] ^= 1U;
        break;
      case Step::deliver_changed: {
        auto& data = delivery.envelope.ciphertext;
        data[input.u16() % data.size()] ^= static_cast<std::uint8_t>(1 + input.below(255));
        break;
      }
      case Step::swap_ciphertexts:
        delivery.envelope.ciphertext = seen_[input.u8() % seen_.size()].envelope.ciphertext;
        break;
      case Step::make_up_an_answer: {
        const auto outcome = static_cast<wire::SubmitOutcome>(1 + input.below(8));
        return hand_over(
            device, wire::SubmitReply{delivery.message, delivery.sender.user, outcome, {}, {}, Duration{0}});
      }
      default:
        break;
    }
    hand_over(device, wire::Deliver{{delivery}, 0});
  }

  void hand_over(Device& device, const wire::Frame& frame) {
    world_.relay.inject(device.address(), frame);
    world_.exchange();
  }

  void write(std::size_t who) {
    const auto text = std::to_string(++texts_);
    if (!devices_[who]->say(names[1 - who], text)) return;
    written_[who][texts_] = text;
  }

  std::set<std::string> shown_at(std::size_t who) {
    std::set<std::string> shown;
    for (const auto& message : devices_[who]->messages_with(names[1 - who])) {
      if (message.kind != store::MessageKind::text) continue;
      if (message.sender == testing::name(names[who])) continue;
      require(shown.insert(message.body).second, "nothing is shown twice");
    }
    return shown;
  }

  void check_timelines() {
    for (std::size_t who = 0; who < 2; ++who) {
      std::set<std::string> written;
      for (const auto& [number, text] : written_[1 - who]) written.insert(text);
      for (const auto& text : shown_at(who)) {
        require(written.count(text) == 1, "nothing is shown that was not written");
      }
      require(devices_[who]->events<client::IdentityChanged>().empty(), "nobody's identity has changed");
      require(devices_[who]->engine().account().has_value(), "nobody is logged out");
    }
  }

  World world_;
  std::vector<Device*> devices_;
  Hostility hostility_;
  std::vector<wire::Delivery> seen_;
  std::map<std::uint64_t, std::string> written_[2];
  std::uint64_t texts_ = 0;
};

Verdict run(ByteView bytes) {
  Input input{bytes};
  Machine machine;
  machine.run(input);
  const bool shown = machine.something_was_shown();
  machine.end_well();
  return shown ? Verdict::accepted : Verdict::refused;
}

/// One step of a program, as run() reads it.
Bytes step(Step what, std::uint8_t who, std::uint8_t times = 0, const Bytes& more = {}) {
  Bytes out{static_cast<std::uint8_t>(what), who, times};
  append(out, more);
  return out;
}

Bytes program(std::initializer_list<Bytes> steps) {
  Bytes out;
  for (const auto& one : steps) append(out, one);
  return out;
}

std::vector<Bytes> seeds() {
  const Bytes an_hour{14, 16};
  const auto wait = step(Step::let_time_pass, 0, 0, an_hour);
  return {
      program({step(Step::write, 0), step(Step::exchange, 0), step(Step::write, 1), step(Step::exchange, 0)}),
      // Off and on again: what was dropped lies in the mailbox.
      program({step(Step::drop_deliveries, 0, 0), step(Step::write, 0), step(Step::write, 1), wait,
               step(Step::go_offline, 1, 0), step(Step::go_offline, 1, 1), wait}),
      program({step(Step::write, 0), step(Step::exchange, 0), step(Step::deliver_again, 1, 0, {0}),
               step(Step::deliver_changed, 1, 0, {0, 0, 20, 3}), step(Step::crash, 1), wait})};
}

const Registration registration{{{"engines_machine", 256, run, seeds}}};

}  // namespace
}  // namespace sotto::fuzz
