// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "api/call.hpp"
#include "api/json.hpp"

namespace sotto::relay::api {

/// Runs a synchronous outcome: the failure as it is, the value through `encode`.
template <class T, class Encode>
void answer(const CallPtr& call, Outcome<T> outcome, Encode encode) {
  if (const auto* failed = std::get_if<wire::CallFailure>(&outcome))
    return call->respond(failure_response(*failed));
  call->respond(encode(*std::get_if<0>(&outcome)));
}

/// The same for services that answer later.
template <class T, class Encode>
Answer<T> answering(const CallPtr& call, Encode encode) {
  return [call, encode](Outcome<T> outcome) { answer(call, std::move(outcome), encode); };
}

inline HttpResponse no_content() {
  return {204, {{"Cache-Control", "no-store"}}, std::make_shared<const std::string>()};
}

template <class T>
HttpResponse done(const T&) {
  return no_content();
}

/// The user of a path like /user/{name}. not_found for what cannot be a name: the same as for a name nobody
/// has.
inline Result<Username> user_of(const Call& call) {
  auto name = Username::parse(call.arguments.front());
  if (!name || name->text() != call.arguments.front()) return Error{ErrorCode::not_found, "user"};
  return name;
}

/// Answers and returns false unless the path's user is the token's: somebody else's account looks like none
/// (attack D7).
inline bool is_own(const CallPtr& call) {
  const auto name = user_of(*call);
  if (name && *name == call->who->user) return true;
  call->respond(error_response(404, "not_found"));
  return false;
}

}  // namespace sotto::relay::api
