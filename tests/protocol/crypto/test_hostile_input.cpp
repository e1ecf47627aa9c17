// SPDX-License-Identifier: GPL-3.0-or-later
// Twenty thousand changed messages, bundles and records: an error each, no crash, nothing written.
#include <QTest>
#include <random>

#include "party.hpp"
#include "sender_key_pair.hpp"
#include "sotto/crypto/sender_key.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;
using namespace std::chrono_literals;

namespace {

/// Changes bytes the way fuzzers do: flips, cuts, doubles, puts in boundary values.
class Mutator {
 public:
  explicit Mutator(std::uint32_t seed) : engine_{seed} {}
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>{0, limit - 1}(engine_);
  }
  Bytes operator()(Bytes bytes) {
    const std::size_t changes = 1 + below(4);
    for (std::size_t i = 0; i < changes; ++i) change(bytes);
    return bytes;
  }

 private:
  void change(Bytes& bytes) {
    static constexpr std::array<std::uint8_t, 8> edges{0x00, 0x01, 0x05, 0x33, 0x7f, 0x80, 0xfe, 0xff};
    if (bytes.empty()) {
      bytes.push_back(0x33);
      return;
    }
    const std::size_t at = below(bytes.size());
    const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(6)) {
      case 0:
        bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1U << below(8)));
        break;
      case 1:
        bytes[at] = edges[below(edges.size())];
        break;
      case 2:
        bytes.resize(at);
        break;
      case 3:
        bytes.insert(here, edges[below(edges.size())]);
        break;
      case 4:
        bytes.erase(here);
        break;
      default: {
        const Bytes piece(here,
                          bytes.begin() + static_cast<std::ptrdiff_t>(at + below(bytes.size() - at) + 1));
        bytes.insert(bytes.end(), piece.begin(), piece.end());
        break;
      }
    }
  }
  std::mt19937 engine_;
};

/// Each attempt a minute after the last, so that throttling hides nothing.
Instant minute(int number) { return noon + std::chrono::minutes{number}; }

}  // namespace

class TestHostileInput : public QObject {
  Q_OBJECT
 private slots:
  void changed_messages_are_refused();
  void changed_bundles_do_no_harm();
  void changed_records_do_no_harm();
  void changed_group_messages_are_refused();
};

// A few parts of a prekey message's wrapper are not authenticated; with changes there the genuine text may be
// read.
void TestHostileInput::changed_messages_are_refused() {
  Mutator mutate{1};
  for (const auto type : {CiphertextType::prekey, CiphertextType::ordinary}) {
    Party alice{"alice", 1};
    Party bob{"bob", 2};
    must(alice.meet(bob, OneTime::with));
    auto genuine = alice.write(bob, "genuine");
    if (type == CiphertextType::ordinary) {
      bob.read(alice, genuine);
      alice.read(bob, bob.write(alice, "answer"));
      genuine = alice.write(bob, "genuine");
    }
    const Tables before = bob.state.tables;
    for (int i = 0; i < 7'000; ++i) {
      const auto opened = bob.try_read(alice, {type, mutate(genuine.data)}, minute(i));
      if (opened) {
        QCOMPARE(text_of(opened->plaintext.expose()), std::string_view{"genuine"});
        bob.state.tables = before;
      }
      QCOMPARE(bob.state.tables, before);
    }
    QCOMPARE(bob.read(alice, genuine), std::string{"genuine"});
  }
}

void TestHostileInput::changed_bundles_do_no_harm() {
  Mutator mutate{2};
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  const auto genuine = bob.bundle(OneTime::with);
  const Tables before = alice.state.tables;
  for (int i = 0; i < 2'000; ++i) {
    auto bundle = genuine;
    const std::array parts{&bundle.identity_key, &bundle.signed_prekey, &bundle.signed_prekey_signature,
                           &bundle.prekey};
    Bytes& part = *parts[mutate.below(parts.size())];
    part = mutate(part);
    const bool one_time_only = &part == &bundle.prekey || part == genuine.signed_prekey_signature;
    const auto processed = alice.session.process_bundle(alice.state, bob.address, bundle, noon);
    // Only the one-time prekey is not signed here; who signs those is told in crypto-docs/key-lifecycle.md.
    if (processed && !one_time_only) {
      QCOMPARE(bundle.identity_key, genuine.identity_key);
      QCOMPARE(bundle.signed_prekey, genuine.signed_prekey);
    }
    if (!processed) QCOMPARE(alice.state.tables, before);
    alice.state.tables = before;
  }
}

void TestHostileInput::changed_records_do_no_harm() {
  Mutator mutate{3};
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob, OneTime::with));
  bob.read(alice, alice.write(bob, "hello"));
  must(bob.meet(alice));
  const auto next = alice.write(bob, "next");
  alice.write(bob, "lost");
  const Tables before = bob.state.tables;
  int refused = 0;
  for (int i = 0; i < 3'000; ++i) {
    auto& record = bob.state.tables.sessions.begin()->second;
    record = mutate(record);
    refused += Session::check_record(record).ok() ? 0 : 1;
    refused += bob.try_read(alice, next, minute(i)).ok() ? 0 : 1;
    refused += bob.try_write(alice, "x", minute(i)).ok() ? 0 : 1;
    bob.state.tables = before;
  }
  QVERIFY(refused > 1'000);
  QCOMPARE(bob.read(alice, next), std::string{"next"});
}

void TestHostileInput::changed_group_messages_are_refused() {
  Mutator mutate{4};
  SenderKeyPair pair;
  const SenderKeyName name{"group", pair.alice.address};
  const Bytes distribution = must(pair.from.create(pair.ours, "group"));
  for (int i = 0; i < 1'000; ++i) {
    MemorySenderKeys tables;
    const auto processed = pair.to.process(tables, name, mutate(distribution));
    QVERIFY(processed.ok() || tables.records.empty());
  }
  must(pair.to.process(pair.theirs, name, distribution));
  const Bytes message = must(pair.from.encrypt(pair.ours, "group", bytes_of("genuine")));
  const auto before = pair.theirs.records;
  for (int i = 0; i < 2'000; ++i) {
    const Bytes changed = mutate(message);
    if (changed == message) continue;
    QVERIFY(!pair.to.decrypt(pair.theirs, name, changed).ok());
    QVERIFY(pair.theirs.records == before);
  }
  QVERIFY(pair.to.decrypt(pair.theirs, name, message).ok());
}

QTEST_GUILESS_MAIN(TestHostileInput)
#include "test_hostile_input.moc"
