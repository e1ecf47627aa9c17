// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <variant>

#include "sotto/base/result.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::relay {

/// What a call comes to: its reply or the reason why not.
template <class T>
using Outcome = std::variant<T, wire::CallFailure>;

/// Called exactly once, on any thread, perhaps before the call returns.
template <class T>
using Answer = std::function<void(Outcome<T>)>;

[[nodiscard]] inline wire::CallFailure failure(wire::CallFailureCode code,
                                               Duration retry_after = Duration{0}) {
  return {code, retry_after};
}

/// How a store's error looks to a client. Deliberately coarse.
[[nodiscard]] inline wire::CallFailure failure_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::not_found:
      return failure(wire::CallFailureCode::not_found);
    case ErrorCode::name_taken:
      return failure(wire::CallFailureCode::name_taken);
    case ErrorCode::unknown_user:
      return failure(wire::CallFailureCode::unknown_user);
    case ErrorCode::already_exists:
    case ErrorCode::refused:
      return failure(wire::CallFailureCode::refused);
    case ErrorCode::unauthorised:
      return failure(wire::CallFailureCode::unauthorised);
    case ErrorCode::invalid_signature:
      return failure(wire::CallFailureCode::invalid_signature);
    case ErrorCode::malformed:
    case ErrorCode::context_mismatch:
      return failure(wire::CallFailureCode::malformed);
    case ErrorCode::stale_state:
      return failure(wire::CallFailureCode::conflict);
    case ErrorCode::too_large:
      return failure(wire::CallFailureCode::too_large);
    default:
      return failure(wire::CallFailureCode::unavailable, Duration{1000});
  }
}

}  // namespace sotto::relay
