// SPDX-License-Identifier: GPL-3.0-or-later
// What the QR code beside a safety number says, and what becomes of one that was scanned.
#include <QTest>
#include <cctype>
#include <optional>
#include <set>

#include "defences.hpp"
#include "party.hpp"
#include "sotto/base/base32.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/safety_code.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

NamedIdentity somebody(std::string_view name, std::uint64_t seed) {
  SeededRandom random{seed};
  return {must(Username::parse(name)), must(IdentityKeyPair::fresh(random)).public_key()};
}

const NamedIdentity alice = somebody("alice", 1);
const NamedIdentity bob = somebody("bob", 2);
const NamedIdentity mallory = somebody("mallory", 3);

/// What alice is told of a code.
SafetyCodeMatch seen_by_alice(std::string_view text) { return compare_safety_code(alice, bob, text); }

Name small(Name text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Bytes must_have(std::optional<Bytes> bytes) { return std::move(bytes).value(); }

Bytes bytes_in(const Name& code) { return must_have(parse_base32(std::string_view{code}.substr(6))); }

/// A code with another body and a check that fits.
Name code_with(Bytes body) {
  body.resize(body.size() - 4);
  Bytes input{0, 0, 0, 26};
  append(input, bytes_of("sotto/v1/safety-code/check"));
  for (const int shift : {24, 16, 8, 0}) input.push_back(static_cast<std::uint8_t>(body.size() >> shift));
  append(input, body);
  append(body, ByteView{sha256(input)}.first(4));
  return "SOTTO:" + to_base32(body);
}

}  // namespace

class TestSafetyCode : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { defences() = {}; }

  void each_side_shows_what_the_other_expects() {
    QCOMPARE(seen_by_alice(safety_code(bob, alice)), SafetyCodeMatch::same);
    QCOMPARE(compare_safety_code(bob, alice, safety_code(alice, bob)), SafetyCodeMatch::same);
    QVERIFY(safety_code(alice, bob) != safety_code(bob, alice));
  }

  void its_size_is_always_the_same() {
    const auto longest = somebody("abcdefghijklmnopqrstuvwxyz012345", 4);
    for (const auto& code : {safety_code(alice, bob), safety_code(longest, bob)}) {
      QCOMPARE(code.size(), std::size_t{142});
      QCOMPARE(bytes_in(code).size(), std::size_t{85});
    }
  }

  void one_s_own_code_proves_nothing() {
    const auto own = safety_code(alice, bob);
    QCOMPARE(seen_by_alice(own), SafetyCodeMatch::other_code);
    defences().code_is_mirrored = false;
    QCOMPARE(seen_by_alice(own), SafetyCodeMatch::same);
  }

  void another_key_on_either_side_is_an_alarm() {
    const NamedIdentity false_bob{bob.user, mallory.key};
    const NamedIdentity false_alice{alice.user, mallory.key};
    QCOMPARE(seen_by_alice(safety_code(false_bob, alice)), SafetyCodeMatch::different_key);
    QCOMPARE(seen_by_alice(safety_code(bob, false_alice)), SafetyCodeMatch::different_key);
    QCOMPARE(seen_by_alice(safety_code(false_bob, false_alice)), SafetyCodeMatch::different_key);
    const NamedIdentity bob_as_alice{bob.user, alice.key};
    const NamedIdentity alice_as_bob{alice.user, bob.key};
    QCOMPARE(seen_by_alice(safety_code(bob_as_alice, alice_as_bob)), SafetyCodeMatch::different_key);
  }

  void a_code_of_other_users_is_not_of_this_conversation() {
    QCOMPARE(seen_by_alice(safety_code(bob, mallory)), SafetyCodeMatch::other_code);
    QCOMPARE(seen_by_alice(safety_code(mallory, alice)), SafetyCodeMatch::other_code);
    const NamedIdentity same_key_other_name{mallory.user, bob.key};
    QCOMPARE(seen_by_alice(safety_code(same_key_other_name, alice)), SafetyCodeMatch::other_code);
  }

  void a_code_depends_on_every_input() {
    const std::set<Name> all{
        safety_code(alice, bob),
        safety_code(bob, alice),
        safety_code({mallory.user, alice.key}, bob),
        safety_code({alice.user, mallory.key}, bob),
        safety_code(alice, {mallory.user, bob.key}),
        safety_code(alice, {bob.user, mallory.key}),
    };
    QCOMPARE(all.size(), std::size_t{6});
  }

  void blanks_and_small_letters_do_no_harm() {
    auto code = safety_code(bob, alice);
    QCOMPARE(seen_by_alice(small(code)), SafetyCodeMatch::same);
    for (std::size_t at = code.size() - 4; at > 6; at -= 4) code.insert(at, at % 8 == 0 ? " " : "\r\n");
    QCOMPARE(seen_by_alice(" " + code + "\n"), SafetyCodeMatch::same);
  }

  void a_slip_of_the_pen_is_no_alarm() {
    const auto code = safety_code(bob, alice);
    for (std::size_t at = 0; at < code.size(); ++at) {
      auto slipped = code;
      slipped[at] = slipped[at] == 'Q' ? 'R' : 'Q';
      QCOMPARE(seen_by_alice(slipped), SafetyCodeMatch::other_code);
    }
  }

  void what_is_no_code_is_told_as_such_data() {
    const auto code = safety_code(bob, alice);
    QTest::addColumn<QString>("text");
    const auto row = [](const char* what, const Name& text) {
      QTest::newRow(what) << QString::fromStdString(text);
    };
    row("nothing", "");
    row("prefix alone", "SOTTO:");
    row("without the prefix", code.substr(6));
    row("cut", code.substr(0, code.size() - 1));
    row("longer", code + "A");
    row("twice", code + code);
    row("an address", "https://sotto.example/direct/bob");
    row("digits", Name(60, '7'));
    row("foreign letters", "SOTTO:" + Name(136, '1'));
    row("very long", Name(100'000, 'A'));
  }

  void what_is_no_code_is_told_as_such() {
    QFETCH(QString, text);
    QCOMPARE(seen_by_alice(text.toStdString()), SafetyCodeMatch::other_code);
  }

  void a_code_of_a_newer_program_is_no_alarm() {
    auto body = bytes_in(safety_code(bob, alice));
    QCOMPARE(seen_by_alice(code_with(body)), SafetyCodeMatch::same);  // the check is made as the program does
    body.front() = 2;
    QCOMPARE(seen_by_alice(code_with(body)), SafetyCodeMatch::other_code);
  }

  void each_bit_of_both_keys_counts() {
    const auto body = bytes_in(safety_code(bob, alice));
    for (std::size_t at = 17; at < 81; ++at) {
      auto other = body;
      other[at] ^= 1;
      QCOMPARE(seen_by_alice(code_with(other)), SafetyCodeMatch::different_key);
    }
  }

  void base32_is_that_of_rfc_4648() {
    QCOMPARE(to_base32(bytes_of("foobar")), Name{"MZXW6YTBOI"});
    QCOMPARE(to_base32(bytes_of("fooba")), Name{"MZXW6YTB"});
    for (std::size_t size = 0; size < 40; ++size) {
      Bytes bytes;
      for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(i * 37 + size));
      QCOMPARE(must_have(parse_base32(to_base32(bytes))), bytes);
    }
    for (const auto* bad : {"A", "AAA", "AAAAAA", "AB", "M1", "mzxw6ytb", "MZXW6YTBOI======"}) {
      QVERIFY2(!parse_base32(bad).has_value(), bad);
    }
  }
};

QTEST_GUILESS_MAIN(TestSafetyCode)
#include "test_safety_code.moc"
