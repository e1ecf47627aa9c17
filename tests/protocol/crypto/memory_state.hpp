// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "sotto/crypto/hybrid_session.hpp"
#include "sotto/crypto/sender_key.hpp"

namespace sotto::crypto::test {

/// A device's tables in memory. A value: a copy is a backup, assignment restores it, == compares.
struct Tables {
  struct Identity {
    Bytes key;
    Trust trust = Trust::trusted;
    std::uint32_t suite = 0;
    friend bool operator==(const Identity&, const Identity&) = default;
  };
  std::map<Address, Bytes> sessions;
  std::map<Username, Identity> identities;
  std::map<PrekeyId, Bytes> prekeys;
  std::map<PrekeyId, Bytes> signed_prekeys;
  std::set<std::pair<Address, Bytes>> base_keys;
  std::map<Address, Bytes> kem_records;
  std::map<PrekeyId, Bytes> kem_prekeys;
  friend bool operator==(const Tables&, const Tables&) = default;
};

/// HybridState over Tables, whose n-th operation can fail. Without transactions: a test sees each write.
class MemoryState final : public HybridState {
 public:
  Tables tables;
  int writes = 0;
  /// The n-th operation from now on fails, once; 0: none.
  void fail_after(int operations) { fail_after_ = operations; }
  /// Whether the failure that was asked for has happened.
  [[nodiscard]] bool failed() const { return fail_after_ == 0; }

  Result<std::optional<Bytes>> find_session(const Address& peer) override {
    SOTTO_TRY(operation());
    return find(tables.sessions, peer);
  }
  Status save_session(const Address& peer, ByteView record) override {
    SOTTO_TRY(write());
    tables.sessions[peer] = copy_of(record);
    return {};
  }
  Status erase_session(const Address& peer) override {
    SOTTO_TRY(write());
    tables.sessions.erase(peer);
    return {};
  }
  Result<std::optional<KnownIdentity>> find_identity(const Username& user) override {
    SOTTO_TRY(operation());
    const auto found = find(tables.identities, user);
    if (!found) return std::optional<KnownIdentity>{};
    SOTTO_ASSIGN(const IdentityKey key, IdentityKey::parse(found->key));
    return std::optional{KnownIdentity{key, found->trust, found->suite}};
  }
  Status save_identity(const Username& user, const KnownIdentity& identity) override {
    SOTTO_TRY(write());
    tables.identities[user] = {copy_of(identity.key.view()), identity.trust, identity.suite};
    return {};
  }
  Result<std::optional<SecretBytes>> find_prekey(PrekeyId id) override {
    SOTTO_TRY(operation());
    return secret(find(tables.prekeys, id));
  }
  Status erase_prekey(PrekeyId id) override {
    SOTTO_TRY(write());
    tables.prekeys.erase(id);
    return {};
  }
  Result<std::optional<SecretBytes>> find_signed_prekey(PrekeyId id) override {
    SOTTO_TRY(operation());
    return secret(find(tables.signed_prekeys, id));
  }
  Result<bool> was_base_key_seen(const Address& peer, ByteView base_key) override {
    SOTTO_TRY(operation());
    return tables.base_keys.contains({peer, copy_of(base_key)});
  }
  Status remember_base_key(const Address& peer, ByteView base_key, PrekeyId) override {
    SOTTO_TRY(write());
    tables.base_keys.insert({peer, copy_of(base_key)});
    return {};
  }

  Result<std::optional<SecretBytes>> find_kem_record(const Address& peer) override {
    SOTTO_TRY(operation());
    return secret(find(tables.kem_records, peer));
  }
  Status save_kem_record(const Address& peer, ByteView record) override {
    SOTTO_TRY(write());
    tables.kem_records[peer] = copy_of(record);
    return {};
  }
  Result<std::optional<SecretBytes>> find_kem_prekey(PrekeyId id) override {
    SOTTO_TRY(operation());
    return secret(find(tables.kem_prekeys, id));
  }
  Status erase_kem_prekey(PrekeyId id) override {
    SOTTO_TRY(write());
    tables.kem_prekeys.erase(id);
    return {};
  }

 private:
  template <class Map, class Key>
  static auto find(const Map& map, const Key& key) -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
  }
  static std::optional<SecretBytes> secret(const std::optional<Bytes>& bytes) {
    if (!bytes) return std::nullopt;
    return SecretBytes::copied_from(*bytes);
  }
  Status operation() {
    if (fail_after_ > 0 && --fail_after_ == 0) return Error{ErrorCode::store_unavailable, "test", 0};
    return {};
  }
  Status write() {
    SOTTO_TRY(operation());
    ++writes;
    return {};
  }
  int fail_after_ = -1;
};

/// A device's table of sender keys in memory. `records` is a value: a copy is a backup.
struct MemorySenderKeys final : SenderKeyState {
  std::map<SenderKeyName, Bytes> records;
  Result<std::optional<SecretBytes>> find_sender_key(const SenderKeyName& name) override {
    const auto found = records.find(name);
    if (found == records.end()) return std::optional<SecretBytes>{};
    return std::optional{SecretBytes::copied_from(found->second)};
  }
  Status save_sender_key(const SenderKeyName& name, ByteView record) override {
    records[name] = copy_of(record);
    return {};
  }
};

}  // namespace sotto::crypto::test
