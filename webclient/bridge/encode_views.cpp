// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode_views.hpp"

namespace sotto::web {
namespace {

std::string string_of(ByteView bytes) { return std::string{text_of(bytes)}; }

bridge::MessageKind encode(store::MessageKind kind) {
  switch (kind) {
    case store::MessageKind::text:
      return bridge::TEXT;
    case store::MessageKind::identity_changed:
      return bridge::IDENTITY_CHANGED_NOTICE;
    case store::MessageKind::message_missing:
      return bridge::MESSAGE_MISSING_NOTICE;
    case store::MessageKind::deleted:
      return bridge::DELETED;
    case store::MessageKind::duration_set:
      return bridge::DURATION_SET_NOTICE;
    case store::MessageKind::group_changed:
      return bridge::GROUP_CHANGED_NOTICE;
  }
  return bridge::KIND_UNSPECIFIED;
}

bridge::MessageState encode(store::MessageState state) {
  switch (state) {
    case store::MessageState::received:
      return bridge::RECEIVED;
    case store::MessageState::waiting:
      return bridge::WAITING;
    case store::MessageState::accepted:
      return bridge::ACCEPTED;
    case store::MessageState::delivered:
      return bridge::DELIVERED;
    case store::MessageState::failed:
      return bridge::FAILED;
    case store::MessageState::read:
      return bridge::READ;
    case store::MessageState::restored:
      return bridge::RESTORED;
  }
  return bridge::STATE_UNSPECIFIED;
}

bridge::OffRecordState encode(client::OffRecordState state) {
  switch (state) {
    case client::OffRecordState::received:
      return bridge::OFF_RECORD_RECEIVED;
    case client::OffRecordState::sending:
      return bridge::OFF_RECORD_SENDING;
    case client::OffRecordState::delivered:
      return bridge::OFF_RECORD_DELIVERED;
    case client::OffRecordState::not_delivered:
      return bridge::OFF_RECORD_NOT_DELIVERED;
    case client::OffRecordState::unconfirmed:
      return bridge::OFF_RECORD_UNCONFIRMED;
  }
  return bridge::OFF_RECORD_UNSPECIFIED;
}

void encode(const client::OffRecordMessage& message, bridge::OffRecordMessage& out) {
  out.set_id(string_of(message.id.view()));
  out.set_sender(message.sender.text());
  out.set_state(encode(message.state));
  out.set_sent_at_ms(message.sent_at.milliseconds);
  out.set_body(message.body);
  out.set_after(message.after.value);
}

bridge::LinkingSide encode(client::LinkingSide side) {
  switch (side) {
    case client::LinkingSide::owner:
      return bridge::LINKING_OWNER;
    case client::LinkingSide::newcomer:
      return bridge::LINKING_NEWCOMER;
  }
  return bridge::LINKING_OWNER;
}

bridge::LinkingStage encode(client::LinkingStage stage) {
  switch (stage) {
    case client::LinkingStage::connecting:
      return bridge::LINKING_CONNECTING;
    case client::LinkingStage::showing_code:
      return bridge::LINKING_SHOWING_CODE;
    case client::LinkingStage::comparing:
      return bridge::LINKING_COMPARING;
    case client::LinkingStage::confirmed:
      return bridge::LINKING_CONFIRMED;
  }
  return bridge::LINKING_CONNECTING;
}

bridge::AttachmentProblem encode(client::AttachmentProblem problem) {
  switch (problem) {
    case client::AttachmentProblem::none:
      return bridge::NO_PROBLEM;
    case client::AttachmentProblem::too_large:
      return bridge::TOO_LARGE;
    case client::AttachmentProblem::no_room:
      return bridge::NO_ROOM;
    case client::AttachmentProblem::gone:
      return bridge::GONE;
    case client::AttachmentProblem::damaged:
      return bridge::DAMAGED;
    case client::AttachmentProblem::other:
      return bridge::OTHER_PROBLEM;
  }
  return bridge::OTHER_PROBLEM;
}

}  // namespace

bridge::SafetyCodeMatch encode(crypto::SafetyCodeMatch match) {
  switch (match) {
    case crypto::SafetyCodeMatch::same:
      return bridge::MATCH_SAME;
    case crypto::SafetyCodeMatch::different_key:
      return bridge::MATCH_DIFFERENT_KEY;
    case crypto::SafetyCodeMatch::other_code:
      return bridge::MATCH_OTHER_CODE;
  }
  return bridge::MATCH_UNSPECIFIED;
}

void encode(const client::AccountView& view, bridge::Account& out) {
  out.set_username(view.username.text());
  out.set_device_id(view.device.value);
  out.set_display_name(view.display_name);
  out.set_about(view.about);
  out.set_listed(view.listed);
  out.mutable_privacy()->set_read_receipts(view.privacy.read_receipts);
  out.mutable_privacy()->set_typing(view.privacy.typing);
}

void encode(const store::Message& message, bridge::Message& out) {
  out.set_position(message.position.value);
  out.set_id(string_of(message.id.view()));
  out.set_conversation(message.conversation.text());
  out.set_sender(message.sender.text());
  out.set_kind(encode(message.kind));
  out.set_state(encode(message.state));
  out.set_sent_at_ms(message.sent_at.milliseconds);
  out.set_stored_at_ms(message.stored_at.milliseconds);
  out.set_body(message.body);
  if (message.quoted) out.set_quoted(string_of(message.quoted->view()));
  out.set_duration_s(message.lasting.seconds);
  out.set_edited(!(message.revision == Revision{}));
  for (const Mention& mention : message.mentions) {
    bridge::Mention& named = *out.add_mentions();
    named.set_offset(mention.offset);
    named.set_size(mention.size);
    named.set_user(mention.user.text());
  }
  out.set_names_reader(message.names_reader);
}

void encode(const client::AttachmentView& view, bridge::Attachment& out) {
  out.set_message_id(string_of(view.message.view()));
  out.set_name(view.name);
  out.set_media_type(view.media_type);
  out.set_size(view.size);
  out.set_phase(encode(view.phase));
  out.set_done(view.done);
  out.set_problem(encode(view.problem));
}

void encode(const client::ConversationView& view, bridge::Conversation& out) {
  out.set_with(view.with.text());
  out.set_title(view.title);
  if (view.last) encode(*view.last, *out.mutable_last());
  out.set_unread(view.unread);
  out.set_draft(view.draft);
  out.set_blocked_by_identity_change(view.blocked_by_identity_change);
  out.set_duration_s(view.lasting.seconds);
  out.set_verified(view.verified);
  out.set_was_verified(view.was_verified);
  out.set_request(view.request);
  out.set_user_blocked(view.user_blocked);
  out.set_open_group(view.open_group);
  if (view.attachment) encode(*view.attachment, *out.mutable_attachment());
  out.set_unread_mentions(view.unread_mentions);
  out.set_off_record(view.off_record);
  out.set_may_go_off_record(view.may_go_off_record);
  out.set_unread_off_record(view.unread_off_record);
}

void encode(const client::ReactionView& reaction, bridge::Reaction& out) {
  out.set_message_id(string_of(reaction.message.view()));
  out.set_by(reaction.by.text());
  out.set_emoji(reaction.emoji);
}

void encode(const client::TimelinePage& page, bridge::Timeline& out) {
  for (const store::Message& message : page.messages) encode(message, *out.add_messages());
  out.set_more(page.more);
  for (const store::Message& message : page.quoted) encode(message, *out.add_quoted());
  for (const client::ReactionView& reaction : page.reactions) encode(reaction, *out.add_reactions());
  for (const client::AttachmentView& attachment : page.attachments) {
    encode(attachment, *out.add_attachments());
  }
  for (const client::OffRecordMessage& message : page.off_record) encode(message, *out.add_off_record());
}

void encode(const client::ProfileView& view, bridge::Profile& out) {
  out.set_username(view.username.text());
  out.set_display_name(view.display_name);
  out.set_about(view.about);
  out.set_identity_key(string_of(view.identity_key));
  out.set_listed(view.listed);
}

void encode(const client::DeviceView& view, bridge::Device& out) {
  out.set_device_id(view.device.value);
  out.set_name(view.name);
  out.set_created_day(view.created_day);
  out.set_last_seen_day(view.last_seen_day);
  out.set_current(view.current);
  out.set_listed(view.listed);
}

void encode(const client::LinkingView& view, bridge::Linking& out) {
  out.set_side(encode(view.side));
  out.set_stage(encode(view.stage));
  out.set_code(view.code);
  out.set_number(view.number);
  out.set_other(view.other);
}

void encode(const client::HistoryView& view, bridge::History& out) {
  out.set_restored(view.restored);
  out.set_total(view.total);
  out.set_refused(view.refused);
  if (view.stopped) out.set_stopped(std::string{name_of(*view.stopped)});
}

bridge::AttachmentPhase encode(client::AttachmentPhase phase) {
  switch (phase) {
    case client::AttachmentPhase::reading:
      return bridge::READING;
    case client::AttachmentPhase::unread:
      return bridge::UNREAD;
    case client::AttachmentPhase::uploading:
      return bridge::UPLOADING;
    case client::AttachmentPhase::refused:
      return bridge::REFUSED;
    case client::AttachmentPhase::here:
      return bridge::HERE;
    case client::AttachmentPhase::offered:
      return bridge::OFFERED;
    case client::AttachmentPhase::downloading:
      return bridge::DOWNLOADING;
    case client::AttachmentPhase::unavailable:
      return bridge::UNAVAILABLE;
  }
  return bridge::PHASE_UNSPECIFIED;
}

bridge::LinkState encode(client::LinkState state) {
  switch (state) {
    case client::LinkState::offline:
      return bridge::OFFLINE;
    case client::LinkState::connecting:
      return bridge::CONNECTING;
    case client::LinkState::online:
      return bridge::ONLINE;
  }
  return bridge::OFFLINE;
}

}  // namespace sotto::web
