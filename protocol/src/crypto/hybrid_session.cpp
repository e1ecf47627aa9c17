// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/hybrid_session.hpp"

#include <algorithm>

#include "defences.hpp"
#include "kem_prekey_record.hpp"
#include "kem_record.hpp"
#include "length_prefixed.hpp"
#include "staged_state.hpp"

namespace sotto::crypto {
namespace {

constexpr std::string_view context_label = "sotto/v1/content-context";
/// Of the protocol, as in every envelope.
constexpr std::uint32_t protocol = 1;

Bytes associated_with(const ContentContext& context, ByteView header) {
  LengthPrefixed parts;
  parts.text(context_label).number(protocol).number(suite_hybrid);
  if (defences().content_context) {
    parts.text(context.sender.user.text()).number(context.sender.device.value);
    parts.text(context.recipient.user.text()).number(context.recipient.device.value);
    parts.text(context.conversation).bytes(context.message.view());
  }
  return parts.bytes(header).take();
}

/// Both halves of the hybrid, side by side into one derivation.
SecretBytes input_of(const SecretBytes& epoch, const SecretBytes& message) {
  if (!defences().kem_secret) return message.clone();
  SecretBytes both{epoch.size() + message.size()};
  const auto end = std::copy(epoch.expose().begin(), epoch.expose().end(), both.expose_for_writing().begin());
  std::copy(message.expose().begin(), message.expose().end(), end);
  return both;
}

Result<KemRecord> load(HybridState& state, const Address& peer) {
  SOTTO_ASSIGN(const auto stored, state.find_kem_record(peer));
  return KemRecord::parse(stored ? stored->expose() : ByteView{});
}

Status save(HybridState& state, const Address& peer, const KemRecord& record) {
  return state.save_kem_record(peer, record.serialise().expose());
}

/// Whoever has shown a suite once is not believed to have forgotten it.
Status remember_suite(HybridState& state, const Username& user) {
  SOTTO_ASSIGN(auto known, state.find_identity(user));
  if (!known || known->suite >= suite_hybrid) return {};
  known->suite = suite_hybrid;
  return state.save_identity(user, *known);
}

}  // namespace

Status verify_kem_prekey(const Address& peer, const HybridBundle& bundle) {
  SOTTO_ASSIGN(const auto identity, IdentityKey::parse(bundle.classical.identity_key));
  const bool once = bundle.kem_prekey_kind == KemPrekeyKind::one_time;
  return verify(identity, once ? SignaturePurpose::kem_prekey : SignaturePurpose::kem_last_resort,
                kem_prekey_message(peer.user, peer.device, bundle.kem_prekey_id, bundle.kem_prekey),
                bundle.kem_prekey_signature);
}

HybridSession::HybridSession(const IdentityKeyPair& identity, RegistrationId registration,
                             RandomSource& random)
    : identity_{identity.clone()}, random_{&random}, session_{identity, registration, random} {}

Status HybridSession::process_bundle(HybridState& state, const Address& peer, const HybridBundle& bundle,
                                     Instant now) {
  SOTTO_TRY(check_suite(state, peer.user, bundle.suite));
  SOTTO_ASSIGN(const auto identity, IdentityKey::parse(bundle.classical.identity_key));
  SOTTO_ASSIGN(const auto prekey, KemPublicKey::parse(bundle.kem_prekey));
  StagedState staged{state};
  SOTTO_TRY(session_.process_bundle(staged, peer, bundle.classical, now));
  SOTTO_ASSIGN(const auto base_key, session_.current_session(staged, peer, now));
  if (!base_key) return Error{ErrorCode::no_session, "bundle", 0};
  const KemParties parties{identity_.public_key().view(), identity.view(), *base_key};
  SOTTO_ASSIGN(auto ratchet, KemRatchet::initiate(parties, bundle.kem_prekey_id, prekey, now, *random_));
  SOTTO_ASSIGN(auto record, load(staged, peer));
  record.add(*base_key, std::move(ratchet));
  SOTTO_TRY(save(staged, peer, record));
  SOTTO_TRY(remember_suite(staged, peer.user));
  return staged.flush();
}

Result<bool> HybridSession::has_session(HybridState& state, const Address& peer, Instant now) {
  SOTTO_ASSIGN(const auto base_key, session_.current_session(state, peer, now));
  if (!base_key) return false;
  SOTTO_ASSIGN(auto record, load(state, peer));
  return record.find(*base_key) != nullptr;
}

Result<Ciphertext> HybridSession::encrypt(HybridState& state, const ContentContext& context,
                                          std::uint64_t counter, ByteView content, Instant now) {
  const auto& peer = context.recipient;
  SOTTO_TRY(check_suite(state, peer.user, suite_hybrid));
  StagedState staged{state};
  const auto compose = [&](const MessageSecret& message) -> Result<SecretBytes> {
    SOTTO_ASSIGN(auto record, load(staged, peer));
    record.expire(message.sessions, now);
    auto* ratchet = record.find(message.base_key);
    if (ratchet == nullptr) return Error{ErrorCode::no_session, "KEM", 0};
    ContentHeader header;
    header.counter = counter;
    SOTTO_TRY(random_->fill(header.salt));
    SOTTO_TRY(ratchet->prepare(header, now, *random_));
    const auto* secret = ratchet->find_secret(header.epoch);
    if (secret == nullptr) return Error{ErrorCode::store_corrupt, "KEM epoch", 0};
    auto out = serialise(header);
    SOTTO_ASSIGN(const auto sealed, seal_content(input_of(*secret, message.secret), header.salt,
                                                 associated_with(context, out), content));
    append(out, sealed);
    SOTTO_TRY(save(staged, peer, record));
    return SecretBytes::copied_from(out);
  };
  SOTTO_ASSIGN(auto ciphertext, session_.encrypt(staged, peer, compose, now));
  SOTTO_TRY(staged.flush());
  return ciphertext;
}

namespace {

/// One message on its way in: authentic in its session, its content not opened yet.
class Incoming {
 public:
  Incoming(StagedState& staged, const ContentContext& context, const IdentityKeyPair& us,
           const Opened& opened)
      : staged_{staged}, context_{context}, us_{us}, opened_{opened} {}

