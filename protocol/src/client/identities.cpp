// SPDX-License-Identifier: GPL-3.0-or-later
#include "identities.hpp"

#include "defences.hpp"
#include "notices.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::identities {
namespace {

using crypto::Trust;
using store::Table;

constexpr std::uint8_t record_version = 3;
constexpr std::uint8_t version_without_changes = 2;
constexpr unsigned trusted_flag = 1;
constexpr unsigned verified_flag = 2;

Status save(Step& step, const Username& user, const Identity& identity) {
  return step.put(Table::identity, key_of(user), serialise(identity));
}

Status tell_change(Step& step, const Username& user) {
  step.notify(IdentityChanged{user});
  step.notify(ConversationChanged{user});
  return {};
}

Status block(Step& step, const Username& user, const Identity& changed) {
  SOTTO_TRY(save(step, user, changed));
  SOTTO_TRY(notices::identity_changed(step, user));
  return tell_change(step, user);
}

/// Whoever is about to accept a key must learn that it is another by now.
Status block_again(Step& step, const Username& user, const Identity& changed) {
  SOTTO_TRY(save(step, user, changed));
  SOTTO_TRY(notices::identity_changed_again(step, user));
  return tell_change(step, user);
}

Status unblock(Step& step, const Username& user, const Identity& known, Verified verified) {
  SOTTO_TRY(
      save(step, user,
           {known.key, Trust::trusted, std::nullopt, verified == Verified::yes, known.suite, known.changes}));
  step.notify(ConversationChanged{user});
  return {};
}

Result<Standing> observe_known(Step& step, const Username& user, const Identity& known,
                               const crypto::IdentityKey& key) {
  if (known.trust == Trust::trusted) {
    if (known.key == key) return Standing::trusted;
    if (!defences().identity_change) {
      SOTTO_TRY(save(step, user, {key, Trust::trusted, std::nullopt, false, known.suite, known.changes}));
      return Standing::trusted;
    }
    SOTTO_TRY(
        block(step, user, {key, Trust::blocked, known.key, known.verified, known.suite, known.changes}));
    return Standing::blocked;
  }
  auto seen = known;
  seen.key = key;
  if (known.accepted == key) {
    SOTTO_TRY(unblock(step, user, seen, known.verified ? Verified::yes : Verified::no));
    return Standing::trusted;
  }
  if (known.key == key) return Standing::blocked;
  SOTTO_TRY(block_again(step, user, seen));
  return Standing::blocked;
}

}  // namespace

Bytes serialise(const Identity& identity) {
  RecordWriter out;
  const auto flags =
      (identity.trust == Trust::trusted ? trusted_flag : 0U) | (identity.verified ? verified_flag : 0U);
  out.u8(record_version).u8(static_cast<std::uint8_t>(flags)).raw(identity.key.view());
  out.bytes(identity.accepted ? identity.accepted->view() : ByteView{}).u32(identity.suite);
  out.u32(identity.changes);
  return copy_of(out.view());
}

Result<Identity> parse(ByteView record) {
  RecordReader in{record};
  const auto version = in.expect_version(record_version, version_without_changes);
  const auto flags = in.u8();
  const auto trust = (flags & trusted_flag) != 0 ? Trust::trusted : Trust::blocked;
  const auto key = in.raw(crypto::PublicKey::size);
  const auto accepted = in.bytes();
  const auto suite = in.u32();
  const auto changes = version == record_version ? in.u32() : 0;
  SOTTO_TRY(in.finish());
  SOTTO_ASSIGN(auto newest, crypto::IdentityKey::parse(key));
  Identity identity{newest, trust, std::nullopt, (flags & verified_flag) != 0, suite, changes};
  if (!accepted.empty()) {
    SOTTO_ASSIGN(identity.accepted, crypto::IdentityKey::parse(accepted));
  }
  return identity;
}

Result<std::optional<Identity>> find(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto record, step.find(Table::identity, key_of(user)));
  if (!record) return std::optional<Identity>{};
  SOTTO_ASSIGN(auto identity, parse(*record));
  return std::optional{identity};
}

Result<Standing> standing(Step& step, const Username& user) {
  if (user == step.self().user) return Standing::trusted;
  SOTTO_ASSIGN(const auto known, find(step, user));
  if (!known) return Standing::unknown;
  return known->trust == Trust::trusted ? Standing::trusted : Standing::blocked;
}

Result<std::uint32_t> changes_of(Step& step, const Username& user) {
  if (user == step.self().user) return 0U;
  SOTTO_ASSIGN(const auto known, find(step, user));
  return known ? known->changes : 0U;
}

Result<Standing> observe(Step& step, const Username& user, const crypto::IdentityKey& key) {
  if (user == step.self().user) {
    return key == step.account().identity.public_key() ? Standing::trusted : Standing::blocked;
  }
  SOTTO_ASSIGN(const auto known, find(step, user));
  if (!known) return Standing::unknown;
  return observe_known(step, user, *known, key);
}

Status accept(Step& step, const Username& user) {
  SOTTO_ASSIGN(auto known, find(step, user));
  if (!known || known->trust == Trust::trusted) return Error{ErrorCode::invalid_state, "accept identity"};
  ++known->changes;
  return unblock(step, user, *known, Verified::no);
}

Status set_verified(Step& step, const Username& user, Verified verified) {
  SOTTO_ASSIGN(auto known, find(step, user));
  if (!known) return Error{ErrorCode::not_found, "verified identity"};
  known->verified = verified == Verified::yes;
  SOTTO_TRY(save(step, user, *known));
  step.notify(ConversationChanged{user});
  return {};
}

}  // namespace sotto::client::identities
