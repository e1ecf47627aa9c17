// SPDX-License-Identifier: GPL-3.0-or-later
#include "salamander.hpp"

#include <array>

#include "aead.hpp"
#include "party.hpp"

namespace sotto::crypto::test {
namespace {

using Block = std::array<std::uint8_t, 16>;

Block block_at(ByteView bytes, std::size_t at) {
  Block block{};
  for (std::size_t i = 0; i < block.size() && at + i < bytes.size(); ++i) block[i] = bytes[at + i];
  return block;
}

Block operator^(Block a, const Block& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] ^= b[i];
  return a;
}

/// By x in GCM's field: bits go from the first byte's highest to the last byte's lowest.
Block doubled(const Block& a) {
  Block out{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    out[i] = static_cast<std::uint8_t>(a[i] >> 1 | (i > 0 ? a[i - 1] << 7 : 0));
  }
  if ((a[15] & 1) != 0) out[0] ^= 0xe1;
  return out;
}

Block operator*(const Block& a, Block b) {
  Block out{};
  for (int bit = 0; bit < 128; ++bit) {
    if ((a[static_cast<std::size_t>(bit) / 8] >> (7 - bit % 8) & 1) != 0) out = out ^ b;
    b = doubled(b);
  }
  return out;
}

/// To the power 2^128 - 2.
Block inverse(Block a) {
  Block out{};
  out[0] = 0x80;  // one
  for (int bit = 1; bit < 128; ++bit) {
    a = a * a;
    out = out * a;
  }
  return out;
}

/// GCM's hash key and the mask of its tag, seen from outside: tags of messages that we choose.
struct Key {
  Block hash;
  Block mask;
};

/// Of the empty message.
Block tag_of_nothing(const SecretBytes& key, ByteView associated) {
  return block_at(must(seal_once(key, {}, associated)), 0);
}

Block lengths(std::size_t associated, std::size_t body) {
  Block out{};
  for (std::size_t i = 0; i < 8; ++i) {
    out[7 - i] = static_cast<std::uint8_t>(associated * 8 >> (8 * i));
    out[15 - i] = static_cast<std::uint8_t>(body * 8 >> (8 * i));
  }
  return out;
}

// The empty message's tag is the mask; with a zero block of associated data it is mask ^ L H, for lengths L.
Key key_of(const SecretBytes& key) {
  const auto mask = tag_of_nothing(key, {});
  const auto with_data = tag_of_nothing(key, Bytes(16, 0));
  return {(with_data ^ mask) * inverse(lengths(16, 0)), mask};
}

/// The tag under a key, for a body of one block, without what the block itself adds.
Block tag_without_body(const Key& key, ByteView associated) {
  Block hash{};
  for (std::size_t at = 0; at < associated.size(); at += 16)
    hash = (hash ^ block_at(associated, at)) * key.hash;
  hash = hash * key.hash;  // the place of the body
  return key.mask ^ (hash ^ lengths(associated.size(), 16)) * key.hash;
}

}  // namespace

// One free block: its share of the tag is C H^2, so C = (T1 ^ T2) / (H1^2 ^ H2^2) makes both tags equal.
Bytes salamander(const SecretBytes& one, const SecretBytes& other, ByteView associated) {
  const Key a = key_of(one);
  const Key b = key_of(other);
  const Block tag_a = tag_without_body(a, associated);
  const Block body = (tag_a ^ tag_without_body(b, associated)) * inverse(a.hash * a.hash ^ b.hash * b.hash);
  Bytes out{body.begin(), body.end()};
  append(out, tag_a ^ body * (a.hash * a.hash));
  return out;
}

}  // namespace sotto::crypto::test
