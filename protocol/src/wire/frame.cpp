// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/frame.hpp"

#include "checks.hpp"
#include "codec.hpp"

namespace sotto::wire {
namespace {

struct FrameWriter {
  v1::Frame& out;

  void operator()(const Authenticate& from) const {
    out.mutable_authenticate()->set_token(string_of(from.token.expose()));
  }
  void operator()(const Welcome& from) const {
    auto& to = *out.mutable_welcome();
    to.set_username(from.username.text());
    to.set_device_id(from.device.value);
    to.set_server_time_ms(static_cast<std::uint64_t>(from.server_time.milliseconds));
    to.set_keys_published(from.keys_published);
    to.set_one_time_prekeys(from.one_time_prekeys);
    to.set_mailbox_pending(from.mailbox_pending);
    to.set_signed_prekey_age_s(from.signed_prekey_age_s);
    to.set_kem_prekeys(from.kem_prekeys);
    to.set_device_list_hash(string_of(from.device_list_hash));
  }
  void operator()(const Goodbye& from) const {
    auto& to = *out.mutable_goodbye();
    to.set_reason(static_cast<v1::Goodbye::Reason>(from.reason));
    to.set_retry_after_ms(static_cast<std::uint32_t>(from.retry_after.count()));
  }
  void operator()(const CallRequest& from) const { write_call(from, *out.mutable_call()); }
  void operator()(const CallReply& from) const { write_reply(from, *out.mutable_reply()); }
  void operator()(const Submit& from) const { write_submit(from, *out.mutable_submit()); }
  void operator()(const SubmitReply& from) const { write_submit_reply(from, *out.mutable_submitted()); }
  void operator()(const Deliver& from) const { write_deliver(from, *out.mutable_deliver()); }
  void operator()(const Acknowledge& from) const {
    for (const auto id : from.deliveries) out.mutable_acknowledge()->add_delivery_ids(id.value);
    for (const auto id : from.left) out.mutable_acknowledge()->add_left_ids(id.value);
  }
  void operator()(const PrekeysLow& from) const {
    out.mutable_prekeys_low()->set_one_time_prekeys(from.one_time_prekeys);
    out.mutable_prekeys_low()->set_kem_prekeys(from.kem_prekeys);
  }
  void operator()(const SubmitToGroup& from) const {
    write_submit_to_group(from, *out.mutable_submit_to_group());
  }
  void operator()(const GroupSubmitted& from) const {
    write_group_submitted(from, *out.mutable_group_submitted());
  }
  void operator()(const PostPage& from) const { write_post_page(from, *out.mutable_posted()); }
  void operator()(const GroupChanged& from) const { write_group_changed(from, *out.mutable_group_changed()); }
};

template <class Part>
Result<Frame> as_frame(Result<Part> part) {
  if (!part) return part.error();
  return Frame{*std::move(part)};
}

Result<Authenticate> read_authenticate(const v1::Authenticate& from) {
  SOTTO_ASSIGN(auto token, secret_field(from.token(), Length::exactly(token_size), "token"));
  return Authenticate{std::move(token)};
}

/// Empty, or a SHA-256.
Result<Bytes> optional_hash_field(const std::string& field, const char* where) {
  return field.empty() ? Bytes{} : bytes_field(field, Length::exactly(hash_size), where);
}

Result<Welcome> read_welcome(const v1::Welcome& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  SOTTO_ASSIGN(auto device, device_field(from.device_id()));
  SOTTO_ASSIGN(auto server_time, instant_field(from.server_time_ms(), "server time"));
  SOTTO_ASSIGN(auto list_hash, optional_hash_field(from.device_list_hash(), "device list hash"));
  return Welcome{std::move(username),
                 device,
                 server_time,
                 from.keys_published(),
                 from.one_time_prekeys(),
                 from.mailbox_pending(),
                 from.signed_prekey_age_s(),
                 from.kem_prekeys(),
                 std::move(list_hash)};
}

Result<Goodbye> read_goodbye(const v1::Goodbye& from) {
  if (from.reason() < v1::Goodbye::UNAUTHORISED || from.reason() > v1::Goodbye::RATE_LIMITED) {
    return Error{ErrorCode::malformed, "goodbye", from.reason()};
  }
  return Goodbye{static_cast<GoodbyeReason>(from.reason()), Duration{from.retry_after_ms()}};
}

Result<Acknowledge> read_acknowledge(const v1::Acknowledge& from) {
  SOTTO_TRY(
      count_within(from.delivery_ids_size() + from.left_ids_size(), {1, max_deliveries}, "acknowledge"));
  Acknowledge acknowledge;
  for (const auto number : from.delivery_ids()) acknowledge.deliveries.push_back(DeliveryId{number});
  for (const auto number : from.left_ids()) acknowledge.left.push_back(DeliveryId{number});
  return acknowledge;
}

Result<Frame> read_body(const v1::Frame& in) {
  switch (in.body_case()) {
    case v1::Frame::kAuthenticate:
      return as_frame(read_authenticate(in.authenticate()));
    case v1::Frame::kWelcome:
      return as_frame(read_welcome(in.welcome()));
    case v1::Frame::kGoodbye:
      return as_frame(read_goodbye(in.goodbye()));
    case v1::Frame::kCall:
      return as_frame(read_call(in.call()));
    case v1::Frame::kReply:
      return as_frame(read_reply(in.reply()));
    case v1::Frame::kSubmit:
      return as_frame(read_submit(in.submit()));
    case v1::Frame::kSubmitted:
      return as_frame(read_submit_reply(in.submitted()));
    case v1::Frame::kDeliver:
      return as_frame(read_deliver(in.deliver()));
    case v1::Frame::kAcknowledge:
      return as_frame(read_acknowledge(in.acknowledge()));
    case v1::Frame::kPrekeysLow:
      return Frame{PrekeysLow{in.prekeys_low().one_time_prekeys(), in.prekeys_low().kem_prekeys()}};
    case v1::Frame::kSubmitToGroup:
      return as_frame(read_submit_to_group(in.submit_to_group()));
    case v1::Frame::kGroupSubmitted:
      return as_frame(read_group_submitted(in.group_submitted()));
    case v1::Frame::kGroupChanged:
      return as_frame(read_group_changed(in.group_changed()));
    case v1::Frame::kPosted:
      return as_frame(read(in.posted()));
    case v1::Frame::BODY_NOT_SET:
      break;
  }
  return Error{ErrorCode::malformed, "frame body"};
}

}  // namespace

std::uint16_t close_code(GoodbyeReason reason) noexcept {
  switch (reason) {
    case GoodbyeReason::unauthorised:
      return 4401;
    case GoodbyeReason::displaced:
      return 4409;
    case GoodbyeReason::shutting_down:
      return 1012;
    case GoodbyeReason::protocol_error:
      return 1002;
    case GoodbyeReason::slow_consumer:
      return 4408;
    case GoodbyeReason::rate_limited:
      return 4429;
  }
  return 1011;
}

Bytes serialise(const Frame& frame) {
  v1::Frame out;
  out.set_version(protocol_version);
  std::visit(FrameWriter{out}, frame);
  Bytes bytes(out.ByteSizeLong());
  out.SerializeWithCachedSizesToArray(bytes.data());
  return bytes;
}

Result<Frame> parse_frame(ByteView bytes) {
  if (bytes.size() > max_frame)
    return Error{ErrorCode::too_large, "frame", static_cast<std::int64_t>(bytes.size())};
  silence_protobuf();
  v1::Frame in;
  if (!in.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return Error{ErrorCode::malformed, "frame"};
  if (in.version() != protocol_version) return Error{ErrorCode::unsupported_version, "frame", in.version()};
  return read_body(in);
}

}  // namespace sotto::wire
