// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deadline.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// Sessions that begin anew because a message could not be decrypted: at most once an hour for each peer
/// device (attack A15). What failed is kept until then and named to the peer over the new session, so that it
/// comes again.
namespace resets {

/// This message of this device could not be decrypted.
[[nodiscard]] Status request(Step& step, const Address& peer, const MessageId& message);
/// The bundle that a reset waited for has come, or this device has none that could be used: if its account's
/// list names it, it is asked for again in an hour.
[[nodiscard]] Status on_bundle(Step& step, const Address& peer, bool session_is_new);
/// The user does not exist any more.
[[nodiscard]] Status give_up(Step& step, const Username& user);

[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);

}  // namespace resets
}  // namespace sotto::client
