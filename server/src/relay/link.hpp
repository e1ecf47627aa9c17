// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "sotto/wire/frame.hpp"
#include "store/records.hpp"

namespace sotto::relay {

/// The way to a connected client, as the relay sees it. Thread-safe; no method blocks or calls back into the
/// relay. What is handed over is sent in that order. A link whose outbox is full closes itself
/// (slow_consumer).
class Link {
 public:
  virtual ~Link() = default;
  virtual void send(wire::Frame frame) = 0;
  /// A Deliver of one; a link that is behind may put several into one frame.
  virtual void deliver(DeliveryId id, std::shared_ptr<const store::Letter> letter,
                       std::uint64_t remaining) = 0;
  /// Sends Goodbye and closes. Nothing is sent afterwards.
  virtual void close(wire::Goodbye goodbye) = 0;
};

/// Runs a task later and elsewhere: never inside the call. Tasks may run at the same time.
using Background = std::function<void(std::function<void()>)>;

}  // namespace sotto::relay
