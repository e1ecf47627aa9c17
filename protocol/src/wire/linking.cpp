// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/linking.hpp"

#include <algorithm>

#include "checks.hpp"
#include "codec.hpp"

namespace sotto::wire {
namespace {

constexpr Length sealed_length{1, max_linking_message};

Result<LinkingId> linking_field(const std::string& field) { return LinkingId::parse(bytes_of(field)); }

Result<Bytes> commitment_field(const std::string& field) {
  return bytes_field(field, Length::exactly(hash_size), "linking commitment");
}

Result<SecretBytes> claim_field(const std::string& field) {
  return secret_field(field, Length::exactly(linking_claim_size), "linking claim");
}

/// A part that carries something sealed, as one of the request's parts.
template <class Part, class What>
Result<What> sealed_part(const std::string& field) {
  SOTTO_ASSIGN(auto sealed, bytes_field(field, sealed_length, "linking message"));
  return What{Part{std::move(sealed)}};
}

using OwnersPart = decltype(OwnerLinkingRequest::what);
using NewcomersPart = decltype(NewcomerLinkingRequest::what);

struct OwnersPartWriter {
  v1::OwnerLinkingRequest& to;

  void operator()(const LookAtLinking&) const {}
  void operator()(const RevealLinking& from) const { to.set_reveal(string_of(from.sealed)); }
  void operator()(const GrantLinking& from) const { to.set_grant(string_of(from.sealed)); }
  void operator()(const EndLinking&) const { to.mutable_end(); }
};

struct NewcomersPartWriter {
  v1::NewcomerLinkingRequest& to;

