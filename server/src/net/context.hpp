// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.hpp"
#include "obs/metrics.hpp"
#include "relay/relay.hpp"

namespace sotto::relay::net {

/// Looked at once a second on its own thread: closes what is too slow, pings what is silent.
class Watched {
 public:
  virtual ~Watched() = default;
  virtual void on_second(Instant now) = 0;
};

/// The connections of one thread. Not thread-safe: touched by that thread only. One list and one timer for all of them
/// cost less than a timer in each.
class Watch {
 public:
  using Place = std::list<std::weak_ptr<Watched>>::iterator;
  Place add(std::weak_ptr<Watched> connection) { return all_.insert(all_.end(), std::move(connection)); }
  void remove(Place place) { all_.erase(place); }
  void on_second(Instant now) {
    for (auto it = all_.begin(); it != all_.end();) {
      const auto connection = (it++)->lock();
      if (connection) connection->on_second(now);
    }
  }

 private:
  std::list<std::weak_ptr<Watched>> all_;
};

/// A copy of every frame that comes in: a hole made on purpose, only in the test program sotto-relay-leaky, so that the
/// scan for leaks is seen to find one.
void leak_for_the_test(ByteView frame);

/// What every connection needs.
struct NetContext {
  Relay& relay;
  api::HttpHandler& handler;
  obs::Metrics& metrics;
  /// Steady: deadlines only.
  const Clock& clock;
  /// Origins (scheme://host[:port]) that may open a stream besides the relay's own host.
  std::vector<std::string> origins;
  /// The address of a client is in X-Forwarded-For: the relay stands behind a proxy of its operator.
  bool trust_forwarded = false;
  std::atomic<std::int64_t> connections{0};
};

}  // namespace sotto::relay::net
