// SPDX-License-Identifier: GPL-3.0-or-later
// What Bob reads of a session that Alice began, from his private keys alone.
#include "kem_record.hpp"
#include "protobuf_reader.hpp"
#include "seeded_random.hpp"
#include "sotto/crypto/hybrid_session.hpp"
#include "sotto/wire/padding.hpp"
#include "state.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using namespace crypto;

constexpr Instant now{1'795'521'600'000};
/// In libsignal's records of prekeys.
constexpr std::uint32_t private_key_field = 3;

/// In a prekey message, behind its version byte.
constexpr std::uint32_t base_key_field = 2;

ByteView field_of(ByteView message, std::uint32_t number) {
  ProtobufReader fields{message};
  while (const auto field = fields.next()) {
    if (field->number == number) return field->bytes;
  }
  std::exit(1);
}

std::string private_key_in(const SecretBytes& record) {
  return hex(field_of(record.expose(), private_key_field));
}

struct Person {
  Person(const char* name, std::uint32_t device)
      : random{std::string{"sotto/vectors/session/"} + name},
        address{must(Username::parse(name)), DeviceId{device}},
        identity{must(IdentityKeyPair::fresh(random))},
        registration{must(fresh_registration_id(random))},
        session{identity, registration, random} {}
  SeededRandom random;
  Address address;
  IdentityKeyPair identity;
  RegistrationId registration;
  State state;
  HybridSession session;
};

Json person(const Person& one) {
  return {{"name", one.address.user.text()},
          {"device_id", one.address.device.value},
          {"registration_id", one.registration.value},
          {"identity_key", hex(one.identity.public_key().view())},
          {"identity_private", hex(one.identity.private_key())}};
}

/// Bob's prekeys go into his state and, with their private halves, into the vector.
HybridBundle publish(Person& bob, Json& out) {
  const auto signed_prekey = must(fresh_signed_prekey(bob.identity, now, bob.random));
  const auto one_time = std::move(must(fresh_prekeys(1, bob.random)).front());
  const auto kem = std::move(must(fresh_kem_prekeys(1, bob.random)).front());
  const auto signature = must(
      sign(bob.identity, SignaturePurpose::kem_prekey,
           kem_prekey_message(bob.address.user, bob.address.device, kem.id, kem.public_key), bob.random));
  bob.state.signed_prekeys[signed_prekey.id] = copy_of(signed_prekey.record.expose());
  bob.state.prekeys[one_time.id] = copy_of(one_time.record.expose());
  bob.state.kem_prekeys[kem.id] = copy_of(kem.record.expose());
  out["signed_prekey_id"] = signed_prekey.id.value;
  out["signed_prekey"] = hex(signed_prekey.public_key);
  out["signed_prekey_private"] = private_key_in(signed_prekey.record);
  out["signed_prekey_signature"] = hex(signed_prekey.signature);
  out["prekey_id"] = one_time.id.value;
  out["prekey"] = hex(one_time.public_key);
  out["prekey_private"] = private_key_in(one_time.record);
  out["suite"] = suite_hybrid;
  out["kem_prekey_kind"] = "one_time";
  out["kem_prekey_id"] = kem.id.value;
  out["kem_prekey"] = hex(kem.public_key);
  out["kem_prekey_seed"] = hex(kem.record.expose().subspan(1));
  out["kem_prekey_signature"] = hex(signature);
  return {suite_hybrid,
          {bob.registration, copy_of(bob.identity.public_key().view()), signed_prekey.id,
           signed_prekey.public_key, signed_prekey.signature, one_time.id, one_time.public_key},
          KemPrekeyKind::one_time,
          kem.id,
          kem.public_key,
          signature};
}

/// What the KEM contributes to the session that this prekey message begins, as Bob has derived it.
std::string first_epoch_secret(State& bob, const Address& alice, ByteView prekey_message) {
  const auto stored = must(bob.find_kem_record(alice));
  if (!stored) std::exit(1);
  auto record = must(KemRecord::parse(stored->expose()));
  const auto* ratchet = record.find(field_of(prekey_message.subspan(1), base_key_field));
  const auto* secret = ratchet == nullptr ? nullptr : ratchet->find_secret({0});
  if (secret == nullptr) std::exit(1);
  return hex(*secret);
}

}  // namespace

Json session() {
  Person alice{"alice", 3};
  Person bob{"bob", 1};
  Json bob_keys = person(bob);
  const auto bundle = publish(bob, bob_keys);
  must(verify_kem_prekey(bob.address, bundle));
  must(alice.session.process_bundle(alice.state, bob.address, bundle, now));
  Json messages = Json::array();
  Json epoch_secret;
  for (const std::string_view text : {"first", "second", "", "third"}) {
    const auto id = must(MessageId::fresh(alice.random));
    const ContentContext context{alice.address, bob.address, std::string{direct_conversation}, id};
    const auto counter = messages.size() + 1;
    const auto sealed =
        must(alice.session.encrypt(alice.state, context, counter, wire::pad(bytes_of(text)), now));
    const auto opened = must(bob.session.decrypt(bob.state, context, sealed.type, sealed.data, now));
    if (!equal(must(wire::unpad(opened.content.expose())), bytes_of(text))) std::exit(1);
    if (messages.empty()) epoch_secret = first_epoch_secret(bob.state, alice.address, sealed.data);
    messages.push_back(Json{{"message_id", hex(id.view())},
                            {"counter", counter},
                            {"content", hex(bytes_of(text))},
                            {"type", static_cast<int>(sealed.type)},
                            {"data", hex(sealed.data)}});
  }
  return {
      {"alice", person(alice)}, {"bob", bob_keys}, {"epoch_0_secret", epoch_secret}, {"messages", messages}};
}

}  // namespace sotto::vectors
