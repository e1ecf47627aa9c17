// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/session.hpp"

#include <algorithm>
#include <vector>

#include "defences.hpp"
#include "double_ratchet.hpp"
#include "failure_throttle.hpp"
#include "incoming_message.hpp"
#include "points.hpp"
#include "session_limits.hpp"
#include "session_record.hpp"
#include "x3dh.hpp"

namespace sotto::crypto {
namespace {

/// Parsed records that are kept between operations, so that a conversation isn't parsed anew for each
/// message.
constexpr std::size_t records_kept = 16;

/// The library never removes this one-time prekey; it is none of ours.
constexpr std::uint32_t last_resort_prekey = 0xFFFFFF;

Status check_trust(const std::optional<KnownIdentity>& known, const IdentityKey& key) {
  if (known && (!(known->key == key) || known->trust != Trust::trusted)) {
    return Error{ErrorCode::untrusted_identity, "identity", 0};
  }
  return {};
}

Result<IdentityKey> remote_identity(const session_state* state) {
  SOTTO_ASSIGN(const Bytes bytes, serialised(session_state_get_remote_identity_key(state)));
  return IdentityKey::parse(bytes);
}

Result<Bytes> base_key(const session_state* state) {
  const auto* key = session_state_get_alice_base_key(state);
  return key != nullptr ? serialised(key) : Bytes{};
}

/// Of all sessions in a record, the current one first.
Result<std::vector<Bytes>> base_keys(SessionRecord& record) {
  std::vector<Bytes> all;
  if (record.current() != nullptr) {
    SOTTO_ASSIGN(Bytes current, base_key(record.current()));
    all.push_back(std::move(current));
  }
  for (const auto& session : record.archived()) all.push_back(copy_of(base_key_of(session.state.expose())));
  return all;
}

/// What an operation wants written. Collected while it runs; nothing leaves before all of it is known to be
/// right.
struct Writes {
  SecretBytes record;
  std::optional<KnownIdentity> identity;
  std::optional<PrekeyId> used_prekey;
  std::optional<std::pair<Bytes, PrekeyId>> base_key;  ///< with the signed prekey that it was used with

  [[nodiscard]] Status flush(SessionState& state, const Address& peer) const {
    SOTTO_TRY(state.save_session(peer, record.expose()));
    if (identity) SOTTO_TRY(state.save_identity(peer.user, *identity));
    if (used_prekey) SOTTO_TRY(state.erase_prekey(*used_prekey));
    if (base_key) SOTTO_TRY(state.remember_base_key(peer, base_key->first, base_key->second));
    return {};
  }
};

}  // namespace

class Session::Impl {
 public:
  Impl(const IdentityKeyPair& identity, RegistrationId registration, RandomSource& random)
      : identity_{identity.clone()}, registration_{registration}, random_{&random} {}

  Status process_bundle(SessionState& state, const Address& peer, const PrekeyBundle& bundle, Instant now);
  Result<Ciphertext> encrypt(SessionState& state, const Address& peer, const Compose& compose, Instant now);
  Result<std::optional<Bytes>> current_session(SessionState& state, const Address& peer, Instant now);
  Result<Opened> decrypt(SessionState& state, const Address& peer, CiphertextType type, ByteView data,
                         Instant now);
  void note_failure(const Username& sender, CiphertextType type, Instant now) {
    throttle_.note_failure(sender, type, now);
  }

 private:
  /// A record as it was loaded or stored last.
  struct Loaded {
    Address peer;
    SecretBytes stored;
    SessionRecord record;
  };
  /// Where a message was opened.
  struct Found {
    Unsealed unsealed;
    IdentityKey identity;
    Bytes base_key;
  };

