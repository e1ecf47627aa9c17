// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "relay/link.hpp"
#include "relay/principal.hpp"
#include "relay/relay.hpp"

namespace sotto::relay {

/// The relay's end of one stream: what each frame of a client means. A client says who it is with its first
/// frame (Authenticate), or calls what needs no account, and then says it. Frames come one at a time.
class Session : public std::enable_shared_from_this<Session> {
 public:
  /// `network` is what limits are counted by: never logged, never stored. Empty: not limited.
  Session(Relay& relay, const std::shared_ptr<Link>& link, std::string network);

  void on_frame(ByteView bytes);
  /// The link is gone. Nothing follows.
  void on_closed();
  [[nodiscard]] bool authenticated() const noexcept { return who_.has_value(); }

 private:
  void on(wire::Authenticate& authenticate);
  void on(wire::CallRequest& request);
  void on(wire::Submit& submit);
  void on(wire::Acknowledge& acknowledge);
  void on(wire::SubmitToGroup& submit);
  /// What only a relay says.
  template <class Other>
  void on(Other&) {
    fail();
  }

  void call(CallId id, wire::CaptchaRequest& request);
  void call(CallId id, wire::RegisterRequest& request);
  void call(CallId id, wire::LoginParametersRequest& request);
  void call(CallId id, wire::LoginRequest& request);
  void call(CallId id, wire::LogoutRequest&);
  void call(CallId id, wire::PublishKeysRequest& request);
  void call(CallId id, wire::FetchBundlesRequest& request);
  void call(CallId id, wire::DeviceListRequest&);
  void call(CallId id, wire::RevokeDeviceRequest& request);
  void call(CallId id, wire::PublishDeviceListRequest& request);
  void call(CallId id, wire::OpenLinkingRequest& request);
  void call(CallId id, wire::JoinLinkingRequest& request);
  void call(CallId id, wire::OwnerLinkingRequest& request);
  void call(CallId id, wire::NewcomerLinkingRequest& request);
  void call(CallId id, wire::DirectorySearchRequest& request);
  void call(CallId id, wire::ProfileRequest& request);
  void call(CallId id, wire::UpdateProfileRequest& request);
  void call(CallId id, wire::DeleteAccountRequest& request);
  void call(CallId id, wire::AppendGroupEntryRequest& request);
  void call(CallId id, wire::FetchGroupLogRequest& request);
  void call(CallId id, wire::ListGroupsRequest&);
  void call(CallId id, wire::FindGroupsRequest& request);
  void call(CallId id, wire::AddPostRequest& request);
  void call(CallId id, wire::FetchPostsRequest& request);
  void call(CallId id, wire::CreateBlobRequest& request);
  void call(CallId id, wire::PutBlobPartRequest& request);
  void call(CallId id, wire::BlobProgressRequest& request);
  void call(CallId id, wire::FetchBlobPartRequest& request);
  void call(CallId id, wire::DeleteBlobRequest& request);
  void call(CallId id, wire::AppendToArchiveRequest& request);
  void call(CallId id, wire::ArchiveHeadRequest&);
  void call(CallId id, wire::FetchArchiveRequest& request);
  void call(CallId id, wire::ShredArchivedRequest& request);

  void reply(CallId id, wire::Reply reply);
  template <class T>
  void reply_with(CallId id, Outcome<T> outcome);
  template <class T>
  Answer<T> answering(CallId id);
  void goodbye(wire::GoodbyeReason reason);
  void fail() { goodbye(wire::GoodbyeReason::protocol_error); }
  Result<wire::Welcome> welcome();
  /// How long this device has to wait before it may send; counts the refusal.
  Duration hold_submission();
  /// The same for a call. Parts of blobs have a limit of their own, see Blobs.
  Duration hold_call(const wire::Call& call);
  void note_presence();

  Relay& relay_;
  std::weak_ptr<Link> link_;
  std::string network_;
  std::optional<Principal> who_;
  std::optional<Address> device_;
  Bucket calls_;
  Bucket submissions_;
  bool ended_ = false;
};

}  // namespace sotto::relay
