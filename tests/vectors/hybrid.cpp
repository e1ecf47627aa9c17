// SPDX-License-Identifier: GPL-3.0-or-later
// The content layer step by step. What lies between the steps is derived here once more, as protocol.md says
// it, and compared with what the library does.
#include "kem_ratchet.hpp"
#include "length_prefixed.hpp"
#include "protobuf_reader.hpp"
#include "seeded_random.hpp"
#include "sotto/crypto/content_seal.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/identity.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using namespace crypto;

constexpr PrekeyId prekey_id{4711};
constexpr Instant now{1'795'521'600'000};

SecretBytes joined(const SecretBytes& a, const SecretBytes& b) {
  Bytes both = copy_of(a.expose());
  append(both, b.expose());
  return SecretBytes::copied_from(both);
}

SecretBytes derived(const SecretBytes& input, const Bytes& info) { return must(hkdf(input, info, 32)); }

SecretBytes epoch_secret(const SecretBytes& root) {
  return derived(root, LengthPrefixed{}.text("sotto/v1/kem-epoch").take());
}

void same(const SecretBytes* ours, const SecretBytes& wanted) {
  if (ours == nullptr || !equal(ours->expose(), wanted.expose())) {
    std::fputs("error: the library derives something else\n", stderr);
    std::exit(1);
  }
}

/// The seed of the key that a ratchet has offered and still keeps.
SecretBytes offered_seed(const KemRatchet& ratchet) {
  const auto stored = ratchet.serialise();
  SecretBytes seed;
  ProtobufReader fields{stored.expose()};
  while (const auto field = fields.next()) {
    if (field->number != 8) continue;
    ProtobufReader parts{field->bytes};
    while (const auto part = parts.next()) {
      if (part->number == 3) seed = SecretBytes::copied_from(part->bytes);
    }
  }
  return seed;
}

Json kem_vector(const KemKeyPair& pair, ByteView ciphertext, const SecretBytes& shared) {
  return {{"seed", hex(pair.seed())},
          {"encapsulation_key", hex(pair.public_key().view())},
          {"ciphertext", hex(ciphertext)},
          {"shared_secret", hex(shared)}};
}

Json epochs(RandomSource& random) {
  const auto initiator = must(IdentityKeyPair::fresh(random));
  const auto responder = must(IdentityKeyPair::fresh(random));
  const auto base = must(IdentityKeyPair::fresh(random));
  const auto prekey = must(KemKeyPair::fresh(random));
  const KemParties parties{initiator.public_key().view(), responder.public_key().view(),
                           base.public_key().view()};
  auto ours = must(KemRatchet::initiate(parties, prekey_id, prekey.public_key(), now, random));
  ContentHeader first;
  must(ours.prepare(first, now, random));
  auto theirs = must(KemRatchet::respond(parties, *first.handshake, prekey, now));

  const auto shared = must(prekey.decapsulate(first.handshake->ciphertext));
  const auto root = derived(shared, LengthPrefixed{}
                                        .text("sotto/v1/kem-handshake")
                                        .bytes(parties.initiator_identity)
                                        .bytes(parties.responder_identity)
                                        .bytes(parties.base_key)
                                        .number(prekey_id.value)
                                        .bytes(prekey.public_key().view())
                                        .bytes(first.handshake->ciphertext)
                                        .take());
  same(ours.find_secret({0}), epoch_secret(root));
  same(theirs.find_secret({0}), epoch_secret(root));
  Json handshake{{"initiator_identity_key", hex(parties.initiator_identity)},
                 {"responder_identity_key", hex(parties.responder_identity)},
                 {"base_key", hex(parties.base_key)},
                 {"kem_prekey_id", prekey_id.value},
                 {"kem_prekey", kem_vector(prekey, first.handshake->ciphertext, shared)},
                 {"root", hex(root)},
                 {"epoch_secret", hex(epoch_secret(root))}};

  must(theirs.take_in(first, now, random));
  ContentHeader offering;
  must(theirs.prepare(offering, now, random));
  const auto offered = must(KemKeyPair::from_seed(offered_seed(theirs)));
  must(ours.take_in(offering, now, random));
  ContentHeader answering;
  must(ours.prepare(answering, now, random));
  must(theirs.take_in(answering, now, random));
  const auto shared_1 = must(offered.decapsulate(answering.answer->ciphertext));
  const auto root_1 = derived(joined(root, shared_1), LengthPrefixed{}
                                                          .text("sotto/v1/kem-ratchet")
                                                          .number(1)
                                                          .bytes(offered.public_key().view())
                                                          .bytes(answering.answer->ciphertext)
                                                          .take());
  same(ours.find_secret({1}), epoch_secret(root_1));
  same(theirs.find_secret({1}), epoch_secret(root_1));
  return {{"epoch_0", handshake},
          {"epoch_1",
           {{"offer", kem_vector(offered, answering.answer->ciphertext, shared_1)},
            {"root", hex(root_1)},
            {"epoch_secret", hex(epoch_secret(root_1))}}}};
}

