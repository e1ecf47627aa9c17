// SPDX-License-Identifier: GPL-3.0-or-later
#include "directory.hpp"

#include "sotto/base/text.hpp"
#include "step.hpp"

namespace sotto::client::directory {
namespace {

constexpr std::uint32_t results = 20;

Error offline() { return {ErrorCode::offline, "directory", 0}; }

template <class Call, class Purpose>
Status ask(Step& step, Call call, Purpose purpose) {
  if (!link::is_online(step.memory())) return on_request_failed(step, offline());
  calls::begin(step, std::move(call), std::move(purpose));
  return {};
}

}  // namespace

ProfileView view_of(const wire::Profile& profile) {
  return {profile.username, profile.display_name, profile.about, profile.identity_key, profile.listed};
}

Status search(Step& step, SearchDirectory intent) {
  SOTTO_TRY(check_text(intent.query, 1, wire::max_search_query, "directory query"));
  return ask(step, wire::DirectorySearchRequest{intent.query, results}, SearchCall{intent.query});
}

Status fetch(Step& step, const FetchProfile& intent) {
  return ask(step, wire::ProfileRequest{intent.user},
             ProfileCall{intent.user, ProfilePurpose::asked_by_user});
}

Status update(Step& step, UpdateProfile intent) {
  SOTTO_TRY(check_text(intent.display_name, 0, wire::max_display_name, "display name"));
  SOTTO_TRY(check_text(intent.about, 0, wire::max_about, "about"));
  const wire::UpdateProfileRequest request{intent.display_name, intent.about, intent.listed};
  return ask(step, request, UpdateProfileCall{request});
}

Status on_found(Step& step, const SearchCall& call, Answer answer) {
  const auto found = calls::expect<wire::Profiles>(std::move(answer));
  if (!found) return on_request_failed(step, found.error());
  DirectoryFound event{call.query, {}};
  for (const auto& profile : found->profiles) event.profiles.push_back(view_of(profile));
  step.notify(std::move(event));
  return {};
}

Status on_updated(Step& step, const UpdateProfileCall& call, Answer answer) {
  const auto done = calls::expect<wire::Done>(std::move(answer));
  if (!done) return on_request_failed(step, done.error());
  const auto& account = step.account();
  const wire::Profile profile{account.self.user, call.profile.display_name, call.profile.about,
                              sotto::copy_of(account.identity.public_key().view()), call.profile.listed};
  SOTTO_TRY(keep_own_profile(step, profile));
  step.notify(ProfileFetched{view_of(profile)});
  return {};
}

Status on_request_failed(Step& step, const Error& error) {
  step.notify(RequestFailed{error.code, calls::retry_after(error)});
  return {};
}

Status keep_own_profile(Step& step, const wire::Profile& profile) {
  auto account = clone(step.account());
  account.display_name = profile.display_name;
  account.about = profile.about;
  account.listed = profile.listed;
  SOTTO_TRY(save_account(step, account));
  step.memory().account = std::make_shared<const Account>(std::move(account));
  return {};
}

}  // namespace sotto::client::directory
