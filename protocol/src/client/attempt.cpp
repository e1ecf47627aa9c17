// SPDX-License-Identifier: GPL-3.0-or-later
#include "attempt.hpp"

#include "identities.hpp"
#include "signed_prekeys.hpp"
#include "store_keys.hpp"

namespace sotto::client {
namespace {

using store::Table;

Bytes base_key_place(const Address& peer, ByteView base_key) {
  Bytes key = key_of(peer);
  append(key, base_key);
  return key;
}

}  // namespace

Status Attempt::merge() {
  for (const auto& [place, value] : writes_) {
    SOTTO_TRY(value ? step_.put(place.first, place.second, *value) : step_.erase(place.first, place.second));
  }
  writes_.clear();
  return {};
}

Result<std::optional<Bytes>> Attempt::find(Table table, const Bytes& key) {
  const auto staged = writes_.find(Place{table, key});
  if (staged != writes_.end()) return staged->second;
  return step_.find(table, key);
}

void Attempt::put(Table table, const Bytes& key, ByteView value) {
  writes_[Place{table, key}] = sotto::copy_of(value);
}

void Attempt::erase(Table table, const Bytes& key) { writes_[Place{table, key}] = std::nullopt; }

Result<std::optional<Bytes>> Attempt::find_session(const Address& peer) {
  return find(Table::session, key_of(peer));
}

Status Attempt::save_session(const Address& peer, ByteView record) {
  put(Table::session, key_of(peer), record);
  return {};
}

Status Attempt::erase_session(const Address& peer) {
  erase(Table::session, key_of(peer));
  return {};
}

Result<std::optional<crypto::KnownIdentity>> Attempt::find_identity(const Username& user) {
  // The own account's other devices have the own identity, whatever a relay says.
  if (user == step_.self().user) {
    return std::optional{
        crypto::KnownIdentity{step_.account().identity.public_key(), crypto::Trust::trusted}};
  }
  SOTTO_ASSIGN(auto record, find(Table::identity, key_of(user)));
  if (!record) return std::optional<crypto::KnownIdentity>{};
  SOTTO_ASSIGN(auto known, identities::parse(*record));
  return std::optional{crypto::KnownIdentity{known.key, known.trust, known.suite}};
}

Status Attempt::save_identity(const Username& user, const crypto::KnownIdentity& identity) {
  if (user == step_.self().user) return {};
  SOTTO_ASSIGN(const auto record, find(Table::identity, key_of(user)));
  identities::Identity saved{identity.key, identity.trust, std::nullopt, false, identity.suite};
  if (record) {
    // What the user has decided about the same key is not the session layer's to forget.
    SOTTO_ASSIGN(const auto before, identities::parse(*record));
    const bool same_key = before.key == identity.key;
    saved.accepted = same_key ? before.accepted : std::nullopt;
    saved.verified = same_key && before.verified;
    saved.changes = before.changes;
  }
  put(Table::identity, key_of(user), identities::serialise(saved));
  return {};
}

Result<std::optional<SecretBytes>> Attempt::find_prekey(PrekeyId id) {
  return find_secret(Table::prekey, key_of(id));
}

Result<std::optional<SecretBytes>> Attempt::find_secret(Table table, const Bytes& key) {
  SOTTO_ASSIGN(auto record, find(table, key));
  if (!record) return std::optional<SecretBytes>{};
  auto secret = SecretBytes::copied_from(*record);
  wipe(*record);
  return std::optional<SecretBytes>{std::move(secret)};
}

Status Attempt::erase_prekey(PrekeyId id) {
  erase(Table::prekey, key_of(id));
  return {};
}

Result<std::optional<SecretBytes>> Attempt::find_signed_prekey(PrekeyId id) {
  SOTTO_ASSIGN(auto record, find(Table::signed_prekey, key_of(id)));
  if (!record) return std::optional<SecretBytes>{};
  return signed_prekeys::private_record_in(*record);
}

Result<bool> Attempt::was_base_key_seen(const Address& peer, ByteView base_key) {
  SOTTO_ASSIGN(const auto record, find(Table::base_key, base_key_place(peer, base_key)));
  return record.has_value();
}

Status Attempt::remember_base_key(const Address& peer, ByteView base_key, PrekeyId signed_prekey) {
  put(Table::base_key, base_key_place(peer, base_key), key_of(signed_prekey));
  return {};
}

Result<std::optional<SecretBytes>> Attempt::find_kem_record(const Address& peer) {
  return find_secret(Table::kem_record, key_of(peer));
}

Status Attempt::save_kem_record(const Address& peer, ByteView record) {
  put(Table::kem_record, key_of(peer), record);
  return {};
}

Result<std::optional<SecretBytes>> Attempt::find_kem_prekey(PrekeyId id) {
  return find_secret(Table::kem_prekey, key_of(id));
}

Status Attempt::erase_kem_prekey(PrekeyId id) {
  erase(Table::kem_prekey, key_of(id));
  return {};
}

}  // namespace sotto::client