  Status prepare();
  Result<Loaded> load(SessionState& state, const Address& peer, Instant now);
  void keep(Loaded loaded, SecretBytes stored);
  Status commit(SessionState& state, Loaded loaded, Writes writes, Instant now);
  Result<Ciphertext> seal(SessionState& state, const Address& peer, const Compose& compose, Instant now);
  Result<Opened> open(SessionState& state, const Address& peer, CiphertextType type, ByteView data,
                      Instant now);
  Result<Opened> open_ordinary(SessionState& state, const Address& peer, ByteView data, Instant now);
  Result<Opened> open_prekey(SessionState& state, const Address& peer, ByteView data, Instant now);
  Result<Opened> open_first(SessionState& state, Loaded loaded, PrekeyMessage& message,
                            const std::optional<KnownIdentity>& known, Instant now);
  Result<Opened> finish(SessionState& state, Loaded loaded, Found found,
                        const std::optional<KnownIdentity>& known, Writes writes, Instant now);
  Result<Found> open_current(SessionRecord& record, signal_message* message, Instant now);
  Result<Found> open_archived(SessionRecord& record, std::size_t index, signal_message* message, Instant now);
  Result<Found> open_anywhere(SessionRecord& record, const OrdinaryMessage& message, Instant now);
  Result<Found> open_with_base_key(SessionRecord& record, const PrekeyMessage& message, Instant now);
  Result<bool> becomes_current(const SessionRecord& record, session_state* candidate, Initiator initiator);

