// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/content.hpp"

#include <algorithm>

#include "checks.hpp"
#include "sotto/v1/content.pb.h"
#include "sotto/wire/padding.hpp"

namespace sotto::wire {
namespace {

void write(const Attachment& from, v1::Attachment& to) {
  to.set_blob(string_of(from.blob.view()));
  to.set_key(string_of(from.key->expose()));
  to.set_size(from.size);
  to.set_digest(string_of(from.digest));
  to.set_name(from.name);
  to.set_media_type(from.media_type);
}

template <class Field>
void write(const Mentions& from, Field& to) {
  for (const auto& mention : from) {
    auto& out = *to.Add();
    out.set_offset(mention.offset);
    out.set_length(mention.size);
    out.set_user(mention.user.text());
  }
}

/// Writes what a person says into the fields of a Content or of a SentCopy, which have the same names.
template <class Message>
struct SaidWriter {
  Message& out;

  void operator()(const Text& text) const {
    out.mutable_text()->set_body(text.body);
    if (text.quoted) out.mutable_text()->set_quoted(string_of(text.quoted->view()));
    out.mutable_text()->set_duration_s(text.lasting.seconds);
    if (text.attachment) write(*text.attachment, *out.mutable_text()->mutable_attachment());
    write(text.mentions, *out.mutable_text()->mutable_mentions());
  }
  void operator()(const Edit& edit) const {
    out.mutable_edit()->set_target(string_of(edit.target.view()));
    out.mutable_edit()->set_revision(edit.revision.value);
    out.mutable_edit()->set_body(edit.body);
    out.mutable_edit()->set_duration_s(edit.lasting.seconds);
    write(edit.mentions, *out.mutable_edit()->mutable_mentions());
  }
  void operator()(const Deletion& deletion) const {
    out.mutable_deletion()->set_target(string_of(deletion.target.view()));
  }
  void operator()(const Reaction& reaction) const {
    out.mutable_reaction()->set_target(string_of(reaction.target.view()));
    out.mutable_reaction()->set_revision(reaction.revision.value);
    out.mutable_reaction()->set_emoji(reaction.emoji);
  }
  void operator()(const DurationSetting& setting) const {
    out.mutable_duration_setting()->set_revision(setting.revision.value);
    out.mutable_duration_setting()->set_duration_s(setting.lasting.seconds);
  }
};

struct BodyWriter : SaidWriter<v1::Content> {
  using SaidWriter::operator();

