// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.hpp"

/// GET and POST /api/v1/chat/{id} where the id is an open group's.
namespace sotto::relay::api {

/// The posts as JSON, for everybody, with what it takes to verify them.
void read_posts(Relay& relay, const CallPtr& call, const GroupId& group);
/// Adds the signed post in the body; `call` has a token.
void add_post(Relay& relay, const CallPtr& call);

}  // namespace sotto::relay::api