  Result<OpenedContent> open(Instant now, RandomSource& random) {
    SOTTO_ASSIGN(const auto content, SealedContent::parse(opened_.plaintext.expose()));
    SOTTO_ASSIGN(auto record, load(staged_, context_.sender));
    record.expire(opened_.message.sessions, now);
    SOTTO_ASSIGN(auto* ratchet, ratchet_in(record, content.header, now));
    const auto* secret = ratchet->find_secret(content.header.epoch);
    if (secret == nullptr) return Error{ErrorCode::undecryptable, "KEM epoch", content.header.epoch.value};
    SOTTO_ASSIGN(auto plain, open_content(input_of(*secret, opened_.message.secret), content.header.salt,
                                          associated_with(context_, content.header_bytes), content.sealed));
    SOTTO_TRY(ratchet->take_in(content.header, now, random));
    SOTTO_TRY(save(staged_, context_.sender, record));
    return OpenedContent{std::move(plain), opened_.identity, content.header.counter};
  }

 private:
  /// That of the message's session; a new one when this is the session's first message.
  Result<KemRatchet*> ratchet_in(KemRecord& record, const ContentHeader& header, Instant now) {
    const ByteView base_key = opened_.message.base_key;
    if (auto* known = record.find(base_key)) return known;
    if (!header.handshake) return Error{ErrorCode::unsupported_suite, "no KEM handshake", 0};
    SOTTO_ASSIGN(auto ratchet, answer_handshake(*header.handshake, now));
    record.add(base_key, std::move(ratchet));
    return record.find(base_key);
  }

  Result<KemRatchet> answer_handshake(const KemHandshake& handshake, Instant now) {
    SOTTO_ASSIGN(const auto stored, staged_.find_kem_prekey(handshake.prekey));
    if (!stored) return Error{ErrorCode::unknown_prekey, "KEM prekey", 0};
    SOTTO_ASSIGN(auto prekey, KemPrekeyRecord::parse(*stored));
    SOTTO_ASSIGN(const auto pair, KemKeyPair::from_seed(std::move(prekey.seed)));
    if (prekey.kind == KemPrekeyKind::one_time) SOTTO_TRY(staged_.erase_kem_prekey(handshake.prekey));
    const KemParties parties{opened_.identity.view(), us_.public_key().view(), opened_.message.base_key};
    return KemRatchet::respond(parties, handshake, pair, now);
  }

  StagedState& staged_;
  const ContentContext& context_;
  const IdentityKeyPair& us_;
  const Opened& opened_;
};

}  // namespace

Result<OpenedContent> HybridSession::decrypt(HybridState& state, const ContentContext& context,
                                             CiphertextType type, ByteView data, Instant now) {
  SOTTO_TRY(check_suite(state, context.sender.user, suite_hybrid));
  StagedState staged{state};
  SOTTO_ASSIGN(const auto opened, session_.decrypt(staged, context.sender, type, data, now));
  Incoming incoming{staged, context, identity_, opened};
  auto content = incoming.open(now, *random_);
  if (!content && !is_local_failure(content.error().code)) note_failure(context.sender.user, type, now);
  if (!content) return content.error();
  SOTTO_TRY(remember_suite(staged, context.sender.user));
  SOTTO_TRY(staged.flush());
  return content;
}

Status HybridSession::check_suite(HybridState& state, const Username& user, std::uint32_t suite) const {
  const Error refused{ErrorCode::unsupported_suite, "suite", suite};
  if (suite != suite_hybrid) return refused;
  SOTTO_ASSIGN(const auto known, state.find_identity(user));
  if (defences().suite_never_falls && known && known->suite > suite) return refused;
  return {};
}

}  // namespace sotto::crypto