  void operator()(const LookAtLinking&) const {}
  void operator()(const OfferLinking& from) const { to.set_offer(string_of(from.sealed)); }
  void operator()(const TakeLinkingGrant&) const { to.mutable_take(); }
  void operator()(const EndLinking&) const { to.mutable_end(); }
};

Result<OwnersPart> part_of(const v1::OwnerLinkingRequest& from) {
  switch (from.what_case()) {
    case v1::OwnerLinkingRequest::kReveal:
      return sealed_part<RevealLinking, OwnersPart>(from.reveal());
    case v1::OwnerLinkingRequest::kGrant:
      return sealed_part<GrantLinking, OwnersPart>(from.grant());
    case v1::OwnerLinkingRequest::kEnd:
      return OwnersPart{EndLinking{}};
    case v1::OwnerLinkingRequest::WHAT_NOT_SET:
      break;
  }
  return OwnersPart{LookAtLinking{}};
}

Result<NewcomersPart> part_of(const v1::NewcomerLinkingRequest& from) {
  switch (from.what_case()) {
    case v1::NewcomerLinkingRequest::kOffer:
      return sealed_part<OfferLinking, NewcomersPart>(from.offer());
    case v1::NewcomerLinkingRequest::kTake:
      return NewcomersPart{TakeLinkingGrant{}};
    case v1::NewcomerLinkingRequest::kEnd:
      return NewcomersPart{EndLinking{}};
    case v1::NewcomerLinkingRequest::WHAT_NOT_SET:
      break;
  }
  return NewcomersPart{LookAtLinking{}};
}

Result<LinkingGrant> read_grant(const v1::LinkingGrant& from) {
  SOTTO_ASSIGN(auto token, secret_field(from.token(), Length::exactly(token_size), "token"));
  SOTTO_ASSIGN(const auto device, device_field(from.device_id()));
  SOTTO_ASSIGN(auto sealed, bytes_field(from.sealed(), sealed_length, "linking message"));
  return LinkingGrant{std::move(token), device, std::move(sealed)};
}

}  // namespace

Result<LinkingId> LinkingId::parse(ByteView raw) {
  if (raw.size() != size) return Error{ErrorCode::malformed, "linking"};
  LinkingId id;
  std::copy(raw.begin(), raw.end(), id.bytes.begin());
  return id;
}

void write_open_linking(const OpenLinkingRequest& from, v1::OpenLinkingRequest& to) {
  to.set_linking(string_of(from.linking.view()));
  to.set_commitment(string_of(from.commitment));
}

void write_owner_linking(const OwnerLinkingRequest& from, v1::OwnerLinkingRequest& to) {
  to.set_linking(string_of(from.linking.view()));
  std::visit(OwnersPartWriter{to}, from.what);
}

void write_newcomer_linking(const NewcomerLinkingRequest& from, v1::NewcomerLinkingRequest& to) {
  to.set_linking(string_of(from.linking.view()));
  to.set_claim(string_of(from.claim.expose()));
  std::visit(NewcomersPartWriter{to}, from.what);
}

void write_linking_joined(const LinkingJoined& from, v1::LinkingJoined& to) {
  to.set_claim(string_of(from.claim.expose()));
  to.set_commitment(string_of(from.commitment));
}

void write_owner_linking(const OwnerLinking& from, v1::OwnerLinking& to) {
  to.set_offer(string_of(from.offer));
  to.set_taken(from.taken);
}

void write_newcomer_linking(const NewcomerLinking& from, v1::NewcomerLinking& to) {
  to.set_reveal(string_of(from.reveal));
  if (!from.grant) return;
  auto& grant = *to.mutable_grant();
  grant.set_token(string_of(from.grant->token.expose()));
  grant.set_device_id(from.grant->device.value);
  grant.set_sealed(string_of(from.grant->sealed));
}

Result<OpenLinkingRequest> read(const v1::OpenLinkingRequest& from) {
  SOTTO_ASSIGN(const auto linking, linking_field(from.linking()));
  SOTTO_ASSIGN(auto commitment, commitment_field(from.commitment()));
  return OpenLinkingRequest{linking, std::move(commitment)};
}

Result<JoinLinkingRequest> read(const v1::JoinLinkingRequest& from) {
  SOTTO_ASSIGN(const auto linking, linking_field(from.linking()));
  return JoinLinkingRequest{linking};
}

Result<OwnerLinkingRequest> read(const v1::OwnerLinkingRequest& from) {
  SOTTO_ASSIGN(const auto linking, linking_field(from.linking()));
  SOTTO_ASSIGN(auto what, part_of(from));
  return OwnerLinkingRequest{linking, std::move(what)};
}

Result<NewcomerLinkingRequest> read(const v1::NewcomerLinkingRequest& from) {
  SOTTO_ASSIGN(const auto linking, linking_field(from.linking()));
  SOTTO_ASSIGN(auto claim, claim_field(from.claim()));
  SOTTO_ASSIGN(auto what, part_of(from));
  return NewcomerLinkingRequest{linking, std::move(claim), std::move(what)};
}

Result<LinkingJoined> read(const v1::LinkingJoined& from) {
  SOTTO_ASSIGN(auto claim, claim_field(from.claim()));
  SOTTO_ASSIGN(auto commitment, commitment_field(from.commitment()));
  return LinkingJoined{std::move(claim), std::move(commitment)};
}

Result<OwnerLinking> read(const v1::OwnerLinking& from) {
  SOTTO_ASSIGN(auto offer, bytes_field(from.offer(), Length::up_to(max_linking_message), "linking message"));
  return OwnerLinking{std::move(offer), from.taken()};
}

Result<NewcomerLinking> read(const v1::NewcomerLinking& from) {
  SOTTO_ASSIGN(auto reveal,
               bytes_field(from.reveal(), Length::up_to(max_linking_message), "linking message"));
  NewcomerLinking linking{std::move(reveal), std::nullopt};
  if (from.has_grant()) {
    SOTTO_ASSIGN(auto grant, read_grant(from.grant()));
    linking.grant = std::move(grant);
  }
  return linking;
}

}  // namespace sotto::wire
