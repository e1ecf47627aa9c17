// SPDX-License-Identifier: GPL-3.0-or-later
#include "club_world.hpp"

#include <algorithm>
#include <limits>

namespace sotto::simulation {
namespace {

using client::GroupStanding;

/// A user who gets no answer tries again by then.
constexpr Duration between_rounds{60'000};
/// For those who still want in or out when the faults have stopped: some rounds, the longest pauses of an
/// engine between two tries, and the relay's for those who have asked too often.
constexpr Duration while_wishes_end{2LL * 60 * 60'000};
constexpr Duration liveness_bound{3LL * 60 * 60'000};
constexpr double forged = 0.2;              ///< of the pages of a log, where that happens
constexpr std::size_t signature_size = 64;  ///< at the end of an entry
constexpr std::uint64_t most_steps = 200'000;
constexpr std::uint32_t approvals = 2;
/// Of no delivery that the relay has in flight: what the device says of it means nothing there.
constexpr DeliveryId handed_over{std::numeric_limits<std::uint64_t>::max()};

Username name(const std::string& text) { return *Username::parse(text); }

/// One device of each user does what has to be done once.
bool is_first(const Device& device) { return device.label() == device.user() + "/1"; }

}  // namespace

ClubWorld::ClubWorld(const Plan& plan, Trace::Mode mode)
    : plan_{plan},
      household_{Household::of(plan)},
      dice_{plan.seed},
      trace_{mode},
      schedule_{household_.made_at()},
      medium_{household_.copy_of_relay()},
      checker_{plan_},
      network_{schedule_, dice_.fork(), plan_.network, trace_},
      relay_{
          {schedule_, network_, trace_, *medium_, [this](ByteView frame) { checker_.on_relay_heard(frame); },
           [this](wire::Frame& frame) { forge(frame); }, [](const wire::SubmitReply&) {}, [] {},
           [this](const relay::store::Letter& letter) { hand_around(letter); }},
          plan_.relay,
          plan_.sabotage,
          dice_.next()} {}

Outcome ClubWorld::run() {
  const auto began = schedule_.now();
  relay_.start();
  move_in();
  plan_wishes();
  plan_talk();
  plan_changes();
  plan_partitions(stage());
  plan_clock_jumps(stage());
  plan_restores(stage(), [this](Device& device) { checker_.on_restored(device); });
  plan_relay_restore(stage(), *medium_, relay_, [this] { checker_.on_relay_restored(); });
  make_rounds();
  run_until(began + plan_.faulty);
  stop_faults();
  run_until_settled(while_wishes_end, [this] { return find_open_wish(); });
  say_farewell();
  run_until_settled(liveness_bound, [this] { return find_unsettled(ClubChecker::Look::meanwhile); });
  check_end();
  return {checker_.violation(), trace_.digest(),         checker_.shown(),
          schedule_.steps(),    schedule_.now() - began, checker_.is_forked()};
}

void ClubWorld::move_in() {
  for (const auto& member : household_.members()) {
    devices_.push_back(std::make_unique<Device>(Surroundings{schedule_, network_, trace_, checker_},
                                                member.user, member.label, dice_.next(), plan_.clients,
                                                member.disk->copy()));
    auto& device = *devices_.back();
    checker_.add_device(device, member.address);
    schedule_.after(dice_.between(Duration{0}, Duration{2'000}), [&device] { device.start(); });
  }
}

// --- What people want

void ClubWorld::plan_wishes() {
  want_in_.insert(name(plan_.users.front()));
  for (const auto& user : plan_.users) {
    if (user == plan_.users.front()) continue;
    schedule_.after(dice_.between(Duration{0}, plan_.faulty / 2),
                    [this, user] { want_in_.insert(name(user)); });
  }
  schedule_.after(dice_.between(plan_.faulty / 2, plan_.faulty), [this] {
    want_in_.erase(name(plan_.users.back()));
    wants_out_ = name(plan_.users.back());
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
    if (device.user() == plan_.users.front()) found(device);
    return;
  }
  const auto view = view_of(device);
  if (view && view->standing == GroupStanding::member) return act_as_member(device, *view);
  if (want_in_.count(name(device.user())) > 0)
    static_cast<void>(device.handle(client::RequestToJoin{*group_}));
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

void ClubWorld::act_as_member(Device& device, const client::GroupView& view) {
  if (wants_out_ == name(device.user())) {
    static_cast<void>(device.handle(client::ChangeGroup{*group_, client::LeaveGroup{}}));
    return;
  }
  for (const auto& request : view.requests) {
    if (!view.may_approve || request.approved_here || !device.is_running()) continue;
    static_cast<void>(device.handle(client::ChangeGroup{*group_, client::ApproveNewcomer{request.user}}));
  }
}

// --- What they do to each other

void ClubWorld::plan_changes() {
  for (std::size_t left = plan_.changes; left > 0; --left) {
    schedule_.after(some_moment(stage()), [this] { change_something(); });
  }
}

/// Whether they may: what they may not do is refused.
void ClubWorld::change_something() {
  auto& device = *dice_.pick(devices_);
  const auto view = view_of(device);
  if (!view || view->standing != GroupStanding::member) return;
  static_cast<void>(device.handle(client::ChangeGroup{*group_, some_act(*view)}));
}

client::GroupAct ClubWorld::some_act(const client::GroupView& view) {
  const auto user = dice_.pick(view.members).user;
  const auto role = static_cast<group::Role>(dice_.between(1, 3));
  switch (dice_.between(0, 4)) {
    case 0:
      return client::SetRole{user, role};
    case 1:
      return client::SetPolicy{static_cast<std::uint32_t>(dice_.between(1, 3)), role};
    case 2:
      return client::RenameGroup{"Club " + std::to_string(dice_.between(1, 99))};
    case 3:
      if (!view.requests.empty()) return client::RemoveMember{dice_.pick(view.requests).user};
      [[fallthrough]];
    default:
      return client::RemoveMember{user};
  }
}

// --- What they say

void ClubWorld::plan_talk() {
  for (std::size_t left = plan_.messages; left > 0; --left) {
    schedule_.after(some_moment(stage()), [this] { say_something(); });
  }
}

void ClubWorld::say_something() { say(*dice_.pick(devices_)); }

void ClubWorld::say(Device& author) {
  const auto view = view_of(author);
  if (!view || view->standing != GroupStanding::member) return;
  const auto text = std::string{canary} + "-" + author.label() + "#" + std::to_string(++texts_);
  checker_.says(author, view->epoch, text);
  if (plan_.sabotage == Sabotage::device_leaks_plaintext) author.leak(text);
  trace_.note(schedule_.now(), author.label(), "says", std::string_view{text});
  if (!author.handle(client::SendText{*group_, text})) checker_.did_not_say(text);
}

void ClubWorld::say_farewell() {
  for (const auto& device : devices_) {
    if (is_first(*device)) say(*device);
  }
}

/// A relay that helps those who are not in: each of them gets what is delivered to a member.
void ClubWorld::hand_around(const relay::store::Letter& letter) {
  if (letter.envelope.type != wire::EnvelopeType::sender_key) return;
  if (!handed_around_.insert(letter.message).second) return;
  schedule_.after(Duration{0}, [this, letter] {
    if (!relay_.listens()) return;
    const auto state = state_at_relay();
    for (const auto& device : devices_) {
      const bool online = device->is_running() && device->engine().link() == client::LinkState::online;
      if (!state || !online || group::find_member(*state, name(device->user())) != nullptr) continue;
      auto envelope = letter.envelope;
      envelope.device = device->engine().account()->device;
      device->be_sent(wire::serialise(wire::Deliver{
          {{handed_over, letter.message, letter.sender, letter.received_at, std::move(envelope)}}, 0}));
    }
  });
}

/// A relay that changes what the newest entry says, where it hands one out.
void ClubWorld::forge(wire::Frame& frame) {
  if (plan_.sabotage != Sabotage::relay_forges_log || !faulty_) return;
  auto* reply = std::get_if<wire::CallReply>(&frame);
  auto* page = reply != nullptr ? std::get_if<wire::GroupLogPage>(&reply->reply) : nullptr;
  if (page == nullptr || page->entries.empty() || !dice_.chance(forged)) return;
  auto& entry = page->entries.back();
  entry.at(entry.size() - signature_size - 1) ^= 1U;
}

// --- The course of things

/// A clock that is wrong by more than the relay accepts in an entry keeps its user from everything in a
/// group; they hear of it, and set it right.
void ClubWorld::stop_faults() {
  trace_.note(schedule_.now(), "world", "faults stop");
  faulty_ = false;
  network_.heal();
  relay_.stop_faults();
  for (const auto& device : devices_) {
    device->set_clock_right();
    device->stop_faults();
  }
}

void ClubWorld::run_until(Instant limit) {
  while (!is_over() && schedule_.run_next(limit)) {
    if (schedule_.steps() > most_steps) checker_.violated("the world does not come to rest");
  }
}

template <class FindOpen>
void ClubWorld::run_until_settled(Duration limit, FindOpen find_open) {
  const auto end = schedule_.now() + limit;
  for (auto now = schedule_.now(); now < end; now = now + between_rounds) {
    if (is_over() || find_open().empty()) return;
    run_until(now + between_rounds);
  }
}

std::optional<group::Membership> ClubWorld::state_at_relay() {
  if (!group_) return std::nullopt;
  const auto log =
      group::MembershipLog::replay(*group_, log_at_relay(*medium_, *group_), group::Checked::signatures);
  return log ? std::optional{log->state()} : std::nullopt;
}

std::string ClubWorld::find_open_wish() {
  if (checker_.is_forked()) return {};
  const auto state = state_at_relay();
  if (!state) return "there is no group";
  for (const auto& user : want_in_) {
    if (group::find_member(*state, user) == nullptr) return user.text() + " is still not let in";
  }
  const bool stays = wants_out_ && group::find_member(*state, *wants_out_) != nullptr;
  return stays ? wants_out_->text() + " does not get out" : "";
}

std::string ClubWorld::find_unsettled(ClubChecker::Look look) {
  if (checker_.is_forked()) return {};
  if (auto wish = find_open_wish(); !wish.empty()) return wish;
  const auto truth = log_at_relay(*medium_, *group_);
  const auto log = group::MembershipLog::replay(*group_, truth, group::Checked::signatures);
  for (const auto& device : devices_) {
    if (auto wrong = find_disagreement(*device, truth, log->state())) return *std::move(wrong);
  }
  // What an old copy of a database has not received may be gone from the relay.
  if (plan_.restored_databases > 0) return {};
  const auto missing = checker_.find_missing(log->state(), look);
  return missing.empty() ? missing : "not everything arrived: " + missing;
}

void ClubWorld::check_end() {
  if (is_over()) return;
  if (auto unsettled = find_unsettled(ClubChecker::Look::last); !unsettled.empty())
    return checker_.violated(std::move(unsettled));
  const auto log = group::MembershipLog::replay(*group_, log_at_relay(*medium_, *group_));
  if (!log) checker_.violated("the log does not hold: " + std::string{name_of(log.error().code)});
  checker_.on_relay_heard(medium_->raw());
}

Outcome simulate_club(const Plan& plan, Trace::Mode mode) { return ClubWorld{plan, mode}.run(); }

}  // namespace sotto::simulation
