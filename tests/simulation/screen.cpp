// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen.hpp"

#include <set>

namespace sotto::simulation {
namespace {

constexpr std::size_t whole_page = 200;

void take_in(const client::TimelinePage& page, Screen& screen, std::set<std::string>& texts) {
  for (const auto& message : page.messages) {
    const bool text = message.kind == store::MessageKind::text;
    if (text && !texts.insert(message.body).second) screen.twice = message.body;
    screen.messages.insert_or_assign(message.id,
                                     OnScreen{message.conversation, message.kind, message.body, {}});
  }
  for (const auto& reaction : page.reactions) {
    const auto message = screen.messages.find(reaction.message);
    if (message != screen.messages.end()) message->second.reactions[reaction.by] = reaction.emoji;
  }
}

}  // namespace

Screen screen_of(Device& device) {
  Screen screen;
  std::set<std::string> texts;
  const auto conversations = device.engine().conversations();
  for (const auto& conversation : *conversations) {
    std::optional<store::Position> before;
    for (bool more = true; more;) {
      const auto page = device.engine().timeline(conversation.with, before, whole_page);
      take_in(*page, screen, texts);
      more = page->more;
      if (more) before = page->messages.back().position;
    }
  }
  return screen;
}

std::string quoted(const std::string& text) { return "'" + text.substr(0, text.find(' ')) + "'"; }

std::string described(const OnScreen& message) {
  const bool text = message.kind == store::MessageKind::text;
  auto words = text ? quoted(message.body) : "kind " + std::to_string(static_cast<int>(message.kind));
  for (const auto& [by, emoji] : message.reactions) words += " " + by.text() + ":" + emoji;
  return words;
}

}  // namespace sotto::simulation