Json sealed(RandomSource& random, const ContentHeader& header, std::string_view content) {
  SecretBytes epoch{32};
  SecretBytes message{32};
  must(random.fill(epoch.expose_for_writing()));
  must(random.fill(message.expose_for_writing()));
  const auto id = must(MessageId::fresh(random));
  const auto header_bytes = serialise(header);
  const auto associated = LengthPrefixed{}
                              .text("sotto/v1/content-context")
                              .number(1)
                              .number(2)
                              .text("alice")
                              .number(3)
                              .text("bob")
                              .number(1)
                              .text("direct")
                              .bytes(id.view())
                              .bytes(header_bytes)
                              .take();
  const auto both = must(
      hkdf(joined(epoch, message), LengthPrefixed{}.text("sotto/v1/content").bytes(header.salt).take(), 64));
  const auto body = must(seal_content(joined(epoch, message), header.salt, associated, bytes_of(content)));
  return {{"epoch_secret", hex(epoch)},
          {"message_secret", hex(message)},
          {"context",
           {{"sender", "alice"},
            {"sender_device", 3},
            {"recipient", "bob"},
            {"recipient_device", 1},
            {"conversation", "direct"},
            {"message_id", hex(id.view())}}},
          {"content", hex(bytes_of(content))},
          {"header", hex(header_bytes)},
          {"associated_data", hex(associated)},
          {"key", hex(both.expose().first(32))},
          {"commitment", hex(both.expose().last(32))},
          {"sealed_content", hex(header_bytes) + hex(body)}};
}

ContentHeader header_with(RandomSource& random, std::uint32_t epoch, std::uint64_t counter) {
  ContentHeader header;
  header.epoch = {epoch};
  header.counter = counter;
  must(random.fill(header.salt));
  return header;
}

}  // namespace

Json hybrid() {
  SeededRandom random{"sotto/vectors/hybrid"};
  Json seals = Json::array();
  seals.push_back(sealed(random, header_with(random, 0, 1), "a content, not padded"));
  seals.push_back(sealed(random, header_with(random, 0x01020304, 0x0506070809), ""));
  auto with_parts = header_with(random, 7, 99);
  const auto pair = must(KemKeyPair::fresh(random));
  with_parts.handshake = KemHandshake{prekey_id, must(encapsulate(pair.public_key(), random)).ciphertext};
  with_parts.offer = KemOffer{{9}, copy_of(pair.public_key().view())};
  with_parts.answer = KemAnswer{{8}, must(encapsulate(pair.public_key(), random)).ciphertext};
  seals.push_back(sealed(random, with_parts, "every part"));
  Json all{{"seals", seals}};
  all.update(epochs(random));
  return all;
}

}  // namespace sotto::vectors
