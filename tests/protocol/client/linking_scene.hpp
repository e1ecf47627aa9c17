// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world.hpp"

namespace sotto::testing {

/// Alice's laptop has her account, her phone shall get it.
struct LinkingScene {
  World world;
  Device& laptop = world.ready_user("alice");
  Device& phone = world.add_device("alice phone");

  std::string show_code() {
    static_cast<void>(laptop.handle(client::LinkDevice{}));
    world.settle();
    return laptop.engine().linking()->code;
  }
  void join(Device& newcomer, const std::string& code) {
    static_cast<void>(newcomer.handle(joining(code, newcomer.label())));
    world.settle();
  }
  static client::JoinWithCode joining(const std::string& code, const std::string& device_name) {
    return {SecretBytes::copied_from(std::string_view{code}), device_name};
  }
  /// Up to where both show the number.
  void meet() { join(phone, show_code()); }

  static client::LinkingStage stage(Device& device) { return device.engine().linking()->stage; }
  static std::string number(Device& device) { return device.engine().linking()->number; }
  Status confirm(Device& device) {
    auto status = device.handle(client::ConfirmLinking{number(device)});
    world.settle();
    return status;
  }
  void link() {
    meet();
    static_cast<void>(confirm(laptop));
    static_cast<void>(confirm(phone));
  }

  /// Whether the keys have left the laptop, for whomever.
  bool something_was_handed_over() {
    for (const auto& [id, linking] : world.relay.linkings.all) {
      if (!linking.grant.empty()) return true;
    }
    return false;
  }
  std::size_t devices() { return world.relay.accounts.at("alice").devices.size(); }
};

}  // namespace sotto::testing
