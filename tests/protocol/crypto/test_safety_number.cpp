// SPDX-License-Identifier: GPL-3.0-or-later
// The 60 digits that two users compare.
#include <openssl/evp.h>

#include <QTest>
#include <algorithm>
#include <set>

#include "../../conformance/driver/signal_fingerprint.hpp"
#include "defences.hpp"
#include "length_prefixed.hpp"
#include "party.hpp"
#include "sotto/crypto/safety_number.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

NamedIdentity somebody(std::string_view name, std::string_view key) {
  return {must(Username::parse(name)), must(IdentityKey::parse(*parse_hex(key)))};
}

// The first two of crypto-docs/vectors/safety-number.json, and another.
const NamedIdentity alice =
    somebody("alice", "051208d61887f5b02e72519c89b41125ddb34b903d6385af6c289e4aa4c4fec30c");
const NamedIdentity bob =
    somebody("bob", "050b69d8d7d3f3d0432f4ed2cadc0701a76b40fca8ef232bde2a9fae59d62e8c5b");
const NamedIdentity mallory =
    somebody("mallory", "0598ef4093480d1a868fd0598b4ec4ea9c3bf5465517721c0ccc33d6d9216ace7d");

Bytes sha512(Bytes text) {
  Bytes digest(64);
  EVP_Q_digest(nullptr, "SHA512", nullptr, text.data(), text.size(), digest.data(), nullptr);
  return digest;
}

/// What the document says, from bytes that begin as the test wants.
Name half(Bytes beginning, ByteView key) {
  auto hash = sha512(std::move(beginning));
  for (int round = 0; round < 5'200; ++round) {
    append(hash, key);
    hash = sha512(std::move(hash));
  }
  Name digits;
  for (std::size_t at = 0; at < 30; at += 5) {
    std::uint64_t number = 0;
    for (std::size_t i = at; i < at + 5; ++i) number = number * 256 + hash[i];
    const auto group = std::to_string(number % 100'000);
    digits += Name(5 - group.size(), '0') + group;
  }
  return digits;
}

Name joined(const Name& one, const Name& other) { return std::min(one, other) + std::max(one, other); }

Name digits_without_a_label() {
  const auto plain = [](const NamedIdentity& party) {
    return half(LengthPrefixed{}.text(party.user.text()).bytes(party.key.view()).take(), party.key.view());
  };
  return joined(plain(alice), plain(bob));
}

Name digits_under(std::string_view label) {
  const auto labelled = [&](const NamedIdentity& party) {
    return half(LengthPrefixed{}.text(label).text(party.user.text()).bytes(party.key.view()).take(),
                party.key.view());
  };
  return joined(labelled(alice), labelled(bob));
}

}  // namespace

class TestSafetyNumber : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { defences() = {}; }

  void both_sides_see_the_same_digits() {
    const auto number = safety_number(alice, bob);
    QCOMPARE(safety_number(bob, alice), number);
    QCOMPARE(number.size(), std::size_t{60});
    QVERIFY(std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; }));
  }

  void digits_are_those_of_the_protocol_document() {
    QCOMPARE(safety_number(alice, bob), digits_under("sotto/v1/safety-number"));
    QCOMPARE(safety_number(alice, bob), Name{"296124205201521680584454819934642455150696592300046629114909"});
  }

  void it_depends_on_every_input() {
    const std::set<Name> all{
        safety_number(alice, bob),
        safety_number({mallory.user, alice.key}, bob),
        safety_number({alice.user, mallory.key}, bob),
        safety_number(alice, {mallory.user, bob.key}),
        safety_number(alice, {bob.user, mallory.key}),
        safety_number({alice.user, bob.key}, {bob.user, alice.key}),
    };
    QCOMPARE(all.size(), std::size_t{6});
  }

  // Somebody in between shows either side a key of their own.
  void a_key_in_between_gives_the_two_sides_other_digits() {
    QVERIFY(safety_number(alice, {bob.user, mallory.key}) != safety_number({alice.user, mallory.key}, bob));
  }

  void digits_of_another_purpose_are_not_a_safety_number() {
    const auto number = safety_number(alice, bob);
    const auto signal =
        must(conformance::signal_fingerprint(1, 5'200, "alice", alice.key, "bob", bob.key)).display;
    QVERIFY(number != signal);
    QVERIFY(number != digits_under("sotto/v1/safety-code/party"));
    QVERIFY(number != digits_without_a_label());
    defences().labelled_number = false;
    QCOMPARE(safety_number(alice, bob), digits_without_a_label());
  }
};

QTEST_GUILESS_MAIN(TestSafetyNumber)
#include "test_safety_number.moc"
