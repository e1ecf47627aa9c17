// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.hpp"

#include <algorithm>
#include <array>

namespace sotto::simulation {
namespace {

constexpr int most_tries = 20;
constexpr std::uint64_t dice_of_people = 0x70656f706c65ULL;
/// Of a look at a device.
constexpr double reads = 0.5;
constexpr double lasts_for_hours = 0.3;
constexpr std::uint32_t some_hours = 2 * 3'600;
constexpr std::size_t talk_of_a_late_device = 3;
/// The empty one takes a reaction back.
constexpr std::array emojis{"👍", "❤", "😂", ""};

Username name(const std::string& text) { return *Username::parse(text); }

}  // namespace

People::People(const Stage& stage, Checker& checker)
    : stage_{stage}, checker_{checker}, dice_{stage.plan.seed ^ dice_of_people} {}

std::vector<Device*> People::devices_of(const std::string& user) const {
  std::vector<Device*> found;
  for (const auto& device : stage_.devices) {
    if (device->user() == user) found.push_back(device.get());
  }
  return found;
}

bool People::ignores(const std::string& user, const std::string& other) const {
  return checker_.history().ignores(name(user), name(other));
}

// --- What they say

std::string People::fresh_text(const Device& author, Dice& dice) {
  auto text = std::string{canary} + "-" + author.label() + "#" + std::to_string(++texts_) + " ";
  text.append(static_cast<std::size_t>(dice.between(0, dice.chance(0.1) ? 4'000 : 200)), '.');
  return text;
}

void People::plan_talk() {
  for (std::size_t left = stage_.plan.messages; left > 0; --left) {
    stage_.schedule.after(some_moment(stage_),
                          [this] { say_something(*stage_.dice.pick(stage_.devices), {}); });
  }
}

void People::plan_talk_on(Device& device) {
  for (std::size_t left = talk_of_a_late_device; left > 0; --left) {
    stage_.schedule.after(dice_.between(Duration{0}, Duration{60'000}),
                          [this, &device] { say_something(device, {}); });
  }
}

void People::plan_fleeting_talk() {
  for (std::size_t left = stage_.plan.fleeting; left > 0; --left) {
    const bool long_ = dice_.chance(lasts_for_hours);
    const Lasting lasting{long_ ? some_hours : static_cast<std::uint32_t>(dice_.between(20, 120))};
    stage_.schedule.after(dice_.between(Duration{0}, stage_.plan.faulty),
                          [this, lasting] { say_something(*dice_.pick(stage_.devices), lasting); });
  }
}

void People::say_something(Device& author, Lasting lasting) {
  std::vector<std::string> others;
  for (const auto& user : stage_.plan.users) {
    if (user != author.user() && !ignores(author.user(), user)) others.push_back(user);
  }
  say(author, name(stage_.dice.pick(others)), fresh_text(author, stage_.dice), lasting, most_tries);
}

/// A user who sees an error tries again a little later.
void People::say(Device& author, const Username& to, const std::string& text, Lasting lasting,
                 int tries_left) {
  if (author.is_running()) {
    checker_.says(author, to, text, lasting);
    if (stage_.plan.sabotage == Sabotage::device_leaks_plaintext) author.leak(text);
    const bool forgotten = stage_.plan.sabotage == Sabotage::devices_forget_durations;
    if (author.handle(client::SendText{to, text, std::nullopt, forgotten ? Lasting{} : lasting})) {
      stage_.trace.note(stage_.schedule.now(), author.label(), "says to " + to.text(),
                        std::string_view{text}.substr(0, 40));
      return;
    }
    checker_.did_not_say(text);
  }
  if (tries_left == 0) return;
  stage_.schedule.after(
      stage_.dice.between(Duration{100}, Duration{20'000}),
      [this, &author, to, text, lasting, tries_left] { say(author, to, text, lasting, tries_left - 1); });
}

void People::say_farewell() {
  for (const auto& from : stage_.plan.users) {
    for (const auto& to : stage_.plan.users) {
      if (from == to || ignores(from, to)) continue;
      auto& author = *stage_.dice.pick(devices_of(from));
      say(author, name(to), fresh_text(author, stage_.dice), {}, 0);
    }
  }
}

void People::read() {
  for (const auto& device : stage_.devices) {
    if (!device->is_running()) continue;
    const auto conversations = device->engine().conversations();
    for (const auto& conversation : *conversations) {
      // Perhaps on another device of theirs.
      if (conversation.unread == 0) checker_.was_read(*device, conversation.with);
      if (conversation.unread == 0 || !device->is_running() || !dice_.chance(reads)) continue;
      if (device->handle(client::MarkRead{conversation.with, conversation.last->position}))
        checker_.was_read(*device, conversation.with);
    }
  }
}

void People::accept_archives() {
  for (const auto& device : stage_.devices) {
    const auto stopped = device->is_running() ? device->engine().history().stopped : std::nullopt;
    if (stopped && client::is_another_history(*stopped))
      static_cast<void>(device->handle(client::AcceptArchive{}));
  }
}

// --- What they change

void People::plan_changes() {
  for (std::size_t left = stage_.plan.changes; left > 0; --left) {
    stage_.schedule.after(dice_.between(Duration{0}, stage_.plan.faulty), [this] { change_something(); });
  }
}

Said* People::some_message_on(const Device& device) {
  std::vector<Said*> shown;
  for (auto& [text, said] : checker_.history().all()) {
    const bool there = said.id && said.shown.count(device.label()) > 0 && !said.taken_back;
    if (there && !ignores(device.user(), said.from.text())) shown.push_back(&said);
  }
  return shown.empty() ? nullptr : dice_.pick(shown);
}

/// Whatever is refused was not done.
void People::change_something() {
  auto& device = *dice_.pick(stage_.devices);
  auto* said = device.is_running() ? some_message_on(device) : nullptr;
  if (said == nullptr) return;
  const bool own = said->from == name(device.user());
  if (own && dice_.chance(0.5)) return edit(device, *said);
  if (own && dice_.chance(0.5)) return take_back(device, *said);
  react(device, *said);
}

void People::edit(Device& device, Said& said) {
  const auto text = fresh_text(device, dice_);
  said.edits.insert(text);
  stage_.trace.note(stage_.schedule.now(), device.label(), "edits",
                    std::string_view{said.text}.substr(0, 40));
  if (!device.handle(client::EditMessage{said.to, *said.id, text})) said.edits.erase(text);
}

void People::take_back(Device& device, Said& said) {
  stage_.trace.note(stage_.schedule.now(), device.label(), "takes back",
                    std::string_view{said.text}.substr(0, 40));
  if (device.handle(client::DeleteMessage{said.to, *said.id})) checker_.was_taken_back(said);
}

void People::react(Device& device, const Said& said) {
  const auto user = name(device.user());
  const auto& other = said.from == user ? said.to : said.from;
  checker_.history().answer(user, other);
  stage_.trace.note(stage_.schedule.now(), device.label(), "reacts to",
                    std::string_view{said.text}.substr(0, 40));
  const auto* emoji = emojis[static_cast<std::size_t>(dice_.between(0, emojis.size() - 1))];
  static_cast<void>(device.handle(client::React{other, *said.id, emoji}));
}

}  // namespace sotto::simulation
