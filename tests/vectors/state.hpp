// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <utility>

#include "sotto/crypto/hybrid_session.hpp"

namespace sotto::vectors {

/// A device's tables in memory, for one run.
class State final : public crypto::HybridState {
 public:
  std::map<PrekeyId, Bytes> prekeys;
  std::map<PrekeyId, Bytes> signed_prekeys;
  std::map<PrekeyId, Bytes> kem_prekeys;

  Result<std::optional<Bytes>> find_session(const Address& peer) override { return find(sessions_, peer); }
  Status save_session(const Address& peer, ByteView record) override {
    sessions_[peer] = copy_of(record);
    return {};
  }
  Status erase_session(const Address& peer) override { return erase(sessions_, peer); }
  Result<std::optional<crypto::KnownIdentity>> find_identity(const Username& user) override {
    return find(identities_, user);
  }
  Status save_identity(const Username& user, const crypto::KnownIdentity& identity) override {
    identities_.insert_or_assign(user, identity);
    return {};
  }
  Result<std::optional<SecretBytes>> find_prekey(PrekeyId id) override { return secret(prekeys, id); }
  Status erase_prekey(PrekeyId id) override { return erase(prekeys, id); }
  Result<std::optional<SecretBytes>> find_signed_prekey(PrekeyId id) override {
    return secret(signed_prekeys, id);
  }
  Result<bool> was_base_key_seen(const Address& peer, ByteView base_key) override {
    return base_keys_.count({peer, copy_of(base_key)}) > 0;
  }
  Status remember_base_key(const Address& peer, ByteView base_key, PrekeyId) override {
    base_keys_.insert({peer, copy_of(base_key)});
    return {};
  }
  Result<std::optional<SecretBytes>> find_kem_record(const Address& peer) override {
    return secret(kem_records_, peer);
  }
  Status save_kem_record(const Address& peer, ByteView record) override {
    kem_records_[peer] = copy_of(record);
    return {};
  }
  Result<std::optional<SecretBytes>> find_kem_prekey(PrekeyId id) override { return secret(kem_prekeys, id); }
  Status erase_kem_prekey(PrekeyId id) override { return erase(kem_prekeys, id); }

 private:
  template <class Map, class Key>
  static auto find(const Map& map, const Key& key) -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
  }
  template <class Map, class Key>
  static std::optional<SecretBytes> secret(const Map& map, const Key& key) {
    const auto found = find(map, key);
    if (!found) return std::nullopt;
    return SecretBytes::copied_from(*found);
  }
  template <class Map, class Key>
  static Status erase(Map& map, const Key& key) {
    map.erase(key);
    return {};
  }

  std::map<Address, Bytes> sessions_;
  std::map<Username, crypto::KnownIdentity> identities_;
  std::set<std::pair<Address, Bytes>> base_keys_;
  std::map<Address, Bytes> kem_records_;
};

}  // namespace sotto::vectors
