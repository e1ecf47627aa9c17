// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.hpp"

#include <algorithm>

namespace sotto::simulation {

const Place& History::place(const std::string& label) const {
  return *std::find_if(places_.begin(), places_.end(),
                       [&](const Place& place) { return place.label == label; });
}

Said& History::say(const std::string& author, const Username& to, const std::string& text, Lasting lasting) {
  const auto& from = place(author).address.user;
  Said said{text,
            author,
            from,
            to,
            ++last_ordinal_[author],
            std::nullopt,
            store::MessageState::waiting,
            false,
            {},
            {},
            {},
            {},
            lasting};
  answer(from, to);
  for (const auto& place : places_) {
    const bool concerned = !place.late && (place.address.user == to || place.address.user == from);
    if (concerned && place.label != author) said.missing.insert(place.label);
  }
  return said_.insert_or_assign(text, std::move(said)).first->second;
}

void History::take_back(const std::string& text) { said_.erase(text); }

Said* History::find(const std::string& text) {
  const auto found = said_.find(text);
  return found == said_.end() ? nullptr : &found->second;
}

Said* History::find(const MessageId& id) {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : find(found->second);
}

void History::name(Said& said, const MessageId& id) {
  said.id = id;
  by_id_[id] = said.text;
}

}  // namespace sotto::simulation
