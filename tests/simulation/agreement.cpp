// SPDX-License-Identifier: GPL-3.0-or-later
#include "agreement.hpp"

namespace sotto::simulation {
namespace {

const OnScreen* find(const Screen& screen, const MessageId& id) {
  const auto found = screen.messages.find(id);
  const bool shown =
      found != screen.messages.end() && found->second.kind != store::MessageKind::message_missing;
  return shown ? &found->second : nullptr;
}

/// Each side calls the conversation by the other's name.
bool alike(const OnScreen& one, const OnScreen& other) {
  return one.kind == other.kind && one.body == other.body && one.reactions == other.reactions;
}

}  // namespace

std::optional<std::string> find_disagreement(const History& history, const Screens& screens) {
  for (const auto& [text, said] : history.all()) {
    if (!said.id || !said.lasting.for_good()) continue;
    const std::string* first = nullptr;
    const OnScreen* there = nullptr;
    for (const auto& [label, screen] : screens) {
      const auto* here = find(screen, *said.id);
      if (here == nullptr) continue;
      if (there != nullptr && !alike(*there, *here)) {
        return *first + " shows " + described(*there) + " and " + label + " " + described(*here) + " for " +
               quoted(text);
      }
      first = &label;
      there = here;
    }
  }
  return std::nullopt;
}

std::optional<std::string> find_gap(const History& history, const Username& user, const Screen& first,
                                    const Screen& late) {
  for (const auto& [text, said] : history.all()) {
    if (!said.id || !said.lasting.for_good()) continue;
    if (!(said.from == user) && !history.has_answered(user, said.from)) continue;
    const auto* there = find(first, *said.id);
    const auto* here = find(late, *said.id);
    if (there == nullptr) continue;
    // Taken back before it left, it stands in no archive.
    if (here == nullptr && said.taken_back) continue;
    if (here == nullptr) return "its history has no " + quoted(text);
    if (!(there->conversation == here->conversation) || !alike(*there, *here))
      return "its history has " + described(*here) + " instead of " + described(*there);
  }
  return std::nullopt;
}

}  // namespace sotto::simulation
