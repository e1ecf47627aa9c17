// SPDX-License-Identifier: GPL-3.0-or-later
#include "kem_ratchet.hpp"

#include <algorithm>

#include "length_prefixed.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {
namespace {

constexpr std::string_view handshake_label = "sotto/v1/kem-handshake";
constexpr std::string_view ratchet_label = "sotto/v1/kem-ratchet";
constexpr std::string_view epoch_label = "sotto/v1/kem-epoch";
constexpr std::size_t secret_size = 32;

/// Everything that the two have said to agree on the first secret.
Bytes handshake_info(const KemParties& parties, const KemHandshake& handshake, const KemPublicKey& prekey) {
  return LengthPrefixed{}
      .text(handshake_label)
      .bytes(parties.initiator_identity)
      .bytes(parties.responder_identity)
      .bytes(parties.base_key)
      .number(handshake.prekey.value)
      .bytes(prekey.view())
      .bytes(handshake.ciphertext)
      .take();
}

Bytes ratchet_info(EpochNumber epoch, ByteView public_key, ByteView ciphertext) {
  return LengthPrefixed{}.text(ratchet_label).number(epoch.value).bytes(public_key).bytes(ciphertext).take();
}

SecretBytes joined(const SecretBytes& a, const SecretBytes& b) {
  SecretBytes both{a.size() + b.size()};
  const auto end = std::copy(a.expose().begin(), a.expose().end(), both.expose_for_writing().begin());
  std::copy(b.expose().begin(), b.expose().end(), end);
  return both;
}

}  // namespace

Result<KemRatchet> KemRatchet::initiate(const KemParties& parties, PrekeyId id, const KemPublicKey& prekey,
                                        Instant now, RandomSource& random) {
  SOTTO_ASSIGN(auto made, encapsulate(prekey, random));
  KemHandshake handshake{id, std::move(made.ciphertext)};
  SOTTO_ASSIGN(auto ratchet, begin(KemRole::initiator, parties, handshake, prekey, made.secret, now));
  ratchet.handshake_ = std::move(handshake);
  return ratchet;
}

Result<KemRatchet> KemRatchet::respond(const KemParties& parties, const KemHandshake& handshake,
                                       const KemKeyPair& prekey, Instant now) {
  SOTTO_ASSIGN(const auto shared, prekey.decapsulate(handshake.ciphertext));
  return begin(KemRole::responder, parties, handshake, prekey.public_key(), shared, now);
}

Result<KemRatchet> KemRatchet::begin(KemRole role, const KemParties& parties, const KemHandshake& handshake,
                                     const KemPublicKey& prekey, const SecretBytes& shared, Instant now) {
  SOTTO_ASSIGN(auto root, hkdf(shared, handshake_info(parties, handshake, prekey), secret_size));
  KemRatchet ratchet{role, std::move(root)};
  SOTTO_TRY(ratchet.add_epoch(EpochNumber{0}, now));
  return ratchet;
}

Status KemRatchet::prepare(ContentHeader& header, Instant now, RandomSource& random) {
  if (is_our_turn() && is_due(now)) SOTTO_TRY(make_offer(random));
  header.epoch = sending_;
  header.handshake = handshake_;
  if (offer_ && offer_->unsent++ % repeat_after == 0) header.offer = offer_->offer;
  if (answer_ && answer_->unsent++ % repeat_after == 0) header.answer = answer_->answer;
  ++messages_;
  return {};
}

const SecretBytes* KemRatchet::find_secret(EpochNumber epoch) const {
  for (const auto& one : epochs_) {
    if (one.number == epoch) return &one.secret;
  }
  return nullptr;
}

Status KemRatchet::take_in(const ContentHeader& header, Instant now, RandomSource& random) {
  handshake_.reset();  // whoever can write in this session has it
  ++messages_;
  confirm(header.epoch, now);
  if (header.offer) SOTTO_TRY(take_offer(*header.offer, now, random));
  if (header.answer) SOTTO_TRY(take_answer(*header.answer, now));
  expire(now);
  return {};
}

bool KemRatchet::is_our_turn() const {
  const auto role = next().value % 2 == 1 ? KemRole::responder : KemRole::initiator;
  return role == role_ && sending_ == newest() && !offer_;
}

// The first secret belongs to a prekey that may have lain at the relay for a week: it is replaced at once.
bool KemRatchet::is_due(Instant now) const {
  return newest().value == 0 || messages_ >= messages_per_epoch || now - begun_ >= epoch_lifetime;
}

Status KemRatchet::make_offer(RandomSource& random) {
  SOTTO_ASSIGN(const auto pair, KemKeyPair::fresh(random));
  offer_ = OwnOffer{{next(), copy_of(pair.public_key().view())}, pair.seed().clone()};
  return {};
}

/// A repeated or a stale one is no news.
Status KemRatchet::take_offer(const KemOffer& offer, Instant now, RandomSource& random) {
  const bool is_theirs = (offer.epoch.value % 2 == 1) == (role_ == KemRole::initiator);
  if (!is_theirs || !(offer.epoch == next()) || answer_) return {};
  SOTTO_ASSIGN(const auto key, KemPublicKey::parse(offer.public_key));
  SOTTO_ASSIGN(auto made, encapsulate(key, random));
  SOTTO_TRY(begin_epoch(key.view(), made.ciphertext, made.secret, now));
  answer_ = OwnAnswer{{offer.epoch, std::move(made.ciphertext)}};
  return {};
}

Status KemRatchet::take_answer(const KemAnswer& answer, Instant now) {
  if (!offer_ || !(answer.epoch == offer_->offer.epoch)) return {};
  SOTTO_ASSIGN(const auto pair, KemKeyPair::from_seed(std::move(offer_->seed)));
  SOTTO_ASSIGN(const auto shared, pair.decapsulate(answer.ciphertext));
  SOTTO_TRY(begin_epoch(pair.public_key().view(), answer.ciphertext, shared, now));
  offer_.reset();
  sending_ = newest();  // the peer has it: it made it
  return {};
}

Status KemRatchet::begin_epoch(ByteView public_key, ByteView ciphertext, const SecretBytes& shared,
                               Instant now) {
  const auto number = next();
  SOTTO_ASSIGN(root_, hkdf(joined(root_, shared), ratchet_info(number, public_key, ciphertext), secret_size));
  return add_epoch(number, now);
}

Status KemRatchet::add_epoch(EpochNumber number, Instant now) {
  SOTTO_ASSIGN(auto secret, hkdf(root_, LengthPrefixed{}.text(epoch_label).take(), secret_size));
  epochs_.push_back({number, std::move(secret)});
  messages_ = 0;
  begun_ = now;
  return {};
}

/// The peer uses this epoch: it has the answer, and what is older is only still under way.
void KemRatchet::confirm(EpochNumber epoch, Instant now) {
  if (answer_ && !(epoch < answer_->answer.epoch)) {
    answer_.reset();
    sending_ = newest();
  }
  for (auto& one : epochs_) {
    if (one.number < epoch && !one.replaced) one.replaced = now;
  }
}

void KemRatchet::expire(Instant now) {
  const auto replaced = [](const Epoch& one) { return one.replaced.has_value(); };
  std::erase_if(epochs_, [&](const Epoch& one) {
    return replaced(one) && now - *one.replaced > replaced_epoch_lifetime;
  });
  while (static_cast<std::size_t>(std::count_if(epochs_.begin(), epochs_.end(), replaced)) >
         max_replaced_epochs) {
    epochs_.erase(std::find_if(epochs_.begin(), epochs_.end(), replaced));
  }
}

}  // namespace sotto::crypto
