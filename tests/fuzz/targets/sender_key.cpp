// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "input.hpp"
#include "memory_state.hpp"
#include "party.hpp"
#include "sotto/crypto/sender_key.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using crypto::SenderKeyName;
using crypto::SenderKeys;
using crypto::test::MemorySenderKeys;
using crypto::test::must;
using crypto::test::SeededRandom;

constexpr const char* group = "group";

struct Member {
  Member(const char* name, std::uint64_t seed)
      : random{seed}, address{must(Username::parse(name)), DeviceId{1}}, keys{address, random} {}
  SeededRandom random;
  Address address;
  SenderKeys keys;
  MemorySenderKeys state;
};

/// Bob has alice's key and a message of hers before him.
struct Scene {
  Scene() {
    distribution = must(alice.keys.create(alice.state, group));
    must(bob.keys.process(bob.state, of_alice, distribution));
    message = must(alice.keys.encrypt(alice.state, group, bytes_of("hello")));
    records = bob.state.records;
  }
  Member alice{"alice", 1};
  Member bob{"bob", 2};
  SenderKeyName of_alice{group, alice.address};
  Bytes distribution;
  Bytes message;
  std::map<SenderKeyName, Bytes> records;
};

Scene& rewound_scene() {
  static Scene scene;
  scene.bob.state.records = scene.records;
  return scene;
}

Verdict run_message(ByteView input) {
  auto& scene = rewound_scene();
  const auto opened = scene.bob.keys.decrypt(scene.bob.state, scene.of_alice, input);
  if (opened) {
    require(text_of(opened->expose()) == "hello", "nothing is read that was not written");
    return Verdict::accepted;
  }
  require(scene.bob.state.records == scene.records, "what is refused changes nothing");
  return Verdict::refused;
}

Verdict run_distribution(ByteView input) {
  auto& scene = rewound_scene();
  const auto before = scene.bob.state.records;
  const SenderKeyName unknown{"another group", scene.alice.address};
  const auto status = scene.bob.keys.process(scene.bob.state, unknown, input);
  if (!status) {
    require(scene.bob.state.records == before, "what is refused changes nothing");
    return Verdict::refused;
  }
  const auto once = scene.bob.state.records;
  require(scene.bob.keys.process(scene.bob.state, unknown, input).ok(), "the same key again is no error");
  require(scene.bob.state.records == once, "the same key again turns nothing back");
  return Verdict::accepted;
}

Verdict run_record(ByteView input) {
  auto& scene = rewound_scene();
  scene.bob.state.records[scene.of_alice] = copy_of(input);
  const SenderKeyName own{group, scene.bob.address};
  scene.bob.state.records[own] = copy_of(input);
  static_cast<void>(scene.bob.keys.encrypt(scene.bob.state, group, bytes_of("x")));
  static_cast<void>(scene.bob.keys.create(scene.bob.state, group));
  const auto opened = scene.bob.keys.decrypt(scene.bob.state, scene.of_alice, scene.message);
  return opened ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> message_seeds() { return {rewound_scene().message}; }
std::vector<Bytes> distribution_seeds() { return {rewound_scene().distribution}; }
std::vector<Bytes> record_seeds() { return {rewound_scene().records.begin()->second}; }

const Registration registration{{{"sender_key_message", 512, run_message, message_seeds},
                                 {"sender_key_distribution", 512, run_distribution, distribution_seeds},
                                 {"sender_key_record", 2'048, run_record, record_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
