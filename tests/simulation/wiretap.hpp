// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "key_log.hpp"
#include "sotto/base/bytes.hpp"

namespace sotto::simulation {

/// Every text begins with it; the relay must never see it.
inline constexpr std::string_view canary = "sotto-canary";

/// What is wrong; nullopt: nothing.
using Wrong = std::optional<std::string>;

/// What nobody may find in the frames of honest devices, or on the relay's disk: a text, and a message key
/// that makes two ciphertexts.
class Wiretap {
 public:
  Wrong on_sent(const Address& sender, ByteView frame);
  static Wrong on_heard(ByteView bytes);

 private:
  KeyLog keys_;
};

}  // namespace sotto::simulation
