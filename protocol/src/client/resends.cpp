// SPDX-License-Identifier: GPL-3.0-or-later
#include "resends.hpp"

#include <algorithm>

#include "defences.hpp"
#include "identities.hpp"
#include "outbox.hpp"
#include "sent_log.hpp"
#include "step.hpp"

namespace sotto::client::resends {
namespace {

/// A device that asks for the same message for ever is not served for ever.
constexpr std::uint8_t most_resends = 3;
/// No account has more devices.
constexpr std::size_t most_askers = 2 * wire::max_devices;

bool is_for(const sent_log::Sent& sent, const Username& asker, const Username& self) {
  // Own devices may ask for the copy of anything said; others only for what went to them.
  const bool said = sent.kind == OutboxKind::text || carries_change(sent.kind);
  if (asker == self) return said || sent.conversation == self;
  return sent.conversation == asker;
}

OutboxKind kind_for(const sent_log::Sent& sent, bool own) {
  return own && sent.kind == OutboxKind::text ? OutboxKind::sent_copy : sent.kind;
}

/// What was said to somebody is not for whoever has another key under the same name later, though the user
/// has accepted that one for what is said from then on (attack C2).
Result<bool> is_for_this_identity(Step& step, const sent_log::Sent& sent, const Username& asker) {
  if (asker == step.self().user || !defences().said_to_one_identity) return true;
  SOTTO_ASSIGN(const auto changes, identities::changes_of(step, asker));
  return sent.identity == changes;
}

/// Counts the question. False: this device has asked often enough.
bool may_ask_again(sent_log::Sent& sent, const Address& from) {
  auto& askers = sent.askers;
  auto asker =
      std::find_if(askers.begin(), askers.end(), [&](const auto& known) { return known.device == from; });
  if (asker == askers.end()) {
    if (askers.size() >= most_askers) return false;
    asker = askers.insert(askers.end(), {from, 0});
  }
  return asker->times++ < most_resends;
}

Status resend(Step& step, const Address& from, const MessageId& message) {
  const auto& self = step.self().user;
  SOTTO_ASSIGN(auto sent, sent_log::find(step, message));
  if (!sent || !is_for(*sent, from.user, self)) return {};
  SOTTO_ASSIGN(const bool same, is_for_this_identity(step, *sent, from.user));
  // The question may overtake the relay's word that it has taken it.
  const bool goes = step.outbox().find(message, from.user) != nullptr;
  const bool old = !goes && step.now() - sent->went_late.value_or(sent->sent_at) > sent_log::answered_for;
  if (!same || old || !may_ask_again(*sent, from)) return {};
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
