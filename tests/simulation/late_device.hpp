// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "checker.hpp"
#include "misfortunes.hpp"

namespace sotto::simulation {

/// A user logs in with a further device in the midst of a world, on an empty database; nobody tells it of
/// what was said before but the archive. Where there are three users, this one never answers one of them,
/// whose messages stay requests then.
class LateDevice {
 public:
  /// All of it outlives it. `arrived` hears that the device has the account.
  LateDevice(const Stage& stage, Checker& checker, std::function<void(Device&)> arrived);

  void plan_arrival();
  /// nullptr: it has not come.
  [[nodiscard]] Device* device() { return device_.get(); }
  /// What is lacking of its history, as the account's first device has it.
  [[nodiscard]] std::optional<std::string> find_gap();

 private:
  void come();
  /// A user who sees that it failed tries again.
  void log_in();

  Stage stage_;
  Checker& checker_;
  std::function<void(Device&)> arrived_;
  Dice dice_;
  std::string user_;
  std::unique_ptr<Device> device_;
};

}  // namespace sotto::simulation
