// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/safety_code.hpp"

#include <optional>

#include "defences.hpp"
#include "length_prefixed.hpp"
#include "sotto/base/base32.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {
namespace {

constexpr std::string_view prefix = "SOTTO:";
constexpr std::uint8_t version = 1;
/// Longer texts are not looked at: a code has 142 characters, and blanks between them at most.
constexpr std::size_t max_text = 1'024;

// The layout of the bytes.
constexpr std::size_t version_size = 1;
constexpr std::size_t users_size = 16;
constexpr std::size_t parties_size = 2 * sizeof(Sha256);
constexpr std::size_t check_size = 4;
constexpr std::size_t code_size = version_size + users_size + parties_size + check_size;

Sha256 hash_of_users(const Username& first, const Username& second) {
  return sha256(
      LengthPrefixed{}.text("sotto/v1/safety-code/users").text(first.text()).text(second.text()).take());
}

Sha256 hash_of(const NamedIdentity& party) {
  return sha256(LengthPrefixed{}
                    .text("sotto/v1/safety-code/party")
                    .text(party.user.text())
                    .bytes(party.key.view())
                    .take());
}

/// Tells a slip of the pen from another key.
Sha256 check_of(ByteView code) {
  return sha256(LengthPrefixed{}.text("sotto/v1/safety-code/check").bytes(code).take());
}

void append_first(Bytes& out, const Sha256& hash, std::size_t size) {
  append(out, ByteView{hash}.first(size));
}

Bytes code_of(const NamedIdentity& own, const NamedIdentity& other) {
  Bytes code{version};
  append_first(code, hash_of_users(own.user, other.user), users_size);
  append(code, hash_of(own));
  append(code, hash_of(other));
  append_first(code, check_of(code), check_size);
  return code;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-'; }

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c)) out.push_back(capital(c));
  }
  return out;
}

/// A code of this version that was not damaged on the way.
std::optional<Bytes> parse_code(std::string_view text) {
  if (text.size() > max_text) return std::nullopt;
  const std::string plain = without_blanks(text);
  if (std::string_view{plain}.substr(0, prefix.size()) != prefix) return std::nullopt;
  auto code = parse_base32(std::string_view{plain}.substr(prefix.size()));
  if (!code || code->size() != code_size || code->front() != version) return std::nullopt;
  const auto body = ByteView{*code}.first(code_size - check_size);
  const auto check = check_of(body);
  if (!equal(ByteView{*code}.last(check_size), ByteView{check}.first(check_size))) return std::nullopt;
  return code;
}

}  // namespace

std::string safety_code(const NamedIdentity& own, const NamedIdentity& other) {
  return std::string{prefix} + to_base32(code_of(own, other));
}

SafetyCodeMatch compare_safety_code(const NamedIdentity& own, const NamedIdentity& other,
                                    std::string_view text) {
  const auto scanned = parse_code(text);
  if (!scanned) return SafetyCodeMatch::other_code;
  // One's own code proves nothing: whoever sits in between can show it back.
  const Bytes wanted = defences().code_is_mirrored ? code_of(other, own) : code_of(own, other);
  const auto part = [](const Bytes& code, std::size_t from, std::size_t size) {
    return ByteView{code}.subspan(from, size);
  };
  const auto is_same = [&](std::size_t from, std::size_t size) {
    return equal_in_constant_time(part(*scanned, from, size), part(wanted, from, size));
  };
  if (!is_same(version_size, users_size)) return SafetyCodeMatch::other_code;
  return is_same(version_size + users_size, parties_size) ? SafetyCodeMatch::same
                                                          : SafetyCodeMatch::different_key;
}

}  // namespace sotto::crypto
