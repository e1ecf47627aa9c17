// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/mention.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"

namespace sotto::store {

/// The kinds of small records. Numbers are stored: never reuse one.
enum class Table : std::uint8_t {
  account = 1,        ///< one record: who is logged in here, with keys and token
  session = 2,        ///< address -> libsignal session record
  identity = 3,       ///< user -> known identity and trust
  prekey = 4,         ///< id -> one-time prekey record
  signed_prekey = 5,  ///< id -> signed prekey record
  base_key = 6,       ///< (peer, base key) of accepted prekey messages
  seen = 7,           ///< (sender, envelope id) -> what became of it
  outbox = 8,         ///< (sequence) -> a submission until the relay has accepted it
  counter = 9,        ///< address -> counters sent and received
  peer_devices = 10,  ///< user -> the devices that the relay last told
  contact = 11,       ///< user -> local name and profile
  draft = 12,         ///< conversation -> unsent text
  receipt = 13,       ///< receipts to be sent
  reset = 14,         ///< address -> when the session was last reset
  setting = 15,
  held = 16,      ///< (sender, sequence) -> an envelope that waits until a changed identity is accepted
  sent = 17,      ///< envelope id -> what this device has sent under it, for a peer who asks for it again
  reaction = 18,  ///< (conversation, message, who) -> the newest reaction
  early = 19,     ///< (conversation, message, change, author) -> a change that came before its message
  timer = 20,     ///< running, by its end, or waiting to be read, by its place -> a message with a duration
  group = 21,     ///< group -> how this account belongs to it, and what is wanted of its log
  group_entry = 22,    ///< (group, sequence) -> an entry of its log, verified
  sender_key = 23,     ///< (group, address) -> libsignal sender-key record
  group_key = 24,      ///< group -> the own sender key: its age, and who has it
  group_outbox = 25,   ///< (group, sequence) -> a message until the relay has accepted it
  group_held = 26,     ///< (group, address, sequence) -> a message whose key has not come yet
  group_counter = 27,  ///< (group, address) -> messages sent to or read from it
  archive = 30,        ///< how far this device follows the account's archive, the hash of each entry, and how
                       ///< far what is here was looked through for what it lacks
  archive_queue = 31,  ///< what is to be archived or shredded, until the relay has done it
  archive_change = 32,    ///< (conversation, message, entry) -> an entry that holds a change of the message
  archive_early = 33,     ///< a restored change whose message is still to be restored
  kem_record = 40,        ///< address -> KEM secrets of the sessions with it
  kem_prekey = 41,        ///< id -> KEM prekey record, one-time or last resort
  attachment = 50,        ///< (conversation, message) -> the file that came along, with its key
  attachment_chunk = 51,  ///< (conversation, message, number) -> a sealed chunk of it
  transfer = 52,          ///< (conversation, message) of an attachment that is on its way
  kept_file = 53,         ///< (since when, conversation, message) of an attachment all of which is here
  doomed_blob = 54,       ///< blob -> when the relay is told to remove it
  open_group = 55,        ///< group -> how many of its posts are here, and how many were refused
  removed_post = 56,      ///< (group, post[, member]) that is not here and that an admin, or they, took back
  former_key = 57,        ///< group -> the own sender keys before, and which devices were given one again
  past_notices = 58,      ///< group -> how much of its log is to be told of between what is restored
  text_number = 59,       ///< address -> numbers of the texts sealed for it, and of those that came from it
  own_state = 46,         ///< conversation -> read mark and draft as one's own devices share them
  device_list = 45,  ///< user -> the newest signed list of devices that is known, and what was heard of it
};

struct Record {
  Bytes key;
  Bytes value;
};

/// A message's place in its device's history: grows with each append, never reused.
using Position = Numbered<struct PositionTag, std::uint64_t>;

/// What an empty store appends comes behind this place: in front of it there is room for a history that is
/// restored later, newest first.
inline constexpr std::uint64_t front_of_history = std::uint64_t{1} << 32;

enum class MessageKind : std::uint8_t {
  text = 1,
  identity_changed = 2,  ///< a notice in the conversation: the other's identity key changed
  message_missing = 3,   ///< a notice: a message could not be decrypted, and the body is empty; or so many of
                         ///< its sender never came, as the body says in digits
  deleted = 4,           ///< its author has deleted it for everyone; the body is empty
  duration_set = 5,      ///< a notice: messages last so long from now on; the body is in seconds
  group_changed = 6,     ///< a notice in a group: who did what; the body is a word and perhaps a name
};

enum class MessageState : std::uint8_t {
  received = 1,
  waiting = 2,    ///< in the outbox
  accepted = 3,   ///< the relay has it on disk, or every device has committed it
  delivered = 4,  ///< a device of the recipient has said so, end to end
  failed = 5,     ///< refused for good; the user may try again
  read = 6,       ///< the recipient has said that they looked at it
  restored = 7,   ///< somebody else's, out of the account's archive: no session vouches for it (attack E7)
};

struct Message {
  Position position;  ///< set by append_message
  MessageId id;
  ConversationId conversation;
  Username sender;
  MessageKind kind = MessageKind::text;
  MessageState state = MessageState::received;
  Instant sent_at;                       ///< the sender's clock
  Instant stored_at;                     ///< this device's clock
  std::string body;                      ///< UTF-8
  std::optional<MessageId> quoted = {};  ///< the message of this conversation that it answers
  Revision revision = {};                ///< of the text; 0: never edited
  Lasting lasting = {};                  ///< once it was sent or read
  Mentions mentions = {};                ///< users who are named in the body
  bool names_reader = false;             ///< somebody else's, and the account is among them
};

struct Conversation {
  ConversationId with;
  std::optional<Message> last;  ///< newest message or notice
  std::uint64_t unread = 0;     ///< received texts behind the read mark
  Position read_up_to;
  std::uint64_t unread_mentions = 0;  ///< those of the unread that name the reader
};

/// Everything a client keeps: records, messages, their full-text index. One implementation serves the desktop
/// and the browser (SQLCipher), its in-memory twin the simulator and tests; one conformance suite runs on
/// both.
///
/// Changes happen inside a transaction: begin(), changes, commit() makes them durable all together,
/// rollback() undoes all. Calling a changing method outside a transaction, or begin() twice, is
/// invalid_state. Reads are allowed at any time and see the open transaction's own changes. Synchronous; used
/// by one thread; one process at a time. Errors of every method: store_unavailable (retryable: nothing
/// changed), store_corrupt.
class ClientStore {
 public:
  ClientStore() = default;
  ClientStore(const ClientStore&) = delete;
  ClientStore& operator=(const ClientStore&) = delete;
  virtual ~ClientStore() = default;

