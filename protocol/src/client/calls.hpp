// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "attachment_ref.hpp"
#include "deadline.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::client {

class Step;
struct Memory;

// What an answer is for.
struct EntryCall {};
struct PublishCall {};
struct BundlesCall {
  Username user;
};
enum class ProfilePurpose : std::uint8_t { asked_by_user, display_name };
struct ProfileCall {
  Username user;
  ProfilePurpose purpose;
};
struct SearchCall {
  std::string query;
};
struct UpdateProfileCall {
  wire::UpdateProfileRequest profile;
};
struct DeviceListCall {};
struct OwnListCall {};
struct OwnListPublishedCall {};
struct OwnDevicesCall {
  std::set<DeviceId> asked;
};
struct RevokeCall {
  DeviceId device;
};
struct LogoutCall {};
struct OpenLinkingCall {
  wire::LinkingId linking;
};
struct OwnerLinkingCall {
  wire::LinkingId linking;
};
/// That the linking is over here.
struct OwnerLinkingEndCall {};
struct JoinLinkingCall {
  wire::LinkingId linking;
};
struct NewcomerLinkingCall {
  wire::LinkingId linking;
};
struct BlobCall {
  AttachmentRef attachment;
  enum class What : std::uint8_t { create, progress, put, fetch } what;
  std::uint64_t part;
};
struct DropBlobCall {
  wire::BlobId blob;
};
struct SignOfLifeCall {};  ///< any answer will do
/// A wish, and how often it was overtaken. Without `what`: something that is not signed again by itself.
struct GroupWish {
  std::optional<GroupAct> what;
  unsigned tries = 0;
};
struct GroupEntryCall {
  GroupId group;
  GroupWish wish;
  Bytes entry;
};
/// An entry that the relay had taken before it was set back.
struct ReturnedEntryCall {
  GroupId group;
  std::uint64_t sequence = 0;
};
struct GroupLogCall {
  GroupId group;
};
struct GroupListCall {};
/// What somebody outside wants of a group: an entry that follows from the relay's facts.
enum class OutsiderWish : std::uint8_t { come_in, withdraw };
struct GroupFactsCall {
  GroupId group;
  OutsiderWish wish = OutsiderWish::come_in;
  unsigned tries = 0;
};
struct GroupSearchCall {
  std::string query;
};
/// A post of one's own.
struct PostCall {
  GroupId group;
  MessageId post;
};
struct PostsCall {
  GroupId group;
  std::uint64_t place = 0;
  wire::PageDirection direction = wire::PageDirection::newer;
  std::uint64_t log_size = 0;  ///< of the log that was here then
};

struct ArchiveCall {
  enum class Kind : std::uint8_t { head, newer, older, append, shred, again };
  Kind kind = Kind::head;
};

using Purpose =
    std::variant<EntryCall, PublishCall, BundlesCall, ProfileCall, SearchCall, UpdateProfileCall,
                 DeviceListCall, OwnListCall, OwnListPublishedCall, OwnDevicesCall, RevokeCall, LogoutCall,
                 OpenLinkingCall, OwnerLinkingCall, OwnerLinkingEndCall, JoinLinkingCall, NewcomerLinkingCall,
                 GroupEntryCall, ReturnedEntryCall, GroupLogCall, GroupListCall, GroupFactsCall,
                 GroupSearchCall, PostCall, PostsCall, SignOfLifeCall, ArchiveCall, BlobCall, DropBlobCall>;

/// A relay's answer, or why there is none: its refusal, or offline.
using Answer = Result<wire::Reply>;

struct PendingCall {
  Purpose purpose;
  Instant sent_at;
};

struct CallsMemory {
  std::uint64_t last_id = 0;
  std::map<CallId, PendingCall> pending;
};

/// Calls to the relay on this link, each answered exactly once: by the relay, or with `offline` after the
/// link's loss or half a minute.
namespace calls {

/// REQUIRES: the link is open.
void begin(Step& step, wire::Call call, Purpose purpose);
/// An answer to a call that is not pending is dropped.
[[nodiscard]] Status on_reply(Step& step, wire::CallReply reply);
[[nodiscard]] Status on_lost(Step& step);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

/// What a refusal says about when to try again; zero for errors that trying again does not mend.
[[nodiscard]] Duration retry_after(const Error& error);

/// The answer as the kind that belongs to the call; malformed when it is another.
template <class Expected>
[[nodiscard]] Result<Expected> expect(Answer answer) {
  if (!answer) return answer.error();
  auto* reply = std::get_if<Expected>(&*answer);
  if (reply == nullptr) return Error{ErrorCode::malformed, "reply kind"};
  return std::move(*reply);
}

}  // namespace calls
}  // namespace sotto::client
