// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../outbox_row.hpp"
#include "keys.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// Something said in a group, until the relay has accepted it. What it says stands in the history.
struct GroupOutboxRow {
  GroupId group;
  std::uint64_t sequence = 1;
  MessageId message;
  OutboxKind kind = OutboxKind::text;
  MessageId target;  ///< of an edit, a deletion, a reaction or the removal of a post
  Instant sent_at;
  std::uint64_t counter = 0;          ///< of what this device says in the group; 0: none yet
  group_keys::Generation generation;  ///< under which the ciphertext was made
  Bytes ciphertext;                   ///< of a post: its signed form; empty: not made yet
};

[[nodiscard]] Result<GroupOutboxRow> parse_group_outbox_row(const store::Record& record);
/// The record's value; its key is the group's and the sequence.
[[nodiscard]] Bytes serialise(const GroupOutboxRow& row);
[[nodiscard]] Status save(Step& step, const GroupOutboxRow& row);

}  // namespace sotto::client
