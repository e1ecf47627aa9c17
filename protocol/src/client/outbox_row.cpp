// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox_row.hpp"

#include "record_codec.hpp"

namespace sotto::client {
namespace {

constexpr std::uint8_t record_version = 1;

void write_envelope(RecordWriter& out, const wire::SealedEnvelope& envelope) {
  out.u32(envelope.version).u32(envelope.suite).u32(envelope.device.value);
  out.u32(static_cast<std::uint32_t>(envelope.type)).bytes(envelope.ciphertext);
}

wire::SealedEnvelope read_envelope(RecordReader& in) {
  wire::SealedEnvelope envelope;
  envelope.version = in.u32();
  envelope.suite = in.u32();
  envelope.device = DeviceId{in.u32()};
  envelope.type = static_cast<wire::EnvelopeType>(in.u32());
  envelope.ciphertext = copy_of(in.bytes());
  return envelope;
}

}  // namespace

Bytes serialise(const OutboxRow& row) {
  RecordWriter out;
  out.u8(record_version).raw(row.message.view()).text(row.recipient.text());
  out.u8(static_cast<std::uint8_t>(row.kind)).text(row.conversation.text()).instant(row.sent_at);
  out.u8(row.copy_to_own ? 1 : 0);
  out.u32(static_cast<std::uint32_t>(row.named.size()));
  for (const auto& id : row.named) out.raw(id.view());
  out.u32(static_cast<std::uint32_t>(row.envelopes.size()));
  for (const auto& envelope : row.envelopes) write_envelope(out, envelope);
  return copy_of(out.view());
}

Result<OutboxRow> parse_outbox_row(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  const auto message = in.message_id();
  SOTTO_ASSIGN(auto recipient, in.username());
  const auto kind = static_cast<OutboxKind>(in.u8());
  SOTTO_ASSIGN(auto conversation, in.conversation());
  const bool right_kind = is_own_state(kind) || is_about_group(kind) == (conversation.group() != nullptr);
  if (!right_kind) return Error{ErrorCode::store_corrupt, "outbox row's conversation"};
  const auto sent_at = in.instant();
  const bool copy_to_own = in.u8() != 0;
  OutboxRow row{message, std::move(recipient), kind, std::move(conversation), sent_at, copy_to_own, {}, {}};
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) row.named.push_back(in.message_id());
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) row.envelopes.push_back(read_envelope(in));
  SOTTO_TRY(in.finish());
  return row;
}

}  // namespace sotto::client
