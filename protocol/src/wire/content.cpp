// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/content.hpp"

#include "checks.hpp"
#include "sotto/v1/content.pb.h"
#include "sotto/wire/padding.hpp"

namespace sotto::wire {
namespace {

struct BodyWriter {
  v1::Content& out;

  void operator()(const Text& text) const { out.mutable_text()->set_body(text.body); }
  void operator()(const DeliveryReceipt& receipt) const {
    for (const auto& id : receipt.messages)
      out.mutable_delivery_receipt()->add_message_ids(string_of(id.view()));
  }
  void operator()(const SentCopy& copy) const {
    auto& sent = *out.mutable_sent_copy();
    sent.set_conversation(copy.conversation.text());
    sent.set_message_id(string_of(copy.message.view()));
    sent.mutable_text()->set_body(copy.text.body);
    sent.set_sent_at_ms(static_cast<std::uint64_t>(copy.sent_at.milliseconds));
  }
  void operator()(const ResendRequest& request) const {
    for (const auto& id : request.messages)
      out.mutable_resend_request()->add_message_ids(string_of(id.view()));
  }
};

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

Result<Text> parse_text(const v1::Text& in) {
  SOTTO_ASSIGN(auto body, text_field(in.body(), {1, max_text}, "text"));
  return Text{std::move(body)};
}

Result<SentCopy> parse_sent_copy(const v1::SentCopy& in) {
  SOTTO_ASSIGN(auto conversation, Username::parse(in.conversation()));
  SOTTO_ASSIGN(auto message, message_id_field(in.message_id()));
  SOTTO_ASSIGN(auto text, parse_text(in.text()));
  SOTTO_ASSIGN(auto sent_at, instant_field(in.sent_at_ms(), "sent at"));
  return SentCopy{std::move(conversation), message, std::move(text), sent_at};
}

Result<ContentBody> parse_body(const v1::Content& in) {
  switch (in.body_case()) {
    case v1::Content::kText: {
      SOTTO_ASSIGN(auto text, parse_text(in.text()));
      return ContentBody{std::move(text)};
    }
    case v1::Content::kDeliveryReceipt: {
      SOTTO_ASSIGN(auto ids, parse_ids(in.delivery_receipt().message_ids()));
      return ContentBody{DeliveryReceipt{std::move(ids)}};
    }
    case v1::Content::kSentCopy: {
      SOTTO_ASSIGN(auto copy, parse_sent_copy(in.sent_copy()));
      return ContentBody{std::move(copy)};
    }
    case v1::Content::kResendRequest: {
      SOTTO_ASSIGN(auto ids, parse_ids(in.resend_request().message_ids()));
      return ContentBody{ResendRequest{std::move(ids)}};
    }
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
  std::visit(BodyWriter{out}, content.body);
  return pad(bytes_of(out.SerializeAsString()));
}

Result<Content> parse_padded(ByteView plaintext) {
  if (plaintext.size() > max_ciphertext) return Error{ErrorCode::too_large, "content"};
  SOTTO_ASSIGN(auto unpadded, unpad(plaintext));
  silence_protobuf();
  v1::Content in;
  if (!in.ParseFromArray(unpadded.data(), static_cast<int>(unpadded.size()))) {
    return Error{ErrorCode::malformed, "content"};
  }
  if (in.version() != protocol_version) return Error{ErrorCode::unsupported_version, "content", in.version()};
  if (in.suite() != suite_x3dh_double_ratchet)
    return Error{ErrorCode::unsupported_suite, "content", in.suite()};
  SOTTO_ASSIGN(auto sender, parse_address(in.sender(), in.sender_device()));
  SOTTO_ASSIGN(auto recipient, parse_address(in.recipient(), in.recipient_device()));
  SOTTO_ASSIGN(auto message, message_id_field(in.message_id()));
  SOTTO_ASSIGN(auto sent_at, instant_field(in.sent_at_ms(), "sent at"));
  SOTTO_ASSIGN(auto body, parse_body(in));
  return Content{in.version(), in.suite(),   std::move(sender), std::move(recipient),
                 message,      in.counter(), sent_at,           std::move(body)};
}

}  // namespace sotto::wire
