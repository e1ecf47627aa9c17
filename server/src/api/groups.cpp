// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "relay/relay.hpp"
#include "sotto/group/entry.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

json::object encode(const wire::GroupFacts& facts) {
  return {{"id", facts.group.text()},
          {"kind", facts.kind == static_cast<std::uint32_t>(group::GroupKind::open) ? "open" : "secure"},
          {"name", facts.name},
          {"members", facts.members},
          {"approvals_needed", facts.approvals},
          {"epoch", facts.epoch},
          {"head", json::object{{"sequence", facts.head_sequence}, {"hash", to_base64url(facts.head_hash)}}},
          {"changed_at_ms", facts.changed_at.milliseconds}};
}

/// not_found for what cannot be an id: the same as for an id that no group has.
Result<GroupId> group_of(const Call& call) {
  const auto id = GroupId::parse_text(call.arguments.front());
  if (!id) return Error{ErrorCode::not_found, "group"};
  return id;
}

void search(Relay& relay, const CallPtr& call) {
  const auto [given, text] = call->query("search");
  const auto query = text.value_or("");
  const auto limit = limit_of(*call);
  if (!limit || (given && !text) || query.size() > wire::max_search_query)
    return call->respond(error_response(400, "malformed"));
  const wire::FindGroupsRequest request{query, std::nullopt, static_cast<std::uint32_t>(*limit)};
  answer(call, relay.groups.find(request), [](const wire::GroupsFound& found) {
    json::array groups;
    for (const auto& facts : found.groups) groups.push_back(encode(facts));
    return json_response(200, json::object{{"groups", std::move(groups)}});
  });
}

void facts(Relay& relay, const CallPtr& call) {
  const auto group = group_of(*call);
  if (!group) return call->respond(failure_response(group.error()));
  answer(call, relay.groups.find({"", *group, 1}), [](const wire::GroupsFound& found) {
    return found.groups.empty() ? error_response(404, "not_found")
                                : json_response(200, encode(found.groups.front()));
  });
}

void log(Relay& relay, const CallPtr& call) {
  const auto group = group_of(*call);
  if (!group) return call->respond(failure_response(group.error()));
  const auto first = number_of(*call, "first", 0);
  if (!first) return call->respond(error_response(400, "malformed"));
  answer(call, relay.groups.log(call->who->user, {*group, *first}), [](const wire::GroupLogPage& page) {
    json::array entries;
    for (const auto& entry : page.entries) entries.push_back(json::value(to_base64url(entry)));
    return json_response(
        200, json::object{{"first", page.first}, {"size", page.size}, {"entries", std::move(entries)}});
  });
}

/// The signed entry in the body, if it is of this group and one that the verb stands for.
Result<Bytes> entry_in(const Call& call, bool (*fits)(const group::EntryBody&)) {
  SOTTO_ASSIGN(const auto group, group_of(call));
  SOTTO_ASSIGN(const auto object, parse_object(call.request.body));
  SOTTO_ASSIGN(auto bytes, bytes_field(object, "entry", 1, wire::max_group_entry));
  SOTTO_ASSIGN(const auto entry, group::Entry::parse(bytes));
  if (!(entry.header().group == group) || !fits(entry.body())) return Error{ErrorCode::malformed, "entry"};
  return bytes;
}

void append(Relay& relay, const CallPtr& call, unsigned status, bool (*fits)(const group::EntryBody&)) {
  auto entry = entry_in(*call, fits);
  if (!entry && entry.error().code == ErrorCode::not_found)
    return call->respond(error_response(404, "not_found"));
  if (!entry) return call->respond(error_response(400, "malformed"));
  relay.append_to_group(call->who->user, *std::move(entry),
                        answering<wire::GroupFacts>(call, [status](const wire::GroupFacts& facts) {
                          return json_response(status, encode(facts));
                        }));
}

bool creates(const group::EntryBody& body) { return std::holds_alternative<group::Create>(body); }
bool leaves(const group::EntryBody& body) { return std::holds_alternative<group::Leave>(body); }
bool changes(const group::EntryBody& body) { return !creates(body) && !leaves(body); }

void create(Relay& relay, const CallPtr& call) { append(relay, call, 201, creates); }
void change(Relay& relay, const CallPtr& call) { append(relay, call, 200, changes); }
void leave(Relay& relay, const CallPtr& call) { append(relay, call, 200, leaves); }

}  // namespace

void add_group_routes(std::vector<Route>& routes, Relay& relay) {
  routes.push_back(route_to(relay, "GET", "/api/v1/group", Access::everybody, search));
  routes.push_back(route_to(relay, "GET", "/api/v1/group/{id}", Access::everybody, facts));
  routes.push_back(route_to(relay, "GET", "/api/v1/group/{id}/log", Access::read, log));
  routes.push_back(route_to(relay, "PUT", "/api/v1/group/{id}", Access::write, create));
  routes.push_back(route_to(relay, "POST", "/api/v1/group/{id}", Access::write, change));
  routes.push_back(route_to(relay, "DELETE", "/api/v1/group/{id}", Access::write, leave));
}

}  // namespace sotto::relay::api
