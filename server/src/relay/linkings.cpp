// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/linkings.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;

/// A message is laid down once; the same again is a client that lost the answer.
bool lay_down(Bytes& place, Bytes message) {
  if (!place.empty()) return equal(place, message);
  place = std::move(message);
  return true;
}

}  // namespace

void Linkings::forget_ended(const Address& owner) {
  const Instant now = base_.clock.now();
  for (auto it = all_.begin(); it != all_.end();) {
    const bool ended = it->second.ends <= now || it->second.owner == owner;
    it = ended ? all_.erase(it) : std::next(it);
  }
}

Linkings::All::iterator Linkings::find(const wire::LinkingId& linking) {
  const auto found = all_.find(linking);
  if (found == all_.end() || found->second.ends > base_.clock.now()) return found;
  all_.erase(found);
  return all_.end();
}

Outcome<wire::Done> Linkings::open(const Address& owner, wire::OpenLinkingRequest request) {
  const Instant now = base_.clock.now();
  if (const auto wait = opened_.take(owner.user.text(), now); wait > Duration{0}) {
    base_.metrics.rate_limited += 1;
    return failure(Code::rate_limited, wait);
  }
  const std::lock_guard lock{mutex_};
  forget_ended(owner);
  if (all_.size() >= max_linkings) return failure(Code::unavailable, linking_lifetime);
  const bool is_new =
      all_.emplace(request.linking, Linking{owner, std::move(request.commitment), now + linking_lifetime})
          .second;
  if (!is_new) return failure(Code::conflict);
  return wire::Done{};
}

Outcome<wire::LinkingJoined> Linkings::join(const wire::LinkingId& linking) {
  SecretBytes claim{wire::linking_claim_size};
  if (!base_.random.fill(claim.expose_for_writing()).ok()) return failure(Code::unavailable);
  const std::lock_guard lock{mutex_};
  const auto found = find(linking);
  if (found == all_.end()) return failure(Code::not_found);
  if (!found->second.claim.empty()) return failure(Code::conflict);
  found->second.claim = claim.clone();
  return wire::LinkingJoined{std::move(claim), found->second.commitment};
}

Outcome<wire::OwnerLinking> Linkings::serve_owner(const Address& owner, wire::OwnerLinkingRequest request) {
  const std::lock_guard lock{mutex_};
  const auto found = find(request.linking);
  if (found == all_.end() || !(found->second.owner == owner)) return failure(Code::not_found);
  auto& linking = found->second;
  if (std::holds_alternative<wire::EndLinking>(request.what)) {
    // Too late when the device is there or being made: the owner has to know.
    const bool taken = linking.taking;
    all_.erase(found);
    return wire::OwnerLinking{{}, taken};
  }
  if (auto* reveal = std::get_if<wire::RevealLinking>(&request.what)) {
    if (linking.offer.empty() || !lay_down(linking.reveal, std::move(reveal->sealed)))
      return failure(Code::conflict);
  }
  if (auto* grant = std::get_if<wire::GrantLinking>(&request.what)) {
    if (linking.reveal.empty() || !lay_down(linking.grant, std::move(grant->sealed)))
      return failure(Code::conflict);
  }
  return wire::OwnerLinking{linking.offer, linking.taken};
}

void Linkings::serve_newcomer(wire::NewcomerLinkingRequest request, Answer<wire::NewcomerLinking> answer) {
  std::unique_lock lock{mutex_};
  const auto found = find(request.linking);
  const bool is_part =
      found != all_.end() && equal_in_constant_time(found->second.claim.expose(), request.claim.expose());
  if (!is_part || found->second.taking) {
    lock.unlock();
    return answer(failure(Code::not_found));
  }
  auto& linking = found->second;
  Bytes reveal = linking.reveal;
  const Taken taken{linking.owner, linking.grant};
  auto* const offer = std::get_if<wire::OfferLinking>(&request.what);
  const bool fits = offer == nullptr || lay_down(linking.offer, std::move(offer->sealed));
  linking.taking = std::holds_alternative<wire::TakeLinkingGrant>(request.what) && !taken.grant.empty();
  const bool takes = linking.taking;
  if (std::holds_alternative<wire::EndLinking>(request.what)) all_.erase(found);
  // Answers are given without the lock: whoever hears one may ask the next thing at once.
  lock.unlock();
  if (!fits) return answer(failure(Code::conflict));
  if (takes) return take(request.linking, taken, std::move(answer));
  answer(wire::NewcomerLinking{std::move(reveal), std::nullopt});
}

void Linkings::take(const wire::LinkingId& linking, const Taken& taken,
                    Answer<wire::NewcomerLinking> answer) {
  auto made = [this, linking, grant = taken.grant,
               answer = std::move(answer)](Outcome<wire::SessionGrant> outcome) {
    auto* session = std::get_if<wire::SessionGrant>(&outcome);
    if (session == nullptr) {
      drop(linking);
      return answer(std::get<wire::CallFailure>(outcome));
    }
    on_taken(linking);
    answer(wire::NewcomerLinking{{}, wire::LinkingGrant{std::move(session->token), session->device, grant}});
  };
  accounts_.link_device(taken.owner, std::move(made));
}

void Linkings::on_taken(const wire::LinkingId& linking) {
  const std::lock_guard lock{mutex_};
  if (const auto found = all_.find(linking); found != all_.end()) found->second.taken = true;
}

void Linkings::drop(const wire::LinkingId& linking) {
  const std::lock_guard lock{mutex_};
  all_.erase(linking);
}

}  // namespace sotto::relay
