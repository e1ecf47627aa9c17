// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "api/posts.hpp"
#include "relay/relay.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

/// not_found for what cannot be a pseudonym: the same as for one that the owner's archive doesn't have.
Result<archive::Pseudonym> chat_of(const Call& call) {
  const auto raw = parse_base64url(call.arguments.front());
  auto name = raw ? archive::Pseudonym::parse(*raw) : Error{ErrorCode::malformed, "chat"};
  if (!name || to_base64url(name->view()) != call.arguments.front())
    return Error{ErrorCode::not_found, "chat"};
  return name;
}

/// As it is stored: only the owner's clients can open it. Somebody else's chat looks like none (attack D7).
void entries(Relay& relay, const CallPtr& call) {
  const auto chat = chat_of(*call);
  if (!chat) return call->respond(failure_response(chat.error()));
  const auto before = number_of(*call, "before", 0);
  if (!before) return call->respond(error_response(400, "malformed"));
  answer(call, relay.archive.conversation(call->who->user, *chat, {*before}),
         [](const wire::ArchivePage& page) {
           json::array all;
           for (const auto& entry : page.entries) all.push_back(json::value(to_base64url(entry)));
           return json_response(200, json::object{{"entries", std::move(all)}});
         });
}

/// The two kinds of chats have ids of different lengths. An open group's needs no token.
void read(Relay& relay, const CallPtr& call) {
  const auto group = GroupId::parse_text(call->arguments.front());
  if (group) return read_posts(relay, call, *group);
  if (!call->who) return call->respond(failure_response(failure(wire::CallFailureCode::unauthorised)));
  entries(relay, call);
}

}  // namespace

void add_chat_routes(std::vector<Route>& routes, Relay& relay) {
  // Chats have no list, now or later: who talks to whom is nobody's business.
  routes.push_back({"GET", "/api/v1/chat", Access::everybody,
                    [](const CallPtr& call) { call->respond(error_response(405, "method_not_allowed")); }});
  routes.push_back(route_to(relay, "GET", "/api/v1/chat/{id}", Access::with_or_without, read));
  routes.push_back(route_to(relay, "POST", "/api/v1/chat/{id}", Access::write, add_post));
}

}  // namespace sotto::relay::api
