// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <variant>

namespace sotto {

/// Every way in which a call of this library can fail. The set is closed; a code's name (see name_of) is
/// stable, appears in the conformance driver's answers and in logs, and never contains anything a user typed.
enum class ErrorCode : std::uint8_t {
  // Input that cannot be parsed or is out of range.
  malformed,
  too_large,
  unsupported_version,
  unsupported_suite,
  // Keys and signatures.
  invalid_key,    ///< wrong length or type byte
  low_order_key,  ///< a small-order or non-canonical Curve25519 point
  invalid_signature,
  // Session layer.
  no_session,
  unknown_prekey,           ///< the prekey or signed prekey it names is not ours (any more)
  untrusted_identity,       ///< the peer's identity differs from the one we trust
  duplicate_message,        ///< this message key was used up already
  replayed_prekey_message,  ///< (peer, base key) was seen before
  undecryptable,            ///< one code for every authentication failure, so that nothing is learned from it
  too_far_ahead,            ///< the counter jumps over more keys than the cap allows
  identity_mismatch,        ///< the wrapper names another identity than its session
  context_mismatch,         ///< content sealed for another sender, recipient, device or conversation
  throttled,                ///< too many failures from this peer in a minute
  // Groups.
  stale_state,    ///< an entry, epoch or policy version that is behind what is known
  forked_log,     ///< another history than the one that is known
  not_permitted,  ///< no member, or without the role that this needs
  not_approved,   ///< too few valid approvals of a newcomer
  // Secrets and passwords.
  wrong_password,
  weak_parameters,  ///< password hashing parameters below the client's floor
  random_failed,
  crypto_failed,
  // Store.
  store_unavailable,  ///< retryable
  store_corrupt,
  wrong_store_key,
  not_found,
  already_exists,
  // State.
  not_logged_in,
  already_logged_in,
  invalid_state,
  // Answers of a relay.
  refused,
  captcha_failed,
  name_taken,
  unknown_user,
  rate_limited,
  mailbox_full,
  offline,
  unauthorised,
  unsupported,
};

[[nodiscard]] std::string_view name_of(ErrorCode code) noexcept;

/// The store, the randomness or the crypto library failed here. It says nothing of what was looked at, which
/// has to be looked at again.
[[nodiscard]] constexpr bool is_local_failure(ErrorCode code) noexcept {
  return code == ErrorCode::store_unavailable || code == ErrorCode::store_corrupt ||
         code == ErrorCode::random_failed || code == ErrorCode::crypto_failed;
}

/// A code, the literal that names the place, and a number that helps whoever debugs it. Nothing that a user
/// typed.
struct Error {
  ErrorCode code;
  const char* where = "";
  std::int64_t number = 0;
};

/// A value or an Error. Reading the value of a failed result aborts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_{std::in_place_index<0>, std::move(value)} {}       // NOLINT(google-explicit-constructor)
  Result(Error error) : state_{std::in_place_index<1>, error} {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(value()); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] const Error& error() const {
    if (ok()) std::abort();
    return *std::get_if<1>(&state_);
  }

 private:
  T& value() {
    if (!ok()) std::abort();
    return *std::get_if<0>(&state_);
  }
  const T& value() const {
    if (!ok()) std::abort();
    return *std::get_if<0>(&state_);
  }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_{error}, failed_{true} {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] bool ok() const noexcept { return !failed_; }
  explicit operator bool() const noexcept { return ok(); }
  [[nodiscard]] const Error& error() const {
    if (ok()) std::abort();
    return error_;
  }

 private:
  Error error_{ErrorCode::malformed};
  bool failed_ = false;
};

using Status = Result<void>;

}  // namespace sotto

/// Returns early with the error of a Status or Result whose value is not needed.
#define SOTTO_TRY(expression)                               \
  do {                                                      \
    if (auto sotto_try_ = (expression); !sotto_try_.ok()) { \
      return sotto_try_.error();                            \
    }                                                       \
  } while (false)

#define SOTTO_CONCAT_INNER(a, b) a##b
#define SOTTO_CONCAT(a, b) SOTTO_CONCAT_INNER(a, b)
#define SOTTO_ASSIGN_INNER(holder, declaration, expression) \
  auto holder = (expression);                               \
  if (!holder.ok()) return holder.error();                  \
  declaration = *std::move(holder)

/// Declares a variable from a Result's value, or returns early with its error: SOTTO_ASSIGN(auto key,
/// parse_key(bytes));
#define SOTTO_ASSIGN(declaration, expression) \
  SOTTO_ASSIGN_INNER(SOTTO_CONCAT(sotto_result_, __LINE__), declaration, expression)
