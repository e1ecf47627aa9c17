// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dice.hpp"

namespace sotto::simulation {

/// Whether the relay's process lives. It dies between two of its own actions, in the midst of a call; from
/// then on it does nothing any more, until whoever called it notices and buries it.
class Fate {
 public:
  explicit Fate(Dice dice) : dice_{dice} {}

  [[nodiscard]] bool alive() const { return alive_; }
  /// Right before an action. False: it does not take place.
  [[nodiscard]] bool survives(double risk) {
    if (alive_ && dice_.chance(risk)) alive_ = false;
    return alive_;
  }
  [[nodiscard]] bool misfortune(double probability) { return dice_.chance(probability); }
  [[nodiscard]] Duration some_time(Duration low, Duration high) { return dice_.between(low, high); }
  void revive() { alive_ = true; }

 private:
  Dice dice_;
  bool alive_ = true;
};

}  // namespace sotto::simulation
