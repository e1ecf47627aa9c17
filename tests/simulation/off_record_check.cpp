// SPDX-License-Identifier: GPL-3.0-or-later
#include "off_record_check.hpp"

#include <algorithm>
#include <map>

#include "screen.hpp"

namespace sotto::simulation {
namespace {

using client::OffRecordMessage;
using client::OffRecordState;

/// The engine's 20 s, and what a timer and a step that fails may add.
constexpr Duration told_by_then{60'000};

std::vector<OffRecordMessage> messages_on(Device& device, const ConversationId& conversation) {
  auto page = device.engine().timeline(conversation, std::nullopt, 1);
  return page ? std::move(page->off_record) : std::vector<OffRecordMessage>{};
}

std::optional<OffRecordMessage> find_on(Device& device, const Username& with, const std::string& text) {
  const auto all = messages_on(device, with);
  const auto at = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.body == text; });
  return at == all.end() ? std::nullopt : std::optional{*at};
}

}  // namespace

void OffRecordCheck::says(const Device& author, const Username& to, const std::string& text) {
  said_.push_back(
      {text, author.label(), author.lives(), *Username::parse(author.user()), to, author.now(), {}});
}

Wrong OffRecordCheck::on_arrived(Device& device, const ConversationId& conversation) {
  const auto user = *Username::parse(device.user());
  std::map<std::string, int> times;
  for (const auto& message : messages_on(device, conversation)) {
    if (message.sender == user) continue;
    const auto said =
        std::find_if(said_.begin(), said_.end(), [&](const auto& one) { return one.text == message.body; });
    const bool theirs = said != said_.end() && said->from == message.sender && said->to == user &&
                        conversation == ConversationId{said->from};
    if (!theirs)
      return device.label() + " shows off the record what nobody said to it: " + quoted(message.body);
    if (++times[message.body] > 1) return device.label() + " shows " + quoted(message.body) + " twice";
    said->shown.insert(device.label());
  }
  return std::nullopt;
}

Wrong OffRecordCheck::look_at(Device& author, const Said& said) const {
  const auto message = find_on(author, said.to, said.text);
  if (!message) return std::nullopt;
  if (is_kept_(said.to, message->id)) return quoted(said.text) + " is off the record and lies in a mailbox";
  if (message->state == OffRecordState::delivered && said.shown.empty())
    return quoted(said.text) + " is said to be delivered and was shown nowhere";
  const bool waited = author.now() - said.at > told_by_then;
  if (message->state == OffRecordState::sending && waited)
    return said.author + " does not hear what has become of " + quoted(said.text);
  return std::nullopt;
}

Wrong OffRecordCheck::look(const std::vector<Device*>& devices) {
  for (auto* device : devices) {
    if (device->has_written_down()) return device->label() + " writes down what is off the record";
    if (!device->is_running()) continue;
    for (const auto& said : said_) {
      if (said.author != device->label() || said.life != device->lives()) continue;
      if (auto wrong = look_at(*device, said)) return wrong;
    }
  }
  return std::nullopt;
}

Wrong OffRecordCheck::find_undelivered(Device& author) const {
  const auto& said = said_.back();
  const auto message = find_on(author, said.to, said.text);
  const bool delivered = message && message->state == OffRecordState::delivered && !said.shown.empty();
  return delivered ? Wrong{} : quoted(said.text) + " was not shown though both were there";
}

}  // namespace sotto::simulation
