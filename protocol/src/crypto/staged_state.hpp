// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "sotto/crypto/hybrid_session.hpp"

namespace sotto::crypto {

/// Holds back the writes of one operation, which concerns one peer: the layers of a hybrid session write one
/// after the other, and none of it may reach the state before the last has succeeded.
class StagedState final : public HybridState {
 public:
  explicit StagedState(HybridState& behind) : behind_{behind} {}

  /// Hands all writes to the state, in their order. Once.
  [[nodiscard]] Status flush();

  Result<std::optional<Bytes>> find_session(const Address& peer) override;
  Status save_session(const Address& peer, ByteView record) override;
  Status erase_session(const Address& peer) override;
  Result<std::optional<KnownIdentity>> find_identity(const Username& user) override;
  Status save_identity(const Username& user, const KnownIdentity& identity) override;
  Result<std::optional<SecretBytes>> find_prekey(PrekeyId id) override { return behind_.find_prekey(id); }
  Status erase_prekey(PrekeyId id) override;
  Result<std::optional<SecretBytes>> find_signed_prekey(PrekeyId id) override {
    return behind_.find_signed_prekey(id);
  }
  Result<bool> was_base_key_seen(const Address& peer, ByteView base_key) override {
    return behind_.was_base_key_seen(peer, base_key);
  }
  Status remember_base_key(const Address& peer, ByteView base_key, PrekeyId signed_prekey) override;
  Result<std::optional<SecretBytes>> find_kem_record(const Address& peer) override {
    return behind_.find_kem_record(peer);
  }
  Status save_kem_record(const Address& peer, ByteView record) override;
  Result<std::optional<SecretBytes>> find_kem_prekey(PrekeyId id) override {
    return behind_.find_kem_prekey(id);
  }
  Status erase_kem_prekey(PrekeyId id) override;

 private:
  using Write = std::function<Status(HybridState&)>;
  Status later(Write write);

  HybridState& behind_;
  std::vector<Write> writes_;
  std::optional<std::optional<Bytes>> session_;  ///< as written; inside, nullopt: erased
  std::optional<KnownIdentity> identity_;
};

}  // namespace sotto::crypto
