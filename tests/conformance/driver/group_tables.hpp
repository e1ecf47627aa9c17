// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "session_tables.hpp"
#include "sotto/group/secure_message.hpp"
#include "sotto/group/sender_key_age.hpp"

namespace sotto::conformance {

/// What a client keeps of a group.
struct KnownGroup {
  group::MembershipLog log;
  std::vector<Bytes> entries;  ///< all that the log was replayed from
  group::Doubts doubts;
};

/// A client's own sender key for a group, as far as it is not libsignal's.
struct OwnSenderKey {
  group::SenderKeyAge age;
  Bytes distribution;  ///< as it was before the first message
};

/// What groups read and write beside sessions, as rows of the same transaction.
class GroupTables final : public SessionTables {
 public:
  using SessionTables::SessionTables;

  Result<std::optional<KnownGroup>> find_group(const GroupId& group);
  Status save_group(const KnownGroup& group);

  Result<std::optional<OwnSenderKey>> find_own_key(const GroupId& group);
  Status save_own_key(const GroupId& group, const OwnSenderKey& key);
  /// As crypto::SenderKeys wants it; the same as the product's clients write.
  [[nodiscard]] static crypto::SenderKeyName sender_key_of(const GroupId& group, const Address& sender);

  /// The number of the next own message.
  Result<std::uint64_t> take_number(const GroupId& group, const Address& self);
  /// A message of another device is here. How many before it never came; the first one begins the count.
  Result<std::uint64_t> note_number(const GroupId& group, const Address& sender, std::uint64_t number);

 private:
  Result<std::uint64_t> find_number(ByteView key);
  Status save_number(ByteView key, std::uint64_t number);
};

}  // namespace sotto::conformance
