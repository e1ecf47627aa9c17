// SPDX-License-Identifier: GPL-3.0-or-later
// The content layer: what a stranger or the relay puts before it, and what a peer's own device can seal
// behind a header of its choice.
#include <algorithm>
#include <initializer_list>

#include "hybrid_party.hpp"
#include "input.hpp"
#include "kem_record.hpp"
#include "length_prefixed.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using namespace crypto;
using crypto::test::HybridParty;
using crypto::test::Letter;
using crypto::test::must;
using crypto::test::noon;
using crypto::test::Tables;

constexpr std::size_t max_record = 100 * 1024;

/// Bob, who talks with alice and has a message of hers and one of a stranger before him. He has offered alice
/// a fresh KEM key, so that her next message answers it; dave's next message offers him one.
struct Scene {
  Scene() {
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
    must(bob.meet(dave));
    dave.read(bob, bob.write(dave, "hello"));
    must(carol.meet(bob));
    before_alice = alice.state.tables;
    before_dave = dave.state.tables;
    from_alice = alice.write(bob, "next");
    from_carol = carol.write(bob, "first");
    before_bob = bob.state.tables;
  }
  /// As if nothing had been tried before.
  void rewind() {
    alice.state.tables = before_alice;
    alice.restart();
    dave.state.tables = before_dave;
    dave.restart();
    bob.state.tables = before_bob;
    bob.restart();
  }

  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  HybridParty carol{"carol", 3};
  HybridParty dave{"dave", 4};
  Letter from_alice;
  Letter from_carol;
  Tables before_alice;
  Tables before_dave;
  Tables before_bob;
};

Scene& rewound_scene() {
  static Scene scene;
  scene.rewind();
  return scene;
}

/// What bob makes of a letter; nothing, unless it says one of `expected`.
Verdict open_at_bob(Scene& scene, const HybridParty& sender, const Letter& letter,
                    std::initializer_list<std::string_view> expected) {
  const auto before = scene.bob.state.tables;
  const auto opened = scene.bob.try_read(sender, letter);
  if (!opened) {
    require(scene.bob.state.tables == before, "what is refused changes nothing");
    return Verdict::refused;
  }
  const auto text = text_of(opened->content.expose());
  require(std::find(expected.begin(), expected.end(), text) != expected.end(),
          "nothing is read that was not written");
  return Verdict::accepted;
}

Verdict answerable_if_read(Scene& scene, const HybridParty& sender, Verdict verdict) {
  if (verdict == Verdict::refused) return verdict;
  require(scene.bob.state.tables.kem_records.at(sender.address).size() <= max_record, "a record stays small");
  require(scene.bob.try_write(sender, "answer").ok(), "who was read can be answered");
  return verdict;
}

/// The kinds of run_message: who is said to have sent it, and as what.
enum class Arrival : std::uint8_t { ordinary, prekey_of_a_stranger };

Verdict run_message(ByteView bytes) {
  Input input{bytes};
  const auto arrival = static_cast<Arrival>(input.below(2));
  auto& scene = rewound_scene();
  const bool known = arrival == Arrival::ordinary;
  const auto& sender = known ? scene.alice : scene.carol;
  const auto& genuine = known ? scene.from_alice : scene.from_carol;
  const Letter letter{genuine.message, {genuine.ciphertext.type, copy_of(input.rest())}};
  return answerable_if_read(scene, sender, open_at_bob(scene, sender, letter, {"next", "first"}));
}

std::vector<Bytes> message_seeds() {
  const auto& scene = rewound_scene();
  return {choosing(0, scene.from_alice.ciphertext.data), choosing(1, scene.from_carol.ciphertext.data)};
}

Bytes associated_with(const ContentContext& context, ByteView header) {
  return LengthPrefixed{}
      .text("sotto/v1/content-context")
      .number(1)
      .number(suite_hybrid)
      .text(context.sender.user.text())
      .number(context.sender.device.value)
      .text(context.recipient.user.text())
      .number(context.recipient.device.value)
      .text(context.conversation)
      .bytes(context.message.view())
      .bytes(header)
      .take();
}

