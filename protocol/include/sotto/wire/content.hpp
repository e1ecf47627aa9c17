// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/mention.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/blob.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::wire {

/// A file at the sender's relay, and all that is needed to open it. Its secret is shared: a content is copied
/// for each device that it is sealed for.
struct Attachment {
  BlobId blob;
  std::shared_ptr<const SecretBytes> key;  ///< attachment_key_size, of this file alone
  std::uint64_t size = 0;                  ///< bytes of the file itself, up to max_blob_size
  std::array<std::uint8_t, attachment_digest_size> digest{};  ///< after the last sealed chunk
  std::string name;                                           ///< UTF-8, 1 to max_file_name bytes
  std::string media_type;  ///< UTF-8, up to max_media_type bytes: the sender's word
};
struct Text {
  std::string body;                      ///< UTF-8, 1 to max_text bytes; 0 when a file comes along
  std::optional<MessageId> quoted = {};  ///< the message that it answers
  Lasting lasting = {};                  ///< once it was sent or read
  std::optional<Attachment> attachment = {};
  Mentions mentions = {};  ///< check_mentions(body) holds
};
/// The author's new text for a message.
struct Edit {
  MessageId target;
  Revision revision;  ///< from 1
  std::string body;   ///< UTF-8, 1 to max_text bytes
  Mentions mentions = {};
  Lasting lasting = {};  ///< the message's
};
/// The author's: nothing of the message remains.
struct Deletion {
  MessageId target;
};
struct Reaction {
  MessageId target;
  Revision revision;  ///< from 1
  std::string emoji;  ///< UTF-8, up to max_reaction bytes; empty: taken back
};
/// For both: how long what is said in this conversation lasts from now on.
struct DurationSetting {
  Revision revision;  ///< from 1
  Lasting lasting;
};
/// What a person says in a conversation: it goes to the other's devices, and as a copy to one's own.
using Said = std::variant<Text, Edit, Deletion, Reaction, DurationSetting>;

struct DeliveryReceipt {
  std::vector<MessageId> messages;
};  ///< 1 to max_message_ids
/// Somebody has looked at these.
struct ReadReceipt {
  std::vector<MessageId> messages;
};  ///< 1 to max_message_ids
/// Somebody is writing just now.
struct Typing {};
/// Said off the record. Not among Said: no copy, change, group or archive can carry it.
struct OffRecordText {
  std::string body;  ///< UTF-8, 1 to max_text bytes
};
/// A device of the recipient shows this message.
struct OffRecordReceipt {
  MessageId message;
};
struct SentCopy {
  Username conversation;
  MessageId message;
  Said said;
  Instant sent_at;
};
struct ResendRequest {
  std::vector<MessageId> messages;
};  ///< 1 to max_message_ids

struct SenderKeyDistribution {
  GroupId group;
  Bytes distribution;  ///< libsignal's message, 1 to max_distribution bytes
};
struct SenderKeyRequest {
  GroupId group;
};

/// To one's own other devices: how many entries of the archive the sender has, and the root over them.
struct ArchiveRoot {
  std::uint64_t size = 0;
  std::array<std::uint8_t, 32> root{};
  bool asks = false;  ///< to be told the same
};

/// This message of the other, and what came before it, was read.
struct ReadMark {
  MessageId message;
};
struct Draft {
  Revision revision;  ///< from 1
  std::string text;   ///< UTF-8, up to max_text bytes; empty: none
};
/// To one's own other devices.
struct OwnState {
  ConversationId conversation;
  std::variant<ReadMark, Draft> state;
};

using ContentBody = std::variant<Text, Edit, Deletion, Reaction, DurationSetting, DeliveryReceipt, SentCopy,
                                 ResendRequest, SenderKeyDistribution, SenderKeyRequest, ReadReceipt, Typing,
                                 ArchiveRoot, OwnState, OffRecordText, OffRecordReceipt>;

/// Where a text stands among those from its device to the receiving one.
struct TextNumber {
  std::uint64_t value = 0;   ///< one more than that of the text before; 0: not counted
  std::uint64_t voided = 0;  ///< numbers given so far that stand for no message any more
};

/// What is inside a Double Ratchet message. The context (sender to counter) is compared by the receiver with
/// where the message really arrived.
struct Content {
  std::uint32_t version = protocol_version;
  std::uint32_t suite = suite_hybrid;
  Address sender;
  Address recipient;
  MessageId message;
  std::uint64_t counter = 0;
  Instant sent_at;
  ContentBody body;
  /// The version of its own account's list of devices that the sender knows; 0: none.
  std::uint64_t device_list = 0;
  TextNumber text_number = {};  ///< of a text only
};

/// Serialises and pads to a bucket: the plaintext of one Double Ratchet message.
[[nodiscard]] Bytes serialise_padded(const Content& content);
/// malformed, too_large, unsupported_version or unsupported_suite.
[[nodiscard]] Result<Content> parse_padded(ByteView plaintext);

/// What the sender of a message to a group knows of it. The receiver compares all of it: so a key that was
/// filed under another group opens nothing there (M8), and another history shows at once (attack B7).
struct GroupContext {
  GroupId group;
  std::uint64_t epoch = 0;
  std::uint64_t head_sequence = 0;
  std::array<std::uint8_t, 32> head_hash{};
};

/// What is inside a sender-key message.
struct GroupContent {
  Address sender;
  GroupContext context;
  MessageId message;
  std::uint64_t counter = 0;  ///< counts what this device says in this group, from 1
  Instant sent_at;
  Said said;
};

/// Serialises and pads to a bucket: the plaintext of one sender-key message.
[[nodiscard]] Bytes serialise_padded(const GroupContent& content);
/// malformed, too_large, unsupported_version or unsupported_suite.
[[nodiscard]] Result<GroupContent> parse_padded_group(ByteView plaintext);

}  // namespace sotto::wire
