// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world.hpp"

namespace sotto::testing {

/// Alice has a laptop and a phone and talks with bob. The laptop revokes the phone, and a hostile relay
/// brings it back with everything that it ever signed.
struct ReturnedDevice {
  World world;
  Device& laptop = world.ready_user("alice");
  Device& bob = world.ready_user("bob");
  Device& phone = world.log_in("alice", "alice phone");
  DeviceId gone = phone.address().device;
  RelayDevice kept;
  std::optional<wire::SignedDeviceList> old_list;

  ReturnedDevice() {
    write(bob, "alice", "to both");
    write(phone, "bob", "from the phone");
    write(laptop, "bob", "from the laptop");
    kept = world.relay.device(phone.address());
    kept.mailbox.clear();
    old_list = world.relay.accounts["alice"].device_list;
  }

  /// Bob has heard of it when this is over.
  void revoke() {
    static_cast<void>(laptop.handle(client::RevokeDevice{gone}));
    world.settle();
    write(bob, "alice", "only the laptop");
  }
  void bring_back() { world.relay.accounts["alice"].devices[gone] = kept; }
  /// Returns the list that is taken away.
  std::optional<wire::SignedDeviceList> roll_list_back() {
    return std::exchange(world.relay.accounts["alice"].device_list, old_list);
  }
  bool got_something() {
    const auto& devices = world.relay.accounts["alice"].devices;
    const auto found = devices.find(gone);
    return found != devices.end() && !found->second.mailbox.empty();
  }

  /// From now on the phone's messages name this version of its account's list.
  void claim_version(std::uint64_t version) {
    auto key = copy_of(bytes_of(std::string_view{"alice"}));
    key.push_back(0);
    auto record = **phone.store().find(store::Table::device_list, key);
    // Behind the number of the record's form, big-endian.
    for (std::size_t at = 0; at < 8; ++at) record[8 - at] = static_cast<std::uint8_t>(version >> (8 * at));
    static_cast<void>(phone.store().begin());
    static_cast<void>(phone.store().put(store::Table::device_list, key, record));
    static_cast<void>(phone.store().commit());
  }

  /// What the phone writes is under way while the phone is revoked.
  void send_late() {
    holding_ = true;
    world.relay.says = [this](const wire::Frame& frame) {
      return !holding_ || !std::holds_alternative<wire::Deliver>(frame);
    };
    write(phone, "bob", "late");
    revoke();
  }
  void deliver_late_after(Duration duration) {
    world.run_for(duration);
    holding_ = false;
    world.relay.disconnect_all();
    world.settle(std::chrono::minutes{2});
  }

  void write(Device& from, const std::string& to, const std::string& text) {
    static_cast<void>(from.say(to, text));
    world.settle();
  }

 private:
  bool holding_ = false;
};

}  // namespace sotto::testing
