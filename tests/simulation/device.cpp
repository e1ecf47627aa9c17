// SPDX-License-Identifier: GPL-3.0-or-later
#include "device.hpp"

#include <algorithm>
#include <stdexcept>

#include "overloaded.hpp"

namespace sotto::simulation {
namespace {

/// A step makes about this many store calls; a fault hits one of them.
constexpr std::int64_t calls_of_a_step = 40;
/// No system's timer is finer.
constexpr Duration finest_timer{1};
/// A clock that is set back further ends what lasts for a while (decision 25).
constexpr Duration unnoticed{5 * 60'000};

}  // namespace

Device::Device(Surroundings around, std::string user, std::string label, std::uint64_t seed,
               ClientFaults faults, std::unique_ptr<ClientMedium> medium)
    : around_{around},
      user_{std::move(user)},
      label_{std::move(label)},
      dice_{seed},
      random_{dice_.next()},
      faults_{faults},
      medium_{std::move(medium)} {}

Device::~Device() = default;

void Device::note(std::string_view what, std::string_view detail) {
  around_.trace.note(around_.schedule.now(), label_, what, detail);
}

void Device::start() {
  if (engine_) return;
  note("starts");
  ++lives_;
  running_since_ = now();
  store_.emplace(
      medium_->store(), [this](const auto& changes) { around_.observer.on_committed(*this, changes); },
      around_.sabotage);
  store_->listen_for(std::string{around_.unwritten});
  engine_ = std::make_unique<client::Engine>(*store_, random_);
  if (!engine_->start(moment(), kept_epoch_)) throw std::runtime_error{"engine did not start"};
  carry_out_effects();
}

Device::Fault Device::arm_store() {
  const auto call = static_cast<std::uint64_t>(dice_.between(1, calls_of_a_step));
  if (dice_.chance(faults_.crash_per_step)) {
    store_->fail_from(call);
    return Fault::crash;
  }
  if (!dice_.chance(faults_.failure_per_step)) return Fault::none;
  store_->fail_once_at(call);
  return Fault::failure;
}

Status Device::handle(client::Input input) {
  if (!engine_) return Error{ErrorCode::store_unavailable, "not running"};
  const auto failures = store_->failures();
  const auto fault = arm_store();
  auto status = engine_->handle(std::move(input), moment());
  store_->heal();
  written_down_ = written_down_ || store_->has_heard();
  const bool struck = store_->failures() > failures;
  if (struck) note(fault == Fault::crash ? "crashes in a step" : "a store call fails");
  if (struck && fault == Fault::crash) {
    crash(dice_.between(Duration{0}, faults_.longest_absence));
    return status;
  }
  carry_out_effects();
  return status;
}

void Device::carry_out_effects() {
  while (auto effect = engine_->poll()) {
    if (dice_.chance(faults_.crash_per_effect)) {
      note("crashes before an effect");
      return crash(dice_.between(Duration{0}, faults_.longest_absence));
    }
    carry_out(*std::move(effect));
  }
}

void Device::carry_out(client::Effect effect) {
  std::visit(
      Overloaded{[this](const client::OpenLink&) {
                   leave_link();
                   link_ = around_.network.connect(*this, user_);
                 },
                 [this](const client::CloseLink&) { leave_link(); },
                 [this](client::SendFrame& frame) {
                   around_.trace.note(around_.schedule.now(), label_, "sends", frame.bytes);
                   around_.observer.on_frame_sent(*this, frame.bytes);
                   if (link_) around_.network.send_up(*link_, std::move(frame.bytes));
                 },
                 [this](const client::WakeAt& wake) { wake_at(wake.at); },
                 [this](const client::KeepEpoch& keep) { kept_epoch_ = keep.epoch; },
                 [this](const client::Notify& notify) { around_.observer.on_event(*this, notify.event); }},
      effect);
}

/// Timers run on the system's steady clock, whatever the user does to the date.
void Device::wake_at(Instant at) {
  around_.schedule.after(std::max(at - clock(), finest_timer), [this, alarm = ++alarm_] {
    if (alarm != alarm_ || !engine_) return;
    static_cast<void>(handle(client::TimerFired{}));
  });
}

void Device::jump_clock(Duration by) {
  skew_ += by;
  if (by < Duration{0} && -by <= unnoticed) hidden_time_ += -by;
}

void Device::leave_link() {
  if (link_) around_.network.leave(*link_);
  link_.reset();
}

void Device::crash(Duration absence) {
  if (!engine_) return;
  leave_link();
  ++alarm_;
  engine_.reset();
  store_.reset();
  medium_->close();
  around_.schedule.after(absence, [this, life = lives_] {
    if (life == lives_) start();
  });
}

void Device::go_back_to(const ClientMedium& backup, Duration absence) {
  crash(absence);
  medium_ = backup.copy();
}

void Device::stop_faults() {
  faults_ = {};
  start();
}

void Device::leak(const std::string& text) {
  if (link_) around_.network.send_up(*link_, copy_of(bytes_of(text)));
}

void Device::be_sent(Bytes frame) {
  if (link_) around_.network.send_down(*link_, std::move(frame));
}

void Device::on_link_up(LinkNumber link) {
  if (link_ == link) static_cast<void>(handle(client::LinkUp{}));
}

void Device::on_link_down(LinkNumber link) {
  if (link_ != link) return;
  link_.reset();
  note("hears that its link is down");
  static_cast<void>(handle(client::LinkDown{}));
}

void Device::on_frame(LinkNumber link, Bytes frame) {
  if (link_ != link) return;
  around_.trace.note(around_.schedule.now(), label_, "receives", frame);
  static_cast<void>(handle(client::FrameReceived{std::move(frame)}));
}

}  // namespace sotto::simulation
