// SPDX-License-Identifier: GPL-3.0-or-later
// What whoever sends a message that does not open gets to know: that it did not (attack A21).
#include <QTest>
#include <algorithm>
#include <map>
#include <optional>

#include "faults.hpp"
#include "forging.hpp"
#include "hybrid_party.hpp"
#include "insider.hpp"
#include "kem_record.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

constexpr std::uint32_t ciphertext_field = 4;  // of a message
constexpr std::size_t block = 16;

/// Three blocks of text, so that whoever knows none of it can still choose what the second follows.
constexpr std::string_view text = "sixteen letters.another sixteen.and the rest";

/// Alice and Bob, who know each other; a message of hers is under way.
struct Conversation {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  Ciphertext message;
  Conversation() {
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
    bob.read(alice, alice.write(bob, "first of the chain"));
    message = alice.write(bob, text);
  }
};

/// All that a refusal could show: code and place of the error, how many primitives were used until then, and
/// whether anything was written.
struct Answer {
  std::string code;
  std::string where;
  unsigned primitives = 0;
  int writes = 0;
  friend auto operator<=>(const Answer&, const Answer&) = default;
};

std::string described(const Answer& answer) {
  return answer.code + " at " + answer.where + ", " + std::to_string(answer.primitives) + " primitives, " +
         std::to_string(answer.writes) + " writes";
}

/// The n-th primitive fails, for each n, until there is none: so many were used.
unsigned primitives_used(Conversation& c, const Ciphertext& message) {
  for (unsigned n = 1;; ++n) {
    c.bob.restart();
    set_fault(n);
    const auto opened = c.bob.try_read(c.alice, message);
    const bool was_too_late = is_fault_pending();
    set_fault(0);
    if (was_too_late) return n - 1;
  }
}

Answer answer_to(Conversation& c, const Ciphertext& message) {
  c.bob.restart();
  const int before = c.bob.state.writes;
  const auto opened = c.bob.try_read(c.alice, message);
  if (opened) return {"ok", "", 0, c.bob.state.writes - before};
  return {outcome(opened), opened.error().where, 0, c.bob.state.writes - before};
}

Answer full_answer_to(Conversation& c, const Ciphertext& message) {
  auto answer = answer_to(c, message);
  answer.primitives = primitives_used(c, message);
  return answer;
}

Ciphertext with_bit(Ciphertext message, std::size_t from_end) {
  message.data[message.data.size() - 1 - from_end] ^= 1;
  return message;
}

/// The message's own header and MAC around another ciphertext.
Ciphertext with_body(const Ciphertext& message, ByteView body) {
  const ByteView all{message.data};
  const ByteView inside = all.subspan(1, all.size() - 1 - message_mac_size);
  return {message.type,
          joined(all.first(1), with_bytes(inside, ciphertext_field, body), all.last(message_mac_size))};
}

Bytes body_of(const Ciphertext& message) {
  const ByteView all{message.data};
  return field_of(all.subspan(1, all.size() - 1 - message_mac_size), ciphertext_field);
}

/// Vaudenay's attack on the last byte of the second block. The block is sent behind each of 256 others: for
/// one of them it ends in 01, which is a right padding. If that one is answered otherwise, the byte is known.
std::optional<std::uint8_t> byte_from_the_padding() {
  const Without throttle{&Defences::throttle};
  Conversation c;
  const Bytes body = body_of(c.message);
  std::map<Answer, std::vector<std::uint8_t>> guesses;
  for (int guess = 0; guess < 256; ++guess) {
    Bytes forged = copy_of(ByteView{body}.first(2 * block));
    forged[block - 1] = static_cast<std::uint8_t>(forged[block - 1] ^ guess ^ 1);
    guesses[answer_to(c, with_body(c.message, forged))].push_back(static_cast<std::uint8_t>(guess));
  }
  for (const auto& [answer, those] : guesses) {
    if (guesses.size() == 2 && those.size() == 1) return those.front();
  }
  return std::nullopt;
}

}  // namespace

class TestRefusals : public QObject {
  Q_OBJECT
 private slots:
  void every_forgery_is_refused_alike();
  void what_only_a_holder_of_the_keys_can_damage_is_refused_alike_data();
  void what_only_a_holder_of_the_keys_can_damage_is_refused_alike();
  void another_kem_secret_is_refused_as_a_wrong_mac_is();
  void a_padding_is_no_oracle();
};

// Whoever has no keys: whichever byte of MAC or body is wrong, and however much of it.
void TestRefusals::every_forgery_is_refused_alike() {
  const Without throttle{&Defences::throttle};
  Conversation c;
  const Tables before = c.bob.state.tables;
  const auto expected = full_answer_to(c, with_bit(c.message, 0));
  QCOMPARE(expected.code, std::string{"undecryptable"});
  QCOMPARE(expected.writes, 0);
  QVERIFY(expected.primitives > 0);
  const std::size_t end_of_body = message_mac_size + body_of(c.message).size();
  for (std::size_t from_end = 1; from_end < end_of_body; ++from_end) {
    const auto answer = full_answer_to(c, with_bit(c.message, from_end));
    QVERIFY2(answer == expected, described(answer).c_str());
  }
  auto random_mac = c.message;
  must(c.alice.random.fill(std::span{random_mac.data}.last(message_mac_size)));
  const auto answer = full_answer_to(c, random_mac);
  QVERIFY2(answer == expected, described(answer).c_str());
  QVERIFY(c.bob.state.tables == before);
  QCOMPARE(c.bob.read(c.alice, c.message), std::string{text});
}

