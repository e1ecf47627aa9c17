// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "calls.hpp"
#include "sotto/base/time.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

/// What is known of another user beside keys: the name given here, the profile, whether somebody here has
/// written.
namespace contacts {

struct Contact {
  std::string local_name;
  std::string display_name;
  std::string about;
  Instant fetched;  ///< the profile; 0: never
  bool written_to = false;
};

[[nodiscard]] Result<Contact> load(store::ClientStore& store, const Username& user);
/// Local name, else display name, else user name.
[[nodiscard]] std::string title_of(const Contact& contact, const Username& user);

[[nodiscard]] Status set_name(Step& step, const Username& user, const std::string& name);
[[nodiscard]] Result<bool> was_written_to(Step& step, const Username& user);
[[nodiscard]] Status mark_written_to(Step& step, const Username& user);

/// The user's profile is fetched when the link allows, unless it was before.
[[nodiscard]] Status want_profile(Step& step, const Username& user);
[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_profile(Step& step, const ProfileCall& call, Answer answer);

}  // namespace contacts
}  // namespace sotto::client
