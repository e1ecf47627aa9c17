// SPDX-License-Identifier: GPL-3.0-or-later
#include "verification.hpp"

#include "identities.hpp"
#include "sotto/crypto/safety_number.hpp"
#include "step.hpp"

namespace sotto::client::verification {
namespace {

Result<identities::Identity> known(Step& step, const Username& user) {
  SOTTO_ASSIGN(auto identity, identities::find(step, user));
  if (!identity) return Error{ErrorCode::not_found, "verification"};
  return *std::move(identity);
}

crypto::NamedIdentity self(const Account& account) {
  return {account.self.user, account.identity.public_key()};
}

}  // namespace

std::string number_of(const Account& account, const Username& with, const crypto::IdentityKey& key) {
  return crypto::safety_number(self(account), {with, key});
}

std::string code_of(const Account& account, const Username& with, const crypto::IdentityKey& key) {
  return crypto::safety_code(self(account), {with, key});
}

crypto::SafetyCodeMatch compare_code(const Account& account, const Username& with,
                                     const crypto::IdentityKey& key, std::string_view text) {
  return crypto::compare_safety_code(self(account), {with, key}, text);
}

Status check(Step& step, const Username& user, const std::string& safety_number) {
  SOTTO_ASSIGN(const auto identity, known(step, user));
  if (number_of(step.account(), user, identity.key) != safety_number)
    return Error{ErrorCode::untrusted_identity, "safety number"};
  return {};
}

Status verify(Step& step, const VerifyIdentity& intent) {
  SOTTO_ASSIGN(const auto identity, known(step, intent.user));
  if (identity.trust != crypto::Trust::trusted) return Error{ErrorCode::untrusted_identity, "verify"};
  SOTTO_TRY(check(step, intent.user, intent.safety_number));
  return identities::set_verified(step, intent.user, identities::Verified::yes);
}

Status unverify(Step& step, const UnverifyIdentity& intent) {
  SOTTO_ASSIGN([[maybe_unused]] const auto identity, known(step, intent.user));
  return identities::set_verified(step, intent.user, identities::Verified::no);
}

}  // namespace sotto::client::verification
