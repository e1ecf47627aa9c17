// SPDX-License-Identifier: GPL-3.0-or-later
#include "queues.hpp"

#include <limits>

#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_queues {
namespace {

using store::Table;

constexpr auto everything = std::numeric_limits<std::size_t>::max();

Result<GroupQueues> read(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::group_outbox, {}, everything));
  GroupQueues queues;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto key, group_in(record.key));
    auto& queue = queues.try_emplace(key.group, GroupQueue{sequence_in(key.rest), 0}).first->second;
    if (sequence_in(key.rest) != queue.next()) return Error{ErrorCode::store_corrupt, "group outbox"};
    ++queue.rows;
  }
  return queues;
}

Status load(Step& step) {
  auto& queues = step.memory().groups.queues;
  if (queues) return {};
  SOTTO_ASSIGN(queues, read(step));
  return {};
}

}  // namespace

Result<GroupQueues> all(Step& step) {
  SOTTO_TRY(load(step));
  return *step.memory().groups.queues;
}

Result<std::uint64_t> append(Step& step, const GroupId& group) {
  SOTTO_TRY(load(step));
  auto& queue = (*step.memory().groups.queues)[group];
  if (queue.rows >= room) return Error{ErrorCode::too_large, "group outbox"};
  ++queue.rows;
  return queue.next() - 1;
}

Result<bool> remove_first(Step& step, const GroupId& group, std::uint64_t sequence) {
  SOTTO_TRY(load(step));
  auto& queues = *step.memory().groups.queues;
  const auto found = queues.find(group);
  if (found == queues.end() || found->second.first != sequence) return false;
  ++found->second.first;
  --found->second.rows;
  if (found->second.rows == 0) queues.erase(found);
  return true;
}

}  // namespace sotto::client::group_queues
