// SPDX-License-Identifier: GPL-3.0-or-later
#include "newcomer.hpp"

#include <algorithm>

#include "../grant.hpp"
#include "../known_lists.hpp"
#include "../step.hpp"
#include "pace.hpp"
#include "sotto/base/text.hpp"

namespace sotto::client::linking_newcomer {
namespace {

using Phase = NewcomerLinkingPhase;

NewcomerLinkingMemory& current(Step& step) { return *step.memory().linking_newcomer; }

bool is_current(Step& step, const wire::LinkingId& linking) {
  const auto& memory = step.memory().linking_newcomer;
  return memory && memory->id == linking;
}

void enter(Step& step, Phase phase) {
  current(step).phase = phase;
  step.notify(LinkingChanged{});
}

void tell(Step& step, decltype(wire::NewcomerLinkingRequest::what) what) {
  const auto& linking = current(step);
  calls::begin(step, wire::NewcomerLinkingRequest{linking.id, linking.claim->clone(), std::move(what)},
               NewcomerLinkingCall{linking.id});
}

/// Forgets everything, and lets the owner know if it can: the relay's answer closes the link then.
Status leave(Step& step) {
  const bool tells = link::is_open(step.memory()) && current(step).claim;
  step.memory().calls.pending.clear();
  if (tells) tell(step, wire::EndLinking{});
  step.memory().linking_newcomer.reset();
  return tells ? link::leave(step) : link::close(step);
}

Status end(Step& step, ErrorCode failure) {
  step.notify(LinkingEnded{failure});
  return leave(step);
}

void ask(Step& step) {
  auto& linking = current(step);
  if (linking.asking || step.memory().link.phase != LinkPhase::anonymous) return;
  linking.asking = true;
  linking.look_due.reset();
  switch (linking.phase) {
    case Phase::joining:
      calls::begin(step, wire::JoinLinkingRequest{linking.id}, JoinLinkingCall{linking.id});
      return;
    case Phase::offering:
      return tell(step, wire::OfferLinking{linking.offer->sealed});
    case Phase::waiting:
    case Phase::comparing:
      return tell(step, wire::LookAtLinking{});
    case Phase::taking:
      return tell(step, wire::TakeLinkingGrant{});
  }
}

void look_later(Step& step, Duration at_least = Duration{0}) {
  current(step).look_due = linking::next_look(step.steady(), at_least);
}

Status on_failure(Step& step, const Error& error) {
  if (!linking::may_heal(error)) return end(step, error.code);
  look_later(step, calls::retry_after(error));
  return {};
}

Status on_reveal(Step& step, ByteView sealed) {
  auto& linking = current(step);
  auto reveal = crypto::open_link_reveal(*linking.offer, sealed);
  if (!reveal) return end(step, reveal.error().code);
  linking.reveal = std::make_shared<const crypto::LinkReveal>(*std::move(reveal));
  enter(step, Phase::comparing);
  look_later(step);
  return {};
}

/// From here on it is as after a log-in: the keys of this device, its place in the account's list, the
/// archive.
Status on_grant(Step& step, wire::LinkingGrant grant) {
  const auto linking = current(step);
  const auto linked = crypto::open_link_grant(*linking.offer, *linking.reveal, grant.sealed);
  if (!linked) return end(step, linked.error().code);
  // Two devices under one number would take each other's place in the list, and mix up what others send them.
  if (grant.device == linked->owner) return end(step, ErrorCode::identity_mismatch);
  const auto& user = linking.reveal->owner;
  SOTTO_ASSIGN(auto account,
               account_from_linking(step, user, linking.device_name, std::move(grant), linked->keys));
  step.memory().linking_newcomer.reset();
  step.notify(LinkingChanged{});
  SOTTO_TRY(entry::enter_linked(step, std::move(account)));
  return known_lists::note_named(step, {user, linked->owner}, linked->device_list_version);
}

Status go_on(Step& step, wire::NewcomerLinking view) {
  const auto phase = current(step).phase;
  if (phase == Phase::offering) current(step).phase = Phase::waiting;
  if (phase == Phase::waiting && !view.reveal.empty()) return on_reveal(step, view.reveal);
  if (phase == Phase::taking && view.grant) return on_grant(step, *std::move(view.grant));
  look_later(step);
  return {};
}

}  // namespace

Status begin(Step& step, const JoinWithCode& intent) {
  SOTTO_TRY(entry::check_free(step.memory()));
  SOTTO_TRY(check_text(intent.device_name, 0, wire::max_device_name, "device name"));
  SOTTO_ASSIGN(auto code, crypto::LinkCode::parse(text_of(intent.code.expose())));
  SOTTO_ASSIGN(const auto rendezvous, crypto::link_rendezvous(code));
  SOTTO_ASSIGN(const auto id, wire::LinkingId::parse(rendezvous));
  step.memory().linking_newcomer =
      NewcomerLinkingMemory{std::make_shared<const crypto::LinkCode>(std::move(code)), intent.device_name, id,
                            step.steady() + linking::lifetime};
  step.notify(LinkingChanged{});
  link::open(step);
  return {};
}

Status confirm(Step& step, const std::string& number) {
  const auto& linking = current(step);
  const bool can = linking.phase == Phase::comparing;
  if (!can || number != crypto::link_number(linking.reveal->transcript))
    return Error{ErrorCode::invalid_state, "number of a linking"};
  enter(step, Phase::taking);
  ask(step);
  return {};
}

Status cancel(Step& step) {
  step.notify(LinkingChanged{});
  return leave(step);
}

Status on_link_up(Step& step) {
  ask(step);
  return {};
}

Status on_joined(Step& step, const wire::LinkingId& linking, Answer answer) {
  if (!is_current(step, linking)) return {};
  auto& memory = current(step);
  memory.asking = false;
  auto joined = calls::expect<wire::LinkingJoined>(std::move(answer));
  if (!joined) return on_failure(step, joined.error());
  crypto::Sha256 commitment{};
  std::copy_n(joined->commitment.begin(), commitment.size(), commitment.begin());
  SOTTO_ASSIGN(auto offer,
               crypto::make_link_offer(memory.code->clone(), commitment, memory.device_name, step.random()));
  memory.claim = std::make_shared<const SecretBytes>(std::move(joined->claim));
  memory.offer = std::make_shared<const crypto::LinkOffer>(std::move(offer));
  memory.phase = Phase::offering;
  ask(step);
  return {};
}

Status on_answer(Step& step, const wire::LinkingId& linking, Answer answer) {
  if (!is_current(step, linking)) return {};
  current(step).asking = false;
  auto view = calls::expect<wire::NewcomerLinking>(std::move(answer));
  return view ? go_on(step, *std::move(view)) : on_failure(step, view.error());
}

Status on_time(Step& step) {
  const auto& linking = step.memory().linking_newcomer;
  if (!linking) return {};
  if (linking->ends <= step.steady()) return end(step, ErrorCode::not_found);
  if (is_due(linking->look_due, step.steady())) ask(step);
  return {};
}

Deadline due(const Memory& memory) {
  const auto& linking = memory.linking_newcomer;
  if (!linking) return std::nullopt;
  const bool can_ask = memory.link.phase == LinkPhase::anonymous;
  return sooner(linking->ends, can_ask ? linking->look_due : std::nullopt);
}

}  // namespace sotto::client::linking_newcomer
