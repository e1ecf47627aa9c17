// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "outbox_row.hpp"

namespace sotto::client {

class Step;

/// What this device has sent under which id, for a peer who could not decrypt it and asks for it again.
namespace sent_log {

/// What went to the relay longer ago is not sent again.
inline constexpr Duration answered_for{7LL * 24 * 60 * 60 * 1'000};

/// A device that has asked for a message.
struct Asker {
  Address device;
  std::uint8_t times = 0;
};

struct Sent {
  OutboxKind kind = OutboxKind::text;
  ConversationId conversation;
  Instant sent_at;  ///< when it was said
  std::vector<MessageId> named;
  std::uint32_t identity = 0;        ///< identities::changes_of the other when it was said
  std::optional<Instant> went_late;  ///< when the relay took it, if that was long after
  std::vector<Asker> askers;
};

/// Of what is about to be sent for the first time.
[[nodiscard]] Status begin(Step& step, const MessageId& message, OutboxKind kind,
                           const ConversationId& conversation, Instant sent_at, std::vector<MessageId> named);
/// The relay has taken it.
[[nodiscard]] Status on_taken(Step& step, const OutboxRow& row);
[[nodiscard]] Status save(Step& step, const MessageId& message, const Sent& sent);
[[nodiscard]] Result<std::optional<Sent>> find(Step& step, const MessageId& message);

}  // namespace sent_log
}  // namespace sotto::client
