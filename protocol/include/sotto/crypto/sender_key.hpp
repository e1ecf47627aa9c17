// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto {

/// Whose sender key for which group.
struct SenderKeyName {
  std::string group;
  Address sender;
  friend bool operator==(const SenderKeyName&, const SenderKeyName&) = default;
  friend bool operator<(const SenderKeyName& a, const SenderKeyName& b) {
    return a.group == b.group ? a.sender < b.sender : a.group < b.group;
  }
};

/// What sender keys read and write. Same promises as SessionState: one write at the end of an operation, in
/// the caller's transaction. Errors: store_unavailable, store_corrupt.
class SenderKeyState {
 public:
  SenderKeyState() = default;
  SenderKeyState(const SenderKeyState&) = delete;
  SenderKeyState& operator=(const SenderKeyState&) = delete;
  virtual ~SenderKeyState() = default;

  /// A serialised libsignal sender-key record.
  virtual Result<std::optional<SecretBytes>> find_sender_key(const SenderKeyName& name) = 0;
  virtual Status save_sender_key(const SenderKeyName& name, ByteView record) = 0;
};

/// Signal's sender keys in libsignal-protocol-c's framing: one ratchet for everything that a device writes to
/// a group. The group is not part of a message: whoever uses this binds group, epoch and sender into the
/// plaintext (M8). A failed operation changes nothing. One instance belongs to one thread.
class SenderKeys {
 public:
  /// `random` must outlive this.
  SenderKeys(const Address& us, RandomSource& random);
  SenderKeys(SenderKeys&&) noexcept;
  SenderKeys& operator=(SenderKeys&&) noexcept;
  ~SenderKeys();

  /// The distribution message for new members: our key for the group, made when there is none, at its present
  /// place. Errors: random_failed, crypto_failed, store_*.
  Result<Bytes> create(SenderKeyState& state, const std::string& group);

  /// Takes another device's key. The same key again (key id and signing key) is ignored, because it would
  /// turn the chain back (M7). Errors: malformed, unsupported_version, invalid_key, low_order_key, store_*.
  Status process(SenderKeyState& state, const SenderKeyName& from, ByteView distribution);

  /// Errors: no_session (create first), crypto_failed, random_failed, store_*.
  Result<Bytes> encrypt(SenderKeyState& state, const std::string& group, ByteView plaintext);

  /// Errors: no_session (no such key of this sender for this group), duplicate_message, undecryptable,
  /// too_far_ahead, malformed, unsupported_version, store_*.
  Result<SecretBytes> decrypt(SenderKeyState& state, const SenderKeyName& from, ByteView data);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sotto::crypto