  IdentityKeyPair identity_;
  RegistrationId registration_;
  RandomSource* random_;
  std::unique_ptr<Context> context_;
  LocalParty us_;
  std::vector<Loaded> kept_;  // the latest last
  FailureThrottle throttle_;
};

Session::Session(const IdentityKeyPair& identity, RegistrationId registration, RandomSource& random)
    : impl_{std::make_unique<Impl>(identity, registration, random)} {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Status Session::process_bundle(SessionState& state, const Address& peer, const PrekeyBundle& bundle,
                               Instant now) {
  return impl_->process_bundle(state, peer, bundle, now);
}

Result<Ciphertext> Session::encrypt(SessionState& state, const Address& peer, ByteView plaintext,
                                    Instant now) {
  const auto as_it_is = [plaintext](const MessageSecret&) -> Result<SecretBytes> {
    return SecretBytes::copied_from(plaintext);
  };
  return impl_->encrypt(state, peer, as_it_is, now);
}

Result<Ciphertext> Session::encrypt(SessionState& state, const Address& peer, const Compose& compose,
                                    Instant now) {
  return impl_->encrypt(state, peer, compose, now);
}

Result<std::optional<Bytes>> Session::current_session(SessionState& state, const Address& peer, Instant now) {
  return impl_->current_session(state, peer, now);
}

Result<Opened> Session::decrypt(SessionState& state, const Address& peer, CiphertextType type, ByteView data,
                                Instant now) {
  return impl_->decrypt(state, peer, type, data, now);
}

void Session::note_failure(const Username& sender, CiphertextType type, Instant now) {
  impl_->note_failure(sender, type, now);
}

Result<IdentityKey> Session::identity_of(ByteView prekey_message) {
  SOTTO_ASSIGN(const BareContext context, bare_context());
  SOTTO_ASSIGN(const PrekeyMessage message, PrekeyMessage::parse(prekey_message, context.get()));
  return message.identity;
}

Status Session::check_record(ByteView bytes) {
  const Error malformed{ErrorCode::malformed, "session record", 0};
  SOTTO_ASSIGN(const BareContext context, bare_context());
  auto record = SessionRecord::parse(bytes, context.get(), Instant{});
  if (!record) return malformed;
  for (const auto& session : record->archived()) {
    if (!parse_state(session.state.expose(), context.get())) return malformed;
  }
  if (record->current() == nullptr && record->archived().empty()) return malformed;
  return {};
}

Status Session::Impl::prepare() {
  if (context_) return {};
  SOTTO_ASSIGN(auto context, Context::create(*random_));
  SOTTO_ASSIGN(const auto public_key, decode_public(identity_.public_key().view(), context->get()));
  SOTTO_ASSIGN(const auto private_key, decode_private(identity_.private_key(), context->get()));
  SOTTO_ASSIGN(us_.identity,
               take<Ref<ratchet_identity_key_pair>>("identity", [&](ratchet_identity_key_pair** out) {
                 return ratchet_identity_key_pair_create(out, public_key.get(), private_key.get());
               }));
  us_.registration = registration_;
  context_ = std::move(context);
  return {};
}

Result<Session::Impl::Loaded> Session::Impl::load(SessionState& state, const Address& peer, Instant now) {
  SOTTO_ASSIGN(auto found, state.find_session(peer));
  const ByteView stored = found ? ByteView{*found} : ByteView{};
  const auto kept =
      std::find_if(kept_.begin(), kept_.end(), [&](const Loaded& one) { return one.peer == peer; });
  if (kept != kept_.end()) {
    // Taken out: whoever fails throws it away, whoever succeeds puts the new one in. If the caller's
    // transaction was undone, or somebody else wrote, the stored bytes differ and are parsed anew.
    Loaded loaded = std::move(*kept);
    kept_.erase(kept);
    if (equal(loaded.stored.expose(), stored)) {
      SOTTO_TRY(loaded.record.expire(now, context_->get()));
      return loaded;
    }
  }
  SOTTO_ASSIGN(SessionRecord record, SessionRecord::parse(stored, context_->get(), now));
  SOTTO_TRY(record.expire(now, context_->get()));
  return Loaded{peer, SecretBytes::copied_from(stored), std::move(record)};
}

void Session::Impl::keep(Loaded loaded, SecretBytes stored) {
  loaded.stored = std::move(stored);
  if (kept_.size() >= records_kept) kept_.erase(kept_.begin());
  kept_.push_back(std::move(loaded));
}

Status Session::Impl::commit(SessionState& state, Loaded loaded, Writes writes, Instant now) {
  SOTTO_TRY(loaded.record.expire(now, context_->get()));
  SOTTO_TRY(loaded.record.limit_waiting(context_->get()));
  SOTTO_ASSIGN(writes.record, loaded.record.serialise());
  SOTTO_TRY(writes.flush(state, loaded.peer));
  keep(std::move(loaded), std::move(writes.record));
  return {};
}

Status Session::Impl::process_bundle(SessionState& state, const Address& peer, const PrekeyBundle& bundle,
                                     Instant now) {
  SOTTO_TRY(prepare());
  SOTTO_ASSIGN(const IdentityKey identity, IdentityKey::parse(bundle.identity_key));
  SOTTO_TRY(PublicKey::parse(bundle.signed_prekey));
  if (bundle.prekey_id.has_value() == bundle.prekey.empty())
    return Error{ErrorCode::malformed, "one-time prekey", 0};
  if (bundle.prekey_id) SOTTO_TRY(PublicKey::parse(bundle.prekey));
  // An empty signature is a null pointer inside the library; verify_bare refuses all but 64 bytes.
  SOTTO_TRY(verify_bare(identity, bundle.signed_prekey, bundle.signed_prekey_signature));
  SOTTO_ASSIGN(const auto known, state.find_identity(peer.user));
  SOTTO_TRY(check_trust(known, identity));

  SOTTO_ASSIGN(Loaded loaded, load(state, peer, now));
  SOTTO_ASSIGN(auto fresh, initiate(*context_, us_, bundle));
  SOTTO_TRY(loaded.record.replace_current(std::move(fresh), Initiator::us, now));
  Writes writes;
  if (!known) writes.identity = KnownIdentity{identity, Trust::trusted};
  const Status done = commit(state, std::move(loaded), std::move(writes), now);
  context_->provider().forget_keys();
  return done;
}

Result<std::optional<Bytes>> Session::Impl::current_session(SessionState& state, const Address& peer,
                                                            Instant now) {
  SOTTO_TRY(prepare());
  SOTTO_ASSIGN(Loaded loaded, load(state, peer, now));
  std::optional<Bytes> found;
  if (loaded.record.current() != nullptr) {
    SOTTO_ASSIGN(found, base_key(loaded.record.current()));
  }
  SecretBytes stored = loaded.stored.clone();
  keep(std::move(loaded), std::move(stored));
  return found;
}

Result<Ciphertext> Session::Impl::encrypt(SessionState& state, const Address& peer, const Compose& compose,
                                          Instant now) {
  SOTTO_TRY(prepare());
  auto sealed = seal(state, peer, compose, now);
  context_->provider().forget_keys();
  return sealed;
}

Result<Ciphertext> Session::Impl::seal(SessionState& state, const Address& peer, const Compose& compose,
                                       Instant now) {
  SOTTO_ASSIGN(Loaded loaded, load(state, peer, now));
  auto* current = loaded.record.current();
  if (current == nullptr) return Error{ErrorCode::no_session, "encrypt", 0};
  if (defences().trust_everywhere) {
    SOTTO_ASSIGN(const auto known, state.find_identity(peer.user));
    SOTTO_ASSIGN(const IdentityKey identity, remote_identity(current));
    SOTTO_TRY(check_trust(known, identity));
  }
  SOTTO_ASSIGN(Bytes session, base_key(current));
  SOTTO_ASSIGN(auto sessions, base_keys(loaded.record));
  SOTTO_ASSIGN(const auto message, DoubleRatchet{*context_}.seal(current, [&](SecretBytes secret) {
    return compose({std::move(session), std::move(secret), std::move(sessions)});
  }));
  const signal_buffer* bytes = ciphertext_message_get_serialized(message.get());
  Ciphertext out;
  out.type = ciphertext_message_get_type(message.get()) == CIPHERTEXT_PREKEY_TYPE ? CiphertextType::prekey
                                                                                  : CiphertextType::ordinary;
  out.data = copy_of({signal_buffer_const_data(bytes), signal_buffer_len(bytes)});
  SOTTO_TRY(commit(state, std::move(loaded), {}, now));
  return out;
}

Result<Opened> Session::Impl::decrypt(SessionState& state, const Address& peer, CiphertextType type,
                                      ByteView data, Instant now) {
  SOTTO_TRY(prepare());
  if (defences().throttle && throttle_.is_throttled(peer.user, type, now)) {
    return Error{ErrorCode::throttled, "decrypt", 0};
  }
  auto opened = open(state, peer, type, data, now);
  if (!opened && opened.error().code == ErrorCode::undecryptable) note_failure(peer.user, type, now);
  context_->provider().forget_keys();
  return opened;
}

Result<Opened> Session::Impl::open(SessionState& state, const Address& peer, CiphertextType type,
                                   ByteView data, Instant now) {
  switch (type) {
    case CiphertextType::ordinary:
      return open_ordinary(state, peer, data, now);
    case CiphertextType::prekey:
      return open_prekey(state, peer, data, now);
  }
  return Error{ErrorCode::malformed, "message type", 0};
}

Result<Opened> Session::Impl::open_ordinary(SessionState& state, const Address& peer, ByteView data,
                                            Instant now) {
  SOTTO_ASSIGN(const OrdinaryMessage message, OrdinaryMessage::parse(data, context_->get()));
  SOTTO_ASSIGN(const auto known, state.find_identity(peer.user));
  SOTTO_ASSIGN(Loaded loaded, load(state, peer, now));
  if (loaded.record.current() == nullptr && loaded.record.archived().empty()) {
    return Error{ErrorCode::no_session, "decrypt", 0};
  }
  SOTTO_ASSIGN(Found found, open_anywhere(loaded.record, message, now));
  return finish(state, std::move(loaded), std::move(found), known, {}, now);
}

Result<Opened> Session::Impl::open_prekey(SessionState& state, const Address& peer, ByteView data,
                                          Instant now) {
  SOTTO_ASSIGN(PrekeyMessage message, PrekeyMessage::parse(data, context_->get()));
  SOTTO_ASSIGN(const auto known, state.find_identity(peer.user));
  SOTTO_ASSIGN(Loaded loaded, load(state, peer, now));
  auto known_session = open_with_base_key(loaded.record, message, now);
  if (!known_session && known_session.error().code == ErrorCode::no_session) {
    return open_first(state, std::move(loaded), message, known, now);
  }
  if (!known_session) return known_session.error();
  return finish(state, std::move(loaded), *std::move(known_session), known, {}, now);
}

/// The first message of a session that the peer began.
Result<Opened> Session::Impl::open_first(SessionState& state, Loaded loaded, PrekeyMessage& message,
                                         const std::optional<KnownIdentity>& known, Instant now) {
  const Address& peer = loaded.peer;
  if (defences().replay_table) {
    SOTTO_ASSIGN(const bool seen, state.was_base_key_seen(peer, message.base_key.view()));
    if (seen) return Error{ErrorCode::replayed_prekey_message, "base key", 0};
  }
  if (defences().torsion_free_base && !is_torsion_free(message.base_key.view().subspan(1))) {
    return Error{ErrorCode::low_order_key, "base key", 0};
  }
  SOTTO_ASSIGN(const auto signed_prekey, state.find_signed_prekey(message.signed_prekey));
  if (!signed_prekey) return Error{ErrorCode::unknown_prekey, "signed prekey", 0};
  std::optional<SecretBytes> one_time;
  if (message.one_time_prekey) {
    if (message.one_time_prekey->value != last_resort_prekey) {
      SOTTO_ASSIGN(one_time, state.find_prekey(*message.one_time_prekey));
    }
    if (!one_time) return Error{ErrorCode::unknown_prekey, "one-time prekey", 0};
  }
  SOTTO_ASSIGN(auto fresh, respond(*context_, us_, message.wrapper.get(), *signed_prekey, one_time));
  SOTTO_ASSIGN(Unsealed unsealed,
               DoubleRatchet{*context_}.open(fresh.get(), message.inside.message.get(), now));
  SOTTO_TRY(loaded.record.replace_current(std::move(fresh), Initiator::peer, now));

  Writes writes;
  writes.used_prekey = message.one_time_prekey;
  writes.base_key.emplace(copy_of(message.base_key.view()), message.signed_prekey);
  return finish(state, std::move(loaded),
                Found{std::move(unsealed), message.identity, copy_of(message.base_key.view())}, known,
                std::move(writes), now);
}

/// Authentic; whether it may be shown is a question of trust. Then everything is written.
Result<Opened> Session::Impl::finish(SessionState& state, Loaded loaded, Found found,
                                     const std::optional<KnownIdentity>& known, Writes writes, Instant now) {
  if (defences().trust_everywhere) SOTTO_TRY(check_trust(known, found.identity));
  if (!known) writes.identity = KnownIdentity{found.identity, Trust::trusted};
  if (found.unsealed.skipped) loaded.record.remember(*std::move(found.unsealed.skipped));
  const auto used_prekey = writes.used_prekey;
  SOTTO_ASSIGN(auto sessions, base_keys(loaded.record));
  SOTTO_TRY(commit(state, std::move(loaded), std::move(writes), now));
  return Opened{std::move(found.unsealed.plaintext),
                found.identity,
                used_prekey,
                {std::move(found.base_key), std::move(found.unsealed.secret), std::move(sessions)}};
}

Result<Session::Impl::Found> Session::Impl::open_current(SessionRecord& record, signal_message* message,
                                                         Instant now) {
  SOTTO_ASSIGN(Unsealed unsealed, DoubleRatchet{*context_}.open(record.current(), message, now));
  SOTTO_ASSIGN(const IdentityKey identity, remote_identity(record.current()));
  SOTTO_ASSIGN(Bytes name, base_key(record.current()));
  return Found{std::move(unsealed), identity, std::move(name)};
}

Result<Session::Impl::Found> Session::Impl::open_archived(SessionRecord& record, std::size_t index,
                                                          signal_message* message, Instant now) {
  auto& session = record.archived()[index];
  SOTTO_ASSIGN(auto state, parse_state(session.state.expose(), context_->get()));
  const bool unanswered = session_state_has_unacknowledged_pre_key_message(state.get()) == 1;
  SOTTO_ASSIGN(Unsealed unsealed, DoubleRatchet{*context_}.open(state.get(), message, now));
  unsealed.skipped.reset();
  SOTTO_ASSIGN(const IdentityKey identity, remote_identity(state.get()));
  SOTTO_ASSIGN(Bytes name, base_key(state.get()));
  const Initiator initiator = unanswered ? Initiator::us : Initiator::peer;
  SOTTO_ASSIGN(const bool promote, becomes_current(record, state.get(), initiator));
  if (promote) {
    record.archived().erase(record.archived().begin() + static_cast<std::ptrdiff_t>(index));
    SOTTO_TRY(record.replace_current(std::move(state), initiator, now));
  } else {
    SOTTO_ASSIGN(session.state, serialise_state(state.get()));
  }
  return Found{std::move(unsealed), identity, std::move(name)};
}

// An archived session only receives: whoever stole its keys must not get the conversation back to it (A16).
// One case is no step back but the end of a handshake that crossed another, and both sides decide it alike:
// the first answer to a session that we began, while the current one was begun by the peer at the same time.
// The lower base key stays. Of two sessions that the peer began the one that came last stays, whichever the
// peer uses: a copy of an unanswered one could say so too.
Result<bool> Session::Impl::becomes_current(const SessionRecord& record, session_state* candidate,
                                            Initiator initiator) {
  if (!defences().archive_limits || record.current() == nullptr) return true;
  if (initiator != Initiator::us || record.current_initiator() != Initiator::peer) return false;
  SOTTO_ASSIGN(const Bytes ours, base_key(candidate));
  SOTTO_ASSIGN(const Bytes theirs, base_key(record.current()));
  return ours < theirs;
}

Result<Session::Impl::Found> Session::Impl::open_anywhere(SessionRecord& record,
                                                          const OrdinaryMessage& incoming, Instant now) {
  auto* message = incoming.message.get();
  auto* ratchet_key = signal_message_get_sender_ratchet_key(message);
  const auto archived = [&](std::size_t i) { return open_archived(record, i, message, now); };
  // A known ratchet key names its session. Nobody else's keys are tried, so that a forgery costs one attempt.
  if (record.current() != nullptr &&
      session_state_get_receiver_chain_key(record.current(), ratchet_key) != nullptr) {
    return open_current(record, message, now);
  }
  for (std::size_t i = 0; i < record.archived().size(); ++i) {
    if (has_receiving_chain(record.archived()[i].state.expose(), incoming.ratchet_key.view()))
      return archived(i);
  }
  Result<Found> found = Error{ErrorCode::undecryptable, "no session fits", 0};
  if (record.current() != nullptr) found = open_current(record, message, now);
  for (std::size_t i = 0; i < record.archived().size(); ++i) {
    if (found || found.error().code != ErrorCode::undecryptable) break;
    found = archived(i);
  }
  return found;
}

/// no_session when the handshake is not among the record's.
Result<Session::Impl::Found> Session::Impl::open_with_base_key(SessionRecord& record,
                                                               const PrekeyMessage& message, Instant now) {
  const auto names_another = [&](const session_state* state) -> Result<bool> {
    SOTTO_ASSIGN(const IdentityKey identity, remote_identity(state));
    return defences().wrapper_identity && !(identity == message.identity);
  };
  const Error mismatch{ErrorCode::identity_mismatch, "wrapper", 0};
  const ByteView wanted = message.base_key.view();
  if (record.current() != nullptr) {
    SOTTO_ASSIGN(const Bytes current, base_key(record.current()));
    if (equal(current, wanted)) {
      SOTTO_ASSIGN(const bool another, names_another(record.current()));
      if (another) return mismatch;
      return open_current(record, message.inside.message.get(), now);
    }
  }
  for (std::size_t i = 0; i < record.archived().size(); ++i) {
    if (!equal(base_key_of(record.archived()[i].state.expose()), wanted)) continue;
    SOTTO_ASSIGN(const auto state, parse_state(record.archived()[i].state.expose(), context_->get()));
    SOTTO_ASSIGN(const bool another, names_another(state.get()));
    if (another) return mismatch;
    return open_archived(record, i, message.inside.message.get(), now);
  }
  return Error{ErrorCode::no_session, "base key", 0};
}

}  // namespace sotto::crypto
