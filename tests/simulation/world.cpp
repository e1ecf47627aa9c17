// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.hpp"

#include <algorithm>

namespace sotto::simulation {
namespace {

/// After the faults have stopped everything must have arrived by then: the longest pauses are those between
/// two tries for a bundle or for other devices (five and ten minutes).
constexpr Duration liveness_bound{30 * 60'000};
/// A reset waits up to an hour for its turn.
constexpr Duration liveness_bound_with_resets{3 * 60 * 60'000};
/// Repetitions that come late would come by then.
constexpr Duration afterwards{2 * 60'000};
/// More means that something runs in circles.
constexpr std::uint64_t most_steps = 2'000'000;
constexpr int most_tries = 20;
/// The engine's 90 s, and what a timer, a step that fails and a slow network may add.
constexpr Duration dead_link_noticed{100'000};
constexpr Duration between_rounds{10'000};
constexpr Duration longest_day{5LL * 24 * 3'600'000};

Username name(const std::string& text) { return *Username::parse(text); }

}  // namespace

Duration World::bound() const {
  if (plan_.restored_databases > 0) return afterwards;
  return plan_.may_have_gaps() ? liveness_bound_with_resets : liveness_bound;
}

World::World(const Plan& plan, Trace::Mode mode)
    : plan_{plan},
      household_{Household::on(plan.store, plan.clients_on)},
      dice_{plan.seed},
      trace_{mode},
      schedule_{household_.made_at() + dice_.between(Duration{0}, longest_day)},
      medium_{household_.copy_of_relay()},
      checker_{plan_, [this](const Address& device,
                             const MessageId& message) { return is_in_mailbox(device, message); }},
      network_{schedule_, dice_.fork(), plan_.network, trace_},
      relay_{
          {schedule_, network_, trace_, *medium_, [this](ByteView frame) { checker_.on_relay_heard(frame); },
           [](wire::Frame&) {}, [this](const wire::SubmitReply& reply) { checker_.on_relay_answers(reply); },
           [this] { checker_.on_relay_committed(); }},
          plan_.relay,
          plan_.sabotage,
          dice_.next()} {}

Outcome World::run() {
  const auto began = schedule_.now();
  relay_.start();
  move_in();
  plan_talk();
  plan_partitions(stage());
  plan_clock_jumps(stage());
  plan_restores(stage(), [this](Device& device) { checker_.on_restored(device); });
  make_rounds();
  run_until(began + plan_.faulty);
  stop_faults();
  say_farewell();
  run_until_complete(schedule_.now() + bound());
  look_once_more();
  return {checker_.violation(), trace_.digest(), checker_.shown(), schedule_.steps(),
          schedule_.now() - began};
}

void World::move_in() {
  for (const auto& member : household_.members()) {
    const auto seed = dice_.next();
    if (std::count(plan_.users.begin(), plan_.users.end(), member.user) == 0) continue;
    devices_.push_back(std::make_unique<Device>(Surroundings{schedule_, network_, trace_, checker_},
                                                member.user, member.label, seed, plan_.clients,
                                                member.disk->copy()));
    auto& device = *devices_.back();
    checker_.add_device(device, member.address);
    schedule_.after(dice_.between(Duration{0}, Duration{2'000}), [&device] { device.start(); });
  }
}

std::vector<Device*> World::devices_of(const std::string& user) {
  std::vector<Device*> found;
  for (const auto& device : devices_) {
    if (device->user() == user) found.push_back(device.get());
  }
  return found;
}

// --- What people do

std::string World::fresh_text(const Device& author) {
  auto text = std::string{canary} + "-" + author.label() + "#" + std::to_string(++texts_) + " ";
  text.append(static_cast<std::size_t>(dice_.between(0, dice_.chance(0.1) ? 4'000 : 200)), '.');
  return text;
}

void World::plan_talk() {
  for (std::size_t left = plan_.messages; left > 0; --left) {
    schedule_.after(some_moment(stage()), [this] { say_something(most_tries); });
  }
}

void World::say_something(int tries_left) {
  auto& author = *dice_.pick(devices_);
  auto others = plan_.users;
  others.erase(std::find(others.begin(), others.end(), author.user()));
  say(author, name(dice_.pick(others)), fresh_text(author), tries_left);
}

/// A user who sees an error tries again a little later.
void World::say(Device& author, const Username& to, const std::string& text, int tries_left) {
  if (author.is_running()) {
    checker_.says(author, to, text);
    if (plan_.sabotage == Sabotage::device_leaks_plaintext) author.leak(text);
    if (author.handle(client::SendText{to, text})) {
      trace_.note(schedule_.now(), author.label(), "says to " + to.text(),
                  std::string_view{text}.substr(0, 40));
      return;
    }
    checker_.did_not_say(text);
  }
  if (tries_left == 0) return;
  schedule_.after(dice_.between(Duration{100}, Duration{20'000}),
                  [this, &author, to, text, tries_left] { say(author, to, text, tries_left - 1); });
}

void World::say_farewell() {
  for (const auto& from : plan_.users) {
    for (const auto& to : plan_.users) {
      if (from == to) continue;
      auto& author = *dice_.pick(devices_of(from));
      say(author, name(to), fresh_text(author), 0);
    }
  }
}

// --- The course of things

/// Looks again and again whether everybody has noticed by now what they have to notice.
void World::make_rounds() {
  if (const auto user = network_.find_deceived(dead_link_noticed)) {
    checker_.violated("a device of " + *user + " does not notice that its link is dead");
  }
  schedule_.after(between_rounds, [this] { make_rounds(); });
}

void World::run_until(Instant limit) {
  while (!is_over() && schedule_.run_next(limit)) {
    if (schedule_.steps() > most_steps) checker_.violated("the world does not come to rest");
  }
}

void World::stop_faults() {
  trace_.note(schedule_.now(), "world", "faults stop");
  network_.heal();
  relay_.stop_faults();
  for (const auto& device : devices_) device->stop_faults();
}

void World::run_until_complete(Instant limit) {
  while (!is_over() && !checker_.complete() && schedule_.run_next(limit)) {
    if (schedule_.steps() > most_steps) checker_.violated("the world does not come to rest");
  }
  if (!checker_.complete() && plan_.restored_databases == 0)
    checker_.violated("not everything arrived:" + checker_.what_is_missing());
}

/// Everybody connects once more: what was shown is not shown again, and nothing is left in the mailboxes.
void World::look_once_more() {
  for (const auto& device : devices_) {
    if (!is_over()) device->crash(Duration{1'000});
  }
  run_until(schedule_.now() + afterwards);
  if (is_over()) return;
  for (const auto& device : devices_) checker_.look_at_screen(*device);
  const auto raw = medium_->raw();
  checker_.on_relay_heard(raw);
}

bool World::is_in_mailbox(const Address& device, const MessageId& message) {
  bool found = false;
  const auto read = medium_->store().read([&](const relay::store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto letters,
                 snapshot.letters(device, {}, std::numeric_limits<std::size_t>::max() / 2));
    found = std::any_of(letters.begin(), letters.end(),
                        [&](const auto& letter) { return letter.letter.message == message; });
    return {};
  });
  return read.ok() && found;
}

Outcome simulate(const Plan& plan, Trace::Mode mode) { return World{plan, mode}.run(); }

}  // namespace sotto::simulation
