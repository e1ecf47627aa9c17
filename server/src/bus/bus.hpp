// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <variant>
#include <vector>

#include "sotto/base/id.hpp"

namespace sotto::relay::bus {

/// The account's set of reachable devices is another: what is cached of it is void.
struct DevicesChanged {
  Username account;
};

/// The device's session is over: close its link (attack G8).
struct SessionRevoked {
  Address device;
};

/// A group's log has grown: what is cached of it is old.
struct GroupGrown {
  GroupId group;
};

/// A hint: the database is what counts, a hint that is lost or repeated does no harm.
using Hint = std::variant<DevicesChanged, SessionRevoked, GroupGrown>;

/// Carries hints between the nodes of an installation. Thread-safe.
class Bus {
 public:
  using Listener = std::function<void(const Hint&)>;
  virtual ~Bus() = default;
  /// Before the first publish; listeners live as long as the bus.
  virtual void listen(Listener listener) = 0;
  /// To every node, this one too, at once or later. The caller holds no lock.
  virtual void publish(const Hint& hint) = 0;
};

/// One node: everything is said and heard here.
class InProcessBus final : public Bus {
 public:
  void listen(Listener listener) override { listeners_.push_back(std::move(listener)); }
  void publish(const Hint& hint) override {
    for (const auto& listener : listeners_) listener(hint);
  }

 private:
  std::vector<Listener> listeners_;
};

}  // namespace sotto::relay::bus