  virtual Status begin() = 0;
  /// Durable when it returns. On an error everything since begin() is undone.
  virtual Status commit() = 0;
  /// Never fails: what cannot be undone in memory is undone by reopening.
  virtual void rollback() noexcept = 0;

  // Records.
  virtual Result<std::optional<Bytes>> find(Table table, ByteView key) = 0;
  virtual Status put(Table table, ByteView key, ByteView value) = 0;
  /// Erasing what is not there is no error. What drafts, changes that wait for their message and the keys of
  /// attachments held is overwritten on disk.
  virtual Status erase(Table table, ByteView key) = 0;
  /// Records whose key begins with `prefix`, in ascending byte order of keys, at most `limit`.
  virtual Result<std::vector<Record>> scan(Table table, ByteView prefix, std::size_t limit) = 0;
  virtual Result<std::uint64_t> count(Table table) = 0;

  // Messages. (conversation, id) is unique.
  /// Errors: already_exists (nothing changed).
  virtual Result<Position> append_message(const Message& message) = 0;
  /// The same behind so many places that stay free, for what may still come there.
  virtual Result<Position> append_leaving_room(const Message& message, std::uint64_t places) = 0;
  /// At a free place in front of the last message. Errors: already_exists (the message, or another one at the
  /// place; nothing changed).
  virtual Status insert_message(const Message& message, Position place) = 0;
  /// Puts older messages in front of all that are here, in their order. None of them may be here already:
  /// store_corrupt. Faster for a hundred together than for each.
  virtual Status prepend_messages(const std::vector<Message>& newest_first) = 0;
  virtual Result<std::optional<Message>> find_message(const ConversationId& conversation,
                                                      const MessageId& id) = 0;
  /// not_found.
  virtual Status set_message_state(const ConversationId& conversation, const MessageId& id,
                                   MessageState state) = 0;
  /// Gives the message with this conversation and id another kind, state, body, quote, revision and
  /// mentions; its position, sender and times stay. The old text leaves the full-text index too and is
  /// overwritten on disk. Errors: not_found.
  virtual Status replace_message(const Message& message) = 0;
  /// Also from the full-text index, and overwritten on disk. Erasing what is not there is no error.
  virtual Status erase_message(const ConversationId& conversation, const MessageId& id) = 0;
  /// At most `limit` messages before `before` (nullopt: the newest), newest first.
  virtual Result<std::vector<Message>> page(const ConversationId& conversation,
                                            std::optional<Position> before, std::size_t limit) = 0;
  /// At most `limit` messages after `after`, oldest first.
  virtual Result<std::vector<Message>> page_after(const ConversationId& conversation, Position after,
                                                  std::size_t limit) = 0;
  /// Texts that contain `query` (substring, every script, case-insensitive where the script has case), newest
  /// first. Queries under three characters are answered too. An empty query finds nothing.
  virtual Result<std::vector<Message>> search(std::string_view query, std::size_t limit) = 0;

  // Conversations. One exists from its first message, or from open_conversation on.
  virtual Status open_conversation(const ConversationId& with) = 0;
  virtual Result<std::vector<Conversation>> conversations() = 0;  ///< the most recently active first
  /// Moves the read mark forward; never backward.
  virtual Status mark_read(const ConversationId& with, Position up_to) = 0;

  /// Removes everything, securely (log out). Inside a transaction.
  virtual Status erase_everything() = 0;
};

}  // namespace sotto::store
