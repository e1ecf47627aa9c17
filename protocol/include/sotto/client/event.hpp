// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/client/view.hpp"

namespace sotto::client {

/// The steps of registering or logging in, in their order; some are skipped by one or the other.
enum class EntryStep : std::uint8_t {
  connecting,
  solving_captcha,
  deriving_keys,
  asking_relay,
  making_prekeys,
  publishing
};

struct EntryProgress {
  EntryStep step = EntryStep::connecting;
  double fraction = 0;
};  ///< 0 to 1 over all steps
/// refused, captcha_failed, name_taken, wrong_password, weak_parameters, rate_limited, offline …; nothing was
/// kept.
struct EntryFailed {
  ErrorCode code = ErrorCode::refused;
  Duration retry_after{0};
};
struct LoggedIn {
  Username username;
};
enum class LogoutReason : std::uint8_t { asked, revoked };
/// Everything of the account was erased from this device.
struct LoggedOut {
  LogoutReason reason = LogoutReason::asked;
};

/// The screens' banner follows this.
struct LinkChanged {
  LinkState state = LinkState::offline;
};

struct MessageArrived {
  ConversationId conversation;
  MessageId message;
};
/// Somebody said something off the record: it is for the screen, and no place that keeps it.
struct OffRecordArrived {
  ConversationId conversation;
};
struct MessageChanged {
  ConversationId conversation;
  MessageId message;
};  ///< its state, text or reactions; ask the view
struct ConversationChanged {
  ConversationId conversation;
};  ///< unread, draft, name, notices; ask the view
/// The engine wants these bytes of the file that the host called `file`: GiveAttachmentBytes. Whoever doesn't
/// have it says nothing; after a minute it counts as unread.
struct AttachmentBytesWanted {
  ConversationId conversation;
  MessageId message;
  std::uint64_t file = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};
/// So many bytes of a file of `size` bytes are sealed, uploaded or downloaded. Its phase changes with
/// MessageChanged.
struct AttachmentMoved {
  ConversationId conversation;
  MessageId message;
  AttachmentPhase phase = AttachmentPhase::offered;
  std::uint64_t done = 0;
  std::uint64_t size = 0;
};
/// Sending waits until AcceptIdentity. Comes with each further key too.
struct IdentityChanged {
  Username user;
};
enum class ChangeKind : std::uint8_t { edit, deletion, reaction, duration };
/// What was changed here did not reach the other and won't: they still see it as it was. too_large, refused,
/// unknown_user, or not_permitted: one is no member of the group any more.
struct ChangeFailed {
  ConversationId conversation;
  ChangeKind kind = ChangeKind::edit;
  ErrorCode code = ErrorCode::refused;
};
struct MessageUndecryptable {
  Username user;
  ErrorCode code = ErrorCode::undecryptable;
};
struct SessionReset {
  Username user;
};  ///< began anew by itself

/// Holds for a few seconds, or until a message comes.
struct PeerTyping {
  Username user;
};

struct DirectoryFound {
  std::string query;
  std::vector<ProfileView> profiles;
};
struct ProfileFetched {
  ProfileView profile;
};
struct DevicesListed {
  std::vector<DeviceView> devices;
};
/// A directory, profile or device intent that failed.
struct RequestFailed {
  ErrorCode code = ErrorCode::refused;
  Duration retry_after{0};
};
/// This device's newer connection took over elsewhere (another tab or process); the engine stays offline.
struct Displaced {};

/// The relay names a device of this user whose signatures do not hold: nothing is encrypted to it (attack
/// C1). While the relay insists on it, messages to this user wait.
struct DeviceRefused {
  Username user;
  DeviceId device;
  ErrorCode code = ErrorCode::invalid_signature;
};

/// The store is an old copy that somebody put back: messages since then may be missing here. Sessions begin
/// anew (attack A11).
struct StateRestored {};

/// A device of this user has sent two messages under one number: somebody else goes on with a copy of its
/// state (attack A16), or that was put back outside of the program's sight. Told once for each device; which
/// messages are whose nobody can say.
struct DeviceCopied {
  Username user;
  DeviceId device;
};

/// Members, requests, name, standing; ask the view.
struct GroupUpdated {
  GroupId group;
};
struct GroupCreated {
  GroupId group;
};
/// forked_log: somebody has another history, nothing is sent any more. stale_state: the relay serves less
/// than somebody has named. Another code: what the relay serves does not hold.
struct GroupDistrusted {
  GroupId group;
  ErrorCode code = ErrorCode::forked_log;
};
struct GroupsFound {
  std::string query;
  std::vector<GroupFoundView> groups;
};

/// A new login gets its account's history, newest first, and can be used meanwhile: so much of it is here.
struct RestoreProgress {
  std::uint64_t restored = 0;
  std::uint64_t total = 0;
};
/// All of it is here, down to the first entry: each in its place and none left out, as the newest one names
/// them. `refused`: those that no device of this account has made, which were left out.
struct RestoreChecked {
  std::uint64_t entries = 0;
  std::uint64_t refused = 0;
};
/// The relay's archive is not the one that this device knows: stale_state (its end is cut off), forked_log
/// (another history), invalid_state (entries are missing), malformed. Nothing more is restored from it or put
/// into it until the next link, or until AcceptArchive. Or too_large: the relay keeps no more.
struct ArchiveRefused {
  ErrorCode code = ErrorCode::forked_log;
};
/// Whether the user may go on with an archive that was refused for this (AcceptArchive). Other faults would
/// be the same ones the next time.
[[nodiscard]] constexpr bool is_another_history(ErrorCode code) noexcept {
  return code == ErrorCode::stale_state || code == ErrorCode::forked_log;
}
/// The relay shows a list of this user's devices that the user has not signed (invalid_signature), an older
/// one than was seen already (stale_state), or another one of the same version (forked_log): it is not
/// believed. While the relay insists on it, messages to this user wait.
struct DeviceListRefused {
  Username user;
  ErrorCode code = ErrorCode::stale_state;
};

/// Ask Engine::linking().
struct LinkingChanged {};
/// nullopt: the other device has the account, also after CancelLinking that came too late. not_found: the
/// code is unknown, its ten minutes are over, or the other one has ended it. stale_state: the code was used
/// already. undecryptable, identity_mismatch …: somebody is in between. Nothing was handed over.
struct LinkingEnded {
  std::optional<ErrorCode> failure;
};

using Event =
    std::variant<EntryProgress, EntryFailed, LoggedIn, LoggedOut, LinkChanged, MessageArrived, MessageChanged,
                 ConversationChanged, IdentityChanged, MessageUndecryptable, SessionReset, DirectoryFound,
                 ProfileFetched, DevicesListed, RequestFailed, Displaced, DeviceRefused, StateRestored,
                 GroupUpdated, GroupCreated, GroupDistrusted, GroupsFound, ChangeFailed, PeerTyping,
                 RestoreProgress, RestoreChecked, ArchiveRefused, AttachmentBytesWanted, AttachmentMoved,
                 DeviceListRefused, OffRecordArrived, LinkingChanged, LinkingEnded, DeviceCopied>;

}  // namespace sotto::client
