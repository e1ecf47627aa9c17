// SPDX-License-Identifier: GPL-3.0-or-later
// A device that is linked, from the code on the owner's screen to the account's keys on the newcomer's.
#include "seeded_random.hpp"
#include "sotto/crypto/device_link.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using namespace crypto;

constexpr std::string_view device_name = "Ноутбук";

LinkedAccount account_of(RandomSource& random) {
  auto identity = must(IdentityKeyPair::fresh(random));
  SecretBytes archive_key{32};
  must(random.fill(archive_key.expose_for_writing()));
  return {{std::move(identity), std::move(archive_key)}, DeviceId{3}, 5};
}

Json written(const LinkOpening& opening) {
  return {{"code_secret", hex(opening.code.secret())}, {"code", opening.code.text()},
          {"rendezvous", hex(opening.rendezvous)},     {"user_name", opening.owner.text()},
          {"private_key", hex(opening.ephemeral)},     {"public_key", hex(opening.public_key.view())},
          {"commitment", hex(opening.commitment)}};
}

Json written(const LinkOffer& offer, const ReceivedLinkOffer& received) {
  return {{"device_name", received.device_name},
          {"private_key", hex(offer.ephemeral)},
          {"public_key", hex(received.key.view())},
          {"kem_seed", hex(offer.kem.seed())},
          {"encapsulation_key", hex(received.kem.view())}};
}

Json written(const LinkedAccount& account) {
  return {{"identity_private", hex(account.keys.identity.private_key())},
          {"archive_key", hex(account.keys.archive_key)},
          {"device_id", account.owner.value},
          {"device_list_version", account.device_list_version}};
}

/// What becomes of what somebody types.
Json typed(const char* what, const std::string& text) {
  return {{"what", what}, {"text", text}, {"code", outcome(LinkCode::parse(text))}};
}

Json codes(const LinkOpening& opening) {
  const auto code = opening.code.text();
  auto slip = code;
  slip.back() = slip.back() == '0' ? '1' : '0';
  auto foreign = code;
  foreign.front() = 'U';
  auto spaced = code;
  for (auto& character : spaced) character = character == '-' ? ' ' : character;
  std::string small;
  for (const char character : code) {
    const bool capital = character >= 'A' && character <= 'Z';
    small += capital ? static_cast<char>(character - 'A' + 'a') : character;
  }
  return Json::array(
      {typed("as it is shown", code), typed("in small letters", small), typed("with spaces", spaced),
       typed("a slip", slip), typed("a letter that no code has", foreign),
       typed("cut", code.substr(0, code.size() - 1)), typed("longer", code + "0"), typed("nothing", "")});
}

Bytes changed(Bytes bytes) {
  bytes.back() ^= 1U;
  return bytes;
}

/// Everything that went over the relay in one linking.
struct Linking {
  LinkOpening opening;
  LinkOffer offer;
  ReceivedLinkOffer received;
  Bytes reveal;
  LinkReveal revealed;
  Bytes grant;
};

Linking link(const LinkedAccount& account, RandomSource& random) {
  auto opening = must(open_link(must(Username::parse("alice")), random));
  auto offer = must(make_link_offer(opening.code.clone(), opening.commitment, device_name, random));
  auto received = must(receive_link_offer(opening, offer.sealed));
  auto reveal = must(seal_link_reveal(opening, random));
  auto revealed = must(open_link_reveal(offer, reveal));
  auto grant = must(seal_link_grant(opening, received, account, random));
  return {std::move(opening), std::move(offer),    std::move(received),
          std::move(reveal),  std::move(revealed), std::move(grant)};
}

/// Another key than the one that was committed to, under the same code.
Bytes other_reveal(const LinkOpening& opening, RandomSource& random) {
  const auto other = must(open_link(opening.owner, random));
  const LinkOpening lying{opening.code.clone(), opening.owner,      other.ephemeral.clone(),
                          other.public_key,     opening.rendezvous, opening.commitment};
  return must(seal_link_reveal(lying, random));
}

template <class T>
Json refused(const char* what, const char* why, const Bytes& data, const Result<T>& read) {
  return {{"what", what}, {"why", why}, {"data", hex(data)}, {"code", outcome(read)}};
}

Json all_refused(const Linking& one, const Linking& other, RandomSource& random) {
  const auto offer_of = [&](const char* why, const Bytes& data) {
    return refused("offer", why, data, receive_link_offer(one.opening, data));
  };
  const auto reveal_of = [&](const char* why, const Bytes& data) {
    return refused("reveal", why, data, open_link_reveal(one.offer, data));
  };
  const auto grant_of = [&](const char* why, const Bytes& data) {
    return refused("grant", why, data, open_link_grant(one.offer, one.revealed, data));
  };
  return Json::array(
      {offer_of("another linking's", other.offer.sealed),
       offer_of("a changed byte", changed(one.offer.sealed)), reveal_of("another linking's", other.reveal),
       reveal_of("a key that was not committed to", other_reveal(one.opening, random)),
       grant_of("another linking's", other.grant), grant_of("a changed byte", changed(one.grant)),
       grant_of("too short", Bytes(kem_ciphertext_size - 1))});
}

}  // namespace

Json linking() {
  SeededRandom random{"sotto/vectors/linking"};
  const auto account = account_of(random);
  const auto one = link(account, random);
  const auto other = link(account, random);
  const auto shared = must(one.offer.kem.decapsulate(ByteView{one.grant}.first(kem_ciphertext_size)));
  if (one.revealed.transcript != one.received.transcript) std::exit(1);
  return {{"owner", written(one.opening)},
          {"newcomer", written(one.offer, one.received)},
          {"offer", hex(one.offer.sealed)},
          {"reveal", hex(one.reveal)},
          {"transcript", hex(one.revealed.transcript)},
          {"number", link_number(one.revealed.transcript)},
          {"kem_shared_secret", hex(shared)},
          {"account", written(account)},
          {"grant", hex(one.grant)},
          {"codes", codes(one.opening)},
          {"refused", all_refused(one, other, random)}};
}

}  // namespace sotto::vectors
