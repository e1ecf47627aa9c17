// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.hpp"

#include <algorithm>
#include <stdexcept>

namespace sotto::testing {
namespace {

constexpr std::size_t everything = 1'000'000;

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

std::vector<store::Table> all_tables() {
  std::vector<store::Table> tables;
  for (std::uint8_t number = 1; number <= 63; ++number) tables.push_back(static_cast<store::Table>(number));
  return tables;
}

using Snapshot = std::vector<std::pair<store::Table, store::Record>>;

Snapshot records_of(store::ClientStore& store) {
  Snapshot snapshot;
  for (const auto table : all_tables()) {
    auto records = store.scan(table, {}, everything);
    for (auto& record : *records) snapshot.emplace_back(table, std::move(record));
  }
  return snapshot;
}

void restore(store::ClientStore& store, const Snapshot& snapshot) {
  static_cast<void>(store.begin());
  for (const auto& [table, record] : snapshot) static_cast<void>(store.put(table, record.key, record.value));
  static_cast<void>(store.commit());
}

/// An account as it is right after registering: at the relay and on its device.
struct ReadyUser {
  RelayAccount account;
  Snapshot records;
};

const ReadyUser& made_once(const std::string& name) {
  static std::map<std::string, ReadyUser> made;
  const auto found = made.find(name);
  if (found != made.end()) return found->second;
  std::uint64_t seed = 0;
  for (const char c : name) seed = seed * 131 + static_cast<unsigned char>(c);
  World world{seed};
  auto& device = world.register_user(name);
  auto account = world.relay.accounts.at(name);
  return made.emplace(name, ReadyUser{std::move(account), records_of(device.store())}).first->second;
}

}  // namespace

// Device.

Device::Device(World& world, std::string label, std::uint64_t seed, store::ClientStore* elsewhere)
    : world_{world},
      label_{std::move(label)},
      random_{seed},
      kept_{elsewhere != nullptr ? *elsewhere : durable_},
      faulty_{std::make_unique<FaultyStore>(kept_)} {}

void Device::start() {
  engine_ = std::make_unique<client::Engine>(*faulty_, random_);
  const auto started = engine_->start(world_.moment(), kept_epoch_);
  if (!started) throw std::runtime_error{"engine did not start"};
  carry_out_effects();
}

Status Device::handle(client::Input input) {
  auto status = engine_->handle(std::move(input), world_.moment());
  carry_out_effects();
  return status;
}

Status Device::say(const std::string& to, const std::string& text) {
  return handle(client::SendText{name(to), text});
}

void Device::carry_out_effects() {
  while (auto effect = engine_->poll()) carry_out(*std::move(effect));
}

void Device::carry_out(client::Effect effect) {
  std::visit(
      Overloaded{[this](const client::OpenLink&) { wants_link_ = true; },
                 [this](const client::CloseLink&) {
                   wants_link_ = false;
                   if (link_) world_.serving_->disconnect(*link_);
                   link_.reset();
                   link_is_up_ = false;
                   outgoing_.clear();
                 },
                 [this](client::SendFrame& frame) {
                   if (link_is_up_) outgoing_.push_back(std::move(frame.bytes));
                 },
                 [this](const client::WakeAt& wake) { wake_at_ = world_.now() + (wake.at - world_.wall()); },
                 [this](const client::KeepEpoch& keep) { kept_epoch_ = keep.epoch; },
                 [this](client::Notify& notify) { events_.push_back(std::move(notify.event)); }},
      effect);
}

void Device::drop_link() {
  if (link_) world_.serving_->disconnect(*link_);
  const bool had_one = link_.has_value() || wants_link_;
  link_.reset();
  link_is_up_ = false;
  wants_link_ = false;
  outgoing_.clear();
  if (had_one) static_cast<void>(handle(client::LinkDown{}));
}

void Device::stop() {
  if (link_) world_.serving_->disconnect(*link_);
  link_.reset();
  link_is_up_ = false;
  wants_link_ = false;
  outgoing_.clear();
  wake_at_.reset();
  engine_.reset();
  kept_.rollback();
  faulty_->heal();
}

void Device::crash() {
  stop();
  start();
}

void Device::restore(const store::MemoryStore& backup) {
  stop();
  durable_.copy_from(backup);
  start();
}

void Device::go_offline() {
  may_connect_ = false;
  drop_link();
}

void Device::go_online() { may_connect_ = true; }

std::vector<store::Message> Device::messages_with(const std::string& user) { return messages_in(name(user)); }

std::vector<store::Message> Device::messages_in(const ConversationId& conversation) {
  auto messages = *kept_.page(conversation, std::nullopt, everything);
  std::reverse(messages.begin(), messages.end());
  return messages;
}

std::vector<std::string> Device::texts_with(const std::string& user) {
  std::vector<std::string> texts;
  for (auto& message : messages_with(user)) {
    if (message.kind == store::MessageKind::text) texts.push_back(std::move(message.body));
  }
  return texts;
}

std::optional<client::ConversationView> Device::conversation(const std::string& user) {
  return *engine_->conversation(name(user));
}

Address Device::address() {
  const auto account = engine_->account();
  return {account->username, account->device};
}

std::string Device::dump() {
  std::string out;
  for (const auto& [table, record] : records_of(kept_)) {
    out += std::to_string(static_cast<int>(table)) + " " + to_hex(record.key) + " " + to_hex(record.value) +
           "\n";
  }
  const auto conversations = kept_.conversations();
  for (const auto& conversation : *conversations) {
    out += conversation.with.text() + " " + std::to_string(conversation.unread) + "\n";
    for (const auto& message : messages_in(conversation.with)) {
      out += to_hex(message.id.view()) + std::to_string(static_cast<int>(message.kind)) +
             std::to_string(static_cast<int>(message.state)) + message.body + "\n";
    }
  }
  return out;
}

// World.

Device& World::add_device(const std::string& label, store::ClientStore* elsewhere) {
  devices_.push_back(std::make_unique<Device>(*this, label, seeds_.next(), elsewhere));
  devices_.back()->start();
  return *devices_.back();
}

Device& World::register_user(const std::string& user) {
  auto& device = add_device(user);
  static_cast<void>(
      device.handle(client::Register{name(user), password_of(user), "", user + " laptop", true, ""}));
  settle();
  return device;
}

Device& World::register_again(const std::string& user) {
  relay.last_device += 10;
  relay.accounts.erase(user);
  relay.disconnect_all();
  settle(std::chrono::minutes{2});
  return register_user(user);
}

Device& World::log_in(const std::string& user, const std::string& label) {
  auto& device = add_device(label);
  static_cast<void>(device.handle(client::LogIn{name(user), password_of(user), label}));
  settle();
  return device;
}

Device& World::ready_user(const std::string& user, store::ClientStore* elsewhere) {
  const auto& ready = made_once(user);
  serving_->adopt(user, ready.account);
  devices_.push_back(std::make_unique<Device>(*this, user, seeds_.next(), elsewhere));
  auto& device = *devices_.back();
  restore(device.kept_, ready.records);
  device.start();
  settle();
  return device;
}

bool World::exchange_once() {
  bool moved = false;
  for (auto& device : devices_) {
    const bool can_connect = device->wants_link_ && device->may_connect_ && !relay_is_down;
    if (can_connect && !device->link_) {
      device->link_ = serving_->connect();
      device->link_is_up_ = true;
      static_cast<void>(device->handle(client::LinkUp{}));
      moved = true;
    } else if (device->wants_link_ && !device->link_) {
      device->drop_link();
      moved = true;
    }
    while (!device->outgoing_.empty() && device->link_) {
      const auto bytes = std::move(device->outgoing_.front());
      device->outgoing_.pop_front();
      serving_->receive(*device->link_, bytes, now_);
      moved = true;
    }
  }
  static_cast<void>(serving_->pass_time(now_));
  while (auto said = serving_->poll()) {
    moved = true;
    for (auto& device : devices_) {
      if (device->link_ != said->first) continue;
      if (said->second) {
        static_cast<void>(device->handle(client::FrameReceived{*said->second}));
      } else {
        device->drop_link();
      }
      break;
    }
  }
  return moved;
}

void World::exchange() {
  while (exchange_once()) {
  }
}

bool World::fire_due_timers() {
  bool fired = false;
  for (auto& device : devices_) {
    if (!device->wake_at_ || *device->wake_at_ > now_) continue;
    device->wake_at_.reset();
    static_cast<void>(device->handle(client::TimerFired{}));
    fired = true;
  }
  return fired;
}

std::optional<Instant> World::next_timer() const {
  auto next = serving_->pass_time(now_);
  for (const auto& device : devices_) {
    if (device->wake_at_ && (!next || *device->wake_at_ < *next)) next = device->wake_at_;
  }
  return next;
}

void World::settle(Duration horizon) {
  const auto limit = now_ + horizon;
  // Each device asks a silent relay for a sign of life every minute, and looks into its archive.
  const auto most_rounds = 100'000 + horizon.count() / 5'000;
  for (std::int64_t rounds = 0; rounds < most_rounds; ++rounds) {
    exchange();
    if (fire_due_timers()) continue;
    const auto next = next_timer();
    if (!next || *next > limit) return;
    now_ = std::max(now_, *next);
  }
  throw std::runtime_error{"the world does not come to rest"};
}

void World::run_for(Duration duration) {
  const auto end = now_ + duration;
  settle(duration);
  now_ = std::max(now_, end);
  settle(Duration{0});
}

void World::kill_relay() {
  relay_is_down = true;
  for (auto& device : devices_) {
    if (device->link_) device->drop_link();
  }
}

void World::revive_relay() { relay_is_down = false; }

}  // namespace sotto::testing
