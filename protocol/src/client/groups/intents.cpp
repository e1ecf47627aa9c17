// SPDX-License-Identifier: GPL-3.0-or-later
#include "intents.hpp"

#include <algorithm>

#include "../defences.hpp"
#include "../directory.hpp"
#include "../identities.hpp"
#include "../step.hpp"
#include "appending.hpp"
#include "coming_in.hpp"
#include "logs.hpp"
#include "post_sync.hpp"
#include "record.hpp"
#include "returning.hpp"
#include "sotto/group/limits.hpp"
#include "sync.hpp"

namespace sotto::client::group_intents {
namespace {

using group_appending::append;
using group_appending::own_key;
using group_appending::sign;

/// A wish that others' entries keep overtaking is given up.
constexpr unsigned most_tries = 8;
constexpr std::uint32_t results = 20;

Error offline() { return {ErrorCode::offline, "group", 0}; }

Status fail(Step& step, const Error& error) { return directory::on_request_failed(step, error); }

/// What a wish means under the present state.
struct BodyMaker {
  Step& step;
  const group::Membership& state;

  Result<group::EntryBody> operator()(const ApproveNewcomer& wish) const {
    const auto found = state.requests.find(wish.user);
    if (found == state.requests.end()) return Error{ErrorCode::not_found, "request"};
    const auto& request = found->second;
    SOTTO_TRY(check_newcomer(wish.user, request.identity));
    const auto now = std::max(step.now(), state.changed_at);
    return group::EntryBody{
        group::Approve{{wish.user, request.identity, request.nonce, now + group::max_approval_lifetime}}};
  }
  Result<group::EntryBody> operator()(const LeaveGroup&) const { return group::EntryBody{group::Leave{}}; }
  Result<group::EntryBody> operator()(const RemoveMember& wish) const {
    return group::EntryBody{group::Remove{wish.user}};
  }
  Result<group::EntryBody> operator()(const SetRole& wish) const {
    return group::EntryBody{group::ChangeRole{wish.user, wish.role}};
  }
  Result<group::EntryBody> operator()(const SetPolicy& wish) const {
    SOTTO_ASSIGN(const auto policy,
                 group::Policy::parse(state.policy.version() + 1, wish.approvals, wish.approvers));
    return group::EntryBody{group::ChangePolicy{policy}};
  }
  Result<group::EntryBody> operator()(const RenameGroup& wish) const {
    SOTTO_ASSIGN(auto name, group::GroupName::parse(wish.name));
    return group::EntryBody{group::Rename{std::move(name)}};
  }
  Result<group::EntryBody> operator()(const SetGroupPicture& wish) const {
    if (wish.picture.size() > group::max_picture) return Error{ErrorCode::too_large, "group picture"};
    return group::EntryBody{group::ChangePicture{wish.picture}};
  }

