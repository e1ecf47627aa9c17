// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "row_mac.hpp"

namespace sotto::store::sqlcipher {

/// A keyed hash of a set of rows, in any order: the sum of their tags modulo 2^128. A row comes and goes
/// without a look at the others. Whoever doesn't know the tags hits the sum of another set by chance only.
/// Source: Clarke et al., Incremental Multiset Hash Functions (Asiacrypt 2003), MSet-Add-Hash.
class MultisetHash {
 public:
  MultisetHash() = default;
  [[nodiscard]] static MultisetHash read(BinaryReader& in) {
    MultisetHash sum;
    sum.high_ = in.u64();
    sum.low_ = in.u64();
    return sum;
  }
  void write(BinaryWriter& out) const { out.u64(high_).u64(low_); }

  void add(const RowTag& tag) noexcept {
    const MultisetHash more = of(tag);
    low_ += more.low_;
    high_ += more.high_ + (low_ < more.low_ ? 1 : 0);
  }
  void remove(const RowTag& tag) noexcept {
    const MultisetHash less = of(tag);
    high_ -= less.high_ + (low_ < less.low_ ? 1 : 0);
    low_ -= less.low_;
  }
  friend bool operator==(const MultisetHash&, const MultisetHash&) = default;

 private:
  static MultisetHash of(const RowTag& tag) {
    BinaryReader in{tag};
    return read(in);
  }

  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

}  // namespace sotto::store::sqlcipher
