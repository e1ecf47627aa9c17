// SPDX-License-Identifier: GPL-3.0-or-later
// The account's keys on their way to a new device, past a relay that swaps, replays and answers for the
// other, and past somebody who has seen the code as well. Where a defence has a switch, the attack is seen to
// succeed without it.
#include <QTest>
#include <algorithm>
#include <set>

#include "../../support/negative_control.hpp"
#include "aead.hpp"
#include "defences.hpp"
#include "length_prefixed.hpp"
#include "party.hpp"
#include "sotto/crypto/device_link.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

const Username alice = *Username::parse("alice");

LinkCode copy_of_code(const LinkCode& code) { return must(LinkCode::parse(code.text())); }

/// Both sides, and what went between them.
struct Linking {
  explicit Linking(std::uint64_t seed = 1) : random{seed} {}

  LinkOffer answer(const Sha256& commitment) {
    return must(make_link_offer(copy_of_code(opening.code), commitment, "alice phone", random));
  }
  Result<LinkedAccount> hand_over() {
    const auto received = must(receive_link_offer(opening, offer.sealed));
    const auto reveal = must(open_link_reveal(offer, must(seal_link_reveal(opening, random))));
    return open_link_grant(offer, reveal, must(seal_link_grant(opening, received, account, random)));
  }

  SeededRandom random;
  LinkedAccount account{
      {must(IdentityKeyPair::fresh(random)), SecretBytes::copied_from(Bytes(32, 9))}, DeviceId{3}, 7};
  LinkOpening opening = must(open_link(alice, random));
  LinkOffer offer = answer(opening.commitment);
};

/// An offer as somebody with the code can make it, of whatever bytes.
Bytes forged_offer(const Linking& linking, const Bytes& plaintext) {
  SeededRandom random{99};
  const auto key =
      must(hkdf(linking.opening.code.secret(), LengthPrefixed{}.text("sotto/v1/link-offer").take(), 32));
  const auto context = LengthPrefixed{}
                           .text("sotto/v1/link-offer")
                           .bytes(linking.opening.rendezvous)
                           .bytes(linking.opening.commitment)
                           .take();
  return must(seal(key, plaintext, context, random));
}

Bytes offer_bytes(ByteView key, ByteView kem, std::string_view device_name) {
  Bytes out = copy_of(key);
  append(out, kem);
  const auto name_from = out.size();
  append(out, bytes_of(device_name));
  out.resize(name_from + 64);
  return out;
}

/// The relay gives the newcomer a commitment of its own, to see whether the owner takes the offer for it.
bool offer_for_another_commitment_is_taken() {
  Linking linking;
  const Linking other{2};
  return receive_link_offer(linking.opening, linking.answer(other.opening.commitment).sealed).ok();
}

/// Somebody in between has the code and chooses the owner's key after they have seen the newcomer's.
bool key_that_was_chosen_late_is_believed() {
  Linking linking;
  auto late = must(open_link(alice, linking.random));
  const LinkOpening disguised{copy_of_code(linking.opening.code), alice,
                              std::move(late.ephemeral),          late.public_key,
                              linking.opening.rendezvous,         linking.opening.commitment};
  return open_link_reveal(linking.offer, must(seal_link_reveal(disguised, linking.random))).ok();
}

using Control = testing::NegativeControl<Defences>;

const std::vector<Control>& controls() {
  static const std::vector<Control> all{
      {"an offer for another commitment", &Defences::link_context, offer_for_another_commitment_is_taken},
      {"a key that was chosen late", &Defences::link_commitment, key_that_was_chosen_late_is_believed},
  };
  return all;
}

}  // namespace