 private:
  /// Whom one knows under another key is not who asks to be let in (attack B1).
  [[nodiscard]] Status check_newcomer(const Username& user, const crypto::IdentityKey& identity) const {
    SOTTO_ASSIGN(const auto known, identities::find(step, user));
    if (!known || !defences().group_identity) return {};
    const bool same = known->key == identity && known->trust == crypto::Trust::trusted;
    return same ? Status{} : Error{ErrorCode::untrusted_identity, "newcomer"};
  }
};

/// What the log's rules don't allow is refused here; the relay can't tell it from what was overtaken.
Status act(Step& step, const GroupId& group, GroupWish wish) {
  if (!link::is_online(step.memory())) return fail(step, offline());
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  if (!log) return fail(step, {ErrorCode::not_found, "group", 0});
  if (group_returning::is_under_way(step.memory(), group)) {
    step.memory().groups.overtaken[group].push_back(std::move(wish));
    return {};
  }
  const auto& state = log->state();
  const auto body = std::visit(BodyMaker{step, state}, *wish.what);
  if (!body) return fail(step, body.error());
  const auto header = group::next_header(state, step.self().user, step.now());
  SOTTO_ASSIGN(const auto entry, sign(step, header, *body));
  if (const auto after = group::after(state, entry); !after) return fail(step, after.error());
  append(step, entry, std::move(wish));
  return {};
}

/// Somebody else's entry was first; perhaps it is here by now. That the relay says so is no word on how long
/// the log is.
Status on_overtaken(Step& step, const GroupEntryCall& call, std::uint64_t sequence) {
  if (call.wish.tries >= most_tries) return fail(step, {ErrorCode::stale_state, "group", 0});
  SOTTO_ASSIGN(const auto log, group_logs::of(step, call.group));
  const bool here = log && log->size() > sequence;
  if (call.wish.what) {
    step.memory().groups.overtaken[call.group].push_back({call.wish.what, call.wish.tries + 1});
  } else if (!here) {
    // Nobody counts how often a newcomer comes in: a relay that has yesterday's log must not be asked for
    // ever.
    return group_sync::look_later(step, call.group);
  }
  return here ? on_log(step, call.group) : group_sync::compare(step, call.group, sequence);
}

Status on_own_entry(Step& step, const GroupEntryCall& call, const wire::GroupFacts& facts) {
  SOTTO_ASSIGN(const auto entry, group::Entry::parse(call.entry));
  const bool creates = std::holds_alternative<group::Create>(entry.body());
  SOTTO_ASSIGN(const auto log, group_logs::of(step, call.group));
  const auto sequence = entry.header().sequence;
  if (creates || (log && log->size() == sequence)) {
    SOTTO_TRY(group_logs::take_in(step, call.group, sequence, std::array{call.entry}));
  } else {
    SOTTO_TRY(group_sync::want(step, call.group, sequence + 1));
  }
  if (creates) step.notify(GroupCreated{call.group});
  step.notify(GroupUpdated{call.group});
  SOTTO_TRY(post_sync::look(step, call.group));
  return group_sync::want(step, call.group, facts.head_sequence + 1);
}

/// An outsider's entry: what comes before it is the relay's word, so at worst it is refused.
Status append_from_outside(Step& step, const GroupFactsCall& call, const wire::GroupFacts& facts,
                           const group::EntryBody& body) {
  const group::EntryHeader header{call.group,
                                  facts.head_sequence + 1,
                                  {facts.head_hash},
                                  facts.epoch,
                                  std::max(step.now(), facts.changed_at),
                                  step.self().user};
  step.notify(GroupUpdated{call.group});
  return append(step, header, body, {std::nullopt, call.tries + 1});
}

Status ask_in(Step& step, const GroupFactsCall& call, const wire::GroupFacts& facts) {
  SOTTO_ASSIGN(const auto known, group_records::find(step, call.group));
  if (known && known->belonging == Belonging::member)
    return fail(step, {ErrorCode::already_exists, "member", 0});
  auto record = known.value_or(GroupRecord{});
  record.belonging = Belonging::waiting;
  record.name = facts.name;
  SOTTO_ASSIGN(record.nonce, group::Nonce::fresh(step.random()));
  SOTTO_TRY(group_records::save(step, call.group, record));
  return append_from_outside(step, call, facts, group::Request{own_key(step), record.nonce});
}

/// Nobody has to approve. What the log says of the group's kind is seen when it is here.
Status come_into_open(Step& step, const GroupFactsCall& call, const wire::GroupFacts& facts) {
  SOTTO_ASSIGN(const auto known, group_records::find(step, call.group));
  if (known && known->belonging == Belonging::member)
    return fail(step, {ErrorCode::already_exists, "member", 0});
  auto record = known.value_or(GroupRecord{});
  record.belonging = call.wish == OutsiderWish::come_in ? Belonging::waiting : Belonging::former;
  record.name = facts.name;
  SOTTO_TRY(group_records::save(step, call.group, record));
  step.notify(GroupUpdated{call.group});
  if (call.wish == OutsiderWish::withdraw) return {};
  SOTTO_ASSIGN(const auto nonce, group::Nonce::fresh(step.random()));
  return append_from_outside(step, call, facts, group::Join{own_key(step), nonce});
}

Status withdraw(Step& step, const GroupFactsCall& call, const wire::GroupFacts& facts) {
  SOTTO_ASSIGN(auto record, group_records::find(step, call.group));
  if (!record || record->belonging != Belonging::waiting) return {};
  record->belonging = Belonging::former;
  SOTTO_TRY(group_records::save(step, call.group, *record));
  return append_from_outside(step, call, facts, group::Leave{});
}

Status ask_for_facts(Step& step, const GroupFactsCall& call) {
  calls::begin(step, wire::FindGroupsRequest{"", call.group, 1}, call);
  return {};
}

/// Nobody lets a newcomer into an open group: who doesn't come in at once doesn't wait.
Status fail_outside(Step& step, const group::Entry& entry, const Error& error) {
  const auto& group = entry.header().group;
  SOTTO_ASSIGN(auto record, group_records::find(step, group));
  const bool waits = record && record->belonging == Belonging::waiting;
  if (waits && std::holds_alternative<group::Join>(entry.body())) {
    record->belonging = Belonging::former;
    SOTTO_TRY(group_records::save(step, group, *record));
    step.notify(GroupUpdated{group});
  }
  return fail(step, error);
}

/// A request, or a join that follows from the relay's facts: those are counted from 1.
bool is_from_outside(const group::Entry& entry, const GroupWish& wish) {
  const bool joins = std::holds_alternative<group::Join>(entry.body()) && wish.tries > 0;
  return joins || std::holds_alternative<group::Request>(entry.body());
}

/// A join that follows from the log here: nobody has asked for it just now.
bool is_coming_in(const group::Entry& entry, const GroupWish& wish) {
  return std::holds_alternative<group::Join>(entry.body()) && wish.tries == 0;
}

GroupFoundView view_of(const wire::GroupFacts& facts) {
  return {facts.group, facts.name, facts.kind == static_cast<std::uint32_t>(group::GroupKind::open),
          facts.members, facts.approvals};
}

}  // namespace

Status create(Step& step, const CreateGroup& intent) {
  if (!link::is_online(step.memory())) return fail(step, offline());
  SOTTO_ASSIGN(auto name, group::GroupName::parse(intent.name));
  SOTTO_ASSIGN(const auto policy, group::Policy::parse(1, intent.approvals, intent.approvers));
  SOTTO_ASSIGN(const auto nonce, group::Nonce::fresh(step.random()));
  const group::Create body{intent.kind, std::move(name), policy, own_key(step), nonce};
  return append(step, {{}, 0, {}, 0, step.now(), step.self().user}, body, {std::nullopt, 0});
}

Status request(Step& step, const RequestToJoin& intent) {
  if (!link::is_online(step.memory())) return fail(step, offline());
  return ask_for_facts(step, {intent.group, OutsiderWish::come_in, 0});
}

Status change(Step& step, const ChangeGroup& intent) {
  SOTTO_ASSIGN(const auto record, group_records::find(step, intent.group));
  const bool waits = record && record->belonging == Belonging::waiting;
  if (!waits || !std::holds_alternative<LeaveGroup>(intent.what))
    return act(step, intent.group, {intent.what, 0});
  if (!link::is_online(step.memory())) return fail(step, offline());
  return ask_for_facts(step, {intent.group, OutsiderWish::withdraw, 0});
}

Status find(Step& step, const FindGroups& intent) {
  if (!link::is_online(step.memory())) return fail(step, offline());
  calls::begin(step, wire::FindGroupsRequest{intent.query, std::nullopt, results},
               GroupSearchCall{intent.query});
  return {};
}

Status on_facts(Step& step, const GroupFactsCall& call, Answer answer) {
  const auto found = calls::expect<wire::GroupsFound>(std::move(answer));
  if (!found) return fail(step, found.error());
  if (found->groups.size() != 1 || !(found->groups.front().group == call.group))
    return fail(step, {ErrorCode::not_found, "group", 0});
  const auto& facts = found->groups.front();
  if (facts.kind == static_cast<std::uint32_t>(group::GroupKind::open))
    return come_into_open(step, call, facts);
  return call.wish == OutsiderWish::come_in ? ask_in(step, call, facts) : withdraw(step, call, facts);
}

Status on_found(Step& step, const GroupSearchCall& call, Answer answer) {
  const auto found = calls::expect<wire::GroupsFound>(std::move(answer));
  if (!found) return fail(step, found.error());
  GroupsFound event{call.query, {}};
  for (const auto& facts : found->groups) event.groups.push_back(view_of(facts));
  step.notify(std::move(event));
  return {};
}

Status on_appended(Step& step, const GroupEntryCall& call, Answer answer) {
  const auto facts = calls::expect<wire::GroupFacts>(std::move(answer));
  if (facts) return on_own_entry(step, call, *facts);
  SOTTO_ASSIGN(const auto entry, group::Entry::parse(call.entry));
  const bool overtaken = facts.error().code == ErrorCode::stale_state;
  if (!overtaken && is_coming_in(entry, call.wish))
    return group_coming_in::on_refused(step, call.group, facts.error());
  if (!is_from_outside(entry, call.wish))
    return overtaken ? on_overtaken(step, call, entry.header().sequence) : fail(step, facts.error());
  if (!overtaken || call.wish.tries >= most_tries) return fail_outside(step, entry, facts.error());
  return ask_for_facts(step, {call.group, OutsiderWish::come_in, call.wish.tries});
}

Status on_log(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  if (!log) return {};
  SOTTO_TRY(group_coming_in::try_now(step, log->state()));
  auto waiting = std::exchange(step.memory().groups.overtaken[group], {});
  step.memory().groups.overtaken.erase(group);
  for (auto& wish : waiting) SOTTO_TRY(act(step, group, std::move(wish)));
  return {};
}

}  // namespace sotto::client::group_intents
