// SPDX-License-Identifier: GPL-3.0-or-later
#include "club_world.hpp"

#include <algorithm>

namespace sotto::simulation {
namespace {

using client::GroupStanding;

/// A user who gets no answer tries again by then.
constexpr Duration between_rounds{60'000};
/// For those who still want in or out when the faults have stopped: some rounds, and the longest pauses of an
/// engine between two tries.
constexpr Duration while_wishes_end{30 * 60'000};
constexpr Duration liveness_bound{3LL * 60 * 60'000};
constexpr std::uint64_t most_steps = 4'000'000;
constexpr std::uint32_t approvals = 2;
constexpr const char* founder = "alice";
constexpr const char* who_leaves = "dave";

Username name(const std::string& text) { return *Username::parse(text); }

/// One device of each user does what has to be done once.
bool is_first(const Device& device) { return device.label() == device.user() + "/1"; }

std::set<Username> names_in(const client::GroupView& view) {
  std::set<Username> names;
  for (const auto& member : view.members) names.insert(member.user);
  return names;
}

}  // namespace

ClubWorld::ClubWorld(const Plan& plan, Trace::Mode mode)
    : plan_{plan},
      household_{Household::on(plan.store)},
      dice_{plan.seed},
      trace_{mode},
      schedule_{household_.made_at()},
      medium_{household_.copy_of_relay()},
      network_{schedule_, dice_.fork(), plan_.network, trace_},
      relay_{
          {schedule_, network_, trace_, *medium_, [this](ByteView frame) { checker_.on_relay_heard(frame); }},
          plan_.relay,
          plan_.sabotage,
          dice_.next()} {}

Outcome ClubWorld::run() {
  const auto began = schedule_.now();
  relay_.start();
  move_in();
  plan_wishes();
  plan_talk();
  make_rounds();
  run_until(began + plan_.faulty);
  stop_faults();
  run_until(schedule_.now() + while_wishes_end);
  say_farewell();
  run_until_read(schedule_.now() + liveness_bound);
  check_end();
  return {checker_.violation(), trace_.digest(), checker_.shown(), schedule_.steps(),
          schedule_.now() - began};
}

void ClubWorld::move_in() {
  for (const auto& member : household_.members()) {
    devices_.push_back(std::make_unique<Device>(Surroundings{schedule_, network_, trace_, checker_},
                                                member.user, member.label, dice_.next(), plan_.clients));
    auto& device = *devices_.back();
    device.disk().copy_from(*member.disk);
    checker_.add_device(device, member.address);
    schedule_.after(dice_.between(Duration{0}, Duration{2'000}), [&device] { device.start(); });
  }
}

// --- What people want

void ClubWorld::plan_wishes() {
  for (const auto& user : plan_.users) {
    if (user == founder) continue;
    schedule_.after(dice_.between(Duration{0}, plan_.faulty / 2),
                    [this, user] { want_in_.insert(name(user)); });
  }
  schedule_.after(dice_.between(plan_.faulty / 2, plan_.faulty), [this] {
    want_in_.erase(name(who_leaves));
    wants_out_ = name(who_leaves);
  });
}

void ClubWorld::make_rounds() {
  for (const auto& device : devices_) {
    if (device->is_running() && is_first(*device)) pursue(*device);
  }
  schedule_.after(between_rounds, [this] { make_rounds(); });
}

std::optional<client::GroupView> ClubWorld::view_of(Device& device) const {
  if (!group_ || !device.is_running()) return std::nullopt;
  auto view = device.engine().group(*group_);
  return view ? std::move(*view) : std::nullopt;
}

void ClubWorld::pursue(Device& device) {
  if (!group_) {
    if (device.user() == founder) found(device);
    return;
  }
  const auto user = name(device.user());
  const auto view = view_of(device);
  if (view && view->standing == GroupStanding::member) return act_as_member(device, *view);
  if (want_in_.count(user) > 0) ask_in(device, user);
}

/// The answer may get lost: then the group is there all the same.
void ClubWorld::found(Device& device) {
  const auto groups = device.engine().groups();
  if (!groups) return;
  if (!groups->empty()) {
    group_ = groups->front().group;
    return;
  }
  static_cast<void>(device.handle(client::CreateGroup{"Club", approvals, group::Role::member}));
}

void ClubWorld::ask_in(Device& device, const Username& user) {
  if (asked_.insert(user).second) checker_.asks_to_be_let_in(user);
  static_cast<void>(device.handle(client::RequestToJoin{*group_}));
}

void ClubWorld::act_as_member(Device& device, const client::GroupView& view) {
  if (wants_out_ == name(device.user())) {
    checker_.leaves(*wants_out_);
    static_cast<void>(device.handle(client::ChangeGroup{*group_, client::LeaveGroup{}}));
    return;
  }
  for (const auto& request : view.requests) {
    if (request.approved_here || !device.is_running()) continue;
    static_cast<void>(device.handle(client::ChangeGroup{*group_, client::ApproveNewcomer{request.user}}));
  }
}

// --- What people say

void ClubWorld::plan_talk() {
  for (std::size_t left = plan_.messages; left > 0; --left) {
    schedule_.after(dice_.between(Duration{0}, plan_.faulty), [this] { say_something(); });
  }
}

void ClubWorld::say_something() {
  const auto at = static_cast<std::size_t>(dice_.between(0, static_cast<std::int64_t>(devices_.size()) - 1));
  say(*devices_[at]);
}

void ClubWorld::say(Device& author) {
  const auto view = view_of(author);
  if (!view || view->standing != GroupStanding::member) return;
  const auto text = std::string{canary} + "-" + author.label() + "#" + std::to_string(++texts_);
  checker_.says(author, names_in(*view), text);
  if (plan_.sabotage == Sabotage::device_leaks_plaintext) author.leak(text);
  if (!author.handle(client::SendText{*group_, text})) checker_.did_not_say(text);
}

void ClubWorld::say_farewell() {
  for (const auto& device : devices_) {
    if (is_first(*device)) say(*device);
  }
}

// --- The course of things

void ClubWorld::stop_faults() {
  trace_.note(schedule_.now(), "world", "faults stop");
  network_.heal();
  relay_.stop_faults();
  for (const auto& device : devices_) device->stop_faults();
}

void ClubWorld::run_until(Instant limit) {
  while (!is_over() && schedule_.run_next(limit)) {
    if (schedule_.steps() > most_steps) checker_.violated("the world does not come to rest");
  }
}

/// As the founder knows them.
std::set<Username> ClubWorld::members() const {
  for (const auto& device : devices_) {
    if (device->user() != founder) continue;
    const auto view = view_of(*device);
    return view ? names_in(*view) : std::set<Username>{};
  }
  return {};
}

void ClubWorld::run_until_read(Instant limit) {
  for (auto now = schedule_.now(); now < limit; now = now + between_rounds) {
    if (is_over() || checker_.find_missing(members()).empty()) return;
    run_until(now + between_rounds);
  }
}

void ClubWorld::check_end() {
  if (is_over()) return;
  const auto all = members();
  if (all.empty()) return checker_.violated("there is no group");
  if (const auto missing = checker_.find_missing(all); !missing.empty()) {
    checker_.violated("not everything arrived: " + missing);
  }
  for (const auto& device : devices_) {
    if (all.count(name(device->user())) == 0) continue;
    const auto view = view_of(*device);
    if (!view || names_in(*view) != all) checker_.violated(device->label() + " knows other members");
  }
  checker_.on_relay_heard(medium_->raw());
}

Outcome simulate_club(const Plan& plan, Trace::Mode mode) { return ClubWorld{plan, mode}.run(); }

}  // namespace sotto::simulation