class TestDeviceLink : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { defences() = Defences{}; }

  void a_code_is_read_as_people_type_it_data() {
    QTest::addColumn<QString>("typed");
    SeededRandom random{4};
    const auto text = QString::fromStdString(must(LinkCode::fresh(random)).text());
    QTest::newRow("as it is shown") << text;
    QTest::newRow("in small letters") << text.toLower();
    QTest::newRow("without hyphens") << QString{text}.remove('-');
    QTest::newRow("with spaces") << " " + QString{text}.replace('-', ' ') + " \n";
    QTest::newRow("with O and I for 0 and 1") << QString{text}.replace('0', 'O').replace('1', 'l');
  }

  void a_code_is_read_as_people_type_it() {
    QFETCH(const QString, typed);
    SeededRandom random{4};
    const auto code = must(LinkCode::fresh(random));
    const auto read = LinkCode::parse(typed.toStdString());
    QCOMPARE(outcome(read), Name{"ok"});
    QVERIFY(equal(read->secret().expose(), code.secret().expose()));
  }

  void a_code_has_seven_groups_of_four() {
    SeededRandom random{5};
    const auto text = must(LinkCode::fresh(random)).text();
    QCOMPARE(text.size(), std::size_t{34});
    for (std::size_t at = 0; at < text.size(); ++at) QCOMPARE(text[at] == '-', at % 5 == 4);
  }

  void a_slip_of_the_hand_is_noticed() {
    SeededRandom random{4};
    const auto text = must(LinkCode::fresh(random)).text();
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '-') continue;
      auto slipped = text;
      slipped[at] = text[at] == '7' ? '8' : '7';
      QCOMPARE(outcome(LinkCode::parse(slipped)), Name{"malformed"});
    }
    QCOMPARE(outcome(LinkCode::parse(text.substr(1))), Name{"malformed"});
    QCOMPARE(outcome(LinkCode::parse(text + "0")), Name{"malformed"});
    QCOMPARE(outcome(LinkCode::parse("U" + text.substr(1))), Name{"malformed"});
    QCOMPARE(outcome(LinkCode::parse("")), Name{"malformed"});
  }

  void a_linking_moves_the_account() {
    Linking linking;
    const auto received = must(receive_link_offer(linking.opening, linking.offer.sealed));
    QCOMPARE(received.device_name, std::string{"alice phone"});
    const auto reveal =
        must(open_link_reveal(linking.offer, must(seal_link_reveal(linking.opening, linking.random))));
    QVERIFY(reveal.owner == alice);
    QCOMPARE(link_number(received.transcript), link_number(reveal.transcript));
    const auto linked = must(linking.hand_over());
    QVERIFY(equal(linked.keys.identity.private_key().expose(),
                  linking.account.keys.identity.private_key().expose()));
    QVERIFY(equal(linked.keys.archive_key.expose(), linking.account.keys.archive_key.expose()));
    QCOMPARE(linked.owner, DeviceId{3});
    QCOMPARE(linked.device_list_version, std::uint64_t{7});
  }

  void the_number_has_six_digits_and_differs() {
    std::set<std::string> numbers;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const Linking linking{seed};
      const auto number =
          link_number(must(receive_link_offer(linking.opening, linking.offer.sealed)).transcript);
      QCOMPARE(number.size(), std::size_t{6});
      QVERIFY(
          std::all_of(number.begin(), number.end(), [](char digit) { return digit >= '0' && digit <= '9'; }));
      numbers.insert(number);
    }
    QVERIFY(numbers.size() >= 19);
  }

  void a_name_does_not_show_in_the_size() {
    Linking linking;
    const auto size_with = [&](std::string_view device_name) {
      return must(make_link_offer(copy_of_code(linking.opening.code), linking.opening.commitment, device_name,
                                  linking.random))
          .sealed.size();
    };
    QCOMPARE(size_with(""), size_with(std::string(64, 'n')));
    QVERIFY(!make_link_offer(copy_of_code(linking.opening.code), linking.opening.commitment,
                             std::string(65, 'n'), linking.random)
                 .ok());
  }

  void the_relay_cannot_answer_for_either() {
    Linking linking;
    Linking relays_own{2};
    // With a code of its own, and by handing back what it was given.
    QCOMPARE(outcome(receive_link_offer(linking.opening, relays_own.offer.sealed)), Name{"undecryptable"});
    QCOMPARE(
        outcome(open_link_reveal(linking.offer, must(seal_link_reveal(relays_own.opening, linking.random)))),
        Name{"undecryptable"});
    QCOMPARE(outcome(open_link_reveal(linking.offer, linking.offer.sealed)), Name{"undecryptable"});
    const auto reveal = must(seal_link_reveal(linking.opening, linking.random));
    QCOMPARE(outcome(receive_link_offer(linking.opening, reveal)), Name{"undecryptable"});
  }

  void a_message_of_an_earlier_linking_is_refused() {
    Linking earlier;
    Linking linking{3};
    QCOMPARE(outcome(receive_link_offer(linking.opening, earlier.offer.sealed)), Name{"undecryptable"});
    const auto received = must(receive_link_offer(earlier.opening, earlier.offer.sealed));
    const auto old_grant = must(seal_link_grant(earlier.opening, received, earlier.account, earlier.random));
    const auto reveal =
        must(open_link_reveal(linking.offer, must(seal_link_reveal(linking.opening, linking.random))));
    QCOMPARE(outcome(open_link_grant(linking.offer, reveal, old_grant)), Name{"undecryptable"});
  }

  void a_grant_opens_for_its_newcomer_only() {
    Linking linking;
    const auto second = linking.answer(linking.opening.commitment);
    const auto received = must(receive_link_offer(linking.opening, linking.offer.sealed));
    const auto grant = must(seal_link_grant(linking.opening, received, linking.account, linking.random));
    const auto shown = must(seal_link_reveal(linking.opening, linking.random));
    QCOMPARE(outcome(open_link_grant(second, must(open_link_reveal(second, shown)), grant)),
             Name{"undecryptable"});
    const auto reveal = must(open_link_reveal(linking.offer, shown));
    QCOMPARE(outcome(open_link_grant(linking.offer, reveal, grant)), Name{"ok"});
  }

  void a_changed_byte_is_noticed() {
    Linking linking;
    const auto received = must(receive_link_offer(linking.opening, linking.offer.sealed));
    const auto shown = must(seal_link_reveal(linking.opening, linking.random));
    const auto reveal = must(open_link_reveal(linking.offer, shown));
    const auto grant = must(seal_link_grant(linking.opening, received, linking.account, linking.random));
    const auto flipped = [](Bytes bytes, std::size_t at) {
      bytes[at] ^= 1;
      return bytes;
    };
    for (std::size_t at = 0; at < linking.offer.sealed.size(); at += 97)
      QVERIFY(!receive_link_offer(linking.opening, flipped(linking.offer.sealed, at)).ok());
    for (std::size_t at = 0; at < shown.size(); ++at)
      QVERIFY(!open_link_reveal(linking.offer, flipped(shown, at)).ok());
    for (std::size_t at = 0; at < grant.size(); at += 31)
      QVERIFY(!open_link_grant(linking.offer, reveal, flipped(grant, at)).ok());
    QVERIFY(!open_link_grant(linking.offer, reveal, ByteView{grant}.first(100)).ok());
  }

  /// Whoever has seen the code can stand in between, but then the two screens show two numbers.
  void somebody_in_between_with_the_code_shows_two_numbers() {
    Linking linking;
    const auto own = must(open_link(alice, linking.random));
    const LinkOpening towards_newcomer{
        copy_of_code(linking.opening.code), alice,         own.ephemeral.clone(), own.public_key,
        linking.opening.rendezvous,         own.commitment};
    const auto newcomer = linking.answer(own.commitment);
    const auto seen_by_newcomer =
        must(open_link_reveal(newcomer, must(seal_link_reveal(towards_newcomer, linking.random))));
    const auto seen_by_owner = must(receive_link_offer(linking.opening, linking.offer.sealed));
    QVERIFY(link_number(seen_by_newcomer.transcript) != link_number(seen_by_owner.transcript));
  }

  void bad_keys_in_an_offer_are_refused() {
    const Linking linking;
    const auto good = must(receive_link_offer(linking.opening, linking.offer.sealed));
    const auto taken = [&](const Bytes& bytes) {
      return outcome(receive_link_offer(linking.opening, forged_offer(linking, bytes)));
    };
    QCOMPARE(taken(offer_bytes(good.key.view(), good.kem.view(), "mallory")), Name{"ok"});
    Bytes zero(PublicKey::size);
    zero[0] = 5;
    QCOMPARE(taken(offer_bytes(zero, good.kem.view(), "mallory")), Name{"low_order_key"});
    QCOMPARE(taken(offer_bytes(good.key.view(), Bytes(KemPublicKey::size, 0xff), "mallory")),
             Name{"invalid_key"});
    QCOMPARE(taken(offer_bytes(good.key.view(), good.kem.view(), "\xff\xfe")), Name{"malformed"});
    auto longer = offer_bytes(good.key.view(), good.kem.view(), "mallory");
    longer.push_back(0);
    QCOMPARE(taken(longer), Name{"malformed"});
  }

  void broken_randomness_begins_nothing() {
    SeededRandom random{1};
    random.fail_after(1);
    QCOMPARE(outcome(open_link(alice, random)), Name{"random_failed"});
    random.fail_after(2);
    QCOMPARE(outcome(open_link(alice, random)), Name{"random_failed"});
    Linking linking;
    linking.random.fail_after(1);
    QCOMPARE(outcome(seal_link_reveal(linking.opening, linking.random)), Name{"random_failed"});
  }

  void each_attack_fails_with_its_defence_and_succeeds_without_data() { testing::add_rows(controls()); }
  void each_attack_fails_with_its_defence_and_succeeds_without() {
    testing::verify_row(controls(), defences());
  }
};

QTEST_GUILESS_MAIN(TestDeviceLink)
#include "test_device_link.moc"
