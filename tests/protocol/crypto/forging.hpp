// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "defences.hpp"
#include "forged_message.hpp"
#include "party.hpp"

/// The switch that shows that a defence matters.
namespace sotto::crypto::test {

/// A defence that is off as long as this lives.
class Without {
 public:
  explicit Without(bool Defences::*defence) : defence_{defence} { defences().*defence_ = false; }
  ~Without() { defences().*defence_ = true; }
  Without(const Without&) = delete;
  Without& operator=(const Without&) = delete;

 private:
  bool Defences::*defence_;
};

}  // namespace sotto::crypto::test
