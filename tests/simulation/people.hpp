// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "checker.hpp"
#include "misfortunes.hpp"

namespace sotto::simulation {

/// What the users of a world do on their devices, at moments that are thrown before it begins.
class People {
 public:
  /// All of it outlives them.
  People(const Stage& stage, Checker& checker);

  void plan_talk();
  void plan_fleeting_talk();
  void plan_changes();
  /// Some users look at their devices.
  void read();
  /// Whoever is told that the archive is another one than it was goes on with it.
  void accept_archives();
  /// Everybody says something to everybody.
  void say_farewell();
  /// Says some things on this device, from now until the faults stop.
  void plan_talk_on(Device& device);

 private:
  void say_something(Device& author, Lasting lasting);
  void say(Device& author, const Username& to, const std::string& text, Lasting lasting, int tries_left);
  void change_something();
  void edit(Device& device, Said& said);
  void take_back(Device& device, Said& said);
  void react(Device& device, const Said& said);
  /// One that this device shows, of somebody whom its user talks with; nullptr: there is none.
  [[nodiscard]] Said* some_message_on(const Device& device);
  [[nodiscard]] std::vector<Device*> devices_of(const std::string& user) const;
  [[nodiscard]] bool ignores(const std::string& user, const std::string& other) const;
  std::string fresh_text(const Device& author, Dice& dice);

  Stage stage_;
  Checker& checker_;
  Dice dice_;  ///< for all but what they say
  std::uint64_t texts_ = 0;
};

}  // namespace sotto::simulation
