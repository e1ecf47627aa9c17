// SPDX-License-Identifier: GPL-3.0-or-later
#include "content_fields.hpp"

#include <variant>

namespace sotto::vectors {
namespace {

/// A message's fields in the order in which they are added.
class Fields {
 public:
  Fields& number(const char* name, std::uint64_t value) {
    if (value != 0) all_[name] = value;
    return *this;
  }
  Fields& text(const char* name, const std::string& value) {
    if (!value.empty()) all_[name] = value;
    return *this;
  }
  Fields& raw(const char* name, ByteView value) {
    if (!value.empty()) all_[name] = hex(value);
    return *this;
  }
  /// A message stands there even if nothing is in it.
  Fields& message(const char* name, Json value) {
    all_[name] = std::move(value);
    return *this;
  }
  Fields& list(const char* name, Json value) {
    return value.empty() ? *this : message(name, std::move(value));
  }
  [[nodiscard]] Json take() { return std::move(all_); }

 private:
  Json all_ = Json::object();
};

Json written(const Mentions& mentions) {
  Json all = Json::array();
  for (const auto& [offset, size, user] : mentions)
    all.push_back(Fields{}.number("offset", offset).number("length", size).text("user", user.text()).take());
  return all;
}

Json written(const wire::Attachment& file) {
  return Fields{}
      .raw("blob", file.blob.view())
      .raw("key", file.key->expose())
      .number("size", file.size)
      .raw("digest", file.digest)
      .text("name", file.name)
      .text("media_type", file.media_type)
      .take();
}

Json written(const std::vector<MessageId>& ids) {
  Json all = Json::array();
  for (const auto& id : ids) all.push_back(hex(id.view()));
  return Fields{}.list("message_ids", std::move(all)).take();
}

/// Adds a body under its field's name.
struct BodyNamer {
  Fields& out;

  void operator()(const wire::Text& text) const {
    Fields in;
    in.text("body", text.body);
    if (text.quoted) in.raw("quoted", text.quoted->view());
    in.number("duration_s", text.lasting.seconds);
    if (text.attachment) in.message("attachment", written(*text.attachment));
    out.message("text", in.list("mentions", written(text.mentions)).take());
  }
  void operator()(const wire::Edit& edit) const {
    out.message("edit", Fields{}
                            .raw("target", edit.target.view())
                            .number("revision", edit.revision.value)
                            .text("body", edit.body)
                            .number("duration_s", edit.lasting.seconds)
                            .list("mentions", written(edit.mentions))
                            .take());
  }
  void operator()(const wire::Deletion& deletion) const {
    out.message("deletion", Fields{}.raw("target", deletion.target.view()).take());
  }
  void operator()(const wire::Reaction& reaction) const {
    out.message("reaction", Fields{}
                                .raw("target", reaction.target.view())
                                .number("revision", reaction.revision.value)
                                .text("emoji", reaction.emoji)
                                .take());
  }
  void operator()(const wire::DurationSetting& setting) const {
    out.message("duration_setting", Fields{}
                                        .number("revision", setting.revision.value)
                                        .number("duration_s", setting.lasting.seconds)
                                        .take());
  }
  void operator()(const wire::DeliveryReceipt& receipt) const {
    out.message("delivery_receipt", written(receipt.messages));
  }
  void operator()(const wire::ReadReceipt& receipt) const {
    out.message("read_receipt", written(receipt.messages));
  }
  void operator()(const wire::Typing&) const { out.message("typing", Json::object()); }
  void operator()(const wire::OffRecordText& text) const {
    out.message("off_record_text", Fields{}.text("body", text.body).take());
  }
  void operator()(const wire::OffRecordReceipt& receipt) const {
    out.message("off_record_receipt", Fields{}.raw("message_id", receipt.message.view()).take());
  }
  void operator()(const wire::SentCopy& copy) const {
    Fields in;
    in.text("conversation", copy.conversation.text()).raw("message_id", copy.message.view());
    std::visit(BodyNamer{in}, copy.said);
    in.number("sent_at_ms", static_cast<std::uint64_t>(copy.sent_at.milliseconds));
    out.message("sent_copy", in.take());
  }
  void operator()(const wire::ResendRequest& request) const {
    out.message("resend_request", written(request.messages));
  }
  void operator()(const wire::SenderKeyDistribution& key) const {
    out.message("sender_key",
                Fields{}.raw("group", key.group.view()).raw("distribution", key.distribution).take());
  }
  void operator()(const wire::SenderKeyRequest& request) const {
    out.message("sender_key_request", Fields{}.raw("group", request.group.view()).take());
  }
  void operator()(const wire::ArchiveRoot& root) const {
    Fields in;
    in.number("size", root.size).raw("root", root.root);
    if (root.asks) in.message("asks", true);
    out.message("archive_root", in.take());
  }
  void operator()(const wire::OwnState& own) const {
    Fields in;
    in.text("conversation", own.conversation.text());
    if (const auto* mark = std::get_if<wire::ReadMark>(&own.state))
      in.raw("read_up_to", mark->message.view());
    if (const auto* draft = std::get_if<wire::Draft>(&own.state))
      in.message("draft",
                 Fields{}.number("revision", draft->revision.value).text("text", draft->text).take());
    out.message("own_state", in.take());
  }
};

}  // namespace

Json fields_of(const wire::Content& content) {
  Fields out;
  out.number("version", content.version)
      .number("suite", content.suite)
      .text("sender", content.sender.user.text())
      .number("sender_device", content.sender.device.value)
      .text("recipient", content.recipient.user.text())
      .number("recipient_device", content.recipient.device.value)
      .raw("message_id", content.message.view())
      .number("counter", content.counter)
      .number("sent_at_ms", static_cast<std::uint64_t>(content.sent_at.milliseconds));
  std::visit(BodyNamer{out}, content.body);
  return out.number("device_list", content.device_list)
      .number("text_number", content.text_number.value)
      .number("void_text_numbers", content.text_number.voided)
      .take();
}

Json fields_of(const wire::GroupContent& content) {
  Fields out;
  out.number("version", wire::protocol_version)
      .number("suite", wire::suite_hybrid)
      .text("sender", content.sender.user.text())
      .number("sender_device", content.sender.device.value)
      .raw("message_id", content.message.view())
      .number("counter", content.counter)
      .number("sent_at_ms", static_cast<std::uint64_t>(content.sent_at.milliseconds));
  std::visit(BodyNamer{out}, content.said);
  const auto& context = content.context;
  return out
      .message("group", Fields{}
                            .raw("group", context.group.view())
                            .number("epoch", context.epoch)
                            .number("head_sequence", context.head_sequence)
                            .raw("head_hash", context.head_hash)
                            .take())
      .take();
}

}  // namespace sotto::vectors
