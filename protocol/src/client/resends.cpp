// SPDX-License-Identifier: GPL-3.0-or-later
#include "resends.hpp"

#include "outbox.hpp"
#include "sent_log.hpp"
#include "step.hpp"

namespace sotto::client::resends {
namespace {

/// A peer that asks for the same message for ever is not served for ever.
constexpr std::uint8_t most_resends = 3;

bool is_for(const sent_log::Sent& sent, const Username& asker, const Username& self) {
  // Own devices may ask for the copy of anything said; others only for what went to them.
  const bool said = sent.kind == OutboxKind::text || carries_change(sent.kind);
  if (asker == self) return said || sent.conversation == self;
  return sent.conversation == asker;
}

OutboxKind kind_for(const sent_log::Sent& sent, bool own) {
  return own && sent.kind == OutboxKind::text ? OutboxKind::sent_copy : sent.kind;
}

Status resend(Step& step, const Address& from, const MessageId& message) {
  const auto& self = step.self().user;
  SOTTO_ASSIGN(auto sent, sent_log::find(step, message));
  if (!sent || !is_for(*sent, from.user, self)) return {};
  if (step.now() - sent->sent_at > sent_log::answered_for || sent->resends >= most_resends) return {};
  ++sent->resends;
  SOTTO_TRY(sent_log::save(step, message, *sent));
  SOTTO_TRY(outbox::drop_envelope(step, message, from));
  return outbox::add_again(step, {message,
                                  from.user,
                                  kind_for(*sent, from.user == self),
                                  sent->conversation,
                                  sent->sent_at,
                                  false,
                                  sent->named,
                                  {}});
}

}  // namespace

Status on_request(Step& step, const Address& from, const std::vector<MessageId>& messages) {
  for (const auto& message : messages) SOTTO_TRY(resend(step, from, message));
  return {};
}

}  // namespace sotto::client::resends
