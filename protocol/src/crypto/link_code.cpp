// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/link_code.hpp"

#include <algorithm>
#include <array>

#include "length_prefixed.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {
namespace {

/// Crockford's base 32: without I, L, O and U, which are taken for others.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view label = "sotto/v1/link-code";
constexpr std::size_t bits_per_character = 5;
constexpr std::size_t group = 4;
/// The secret and two bytes of its digest, the last four bits of which are left out.
constexpr std::size_t packed_size = LinkCode::secret_size + 2;
constexpr std::uint8_t last_byte_kept = 0xF0;
static_assert(LinkCode::characters * bits_per_character == 8 * packed_size - 4);

Error malformed() { return {ErrorCode::malformed, "link code", 0}; }

SecretBytes packed(ByteView secret) {
  Bytes labelled = LengthPrefixed{}.text(label).bytes(secret).take();
  const Sha256 digest = sha256(labelled);
  wipe(labelled);
  SecretBytes out{packed_size};
  const auto to = out.expose_for_writing();
  std::copy(secret.begin(), secret.end(), to.begin());
  to[LinkCode::secret_size] = digest[0];
  to[LinkCode::secret_size + 1] = digest[1] & last_byte_kept;
  return out;
}

bool is_set(ByteView bytes, std::size_t bit) { return (bytes[bit / 8] >> (7 - bit % 8) & 1) != 0; }

char character_at(ByteView bytes, std::size_t place) {
  std::size_t value = 0;
  for (std::size_t bit = 0; bit < bits_per_character; ++bit) {
    value = value * 2 + (is_set(bytes, place * bits_per_character + bit) ? 1 : 0);
  }
  return alphabet[value];
}

void put_character(std::span<std::uint8_t> bytes, std::size_t place, std::size_t value) {
  for (std::size_t bit = 0; bit < bits_per_character; ++bit) {
    const auto at = place * bits_per_character + bit;
    const auto one = value >> (bits_per_character - 1 - bit) & 1;
    bytes[at / 8] = static_cast<std::uint8_t>(bytes[at / 8] | one << (7 - at % 8));
  }
}

/// What is often written for another character.
char as_meant(char typed) {
  const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
  if (upper == 'O') return '0';
  return upper == 'I' || upper == 'L' ? '1' : upper;
}

bool is_between(char typed) { return typed == ' ' || typed == '-' || typed == '\n' || typed == '\t'; }

}  // namespace

Result<LinkCode> LinkCode::fresh(RandomSource& random) {
  SecretBytes secret{secret_size};
  SOTTO_TRY(random.fill(secret.expose_for_writing()));
  return LinkCode{std::move(secret)};
}

Result<LinkCode> LinkCode::parse(std::string_view text) {
  SecretBytes read{packed_size};
  std::size_t place = 0;
  for (const char typed : text) {
    if (is_between(typed)) continue;
    const auto value = alphabet.find(as_meant(typed));
    if (value == std::string_view::npos || place == characters) return malformed();
    put_character(read.expose_for_writing(), place++, value);
  }
  const auto secret = read.expose().first(secret_size);
  if (place != characters || !equal_in_constant_time(read.expose(), packed(secret).expose()))
    return malformed();
  return LinkCode{SecretBytes::copied_from(secret)};
}

std::string LinkCode::text() const {
  const SecretBytes all = packed(secret_.expose());
  std::string text;
  for (std::size_t place = 0; place < characters; ++place) {
    if (place > 0 && place % group == 0) text += '-';
    text += character_at(all.expose(), place);
  }
  return text;
}

}  // namespace sotto::crypto
