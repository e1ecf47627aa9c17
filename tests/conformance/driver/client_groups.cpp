// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of groups: crypto-docs/protocol.md, "Groups". What the relay does between clients, the suite does: it
// keeps the entries and hands them out.
#include "client.hpp"
#include "client_fields.hpp"
#include "group_fields.hpp"
#include "sotto/group/sign_entry.hpp"

namespace sotto::conformance {
namespace {

/// Whom one knows under another key is not who asks to be let in (attack B1).
Status check_newcomer(GroupTables& tables, const group::EntryBody& body) {
  const auto* approve = std::get_if<group::Approve>(&body);
  if (approve == nullptr) return {};
  const auto& [newcomer, identity, nonce, expires] = approve->approval;
  SOTTO_ASSIGN(const auto known, tables.find_identity(newcomer));
  const bool same = !known || (known->key == identity && known->trust == crypto::Trust::trusted);
  return same ? Status{} : Error{ErrorCode::untrusted_identity, "newcomer", 0};
}

Result<KnownGroup> grown(std::optional<KnownGroup> known, const GroupId& group, std::uint32_t first,
                         const std::vector<Bytes>& entries) {
  if (!known) {
    if (first > 0) return Error{ErrorCode::invalid_state, "a gap in the log", first};
    SOTTO_ASSIGN(auto log, group::MembershipLog::replay(group, entries));
    return KnownGroup{std::move(log), entries, {}};
  }
  SOTTO_TRY(known->log.extend(first, entries));
  for (auto at = known->entries.size(); at < known->log.size(); ++at)
    known->entries.push_back(entries[at - first]);
  known->doubts = group::weigh(known->log, std::move(known->doubts));
  return *std::move(known);
}

}  // namespace

Result<KnownGroup> Client::find_known(GroupTables& tables, const GroupId& group) {
  SOTTO_ASSIGN(auto known, tables.find_group(group));
  if (!known) return Error{ErrorCode::not_found, "group", 0};
  return *std::move(known);
}

Result<Json> Client::sotto_group_create(const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  SOTTO_ASSIGN(auto create, parse_create(request, us->identity.public_key(), *random_));
  const group::EntryHeader header{{}, 0, {}, 0, now(), us->address.user};
  SOTTO_ASSIGN(const auto entry, group::sign_entry(header, std::move(create), us->identity, *random_));
  const GroupId group = entry.header().group;
  SOTTO_ASSIGN(const auto known, grown(std::nullopt, group, 0, {entry.bytes()}));
  SOTTO_TRY(transact<GroupTables>([&](GroupTables& tables) { return tables.save_group(known); }));
  return Json{{"group", to_hex(group.view())}, {"entry", to_hex(entry.bytes())}};
}

Result<Json> Client::sotto_group_sign(const Request& request) {
  SOTTO_ASSIGN(const Memory* us, memory());
  SOTTO_ASSIGN(const GroupId group, parse_group(request));
  return transact<GroupTables>([&](GroupTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(const auto known, find_known(tables, group));
    const auto& state = known.log.state();
    const Author author{us->address.user, us->identity.public_key(), now()};
    SOTTO_ASSIGN(const auto body, parse_entry_body(request, state, author, *random_));
    SOTTO_TRY(check_newcomer(tables, body));
    const auto header = group::next_header(state, author.name, author.now);
    SOTTO_ASSIGN(const auto entry, group::sign_entry(header, body, us->identity, *random_));
    SOTTO_TRY(group::after(state, entry));
    return Json{{"entry", to_hex(entry.bytes())}};
  });
}

Result<Json> Client::sotto_group_extend(const Request& request) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(const GroupId group, parse_group(request));
  SOTTO_ASSIGN(const std::uint32_t first, request.number("first"));
  SOTTO_ASSIGN(const auto entries, request.all_bytes("entries"));
  return transact<GroupTables>([&](GroupTables& tables) -> Result<Json> {
    SOTTO_ASSIGN(auto known, tables.find_group(group));
    SOTTO_ASSIGN(const auto longer, grown(std::move(known), group, first, entries));
    SOTTO_TRY(tables.save_group(longer));
    return json_of(longer.log.state());
  });
}

Result<Json> Client::sotto_group_state(const Request& request) {
  SOTTO_TRY(memory());
  SOTTO_ASSIGN(const GroupId group, parse_group(request));
  SOTTO_ASSIGN(const auto known,
               transact<GroupTables>([&](GroupTables& tables) { return find_known(tables, group); }));
  return json_of(known.log.state());
}

}  // namespace sotto::conformance
