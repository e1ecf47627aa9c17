// SPDX-License-Identifier: GPL-3.0-or-later
#include "late_device.hpp"

#include <algorithm>
#include <utility>

#include "agreement.hpp"
#include "household.hpp"

namespace sotto::simulation {
namespace {

constexpr std::uint64_t dice_of_late_devices = 0x6c617465ULL;
constexpr Duration until_the_next_try{15'000};

Username name(const std::string& text) { return *Username::parse(text); }

}  // namespace

LateDevice::LateDevice(const Stage& stage, Checker& checker, std::function<void(Device&)> arrived)
    : stage_{stage},
      checker_{checker},
      arrived_{std::move(arrived)},
      dice_{stage.plan.seed ^ dice_of_late_devices} {}

void LateDevice::plan_arrival() {
  auto others = stage_.plan.users;
  user_ = dice_.pick(others);
  others.erase(std::find(others.begin(), others.end(), user_));
  if (others.size() > 1) checker_.history().ignore(user_, dice_.pick(others));
  stage_.schedule.after(dice_.between(Duration{0}, stage_.plan.faulty), [this] { come(); });
}

void LateDevice::come() {
  const auto label = user_ + "/late";
  device_ = std::make_unique<Device>(
      Surroundings{stage_.schedule, stage_.network, stage_.trace, checker_, stage_.plan.sabotage}, user_,
      label, dice_.next(), stage_.plan.clients, stage_.plan.clients_on());
  // Which device it is the relay says when it comes.
  checker_.history().add_place({label, {name(user_), DeviceId{0}}, true});
  stage_.trace.note(stage_.schedule.now(), label, "comes late");
  device_->start();
  log_in();
}

void LateDevice::log_in() {
  if (device_->is_running()) {
    if (device_->engine().account()) return arrived_(*device_);
    auto password = SecretBytes::copied_from(Household::password);
    static_cast<void>(device_->handle(client::LogIn{name(user_), std::move(password), device_->label()}));
  }
  stage_.schedule.after(until_the_next_try, [this] { log_in(); });
}

std::optional<std::string> LateDevice::find_gap() {
  if (!device_->is_running() || !device_->engine().account()) return "it is not logged in";
  const auto history = device_->engine().history();
  if (history.stopped) return "it refuses the archive: " + std::string{name_of(*history.stopped)};
  if (history.refused > 0) return "entries of the archive are nobody's";
  if (!history.is_complete()) return "its history is not complete";
  const auto first = std::find_if(stage_.devices.begin(), stage_.devices.end(),
                                  [&](const auto& device) { return device->user() == user_; });
  return simulation::find_gap(checker_.history(), name(user_), screen_of(**first), screen_of(*device_));
}

}  // namespace sotto::simulation
