// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode_reply.hpp"

#include <algorithm>
#include <limits>

#include "encode_group.hpp"
#include "encode_views.hpp"

namespace sotto::web {
namespace {

std::uint32_t milliseconds_of(Duration duration) {
  constexpr Duration::rep most = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<Duration::rep>(duration.count(), 0, most));
}

std::string code_name(ErrorCode code) { return std::string{name_of(code)}; }

bridge::EntryStep encode(client::EntryStep step) {
  switch (step) {
    case client::EntryStep::connecting:
      return bridge::CONNECTING_TO_RELAY;
    case client::EntryStep::solving_captcha:
      return bridge::SOLVING_CAPTCHA;
    case client::EntryStep::deriving_keys:
      return bridge::DERIVING_KEYS;
    case client::EntryStep::asking_relay:
      return bridge::ASKING_RELAY;
    case client::EntryStep::making_prekeys:
      return bridge::MAKING_PREKEYS;
    case client::EntryStep::publishing:
      return bridge::PUBLISHING;
  }
  return bridge::CONNECTING_TO_RELAY;
}

bridge::ChangeKind encode(client::ChangeKind kind) {
  switch (kind) {
    case client::ChangeKind::edit:
      return bridge::CHANGE_EDIT;
    case client::ChangeKind::deletion:
      return bridge::CHANGE_DELETION;
    case client::ChangeKind::reaction:
      return bridge::CHANGE_REACTION;
    case client::ChangeKind::duration:
      return bridge::CHANGE_DURATION;
  }
  return bridge::CHANGE_EDIT;
}

/// Writes an event into its place in the message.
class EventEncoder {
 public:
  explicit EventEncoder(bridge::Event& out) : out_{out} {}

  void operator()(const client::EntryProgress& event) const {
    out_.mutable_entry_progress()->set_step(encode(event.step));
    out_.mutable_entry_progress()->set_fraction(event.fraction);
  }
  void operator()(const client::EntryFailed& event) const {
    out_.mutable_entry_failed()->set_code(code_name(event.code));
    out_.mutable_entry_failed()->set_retry_after_ms(milliseconds_of(event.retry_after));
  }
  void operator()(const client::LoggedIn& event) const {
    out_.mutable_logged_in()->set_username(event.username.text());
  }
  void operator()(const client::LoggedOut& event) const {
    out_.mutable_logged_out()->set_revoked(event.reason == client::LogoutReason::revoked);
  }
  void operator()(const client::LinkChanged& event) const {
    out_.mutable_link_changed()->set_state(web::encode(event.state));
  }
  void operator()(const client::MessageArrived& event) const {
    refer(event.conversation, event.message, *out_.mutable_message_arrived());
  }
  void operator()(const client::MessageChanged& event) const {
    refer(event.conversation, event.message, *out_.mutable_message_changed());
  }
  void operator()(const client::OffRecordArrived& event) const {
    out_.mutable_off_record_arrived()->set_user(event.conversation.text());
  }
  void operator()(const client::ConversationChanged& event) const {
    out_.mutable_conversation_changed()->set_user(event.conversation.text());
  }
  void operator()(const client::IdentityChanged& event) const {
    out_.mutable_identity_changed()->set_user(event.user.text());
  }
  void operator()(const client::MessageUndecryptable& event) const {
    out_.mutable_undecryptable()->set_user(event.user.text());
    out_.mutable_undecryptable()->set_code(code_name(event.code));
  }
  void operator()(const client::ChangeFailed& event) const {
    bridge::ChangeFailed& failed = *out_.mutable_change_failed();
    failed.set_conversation(event.conversation.text());
    failed.set_kind(encode(event.kind));
    failed.set_code(code_name(event.code));
  }
  void operator()(const client::PeerTyping& event) const {
    out_.mutable_peer_typing()->set_user(event.user.text());
  }
  void operator()(const client::SessionReset& event) const {
    out_.mutable_session_reset()->set_user(event.user.text());
  }
  void operator()(const client::DirectoryFound& event) const {
    bridge::DirectoryFound& found = *out_.mutable_directory_found();
    found.set_query(event.query);
    for (const client::ProfileView& profile : event.profiles) web::encode(profile, *found.add_profiles());
  }
  void operator()(const client::ProfileFetched& event) const {
    web::encode(event.profile, *out_.mutable_profile_fetched());
  }
  void operator()(const client::DevicesListed& event) const {
    bridge::DevicesListed& listed = *out_.mutable_devices_listed();
    for (const client::DeviceView& device : event.devices) web::encode(device, *listed.add_devices());
  }
  void operator()(const client::RequestFailed& event) const {
    out_.mutable_request_failed()->set_code(code_name(event.code));
    out_.mutable_request_failed()->set_retry_after_ms(milliseconds_of(event.retry_after));
  }
  void operator()(const client::Displaced&) const { out_.mutable_displaced(); }
  void operator()(const client::StateRestored&) const { out_.mutable_state_restored(); }
  void operator()(const client::DeviceRefused& event) const {
    bridge::DeviceRefused& refused = *out_.mutable_device_refused();
    refused.set_user(event.user.text());
    refused.set_device_id(event.device.value);
    refused.set_code(code_name(event.code));
  }
  void operator()(const client::DeviceCopied& event) const {
    out_.mutable_device_copied()->set_user(event.user.text());
  }
  void operator()(const client::GroupUpdated& event) const {
    out_.mutable_group_updated()->set_group(event.group.text());
  }
  void operator()(const client::GroupCreated& event) const {
    out_.mutable_group_created()->set_group(event.group.text());
  }
  void operator()(const client::GroupDistrusted& event) const {
    out_.mutable_group_distrusted()->set_group(event.group.text());
    out_.mutable_group_distrusted()->set_code(code_name(event.code));
  }
  void operator()(const client::GroupsFound& event) const {
    bridge::GroupsFound& found = *out_.mutable_groups_found();
    found.set_query(event.query);
    for (const client::GroupFoundView& group : event.groups) web::encode(group, *found.add_groups());
  }
  void operator()(const client::AttachmentBytesWanted& event) const {
    bridge::AttachmentBytesWanted& wanted = *out_.mutable_attachment_bytes_wanted();
    wanted.set_conversation(event.conversation.text());
    wanted.set_message_id(std::string{text_of(event.message.view())});
    wanted.set_file(event.file);
    wanted.set_offset(event.offset);
    wanted.set_size(event.size);
  }
  void operator()(const client::AttachmentMoved& event) const {
    bridge::AttachmentMoved& moved = *out_.mutable_attachment_moved();
    moved.set_conversation(event.conversation.text());
    moved.set_message_id(std::string{text_of(event.message.view())});
    moved.set_phase(web::encode(event.phase));
    moved.set_done(event.done);
    moved.set_size(event.size);
  }

