// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/groups.hpp"

#include <algorithm>

#include "relay/group_changes.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;

/// How the log's word on an entry looks to a client.
wire::CallFailure failure_of_entry(const Error& error) {
  switch (error.code) {
    case ErrorCode::stale_state:
    case ErrorCode::forked_log:
    case ErrorCode::invalid_state:
      return failure(Code::conflict);
    case ErrorCode::invalid_signature:
      return failure(Code::invalid_signature);
    case ErrorCode::too_large:
      return failure(Code::too_large);
    case ErrorCode::not_permitted:
    case ErrorCode::not_approved:
    case ErrorCode::already_exists:
    case ErrorCode::context_mismatch:
    case ErrorCode::refused:
      return failure(Code::refused);
    case ErrorCode::not_found:
      return failure(Code::not_found);
    case ErrorCode::store_unavailable:
    case ErrorCode::store_corrupt:
      return failure_of(error);
    default:
      return failure(Code::malformed);
  }
}

struct CarriedIdentity {
  const crypto::IdentityKey* operator()(const group::Create& body) const { return &body.founder; }
  const crypto::IdentityKey* operator()(const group::Request& body) const { return &body.identity; }
  const crypto::IdentityKey* operator()(const group::Join& body) const { return &body.identity; }
  template <class Body>
  const crypto::IdentityKey* operator()(const Body&) const {
    return nullptr;
  }
};

bool may_come_in(const group::Membership& state, const Username& user, Instant now) {
  const auto request = state.requests.find(user);
  return request != state.requests.end() &&
         group::valid_approvals(state, request->second, now) >= group::needed_approvals(state);
}

/// How many entries this user may read. Who was a member reads up to the entry that ended it, so that their
/// client can verify that, too.
std::uint64_t readable(const group::Membership& state, const Username& user, Instant now) {
  const auto all = state.head.sequence + 1;
  if (state.kind == group::GroupKind::open || group::find_member(state, user) != nullptr) return all;
  if (may_come_in(state, user, now)) return all;
  const auto former = state.former.find(user);
  return former == state.former.end() ? 0 : former->second.sequence + 1;
}

}  // namespace

/// An entry that holds, with the state before (null for a new group) and after it.
struct Groups::Judged {
  GroupStates::State before;
  GroupStates::State after;
};

Groups::Groups(Foundation& foundation)
    : base_{foundation},
      states_{foundation},
      requests_{rates::group_request, foundation.policy.rate_factor, foundation.hash},
      entries_{rates::group_entry, foundation.policy.rate_factor, foundation.hash} {
  foundation.bus.listen([this](const bus::Hint& hint) {
    if (const auto* grown = std::get_if<bus::GroupGrown>(&hint)) states_.forget(grown->group);
  });
}

/// A request that is given back is not asked again; a group that is gone is one more.
bool Groups::begins_anew(const group::Entry& entry, Origin origin) {
  const bool asks = std::holds_alternative<group::Request>(entry.body());
  return std::holds_alternative<group::Create>(entry.body()) || (asks && origin == Origin::author);
}

Duration Groups::hold(const Username& user, const group::Entry& entry, Origin origin) {
  auto& buckets = begins_anew(entry, origin) ? requests_ : entries_;
  const auto wait = buckets.take(user.text(), base_.clock.now());
  if (wait > Duration{0}) base_.metrics.rate_limited += 1;
  return wait;
}

/// At about this time: what an author says now. What is older was taken once, and is given back.
Result<Groups::Origin> Groups::origin_of(const Username& user, const group::Entry& entry) const {
  const auto distance = entry.header().at - base_.clock.now();
  if (distance > entry_clock_tolerance) return Error{ErrorCode::malformed, "entry's time"};
  const bool recent = -distance <= entry_clock_tolerance;
  return recent && entry.header().author == user ? Origin::author : Origin::returned;
}

/// With the identity of the author's account.
Status Groups::check_identity(const group::Entry& entry, Origin origin) const {
  const auto* identity = std::visit(CarriedIdentity{}, entry.body());
  if (identity == nullptr) return {};
  const auto& author = entry.header().author;
  return base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto account, snapshot.find_account(author));
    if (!account || !equal(account->identity_key, identity->view()))
      return Error{ErrorCode::refused, "entry's identity"};
    if (!begins_anew(entry, origin)) return {};
    SOTTO_ASSIGN(const auto groups, snapshot.groups_of(author));
    if (groups.size() >= wire::max_groups) return Error{ErrorCode::too_large, "groups of an account"};
    return {};
  });
}

