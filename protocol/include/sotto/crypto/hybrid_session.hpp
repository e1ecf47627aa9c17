// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sotto/crypto/prekeys.hpp"
#include "sotto/crypto/session.hpp"

namespace sotto::crypto {

/// X3DH and Double Ratchet around a content layer with ML-KEM-768: the only suite that is spoken. 1 was the
/// same without the content layer.
inline constexpr std::uint32_t suite_hybrid = 2;

/// The conversation of two accounts with each other.
inline constexpr std::string_view direct_conversation = "direct";

/// What a hybrid session reads and writes; the promises are SessionState's.
class HybridState : public SessionState {
 public:
  /// The KEM secrets of the sessions with a peer's device, in a form of our own.
  virtual Result<std::optional<SecretBytes>> find_kem_record(const Address& peer) = 0;
  virtual Status save_kem_record(const Address& peer, ByteView record) = 0;

  /// Records as made by fresh_kem_prekeys() and fresh_kem_last_resort().
  virtual Result<std::optional<SecretBytes>> find_kem_prekey(PrekeyId id) = 0;
  virtual Status erase_kem_prekey(PrekeyId id) = 0;
};

/// A peer device's public keys, unchecked. verify_kem_prekey() checks one signature, process_bundle() all
/// that X3DH and the suite ask for.
struct HybridBundle {
  std::uint32_t suite = 0;
  PrekeyBundle classical;
  KemPrekeyKind kem_prekey_kind = KemPrekeyKind::last_resort;
  PrekeyId kem_prekey_id;
  Bytes kem_prekey;
  Bytes kem_prekey_signature;
};

/// Whether the account that the bundle names as its owner has signed the KEM prekey for this device, as one
/// of its kind. invalid_signature, invalid_key, low_order_key.
[[nodiscard]] Status verify_kem_prekey(const Address& peer, const HybridBundle& bundle);

/// Where a content belongs. It is authenticated with the content and not contained in it, so it opens nowhere
/// else.
struct ContentContext {
  Address sender;
  Address recipient;
  std::string conversation;  ///< direct_conversation, or what else a content may belong to
  MessageId message;
};

struct OpenedContent {
  SecretBytes content;
  IdentityKey identity;       ///< under which it was authenticated
  std::uint64_t counter = 0;  ///< as the sender gave it
};

/// Sessions whose every message is sealed twice: the content under a key from a chain of ML-KEM secrets and
/// from the message's own key, and what comes out in the Double Ratchet (crypto-docs/protocol.md, "The
/// content layer"). It is closed to whoever can break one of the two only. A failed operation changes nothing
/// in the state: it is written to at the end, all together. One instance belongs to one thread.
class HybridSession {
 public:
  /// `random` must outlive the session.
  HybridSession(const IdentityKeyPair& identity, RegistrationId registration, RandomSource& random);

  /// Starts a session as the initiator; an older one is archived. REQUIRES: verify_kem_prekey() said yes.
  /// Errors: those of Session; unsupported_suite (a suite below the highest that this user has shown, or one
  /// that is not spoken here).
  Status process_bundle(HybridState& state, const Address& peer, const HybridBundle& bundle, Instant now);

  /// Whether encrypt() would find a session with this device. store_*.
  Result<bool> has_session(HybridState& state, const Address& peer, Instant now);

  /// `counter`: above 0, counts what this device sends to that one. Errors: those of Session;
  /// unsupported_suite.
  Result<Ciphertext> encrypt(HybridState& state, const ContentContext& context, std::uint64_t counter,
                             ByteView content, Instant now);

  /// Errors: those of Session; unsupported_suite; context_mismatch (genuine, but sealed for another context);
  /// undecryptable also for a content whose KEM secret is not the one that it was sealed under.
  Result<OpenedContent> decrypt(HybridState& state, const ContentContext& context, CiphertextType type,
                                ByteView data, Instant now);

  /// As Session::note_failure, for what is wrong with a content that was opened.
  void note_failure(const Username& sender, CiphertextType type, Instant now) {
    session_.note_failure(sender, type, now);
  }

 private:
  Status check_suite(HybridState& state, const Username& user, std::uint32_t suite) const;

  IdentityKeyPair identity_;
  RandomSource* random_;
  Session session_;
};

}  // namespace sotto::crypto
