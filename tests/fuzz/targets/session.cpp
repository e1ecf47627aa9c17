// SPDX-License-Identifier: GPL-3.0-or-later
// What a stranger, a relay or a damaged disk can put before the session layer. Whatever is refused leaves the
// tables as they were.
#include <memory>

#include "input.hpp"
#include "party.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using crypto::Ciphertext;
using crypto::CiphertextType;
using crypto::PrekeyBundle;
using crypto::Session;
using crypto::test::must;
using crypto::test::noon;
using crypto::test::OneTime;
using crypto::test::Party;
using crypto::test::Tables;

constexpr std::size_t max_message = 1'024;

/// Bob, who talks with alice and has a message of hers and one of a stranger before him.
struct Scene {
  Scene() {
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
    must(carol.meet(bob));
    from_alice = alice.write(bob, "next");
    from_carol = carol.write(bob, "first");
    tables = bob.state.tables;
  }
  /// As if nothing had been tried before.
  void rewind() {
    bob.state.tables = tables;
    bob.restart();
  }

  Party alice{"alice", 1};
  Party bob{"bob", 2};
  Party carol{"carol", 3};
  Ciphertext from_alice;
  Ciphertext from_carol;
  Tables tables;
};

Scene& rewound_scene() {
  static Scene scene;
  scene.rewind();
  return scene;
}

template <class T>
Verdict unchanged_unless_accepted(const Scene& scene, const Result<T>& result) {
  if (result.ok()) return Verdict::accepted;
  require(scene.bob.state.tables == scene.tables, "what is refused changes nothing");
  return Verdict::refused;
}

/// The kinds of run_message: who is said to have sent it, and as what.
enum class Arrival : std::uint8_t { ordinary, prekey_of_a_friend, prekey_of_a_stranger };

Verdict run_message(ByteView bytes) {
  Input input{bytes};
  const auto arrival = static_cast<Arrival>(input.below(3));
  const auto data = input.rest();
  auto& scene = rewound_scene();
  const Party& sender = arrival == Arrival::prekey_of_a_stranger ? scene.carol : scene.alice;
  const auto type = arrival == Arrival::ordinary ? CiphertextType::ordinary : CiphertextType::prekey;
  const auto claimed = Session::identity_of(data);
  const auto opened = scene.bob.try_read(sender, {type, copy_of(data)});
  if (opened) {
    const auto text = text_of(opened->plaintext.expose());
    require(text == "next" || text == "first", "nothing is read that was not written");
    require(type == CiphertextType::ordinary || (claimed && *claimed == opened->identity),
            "a prekey message is read under the identity that it claims");
  }
  return unchanged_unless_accepted(scene, opened);
}

std::vector<Bytes> message_seeds() {
  const auto& scene = rewound_scene();
  return {choosing(0, scene.from_alice.data), choosing(2, scene.from_carol.data)};
}

Verdict run_bundle(ByteView bytes) {
  Input input{bytes};
  PrekeyBundle bundle{{}, {}, {}, {}, {}, std::nullopt, {}};
  bundle.registration = RegistrationId{input.u16()};
  bundle.signed_prekey_id = PrekeyId{input.u16()};
  if (const auto id = input.u16(); id != 0) bundle.prekey_id = PrekeyId{id};
  bundle.identity_key = copy_of(input.field());
  bundle.signed_prekey = copy_of(input.field());
  bundle.signed_prekey_signature = copy_of(input.field());
  bundle.prekey = copy_of(input.field());
  auto& scene = rewound_scene();
  const auto status = scene.bob.session.process_bundle(scene.bob.state, scene.carol.address, bundle, noon);
  return unchanged_unless_accepted(scene, status);
}

Bytes bundle_input(const PrekeyBundle& bundle) {
  Bytes out{0, 7, 0, 9, 0, static_cast<std::uint8_t>(bundle.prekey_id ? 3 : 0)};
  put_field(out, bundle.identity_key);
  put_field(out, bundle.signed_prekey);
  put_field(out, bundle.signed_prekey_signature);
  put_field(out, bundle.prekey);
  return out;
}

std::vector<Bytes> bundle_seeds() {
  auto& carol = rewound_scene().carol;
  return {bundle_input(carol.bundle(OneTime::without)), bundle_input(carol.bundle(OneTime::with))};
}

/// A session record that the disk, or somebody with access to it, has changed.
Verdict run_record(ByteView record) {
  auto& scene = rewound_scene();
  scene.bob.state.tables.sessions[scene.alice.address] = copy_of(record);
  const auto before = scene.bob.state.tables;
  const auto opened = scene.bob.try_read(scene.alice, scene.from_alice);
  if (!opened) require(scene.bob.state.tables == before, "what is refused changes nothing");
  const bool can_write = scene.bob.try_write(scene.alice, "answer").ok();
  require(!can_write || Session::check_record(record).ok(), "who can write with a record takes it for one");
  return opened ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> record_seeds() {
  const auto& scene = rewound_scene();
  return {scene.tables.sessions.at(scene.alice.address)};
}

enum class StoredPrekey : std::uint8_t { one_time, signed_prekey };

Verdict run_prekey_record(ByteView bytes) {
  Input input{bytes};
  const auto which = static_cast<StoredPrekey>(input.below(2));
  auto& scene = rewound_scene();
  auto& tables = scene.bob.state.tables;
  auto& records = which == StoredPrekey::one_time ? tables.prekeys : tables.signed_prekeys;
  for (auto& [id, record] : records) record = copy_of(input.rest());
  const auto before = tables;
  const auto opened = scene.bob.try_read(scene.carol, scene.from_carol);
  if (!opened) require(tables == before, "what is refused changes nothing");
  return opened ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> prekey_record_seeds() {
  const auto& tables = rewound_scene().tables;
  return {choosing(0, tables.prekeys.begin()->second), choosing(1, tables.signed_prekeys.begin()->second)};
}

const Registration registration{{{"session_message", max_message, run_message, message_seeds},
                                 {"prekey_bundle", max_message, run_bundle, bundle_seeds},
                                 {"session_record", 4'096, run_record, record_seeds},
                                 {"prekey_record", max_message, run_prekey_record, prekey_record_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
