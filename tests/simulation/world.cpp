// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.hpp"

#include <algorithm>

#include "agreement.hpp"

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
/// The engine's 90 s, and what a timer, a step that fails and a slow network may add.
constexpr Duration dead_link_noticed{100'000};
constexpr Duration between_rounds{10'000};
/// For a history that still comes out of the archive.
constexpr Duration restored_by_then{10 * 60'000};
/// For what another device has archived: a device looks after fifteen minutes at the latest.
constexpr Duration looked_by_then{20 * 60'000};
/// For what is said off the record to be shown, or its author to be told.
constexpr Duration off_record_is_heard{60'000};
/// For what lasts for a while, if that is short, and for those who have to read it.
constexpr Duration read_and_gone{15 * 60'000};
constexpr Duration longest_day{5LL * 24 * 3'600'000};

}  // namespace

Duration World::bound() const {
  if (plan_.restored_databases > 0) return afterwards;
  return plan_.may_have_gaps() ? liveness_bound_with_resets : liveness_bound;
}

World::World(const Plan& plan, Trace::Mode mode)
    : plan_{plan},
      household_{Household::of(plan)},
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
          dice_.next()},
      people_{stage(), checker_},
      off_record_{stage(), checker_},
      late_{stage(), checker_, [this](Device& device) { people_.plan_talk_on(device); }} {}

Outcome World::run() {
  const auto began = schedule_.now();
  relay_.start();
  move_in();
  if (plan_.late_device) late_.plan_arrival();
  people_.plan_talk();
  people_.plan_fleeting_talk();
  people_.plan_changes();
  off_record_.plan();
  plan_partitions(stage());
  plan_clock_jumps(stage());
  plan_restores(stage(), [this](Device& device) { checker_.on_restored(device); });
  plan_relay_restore(stage(), *medium_, relay_, [this] { checker_.on_relay_restored(); });
  make_rounds();
  run_until(began + plan_.faulty);
  stop_faults();
  end_off_record();
  people_.say_farewell();
  run_until_complete(schedule_.now() + bound());
  check_late_device();
  look_once_more();
  check_agreement();
  check_fleeting();
  check_late_device();
  check_archives();
  check_off_record();
  return {checker_.violation(), trace_.digest(), checker_.shown(), schedule_.steps(),
          schedule_.now() - began};
}

void World::move_in() {
  for (const auto& member : household_.members()) {
    const auto seed = dice_.next();
    if (std::count(plan_.users.begin(), plan_.users.end(), member.user) == 0) continue;
    devices_.push_back(
        std::make_unique<Device>(Surroundings{schedule_, network_, trace_, checker_, plan_.sabotage,
                                              plan_.off_record > 0 ? unwritten : ""},
                                 member.user, member.label, seed, plan_.clients, member.disk->copy()));
    auto& device = *devices_.back();
    checker_.add_device(device, member.address);
    schedule_.after(dice_.between(Duration{0}, Duration{2'000}), [&device] { device.start(); });
  }
}

std::vector<Device*> World::all_devices() {
  std::vector<Device*> all;
  for (const auto& device : devices_) all.push_back(device.get());
  if (auto* late = late_.device()) all.push_back(late);
  return all;
}

// --- The course of things

/// Looks again and again whether everybody has noticed by now what they have to notice.
void World::make_rounds() {
  if (const auto user = network_.find_deceived(dead_link_noticed)) {
    checker_.violated("a device of " + *user + " does not notice that its link is dead");
  }
  if (plan_.fleeting > 0) people_.read();
  if (plan_.off_record > 0 && faulty_) off_record_.go_on();
  if (plan_.restored_relay) people_.accept_archives();
  checker_.look_around(all_devices());
  schedule_.after(between_rounds, [this] { make_rounds(); });
}

void World::run_until(Instant limit) {
  while (!is_over() && schedule_.run_next(limit)) {
    if (schedule_.steps() > most_steps) checker_.violated("the world does not come to rest");
  }
}

void World::stop_faults() {
  trace_.note(schedule_.now(), "world", "faults stop");
  faulty_ = false;
  network_.heal();
  relay_.stop_faults();
  for (auto* device : all_devices()) device->stop_faults();
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
  for (auto* device : all_devices()) {
    if (!is_over()) device->crash(Duration{1'000});
  }
  run_until(schedule_.now() + afterwards);
  if (is_over()) return;
  for (auto* device : all_devices()) checker_.look_at_screen(*device);
  const auto raw = medium_->raw();
  checker_.on_relay_heard(raw);
}

template <class FindOpen>
std::optional<std::string> World::run_until_settled(Duration limit, FindOpen find_open) {
  // The schedule's time is that of its last event, which may have been a while ago.
  auto now = schedule_.now();
  const auto end = now + limit;
  for (;;) {
    auto open = find_open();
    if (is_over() || !open || now >= end) return open;
    now = std::min(end, now + between_rounds);
    run_until(now);
  }
}

/// What was said off the record is on its way for a moment; while it is there nothing goes on the record.
void World::end_off_record() {
  if (plan_.off_record == 0) return;
  run_until(schedule_.now() + off_record_is_heard);
  off_record_.end_everywhere();
}

/// Both are there, and nothing breaks.
void World::check_off_record() {
  if (is_over() || plan_.off_record == 0 || plan_.may_have_gaps()) return;
  auto* author = off_record_.say_farewell();
  if (author == nullptr) return checker_.violated("somebody who was answered hears nothing off the record");
  const auto wrong =
      run_until_settled(off_record_is_heard, [&] { return checker_.off_record().find_undelivered(*author); });
  if (wrong) checker_.violated(*wrong);
}

/// Nobody stays without an archive once they have said that they go on with what there is.
void World::check_archives() {
  if (is_over() || !plan_.restored_relay) return;
  const auto wrong = run_until_settled(restored_by_then, [this]() -> std::optional<std::string> {
    for (const auto& device : devices_) {
      const bool online = device->is_running() && device->engine().link() == client::LinkState::online;
      if (!online) return device->label() + " is not there";
      const auto history = device->engine().history();
      if (history.stopped || !history.is_complete())
        return device->label() + " does not go on with the archive";
    }
    return std::nullopt;
  });
  if (wrong) checker_.violated(*wrong);
}

void World::check_fleeting() {
  if (is_over() || plan_.fleeting == 0) return;
  const auto wrong = run_until_settled(read_and_gone, [this]() -> std::optional<std::string> {
    if (checker_.fleeting().is_over()) return std::nullopt;
    return "what lasts for a while is still there";
  });
  if (wrong) checker_.violated(*wrong);
}

/// What was edited, taken back or reacted to is so on every device that has the message.
void World::check_agreement() {
  if (is_over() || plan_.changes == 0) return;
  const auto wrong = run_until_settled(bound(), [this] {
    Screens screens;
    for (const auto& device : devices_) screens.emplace(device->label(), screen_of(*device));
    return find_disagreement(checker_.history(), screens);
  });
  if (wrong) checker_.violated(*wrong);
}

/// Before everybody has connected once more and after it: it needs no new link to hear of what the account's
/// other devices have archived, and a restart takes nothing away.
void World::check_late_device() {
  if (is_over() || late_.device() == nullptr) return;
  const auto gap = run_until_settled(looked_by_then, [this] { return late_.find_gap(); });
  if (gap) checker_.violated(late_.device()->label() + " came late, and " + *gap);
}

bool World::is_in_mailbox(const Address& device, const MessageId& message) {
  if (!relay_.listens()) return false;
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
