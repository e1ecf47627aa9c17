// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
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
/// To be kept outside the store, in place of the last one, before any effect that follows is carried out:
/// what Engine::start() is given the next time. Need not survive a loss of power.
struct KeepEpoch {
  std::uint64_t epoch = 0;
};
struct Notify {
  Event event;
};

using Effect = std::variant<OpenLink, CloseLink, SendFrame, WakeAt, KeepEpoch, Notify>;

}  // namespace sotto::client
