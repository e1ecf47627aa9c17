// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "account_record.hpp"
#include "entry.hpp"

namespace sotto::client {

/// What a relay's grant makes of an entry. Errors: the relay's refusal; wrong_password when the wrapped keys
/// do not open; identity_mismatch when they are not those that the relay names.
[[nodiscard]] Result<Account> account_from_registration(Step& step, const EntryMemory& entry,
                                                        Result<wire::SessionGrant> grant);
[[nodiscard]] Result<Account> account_from_login(Step& step, const EntryMemory& entry,
                                                 Result<wire::LoginGrant> grant);
/// The same of a device that another one has linked; `keys` came from there.
[[nodiscard]] Result<Account> account_from_linking(Step& step, const Username& user,
                                                   const std::string& device_name, wire::LinkingGrant grant,
                                                   const crypto::AccountKeys& keys);

/// Stores the account with its first prekeys, all in one transaction, and makes it the engine's.
[[nodiscard]] Status keep_account(Step& step, Account account, const EntryKind& kind);

}  // namespace sotto::client
