// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode_request.hpp"

#include "bridge.pb.h"
#include "decode_group_request.hpp"

namespace sotto::web {
namespace {

Error unknown_request() { return {ErrorCode::malformed, "bridge request"}; }

SecretBytes take_secret(std::string& field) {
  SecretBytes secret = SecretBytes::copied_from(field);
  wipe({reinterpret_cast<std::uint8_t*>(field.data()), field.size()});
  field.clear();
  return secret;
}

/// An intent whose only field is a name.
template <class Intent>
Result<Command> about(const std::string& name) {
  SOTTO_ASSIGN(Username user, Username::parse(name));
  return Command{client::Input{Intent{std::move(user)}}};
}

template <class Intent>
Result<Command> about_conversation(const std::string& key) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(key));
  return Command{client::Input{Intent{std::move(conversation)}}};
}

template <class Intent>
Result<Command> plain() {
  return Command{client::Input{Intent{}}};
}

Result<Command> decode(bridge::Register& in) {
  SOTTO_ASSIGN(Username username, Username::parse(in.username()));
  return Command{
      client::Input{client::Register{std::move(username), take_secret(*in.mutable_password()),
                                     in.display_name(), in.device_name(), in.listed(), in.invite()}}};
}

Result<Command> decode(bridge::LogIn& in) {
  SOTTO_ASSIGN(Username username, Username::parse(in.username()));
  return Command{client::Input{
      client::LogIn{std::move(username), take_secret(*in.mutable_password()), in.device_name()}}};
}

Result<Command> decode(const bridge::SendText& in) {
  SOTTO_ASSIGN(ConversationId to, ConversationId::parse(in.to()));
  client::SendText intent{std::move(to), in.text()};
  if (!in.quoted().empty()) {
    SOTTO_ASSIGN(intent.quoted, MessageId::parse(bytes_of(in.quoted())));
  }
  if (in.has_duration_s()) intent.lasting = Lasting{in.duration_s()};
  return Command{client::Input{std::move(intent)}};
}

Result<Command> decode(const bridge::SendOffRecord& in) {
  SOTTO_ASSIGN(ConversationId to, ConversationId::parse(in.to()));
  return Command{client::Input{client::SendOffRecord{std::move(to), in.text()}}};
}

Result<Command> decode(const bridge::SendAttachment& in) {
  SOTTO_ASSIGN(ConversationId to, ConversationId::parse(in.to()));
  client::SendAttachment intent{std::move(to), in.file(),    in.name(), in.media_type(),
                                in.size(),     in.caption(), {},        {}};
  if (!in.quoted().empty()) {
    SOTTO_ASSIGN(intent.quoted, MessageId::parse(bytes_of(in.quoted())));
  }
  if (in.has_duration_s()) intent.lasting = Lasting{in.duration_s()};
  return Command{client::Input{std::move(intent)}};
}

Result<Command> decode(bridge::GiveAttachmentBytes& in) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(in.conversation()));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(bytes_of(in.message_id())));
  return Command{client::Input{client::GiveAttachmentBytes{std::move(conversation), message, in.offset(),
                                                           take_secret(*in.mutable_data())}}};
}

template <class Intent, class Request>
Result<Command> about_message(const Request& in) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(in.conversation()));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(bytes_of(in.message_id())));
  return Command{client::Input{Intent{std::move(conversation), message}}};
}

Result<Command> decode(const bridge::AskAttachmentBytes& in) {
  SOTTO_ASSIGN(ConversationId with, ConversationId::parse(in.with()));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(bytes_of(in.message_id())));
  return Command{Question{AskAttachmentBytes{std::move(with), message, in.offset(), in.size()}}};
}

Result<Command> decode(const bridge::SetPrivacy& in) {
  client::SetPrivacy intent;
  if (in.has_read_receipts()) intent.read_receipts = in.read_receipts();
  if (in.has_typing()) intent.typing = in.typing();
  return Command{client::Input{intent}};
}

Result<Command> decode(const bridge::SetDuration& in) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(in.conversation()));
  return Command{client::Input{client::SetDuration{std::move(conversation), Lasting{in.duration_s()}}}};
}

Result<Command> decode(const bridge::EditMessage& in) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(in.conversation()));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(bytes_of(in.message_id())));
  return Command{client::Input{client::EditMessage{std::move(conversation), message, in.text()}}};
}

