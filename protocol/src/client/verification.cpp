// SPDX-License-Identifier: GPL-3.0-or-later
#include "verification.hpp"

#include "identities.hpp"
#include "sotto/crypto/signal_fingerprint.hpp"
#include "step.hpp"

namespace sotto::client::verification {
namespace {

/// Signal's numeric fingerprint, as its applications make it.
constexpr std::uint32_t fingerprint_version = 1;
constexpr std::uint32_t fingerprint_iterations = 5'200;

Result<identities::Identity> known(Step& step, const Username& user) {
  SOTTO_ASSIGN(auto identity, identities::find(step, user));
  if (!identity) return Error{ErrorCode::not_found, "verification"};
  return *std::move(identity);
}

crypto::NamedIdentity self(const Account& account) {
  return {account.self.user, account.identity.public_key()};
}

}  // namespace

Result<std::string> number_of(const Account& account, const Username& with, const crypto::IdentityKey& key) {
  SOTTO_ASSIGN(auto number, crypto::signal_fingerprint(fingerprint_version, fingerprint_iterations,
                                                       account.self.user.text(),
                                                       account.identity.public_key(), with.text(), key));
  return std::move(number.display);
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
  SOTTO_ASSIGN(const auto number, number_of(step.account(), user, identity.key));
  if (number != safety_number) return Error{ErrorCode::untrusted_identity, "safety number"};
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
