// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/envelope.hpp"

namespace sotto::client {

/// What a submission carries. Numbers are stored: never reuse one.
enum class OutboxKind : std::uint8_t {
  text = 1,
  sent_copy = 2,  ///< of a text, to one's own other devices
  receipt = 3,
  resend_request = 4,
  edit = 5,  ///< these to one's own other devices as well
  deletion = 6,
  reaction = 7,
  duration_setting = 8,
  sender_key = 9,           ///< the own key of a group, for one member
  sender_key_request = 10,  ///< of a group: a message came whose key is missing
  read_receipt = 11,
  archive_question = 16,  ///< to one's own other devices: the archive's root, and what is theirs?
  archive_answer = 17,
  post = 18,  ///< these two in open groups only: a text, and the removal of one
  post_removal = 19,
  read_mark = 14,  ///< these two to one's own other devices only
  draft = 15,
  list_version = 20,  ///< nothing but the version of the own device list, which stands in every message
};

[[nodiscard]] constexpr bool carries_text(OutboxKind kind) {
  return kind == OutboxKind::text || kind == OutboxKind::sent_copy;
}
[[nodiscard]] constexpr bool carries_change(OutboxKind kind) {
  return kind == OutboxKind::edit || kind == OutboxKind::deletion || kind == OutboxKind::reaction ||
         kind == OutboxKind::duration_setting;
}

/// In an open group: signed, not encrypted.
[[nodiscard]] constexpr bool is_post(OutboxKind kind) {
  return kind == OutboxKind::post || kind == OutboxKind::post_removal;
}

/// What is said in groups has rows of its own; see groups/outbox_row.hpp.
[[nodiscard]] constexpr bool is_about_group(OutboxKind kind) {
  return kind == OutboxKind::sender_key || kind == OutboxKind::sender_key_request;
}

/// Of a conversation of either kind, to one's own other devices.
[[nodiscard]] constexpr bool is_own_state(OutboxKind kind) {
  return kind == OutboxKind::read_mark || kind == OutboxKind::draft;
}

/// A submission until the relay has accepted it. Texts are not in it: they stand in the history, under the
/// same id.
struct OutboxRow {
  MessageId message;
  Username recipient;
  OutboxKind kind = OutboxKind::text;
  /// Where the text stands: the recipient, except for a copy to one's own devices. A group for what is about
  /// one, and either for the state of one's own.
  ConversationId conversation;
  Instant sent_at;
  bool copy_to_own = false;      ///< own other devices get a copy once it is accepted
  std::vector<MessageId> named;  ///< by a receipt or a resend request; the one that is changed
  std::vector<wire::SealedEnvelope> envelopes;
};

/// A text that goes out once more, because a device has asked for it.
[[nodiscard]] inline bool is_said_again(const OutboxRow& row) {
  return row.kind == OutboxKind::text && !row.copy_to_own;
}

/// Each envelope of the row was given a number (text_numbers) that stands for it alone. What is said again
/// makes the number that it is given void by itself.
[[nodiscard]] inline bool has_numbers_of_its_own(const OutboxRow& row) {
  return row.kind == OutboxKind::text && !is_said_again(row);
}

[[nodiscard]] Bytes serialise(const OutboxRow& row);
[[nodiscard]] Result<OutboxRow> parse_outbox_row(ByteView record);

}  // namespace sotto::client
