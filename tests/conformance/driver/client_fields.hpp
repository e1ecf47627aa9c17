// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/session.hpp"

/// What the driver's commands have in common: bundles and messages as fields of requests and answers.
namespace sotto::conformance {

[[nodiscard]] Instant now();

[[nodiscard]] Result<crypto::PrekeyBundle> parse_bundle(const Request& fields);
/// `type` and `data`.
[[nodiscard]] Result<crypto::Ciphertext> parse_message(const Request& request);
[[nodiscard]] Json json_of(const crypto::Ciphertext& message);

}  // namespace sotto::conformance
