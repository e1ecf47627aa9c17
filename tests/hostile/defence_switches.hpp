// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <utility>
#include <variant>
#include <vector>

#include "archive/defences.hpp"
#include "client/defences.hpp"
#include "crypto/defences.hpp"
#include "group/defences.hpp"

namespace sotto::hostile {

using Switch = std::variant<bool client::Defences::*, bool crypto::Defences::*, bool archive::Defences::*,
                            bool group::Defences::*>;

/// Defences that are off as long as this lives: the negative control of a test.
class Without {
 public:
  Without(std::initializer_list<Switch> switches) : Without{std::vector<Switch>{switches}} {}
  explicit Without(std::vector<Switch> switches) : switches_{std::move(switches)} { turn(false); }
  ~Without() { turn(true); }
  Without(const Without&) = delete;
  Without& operator=(const Without&) = delete;

 private:
  void turn(bool on) {
    for (const auto& one : switches_) {
      if (const auto* client = std::get_if<bool client::Defences::*>(&one)) client::defences().** client = on;
      if (const auto* archive = std::get_if<bool archive::Defences::*>(&one))
        archive::defences().** archive = on;
      if (const auto* crypto = std::get_if<bool crypto::Defences::*>(&one)) crypto::defences().** crypto = on;
      if (const auto* group = std::get_if<bool group::Defences::*>(&one)) group::defences().** group = on;
    }
  }
  std::vector<Switch> switches_;
};

}  // namespace sotto::hostile
