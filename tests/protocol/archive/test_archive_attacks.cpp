// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <set>

#include "../../support/negative_control.hpp"
#include "defences.hpp"
#include "shelf.hpp"

using namespace sotto;
using namespace sotto::archive;
using namespace sotto::archive::test;

/// What a relay that keeps an archive tries on it (section E of the catalogue of attacks). Each attack is
/// seen to fail, and to succeed when its defence is off.
class TestArchiveAttacks : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { defences() = Defences{}; }
  void each_attack_fails_with_its_defence_and_succeeds_without_data();
  void each_attack_fails_with_its_defence_and_succeeds_without();
  void e5_a_flipped_bit_anywhere_is_detected();
  void e6_chosen_messages_tell_no_more_than_a_size_class();
  void e7_an_entry_of_somebody_without_the_key_is_refused();
};

namespace {

/// alice's archive, of which the relay knows everything but the key.
struct Kept : Shelf {
  Kept() {
    for (const auto* text : {"one", "two", "three", "four"}) {
      add("bob", std::string{text} + " for bob");
      add("carol", std::string{text} + " for carol");
    }
  }
  /// A hash needs no key: from here on the relay makes each entry follow the one before.
  void chain_anew(std::size_t from) {
    for (auto place = from; place < entries.size(); ++place) {
      auto header = entries[place].header();
      header.sequence = place;
      header.previous = place == 0 ? EntryHash{} : entries[place - 1].hash();
      replace(place, header);
    }
  }
  void replace(std::size_t place, const EntryHeader& header) {
    entries[place] = Entry::sealed(header, std::get<Sealed>(entries[place].body()));
  }
  /// The first `left` entries and no more.
  void cut(std::ptrdiff_t left) { entries.erase(entries.begin() + left, entries.end()); }
  [[nodiscard]] bool is_restored(const std::optional<Head>& known = std::nullopt) const {
    return restore(keys, entries, head(), known).ok();
  }
};

// E4: the relay swaps the entries of two chats and chains them anew, for a login that knows no head.
bool entries_of_two_chats_are_swapped() {
  Kept kept;
  std::swap(kept.entries[2], kept.entries[5]);
  kept.chain_anew(2);
  return kept.is_restored();
}

// E4: what was said to bob is shown as if it were said to carol.
bool an_entry_is_pasted_into_another_chat() {
  Kept kept;
  auto header = kept.entries[2].header();
  header.conversation = kept.keys.pseudonym_of(user("carol"));
  kept.replace(2, header);
  kept.chain_anew(3);
  defences().names = defences().context;  // both stand in the way
  return kept.is_restored();
}

// E4: the same, sealed by a client that does not bind its entries to their place: only what the record says
// is left.
bool an_entry_says_another_chat_than_its_name() {
  defences().context = false;
  Kept kept;
  auto header = kept.add("bob", "five for bob").header();
  header.conversation = kept.keys.pseudonym_of(user("carol"));
  kept.replace(8, header);
  return kept.is_restored();
}

// E4: an entry in the middle is left out and the rest numbered anew.
bool an_entry_is_dropped_and_the_rest_chained_anew() {
  Kept kept;
  kept.entries.erase(kept.entries.begin() + 3);
  kept.chain_anew(3);
  return kept.is_restored();
}

// E4: an entry in the middle is just left out.
bool an_entry_is_dropped() {
  Kept kept;
  const auto claimed = kept.head();
  kept.entries.erase(kept.entries.begin() + 3);
  defences().chain = defences().sequence;
  return restore(kept.keys, kept.entries, claimed).ok();
}

// E4: a genuine entry of this account that another history had in this place.
bool an_entry_of_another_history_is_slipped_in() {
  Kept kept;
  Kept other;
  other.cut(3);
  const auto slipped = other.add("bob", "what bob never said here");
  kept.entries[3] = slipped;
  return kept.is_restored();
}

// E4: the newest entries are withheld from somebody who has seen them.
bool the_tail_is_cut() {
  Kept kept;
  const auto known = kept.head();
  kept.cut(5);
  return kept.is_restored(known);
}

// E4: yesterday's archive, which went on differently since.
bool an_older_archive_goes_on() {
  Kept kept;
  const auto known = kept.head();
  kept.cut(5);
  for (int more = 0; more < 5; ++more) kept.add("bob", "another course of events");
  return kept.is_restored(known);
}

// E4: the relay withholds an entry and says that its owner shredded it.
bool the_relay_shreds_by_itself() {
  Kept kept;
  kept.entries[3] = kept.entries[3].shredded(ShredProof{});
  return kept.is_restored();
}

// E4: a proof that was given for another entry.
bool a_proof_is_used_for_another_entry() {
  Kept kept;
  const auto proof = kept.keys.shred_proof(kept.entries[2].header().id);
  kept.entries[3] = kept.entries[3].shredded(proof);
  return kept.is_restored();
}

// E5: the body is another one than the header's, so that the chain no longer says what was archived.
bool a_body_is_replaced_under_its_header() {
  Kept kept;
  const auto shown = kept.entries[3].bytes();
  auto forged = shown;
  forged.back() ^= 1U;
  return Entry::parse(forged).ok();
}

// E6: texts of one length class give entries of one size, whatever they share with what else is archived.
bool sizes_tell_a_length() {
  Kept kept;
  std::set<std::size_t> sizes;
  for (std::size_t length = 1; length <= 100; ++length)
    sizes.insert(kept.add("bob", std::string(length, 'x')).bytes().size());
  return sizes.size() > 1;
}

using Control = testing::NegativeControl<Defences>;

const std::vector<Control>& controls() {
  static const std::vector<Control> all{
      {"E4 entries of two chats are swapped", &Defences::context, entries_of_two_chats_are_swapped},
      {"E4 entry pasted into another chat", &Defences::context, an_entry_is_pasted_into_another_chat},
      {"E4 entry says another chat than its name", &Defences::names,
       an_entry_says_another_chat_than_its_name},
      {"E4 entry dropped and the rest chained anew", &Defences::context,
       an_entry_is_dropped_and_the_rest_chained_anew},
      {"E4 entry dropped", &Defences::sequence, an_entry_is_dropped},
      {"E4 entry of another history", &Defences::chain, an_entry_of_another_history_is_slipped_in},
      {"E4 cut tail", &Defences::known_head, the_tail_is_cut},
      {"E4 older archive goes on", &Defences::known_head, an_older_archive_goes_on},
      {"E4 relay shreds by itself", &Defences::shred_proof, the_relay_shreds_by_itself},
      {"E4 proof of another entry", &Defences::shred_proof, a_proof_is_used_for_another_entry},
      {"E5 body replaced under its header", &Defences::body_digest, a_body_is_replaced_under_its_header},
      {"E6 sizes tell a length", &Defences::padding, sizes_tell_a_length},
  };
  return all;
}

}  // namespace

