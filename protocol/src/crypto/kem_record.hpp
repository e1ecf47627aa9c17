// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "kem_ratchet.hpp"

namespace sotto::crypto {

/// What is stored for a peer's device beside its session record: the KEM ratchet of each session in there,
/// named by the session's base key.
class KemRecord {
 public:
  /// Empty for empty bytes. store_corrupt.
  [[nodiscard]] static Result<KemRecord> parse(ByteView stored);
  [[nodiscard]] SecretBytes serialise() const;

  /// nullptr: that session has none.
  [[nodiscard]] KemRatchet* find(ByteView base_key);
  /// A base key that is there already keeps its ratchet.
  void add(ByteView base_key, KemRatchet ratchet);
  /// Drops the ratchets of sessions that are gone, and of the others the secrets whose time is over.
  void expire(const std::vector<Bytes>& sessions, Instant now);

 private:
  std::vector<std::pair<Bytes, KemRatchet>> ratchets_;
};

}  // namespace sotto::crypto