Result<Command> decode(const bridge::React& in) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(in.conversation()));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(bytes_of(in.message_id())));
  return Command{client::Input{client::React{std::move(conversation), message, in.emoji()}}};
}

Result<Command> decode(const bridge::RetryMessage& in) {
  SOTTO_ASSIGN(ConversationId to, ConversationId::parse(in.to()));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(bytes_of(in.message_id())));
  return Command{client::Input{client::RetryMessage{std::move(to), message}}};
}

Result<Command> decode(const bridge::SaveDraft& in) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(in.conversation()));
  return Command{client::Input{client::SaveDraft{std::move(conversation), in.text()}}};
}

Result<Command> decode(const bridge::MarkRead& in) {
  SOTTO_ASSIGN(ConversationId conversation, ConversationId::parse(in.conversation()));
  return Command{client::Input{client::MarkRead{std::move(conversation), store::Position{in.up_to()}}}};
}

Result<Command> decode(const bridge::SetContactName& in) {
  SOTTO_ASSIGN(Username user, Username::parse(in.user()));
  return Command{client::Input{client::SetContactName{std::move(user), in.name()}}};
}

template <class Intent, class Message>
Result<Command> about_number(const Message& in) {
  SOTTO_ASSIGN(Username user, Username::parse(in.user()));
  return Command{client::Input{Intent{std::move(user), in.safety_number()}}};
}

Result<Command> decode(const bridge::AskTimeline& in) {
  SOTTO_ASSIGN(ConversationId with, ConversationId::parse(in.with()));
  std::optional<store::Position> before;
  if (in.before() != 0) before = store::Position{in.before()};
  return Command{Question{AskTimeline{std::move(with), before, in.limit()}}};
}

Command decode_start(bridge::Start& in) {
  std::optional<std::uint64_t> kept;
  if (in.has_kept_epoch()) kept = in.kept_epoch();
  return Start{in.path(), take_secret(*in.mutable_key()), kept};
}

Result<Command> decode(const bridge::AskConversation& in) {
  SOTTO_ASSIGN(ConversationId with, ConversationId::parse(in.with()));
  return Command{Question{AskConversation{std::move(with)}}};
}

Result<Command> decode(const bridge::AskSafetyNumber& in) {
  SOTTO_ASSIGN(Username with, Username::parse(in.with()));
  return Command{Question{AskSafetyNumber{std::move(with)}}};
}

Result<Command> decode(const bridge::AskSafetyCode& in) {
  SOTTO_ASSIGN(Username with, Username::parse(in.with()));
  return Command{Question{AskSafetyCode{std::move(with)}}};
}

Result<Command> decode(const bridge::CompareSafetyCode& in) {
  SOTTO_ASSIGN(Username with, Username::parse(in.with()));
  return Command{Question{CompareSafetyCode{std::move(with), in.code()}}};
}

Command decode(bridge::JoinWithCode& in) {
  return client::Input{client::JoinWithCode{take_secret(*in.mutable_code()), in.device_name()}};
}

Command decode(const bridge::UpdateProfile& in) {
  return client::Input{client::UpdateProfile{in.display_name(), in.about(), in.listed()}};
}

}  // namespace

