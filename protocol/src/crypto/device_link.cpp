// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/device_link.hpp"

#include <algorithm>

#include "aead.hpp"
#include "defences.hpp"
#include "length_prefixed.hpp"
#include "sotto/base/binary.hpp"
#include "sotto/base/text.hpp"
#include "x25519.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t max_device_name = 64;
constexpr std::string_view rendezvous_label = "sotto/v1/link-rendezvous";
constexpr std::string_view commitment_label = "sotto/v1/link-commitment";
constexpr std::string_view offer_label = "sotto/v1/link-offer";
constexpr std::string_view reveal_label = "sotto/v1/link-reveal";
constexpr std::string_view transcript_label = "sotto/v1/link-transcript";
constexpr std::string_view number_label = "sotto/v1/link-number";
constexpr std::string_view grant_label = "sotto/v1/link-grant";

struct EphemeralKey {
  SecretBytes secret;
  PublicKey public_key;
};

Result<EphemeralKey> fresh_key(RandomSource& random) {
  SecretBytes secret{key_size};
  SOTTO_TRY(random.fill(secret.expose_for_writing()));
  const auto point = x25519_public(secret.expose());
  if (!point) return Error{ErrorCode::crypto_failed, "link key", 0};
  Bytes serialised{0x05};
  append(serialised, *point);
  SOTTO_ASSIGN(const auto public_key, PublicKey::parse(serialised));
  return EphemeralKey{std::move(secret), public_key};
}

/// One key for each direction, so that no message can be handed back to whoever made it.
Result<SecretBytes> key_for(const LinkCode& code, std::string_view label) {
  return hkdf(code.secret(), LengthPrefixed{}.text(label).take(), key_size);
}

Sha256 commitment_to(const PublicKey& key, const Username& owner) {
  return sha256(LengthPrefixed{}.text(commitment_label).bytes(key.view()).text(owner.text()).take());
}

/// A message belongs to one linking and one opening of it.
Bytes context_of(std::string_view label, ByteView rendezvous, const Sha256& commitment) {
  if (!defences().link_context) return {};
  return LengthPrefixed{}.text(label).bytes(rendezvous).bytes(commitment).take();
}

/// Text in a field of fixed size, so that its length doesn't show.
Bytes padded(std::string_view text, std::size_t size) {
  Bytes out = copy_of(bytes_of(text));
  out.resize(size);
  return out;
}

std::string unpadded(ByteView field) {
  const auto end = std::find(field.begin(), field.end(), std::uint8_t{0});
  return {field.begin(), end};
}

LinkTranscript transcript_of(ByteView rendezvous, const Sha256& commitment, ByteView offer,
                             const PublicKey& key, const Username& owner) {
  return sha256(LengthPrefixed{}
                    .text(transcript_label)
                    .bytes(rendezvous)
                    .bytes(commitment)
                    .bytes(offer)
                    .bytes(key.view())
                    .text(owner.text())
                    .take());
}

Bytes offer_of(const PublicKey& key, const KemPublicKey& kem, std::string_view device_name) {
  BinaryWriter out;
  out.raw(key.view()).raw(kem.view()).raw(padded(device_name, max_device_name));
  return copy_of(out.view());
}

Result<SecretBytes> agree(const SecretBytes& own, const PublicKey& other) {
  auto shared = x25519(own.expose(), other.view().subspan(1));
  if (!shared) return Error{ErrorCode::low_order_key, "link agreement", 0};
  return *std::move(shared);
}

/// As long as one of code, X25519 and ML-KEM holds, so does this key.
Result<SecretBytes> grant_key(const LinkCode& code, const SecretBytes& agreed, const SecretBytes& kem_secret,
                              const LinkTranscript& transcript) {
  SecretBytes all{LinkCode::secret_size + 2 * key_size};
  auto to = all.expose_for_writing().begin();
  for (const SecretBytes* part : {&code.secret(), &agreed, &kem_secret}) {
    to = std::copy(part->expose().begin(), part->expose().end(), to);
  }
  return hkdf(all, LengthPrefixed{}.text(grant_label).bytes(transcript).take(), key_size);
}

Bytes grant_context(const LinkTranscript& transcript, ByteView kem_ciphertext) {
  return LengthPrefixed{}.text(grant_label).bytes(transcript).bytes(kem_ciphertext).take();
}

Result<LinkedAccount> read_account(const SecretBytes& opened) {
  BinaryReader in{opened.expose()};
  auto identity = SecretBytes::copied_from(in.raw(key_size));
  auto archive_key = SecretBytes::copied_from(in.raw(key_size));
  const DeviceId owner{in.u32()};
  const auto version = in.u64();
  if (!in.is_complete()) return Error{ErrorCode::malformed, "link grant", 0};
  SOTTO_ASSIGN(auto pair, IdentityKeyPair::from_private(std::move(identity)));
  return LinkedAccount{{std::move(pair), std::move(archive_key)}, owner, version};
}

}  // namespace

Result<Bytes> link_rendezvous(const LinkCode& code) {
  SOTTO_ASSIGN(const auto name,
               hkdf(code.secret(), LengthPrefixed{}.text(rendezvous_label).take(), link_rendezvous_size));
  return copy_of(name.expose());
}

Result<LinkOpening> open_link(const Username& owner, RandomSource& random) {
  SOTTO_ASSIGN(auto code, LinkCode::fresh(random));
  SOTTO_ASSIGN(auto key, fresh_key(random));
  SOTTO_ASSIGN(auto rendezvous, link_rendezvous(code));
  const auto commitment = commitment_to(key.public_key, owner);
  return LinkOpening{std::move(code),       owner,     std::move(key.secret), key.public_key,
                     std::move(rendezvous), commitment};
}

