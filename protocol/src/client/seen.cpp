// SPDX-License-Identifier: GPL-3.0-or-later
#include "seen.hpp"

#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::seen {

Result<std::optional<Fate>> find(Step& step, const Username& sender, const MessageId& message) {
  SOTTO_ASSIGN(const auto record, step.find(store::Table::seen, key_of(sender, message)));
  if (!record) return std::optional<Fate>{};
  if (record->size() != 1) return Error{ErrorCode::store_corrupt, "seen"};
  return std::optional{record->front() == 1 ? Fate::taken_in : Fate::missing};
}

Status remember(Step& step, const Username& sender, const MessageId& message, Fate fate) {
  const auto value = static_cast<std::uint8_t>(fate);
  return step.put(store::Table::seen, key_of(sender, message), ByteView{&value, 1});
}

}  // namespace sotto::client::seen
