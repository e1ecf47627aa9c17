// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_linkings.hpp"

namespace sotto::testing {
namespace {

wire::CallFailure failure(wire::CallFailureCode code) { return {code, Duration{0}}; }

/// A newcomer shows that it is the same one; this double lets everybody have the same secret.
SecretBytes claim() { return SecretBytes::copied_from(Bytes(wire::linking_claim_size, 7)); }

}  // namespace

std::optional<wire::Reply> FakeLinkings::answer_owner(const Address& who, const wire::Call& call) {
  if (const auto* request = std::get_if<wire::OpenLinkingRequest>(&call)) {
    all.insert_or_assign(request->linking, FakeLinking{who, request->commitment});
    return wire::Reply{wire::Done{}};
  }
  if (const auto* request = std::get_if<wire::OwnerLinkingRequest>(&call)) return serve_owner(who, *request);
  return std::nullopt;
}

std::optional<wire::Reply> FakeLinkings::answer_newcomer(const wire::Call& call,
                                                         const AddDevice& add_device) {
  if (const auto* request = std::get_if<wire::JoinLinkingRequest>(&call)) return join(*request);
  if (const auto* request = std::get_if<wire::NewcomerLinkingRequest>(&call))
    return serve_newcomer(*request, add_device);
  return std::nullopt;
}

wire::Reply FakeLinkings::serve_owner(const Address& who, const wire::OwnerLinkingRequest& request) {
  const auto found = all.find(request.linking);
  if (found == all.end() || !(found->second.owner == who)) return failure(wire::CallFailureCode::not_found);
  auto& linking = found->second;
  if (std::holds_alternative<wire::EndLinking>(request.what)) {
    const bool taken = linking.taken;
    all.erase(found);
    return wire::OwnerLinking{{}, taken};
  }
  if (const auto* reveal = std::get_if<wire::RevealLinking>(&request.what)) linking.reveal = reveal->sealed;
  if (const auto* grant = std::get_if<wire::GrantLinking>(&request.what)) linking.grant = grant->sealed;
  wire::OwnerLinking view{linking.offer, linking.taken};
  if (tamper_owner) tamper_owner(view);
  return view;
}

wire::Reply FakeLinkings::join(const wire::JoinLinkingRequest& request) {
  const auto found = all.find(request.linking);
  if (found == all.end()) return failure(wire::CallFailureCode::not_found);
  if (found->second.joined) return failure(wire::CallFailureCode::conflict);
  found->second.joined = true;
  wire::LinkingJoined joined{claim(), found->second.commitment};
  if (tamper_joined) tamper_joined(joined);
  return joined;
}

wire::Reply FakeLinkings::serve_newcomer(const wire::NewcomerLinkingRequest& request,
                                         const AddDevice& add_device) {
  const auto found = all.find(request.linking);
  if (found == all.end() || found->second.taken) return failure(wire::CallFailureCode::not_found);
  auto& linking = found->second;
  if (std::holds_alternative<wire::EndLinking>(request.what)) {
    all.erase(found);
    return wire::NewcomerLinking{};
  }
  if (const auto* offer = std::get_if<wire::OfferLinking>(&request.what)) linking.offer = offer->sealed;
  wire::NewcomerLinking view{linking.reveal, std::nullopt};
  if (std::holds_alternative<wire::TakeLinkingGrant>(request.what) && !linking.grant.empty()) {
    auto session = add_device(linking.owner.user);
    view.grant = wire::LinkingGrant{std::move(session.token), session.device, linking.grant};
    linking.taken = true;
  }
  if (tamper_newcomer) tamper_newcomer(view);
  return view;
}

}  // namespace sotto::testing
