// SPDX-License-Identifier: GPL-3.0-or-later
#include "sent_log.hpp"

#include "identities.hpp"
#include "record_codec.hpp"
#include "step.hpp"

namespace sotto::client::sent_log {
namespace {

constexpr std::uint8_t record_version = 2;
/// Without the identity and the askers; of these only how often anybody had asked.
constexpr std::uint8_t first_version = 1;
/// Until then the time at which something was said is good enough.
constexpr Duration late{60LL * 60 * 1'000};

Result<std::vector<Asker>> read_askers(RecordReader& in) {
  std::vector<Asker> askers;
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    SOTTO_ASSIGN(auto user, in.username());
    const DeviceId device{in.u32()};
    askers.push_back({{std::move(user), device}, in.u8()});
  }
  return askers;
}

}  // namespace

Status begin(Step& step, const MessageId& message, OutboxKind kind, const ConversationId& conversation,
             Instant sent_at, std::vector<MessageId> named) {
  Sent sent{kind, conversation, sent_at, std::move(named), 0, {}, {}};
  if (const auto* other = conversation.user()) {
    SOTTO_ASSIGN(sent.identity, identities::changes_of(step, *other));
  }
  return save(step, message, sent);
}

Status on_taken(Step& step, const OutboxRow& row) {
  const bool is_copy = !(row.conversation == row.recipient);
  // Once more, for whoever has asked, does not begin the week anew.
  const bool is_resend = !row.copy_to_own && (row.kind == OutboxKind::text || carries_change(row.kind));
  if (is_copy || is_resend || step.now() - row.sent_at < late) return {};
  SOTTO_ASSIGN(auto sent, find(step, row.message));
  if (!sent || sent->went_late) return {};
  sent->went_late = step.now();
  return save(step, row.message, *sent);
}

Status save(Step& step, const MessageId& message, const Sent& sent) {
  RecordWriter out;
  out.u8(record_version).u8(static_cast<std::uint8_t>(sent.kind)).text(sent.conversation.text());
  out.instant(sent.sent_at).u32(static_cast<std::uint32_t>(sent.named.size()));
  for (const auto& id : sent.named) out.raw(id.view());
  out.u32(sent.identity).instant(sent.went_late.value_or(Instant{}));
  out.u32(static_cast<std::uint32_t>(sent.askers.size()));
  for (const auto& [device, times] : sent.askers)
    out.text(device.user.text()).u32(device.device.value).u8(times);
  return step.put(store::Table::sent, message.view(), out.view());
}

Result<std::optional<Sent>> find(Step& step, const MessageId& message) {
  SOTTO_ASSIGN(const auto record, step.find(store::Table::sent, message.view()));
  if (!record) return std::optional<Sent>{};
  RecordReader in{*record};
  const auto version = in.expect_version(record_version, first_version);
  const auto kind = static_cast<OutboxKind>(in.u8());
  SOTTO_ASSIGN(auto conversation, in.conversation());
  Sent sent{kind, std::move(conversation), in.instant(), {}, 0, {}, {}};
  if (version == first_version) in.u8();
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) sent.named.push_back(in.message_id());
  if (version != first_version) {
    sent.identity = in.u32();
    if (const auto at = in.instant(); at != Instant{}) sent.went_late = at;
    SOTTO_ASSIGN(sent.askers, read_askers(in));
  }
  SOTTO_TRY(in.finish());
  return std::optional{std::move(sent)};
}

}  // namespace sotto::client::sent_log
