// SPDX-License-Identifier: GPL-3.0-or-later

/** The stable names of protocol/include/sotto/base/result.hpp, and one of the page's own: "interrupted". */
export const errorCodes = [
  "malformed",
  "too_large",
  "unsupported_version",
  "unsupported_suite",
  "invalid_key",
  "low_order_key",
  "invalid_signature",
  "no_session",
  "unknown_prekey",
  "untrusted_identity",
  "duplicate_message",
  "replayed_prekey_message",
  "undecryptable",
  "too_far_ahead",
  "identity_mismatch",
  "context_mismatch",
  "throttled",
  "stale_state",
  "forked_log",
  "not_permitted",
  "not_approved",
  "wrong_password",
  "weak_parameters",
  "random_failed",
  "crypto_failed",
  "store_unavailable",
  "store_corrupt",
  "wrong_store_key",
  "not_found",
  "already_exists",
  "not_logged_in",
  "already_logged_in",
  "invalid_state",
  "refused",
  "captcha_failed",
  "name_taken",
  "unknown_user",
  "rate_limited",
  "mailbox_full",
  "offline",
  "unauthorised",
  "unsupported",
  "interrupted",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A code that this client does not know yet counts as the most general one. */
export function toErrorCode(name: string): ErrorCode {
  return errorCodes.find((code) => code === name) ?? "refused";
}
