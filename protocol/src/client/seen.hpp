// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// What became of the envelopes that came in: a message is shown once, however often it is delivered.
namespace seen {

/// Numbers are stored: never reuse one.
enum class Fate : std::uint8_t {
  taken_in = 1,
  missing = 2,  ///< could not be decrypted: may come again under the same id
};

[[nodiscard]] Result<std::optional<Fate>> find(Step& step, const Username& sender, const MessageId& message);
[[nodiscard]] Status remember(Step& step, const Username& sender, const MessageId& message, Fate fate);

}  // namespace seen
}  // namespace sotto::client
