// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>

#include "fate.hpp"
#include "network.hpp"
#include "relay/relay.hpp"
#include "relay/session.hpp"
#include "relay_disk.hpp"
#include "relay_medium.hpp"

namespace sotto::simulation {

/// The relay's clock is the world's.
class VirtualClock final : public relay::Clock {
 public:
  explicit VirtualClock(const Schedule& schedule) : schedule_{schedule} {}
  [[nodiscard]] Instant now() const override { return schedule_.now(); }

 private:
  const Schedule& schedule_;
};

/// What a relay stands in.
struct RelaySurroundings {
  Schedule& schedule;
  Network& network;
  Trace& trace;
  RelayMedium& medium;
  std::function<void(ByteView frame)> heard = [](ByteView) {};   ///< every frame that came in
  std::function<void(wire::Frame&)> says = [](wire::Frame&) {};  ///< may change what a device is told
  /// Every answer to a submission, before it goes out.
  std::function<void(const wire::SubmitReply&)> answers = [](const wire::SubmitReply&) {};
  std::function<void()> committed = [] {};  ///< something is on the medium
  /// Every letter, before it goes out to a device.
  std::function<void(const relay::store::Letter&)> delivers = [](const relay::store::Letter&) {};
};

/// The real relay core, and the process around it: links, background tasks, a disk, and an end at any moment.
class RelayNode final : public RelayEnd {
 public:
  RelayNode(RelaySurroundings around, const RelayFaults& faults, Sabotage sabotage, std::uint64_t seed);
  ~RelayNode() override;

  void start();
  void stop_faults();
  /// The process ends, what it kept is as in the backup, and it starts again a little later.
  void go_back_to(const RelayMedium& backup);

  [[nodiscard]] bool listens() const override { return life_ != nullptr; }
  void on_accept(LinkNumber link) override;
  void on_frame(LinkNumber link, Bytes frame) override;
  void on_closed(LinkNumber link) override;

 private:
  class Wire;
  struct Life;

  /// Runs what the process does now, then looks whether it is still alive.
  void act(const std::function<void()>& action);
  void later(Duration delay, std::function<void()> task);
  void flush(LinkNumber link);
  void bury();
  void note_live(ByteView frame);

  RelaySurroundings around_;
  RelayFaults faults_;
  Sabotage sabotage_;
  Fate fate_;
  Dice dice_;
  testing::SeededRandom random_;
  VirtualClock clock_;
  std::unique_ptr<Life> life_;
  std::uint64_t lives_ = 0;
  std::set<MessageId> dropped_;  ///< by a sabotage: what is handed to nobody
};

}  // namespace sotto::simulation
