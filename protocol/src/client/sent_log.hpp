// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "outbox_row.hpp"

namespace sotto::client {

class Step;

/// What this device has sent under which id, for a peer who could not decrypt it and asks for it again.
namespace sent_log {

/// What is older is not sent again.
inline constexpr Duration answered_for{7LL * 24 * 60 * 60 * 1'000};

struct Sent {
  OutboxKind kind = OutboxKind::text;
  ConversationId conversation;
  Instant sent_at;
  std::uint8_t resends = 0;
  std::vector<MessageId> named;
};

[[nodiscard]] Status save(Step& step, const MessageId& message, const Sent& sent);
[[nodiscard]] Result<std::optional<Sent>> find(Step& step, const MessageId& message);

}  // namespace sent_log
}  // namespace sotto::client
