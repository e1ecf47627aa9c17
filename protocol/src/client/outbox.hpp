// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "deadline.hpp"
#include "outbox_row.hpp"
#include "sotto/base/result.hpp"
#include "sotto/wire/envelope.hpp"

namespace sotto::client {

class Step;
struct Memory;
class OutboxIndex;

/// Submissions until the relay has accepted them. Each is encrypted once for a device, its ciphertext kept,
/// and sent again under the same id for as long as it takes. It fails for good only when the relay says that
/// it never will be taken.
namespace outbox {

/// A text that stands in the history already, state waiting. To oneself: to one's own other devices.
[[nodiscard]] Status add_text(Step& step, const Username& to, const MessageId& message, Instant sent_at);
/// An edit, deletion or reaction that was made here already. To oneself: to one's own other devices.
[[nodiscard]] Status add_change(Step& step, OutboxKind kind, const ConversationId& conversation,
                                const MessageId& target);
/// A setting of the conversation's duration, which stands in the history under this id.
[[nodiscard]] Status add_duration(Step& step, const ConversationId& conversation, const MessageId& message);
[[nodiscard]] Status add_receipt(Step& step, const Username& to, std::vector<MessageId> messages);
[[nodiscard]] Status add_read_receipt(Step& step, const Username& to, std::vector<MessageId> messages);
[[nodiscard]] Status add_resend_request(Step& step, const Username& to, std::vector<MessageId> messages);
/// A message without meaning to one's own other devices, so that they learn of this new one.
[[nodiscard]] Status greet_own_devices(Step& step);
/// A message without meaning, so that they hear of the own device list's version.
[[nodiscard]] Status add_list_version(Step& step, const Username& to);
/// What this device has of the archive, to one's own other devices; as a question, they say the same.
[[nodiscard]] Status add_archive_root(Step& step, OutboxKind question_or_answer);
/// A read mark, which names a message, or the draft as it is when it is sealed.
[[nodiscard]] Status add_own_state(Step& step, OutboxKind kind, const ConversationId& conversation,
                                   std::vector<MessageId> named);
/// Once more, encrypted anew, under its old id. Nothing when it is on its way already.
[[nodiscard]] Status add_again(Step& step, OutboxRow row);
/// Whether something of this kind about this conversation waits for the user or is on its way.
[[nodiscard]] Result<bool> has(Step& step, const Username& to, OutboxKind kind,
                               const ConversationId& conversation);
/// A device could not decrypt what is on its way to it: that is encrypted again over the newer session.
[[nodiscard]] Status drop_envelope(Step& step, const MessageId& message, const Address& device);
/// The user would like it to go out now, with what has to go before it.
[[nodiscard]] Status nudge(Step& step, const Username& to, const MessageId& message);

/// The user's devices, sessions or trust are not what they were: rows to the user are looked at again,
/// and so is what waits off the record.
[[nodiscard]] Status on_peer_changed(Step& step, const Username& user);
/// The user's identity is another now: what was encrypted under the old one is dropped and encrypted again.
[[nodiscard]] Status reseal(Step& step, const Username& user);
/// The user does not exist: nothing to it will ever be taken.
[[nodiscard]] Status fail_all(Step& step, const Username& user);
/// The user was blocked: what waits for them goes nowhere. What takes back or corrects what was said may go,
/// and so may keys of groups and the version of the own device list.
[[nodiscard]] Status withdraw_all(Step& step, const Username& user);

[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_submitted(Step& step, const wire::SubmitReply& reply);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory, const OutboxIndex& index);

}  // namespace outbox
}  // namespace sotto::client
