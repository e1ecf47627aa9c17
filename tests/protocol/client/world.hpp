// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fake_relay.hpp"
#include "faulty_store.hpp"
#include "seeded_random.hpp"
#include "sotto/client/engine.hpp"
#include "sotto/store/memory_store.hpp"

namespace sotto::testing {

class World;

/// A device: an engine with its store, and the host that carries its effects out in virtual time.
class Device {
 public:
  /// `elsewhere`: where everything is kept instead of in memory; it must outlive the device.
  Device(World& world, std::string label, std::uint64_t seed, store::ClientStore* elsewhere = nullptr);

  client::Engine& engine() { return *engine_; }
  store::MemoryStore& store() { return durable_; }
  FaultyStore& faults() { return *faulty_; }
  [[nodiscard]] const std::string& label() const { return label_; }

  Status handle(client::Input input);
  Status say(const std::string& to, const std::string& text);
  /// The texts of a conversation, oldest first.
  std::vector<std::string> texts_with(const std::string& user);
  std::vector<store::Message> messages_with(const std::string& user);
  /// Oldest first, notices too.
  std::vector<store::Message> messages_in(const ConversationId& conversation);
  std::optional<client::ConversationView> conversation(const std::string& user);
  Address address();

  template <class EventType>
  std::vector<EventType> events() const {
    std::vector<EventType> found;
    for (const auto& event : events_) {
      if (const auto* one = std::get_if<EventType>(&event)) found.push_back(*one);
    }
    return found;
  }
  void forget_events() { events_.clear(); }

  /// Everything that was not committed is lost; the engine starts again on the same store.
  void crash();
  /// Somebody puts back what the disk held before; what lies outside the store stays.
  void restore(const store::MemoryStore& backup);
  /// The host takes the connection away, and does not give one until online().
  void go_offline();
  void go_online();
  /// Its host has lost what it kept outside the store.
  void forget_kept_epoch() { kept_epoch_.reset(); }
  /// Its host says that no store is older than the one it has.
  void pretend_newest_epoch() { kept_epoch_ = 1; }
  /// All records and messages, for "nothing changed".
  std::string dump();

 private:
  friend class World;
  void start();
  void stop();
  void carry_out_effects();
  void carry_out(client::Effect effect);
  void drop_link();

  World& world_;
  std::string label_;
  SeededRandom random_;
  store::MemoryStore durable_;
  store::ClientStore& kept_;  ///< durable_, or what a test has put in its place
  std::unique_ptr<FaultyStore> faulty_;
  std::unique_ptr<client::Engine> engine_;
  std::vector<client::Event> events_;
  std::optional<LinkNumber> link_;
  bool link_is_up_ = false;
  bool may_connect_ = true;
  bool wants_link_ = false;
  std::optional<Instant> wake_at_;
  std::optional<std::uint64_t> kept_epoch_;  ///< outside the store
  std::deque<Bytes> outgoing_;
};

/// Devices and one relay on a clock that only the test moves.
class World {
 public:
  explicit World(std::uint64_t seed = 1) : seeds_{seed} {}

  FakeRelay relay;
  /// From now on devices meet another relay, which outlives the world.
  void move_to(RelayEnd& other) { serving_ = &other; }
  /// The relay cannot be reached.
  bool relay_is_down = false;

  [[nodiscard]] Instant now() const { return now_; }
  Device& add_device(const std::string& label, store::ClientStore* elsewhere = nullptr);
  Device& register_user(const std::string& name);
  /// The account of this name is gone, and somebody makes another one.
  Device& register_again(const std::string& name);
  Device& log_in(const std::string& name, const std::string& label);
  /// A device of an account that was made once for all tests of a program: hashing a password takes a while.
  Device& ready_user(const std::string& name, store::ClientStore* elsewhere = nullptr);

  /// Runs until nothing is left to do within `horizon`; timers that lie further ahead stay.
  void settle(Duration horizon = std::chrono::seconds{20});
  void run_for(Duration duration);
  /// Messages between devices and relay, without the clock moving.
  void exchange();
  /// What every device's wall clock shows. A user may set it; the steady clock, and with it the world, goes
  /// on.
  [[nodiscard]] Instant wall() const { return now_ + wall_shift_; }
  [[nodiscard]] Moment moment() const { return {wall(), now_ - Instant{}}; }
  void set_wall_clock(Instant wall) { wall_shift_ = wall - now_; }
  /// Time that nobody notices while it goes by.
  void set_clock(Instant now) { now_ = now; }
  void kill_relay();
  void revive_relay();

 private:
  friend class Device;
  bool exchange_once();
  bool fire_due_timers();
  std::optional<Instant> next_timer() const;

  RelayEnd* serving_ = &relay;
  SeededRandom seeds_;
  Instant now_{1'795'478'400'000};  // 2026-11-24
  Duration wall_shift_{0};
  std::vector<std::unique_ptr<Device>> devices_;
};

inline Username name(const std::string& text) { return *Username::parse(text); }
inline SecretBytes password_of(const std::string& name) {
  return SecretBytes::copied_from(std::string_view{"password of " + name});
}

}  // namespace sotto::testing
