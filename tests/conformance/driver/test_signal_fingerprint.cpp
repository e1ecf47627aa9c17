// SPDX-License-Identifier: GPL-3.0-or-later
// Signal's digits, which the suite compares with Signal's own library.
#include <QTest>
#include <set>

#include "../../protocol/crypto/party.hpp"
#include "signal_fingerprint.hpp"

using namespace sotto;
using namespace sotto::conformance;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

}  // namespace

class TestSignalFingerprint : public QObject {
  Q_OBJECT

 private slots:
  void is_the_same_on_both_sides();
  void depends_on_every_input();
};

void TestSignalFingerprint::is_the_same_on_both_sides() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  for (const std::uint32_t version : {0U, 1U}) {
    const auto ours = must(signal_fingerprint(version, 1024, "alice", alice.identity.public_key(), "bob",
                                              bob.identity.public_key()));
    const auto theirs = must(signal_fingerprint(version, 1024, "bob", bob.identity.public_key(), "alice",
                                                alice.identity.public_key()));
    QCOMPARE(ours.display, theirs.display);
    QCOMPARE(ours.display.size(), std::size_t{60});
    QVERIFY(ours.scannable != theirs.scannable);
  }
  QCOMPARE(
      outcome(signal_fingerprint(2, 1024, "a", alice.identity.public_key(), "b", bob.identity.public_key())),
      Name{"unsupported_version"});
  QCOMPARE(
      outcome(signal_fingerprint(1, 0, "a", alice.identity.public_key(), "b", bob.identity.public_key())),
      Name{"malformed"});
  QCOMPARE(outcome(signal_fingerprint(1, 1024, std::string_view{"a\0b", 3}, alice.identity.public_key(), "b",
                                      bob.identity.public_key())),
           Name{"malformed"});
}

void TestSignalFingerprint::depends_on_every_input() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  const auto digits = [](std::string_view local, const Party& us, std::string_view remote,
                         const Party& them) {
    return must(
               signal_fingerprint(1, 64, local, us.identity.public_key(), remote, them.identity.public_key()))
        .display;
  };
  const std::set<Name> all{digits("alice", alice, "bob", bob), digits("alicf", alice, "bob", bob),
                           digits("alice", alice, "boc", bob), digits("alice", bob, "bob", alice),
                           digits("alice", alice, "bob", alice)};
  QCOMPARE(all.size(), std::size_t{5});
}

QTEST_GUILESS_MAIN(TestSignalFingerprint)
#include "test_signal_fingerprint.moc"