Result<LinkOffer> make_link_offer(LinkCode code, const Sha256& commitment, std::string_view device_name,
                                  RandomSource& random) {
  SOTTO_TRY(check_text(device_name, 0, max_device_name, "device name"));
  SOTTO_ASSIGN(auto key, fresh_key(random));
  SOTTO_ASSIGN(auto kem, KemKeyPair::fresh(random));
  SOTTO_ASSIGN(auto rendezvous, link_rendezvous(code));
  SOTTO_ASSIGN(const auto seal_key, key_for(code, offer_label));
  SOTTO_ASSIGN(auto sealed, seal(seal_key, offer_of(key.public_key, kem.public_key(), device_name),
                                 context_of(offer_label, rendezvous, commitment), random));
  return LinkOffer{std::move(code), std::move(key.secret), std::move(kem), std::move(rendezvous),
                   commitment,      std::move(sealed)};
}

Result<ReceivedLinkOffer> receive_link_offer(const LinkOpening& opening, ByteView sealed) {
  SOTTO_ASSIGN(const auto key, key_for(opening.code, offer_label));
  SOTTO_ASSIGN(const auto opened,
               open(key, sealed, context_of(offer_label, opening.rendezvous, opening.commitment)));
  BinaryReader in{opened.expose()};
  const auto public_key = in.raw(PublicKey::size);
  const auto kem = in.raw(KemPublicKey::size);
  auto device_name = unpadded(in.raw(max_device_name));
  if (!in.is_complete()) return Error{ErrorCode::malformed, "link offer", 0};
  SOTTO_TRY(check_text(device_name, 0, max_device_name, "device name"));
  SOTTO_ASSIGN(const auto parsed, PublicKey::parse(public_key));
  SOTTO_ASSIGN(auto parsed_kem, KemPublicKey::parse(kem));
  return ReceivedLinkOffer{
      parsed, std::move(parsed_kem), std::move(device_name),
      transcript_of(opening.rendezvous, opening.commitment, sealed, opening.public_key, opening.owner)};
}

Result<Bytes> seal_link_reveal(const LinkOpening& opening, RandomSource& random) {
  BinaryWriter out;
  out.raw(opening.public_key.view()).raw(padded(opening.owner.text(), Username::max_length));
  SOTTO_ASSIGN(const auto key, key_for(opening.code, reveal_label));
  return seal(key, out.view(), context_of(reveal_label, opening.rendezvous, opening.commitment), random);
}

Result<LinkReveal> open_link_reveal(const LinkOffer& offer, ByteView sealed) {
  SOTTO_ASSIGN(const auto key, key_for(offer.code, reveal_label));
  SOTTO_ASSIGN(const auto opened,
               open(key, sealed, context_of(reveal_label, offer.rendezvous, offer.commitment)));
  BinaryReader in{opened.expose()};
  const auto public_key = in.raw(PublicKey::size);
  const auto name = unpadded(in.raw(Username::max_length));
  if (!in.is_complete()) return Error{ErrorCode::malformed, "link reveal", 0};
  SOTTO_ASSIGN(const auto parsed, PublicKey::parse(public_key));
  SOTTO_ASSIGN(auto owner, Username::parse(name));
  const bool as_committed = commitment_to(parsed, owner) == offer.commitment;
  if (!as_committed && defences().link_commitment)
    return Error{ErrorCode::identity_mismatch, "link reveal", 0};
  const auto transcript = transcript_of(offer.rendezvous, offer.commitment, offer.sealed, parsed, owner);
  return LinkReveal{parsed, std::move(owner), transcript};
}

/// The remainder favours no number by more than one part in 10^13.
std::string link_number(const LinkTranscript& transcript) {
  const auto digest = sha256(LengthPrefixed{}.text(number_label).bytes(transcript).take());
  constexpr std::uint64_t numbers = 1'000'000;
  const auto value = BinaryReader{digest}.u64() % numbers;
  auto digits = std::to_string(numbers + value);
  return digits.substr(1);
}

Result<Bytes> seal_link_grant(const LinkOpening& opening, const ReceivedLinkOffer& offer,
                              const LinkedAccount& account, RandomSource& random) {
  SOTTO_ASSIGN(const auto agreed, agree(opening.ephemeral, offer.key));
  SOTTO_ASSIGN(auto kem, encapsulate(offer.kem, random));
  SOTTO_ASSIGN(const auto key, grant_key(opening.code, agreed, kem.secret, offer.transcript));
  BinaryWriter out;
  out.raw(account.keys.identity.private_key().expose()).raw(account.keys.archive_key.expose());
  out.u32(account.owner.value).u64(account.device_list_version);
  SOTTO_ASSIGN(const auto sealed,
               seal_once(key, out.view(), grant_context(offer.transcript, kem.ciphertext)));
  append(kem.ciphertext, sealed);
  return std::move(kem.ciphertext);
}

Result<LinkedAccount> open_link_grant(const LinkOffer& offer, const LinkReveal& reveal, ByteView sealed) {
  if (sealed.size() < kem_ciphertext_size) return Error{ErrorCode::malformed, "link grant", 0};
  const auto ciphertext = sealed.first(kem_ciphertext_size);
  SOTTO_ASSIGN(const auto agreed, agree(offer.ephemeral, reveal.key));
  SOTTO_ASSIGN(const auto kem_secret, offer.kem.decapsulate(ciphertext));
  SOTTO_ASSIGN(const auto key, grant_key(offer.code, agreed, kem_secret, reveal.transcript));
  SOTTO_ASSIGN(const auto opened, open_once(key, sealed.subspan(kem_ciphertext_size),
                                            grant_context(reveal.transcript, ciphertext)));
  return read_account(opened);
}

}  // namespace sotto::crypto
