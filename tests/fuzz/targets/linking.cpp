// SPDX-License-Identifier: GPL-3.0-or-later
// What comes in while a device is linked: codes that people type in, and the sealed messages, of a relay and
// of somebody who has seen the code as well.
#include <algorithm>

#include "aead.hpp"
#include "input.hpp"
#include "length_prefixed.hpp"
#include "party.hpp"
#include "samples.hpp"
#include "sotto/base/base32.hpp"
#include "sotto/base/text.hpp"
#include "sotto/crypto/device_link.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using namespace crypto;
using crypto::test::must;
using crypto::test::SeededRandom;

Verdict verdict(bool accepted) { return accepted ? Verdict::accepted : Verdict::refused; }

bool is_base32(std::string_view text) {
  const auto bytes = parse_base32(text);
  if (bytes) require(to_base32(*bytes) == text, "base32 has one spelling");
  return bytes.has_value();
}

bool is_link_code(std::string_view text) {
  const auto code = LinkCode::parse(text);
  if (!code) return false;
  constexpr std::string_view between = " -\n\t";
  auto typed = capitals_without(between, text);
  std::replace(typed.begin(), typed.end(), 'O', '0');
  std::replace_if(
      typed.begin(), typed.end(), [](char c) { return c == 'I' || c == 'L'; }, '1');
  require(capitals_without(between, code->text()) == typed,
          "a code has one spelling but for case, blanks and look-alikes");
  const auto again = LinkCode::parse(code->text());
  require(again && equal(again->secret().expose(), code->secret().expose()),
          "a code is shown as it was read");
  return true;
}

LinkCode sample_code() {
  SeededRandom random{1};
  return must(LinkCode::fresh(random));
}

Verdict run_link_code(ByteView bytes) {
  Input input{bytes};
  const auto kind = input.below(2);
  const auto text = text_of(input.rest());
  return verdict(kind == 0 ? is_base32(text) : is_link_code(text));
}

std::vector<Bytes> link_code_seeds() {
  auto small = sample_code().text();
  std::transform(small.begin(), small.end(), small.begin(), [](char c) {
    return c == '0' ? 'o' : c == '1' ? 'l' : c == '-' ? ' ' : c;
  });
  return {choosing(0, bytes_of("")), choosing(0, bytes_of("AE")),
          choosing(0, bytes_of(to_base32(Bytes(85, 0xA5)))), choosing(1, bytes_of(sample_code().text())),
          choosing(1, bytes_of(small))};
}

/// Both sides of a linking that has come to its end, with all that was said.
struct Scene {
  SeededRandom random{2};
  LinkedAccount account{
      {must(IdentityKeyPair::fresh(random)), SecretBytes::copied_from(Bytes(32, 9))}, DeviceId{3}, 7};
  LinkOpening opening = must(open_link(samples::user("alice"), random));
  LinkOffer offer = must(make_link_offer(opening.code.clone(), opening.commitment, "alice phone", random));
  ReceivedLinkOffer received = must(receive_link_offer(opening, offer.sealed));
  Bytes sealed_reveal = must(seal_link_reveal(opening, random));
  LinkReveal reveal = must(open_link_reveal(offer, sealed_reveal));
  Bytes sealed_grant = must(seal_link_grant(opening, received, account, random));
};

Scene& scene() {
  static Scene one;
  return one;
}

/// As somebody with the code seals whatever they like.
Bytes sealed_with_the_code(std::string_view label, ByteView plaintext) {
  auto& here = scene();
  const auto key = must(hkdf(here.opening.code.secret(), LengthPrefixed{}.text(label).take(), 32));
  const auto context =
      LengthPrefixed{}.text(label).bytes(here.opening.rendezvous).bytes(here.opening.commitment).take();
  return must(seal(key, plaintext, context, here.random));
}

bool opens_as_offer(ByteView sealed) {
  const auto opened = receive_link_offer(scene().opening, sealed);
  if (!opened) return false;
  require(opened->device_name.size() <= 64 && is_text(opened->device_name), "a device's name is a text");
  return true;
}

bool opens_as_reveal(ByteView sealed) {
  const auto opened = open_link_reveal(scene().offer, sealed);
  if (!opened) return false;
  require(opened->owner == scene().opening.owner && opened->key == scene().opening.public_key,
          "the key that is shown is the one that was committed to");
  return true;
}

bool opens_as_grant(ByteView sealed) {
  const auto opened = open_link_grant(scene().offer, scene().reveal, sealed);
  if (!opened) return false;
  require(equal(sealed, scene().sealed_grant), "nothing opens that was not sealed");
  return true;
}

enum class Linking : std::uint8_t { offer, reveal, grant, offer_with_the_code, reveal_with_the_code, count };

Verdict run_linking(ByteView bytes) {
  Input input{bytes};
  const auto kind = static_cast<Linking>(input.below(static_cast<std::size_t>(Linking::count)));
  const auto message = input.rest();
  switch (kind) {
    case Linking::offer:
      require(!opens_as_offer(message) || equal(message, scene().offer.sealed),
              "nothing opens that was not sealed");
      return verdict(opens_as_offer(message));
    case Linking::reveal:
      require(!opens_as_reveal(message) || equal(message, scene().sealed_reveal),
              "nothing opens that was not sealed");
      return verdict(opens_as_reveal(message));
    case Linking::grant:
      return verdict(opens_as_grant(message));
    case Linking::offer_with_the_code:
      return verdict(opens_as_offer(sealed_with_the_code("sotto/v1/link-offer", message)));
    case Linking::reveal_with_the_code:
      return verdict(opens_as_reveal(sealed_with_the_code("sotto/v1/link-reveal", message)));
    case Linking::count:
      break;
  }
  return Verdict::refused;
}

/// Text in a field of fixed size.
void put_padded(Bytes& out, std::string_view text, std::size_t size) {
  const auto end = out.size() + size;
  append(out, bytes_of(text));
  out.resize(end);
}

std::vector<Bytes> linking_seeds() {
  const auto& here = scene();
  Bytes offer = copy_of(here.received.key.view());
  append(offer, here.received.kem.view());
  put_padded(offer, "mallory's", 64);
  Bytes reveal = copy_of(here.opening.public_key.view());
  put_padded(reveal, "alice", Username::max_length);
  const auto as = [](Linking kind, ByteView message) {
    return choosing(static_cast<std::uint8_t>(kind), message);
  };
  return {as(Linking::offer, here.offer.sealed), as(Linking::reveal, here.sealed_reveal),
          as(Linking::grant, here.sealed_grant), as(Linking::offer_with_the_code, offer),
          as(Linking::reveal_with_the_code, reveal)};
}

const Registration registration{{{"link_code", 256, run_link_code, link_code_seeds},
                                 {"linking_messages", 2'048, run_linking, linking_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
