// SPDX-License-Identifier: GPL-3.0-or-later
#include "staged_state.hpp"

namespace sotto::crypto {

Status StagedState::later(Write write) {
  writes_.push_back(std::move(write));
  return {};
}

Status StagedState::flush() {
  for (const auto& write : writes_) SOTTO_TRY(write(behind_));
  return {};
}

Result<std::optional<Bytes>> StagedState::find_session(const Address& peer) {
  return session_ ? Result<std::optional<Bytes>>{*session_} : behind_.find_session(peer);
}

Status StagedState::save_session(const Address& peer, ByteView record) {
  session_.emplace(copy_of(record));
  return later([this, peer](HybridState& state) { return state.save_session(peer, **session_); });
}

Status StagedState::erase_session(const Address& peer) {
  session_.emplace(std::nullopt);
  return later([peer](HybridState& state) { return state.erase_session(peer); });
}

Result<std::optional<KnownIdentity>> StagedState::find_identity(const Username& user) {
  return identity_ ? Result<std::optional<KnownIdentity>>{identity_} : behind_.find_identity(user);
}

Status StagedState::save_identity(const Username& user, const KnownIdentity& identity) {
  identity_ = identity;
  return later([user, identity](HybridState& state) { return state.save_identity(user, identity); });
}

Status StagedState::erase_prekey(PrekeyId id) {
  return later([id](HybridState& state) { return state.erase_prekey(id); });
}

Status StagedState::remember_base_key(const Address& peer, ByteView base_key, PrekeyId signed_prekey) {
  return later([peer, base_key = copy_of(base_key), signed_prekey](HybridState& state) {
    return state.remember_base_key(peer, base_key, signed_prekey);
  });
}

Status StagedState::save_kem_record(const Address& peer, ByteView record) {
  // std::function wants to copy what it holds, a secret can't be.
  auto kept = std::make_shared<const SecretBytes>(SecretBytes::copied_from(record));
  return later([peer, kept](HybridState& state) { return state.save_kem_record(peer, kept->expose()); });
}

Status StagedState::erase_kem_prekey(PrekeyId id) {
  return later([id](HybridState& state) { return state.erase_kem_prekey(id); });
}

}  // namespace sotto::crypto
