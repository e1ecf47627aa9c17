// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox_row.hpp"

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client {
namespace {

constexpr std::uint8_t record_version = 1;

}  // namespace

Result<GroupOutboxRow> parse_group_outbox_row(const store::Record& record) {
  SOTTO_ASSIGN(const auto key, group_in(record.key));
  if (key.rest.size() != sizeof(GroupOutboxRow::sequence))
    return Error{ErrorCode::store_corrupt, "group outbox key", 0};
  RecordReader in{record.value};
  in.expect_version(record_version);
  GroupOutboxRow row;
  row.group = key.group;
  row.sequence = sequence_in(key.rest);
  row.message = in.message_id();
  row.kind = static_cast<OutboxKind>(in.u8());
  row.target = in.message_id();
  row.sent_at = in.instant();
  row.counter = in.u64();
  row.generation = in.message_id();
  row.ciphertext = copy_of(in.bytes());
  SOTTO_TRY(in.finish());
  return row;
}

Bytes serialise(const GroupOutboxRow& row) {
  RecordWriter out;
  out.u8(record_version)
      .raw(row.message.view())
      .u8(static_cast<std::uint8_t>(row.kind))
      .raw(row.target.view());
  out.instant(row.sent_at).u64(row.counter).raw(row.generation.view()).bytes(row.ciphertext);
  return copy_of(out.view());
}

Status save(Step& step, const GroupOutboxRow& row) {
  return step.put(store::Table::group_outbox, key_of(row.group, row.sequence), serialise(row));
}

}  // namespace sotto::client
