// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "client_medium.hpp"
#include "network.hpp"
#include "observed_store.hpp"
#include "sotto/client/engine.hpp"

namespace sotto::simulation {

class Device;

/// Hears what devices do.
class DeviceObserver {
 public:
  virtual ~DeviceObserver() = default;
  virtual void on_committed(const Device& device, const std::vector<Change>& changes) = 0;
  virtual void on_frame_sent(const Device& device, ByteView frame) = 0;
  virtual void on_event(Device& device, const client::Event& event) = 0;
};

/// What a device stands in.
struct Surroundings {
  Schedule& schedule;
  Network& network;
  Trace& trace;
  DeviceObserver& observer;
  Sabotage sabotage = Sabotage::none;
  std::string_view unwritten = {};  ///< what is never handed to its store; empty: nobody listens for it
};

/// One device of a user: the real engine over a store that outlives it, and the host that carries its effects
/// out. It crashes where the plan says: between two effects, or in the midst of a step, when everything since
/// the last commit is lost.
class Device final : public ClientEnd {
 public:
  Device(Surroundings around, std::string user, std::string label, std::uint64_t seed, ClientFaults faults,
         std::unique_ptr<ClientMedium> medium);
  ~Device() override;

  /// The program starts; also after a crash.
  void start();
  /// Errors as Engine::handle; store_unavailable while the program is not running.
  Status handle(client::Input input);
  void crash(Duration absence);
  /// The program dies, and starts again over this copy.
  void go_back_to(const ClientMedium& backup, Duration absence);
  void stop_faults();
  /// For the negative control: the relay is told something that it must not hear.
  void leak(const std::string& text);
  /// What a relay sends that means harm.
  void be_sent(Bytes frame);
  void jump_clock(Duration by);
  void set_clock_right() { skew_ = Duration{0}; }

  [[nodiscard]] bool is_running() const { return engine_ != nullptr; }
  /// The world's time.
  [[nodiscard]] Instant now() const { return around_.schedule.now(); }
  /// When the program was last started.
  [[nodiscard]] Instant running_since() const { return running_since_; }
  [[nodiscard]] std::uint64_t lives() const { return lives_; }
  /// What the clock was set back by so little that a program which was closed then can't notice.
  [[nodiscard]] Duration hidden_time() const { return hidden_time_; }
  /// Its store was handed what is never to be written down.
  [[nodiscard]] bool has_written_down() const { return written_down_; }
  [[nodiscard]] const std::string& label() const { return label_; }
  [[nodiscard]] const std::string& user() const { return user_; }
  [[nodiscard]] client::Engine& engine() { return *engine_; }
  [[nodiscard]] store::ClientStore& disk() { return medium_->store(); }
  [[nodiscard]] const ClientMedium& medium() const { return *medium_; }

  void on_link_up(LinkNumber link) override;
  void on_link_down(LinkNumber link) override;
  void on_frame(LinkNumber link, Bytes frame) override;

 private:
  enum class Fault : std::uint8_t { none, crash, failure };

  /// What the user has set.
  [[nodiscard]] Instant clock() const { return around_.schedule.now() + skew_; }
  [[nodiscard]] Moment moment() const { return {clock(), around_.schedule.now() - Instant{}}; }
  Fault arm_store();
  void carry_out_effects();
  void carry_out(client::Effect effect);
  void wake_at(Instant at);
  void leave_link();
  void note(std::string_view what, std::string_view detail = {});

  Surroundings around_;
  std::string user_;
  std::string label_;
  Dice dice_;
  testing::SeededRandom random_;
  ClientFaults faults_;
  Duration skew_{0};
  std::unique_ptr<ClientMedium> medium_;
  std::optional<ObservedStore> store_;  ///< while the program runs
  std::unique_ptr<client::Engine> engine_;
  std::optional<std::uint64_t> kept_epoch_;  ///< outside the disk
  std::optional<LinkNumber> link_;
  std::uint64_t alarm_ = 0;  ///< tells the last WakeAt from earlier ones
  std::uint64_t lives_ = 0;
  Instant running_since_{};
  Duration hidden_time_{0};
  bool written_down_ = false;
};

}  // namespace sotto::simulation
