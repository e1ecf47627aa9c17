// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/result.hpp"

namespace sotto {

std::string_view name_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::malformed:
      return "malformed";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::unsupported_version:
      return "unsupported_version";
    case ErrorCode::unsupported_suite:
      return "unsupported_suite";
    case ErrorCode::invalid_key:
      return "invalid_key";
    case ErrorCode::low_order_key:
      return "low_order_key";
    case ErrorCode::invalid_signature:
      return "invalid_signature";
    case ErrorCode::no_session:
      return "no_session";
    case ErrorCode::unknown_prekey:
      return "unknown_prekey";
    case ErrorCode::untrusted_identity:
      return "untrusted_identity";
    case ErrorCode::duplicate_message:
      return "duplicate_message";
    case ErrorCode::replayed_prekey_message:
      return "replayed_prekey_message";
    case ErrorCode::undecryptable:
      return "undecryptable";
    case ErrorCode::too_far_ahead:
      return "too_far_ahead";
    case ErrorCode::identity_mismatch:
      return "identity_mismatch";
    case ErrorCode::context_mismatch:
      return "context_mismatch";
    case ErrorCode::throttled:
      return "throttled";
    case ErrorCode::stale_state:
      return "stale_state";
    case ErrorCode::forked_log:
      return "forked_log";
    case ErrorCode::not_permitted:
      return "not_permitted";
    case ErrorCode::not_approved:
      return "not_approved";
    case ErrorCode::wrong_password:
      return "wrong_password";
    case ErrorCode::weak_parameters:
      return "weak_parameters";
    case ErrorCode::random_failed:
      return "random_failed";
    case ErrorCode::crypto_failed:
      return "crypto_failed";
    case ErrorCode::store_unavailable:
      return "store_unavailable";
    case ErrorCode::store_corrupt:
      return "store_corrupt";
    case ErrorCode::wrong_store_key:
      return "wrong_store_key";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::already_exists:
      return "already_exists";
    case ErrorCode::not_logged_in:
      return "not_logged_in";
    case ErrorCode::already_logged_in:
      return "already_logged_in";
    case ErrorCode::invalid_state:
      return "invalid_state";
    case ErrorCode::refused:
      return "refused";
    case ErrorCode::captcha_failed:
      return "captcha_failed";
    case ErrorCode::name_taken:
      return "name_taken";
    case ErrorCode::unknown_user:
      return "unknown_user";
    case ErrorCode::rate_limited:
      return "rate_limited";
    case ErrorCode::mailbox_full:
      return "mailbox_full";
    case ErrorCode::offline:
      return "offline";
    case ErrorCode::unauthorised:
      return "unauthorised";
    case ErrorCode::unsupported:
      return "unsupported";
  }
  return "unknown";
}

}  // namespace sotto
