// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/group.hpp"

#include <algorithm>

#include "checks.hpp"
#include "codec.hpp"

namespace sotto::wire {
namespace {

Result<GroupId> group_field(const std::string& field) { return GroupId::parse(bytes_of(field)); }

std::uint64_t milliseconds_of(Instant at) { return static_cast<std::uint64_t>(at.milliseconds); }

Result<GroupStanding> read_standing(v1::GroupList::Standing standing) {
  if (standing == v1::GroupList::MEMBER) return GroupStanding::member;
  if (standing == v1::GroupList::WAITING) return GroupStanding::waiting;
  return Error{ErrorCode::malformed, "standing", standing};
}

Result<SubmitOutcome> read_outcome(std::uint32_t outcome) {
  if (outcome < v1::SubmitReply::ACCEPTED || outcome > v1::SubmitReply::UNAVAILABLE)
    return Error{ErrorCode::malformed, "outcome", outcome};
  return static_cast<SubmitOutcome>(outcome);
}

}  // namespace

void write_group_facts(const GroupFacts& from, v1::GroupFacts& to) {
  to.set_group(string_of(from.group.view()));
  to.set_kind(from.kind);
  to.set_name(from.name);
  to.set_members(from.members);
  to.set_approvals(from.approvals);
  to.set_epoch(from.epoch);
  to.set_head_sequence(from.head_sequence);
  to.set_head_hash(string_of(from.head_hash));
  to.set_changed_at_ms(milliseconds_of(from.changed_at));
}

Result<GroupFacts> read(const v1::GroupFacts& from) {
  GroupFacts facts;
  SOTTO_ASSIGN(facts.group, group_field(from.group()));
  SOTTO_ASSIGN(facts.name, text_field(from.name(), {1, max_group_name}, "group name"));
  SOTTO_ASSIGN(facts.changed_at, instant_field(from.changed_at_ms(), "group changed at"));
  SOTTO_ASSIGN(const auto hash,
               bytes_field(from.head_hash(), Length::exactly(facts.head_hash.size()), "head hash"));
  if (from.kind() < 1 || from.kind() > 2) return Error{ErrorCode::malformed, "group kind", from.kind()};
  std::copy(hash.begin(), hash.end(), facts.head_hash.begin());
  facts.kind = from.kind();
  facts.members = from.members();
  facts.approvals = from.approvals();
  facts.epoch = from.epoch();
  facts.head_sequence = from.head_sequence();
  return facts;
}

void write_group_log(const GroupLogPage& from, v1::GroupLogPage& to) {
  to.set_group(string_of(from.group.view()));
  to.set_first(from.first);
  for (const auto& entry : from.entries) to.add_entries(string_of(entry));
  to.set_size(from.size);
}

Result<GroupLogPage> read(const v1::GroupLogPage& from) {
  SOTTO_TRY(count_within(from.entries_size(), Length::up_to(max_group_entries), "entries"));
  GroupLogPage page;
  SOTTO_ASSIGN(page.group, group_field(from.group()));
  page.first = from.first();
  page.size = from.size();
  for (const auto& field : from.entries()) {
    SOTTO_ASSIGN(auto entry, bytes_field(field, {1, max_group_entry}, "entry"));
    page.entries.push_back(std::move(entry));
  }
  return page;
}

void write_group_list(const GroupList& from, v1::GroupList& to) {
  for (const auto& one : from.groups) {
    auto& out = *to.add_groups();
    out.set_group(string_of(one.group.view()));
    out.set_standing(static_cast<v1::GroupList::Standing>(one.standing));
    out.set_size(one.size);
  }
}

Result<GroupList> read(const v1::GroupList& from) {
  SOTTO_TRY(count_within(from.groups_size(), Length::up_to(max_groups), "groups"));
  GroupList list;
  for (const auto& one : from.groups()) {
    SOTTO_ASSIGN(const auto group, group_field(one.group()));
    SOTTO_ASSIGN(const auto standing, read_standing(one.standing()));
    list.groups.push_back({group, standing, one.size()});
  }
  return list;
}

void write_groups_found(const GroupsFound& from, v1::GroupsFound& to) {
  for (const auto& facts : from.groups) write_group_facts(facts, *to.add_groups());
}

Result<GroupsFound> read(const v1::GroupsFound& from) {
  SOTTO_TRY(count_within(from.groups_size(), Length::up_to(max_search_results), "groups"));
  GroupsFound found;
  for (const auto& one : from.groups()) {
    SOTTO_ASSIGN(auto facts, read(one));
    found.groups.push_back(std::move(facts));
  }
  return found;
}

Result<AppendGroupEntryRequest> read(const v1::AppendGroupEntryRequest& from) {
  SOTTO_ASSIGN(auto entry, bytes_field(from.entry(), {1, max_group_entry}, "entry"));
  return AppendGroupEntryRequest{std::move(entry)};
}

Result<FetchGroupLogRequest> read(const v1::FetchGroupLogRequest& from) {
  SOTTO_ASSIGN(const auto group, group_field(from.group()));
  return FetchGroupLogRequest{group, from.first()};
}

void write_find_groups(const FindGroupsRequest& from, v1::FindGroupsRequest& to) {
  to.set_query(from.query);
  if (from.group) to.set_group(string_of(from.group->view()));
  to.set_limit(from.limit);
}

Result<FindGroupsRequest> read(const v1::FindGroupsRequest& from) {
  SOTTO_ASSIGN(auto query, text_field(from.query(), Length::up_to(max_search_query), "query"));
  if (from.limit() == 0 || from.limit() > max_search_results)
    return Error{ErrorCode::malformed, "limit", from.limit()};
  FindGroupsRequest request{std::move(query), std::nullopt, from.limit()};
  if (from.group().empty()) return request;
  SOTTO_ASSIGN(request.group, group_field(from.group()));
  return request;
}

void write_submit_to_group(const SubmitToGroup& from, v1::SubmitToGroup& to) {
  to.set_message_id(string_of(from.message.view()));
  to.set_group(string_of(from.group.view()));
  to.set_ciphertext(string_of(from.ciphertext));
  to.set_live_only(from.keeping == Keeping::live_only);
}

Result<SubmitToGroup> read_submit_to_group(const v1::SubmitToGroup& from) {
  SOTTO_ASSIGN(const auto message, message_id_field(from.message_id()));
  SOTTO_ASSIGN(const auto group, group_field(from.group()));
  SOTTO_ASSIGN(auto ciphertext,
               bytes_field(from.ciphertext(), {1, max_ciphertext - GroupId::size}, "ciphertext"));
  return SubmitToGroup{message, group, std::move(ciphertext),
                       from.live_only() ? Keeping::live_only : Keeping::mailbox};
}

void write_group_submitted(const GroupSubmitted& from, v1::GroupSubmitted& to) {
  to.set_message_id(string_of(from.message.view()));
  to.set_group(string_of(from.group.view()));
  to.set_outcome(static_cast<std::uint32_t>(from.outcome));
  to.set_retry_after_ms(static_cast<std::uint32_t>(from.retry_after.count()));
}

Result<GroupSubmitted> read_group_submitted(const v1::GroupSubmitted& from) {
  SOTTO_ASSIGN(const auto message, message_id_field(from.message_id()));
  SOTTO_ASSIGN(const auto group, group_field(from.group()));
  SOTTO_ASSIGN(const auto outcome, read_outcome(from.outcome()));
  return GroupSubmitted{message, group, outcome, Duration{from.retry_after_ms()}};
}

void write_group_changed(const GroupChanged& from, v1::GroupChanged& to) {
  to.set_group(string_of(from.group.view()));
  to.set_size(from.size);
}

Result<GroupChanged> read_group_changed(const v1::GroupChanged& from) {
  SOTTO_ASSIGN(const auto group, group_field(from.group()));
  return GroupChanged{group, from.size()};
}

Bytes with_group(const GroupId& group, ByteView message) {
  auto ciphertext = copy_of(group.view());
  append(ciphertext, message);
  return ciphertext;
}

Result<GroupCiphertext> split_group(ByteView ciphertext) {
  if (ciphertext.size() <= GroupId::size) return Error{ErrorCode::malformed, "group ciphertext"};
  SOTTO_ASSIGN(const auto group, GroupId::parse(ciphertext.first(GroupId::size)));
  return GroupCiphertext{group, ciphertext.subspan(GroupId::size)};
}

}  // namespace sotto::wire
