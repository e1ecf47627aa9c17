// SPDX-License-Identifier: GPL-3.0-or-later
#include "contacts.hpp"

#include "archiving/archiving.hpp"
#include "directory.hpp"
#include "receipts.hpp"
#include "record_codec.hpp"
#include "sotto/base/text.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::contacts {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr unsigned accepted_flag = 1;
constexpr unsigned blocked_flag = 2;
/// Profiles that wait to be fetched; strangers must not be able to make the list long.
constexpr std::size_t max_wanted = 64;

Result<Contact> parse(const std::optional<Bytes>& record) {
  if (!record) return Contact{};
  RecordReader in{*record};
  in.expect_version(record_version);
  Contact contact;
  contact.local_name = in.text();
  contact.display_name = in.text();
  contact.about = in.text();
  contact.fetched = in.instant();
  const unsigned flags = in.u8();
  contact.accepted = (flags & accepted_flag) != 0;
  contact.blocked = (flags & blocked_flag) != 0;
  SOTTO_TRY(in.finish());
  return contact;
}

Result<Contact> load(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto record, step.find(Table::contact, key_of(user)));
  return parse(record);
}

Status save(Step& step, const Username& user, const Contact& contact) {
  RecordWriter out;
  out.u8(record_version).text(contact.local_name).text(contact.display_name).text(contact.about);
  const auto flags = (contact.accepted ? accepted_flag : 0U) | (contact.blocked ? blocked_flag : 0U);
  out.instant(contact.fetched).u8(static_cast<std::uint8_t>(flags));
  return step.put(Table::contact, key_of(user), out.view());
}

Status pump(Step& step) {
  auto& wanted = step.memory().profiles_wanted;
  if (!link::is_online(step.memory())) return {};
  for (const auto& user : wanted) {
    calls::begin(step, wire::ProfileRequest{user}, ProfileCall{user, ProfilePurpose::display_name});
  }
  wanted.clear();
  return {};
}

Status keep_profile(Step& step, const wire::Profile& profile) {
  if (profile.username == step.self().user) return directory::keep_own_profile(step, profile);
  SOTTO_ASSIGN(auto contact, load(step, profile.username));
  contact.display_name = profile.display_name;
  contact.about = profile.about;
  contact.fetched = step.now();
  SOTTO_TRY(save(step, profile.username, contact));
  step.notify(ConversationChanged{profile.username});
  return {};
}

}  // namespace

Result<Contact> load(store::ClientStore& store, const Username& user) {
  SOTTO_ASSIGN(const auto record, store.find(Table::contact, key_of(user)));
  return parse(record);
}

std::string title_of(const Contact& contact, const Username& user) {
  if (!contact.local_name.empty()) return contact.local_name;
  return contact.display_name.empty() ? user.text() : contact.display_name;
}

Status set_name(Step& step, const Username& user, const std::string& name) {
  SOTTO_TRY(check_text(name, 0, wire::max_display_name, "contact name"));
  SOTTO_ASSIGN(auto contact, load(step, user));
  contact.local_name = name;
  SOTTO_TRY(save(step, user, contact));
  step.notify(ConversationChanged{user});
  return {};
}

Result<bool> is_accepted(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto contact, load(step, user));
  return contact.accepted;
}

Result<bool> is_blocked(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto contact, load(step, user));
  return contact.blocked;
}

Status check_unblocked(Step& step, const ConversationId& with) {
  const auto* user = with.user();
  if (user == nullptr) return {};
  SOTTO_ASSIGN(const bool blocked, is_blocked(step, *user));
  if (blocked) return Error{ErrorCode::invalid_state, "blocked"};
  return {};
}

Status accept(Step& step, const ConversationId& with) {
  const auto* user = with.user();
  if (user == nullptr) return {};
  SOTTO_ASSIGN(auto contact, load(step, *user));
  if (contact.accepted) return {};
  contact.accepted = true;
  SOTTO_TRY(save(step, *user, contact));
  step.notify(ConversationChanged{*user});
  SOTTO_TRY(archiving::on_accepted(step, *user));
  return receipts::allow(step, *user);
}

Status set_blocked(Step& step, const Username& user, Blocked blocked) {
  SOTTO_ASSIGN(auto contact, load(step, user));
  contact.blocked = blocked == Blocked::yes;
  SOTTO_TRY(save(step, user, contact));
  step.notify(ConversationChanged{user});
  return {};
}

Status want_profile(Step& step, const Username& user) {
  auto& wanted = step.memory().profiles_wanted;
  if (user == step.self().user || wanted.size() >= max_wanted) return {};
  SOTTO_ASSIGN(const auto contact, load(step, user));
  if (!(contact.fetched == Instant{})) return {};
  wanted.insert(user);
  return pump(step);
}

Status on_online(Step& step) { return pump(step); }

Status on_profile(Step& step, const ProfileCall& call, Answer answer) {
  const bool asked = call.purpose == ProfilePurpose::asked_by_user;
  const auto profiles = calls::expect<wire::Profiles>(std::move(answer));
  if (!profiles) return asked ? directory::on_request_failed(step, profiles.error()) : Status{};
  if (profiles->profiles.size() != 1 || !(profiles->profiles.front().username == call.user)) {
    return asked ? directory::on_request_failed(step, {ErrorCode::malformed, "profile", 0}) : Status{};
  }
  SOTTO_TRY(keep_profile(step, profiles->profiles.front()));
  if (asked) step.notify(ProfileFetched{directory::view_of(profiles->profiles.front())});
  return {};
}

}  // namespace sotto::client::contacts
