// SPDX-License-Identifier: GPL-3.0-or-later
#include "past_notices.hpp"

#include <utility>

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"
#include "logs.hpp"
#include "notices.hpp"

namespace sotto::client::group_past_notices {
namespace {

using store::Message;
using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr std::size_t more_than_groups = 2'048;

Result<Waiting> parse(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  Waiting waiting;
  waiting.entries = in.u64();
  waiting.whole = in.u8() != 0;
  waiting.learned_at = in.instant();
  SOTTO_TRY(in.finish());
  return waiting;
}

Status save(Step& step, const GroupId& group, const Waiting& waiting) {
  if (waiting.entries == 0 && waiting.whole) return step.erase(Table::past_notices, key_of(group));
  RecordWriter out;
  out.u8(record_version).u64(waiting.entries).u8(waiting.whole ? 1 : 0).instant(waiting.learned_at);
  return step.put(Table::past_notices, key_of(group), out.view());
}

}  // namespace

Result<std::optional<Waiting>> find(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto record, step.find(Table::past_notices, key_of(group)));
  if (!record) return std::optional<Waiting>{};
  SOTTO_ASSIGN(const auto waiting, parse(*record));
  return std::optional{waiting};
}

Status begin(Step& step, const GroupId& group) { return save(step, group, {0, false, step.now()}); }

Result<bool> hold(Step& step, const GroupId& group, std::uint64_t size) {
  SOTTO_ASSIGN(auto waiting, find(step, group));
  if (!waiting || waiting->whole) return false;
  waiting->entries = size;
  SOTTO_TRY(save(step, group, *waiting));
  return true;
}

Status on_whole(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(auto waiting, find(step, group));
  if (!waiting || waiting->whole) return {};
  waiting->whole = true;
  return save(step, group, *waiting);
}

Result<std::vector<Message>> take_after(Step& step, const GroupId& group, Instant at) {
  std::vector<Message> notices;
  SOTTO_ASSIGN(auto waiting, find(step, group));
  if (!waiting) return notices;
  const auto before = waiting->entries;
  while (waiting->entries > 0) {
    SOTTO_ASSIGN(const auto entry, group_logs::entry_at(step, group, waiting->entries - 1));
    if (!(at < entry.header().at)) break;
    --waiting->entries;
    SOTTO_ASSIGN(auto notice, group_notices::notice_of(step, entry, waiting->learned_at));
    if (notice) notices.push_back(*std::move(notice));
  }
  if (waiting->entries < before) SOTTO_TRY(save(step, group, *waiting));
  return notices;
}

Status put_rest_in_front(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::past_notices, {}, more_than_groups));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto key, group_in(record.key));
    SOTTO_ASSIGN(const auto notices, take_after(step, key.group, Instant{}));
    SOTTO_TRY(step.erase(Table::past_notices, record.key));
    if (notices.empty()) continue;
    SOTTO_TRY(step.prepend_messages(notices));
    step.notify(ConversationChanged{key.group});
  }
  return {};
}

}  // namespace sotto::client::group_past_notices