KemRecord record_of(const HybridParty& whose, const HybridParty& peer) {
  return must(KemRecord::parse(whose.state.tables.kem_records.at(peer.address)));
}

/// The content "sealed" behind this header, as the sender's own device would make it; the header alone when
/// it is none, or of an epoch that the sender doesn't know.
SecretBytes behind_header(const HybridParty& sender, const HybridParty& recipient,
                          const ContentContext& context, ByteView header, const MessageSecret& message) {
  Bytes out = copy_of(header);
  out.resize(out.size() + content_seal_overhead);
  const auto read = SealedContent::parse(out);
  const bool whole = read && equal(read->header_bytes, header);
  auto record = record_of(sender, recipient);
  const auto* secret = whole ? record.find(message.base_key)->find_secret(read->header.epoch) : nullptr;
  if (secret == nullptr) return SecretBytes::copied_from(header);
  Bytes both = copy_of(secret->expose());
  append(both, message.secret.expose());
  const auto sealed = must(seal_content(SecretBytes::copied_from(both), read->header.salt,
                                        associated_with(context, header), bytes_of("sealed")));
  out.resize(header.size());
  append(out, sealed);
  return SecretBytes::copied_from(out);
}

/// The kinds of run_header: whose device makes it up.
enum class Peer : std::uint8_t { who_answers, who_offers };

HybridParty& party_of(Scene& scene, Peer peer) {
  return peer == Peer::who_answers ? scene.alice : scene.dave;
}

Verdict run_header(ByteView bytes) {
  Input input{bytes};
  const auto peer = static_cast<Peer>(input.below(2));
  const auto header = input.rest();
  const auto read = SealedContent::parse(header);
  if (read) require(equal(serialise(read->header), read->header_bytes), "a header has one spelling");
  auto& scene = rewound_scene();
  auto& sender = party_of(scene, peer);
  const auto& id = scene.from_alice.message;
  const auto context = sender.context_to(scene.bob, id);
  const Compose compose = [&](const MessageSecret& message) -> Result<SecretBytes> {
    return behind_header(sender, scene.bob, context, header, message);
  };
  auto sealed = sender.session.encrypt(sender.state, scene.bob.address, compose, noon);
  if (!sealed) return Verdict::refused;
  const Letter letter{id, *std::move(sealed)};
  return answerable_if_read(scene, sender, open_at_bob(scene, sender, letter, {"sealed"}));
}

/// What the peer's own program would write next.
ContentHeader next_header(Scene& scene, Peer peer) {
  auto& sender = party_of(scene, peer);
  auto record = record_of(sender, scene.bob);
  const auto base_key = must(sender.session.current_session(sender.state, scene.bob.address, noon)).value();
  ContentHeader header;
  header.counter = 7;
  must(record.find(base_key)->prepare(header, noon, sender.random));
  return header;
}

std::vector<Bytes> header_seeds() {
  auto& scene = rewound_scene();
  const auto as = [](Peer peer, const ContentHeader& header) {
    return choosing(static_cast<std::uint8_t>(peer), serialise(header));
  };
  auto answer = next_header(scene, Peer::who_answers);
  auto offer = next_header(scene, Peer::who_offers);
  require(answer.answer && offer.offer, "one answers, the other offers");
  std::vector<Bytes> seeds{as(Peer::who_answers, answer), as(Peer::who_offers, offer)};
  // What bob has not asked for is no news to him.
  answer.handshake = KemHandshake{PrekeyId{9}, Bytes(kem_ciphertext_size, 1)};
  offer.answer = KemAnswer{EpochNumber{2}, Bytes(kem_ciphertext_size, 2)};
  seeds.push_back(as(Peer::who_answers, answer));
  seeds.push_back(as(Peer::who_offers, offer));
  return seeds;
}

enum class Stored : std::uint8_t { kem_record, kem_prekey };