namespace {

/// Messages that are right as far as the MAC, and wrong behind it.
struct Insider {
  const char* name;
  Ciphertext (*message)(Conversation&);
};

Bytes blocks_ending_in(std::initializer_list<std::uint8_t> end) {
  Bytes blocks(2 * block, 'x');
  std::copy(end.begin(), end.end(), blocks.end() - static_cast<std::ptrdiff_t>(end.size()));
  return blocks;
}

const std::vector<Insider>& insiders() {
  static const std::vector<Insider> all{
      {"a padding of 0", [](Conversation& c) { return with_blocks(c.alice, c.bob, blocks_ending_in({0})); }},
      {"a padding of 17",
       [](Conversation& c) { return with_blocks(c.alice, c.bob, blocks_ending_in({17})); }},
      {"a padding of 255",
       [](Conversation& c) { return with_blocks(c.alice, c.bob, blocks_ending_in({255})); }},
      {"a padding whose first byte is wrong",
       [](Conversation& c) {
         return with_blocks(c.alice, c.bob, blocks_ending_in({9, 3, 3}));
       }},
      {"a padding whose last but one byte is wrong",
       [](Conversation& c) {
         return with_blocks(c.alice, c.bob, blocks_ending_in({3, 9, 3}));
       }},
  };
  return all;
}

}  // namespace

void TestRefusals::what_only_a_holder_of_the_keys_can_damage_is_refused_alike_data() {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& insider : insiders()) QTest::newRow(insider.name) << number++;
}

void TestRefusals::what_only_a_holder_of_the_keys_can_damage_is_refused_alike() {
  QFETCH(int, number);
  Conversation c;
  const Tables before = c.bob.state.tables;
  const auto damaged = insiders()[static_cast<std::size_t>(number)].message(c);
  const auto answer = answer_to(c, damaged);
  const auto forged = answer_to(c, with_bit(c.message, 0));
  QCOMPARE(answer.code, forged.code);
  QCOMPARE(answer.writes, forged.writes);
  QVERIFY(c.bob.state.tables == before);
  // The control: it is the padding that was wrong.
  const auto right = with_blocks(c.alice, c.bob, blocks_ending_in({2, 2}));
  QCOMPARE(answer_to(c, right).code, std::string{"ok"});
}

namespace {

/// The hybrid's two, with a message under way.
struct HybridConversation {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  Letter letter;
  HybridConversation() {
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
    letter = alice.write(bob, text);
  }
  std::pair<std::string, int> answer() {
    bob.restart();
    const int before = bob.state.writes;
    const auto opened = bob.try_read(alice, letter);
    return {outcome(opened), bob.state.writes - before};
  }
};

/// One bit of every KEM secret that Bob has for Alice is another: what she commits to is then not what he
/// derives, though the MAC around it is right.
void turn_kem_secrets(HybridConversation& c) {
  const auto base_key = must(c.bob.session.current_session(c.bob.state, c.alice.address, noon));
  auto& stored = c.bob.state.tables.kem_records.at(c.alice.address);
  auto record = must(KemRecord::parse(stored));
  for (std::uint32_t epoch = 0; epoch < 3; ++epoch) {
    const auto* secret = record.find(*base_key)->find_secret(EpochNumber{epoch});
    if (secret == nullptr) continue;
    const auto wanted = secret->expose();
    const auto at = std::search(stored.begin(), stored.end(), wanted.begin(), wanted.end());
    if (at != stored.end()) *at ^= 1;
  }
}

}  // namespace

void TestRefusals::another_kem_secret_is_refused_as_a_wrong_mac_is() {
  HybridConversation forged;
  forged.letter.ciphertext = with_bad_mac(forged.letter.ciphertext);
  const auto expected = forged.answer();
  QCOMPARE(expected, (std::pair{std::string{"undecryptable"}, 0}));

  HybridConversation c;
  const Bytes whole = c.bob.state.tables.kem_records.at(c.alice.address);
  turn_kem_secrets(c);
  const Tables before = c.bob.state.tables;
  QVERIFY(before.kem_records.at(c.alice.address) != whole);
  QCOMPARE(c.answer(), expected);
  QVERIFY(c.bob.state.tables == before);
  // The control: with the secret as it was, the same letter is read.
  c.bob.state.tables.kem_records.at(c.alice.address) = whole;
  QCOMPARE(c.answer().first, std::string{"ok"});
}

void TestRefusals::a_padding_is_no_oracle() {
  QVERIFY(!byte_from_the_padding().has_value());
  const Without defence{&Defences::mac_before_padding};
  QCOMPARE(byte_from_the_padding(), std::optional{static_cast<std::uint8_t>(text[2 * block - 1])});
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "test_refusals.moc"
