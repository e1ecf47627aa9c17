// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "calls.hpp"
#include "deadline.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

/// What the relay says about the keys it has of this device.
struct KeysAtRelay {
  bool published = true;
  std::size_t one_time = 0;
  std::size_t kem = 0;
};

struct StockMemory {
  std::optional<KeysAtRelay> held;  ///< no keys before this device is in its account's list
  bool publishing = false;          ///< the call is out
  unsigned failures = 0;            ///< in a row
  Deadline publish_at;              ///< a publication that is prepared goes out
  Deadline rotate_at;               ///< the signed prekey is due for renewal
};

/// This device's prekeys. Private halves are committed here before the public ones leave, and one-time keys
/// are kept until they are used. The signed prekey is renewed before it is a week old; the old one opens late
/// messages for two weeks more. One-time keys are refilled in batches of one size, whoever the user is
/// (attack C7). KEM prekeys live by the same rules.
namespace prekey_stock {

/// Prepares the first publication of a new device: a signed prekey and a full batch.
[[nodiscard]] Status lay_in(Step& step);

[[nodiscard]] Status on_welcome(Step& step, const wire::Welcome& welcome);
/// This device is in its account's list.
[[nodiscard]] Status on_listed(Step& step);
[[nodiscard]] Status on_low(Step& step, const wire::PrekeysLow& low);
[[nodiscard]] Status on_answer(Step& step, Answer answer);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace prekey_stock
}  // namespace sotto::client
