// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/group/policy.hpp"
#include "sotto/store/client_store.hpp"

/// What the screens show: plain values, made on request by Engine.
namespace sotto::client {

enum class LinkState : std::uint8_t { offline, connecting, online };

/// What others are told of oneself, by choice. Whoever doesn't tell something isn't shown it of others
/// either.
struct PrivacyView {
  bool read_receipts = false;
  bool typing = false;
  friend bool operator==(const PrivacyView&, const PrivacyView&) = default;
};

struct AccountView {
  Username username;
  DeviceId device;
  std::string display_name;
  std::string about;
  bool listed = false;
  PrivacyView privacy = {};
};

/// Whose screen it is: that of a device which has the account, or of the one that shall get it.
enum class LinkingSide : std::uint8_t { owner, newcomer };
enum class LinkingStage : std::uint8_t {
  connecting,    ///< nothing to show yet
  showing_code,  ///< at the owner: the code is to be given to the newcomer
  comparing,     ///< both show the number: ConfirmLinking, or CancelLinking
  confirmed,     ///< here; the other one, or the keys, are waited for
};
struct LinkingView {
  LinkingSide side = LinkingSide::owner;
  LinkingStage stage = LinkingStage::connecting;
  std::string code;    ///< while it is shown; a secret for those who stand before the screen
  std::string number;  ///< six digits; while they are compared and after
  std::string other;   ///< with the number: what the newcomer calls itself, or the name of the account
};

/// Where a file that came along with a message is. Numbers are stored: never reuse one.
enum class AttachmentPhase : std::uint8_t {
  reading = 1,      ///< of one's own: the host hands it in
  unread = 2,       ///< the host stopped before the end; nothing of it is here
  uploading = 3,    ///< all of it is here and goes to the relay
  refused = 4,      ///< the relay doesn't take it; all of it is still here: RetryMessage
  here = 5,         ///< sent, or downloaded and checked
  offered = 6,      ///< at the relay, not here
  downloading = 7,  ///< nothing of it may be seen yet
  unavailable = 8,  ///< the relay doesn't have it, or has something else: FetchAttachment tries again
};

/// Why it is unread, refused or unavailable. Numbers are stored: never reuse one.
enum class AttachmentProblem : std::uint8_t {
  none = 0,
  too_large = 1,  ///< for the relay, or for what is left of the account's quota there; for this device
  no_room = 2,    ///< at the relay, for anybody
  gone = 3,       ///< the relay doesn't have it any more
  damaged = 4,    ///< what the relay has is not what was sent: cut, longer, swapped or changed
  other = 5,
};

struct AttachmentView {
  MessageId message;
  std::string name;        ///< safe to propose for saving: see SendAttachment
  std::string media_type;  ///< the sender's word
  std::uint64_t size = 0;  ///< bytes
  AttachmentPhase phase = AttachmentPhase::offered;
  std::uint64_t done = 0;  ///< bytes that were moved, while it is moving
  AttachmentProblem problem = AttachmentProblem::none;
};

/// Where a message off the record is.
enum class OffRecordState : std::uint8_t {
  received,
  sending,        ///< nothing was heard of it yet
  delivered,      ///< a device of the other has said, end to end, that it shows it
  not_delivered,  ///< the other was not there, or this device: RetryMessage
  unconfirmed,    ///< it left here, and nothing says whether it has arrived: RetryMessage
};

/// Said off the record: in the memory of this engine and nowhere else.
struct OffRecordMessage {
  MessageId id;
  Username sender;
  OffRecordState state = OffRecordState::received;
  Instant sent_at;
  std::string body;
  store::Position after;  ///< the conversation's newest message when it was said or came; 0: there was none
};

struct ConversationView {
  ConversationId with;
  std::string title;  ///< a group's name; else local contact name, else display name, else user name
  std::optional<store::Message> last;
  std::uint64_t unread = 0;
  std::string draft;
  bool blocked_by_identity_change = false;
  Lasting lasting = {};       ///< of what is said without another duration
  bool verified = false;      ///< the safety number was compared, and the key is still the same
  bool was_verified = false;  ///< blocked, and the key before was compared
  bool request = false;       ///< a stranger's: nobody here has accepted it or written to them
  bool user_blocked = false;  ///< by BlockUser
  bool open_group = false;    ///< nothing in it is encrypted, everybody can read it
  std::optional<AttachmentView> attachment = {};  ///< of `last`
  std::uint64_t unread_mentions = 0;              ///< those of the unread that name the reader
  bool off_record = false;                        ///< nothing said now goes on the record
  bool may_go_off_record = false;                 ///< with a person whom somebody here has accepted
  std::uint64_t unread_off_record = 0;
};

struct ReactionView {
  MessageId message;
  Username by;
  std::string emoji;
};

struct TimelinePage {
  std::vector<store::Message> messages;  ///< newest first
  bool more = false;
  std::vector<store::Message> quoted = {};  ///< those that messages of this page answer, where they still are
  std::vector<ReactionView> reactions = {};      ///< to messages of this page
  std::vector<AttachmentView> attachments = {};  ///< of messages of this page, and of those that they answer
  /// All that was said off the record, oldest first; with the newest page only.
  std::vector<OffRecordMessage> off_record = {};
};

struct ProfileView {
  Username username;
  std::string display_name;
  std::string about;
  Bytes identity_key;  ///< as the relay told it
  bool listed = false;
};

enum class GroupStanding : std::uint8_t {
  waiting,  ///< has asked to be let in
  member,
  former,
};

struct GroupMemberView {
  Username user;
  group::Role role = group::Role::member;
};

struct GroupRequestView {
  Username user;
  std::size_t approvals = 0;  ///< of GroupView::needed_approvals
  bool approved_here = false;
};

/// A group as its verified log has it; of one that lets nobody read yet, the relay's word.
struct GroupView {
  GroupId group;
  std::string name;
  GroupStanding standing = GroupStanding::waiting;
  bool open = false;
  bool forked = false;  ///< somebody has another history: nothing is sent
  /// Who has another history, or names a newer log than the relay serves; removed, they stop nobody.
  std::optional<Username> disputed_by = {};
  bool behind = false;  ///< somebody has named a newer log than the relay serves: nothing is sent yet
  std::uint64_t epoch = 0;
  std::uint32_t policy_approvals = 0;  ///< k
  group::Role policy_approvers = group::Role::member;
  std::size_t needed_approvals = 0;  ///< k, or everybody who may approve if they are fewer
  std::optional<group::Role> role;   ///< the own one
  bool may_approve = false;
  std::vector<GroupMemberView> members;  ///< the highest role first
  std::vector<GroupRequestView> requests;
  bool older_posts = false;         ///< of an open group: there are some that are not here, LoadPosts
  std::uint64_t refused_posts = 0;  ///< of an open group: not shown, because they don't hold
  Bytes picture = {};               ///< an admin's or owner's bytes, whatever they are; empty: none
};

struct GroupFoundView {
  GroupId group;
  std::string name;
  bool open = false;
  std::uint32_t members = 0;
  std::uint32_t needed_approvals = 0;
};

struct DeviceView {
  DeviceId device;
  std::string name;               ///< opened with the account's key; empty when it does not open
  std::uint64_t created_day = 0;  ///< days since 1970-01-01; 0: the relay does not have it any more
  std::uint64_t last_seen_day = 0;
  bool current = false;
  bool listed = true;  ///< in the list that the account has signed; another one gets nothing
};

/// How much of the account's history, as it was when this device logged in, is here.
struct HistoryView {
  std::uint64_t restored = 0;
  std::uint64_t total = 0;             ///< entries of the archive: messages and their changes
  std::uint64_t refused = 0;           ///< left out: no device of this account has made them
  std::optional<ErrorCode> stopped{};  ///< see ArchiveRefused; until the next link
  [[nodiscard]] bool is_complete() const noexcept { return restored == total; }
};

}  // namespace sotto::client
