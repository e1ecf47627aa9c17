// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner.hpp"

#include <algorithm>
#include <utility>

#include "../defences.hpp"
#include "../known_lists.hpp"
#include "../step.hpp"
#include "pace.hpp"

namespace sotto::client::linking_owner {
namespace {

using Phase = OwnerLinkingPhase;

OwnerLinkingMemory& current(Step& step) { return *step.memory().linking_owner; }

bool is_current(Step& step, const wire::LinkingId& linking) {
  const auto& memory = step.memory().linking_owner;
  return memory && memory->id == linking;
}

void enter(Step& step, Phase phase) {
  current(step).phase = phase;
  step.notify(LinkingChanged{});
}

Status end(Step& step, std::optional<ErrorCode> failure) {
  step.memory().linking_owner.reset();
  step.notify(LinkingEnded{failure});
  return {};
}

void tell(Step& step, const wire::OwnerLinkingRequest& request) {
  if (!link::is_online(step.memory())) return;
  calls::begin(step, request, OwnerLinkingCall{request.linking});
}

void tell_end(Step& step) {
  if (!link::is_online(step.memory())) return;
  calls::begin(step, wire::OwnerLinkingRequest{current(step).id, wire::EndLinking{}}, OwnerLinkingEndCall{});
}

/// What the other did can't be gone on from: neither can they.
Status give_up(Step& step, const Error& why) {
  tell_end(step);
  return end(step, why.code);
}

/// Says what the relay doesn't have yet, or looks.
void ask(Step& step) {
  auto& linking = current(step);
  if (linking.asked != OwnerAsked::nothing || !link::is_online(step.memory())) return;
  linking.asked = linking.said.empty() ? OwnerAsked::look : OwnerAsked::said;
  linking.look_due.reset();
  if (linking.phase == Phase::opening) {
    const auto& opening = *linking.opening;
    calls::begin(step, wire::OpenLinkingRequest{linking.id, sotto::copy_of(opening.commitment)},
                 OpenLinkingCall{linking.id});
  } else if (linking.said.empty()) {
    tell(step, {linking.id, wire::LookAtLinking{}});
  } else if (linking.phase == Phase::granting) {
    tell(step, {linking.id, wire::GrantLinking{linking.said}});
  } else {
    tell(step, {linking.id, wire::RevealLinking{linking.said}});
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

Status on_offer(Step& step, ByteView sealed) {
  auto& linking = current(step);
  auto offer = crypto::receive_link_offer(*linking.opening, sealed);
  if (!offer) return give_up(step, offer.error());
  SOTTO_ASSIGN(linking.said, crypto::seal_link_reveal(*linking.opening, step.random()));
  linking.offer = std::make_shared<const crypto::ReceivedLinkOffer>(*std::move(offer));
  linking.phase = Phase::revealing;
  ask(step);
  return {};
}

Status grant(Step& step) {
  auto& linking = current(step);
  const auto& account = step.account();
  // Only what this device has seen signed: what another one has named could be a number that no list reaches.
  SOTTO_ASSIGN(const auto version, known_lists::own_version(step));
  const crypto::LinkedAccount linked{
      {account.identity.clone(), account.archive_key.clone()}, account.self.device, version};
  SOTTO_ASSIGN(linking.said,
               crypto::seal_link_grant(*linking.opening, *linking.offer, linked, step.random()));
  enter(step, Phase::granting);
  ask(step);
  return {};
}

/// The other one has the key and the name: from here on it can show the same number.
Status on_revealed(Step& step) {
  current(step).said.clear();
  enter(step, Phase::comparing);
  if (!defences().linking_confirmed) return grant(step);
  look_later(step);
  return {};
}

Status go_on(Step& step, const wire::OwnerLinking& view, OwnerAsked answered) {
  auto& linking = current(step);
  switch (linking.phase) {
    case Phase::waiting:
      if (!view.offer.empty()) return on_offer(step, view.offer);
      break;
    case Phase::revealing:
      return on_revealed(step);
    case Phase::granting:
      if (view.taken) return end(step, std::nullopt);
      // Confirmed while a look was under way: the grant has yet to be said.
      if (answered == OwnerAsked::look && !linking.said.empty()) {
        ask(step);
        return {};
      }
      linking.said.clear();
      break;
    case Phase::opening:
    case Phase::comparing:
      break;
  }
  look_later(step);
  return {};
}

}  // namespace

Status begin(Step& step) {
  if (!link::is_online(step.memory())) return end(step, ErrorCode::offline);
  SOTTO_ASSIGN(auto opening, crypto::open_link(step.self().user, step.random()));
  SOTTO_ASSIGN(const auto id, wire::LinkingId::parse(opening.rendezvous));
  step.memory().linking_owner = OwnerLinkingMemory{
      std::make_shared<const crypto::LinkOpening>(std::move(opening)), id, step.steady() + linking::lifetime};
  step.notify(LinkingChanged{});
  ask(step);
  return {};
}

Status confirm(Step& step, const std::string& number) {
  const auto& linking = step.memory().linking_owner;
  const bool can = linking && linking->phase == Phase::comparing;
  if (!can || number != crypto::link_number(linking->offer->transcript))
    return Error{ErrorCode::invalid_state, "number of a linking"};
  return grant(step);
}

Status cancel(Step& step) {
  if (!step.memory().linking_owner) return {};
  tell_end(step);
  step.memory().linking_owner.reset();
  step.notify(LinkingChanged{});
  return {};
}

Status on_opened(Step& step, const wire::LinkingId& linking, Answer answer) {
  if (!is_current(step, linking)) return {};
  current(step).asked = OwnerAsked::nothing;
  const auto done = calls::expect<wire::Done>(std::move(answer));
  if (!done) return end(step, done.error().code);
  enter(step, Phase::waiting);
  look_later(step);
  return {};
}

Status on_answer(Step& step, const wire::LinkingId& linking, Answer answer) {
  if (!is_current(step, linking)) return {};
  const auto answered = std::exchange(current(step).asked, OwnerAsked::nothing);
  const auto view = calls::expect<wire::OwnerLinking>(std::move(answer));
  return view ? go_on(step, *view, answered) : on_failure(step, view.error());
}

Status on_ended(Step& step, Answer answer) {
  const auto view = calls::expect<wire::OwnerLinking>(std::move(answer));
  if (view && view->taken) step.notify(LinkingEnded{std::nullopt});
  return {};
}

void on_online(Step& step) {
  if (step.memory().linking_owner) ask(step);
}

Status on_time(Step& step) {
  const auto& linking = step.memory().linking_owner;
  if (!linking) return {};
  if (linking->ends <= step.steady()) return give_up(step, {ErrorCode::not_found, "linking", 0});
  if (is_due(linking->look_due, step.steady())) ask(step);
  return {};
}

Deadline due(const Memory& memory) {
  const auto& linking = memory.linking_owner;
  if (!linking) return std::nullopt;
  return sooner(linking->ends, link::is_online(memory) ? linking->look_due : std::nullopt);
}

}  // namespace sotto::client::linking_owner
