// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "relay/relay.hpp"
#include "relay/session.hpp"
#include "sotto/crypto/digest.hpp"
#include "store/memory_store.hpp"
#include "store_samples.hpp"

/// A relay without sockets, threads and a clock: tests move the time, run what waits, commit or lose what is written.
namespace sotto::relay::testing {

class HandClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return at; }
  Instant at{1'800'000'000'000};
};

/// Keeps what it was given to send.
class RecordedLink final : public Link {
 public:
  struct Delivered {
    DeliveryId id;
    store::Letter letter;
    std::uint64_t remaining;
  };
  void send(wire::Frame frame) override { frames.push_back(std::move(frame)); }
  void deliver(DeliveryId id, std::shared_ptr<const store::Letter> letter, std::uint64_t remaining) override {
    deliveries.push_back({id, *letter, remaining});
  }
  void close(wire::Goodbye goodbye) override {
    if (!closed) closed = goodbye.reason;
  }
  template <class Body>
  [[nodiscard]] std::vector<const Body*> all() const {
    std::vector<const Body*> found;
    for (const auto& frame : frames) {
      if (const auto* body = std::get_if<Body>(&frame)) found.push_back(body);
    }
    return found;
  }
  [[nodiscard]] std::vector<wire::SubmitOutcome> outcomes() const {
    std::vector<wire::SubmitOutcome> found;
    for (const auto* reply : all<wire::SubmitReply>()) found.push_back(reply->outcome);
    return found;
  }
  std::vector<wire::Frame> frames;
  std::vector<Delivered> deliveries;
  std::optional<wire::GoodbyeReason> closed;
};

struct Bench {
  explicit Bench(store::MemoryStore::Commit commit = store::MemoryStore::Commit::at_once, Policy policy = {})
      : store{commit},
        random{*crypto::system_random()},
        server_key{make_key()},
        foundation{store, bus, clock, *random, server_key, metrics, policy, SeededHash{*random}},
        relay{foundation, [this](std::function<void()> task) { tasks.push_back(std::move(task)); }} {}

  ServerKey make_key() {
    store::MemoryStore other;
    return *ServerKey::load_or_make(other, *random);
  }
  /// Runs what waits in the background until nothing does.
  void settle() {
    while (!tasks.empty()) {
      auto task = std::move(tasks.front());
      tasks.pop_front();
      task();
    }
  }
  /// The same, with everything written to the disk.
  void settle_on_disk() {
    for (settle(); store.waiting() > 0; settle()) store.commit();
  }
  void pass(Duration time) {
    clock.at = clock.at + time;
    relay.delivery.tick();
    settle();
  }

  store::MemoryStore store;
  HandClock clock;
  bus::InProcessBus bus;
  obs::Metrics metrics;
  std::unique_ptr<RandomSource> random;
  ServerKey server_key;
  Foundation foundation;
  std::deque<std::function<void()>> tasks;
  Relay relay;
};

}  // namespace sotto::relay::testing
