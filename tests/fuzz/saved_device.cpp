// SPDX-License-Identifier: GPL-3.0-or-later
#include "saved_device.hpp"

#include "target.hpp"
#include "world.hpp"

namespace sotto::fuzz {
namespace {

using testing::World;

constexpr std::size_t everything = 1'000'000;

std::vector<std::pair<store::Table, store::Record>> records_of(store::ClientStore& store) {
  std::vector<std::pair<store::Table, store::Record>> all;
  for (std::uint8_t number = 1; number != 0; ++number) {
    const auto table = static_cast<store::Table>(number);
    auto records = store.scan(table, {}, everything);
    require(records.ok(), "the store of a test can be read");
    for (auto& record : *records) all.emplace_back(table, std::move(record));
  }
  return all;
}

SavedDevice make() {
  SavedDevice saved;
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  world.relay.says = [&](const wire::Frame& frame) {
    const auto* welcome = std::get_if<wire::Welcome>(&frame);
    if (welcome != nullptr && welcome->username == testing::name("alice"))
      saved.welcome = wire::serialise(frame);
    return true;
  };
  require(alice.say("bob", "hello").ok(), "alice writes");
  world.settle();
  require(bob.say("alice", "hello").ok(), "bob writes");
  world.settle();
  alice.go_offline();
  alice.go_online();
  world.settle();
  // What the relay says from now on is kept and not delivered.
  world.relay.says = [&](const wire::Frame& frame) {
    saved.frames_to_come.push_back(wire::serialise(frame));
    if (std::holds_alternative<wire::Deliver>(frame)) saved.delivery = saved.frames_to_come.back();
    return false;
  };
  require(bob.say("alice", "on its way").ok(), "bob writes");
  require(alice.say("bob", "waiting").ok(), "alice writes");
  world.exchange();
  saved.records = records_of(alice.store());
  saved.messages = alice.messages_with("bob");
  saved.now = world.now();
  return saved;
}

}  // namespace

std::unique_ptr<store::MemoryStore> SavedDevice::store() const {
  auto copy = std::make_unique<store::MemoryStore>();
  static_cast<void>(copy->begin());
  for (const auto& [table, record] : records) static_cast<void>(copy->put(table, record.key, record.value));
  for (const auto& message : messages) static_cast<void>(copy->append_message(message));
  static_cast<void>(copy->commit());
  return copy;
}

const SavedDevice& saved_device() {
  static const SavedDevice saved = make();
  return saved;
}

}  // namespace sotto::fuzz
