// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/archive/merkle.hpp"

#include "sotto/crypto/digest.hpp"

namespace sotto::archive {
namespace {

crypto::Sha256 leaf(const EntryHash& entry) {
  Bytes message{0};
  append(message, entry.view());
  return crypto::sha256(message);
}

crypto::Sha256 node(const crypto::Sha256& left, const crypto::Sha256& right) {
  Bytes message{1};
  append(message, left);
  append(message, right);
  return crypto::sha256(message);
}

crypto::Sha256 root_of(std::span<const EntryHash> entries) {
  if (entries.empty()) return crypto::sha256({});
  if (entries.size() == 1) return leaf(entries.front());
  std::size_t split = 1;
  while (split * 2 < entries.size()) split *= 2;
  return node(root_of(entries.first(split)), root_of(entries.subspan(split)));
}

}  // namespace

MerkleRoot merkle_root(std::span<const EntryHash> entries) { return {root_of(entries)}; }

}  // namespace sotto::archive
