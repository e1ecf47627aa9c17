// SPDX-License-Identifier: GPL-3.0-or-later
#include "sent_log.hpp"

#include "record_codec.hpp"
#include "step.hpp"

namespace sotto::client::sent_log {
namespace {

constexpr std::uint8_t record_version = 1;

}  // namespace

Status save(Step& step, const MessageId& message, const Sent& sent) {
  RecordWriter out;
  out.u8(record_version).u8(static_cast<std::uint8_t>(sent.kind)).text(sent.conversation.text());
  out.instant(sent.sent_at).u8(sent.resends).u32(static_cast<std::uint32_t>(sent.named.size()));
  for (const auto& id : sent.named) out.raw(id.view());
  return step.put(store::Table::sent, message.view(), out.view());
}

Result<std::optional<Sent>> find(Step& step, const MessageId& message) {
  SOTTO_ASSIGN(const auto record, step.find(store::Table::sent, message.view()));
  if (!record) return std::optional<Sent>{};
  RecordReader in{*record};
  in.expect_version(record_version);
  const auto kind = static_cast<OutboxKind>(in.u8());
  SOTTO_ASSIGN(auto conversation, in.conversation());
  const auto sent_at = in.instant();
  Sent sent{kind, std::move(conversation), sent_at, in.u8(), {}};
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) sent.named.push_back(in.message_id());
  SOTTO_TRY(in.finish());
  return std::optional{std::move(sent)};
}

}  // namespace sotto::client::sent_log
