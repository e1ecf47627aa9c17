// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

/// The keys of the engine's records. A user's name ends with a zero byte, which no name contains, so that
/// "ann" is no prefix of "anna".
namespace sotto::client {

[[nodiscard]] Bytes key_of(const Username& user);
[[nodiscard]] Bytes key_of(const ConversationId& conversation);
[[nodiscard]] Bytes key_of(const Address& address);
[[nodiscard]] Bytes key_of(PrekeyId id);
[[nodiscard]] Bytes key_of(std::uint64_t sequence);
[[nodiscard]] Bytes key_of(const ConversationId& conversation, const MessageId& message);
[[nodiscard]] Bytes key_of(const GroupId& group);
[[nodiscard]] Bytes key_of(const GroupId& group, const Address& address);
[[nodiscard]] Bytes key_of(const GroupId& group, std::uint64_t sequence);
/// Reads the group of a key that begins with it, and gives what follows.
struct GroupKey {
  GroupId group;
  ByteView rest;
};
[[nodiscard]] Result<GroupKey> group_in(ByteView key);
/// One letter in front keeps kinds that share a table apart.
[[nodiscard]] Bytes with_prefix(char kind, ByteView key);

/// Reads a key_of(address) back.
[[nodiscard]] Result<Address> address_in(ByteView key);
/// Reads the user of a key that begins with key_of(user), and gives what follows it.
struct UserKey {
  Username user;
  ByteView rest;
};
[[nodiscard]] Result<UserKey> user_in(ByteView key);
/// The same of a key that begins with key_of(conversation).
struct ConversationKey {
  ConversationId conversation;
  ByteView rest;
};
[[nodiscard]] Result<ConversationKey> conversation_in(ByteView key);
[[nodiscard]] std::uint64_t sequence_in(ByteView key);

}  // namespace sotto::client