  void operator()(const DeliveryReceipt& receipt) const {
    for (const auto& id : receipt.messages)
      out.mutable_delivery_receipt()->add_message_ids(string_of(id.view()));
  }
  void operator()(const ReadReceipt& receipt) const {
    for (const auto& id : receipt.messages) out.mutable_read_receipt()->add_message_ids(string_of(id.view()));
  }
  void operator()(const Typing&) const { out.mutable_typing(); }
  void operator()(const OffRecordText& text) const { out.mutable_off_record_text()->set_body(text.body); }
  void operator()(const OffRecordReceipt& receipt) const {
    out.mutable_off_record_receipt()->set_message_id(string_of(receipt.message.view()));
  }
  void operator()(const SentCopy& copy) const {
    auto& sent = *out.mutable_sent_copy();
    sent.set_conversation(copy.conversation.text());
    sent.set_message_id(string_of(copy.message.view()));
    std::visit(SaidWriter<v1::SentCopy>{sent}, copy.said);
    sent.set_sent_at_ms(static_cast<std::uint64_t>(copy.sent_at.milliseconds));
  }
  void operator()(const ResendRequest& request) const {
    for (const auto& id : request.messages)
      out.mutable_resend_request()->add_message_ids(string_of(id.view()));
  }
  void operator()(const SenderKeyDistribution& key) const {
    out.mutable_sender_key()->set_group(string_of(key.group.view()));
    out.mutable_sender_key()->set_distribution(string_of(key.distribution));
  }
  void operator()(const SenderKeyRequest& request) const {
    out.mutable_sender_key_request()->set_group(string_of(request.group.view()));
  }
  void operator()(const ArchiveRoot& root) const {
    out.mutable_archive_root()->set_size(root.size);
    out.mutable_archive_root()->set_root(string_of(root.root));
    out.mutable_archive_root()->set_asks(root.asks);
  }
  void operator()(const OwnState& own) const {
    auto& to = *out.mutable_own_state();
    to.set_conversation(own.conversation.text());
    if (const auto* mark = std::get_if<ReadMark>(&own.state))
      to.set_read_up_to(string_of(mark->message.view()));
    if (const auto* draft = std::get_if<Draft>(&own.state)) {
      to.mutable_draft()->set_revision(draft->revision.value);
      to.mutable_draft()->set_text(draft->text);
    }
  }
};

/// A parsed alternative as the variant that it belongs to.
template <class Variant, class Alternative>
Result<Variant> as(Result<Alternative> parsed) {
  if (!parsed) return parsed.error();
  return Variant{*std::move(parsed)};
}

template <class Field>
Result<std::vector<MessageId>> parse_ids(const Field& field) {
  SOTTO_TRY(count_within(field.size(), {1, max_message_ids}, "message ids"));
  std::vector<MessageId> ids;
  for (const auto& raw : field) {
    SOTTO_ASSIGN(auto id, message_id_field(raw));
    ids.push_back(id);
  }
  return ids;
}

Result<Lasting> parse_lasting(std::uint32_t seconds) {
  if (seconds > max_duration_s) return Error{ErrorCode::too_large, "duration", seconds};
  return Lasting{seconds};
}

Result<Attachment> parse_attachment(const v1::Attachment& in) {
  Attachment attachment;
  SOTTO_ASSIGN(attachment.blob, BlobId::parse(bytes_of(in.blob())));
  SOTTO_ASSIGN(auto key, secret_field(in.key(), Length::exactly(attachment_key_size), "attachment key"));
  attachment.key = std::make_shared<const SecretBytes>(std::move(key));
  if (in.size() > max_blob_size) return Error{ErrorCode::too_large, "attachment"};
  attachment.size = in.size();
  SOTTO_ASSIGN(const auto digest,
               bytes_field(in.digest(), Length::exactly(attachment_digest_size), "attachment digest"));
  std::copy(digest.begin(), digest.end(), attachment.digest.begin());
  SOTTO_ASSIGN(attachment.name, text_field(in.name(), {1, max_file_name}, "file name"));
  SOTTO_ASSIGN(attachment.media_type,
               text_field(in.media_type(), Length::up_to(max_media_type), "media type"));
  return attachment;
}

Result<Mention> parse_mention(const v1::Mention& in) {
  SOTTO_ASSIGN(auto user, Username::parse(in.user()));
  if (user.text() != in.user()) return Error{ErrorCode::malformed, "mentioned user"};
  return Mention{in.offset(), in.length(), std::move(user)};
}

template <class Field>
Result<Mentions> parse_mentions_of(const std::string& text, const Field& field) {
  SOTTO_TRY(count_within(field.size(), Length::up_to(max_mentions), "mentions"));
  Mentions mentions;
  for (const auto& raw : field) {
    SOTTO_ASSIGN(auto mention, parse_mention(raw));
    mentions.push_back(std::move(mention));
  }
  SOTTO_TRY(check_mentions(text, mentions));
  return mentions;
}

Result<Text> parse_text(const v1::Text& in) {
  const std::size_t least = in.has_attachment() ? 0 : 1;
  SOTTO_ASSIGN(auto body, text_field(in.body(), {least, max_text}, "text"));
  SOTTO_ASSIGN(const auto lasting, parse_lasting(in.duration_s()));
  Text text{std::move(body), std::nullopt, lasting};
  if (in.has_attachment()) {
    SOTTO_ASSIGN(text.attachment, parse_attachment(in.attachment()));
  }
  if (!in.quoted().empty()) {
    SOTTO_ASSIGN(text.quoted, message_id_field(in.quoted()));
  }
  SOTTO_ASSIGN(text.mentions, parse_mentions_of(text.body, in.mentions()));
  return text;
}

Result<Revision> parse_revision(std::uint32_t number) {
  if (number == 0) return Error{ErrorCode::malformed, "revision"};
  return Revision{number};
}

Result<Edit> parse_edit(const v1::Edit& in) {
  SOTTO_ASSIGN(const auto target, message_id_field(in.target()));
  SOTTO_ASSIGN(const auto revision, parse_revision(in.revision()));
  SOTTO_ASSIGN(auto body, text_field(in.body(), {1, max_text}, "edit"));
  SOTTO_ASSIGN(auto mentions, parse_mentions_of(body, in.mentions()));
  SOTTO_ASSIGN(const auto lasting, parse_lasting(in.duration_s()));
  return Edit{target, revision, std::move(body), std::move(mentions), lasting};
}

Result<Deletion> parse_deletion(const v1::Deletion& in) {
  SOTTO_ASSIGN(const auto target, message_id_field(in.target()));
  return Deletion{target};
}

Result<Reaction> parse_reaction(const v1::Reaction& in) {
  SOTTO_ASSIGN(const auto target, message_id_field(in.target()));
  SOTTO_ASSIGN(const auto revision, parse_revision(in.revision()));
  SOTTO_ASSIGN(auto emoji, text_field(in.emoji(), Length::up_to(max_reaction), "reaction"));
  return Reaction{target, revision, std::move(emoji)};
}

Result<DurationSetting> parse_duration_setting(const v1::DurationSetting& in) {
  SOTTO_ASSIGN(const auto revision, parse_revision(in.revision()));
  SOTTO_ASSIGN(const auto lasting, parse_lasting(in.duration_s()));
  return DurationSetting{revision, lasting};
}

Result<Said> parse_said(const v1::SentCopy& in) {
  switch (in.said_case()) {
    case v1::SentCopy::kText:
      return as<Said>(parse_text(in.text()));
    case v1::SentCopy::kEdit:
      return as<Said>(parse_edit(in.edit()));
    case v1::SentCopy::kDeletion:
      return as<Said>(parse_deletion(in.deletion()));
    case v1::SentCopy::kReaction:
      return as<Said>(parse_reaction(in.reaction()));
    case v1::SentCopy::kDurationSetting:
      return as<Said>(parse_duration_setting(in.duration_setting()));
    case v1::SentCopy::SAID_NOT_SET:
      break;
  }
  return Error{ErrorCode::malformed, "sent copy"};
}

Result<SentCopy> parse_sent_copy(const v1::SentCopy& in) {
  SOTTO_ASSIGN(auto conversation, Username::parse(in.conversation()));
  SOTTO_ASSIGN(auto message, message_id_field(in.message_id()));
  SOTTO_ASSIGN(auto said, parse_said(in));
  SOTTO_ASSIGN(auto sent_at, instant_field(in.sent_at_ms(), "sent at"));
  return SentCopy{std::move(conversation), message, std::move(said), sent_at};
}

Result<SenderKeyDistribution> parse_sender_key(const v1::SenderKeyDistribution& in) {
  SOTTO_ASSIGN(const auto group, GroupId::parse(bytes_of(in.group())));
  SOTTO_ASSIGN(auto distribution, bytes_field(in.distribution(), {1, max_distribution}, "sender key"));
  return SenderKeyDistribution{group, std::move(distribution)};
}

Result<SenderKeyRequest> parse_sender_key_request(const v1::SenderKeyRequest& in) {
  SOTTO_ASSIGN(const auto group, GroupId::parse(bytes_of(in.group())));
  return SenderKeyRequest{group};
}

Result<ArchiveRoot> parse_archive_root(const v1::ArchiveRoot& in) {
  ArchiveRoot root{in.size(), {}, in.asks()};
  SOTTO_ASSIGN(const auto bytes, bytes_field(in.root(), Length::exactly(root.root.size()), "archive root"));
  std::copy(bytes.begin(), bytes.end(), root.root.begin());
  return root;
}

Result<Draft> parse_draft(const v1::Draft& in) {
  SOTTO_ASSIGN(const auto revision, parse_revision(in.revision()));
  SOTTO_ASSIGN(auto text, text_field(in.text(), Length::up_to(max_text), "draft"));
  return Draft{revision, std::move(text)};
}

Result<OwnState> parse_own_state(const v1::OwnState& in) {
  SOTTO_ASSIGN(auto conversation, ConversationId::parse(in.conversation()));
  switch (in.state_case()) {
    case v1::OwnState::kReadUpTo: {
      SOTTO_ASSIGN(const auto message, message_id_field(in.read_up_to()));
      return OwnState{std::move(conversation), ReadMark{message}};
    }
    case v1::OwnState::kDraft: {
      SOTTO_ASSIGN(auto draft, parse_draft(in.draft()));
      return OwnState{std::move(conversation), std::move(draft)};
    }
    case v1::OwnState::STATE_NOT_SET:
      break;
  }
  return Error{ErrorCode::malformed, "own state"};
}

Result<OffRecordText> parse_off_record_text(const v1::OffRecordText& in) {
  SOTTO_ASSIGN(auto body, text_field(in.body(), {1, max_text}, "text off the record"));
  return OffRecordText{std::move(body)};
}

Result<OffRecordReceipt> parse_off_record_receipt(const v1::OffRecordReceipt& in) {
  SOTTO_ASSIGN(const auto message, message_id_field(in.message_id()));
  return OffRecordReceipt{message};
}

Result<ContentBody> parse_body(const v1::Content& in) {
  switch (in.body_case()) {
    case v1::Content::kText:
      return as<ContentBody>(parse_text(in.text()));
    case v1::Content::kEdit:
      return as<ContentBody>(parse_edit(in.edit()));
    case v1::Content::kDeletion:
      return as<ContentBody>(parse_deletion(in.deletion()));
    case v1::Content::kReaction:
      return as<ContentBody>(parse_reaction(in.reaction()));
    case v1::Content::kDurationSetting:
      return as<ContentBody>(parse_duration_setting(in.duration_setting()));
    case v1::Content::kDeliveryReceipt: {
      SOTTO_ASSIGN(auto ids, parse_ids(in.delivery_receipt().message_ids()));
      return ContentBody{DeliveryReceipt{std::move(ids)}};
    }
    case v1::Content::kReadReceipt: {
      SOTTO_ASSIGN(auto ids, parse_ids(in.read_receipt().message_ids()));
      return ContentBody{ReadReceipt{std::move(ids)}};
    }
    case v1::Content::kTyping:
      return ContentBody{Typing{}};
    case v1::Content::kOffRecordText:
      return as<ContentBody>(parse_off_record_text(in.off_record_text()));
    case v1::Content::kOffRecordReceipt:
      return as<ContentBody>(parse_off_record_receipt(in.off_record_receipt()));
    case v1::Content::kSentCopy:
      return as<ContentBody>(parse_sent_copy(in.sent_copy()));
    case v1::Content::kResendRequest: {
      SOTTO_ASSIGN(auto ids, parse_ids(in.resend_request().message_ids()));
      return ContentBody{ResendRequest{std::move(ids)}};
    }
    case v1::Content::kSenderKey:
      return as<ContentBody>(parse_sender_key(in.sender_key()));
    case v1::Content::kSenderKeyRequest:
      return as<ContentBody>(parse_sender_key_request(in.sender_key_request()));
    case v1::Content::kArchiveRoot:
      return as<ContentBody>(parse_archive_root(in.archive_root()));
    case v1::Content::kOwnState:
      return as<ContentBody>(parse_own_state(in.own_state()));
    case v1::Content::BODY_NOT_SET:
      break;
  }
  return Error{ErrorCode::malformed, "content body"};
}

Result<Address> parse_address(const std::string& user, std::uint32_t device) {
  SOTTO_ASSIGN(auto name, Username::parse(user));
  SOTTO_ASSIGN(auto id, device_field(device));
  return Address{std::move(name), id};
}

Result<Said> parse_said_to_group(const v1::Content& in) {
  switch (in.body_case()) {
    case v1::Content::kText:
      return as<Said>(parse_text(in.text()));
    case v1::Content::kEdit:
      return as<Said>(parse_edit(in.edit()));
    case v1::Content::kDeletion:
      return as<Said>(parse_deletion(in.deletion()));
    case v1::Content::kReaction:
      return as<Said>(parse_reaction(in.reaction()));
    case v1::Content::kDurationSetting:
      return as<Said>(parse_duration_setting(in.duration_setting()));
    default:
      return Error{ErrorCode::malformed, "group content body"};
  }
}

Result<GroupContext> parse_group_context(const v1::GroupContext& in) {
  GroupContext context;
  SOTTO_ASSIGN(context.group, GroupId::parse(bytes_of(in.group())));
  SOTTO_ASSIGN(const auto hash,
               bytes_field(in.head_hash(), Length::exactly(context.head_hash.size()), "group head"));
  std::copy(hash.begin(), hash.end(), context.head_hash.begin());
  context.epoch = in.epoch();
  context.head_sequence = in.head_sequence();
  return context;
}

Result<v1::Content> parse_unpadded(ByteView plaintext) {
  if (plaintext.size() > max_ciphertext) return Error{ErrorCode::too_large, "content"};
  SOTTO_ASSIGN(auto unpadded, unpad(plaintext));
  silence_protobuf();
  v1::Content in;
  if (!in.ParseFromArray(unpadded.data(), static_cast<int>(unpadded.size()))) {
    return Error{ErrorCode::malformed, "content"};
  }
  if (in.version() != protocol_version) return Error{ErrorCode::unsupported_version, "content", in.version()};
  if (in.suite() != suite_hybrid) return Error{ErrorCode::unsupported_suite, "content", in.suite()};
  return in;
}

}  // namespace

Bytes serialise_padded(const Content& content) {
  v1::Content out;
  out.set_version(content.version);
  out.set_suite(content.suite);
  out.set_sender(content.sender.user.text());
  out.set_sender_device(content.sender.device.value);
  out.set_recipient(content.recipient.user.text());
  out.set_recipient_device(content.recipient.device.value);
  out.set_message_id(string_of(content.message.view()));
  out.set_counter(content.counter);
  out.set_sent_at_ms(static_cast<std::uint64_t>(content.sent_at.milliseconds));
  std::visit(BodyWriter{{out}}, content.body);
  out.set_device_list(content.device_list);
  out.set_text_number(content.text_number.value);
  out.set_void_text_numbers(content.text_number.voided);
  return pad(bytes_of(out.SerializeAsString()));
}

Result<Content> parse_padded(ByteView plaintext) {
  SOTTO_ASSIGN(const auto in, parse_unpadded(plaintext));
  if (in.has_group()) return Error{ErrorCode::malformed, "a group's content"};
  SOTTO_ASSIGN(auto sender, parse_address(in.sender(), in.sender_device()));
  SOTTO_ASSIGN(auto recipient, parse_address(in.recipient(), in.recipient_device()));
  SOTTO_ASSIGN(auto message, message_id_field(in.message_id()));
  SOTTO_ASSIGN(auto sent_at, instant_field(in.sent_at_ms(), "sent at"));
  SOTTO_ASSIGN(auto body, parse_body(in));
  return Content{in.version(),      in.suite(),
                 std::move(sender), std::move(recipient),
                 message,           in.counter(),
                 sent_at,           std::move(body),
                 in.device_list(),  {in.text_number(), in.void_text_numbers()}};
}

Bytes serialise_padded(const GroupContent& content) {
  v1::Content out;
  out.set_version(protocol_version);
  out.set_suite(suite_hybrid);
  out.set_sender(content.sender.user.text());
  out.set_sender_device(content.sender.device.value);
  auto& group = *out.mutable_group();
  group.set_group(string_of(content.context.group.view()));
  group.set_epoch(content.context.epoch);
  group.set_head_sequence(content.context.head_sequence);
  group.set_head_hash(string_of(content.context.head_hash));
  out.set_message_id(string_of(content.message.view()));
  out.set_counter(content.counter);
  out.set_sent_at_ms(static_cast<std::uint64_t>(content.sent_at.milliseconds));
  std::visit(SaidWriter<v1::Content>{out}, content.said);
  return pad(bytes_of(out.SerializeAsString()));
}

Result<GroupContent> parse_padded_group(ByteView plaintext) {
  SOTTO_ASSIGN(const auto in, parse_unpadded(plaintext));
  if (!in.has_group() || !in.recipient().empty()) return Error{ErrorCode::malformed, "no group's content"};
  SOTTO_ASSIGN(auto sender, parse_address(in.sender(), in.sender_device()));
  SOTTO_ASSIGN(const auto context, parse_group_context(in.group()));
  SOTTO_ASSIGN(const auto message, message_id_field(in.message_id()));
  SOTTO_ASSIGN(const auto sent_at, instant_field(in.sent_at_ms(), "sent at"));
  SOTTO_ASSIGN(auto said, parse_said_to_group(in));
  return GroupContent{std::move(sender), context, message, in.counter(), sent_at, std::move(said)};
}

}  // namespace sotto::wire