Result<Command> decode_request(bridge::Request& request) {
  using bridge::Request;
  switch (request.request_case()) {
    case Request::kStart:
      return decode_start(*request.mutable_start());
    case Request::kLinkUp:
      return plain<client::LinkUp>();
    case Request::kLinkDown:
      return plain<client::LinkDown>();
    case Request::kFrameReceived:
      return Command{client::Input{client::FrameReceived{copy_of(bytes_of(request.frame_received()))}}};
    case Request::kTimerFired:
      return plain<client::TimerFired>();
    case Request::kRegister:
      return decode(*request.mutable_register_());
    case Request::kLogIn:
      return decode(*request.mutable_log_in());
    case Request::kCancelEntry:
      return plain<client::CancelEntry>();
    case Request::kLogOut:
      return plain<client::LogOut>();
    case Request::kSendText:
      return decode(request.send_text());
    case Request::kEditMessage:
      return decode(request.edit_message());
    case Request::kDeleteMessage:
      return about_message<client::DeleteMessage>(request.delete_message());
    case Request::kReact:
      return decode(request.react());
    case Request::kSetDuration:
      return decode(request.set_duration());
    case Request::kRetryMessage:
      return decode(request.retry_message());
    case Request::kSaveDraft:
      return decode(request.save_draft());
    case Request::kOpenConversation:
      return about<client::OpenConversation>(request.open_conversation().with());
    case Request::kMarkRead:
      return decode(request.mark_read());
    case Request::kSetContactName:
      return decode(request.set_contact_name());
    case Request::kAcceptIdentity:
      return about_number<client::AcceptIdentity>(request.accept_identity());
    case Request::kVerifyIdentity:
      return about_number<client::VerifyIdentity>(request.verify_identity());
    case Request::kUnverifyIdentity:
      return about<client::UnverifyIdentity>(request.unverify_identity().user());
    case Request::kAcceptRequest:
      return about<client::AcceptRequest>(request.accept_request().user());
    case Request::kBlockUser:
      return about<client::BlockUser>(request.block_user().user());
    case Request::kUnblockUser:
      return about<client::UnblockUser>(request.unblock_user().user());
    case Request::kSetPrivacy:
      return decode(request.set_privacy());
    case Request::kTellTyping:
      return about<client::TellTyping>(request.tell_typing().to());
    case Request::kSendOffRecord:
      return decode(request.send_off_record());
    case Request::kGoOffRecord:
      return about_conversation<client::GoOffRecord>(request.go_off_record().with());
    case Request::kEndOffRecord:
      return about_conversation<client::EndOffRecord>(request.end_off_record().with());
    case Request::kSendAttachment:
      return decode(request.send_attachment());
    case Request::kGiveAttachmentBytes:
      return decode(*request.mutable_give_attachment_bytes());
    case Request::kFetchAttachment:
      return about_message<client::FetchAttachment>(request.fetch_attachment());
    case Request::kCancelAttachment:
      return about_message<client::CancelAttachment>(request.cancel_attachment());
    case Request::kAskAttachmentBytes:
      return decode(request.ask_attachment_bytes());
    case Request::kAcceptArchive:
      return plain<client::AcceptArchive>();
    case Request::kSearchDirectory:
      return Command{client::Input{client::SearchDirectory{request.search_directory().query()}}};
    case Request::kFetchProfile:
      return about<client::FetchProfile>(request.fetch_profile().user());
    case Request::kUpdateProfile:
      return decode(request.update_profile());
    case Request::kListDevices:
      return plain<client::ListDevices>();
    case Request::kRevokeDevice:
      return Command{client::Input{client::RevokeDevice{DeviceId{request.revoke_device().device_id()}}}};
    case Request::kLinkDevice:
      return plain<client::LinkDevice>();
    case Request::kJoinWithCode:
      return decode(*request.mutable_join_with_code());
    case Request::kConfirmLinking:
      return Command{client::Input{client::ConfirmLinking{request.confirm_linking().number()}}};
    case Request::kCancelLinking:
      return plain<client::CancelLinking>();
    case Request::kAskLinking:
      return Command{Question{AskLinking{}}};
    case Request::kAskAccount:
      return Command{Question{AskAccount{}}};
    case Request::kAskConversations:
      return Command{Question{AskConversations{}}};
    case Request::kAskConversation:
      return decode(request.ask_conversation());
    case Request::kAskTimeline:
      return decode(request.ask_timeline());
    case Request::kAskSearch:
      return Command{Question{AskSearch{request.ask_search().query(), request.ask_search().limit()}}};
    case Request::kAskHistory:
      return Command{Question{AskHistory{}}};
    case Request::kAskSafetyNumber:
      return decode(request.ask_safety_number());
    case Request::kAskSafetyCode:
      return decode(request.ask_safety_code());
    case Request::kCompareSafetyCode:
      return decode(request.compare_safety_code());
    case Request::kCreateGroup:
    case Request::kRequestToJoin:
    case Request::kChangeGroup:
    case Request::kFindGroups:
    case Request::kLoadPosts:
    case Request::kAskGroups:
    case Request::kAskGroup:
      return decode_group_request(request);
    case Request::REQUEST_NOT_SET:
      break;
  }
  return unknown_request();
}

}  // namespace sotto::web
