// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "calls.hpp"
#include "sotto/base/time.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

/// What is known of another user beside keys: the name given here, the profile, whether they are a stranger
/// or blocked.
namespace contacts {

struct Contact {
  std::string local_name;
  std::string display_name;
  std::string about;
  Instant fetched;        ///< the profile; 0: never
  bool accepted = false;  ///< somebody here has written to them, or accepted their request
  bool blocked = false;
};

[[nodiscard]] Result<Contact> load(store::ClientStore& store, const Username& user);
/// Local name, else display name, else user name.
[[nodiscard]] std::string title_of(const Contact& contact, const Username& user);

[[nodiscard]] Status set_name(Step& step, const Username& user, const std::string& name);
[[nodiscard]] Result<bool> is_accepted(Step& step, const Username& user);
[[nodiscard]] Result<bool> is_blocked(Step& step, const Username& user);
/// invalid_state for somebody who is blocked: nothing is said to them. No group is.
[[nodiscard]] Status check_unblocked(Step& step, const ConversationId& with);
/// They are no stranger any more. Nothing for a group.
[[nodiscard]] Status accept(Step& step, const ConversationId& with);
enum class Blocked : bool { no, yes };
[[nodiscard]] Status set_blocked(Step& step, const Username& user, Blocked blocked);

/// The user's profile is fetched when the link allows, unless it was before.
[[nodiscard]] Status want_profile(Step& step, const Username& user);
[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_profile(Step& step, const ProfileCall& call, Answer answer);

}  // namespace contacts
}  // namespace sotto::client
