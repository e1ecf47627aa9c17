// SPDX-License-Identifier: GPL-3.0-or-later
#include "grant.hpp"

#include "contacts.hpp"
#include "outbox.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

Result<Account> account_of(Step& step, const Username& user, const std::string& device_name,
                           wire::SessionGrant grant, const crypto::AccountKeys& keys) {
  SOTTO_ASSIGN(const auto registration, crypto::fresh_registration_id(step.random()));
  return Account{Address{user, grant.device},
                 std::move(grant.token),
                 keys.identity.clone(),
                 keys.archive_key.clone(),
                 registration,
                 device_name,
                 {},
                 {},
                 false};
}

Result<Account> account_of(Step& step, const EntryMemory& entry, wire::SessionGrant grant,
                           const crypto::AccountKeys& keys) {
  SOTTO_ASSIGN(auto account, account_of(step, entry.username, entry.device_name, std::move(grant), keys));
  if (const auto* about = std::get_if<Registering>(&entry.kind)) {
    account.display_name = about->display_name;
    account.listed = about->listed;
  }
  return account;
}

}  // namespace

Result<Account> account_from_registration(Step& step, const EntryMemory& entry,
                                          Result<wire::SessionGrant> grant) {
  if (!grant) return grant.error();
  return account_of(step, entry, *std::move(grant), *entry.account_keys);
}

Result<Account> account_from_login(Step& step, const EntryMemory& entry, Result<wire::LoginGrant> grant) {
  if (!grant) return grant.error();
  SOTTO_ASSIGN(const auto keys, crypto::unwrap_account_keys(
                                    grant->wrapped_keys, entry.password_keys->wrapping_key, entry.username));
  if (!equal(keys.identity.public_key().view(), grant->identity_key)) {
    return Error{ErrorCode::identity_mismatch, "login grant"};
  }
  return account_of(step, entry, std::move(grant->session), keys);
}

Result<Account> account_from_linking(Step& step, const Username& user, const std::string& device_name,
                                     wire::LinkingGrant grant, const crypto::AccountKeys& keys) {
  return account_of(step, user, device_name, wire::SessionGrant{std::move(grant.token), grant.device}, keys);
}

Status keep_account(Step& step, Account account, const EntryKind& kind) {
  SOTTO_TRY(save_account(step, account));
  SOTTO_TRY(set_account(step.memory(), std::make_shared<const Account>(std::move(account)), step.random()));
  SOTTO_TRY(prekey_stock::lay_in(step));
  if (std::holds_alternative<Registering>(kind)) {
    // Nobody else can have a device of an account that was made a moment ago.
    return peers::save_devices(step, step.self().user, {});
  }
  step.memory().profiles_wanted.insert(step.self().user);
  return outbox::greet_own_devices(step);
}

}  // namespace sotto::client