/// Only who is known as a member gives back. Nobody is one of a group that is gone as a whole: its first
/// entry is its own proof, and costs as much as a new group.
Status Groups::check_returning(const Username& user, const group::Entry& entry, const Judged& judged) {
  if (!judged.before || group::find_member(*judged.before, user) != nullptr) return {};
  // Rather a newcomer whose clock is slow.
  if (entry.header().author == user) return Error{ErrorCode::malformed, "entry's time"};
  return Error{ErrorCode::not_permitted, "entry's author"};
}

Result<Groups::Judged> Groups::judge(const group::Entry& entry) {
  if (std::holds_alternative<group::Create>(entry.body())) {
    SOTTO_ASSIGN(auto after, group::founded(entry));
    return Judged{nullptr, std::make_shared<const group::Membership>(std::move(after))};
  }
  SOTTO_ASSIGN(auto before, states_.of(entry.header().group));
  if (!before) return Error{ErrorCode::not_found, "group"};
  SOTTO_ASSIGN(auto after, group::after(*before, entry));
  return Judged{std::move(before), std::make_shared<const group::Membership>(std::move(after))};
}

void Groups::append(const Username& user, Bytes bytes, Answer<Appended> answer) {
  const auto entry = group::Entry::parse(bytes);
  if (!entry) return answer(failure_of_entry(entry.error()));
  const auto origin = origin_of(user, *entry);
  if (!origin) return answer(failure_of_entry(origin.error()));
  if (const auto wait = hold(user, *entry, *origin); wait > Duration{0})
    return answer(failure(Code::rate_limited, wait));
  if (const auto status = check_identity(*entry, *origin); !status)
    return answer(failure_of_entry(status.error()));
  const auto judged = judge(*entry);
  if (!judged) return answer(failure_of_entry(judged.error()));
  if (*origin == Origin::returned) {
    if (const auto status = check_returning(user, *entry, *judged); !status)
      return answer(failure_of_entry(status.error()));
  }
  auto change = change_of(judged->before.get(), *judged->after, std::move(bytes));
  Appended appended{facts_of(*judged->after), concerned_by(change, *judged->after)};
  base_.store.update([change = std::move(change)](
                         store::Transaction& transaction) { return transaction.append_to_group(change); },
                     [this, after = judged->after, appended = std::move(appended),
                      answer = std::move(answer)](const Status& status) mutable {
                       base_.bus.publish(bus::GroupGrown{after->group});
                       if (!status.ok() && status.error().code == ErrorCode::already_exists)
                         return answer(failure(Code::conflict));  // somebody else's entry was first
                       if (!status.ok()) return answer(failure_of(status.error()));
                       states_.put(after);
                       answer(std::move(appended));
                     });
}

Outcome<wire::GroupLogPage> Groups::log(const Username& user, const wire::FetchGroupLogRequest& request) {
  const auto state = states_.of(request.group);
  if (!state) return failure_of(state.error());
  if (!*state) return failure(Code::not_found);
  wire::GroupLogPage page{request.group, request.first, {}, readable(**state, user, base_.clock.now())};
  if (page.size == 0) return failure(Code::not_found);
  if (request.first >= page.size) return page;
  const auto most = std::min<std::uint64_t>(page.size - request.first, wire::max_group_entries);
  const auto status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(page.entries, snapshot.group_entries(request.group, request.first,
                                                      static_cast<std::size_t>(most), wire::max_group_page));
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return page;
}

Outcome<wire::GroupList> Groups::list(const Username& user) {
  wire::GroupList list;
  const auto status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto all, snapshot.groups_of(user));
    for (const auto& one : all)
      list.groups.push_back({one.group, static_cast<wire::GroupStanding>(one.standing), one.entries});
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return list;
}

Outcome<wire::GroupsFound> Groups::find(const wire::FindGroupsRequest& request) {
  std::vector<GroupId> wanted;
  if (request.group) wanted.push_back(*request.group);
  const auto limit = std::clamp<std::size_t>(request.limit, 1, wire::max_search_results);
  const auto status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    if (request.group) return {};
    SOTTO_ASSIGN(const auto rows, snapshot.search_groups(request.query, limit));
    for (const auto& row : rows) wanted.push_back(row.id);
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  wire::GroupsFound found;
  for (const auto& id : wanted) {
    const auto state = states_.of(id);
    if (!state) return failure_of(state.error());
    if (*state) found.groups.push_back(facts_of(**state));
  }
  return found;
}

Outcome<std::vector<Username>> Groups::recipients(const Username& sender, const GroupId& group) {
  const auto state = states_.of(group);
  if (!state) return failure_of(state.error());
  const bool secure = *state && (*state)->kind == group::GroupKind::secure;
  if (!secure || group::find_member(**state, sender) == nullptr) return failure(Code::not_found);
  std::vector<Username> members;
  for (const auto& [name, member] : (*state)->members) members.push_back(name);
  return members;
}

}  // namespace sotto::relay
