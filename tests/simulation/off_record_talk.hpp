// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "checker.hpp"
#include "misfortunes.hpp"

namespace sotto::simulation {

/// What the users of a world say off the record: some sentences at a time, a draft now and then, and an end
/// to it on each device when its user thinks so. Until then nothing goes on the record there.
class OffRecordTalk {
 public:
  /// All of it outlives it.
  OffRecordTalk(const Stage& stage, Checker& checker);

  void plan();
  /// What users do who look at their devices now.
  void go_on();
  void end_everywhere();
  /// Somebody says something to somebody who is there, too; nullptr: it was refused.
  Device* say_farewell();

 private:
  void say_something();
  bool say(Device& author, const Username& to);
  [[nodiscard]] std::vector<ConversationId> off_record_on(Device& device) const;
  [[nodiscard]] Username somebody_else(const Device& author);
  std::string fresh_text(const Device& author);

  Stage stage_;
  Checker& checker_;
  Dice dice_;
  std::uint64_t texts_ = 0;
};

}  // namespace sotto::simulation
