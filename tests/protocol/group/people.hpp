// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "../../support/outcome.hpp"
#include "../../support/seeded_random.hpp"
#include "sotto/group/limits.hpp"
#include "sotto/group/membership_log.hpp"
#include "sotto/group/sign_entry.hpp"

namespace sotto::group::test {

using testing::must;
using testing::outcome;

using Name = std::string;

inline Username user(std::string_view name) { return must(Username::parse(name)); }
inline GroupName title(std::string_view name) { return must(GroupName::parse(name)); }

/// 2026-11-25, noon.
inline constexpr Instant noon{1795608000000};
inline constexpr Duration minute{60'000};
inline constexpr Duration day{24 * 60 * minute};

struct Seed {
  std::uint64_t value;
};

/// Somebody with an identity who signs entries. The same name gives the same keys.
class Person {
 public:
  explicit Person(std::string_view called, std::uint64_t seed = 0)
      : Person{called, Seed{seed + std::hash<std::string_view>{}(called)}} {}
  /// For keys that are the same wherever this is compiled: std::hash is not.
  Person(std::string_view called, Seed seed)
      : name{user(called)}, random{seed.value}, identity{must(crypto::IdentityKeyPair::fresh(random))} {}

  Entry sign(const EntryHeader& header, const EntryBody& body) {
    return must(sign_entry(header, body, identity, random));
  }
  /// What comes next in this log.
  Entry next(const Membership& group, const EntryBody& body, Instant at = noon) {
    return sign(next_header(group, name, at), body);
  }
  Nonce nonce() { return must(Nonce::fresh(random)); }
  [[nodiscard]] const crypto::IdentityKey& key() const { return identity.public_key(); }

  Username name;
  testing::SeededRandom random;
  crypto::IdentityKeyPair identity;
};

inline Entry create(Person& founder, GroupKind kind = GroupKind::secure, std::uint32_t approvals = 2,
                    Role approvers = Role::member) {
  const Create body{kind, title("Chess club"), must(Policy::parse(1, approvals, approvers)), founder.key(),
                    founder.nonce()};
  return founder.sign({{}, 0, {}, 0, noon, founder.name}, body);
}

inline MembershipLog start(const Entry& create) {
  return must(MembershipLog::replay(create.header().group, std::array{create.bytes()}));
}

inline void must_append(MembershipLog& log, const Entry& entry) { must(log.append(entry)); }

/// Asks to be let in.
inline Entry request(Person& newcomer, const Membership& group, Instant at = noon) {
  return newcomer.next(group, Request{newcomer.key(), newcomer.nonce()}, at);
}

/// A member's word for the request that stands under this name.
inline Entry approve(Person& member, const Membership& group, const Username& newcomer, Instant at = noon) {
  const auto& pending = group.requests.at(newcomer);
  return member.next(group, Approve{{newcomer, pending.identity, pending.nonce, at + day}}, at);
}

inline Entry join(Person& newcomer, const Membership& group, Instant at = noon) {
  const auto pending = group.requests.find(newcomer.name);
  const auto nonce = pending == group.requests.end() ? newcomer.nonce() : pending->second.nonce;
  return newcomer.next(group, Join{newcomer.key(), nonce}, at);
}

/// Everything that it takes to get in.
template <class... Approvers>
void let_in(MembershipLog& log, Person& newcomer, Approvers&... approvers) {
  must_append(log, request(newcomer, log.state()));
  (must_append(log, approve(approvers, log.state(), newcomer.name)), ...);
  must_append(log, join(newcomer, log.state()));
}

/// alice (owner, founder) and bob and carol; two approvals let a newcomer in.
struct ChessClub {
  ChessClub() : log{start(create(alice))} {
    let_in(log, bob, alice);
    let_in(log, carol, alice, bob);
  }
  [[nodiscard]] const Membership& state() const { return log.state(); }

  Person alice{"alice"};
  Person bob{"bob"};
  Person carol{"carol"};
  Person mallory{"mallory"};
  MembershipLog log;
};

}  // namespace sotto::group::test
