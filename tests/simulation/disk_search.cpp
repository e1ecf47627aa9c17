// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk_search.hpp"

#include <algorithm>
#include <limits>

namespace sotto::simulation {
namespace {

/// No kind of records has a greater number.
constexpr std::uint8_t last_table = 127;
constexpr std::size_t all_of_it = std::numeric_limits<std::size_t>::max() / 2;

bool is_in(std::string_view text, std::string_view wanted) {
  return text.find(wanted) != std::string_view::npos;
}

bool is_in_records(store::ClientStore& store, std::string_view wanted) {
  for (std::uint8_t number = 1; number <= last_table; ++number) {
    const auto records = store.scan(static_cast<store::Table>(number), {}, all_of_it);
    const bool found = records && std::any_of(records->begin(), records->end(), [&](const auto& record) {
                         return is_in(text_of(record.key), wanted) || is_in(text_of(record.value), wanted);
                       });
    if (found) return true;
  }
  return false;
}

}  // namespace

bool holds(store::ClientStore& store, std::string_view wanted) {
  const auto conversations = store.conversations();
  for (const auto& conversation : *conversations) {
    const auto messages = store.page(conversation.with, std::nullopt, all_of_it);
    const bool found = std::any_of(messages->begin(), messages->end(),
                                   [&](const auto& message) { return is_in(message.body, wanted); });
    if (found) return true;
  }
  return is_in_records(store, wanted);
}

}  // namespace sotto::simulation