/// KEM secrets that the disk, or somebody with access to it, has changed.
Verdict run_record(ByteView bytes) {
  Input input{bytes};
  const auto which = static_cast<Stored>(input.below(2));
  const auto record = input.rest();
  auto& scene = rewound_scene();
  auto& tables = scene.bob.state.tables;
  if (which == Stored::kem_record) {
    tables.kem_records[scene.alice.address] = copy_of(record);
    const auto verdict = open_at_bob(scene, scene.alice, scene.from_alice, {"next"});
    static_cast<void>(scene.bob.try_write(scene.alice, "answer"));
    return verdict;
  }
  for (auto& [id, stored] : tables.kem_prekeys) stored = copy_of(record);
  return open_at_bob(scene, scene.carol, scene.from_carol, {"first"});
}

std::vector<Bytes> record_seeds() {
  const auto& scene = rewound_scene();
  const auto& tables = scene.before_bob;
  std::vector<Bytes> seeds{choosing(0, tables.kem_records.at(scene.alice.address))};
  // The one that is not the last resort is what carol has met bob with.
  for (const auto& [id, stored] : tables.kem_prekeys) {
    if (!(id == scene.bob.last_resort.first)) seeds.push_back(choosing(1, stored));
  }
  return seeds;
}

std::uint32_t number_in(Input& input) {
  const std::uint32_t high = input.u16();
  return high << 16U | input.u16();
}

void put_number(Bytes& out, std::uint32_t number) {
  for (const auto shift : {24U, 16U, 8U, 0U}) out.push_back(static_cast<std::uint8_t>(number >> shift));
}

/// The keys of a device as a relay hands them out, the KEM prekey among them.
Verdict run_bundle(ByteView bytes) {
  Input input{bytes};
  HybridBundle bundle;
  bundle.suite = input.u8();
  bundle.kem_prekey_kind = input.below(2) == 1 ? KemPrekeyKind::one_time : KemPrekeyKind::last_resort;
  bundle.kem_prekey_id = PrekeyId{number_in(input)};
  bundle.kem_prekey = copy_of(input.field());
  bundle.kem_prekey_signature = copy_of(input.field());
  auto& classical = bundle.classical;
  classical.registration = RegistrationId{number_in(input)};
  classical.signed_prekey_id = PrekeyId{number_in(input)};
  if (const auto id = number_in(input); id != 0) classical.prekey_id = PrekeyId{id};
  for (auto* field : {&classical.identity_key, &classical.signed_prekey, &classical.signed_prekey_signature,
                      &classical.prekey})
    *field = copy_of(input.field());
  auto& scene = rewound_scene();
  const auto& tables = scene.bob.state.tables;
  if (!scene.bob.process(scene.carol, bundle)) {
    require(tables == scene.before_bob, "what is refused changes nothing");
    return Verdict::refused;
  }
  require(bundle.suite == suite_hybrid, "no other suite is spoken");
  return answerable_if_read(scene, scene.carol, Verdict::accepted);
}

Bytes bundle_input(const HybridBundle& bundle) {
  const bool once = bundle.kem_prekey_kind == KemPrekeyKind::one_time;
  Bytes out{static_cast<std::uint8_t>(bundle.suite), static_cast<std::uint8_t>(once ? 1 : 0)};
  put_number(out, bundle.kem_prekey_id.value);
  put_field(out, bundle.kem_prekey);
  put_field(out, bundle.kem_prekey_signature);
  const auto& classical = bundle.classical;
  put_number(out, classical.registration.value);
  put_number(out, classical.signed_prekey_id.value);
  put_number(out, classical.prekey_id ? classical.prekey_id->value : 0);
  for (const auto* field : {&classical.identity_key, &classical.signed_prekey,
                            &classical.signed_prekey_signature, &classical.prekey})
    put_field(out, *field);
  return out;
}

std::vector<Bytes> bundle_seeds() {
  auto& carol = rewound_scene().carol;
  std::vector<Bytes> seeds;
  for (const auto one_time : {test::OneTime::without, test::OneTime::with})
    seeds.push_back(bundle_input(carol.hybrid_bundle(one_time)));
  return seeds;
}

const Registration registration{{{"hybrid_bundle", 2'048, run_bundle, bundle_seeds},
                                 {"hybrid_message", 4'096, run_message, message_seeds},
                                 {"hybrid_header", 4'096, run_header, header_seeds},
                                 {"hybrid_record", 4'096, run_record, record_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