void TestArchiveAttacks::each_attack_fails_with_its_defence_and_succeeds_without_data() {
  testing::add_rows(controls());
}

void TestArchiveAttacks::each_attack_fails_with_its_defence_and_succeeds_without() {
  testing::verify_row(controls(), defences());
}

// The relay flips one bit, anywhere, and mends whatever needs no key: digest and chain. The control is the
// archive without a flip; with it, nothing is imported.
void TestArchiveAttacks::e5_a_flipped_bit_anywhere_is_detected() {
  Kept kept;
  QVERIFY(kept.is_restored());
  const auto good = kept.entries[2];
  const auto& body = std::get<Sealed>(good.body());
  constexpr std::size_t names = EntryId::size + Pseudonym::size;
  const auto size = names + Salt::size + body.ciphertext.size();
  for (std::size_t bit = 0; bit < size * 8; ++bit) {
    auto header = good.header();
    auto flipped = body;
    auto& byte = bit / 8 < EntryId::size        ? header.id.bytes[bit / 8]
                 : bit / 8 < names              ? header.conversation.bytes[bit / 8 - EntryId::size]
                 : bit / 8 < names + Salt::size ? flipped.salt.bytes[bit / 8 - names]
                                                : flipped.ciphertext[bit / 8 - names - Salt::size];
    byte = static_cast<std::uint8_t>(byte ^ (1U << bit % 8));
    kept.entries[2] = Entry::sealed(header, std::move(flipped));
    QVERIFY2(!open_entry(kept.keys, kept.entries[2]).ok(), std::to_string(bit).c_str());
  }
  kept.chain_anew(3);
  QVERIFY(!kept.is_restored());
}

// Threema, 2022: a peer sends guesses at a secret in the same archive and watches whether it grows less.
void TestArchiveAttacks::e6_chosen_messages_tell_no_more_than_a_size_class() {
  Kept kept;
  kept.add("carol", "the code is 7351-9024");
  const auto size_of = [&](std::string_view guess) { return kept.add("bob", guess).bytes().size(); };
  QCOMPARE(size_of("the code is 7351-9024"), size_of("q8Zr0vK!m2Lx4Pt6Wd9Bc"));
  QCOMPARE(size_of(std::string(100, 'a')), size_of("short"));
  QVERIFY(size_of(std::string(200, 'a')) > size_of("short"));  // the class is seen, and said
}

void TestArchiveAttacks::e7_an_entry_of_somebody_without_the_key_is_refused() {
  Kept kept;
  Shelf relay{"alice", 99};
  const auto invented =
      must(seal_entry(relay.keys, kept.head(), relay.record("bob", "never said"), relay.random));
  QCOMPARE(outcome(open_entry(kept.keys, invented)), Name{"undecryptable"});
  kept.entries.push_back(invented);
  QCOMPARE(outcome(restore(kept.keys, kept.entries, kept.head())), Name{"undecryptable"});
  // Another account's, sealed under the same key by mistake.
  auto carol = must(ArchiveKeys::derive(random_secret(1), user("carol")));
  const auto foreign = must(seal_entry(carol, {}, relay.record("bob", "for carol"), relay.random));
  QCOMPARE(outcome(open_entry(kept.keys, foreign)), Name{"undecryptable"});
}

QTEST_GUILESS_MAIN(TestArchiveAttacks)
#include "test_archive_attacks.moc"
