// SPDX-License-Identifier: GPL-3.0-or-later
#include "post_record.hpp"

#include "../defences.hpp"
#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::post_records {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 2;
constexpr std::uint8_t version_without_reached = 1;
constexpr std::uint8_t marker = 1;

/// Whose post it is isn't known yet, so each member's removal stands for itself; nullptr: some admin's.
Bytes key_of_removal(const GroupId& group, const MessageId& post, const Username* by) {
  auto key = key_of(ConversationId{group}, post);
  if (by != nullptr) append(key, key_of(*by));
  return key;
}

void read_reached(RecordReader& in, PostRecord& record) {
  record.latest = in.instant();
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    const auto log_size = in.u64();
    record.reached.push_back({log_size, in.u64()});
  }
}

Result<std::optional<PostRecord>> parse(const std::optional<Bytes>& bytes) {
  if (!bytes) return std::optional<PostRecord>{};
  RecordReader in{*bytes};
  const auto version = in.expect_version(record_version, version_without_reached);
  PostRecord record;
  record.oldest = in.u64();
  record.newest = in.u64();
  record.refused = in.u64();
  if (version == record_version) read_reached(in, record);
  SOTTO_TRY(in.finish());
  return std::optional{std::move(record)};
}

}  // namespace

Result<std::optional<PostRecord>> find(store::ClientStore& store, const GroupId& group) {
  SOTTO_ASSIGN(const auto bytes, store.find(Table::open_group, key_of(group)));
  return parse(bytes);
}

Result<std::optional<PostRecord>> find(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto bytes, step.find(Table::open_group, key_of(group)));
  return parse(bytes);
}

Status save(Step& step, const GroupId& group, const PostRecord& record) {
  RecordWriter out;
  out.u8(record_version).u64(record.oldest).u64(record.newest).u64(record.refused);
  out.instant(record.latest).u32(static_cast<std::uint32_t>(record.reached.size()));
  for (const auto& reached : record.reached) out.u64(reached.log_size).u64(reached.place);
  return step.put(Table::open_group, key_of(group), out.view());
}

Status note_open(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto known, find(step, group));
  return known ? Status{} : save(step, group, {});
}

Result<bool> is_removed(Step& step, const GroupId& group, const MessageId& post, const Username& author) {
  SOTTO_ASSIGN(const auto as_admin, step.find(Table::removed_post, key_of_removal(group, post, nullptr)));
  if (as_admin) return true;
  SOTTO_ASSIGN(const auto by_author, step.find(Table::removed_post, key_of_removal(group, post, &author)));
  return by_author.has_value();
}

Status save_removal(Step& step, const GroupId& group, const MessageId& post, const KnownRemoval& removal) {
  const auto* by = removal.as_admin ? nullptr : &removal.by;
  return step.put(Table::removed_post, key_of_removal(group, post, by), ByteView{&marker, 1});
}

Result<bool> is_open(Step& step, const ConversationId& conversation) {
  if (conversation.group() == nullptr || !defences().kinds_apart) return false;
  SOTTO_ASSIGN(const auto record, find(step, *conversation.group()));
  return record.has_value();
}

Status check_encrypted(Step& step, const ConversationId& conversation) {
  SOTTO_ASSIGN(const bool open, is_open(step, conversation));
  return open ? Error{ErrorCode::unsupported, "open group"} : Status{};
}

}  // namespace sotto::client::post_records
