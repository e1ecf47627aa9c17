// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/time.hpp"
#include "sotto/client/event.hpp"

namespace sotto::client {

struct OpenLink {};
struct CloseLink {};
struct SendFrame {
  Bytes bytes;
};
/// Replaces the last one. The host hands in TimerFired then.
struct WakeAt {
  Instant at;
};
struct Notify {
  Event event;
};

using Effect = std::variant<OpenLink, CloseLink, SendFrame, WakeAt, Notify>;

}  // namespace sotto::client
