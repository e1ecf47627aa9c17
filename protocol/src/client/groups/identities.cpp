// SPDX-License-Identifier: GPL-3.0-or-later
#include "identities.hpp"

#include "../defences.hpp"
#include "../identities.hpp"
#include "../step.hpp"

namespace sotto::client::group_identities {

Result<Fit> check(Step& step, const group::Membership& state, const Username& user) {
  const auto* member = group::find_member(state, user);
  if (member == nullptr) return defences().members_only ? Fit::stranger : Fit::member;
  if (user == step.self().user)
    return member->identity == step.account().identity.public_key() ? Fit::member : Fit::another_key;
  SOTTO_ASSIGN(const auto known, identities::find(step, user));
  if (!known) return Fit::unseen;
  const bool same = known->key == member->identity && known->trust == crypto::Trust::trusted;
  return same || !defences().group_identity ? Fit::member : Fit::another_key;
}

}  // namespace sotto::client::group_identities