  void operator()(const client::RestoreProgress& event) const {
    out_.mutable_restore_progress()->set_restored(event.restored);
    out_.mutable_restore_progress()->set_total(event.total);
  }
  void operator()(const client::RestoreChecked& event) const {
    out_.mutable_restore_checked()->set_entries(event.entries);
    out_.mutable_restore_checked()->set_refused(event.refused);
  }
  void operator()(const client::ArchiveRefused& event) const {
    out_.mutable_archive_refused()->set_code(code_name(event.code));
  }
  void operator()(const client::DeviceListRefused& event) const {
    out_.mutable_device_list_refused()->set_user(event.user.text());
    out_.mutable_device_list_refused()->set_code(code_name(event.code));
  }
  void operator()(const client::LinkingChanged&) const { out_.mutable_linking_changed(); }
  void operator()(const client::LinkingEnded& event) const {
    auto& ended = *out_.mutable_linking_ended();
    if (event.failure) ended.set_code(code_name(*event.failure));
  }

 private:
  static void refer(const ConversationId& conversation, const MessageId& message, bridge::MessageRef& out) {
    out.set_conversation(conversation.text());
    out.set_message_id(std::string{text_of(message.view())});
  }
  bridge::Event& out_;
};

class EffectEncoder {
 public:
  explicit EffectEncoder(bridge::Reply& out) : out_{out} {}

  void operator()(const client::OpenLink&) const { out_.mutable_open_link(); }
  void operator()(const client::CloseLink&) const { out_.mutable_close_link(); }
  void operator()(const client::SendFrame& effect) const {
    out_.set_send_frame(std::string{text_of(effect.bytes)});
  }
  void operator()(const client::WakeAt& effect) const { out_.set_wake_at_ms(effect.at.milliseconds); }
  void operator()(const client::KeepEpoch& effect) const { out_.set_keep_epoch(effect.epoch); }
  void operator()(const client::Notify& effect) const {
    std::visit(EventEncoder{*out_.mutable_event()}, effect.event);
  }

 private:
  bridge::Reply& out_;
};

}  // namespace

bridge::Reply encode_effect(const client::Effect& effect) {
  bridge::Reply reply;
  std::visit(EffectEncoder{reply}, effect);
  return reply;
}

}  // namespace sotto::web
