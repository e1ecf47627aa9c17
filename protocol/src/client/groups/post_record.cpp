// SPDX-License-Identifier: GPL-3.0-or-later
#include "post_record.hpp"

#include "../defences.hpp"
#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::post_records {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;

Result<std::optional<PostRecord>> parse(const std::optional<Bytes>& bytes) {
  if (!bytes) return std::optional<PostRecord>{};
  RecordReader in{*bytes};
  in.expect_version(record_version);
  PostRecord record;
  record.oldest = in.u64();
  record.newest = in.u64();
  record.refused = in.u64();
  SOTTO_TRY(in.finish());
  return std::optional{record};
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
  return step.put(Table::open_group, key_of(group), out.view());
}

Status note_open(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto known, find(step, group));
  return known ? Status{} : save(step, group, {});
}

Result<std::optional<KnownRemoval>> find_removal(Step& step, const GroupId& group, const MessageId& post) {
  SOTTO_ASSIGN(const auto bytes, step.find(Table::removed_post, key_of(ConversationId{group}, post)));
  if (!bytes) return std::optional<KnownRemoval>{};
  RecordReader in{*bytes};
  in.expect_version(record_version);
  SOTTO_ASSIGN(auto by, in.username());
  const bool as_admin = in.u8() == 1;
  SOTTO_TRY(in.finish());
  return std::optional{KnownRemoval{std::move(by), as_admin}};
}

Status save_removal(Step& step, const GroupId& group, const MessageId& post, const KnownRemoval& removal) {
  RecordWriter out;
  out.u8(record_version).text(removal.by.text()).u8(removal.as_admin ? 1 : 0);
  return step.put(Table::removed_post, key_of(ConversationId{group}, post), out.view());
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
