// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay_node.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

namespace sotto::simulation {
namespace {

/// The relay looks after its deadlines about this often.
constexpr Duration tick{25};
constexpr Duration slowest_task{3};

/// As an installation in which nobody is counted: the simulation is about what is delivered.
relay::Policy policy() {
  relay::Policy policy;
  policy.captcha_max_number = 20;
  return policy;
}

}  // namespace

/// The relay's side of a connection. What is said in one go leaves together, deliveries in one frame, as the
/// network layer does it.
class RelayNode::Wire final : public relay::Link {
 public:
  Wire(RelayNode& node, LinkNumber number) : node_{node}, number_{number} {}

  void send(wire::Frame frame) override {
    if (!may_speak()) return;
    pack();
    node_.around_.says(frame);
    if (const auto* reply = std::get_if<wire::SubmitReply>(&frame)) node_.around_.answers(*reply);
    frames_.push_back(wire::serialise(frame));
  }
  void deliver(DeliveryId id, std::shared_ptr<const relay::store::Letter> letter,
               std::uint64_t remaining) override {
    if (!may_speak() || node_.dropped_.count(letter->message) > 0) return;
    node_.around_.delivers(*letter);
    if (together_.deliveries.size() == wire::max_deliveries) pack();
    together_.deliveries.push_back(
        {id, letter->message, letter->sender, letter->received_at, letter->envelope});
    together_.remaining = remaining;
  }
  void close(wire::Goodbye goodbye) override {
    if (!may_speak()) return;
    pack();
    frames_.push_back(wire::serialise(goodbye));
    closing_ = true;
  }

  void flush(Network& network) {
    pack();
    for (auto& frame : std::exchange(frames_, {})) network.send_down(number_, std::move(frame));
    if (closing_ && !std::exchange(closed_, true)) network.close(number_);
  }

 private:
  bool may_speak() { return node_.fate_.survives(node_.faults_.crash_per_effect) && !closing_; }
  void pack() {
    if (together_.deliveries.empty()) return;
    frames_.push_back(wire::serialise(std::exchange(together_, {})));
  }

  RelayNode& node_;
  LinkNumber number_;
  std::vector<Bytes> frames_;
  wire::Deliver together_;
  bool closing_ = false;
  bool closed_ = false;
};

/// What goes with the process.
struct RelayNode::Life {
  Life(RelayNode& node, relay::store::Store& medium, relay::ServerKey key)
      : disk{medium,
             node.fate_,
             node.faults_,
             node.sabotage_,
             {[&node](Duration delay, std::function<void()> task) { node.later(delay, std::move(task)); },
              node.around_.committed}},
        server_key{std::move(key)},
        foundation{disk,       bus,     node.clock_, node.random_,
                   server_key, metrics, policy(),    relay::SeededHash{node.random_}},
        relay{foundation, [&node](std::function<void()> task) {
                node.later(node.dice_.between(Duration{0}, slowest_task), [&node, task = std::move(task)] {
                  if (node.fate_.survives(node.faults_.crash_per_effect)) task();
                });
              }} {}

  struct Connection {
    std::shared_ptr<Wire> wire;
    std::shared_ptr<relay::Session> session;
  };
  RelayDisk disk;
  relay::bus::InProcessBus bus;
  relay::obs::Metrics metrics;
  relay::ServerKey server_key;
  relay::Foundation foundation;
  relay::Relay relay;
  std::map<LinkNumber, Connection> connections;
};

RelayNode::RelayNode(RelaySurroundings around, const RelayFaults& faults, Sabotage sabotage,
                     std::uint64_t seed)
    : around_{std::move(around)},
      faults_{faults},
      sabotage_{sabotage},
      fate_{Dice{seed}.fork()},
      dice_{seed},
      random_{dice_.next()},
      clock_{around_.schedule} {
  around_.network.attach(*this);
}

RelayNode::~RelayNode() {
  if (life_) life_->disk.forget();
}

void RelayNode::start() {
  if (life_) return;
  around_.trace.note(around_.schedule.now(), "relay", "starts");
  fate_.revive();
  ++lives_;
  auto& store = around_.medium.open();
  auto key = relay::ServerKey::load_or_make(store, random_);
  if (!key) throw std::runtime_error{"the relay has no key"};
  life_ = std::make_unique<Life>(*this, store, *std::move(key));
}

void RelayNode::stop_faults() {
  faults_ = {};
  start();
}

void RelayNode::go_back_to(const RelayMedium& backup) {
  if (life_) bury();
  around_.trace.note(around_.schedule.now(), "relay", "goes back to a backup");
  around_.medium.go_back_to(backup);
}

void RelayNode::act(const std::function<void()>& action) {
  if (!life_) return;
  action();
  if (!fate_.alive()) return bury();
  for (auto& [link, connection] : life_->connections) connection.wire->flush(around_.network);
}

void RelayNode::later(Duration delay, std::function<void()> task) {
  around_.schedule.after(delay, [this, life = lives_, task = std::move(task)] {
    if (life == lives_) act(task);
  });
}

void RelayNode::on_accept(LinkNumber link) {
  act([&] {
    auto wire = std::make_shared<Wire>(*this, link);
    auto session = std::make_shared<relay::Session>(life_->relay, wire, std::string{});
    life_->connections[link] = {std::move(wire), std::move(session)};
  });
}

void RelayNode::on_frame(LinkNumber link, Bytes frame) {
  around_.heard(frame);
  if (sabotage_ == Sabotage::relay_drops_live) note_live(frame);
  act([&] {
    const auto found = life_->connections.find(link);
    if (found == life_->connections.end()) return;
    const auto session = found->second.session;
    session->on_frame(frame);
    const auto due = relay::live_acknowledgement + dice_.between(Duration{0}, tick);
    later(due, [this] { life_->relay.delivery.tick(); });
  });
}

void RelayNode::note_live(ByteView bytes) {
  const auto frame = wire::parse_frame(bytes);
  const auto* submit = frame ? std::get_if<wire::Submit>(&*frame) : nullptr;
  if (submit != nullptr && submit->keeping == wire::Keeping::live_only) dropped_.insert(submit->message);
}

void RelayNode::on_closed(LinkNumber link) {
  act([&] {
    const auto found = life_->connections.find(link);
    if (found == life_->connections.end()) return;
    const auto gone = std::move(found->second);
    life_->connections.erase(found);
    gone.session->on_closed();
  });
}

void RelayNode::bury() {
  around_.trace.note(around_.schedule.now(), "relay", "crashes");
  life_->disk.forget();
  life_.reset();
  ++lives_;
  around_.medium.close();
  around_.network.reset_all();
  around_.schedule.after(dice_.between(Duration{0}, faults_.longest_absence), [this, life = lives_] {
    if (life == lives_) start();
  });
}

}  // namespace sotto::simulation
