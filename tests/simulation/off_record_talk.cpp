// SPDX-License-Identifier: GPL-3.0-or-later
#include "off_record_talk.hpp"

namespace sotto::simulation {
namespace {

constexpr std::uint64_t dice_of_their_own = 0x7768697370657273ULL;
/// Of a look at a device.
constexpr double ends_it = 0.15;
constexpr double writes_a_draft = 0.3;

}  // namespace

OffRecordTalk::OffRecordTalk(const Stage& stage, Checker& checker)
    : stage_{stage}, checker_{checker}, dice_{stage.plan.seed ^ dice_of_their_own} {}

void OffRecordTalk::plan() {
  for (std::size_t left = stage_.plan.off_record; left > 0; --left) {
    stage_.schedule.after(dice_.between(Duration{0}, stage_.plan.faulty), [this] { say_something(); });
  }
}

std::string OffRecordTalk::fresh_text(const Device& author) {
  return std::string{unwritten} + "-" + author.label() + "#" + std::to_string(++texts_);
}

Username OffRecordTalk::somebody_else(const Device& author) {
  std::vector<Username> others;
  const auto user = *Username::parse(author.user());
  for (const auto& one : stage_.plan.users) {
    const auto other = *Username::parse(one);
    const bool strangers = checker_.history().ignores(user, other) || checker_.history().ignores(other, user);
    if (!(other == user) && !strangers) others.push_back(other);
  }
  return dice_.pick(others);
}

/// Refused among those who are strangers still.
bool OffRecordTalk::say(Device& author, const Username& to) {
  const auto text = fresh_text(author);
  checker_.off_record().says(author, to, text);
  stage_.trace.note(stage_.schedule.now(), author.label(), "off record to " + to.text(),
                    std::string_view{text});
  if (author.handle(client::SendOffRecord{to, text})) return true;
  checker_.off_record().did_not_say();
  return false;
}

void OffRecordTalk::say_something() {
  auto& author = *dice_.pick(stage_.devices);
  if (author.is_running()) say(author, somebody_else(author));
}

Device* OffRecordTalk::say_farewell() {
  auto& author = *dice_.pick(stage_.devices);
  return say(author, somebody_else(author)) ? &author : nullptr;
}

std::vector<ConversationId> OffRecordTalk::off_record_on(Device& device) const {
  std::vector<ConversationId> found;
  if (!device.is_running()) return found;
  const auto conversations = device.engine().conversations();
  for (const auto& conversation : *conversations) {
    if (conversation.off_record) found.push_back(conversation.with);
  }
  return found;
}

void OffRecordTalk::go_on() {
  for (const auto& device : stage_.devices) {
    for (const auto& with : off_record_on(*device)) {
      if (dice_.chance(writes_a_draft))
        static_cast<void>(device->handle(client::SaveDraft{with, fresh_text(*device)}));
      if (dice_.chance(ends_it)) static_cast<void>(device->handle(client::EndOffRecord{with}));
    }
  }
}

void OffRecordTalk::end_everywhere() {
  for (const auto& device : stage_.devices) {
    for (const auto& with : off_record_on(*device)) {
      static_cast<void>(device->handle(client::EndOffRecord{with}));
    }
  }
}

}  // namespace sotto::simulation
