// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_codec.hpp"

namespace sotto::client {

Result<Username> RecordReader::username() {
  auto name = Username::parse(text_of(bytes()));
  if (!name) return Error{ErrorCode::store_corrupt, "record name"};
  return name;
}

Result<ConversationId> RecordReader::conversation() {
  auto with = ConversationId::parse(text_of(bytes()));
  if (!with) return Error{ErrorCode::store_corrupt, "record conversation"};
  return with;
}

Result<GroupId> RecordReader::group() {
  auto group = GroupId::parse(raw(GroupId::size));
  if (!group) return Error{ErrorCode::store_corrupt, "record group"};
  return group;
}

void RecordReader::expect_version(std::uint8_t version) {
  if (u8() != version) fail();
}

std::uint8_t RecordReader::expect_version(std::uint8_t version, std::uint8_t older) {
  const auto found = u8();
  if (found != version && found != older) fail();
  return found;
}

Status RecordReader::finish() const {
  if (!is_complete()) return Error{ErrorCode::store_corrupt, "record"};
  return {};
}

}  // namespace sotto::client
