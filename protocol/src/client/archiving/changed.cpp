// SPDX-License-Identifier: GPL-3.0-or-later
#include "changed.hpp"

#include <limits>

#include "../step.hpp"
#include "../store_keys.hpp"
#include "archiving.hpp"
#include "queue.hpp"

namespace sotto::client::archiving {
namespace {

using store::Table;

constexpr std::uint8_t marker = 1;
constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

}  // namespace

Status remember_change(Step& step, const archive::Record& change, const MessageId& target) {
  auto key = key_of(change.conversation, target);
  append(key, keys_of(step).id_of(change.conversation, change.sender, change.message).view());
  return step.put(Table::archive_change, key, ByteView{&marker, 1});
}

Status shred_all(Step& step, const ConversationId& conversation, const Username& author,
                 const MessageId& message) {
  step.memory().archiving.pending = true;
  SOTTO_TRY(enqueue_shredding(step, keys_of(step).id_of(conversation, author, message)));
  const auto prefix = key_of(conversation, message);
  SOTTO_ASSIGN(const auto changes, step.scan(Table::archive_change, prefix, all));
  for (const auto& change : changes) {
    SOTTO_ASSIGN(const auto entry, archive::EntryId::parse(ByteView{change.key}.subspan(prefix.size())));
    SOTTO_TRY(enqueue_shredding(step, entry));
    SOTTO_TRY(step.erase(Table::archive_change, change.key));
  }
  return {};
}

}  // namespace sotto::client::archiving
