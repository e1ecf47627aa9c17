// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/client/view.hpp"
#include "sotto/group/policy.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

// From the link.
struct LinkUp {};    ///< the WebSocket is open
struct LinkDown {};  ///< closed, or could not be opened
struct FrameReceived {
  Bytes bytes;
};
/// The instant of the last WakeAt has come. Harmless when it is early, late or repeated.
struct TimerFired {};

// What the user wants. Answers come as events; an intent that cannot even begin fails in Engine::handle.
struct Register {
  Username username;
  SecretBytes password;
  std::string display_name;
  std::string device_name;
  bool listed = true;
  std::string invite;
};
struct LogIn {
  Username username;
  SecretBytes password;
  std::string device_name;
};
struct CancelEntry {};  ///< gives up a registration or log-in that is under way
struct LogOut {};       ///< tells the relay if it can, and erases everything here
struct SendText {
  ConversationId to;
  std::string text;
  std::optional<MessageId> quoted = {};  ///< the message of the conversation that it answers
  std::optional<Lasting> lasting = {};   ///< nullopt: as long as is set for the conversation
};
/// Says it off the record: live to the devices of the other that are linked just now, and kept in the memory
/// of both engines only. The conversation is off the record from then on. not_permitted in a group;
/// invalid_state with oneself, a stranger, somebody who is blocked.
struct SendOffRecord {
  ConversationId to;
  std::string text;
};
/// From now on nothing that is said here goes on the record: SendText and SendAttachment are invalid_state,
/// and SaveDraft keeps nothing. What was begun to be written is no draft any more. Errors as SendOffRecord.
struct GoOffRecord {
  ConversationId with;
};
/// Forgets all that was said off the record, here. The other device forgets it when its own user ends it, or
/// its program.
struct EndOffRecord {
  ConversationId with;
};
/// Bytes of the largest file that may come along with a message: what a relay takes by default, less the
/// seal.
inline constexpr std::uint64_t max_attachment = 100'000'000;
/// Bytes of a file that change hands between host and engine at a time; of its end, fewer.
inline constexpr std::uint64_t attachment_piece = 256 * 1024;
/// A message with a file. The engine asks for it with AttachmentBytesWanted, piece after piece, and keeps it
/// sealed in the store; then it goes to the relay, and after that the message to the other. A name that is
/// no safe file name is made one, a media type that is none becomes application/octet-stream.
struct SendAttachment {
  ConversationId to;
  std::uint64_t file = 0;  ///< the host's number for it: the one who has the file answers
  std::string name;        ///< UTF-8, not empty
  std::string media_type;
  std::uint64_t size = 0;  ///< bytes, up to max_attachment
  std::string caption;     ///< UTF-8, up to wire::max_text bytes
  std::optional<MessageId> quoted = {};
  std::optional<Lasting> lasting = {};
};
/// What was asked for. invalid_state: it was not; malformed: not as much.
struct GiveAttachmentBytes {
  ConversationId conversation;
  MessageId message;
  std::uint64_t offset = 0;
  SecretBytes bytes;
};
/// Downloads the file of a message, or goes on with it. too_large: more than max_attachment.
struct FetchAttachment {
  ConversationId conversation;
  MessageId message;
};
/// Of one's own that is not sent yet: takes the message back, nobody has heard of it. Of another: what is
/// here of it is erased; it can be downloaded again.
struct CancelAttachment {
  ConversationId conversation;
  MessageId message;
};
/// A new text for a message of one's own, for everyone.
struct EditMessage {
  ConversationId conversation;
  MessageId message;
  std::string text;
};
/// Takes a message of one's own back, for everyone.
struct DeleteMessage {
  ConversationId conversation;
  MessageId message;
};
/// How long messages of this conversation last from now on, for everyone. What was said already stays as it
/// is.
struct SetDuration {
  ConversationId conversation;
  Lasting lasting;
};
/// Replaces the own reaction to a message; empty takes it back.
struct React {
  ConversationId conversation;
  MessageId message;
  std::string emoji;
};
/// What was said off the record too.
struct RetryMessage {
  ConversationId to;
  MessageId message;
};
struct SaveDraft {
  ConversationId conversation;
  std::string text;
};
struct OpenConversation {
  Username with;
};
struct MarkRead {
  ConversationId conversation;
  store::Position up_to;
};
struct SetContactName {
  Username user;
  std::string name;
};  ///< local only; empty removes it
/// Goes on with a changed identity key: the one whose safety number was shown. untrusted_identity when it has
/// changed once more since.
struct AcceptIdentity {
  Username user;
  std::string safety_number;
};
/// The user has compared this safety number with the other's.
struct VerifyIdentity {
  Username user;
  std::string safety_number;
};
struct UnverifyIdentity {
  Username user;
};
/// What a stranger wrote is a request until one accepts it or writes to them.
struct AcceptRequest {
  Username user;
};
/// Nothing that this user sends directly is shown, answered or told of any more; what they say in groups that
/// both are in still is. On this device, and without their knowing.
struct BlockUser {
  Username user;
};
struct UnblockUser {
  Username user;
};
/// The user is writing to somebody. May come with every key.
struct TellTyping {
  Username to;
};
/// What others are told of oneself; what isn't named stays as it is. All off at first.
struct SetPrivacy {
  std::optional<bool> read_receipts = std::nullopt;
  std::optional<bool> typing = std::nullopt;
};
/// Goes on with the archive as the relay has it now, although it isn't the one that this device knows.
/// invalid_state unless it was refused as stale_state or forked_log (ArchiveRefused).
struct AcceptArchive {};
struct SearchDirectory {
  std::string query;
};
struct FetchProfile {
  Username user;
};
struct UpdateProfile {
  std::string display_name;
  std::string about;
  bool listed = true;
};
struct ListDevices {};
struct RevokeDevice {
  DeviceId device;
};

