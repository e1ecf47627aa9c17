// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// Who is logged in on this device: the one record of Table::account.
struct Account {
  Address self;
  SecretBytes token;
  crypto::IdentityKeyPair identity;
  SecretBytes archive_key;
  RegistrationId registration;
  std::string device_name;
  std::string display_name;
  std::string about;
  bool listed = false;
};

using AccountPtr = std::shared_ptr<const Account>;

/// nullptr when nobody is logged in.
[[nodiscard]] Result<AccountPtr> load_account(store::ClientStore& store);
[[nodiscard]] Status save_account(Step& step, const Account& account);
/// The deliberate copy that a change begins with.
[[nodiscard]] Account clone(const Account& account);

}  // namespace sotto::client
