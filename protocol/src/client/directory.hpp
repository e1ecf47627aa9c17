// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calls.hpp"
#include "sotto/client/input.hpp"
#include "sotto/client/view.hpp"

namespace sotto::client {

/// Other users' profiles and one's own, as the relay tells them.
namespace directory {

[[nodiscard]] ProfileView view_of(const wire::Profile& profile);

[[nodiscard]] Status search(Step& step, SearchDirectory intent);
[[nodiscard]] Status fetch(Step& step, const FetchProfile& intent);
[[nodiscard]] Status update(Step& step, UpdateProfile intent);

[[nodiscard]] Status on_found(Step& step, const SearchCall& call, Answer answer);
[[nodiscard]] Status on_updated(Step& step, const UpdateProfileCall& call, Answer answer);
/// Tells the screen that what it asked for did not come.
[[nodiscard]] Status on_request_failed(Step& step, const Error& error);

[[nodiscard]] Status keep_own_profile(Step& step, const wire::Profile& profile);

}  // namespace directory
}  // namespace sotto::client