/// Shows a code with which another device gets this account. One at a time: a new code ends the last one.
struct LinkDevice {};
/// The other side: this device gets the account of the device that shows `code`. malformed: it is none.
struct JoinWithCode {
  SecretBytes code;  ///< as it was typed
  std::string device_name;
};
/// The other screen shows the same number. invalid_state: it is not the one that is shown here.
struct ConfirmLinking {
  std::string number;
};
struct CancelLinking {};

// Groups. Each becomes a signed entry of the group's log.
struct CreateGroup {
  std::string name;
  std::uint32_t approvals = 1;  ///< how many members must approve a newcomer; none in an open group
  group::Role approvers = group::Role::member;
  /// For ever. In an open one nothing is encrypted, and everybody reads it: SendText makes a signed post of
  /// up to group::max_post_text bytes, DeleteMessage takes one back; what else can be done with messages is
  /// unsupported.
  group::GroupKind kind = group::GroupKind::secure;
};
/// Asks to be let in, or comes into an open group at once; the group is known from a link or a search.
struct RequestToJoin {
  GroupId group;
};
struct ApproveNewcomer {
  Username user;
};
struct LeaveGroup {};
/// A member, or a request that is turned down.
struct RemoveMember {
  Username user;
};
struct SetRole {
  Username user;
  group::Role role = group::Role::member;
};
struct SetPolicy {
  std::uint32_t approvals = 1;
  group::Role approvers = group::Role::member;
};
struct RenameGroup {
  std::string name;
};
/// For admins and owners. Up to group::max_picture bytes, too_large; empty: none any more. Whoever shows it
/// looks at what it is before decoding it: its author is believed in nothing.
struct SetGroupPicture {
  Bytes picture;
};
using GroupAct =
    std::variant<ApproveNewcomer, LeaveGroup, RemoveMember, SetRole, SetPolicy, RenameGroup, SetGroupPicture>;
struct ChangeGroup {
  GroupId group;
  GroupAct what;
};
struct FindGroups {
  std::string query;
};
/// Older posts of an open group, a page in front of those that are here. offline; not_found: there are none.
struct LoadPosts {
  GroupId group;
};

using Input =
    std::variant<LinkUp, LinkDown, FrameReceived, TimerFired, Register, LogIn, CancelEntry, LogOut, SendText,
                 RetryMessage, SaveDraft, OpenConversation, MarkRead, SetContactName, AcceptIdentity,
                 SearchDirectory, FetchProfile, UpdateProfile, ListDevices, RevokeDevice, EditMessage,
                 DeleteMessage, React, SetDuration, VerifyIdentity, UnverifyIdentity, CreateGroup,
                 RequestToJoin, ChangeGroup, FindGroups, AcceptRequest, BlockUser, UnblockUser, SetPrivacy,
                 AcceptArchive, TellTyping, SendAttachment, GiveAttachmentBytes, FetchAttachment,
                 CancelAttachment, SendOffRecord, GoOffRecord, EndOffRecord, LoadPosts, LinkDevice,
                 JoinWithCode, ConfirmLinking, CancelLinking>;

}  // namespace sotto::client
