// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/crypto/prekeys.hpp"

namespace sotto::crypto {

/// Whether this side may use a peer's identity now.
enum class Trust : std::uint8_t {
  trusted,  ///< first use, or accepted by the user
  blocked,  ///< changed and not accepted yet: nothing is encrypted to it and nothing of it is shown
};

struct KnownIdentity {
  IdentityKey key;
  Trust trust = Trust::trusted;
  std::uint32_t suite = 0;  ///< the highest that this user has shown; never falls (attack A19)
};

/// What a session operation reads and writes. The caller implements it over its store; Session only ever
/// writes after everything was authenticated, all writes of one operation together at its end, in the order
/// in which they are listed here. An implementation stages them in the caller's transaction: they commit with
/// the plaintext or not at all. Errors: store_unavailable, store_corrupt.
class SessionState {
 public:
  SessionState() = default;
  SessionState(const SessionState&) = delete;
  SessionState& operator=(const SessionState&) = delete;
  virtual ~SessionState() = default;

  virtual Result<std::optional<Bytes>> find_session(const Address& peer) = 0;
  virtual Status save_session(const Address& peer, ByteView record) = 0;
  virtual Status erase_session(const Address& peer) = 0;

  virtual Result<std::optional<KnownIdentity>> find_identity(const Username& user) = 0;
  virtual Status save_identity(const Username& user, const KnownIdentity& identity) = 0;

  /// Serialised libsignal records, as made by fresh_prekeys() and fresh_signed_prekey().
  virtual Result<std::optional<SecretBytes>> find_prekey(PrekeyId id) = 0;
  virtual Status erase_prekey(PrekeyId id) = 0;
  virtual Result<std::optional<SecretBytes>> find_signed_prekey(PrekeyId id) = 0;

  /// Base keys of prekey messages that were accepted already (attack A5). Kept as long as the signed prekey
  /// lives.
  virtual Result<bool> was_base_key_seen(const Address& peer, ByteView base_key) = 0;
  virtual Status remember_base_key(const Address& peer, ByteView base_key, PrekeyId signed_prekey) = 0;
};

enum class CiphertextType : std::uint8_t { ordinary = 2, prekey = 3 };

struct Ciphertext {
  CiphertextType type = CiphertextType::ordinary;
  Bytes data;  ///< byte for byte libsignal's serialised message, version 3
};

/// What belongs to one message of a session, for a layer inside it.
struct MessageSecret {
  Bytes base_key;      ///< 33 bytes, names the session
  SecretBytes secret;  ///< 32 bytes: HKDF of the message's keys, the same on both sides, known to nobody else
  std::vector<Bytes> sessions;  ///< base keys of all sessions with this device that are kept
};

/// Makes the plaintext of a message when its secret is known.
using Compose = std::function<Result<SecretBytes>(const MessageSecret&)>;

struct Opened {
  SecretBytes plaintext;
  IdentityKey identity;                 ///< under which it was authenticated
  std::optional<PrekeyId> used_prekey;  ///< the one-time prekey that a prekey message consumed
  MessageSecret message;
};

/// X3DH and Double Ratchet for one account's device, on libsignal-protocol-c, with its defects closed
/// (crypto-docs/ protocol.md lists them). Every foreign key is checked for low order, trust is asked on every
/// send and every receive, an initial message is accepted once, skipped keys are capped, a wrapper must name
/// its session's identity. A failed operation changes nothing in the state. One instance belongs to one
/// thread.
class Session {
 public:
  /// `random` must outlive the session.
  Session(const IdentityKeyPair& identity, RegistrationId registration, RandomSource& random);
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  /// Starts a session as the initiator; an older one is archived.
  /// Errors: low_order_key, invalid_key, invalid_signature, untrusted_identity (known, different, not
  /// accepted), store_*.
  Status process_bundle(SessionState& state, const Address& peer, const PrekeyBundle& bundle, Instant now);

  /// Errors: no_session, untrusted_identity, crypto_failed, random_failed, store_*.
  Result<Ciphertext> encrypt(SessionState& state, const Address& peer, ByteView plaintext, Instant now);
  /// The same with a plaintext that depends on the message's secret. Errors: those of `compose` too.
  Result<Ciphertext> encrypt(SessionState& state, const Address& peer, const Compose& compose, Instant now);

  /// The base key of the session that the next message goes out in; nullopt when there is none. store_*.
  Result<std::optional<Bytes>> current_session(SessionState& state, const Address& peer, Instant now);

  /// Errors: no_session, unknown_prekey, untrusted_identity (the message is genuine but its identity is not
  /// trusted), duplicate_message (its key was used up; says nothing about who sent it),
  /// replayed_prekey_message, undecryptable, too_far_ahead (more than 2,000 messages are missing: begin a new
  /// session), identity_mismatch, low_order_key, invalid_key, unsupported_version, malformed, throttled (this
  /// user's messages of this type failed ten times within a minute: nothing was tried, so don't acknowledge
  /// it; ordinary and prekey messages are counted apart), crypto_failed, random_failed, store_*.
  Result<Opened> decrypt(SessionState& state, const Address& peer, CiphertextType type, ByteView data,
                         Instant now);

  /// A layer inside has refused what was opened, and nothing of it was kept: it counts as a failure of its
  /// sender like one of the session's own.
  void note_failure(const Username& sender, CiphertextType type, Instant now);

  /// The identity that a prekey message claims. After decrypt said untrusted_identity the message is known to
  /// be genuine, so this is the key that the peer uses now: a caller who accepts it saves KnownIdentity{key,
  /// trusted} and decrypts again. Before that it is only a claim. Errors: malformed, unsupported_version,
  /// invalid_key, low_order_key.
  [[nodiscard]] static Result<IdentityKey> identity_of(ByteView prekey_message);

  /// Whether bytes are a session record: for those who take one in from elsewhere. malformed.
  [[nodiscard]] static Status check_record(ByteView record);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sotto::crypto
