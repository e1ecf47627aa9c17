// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.hpp"
#include "sotto/crypto/hybrid_session.hpp"
#include "sotto/crypto/sender_key.hpp"

namespace sotto::conformance {

/// What sessions and sender keys read and write, as rows of one transaction.
class SessionTables : public crypto::HybridState, public crypto::SenderKeyState {
 public:
  explicit SessionTables(Transaction& transaction) noexcept : rows_{&transaction} {}

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
  Result<std::optional<SecretBytes>> find_sender_key(const crypto::SenderKeyName& name) override;
  Status save_sender_key(const crypto::SenderKeyName& name, ByteView record) override;
  /// The next create() makes another key.
  Status erase_sender_key(const crypto::SenderKeyName& name);

  Result<std::optional<SecretBytes>> find_kem_record(const Address& peer) override;
  Status save_kem_record(const Address& peer, ByteView record) override;
  Result<std::optional<SecretBytes>> find_kem_prekey(PrekeyId id) override;
  Status erase_kem_prekey(PrekeyId id) override;

  Status save_prekey(PrekeyId id, const SecretBytes& record);
  Status save_signed_prekey(PrekeyId id, const SecretBytes& record);
  Status save_kem_prekey(PrekeyId id, const SecretBytes& record);
  /// Counts the sealed contents for a peer's device, from 1.
  Result<std::uint32_t> take_counter(const Address& peer);

 protected:
  [[nodiscard]] Transaction& rows() noexcept { return *rows_; }

 private:
  Result<std::optional<SecretBytes>> find_secret(Table table, ByteView key);
  Transaction* rows_;
};

}  // namespace sotto::conformance
