// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "sotto/group/entry.hpp"

namespace sotto::group {

struct Member {
  crypto::IdentityKey identity;
  Role role = Role::member;
  std::uint64_t since_epoch = 0;     ///< the first epoch whose member list has them
  std::uint64_t since_sequence = 0;  ///< of their Create or Join
};

/// How somebody ceased to be a member.
enum class Ending : std::uint8_t { left, removed };

/// Somebody who was a member: what they said in an open group is still verified with their identity.
struct Former {
  std::uint64_t sequence = 0;  ///< of the entry that ended it
  crypto::IdentityKey identity;
  Ending ending = Ending::left;
};

/// One member's approval of a request that stands.
struct GivenApproval {
  std::uint64_t epoch = 0;
  Instant expires;
};

struct PendingRequest {
  crypto::IdentityKey identity;
  Nonce nonce;
  Instant asked_at;
  std::map<Username, GivenApproval> approvals;
};

/// A place in a group's history. Two of one sequence with different hashes prove a fork.
struct LogHead {
  std::uint64_t sequence = 0;
  EntryHash hash;
  friend bool operator==(const LogHead&, const LogHead&) = default;
};

/// What a group's log amounts to: a plain value. The same entries in the same order give the same value at
/// every client and relay; nothing but the entries is looked at, no clock and no relay's word.
struct Membership {
  GroupId group;
  GroupKind kind = GroupKind::secure;
  GroupName name;
  Policy policy;
  Bytes picture;
  std::uint64_t epoch = 0;  ///< 1 after Create; one more with each join, leave and removal
  LogHead head;
  Instant changed_at;  ///< of the head
  std::map<Username, Member> members;
  std::map<Username, PendingRequest> requests;
  std::map<Username, Former> former;  ///< who was a member, and is not one now
};

/// Whether an entry's author has been looked at before.
enum class Checked : std::uint8_t {
  nothing,     ///< from a relay: everything is checked
  signatures,  ///< from this client's own store, into which only checked entries come
};

/// The state after a log's first entry. malformed (not a Create), invalid_signature.
[[nodiscard]] Result<Membership> founded(const Entry& create, Checked checked = Checked::nothing);

/// The state after one more entry. Errors: context_mismatch (another group's), stale_state (behind the head
/// or under an older epoch or policy version), forked_log (in the head's place follows another entry),
/// invalid_state (beyond the next place, or senseless here), malformed (its time goes back), not_permitted,
/// invalid_signature, not_approved, already_exists, not_found, too_large (members or requests are full).
[[nodiscard]] Result<Membership> after(const Membership& before, const Entry& entry,
                                       Checked checked = Checked::nothing);

[[nodiscard]] const Member* find_member(const Membership& group, const Username& user);
/// The identity with which a member, present or former, signs; nullptr for a stranger.
[[nodiscard]] const crypto::IdentityKey* find_author(const Membership& group, const Username& user);
/// How many approvals a newcomer needs now: the policy's k, or everybody who may approve if they are fewer.
[[nodiscard]] std::size_t needed_approvals(const Membership& group);
/// How many of a request's approvals count at `at`.
[[nodiscard]] std::size_t valid_approvals(const Membership& group, const PendingRequest& request, Instant at);
/// Whether `approver` has approved it in a way that counts at `at`.
[[nodiscard]] bool is_approved_by(const Membership& group, const PendingRequest& request,
                                  const Username& approver, Instant at);
/// The header of the entry that `author` may append next. `now` is moved up to the head's time if it is
/// earlier.
[[nodiscard]] EntryHeader next_header(const Membership& group, const Username& author, Instant now);

}  // namespace sotto::group
