// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_keys.hpp"

#include <algorithm>

#include "record_codec.hpp"

namespace sotto::client {
namespace {

struct TextKey {
  std::string_view text;
  ByteView rest;
};

/// The text of a key up to its zero byte, and what follows.
Result<TextKey> text_in(ByteView key) {
  const auto end = std::find(key.begin(), key.end(), std::uint8_t{0});
  if (end == key.end()) return Error{ErrorCode::store_corrupt, "key of a name"};
  const auto length = static_cast<std::size_t>(end - key.begin());
  return TextKey{text_of(key.first(length)), key.subspan(length + 1)};
}

}  // namespace

Bytes key_of(const Username& user) {
  Bytes key = copy_of(bytes_of(user.text()));
  key.push_back(0);
  return key;
}

Bytes key_of(const ConversationId& conversation) {
  Bytes key = copy_of(bytes_of(conversation.text()));
  key.push_back(0);
  return key;
}

Bytes key_of(const Address& address) {
  Bytes key = key_of(address.user);
  RecordWriter device;
  device.u32(address.device.value);
  append(key, device.view());
  return key;
}

Bytes key_of(PrekeyId id) {
  RecordWriter key;
  key.u32(id.value);
  return copy_of(key.view());
}

Bytes key_of(std::uint64_t sequence) {
  RecordWriter key;
  key.u64(sequence);
  return copy_of(key.view());
}

Bytes key_of(const ConversationId& conversation, const MessageId& message) {
  Bytes key = key_of(conversation);
  append(key, message.view());
  return key;
}

Bytes key_of(const GroupId& group) { return copy_of(group.view()); }

Bytes key_of(const GroupId& group, const Address& address) {
  Bytes key = key_of(group);
  append(key, key_of(address));
  return key;
}

Bytes key_of(const GroupId& group, std::uint64_t sequence) {
  Bytes key = key_of(group);
  append(key, key_of(sequence));
  return key;
}

Result<GroupKey> group_in(ByteView key) {
  if (key.size() < GroupId::size) return Error{ErrorCode::store_corrupt, "key of group"};
  auto group = GroupId::parse(key.first(GroupId::size));
  if (!group) return Error{ErrorCode::store_corrupt, "key of group"};
  return GroupKey{*group, key.subspan(GroupId::size)};
}

Bytes with_prefix(char kind, ByteView key) {
  Bytes prefixed{static_cast<std::uint8_t>(kind)};
  append(prefixed, key);
  return prefixed;
}

Result<UserKey> user_in(ByteView key) {
  SOTTO_ASSIGN(const auto parts, text_in(key));
  auto user = Username::parse(parts.text);
  if (!user) return Error{ErrorCode::store_corrupt, "key of user"};
  return UserKey{*std::move(user), parts.rest};
}

Result<ConversationKey> conversation_in(ByteView key) {
  SOTTO_ASSIGN(const auto parts, text_in(key));
  auto conversation = ConversationId::parse(parts.text);
  if (!conversation) return Error{ErrorCode::store_corrupt, "key of conversation"};
  return ConversationKey{*std::move(conversation), parts.rest};
}

Result<Address> address_in(ByteView key) {
  SOTTO_ASSIGN(auto parts, user_in(key));
  RecordReader device{parts.rest};
  const DeviceId id{device.u32()};
  SOTTO_TRY(device.finish());
  return Address{std::move(parts.user), id};
}

std::uint64_t sequence_in(ByteView key) { return RecordReader{key}.u64(); }

}  // namespace sotto::client
