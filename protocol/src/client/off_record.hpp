// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "off_record_flights.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/client/input.hpp"
#include "sotto/client/view.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// One message that is off the record, by either of the two.
struct OffRecordSaid {
  MessageId id;
  Username sender;
  OffRecordState state = OffRecordState::received;
  Instant sent_at;
  std::shared_ptr<const SecretBytes> body;
  store::Position after;       ///< see OffRecordMessage
  unsigned confirmations = 0;  ///< so often its author was told that it is shown here
};

/// There is one for a conversation as long as it is off the record at this device.
struct OffRecordTalk {
  std::vector<OffRecordSaid> said;  ///< oldest first
  std::uint64_t unread = 0;
};

struct OffRecordMemory {
  /// Shared by the copies of Memory: a change makes another talk.
  std::map<Username, std::shared_ptr<const OffRecordTalk>> talks;
  std::map<MessageId, OffRecordFlight> flights;
};

/// What two people say off the record. It is in this memory and nowhere else: not in the store, not in the
/// outbox, not in the archive, at no relay; and it goes with the program, or when its user ends it.
/// Decision 0132.
namespace off_record {

/// From now on what is said in this conversation is off the record. What was begun to be written is no draft
/// any more. not_permitted in a group; invalid_state with oneself, a stranger, somebody who is blocked.
[[nodiscard]] Status go(Step& step, const GoOffRecord& intent);
/// Forgets all that was said off the record.
[[nodiscard]] Status end(Step& step, const EndOffRecord& intent);
/// As go(); malformed, too_large.
[[nodiscard]] Status send(Step& step, const SendOffRecord& intent);
/// One's own that was not delivered or not confirmed, under the same id: whoever has it already doesn't show
/// it twice. invalid_state: it has arrived, or is on its way.
[[nodiscard]] Status retry(Step& step, const Username& with, const MessageId& message);
[[nodiscard]] Status on_read(Step& step, const ConversationId& with);

/// invalid_state while the conversation is off the record: nothing that is said then goes on the record.
[[nodiscard]] Status check_on_record(const Memory& memory, const ConversationId& with);
[[nodiscard]] bool is_off(const Memory& memory, const ConversationId& with);
/// nullptr: no such message is here.
[[nodiscard]] const OffRecordSaid* find(const Memory& memory, const Username& with, const MessageId& message);
[[nodiscard]] std::vector<OffRecordMessage> messages(const OffRecordMemory& memory,
                                                     const ConversationId& with);

/// A stranger's is dropped without a trace.
[[nodiscard]] Status on_text(Step& step, const wire::Content& content, const wire::OffRecordText& text);
/// The other shows this message of ours.
[[nodiscard]] Status on_receipt(Step& step, const Username& from, const MessageId& message);
/// It came once more: its author may not have heard that it is shown.
[[nodiscard]] Status on_repeated(Step& step, const Username& from, const MessageId& message);
/// What became of one's own. One that has arrived has arrived.
void settle(Step& step, const Username& with, const MessageId& message, OffRecordState state);
/// Nothing remains of what was said with this user off the record.
void forget(Step& step, const Username& user);

}  // namespace off_record
}  // namespace sotto::client
