// SPDX-License-Identifier: GPL-3.0-or-later
#include "appending.hpp"

#include "../step.hpp"
#include "sotto/group/sign_entry.hpp"

namespace sotto::client::group_appending {

const crypto::IdentityKey& own_key(Step& step) { return step.account().identity.public_key(); }

Result<group::Entry> sign(Step& step, const group::EntryHeader& header, const group::EntryBody& body) {
  return group::sign_entry(header, body, step.account().identity, step.random());
}

void append(Step& step, const group::Entry& entry, GroupWish wish) {
  calls::begin(step, wire::AppendGroupEntryRequest{entry.bytes()},
               GroupEntryCall{entry.header().group, std::move(wish), entry.bytes()});
}

Status append(Step& step, const group::EntryHeader& header, const group::EntryBody& body, GroupWish wish) {
  SOTTO_ASSIGN(const auto entry, sign(step, header, body));
  append(step, entry, std::move(wish));
  return {};
}

}  // namespace sotto::client::group_appending
