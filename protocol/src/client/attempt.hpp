// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "sotto/crypto/hybrid_session.hpp"
#include "step.hpp"

namespace sotto::client {

/// Session, identity and prekey writes of one cryptographic operation, held back until what was decrypted has
/// been found to be what it claims to be: then merge() hands them to the step. Without merge() nothing of it
/// happened.
class Attempt final : public crypto::HybridState {
 public:
  explicit Attempt(Step& step) : step_{step} {}

  [[nodiscard]] Status merge();

  /// Any record, through the writes of this attempt.
  Result<std::optional<Bytes>> find(store::Table table, const Bytes& key);
  void put(store::Table table, const Bytes& key, ByteView value);
  void erase(store::Table table, const Bytes& key);

  Result<std::optional<Bytes>> find_session(const Address& peer) override;
  Status save_session(const Address& peer, ByteView record) override;
  Status erase_session(const Address& peer) override;
  Result<std::optional<crypto::KnownIdentity>> find_identity(const Username& user) override;
  Status save_identity(const Username& user, const crypto::KnownIdentity& identity) override;
  Result<std::optional<SecretBytes>> find_prekey(PrekeyId id) override;
  Status erase_prekey(PrekeyId id) override;
  Result<std::optional<SecretBytes>> find_signed_prekey(PrekeyId id) override;
  Result<bool> was_base_key_seen(const Address& peer, ByteView base_key) override;
  Status remember_base_key(const Address& peer, ByteView base_key, PrekeyId signed_prekey) override;
  Result<std::optional<SecretBytes>> find_kem_record(const Address& peer) override;
  Status save_kem_record(const Address& peer, ByteView record) override;
  Result<std::optional<SecretBytes>> find_kem_prekey(PrekeyId id) override;
  Status erase_kem_prekey(PrekeyId id) override;

 private:
  using Place = std::pair<store::Table, Bytes>;
  Result<std::optional<SecretBytes>> find_secret(store::Table table, const Bytes& key);

  Step& step_;
  std::map<Place, std::optional<Bytes>> writes_;  ///< nullopt: erased
};

}  // namespace sotto::client
