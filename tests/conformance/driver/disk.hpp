// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

namespace sotto::conformance {

enum class Table : std::uint8_t {
  account,
  session,
  identity,
  prekey,
  signed_prekey,
  base_key,
  sender_key,
  kem_record,
  kem_prekey,
  counter,
  group,
  own_sender_key,
  group_counter,
};

/// Stands for a client's database: rows of bytes, which survive a restart, and failures on demand.
class Disk {
 public:
  /// nullopt: no such row. store_unavailable when this operation was to fail.
  [[nodiscard]] Result<std::optional<Bytes>> find(Table table, ByteView key);
  /// The `after`-th operation from now fails, once; 0: none.
  void fail_after(std::uint32_t after) noexcept { fail_after_ = after; }
  /// Counts an operation; store_unavailable when it is the one that fails.
  [[nodiscard]] Status operation();

 private:
  friend class Transaction;
  using Row = std::pair<Table, Bytes>;
  std::map<Row, Bytes> rows_;
  std::uint32_t fail_after_ = 0;
};

/// Changes that reach the disk together, or not at all when it goes without commit(). Sees its own changes.
class Transaction {
 public:
  explicit Transaction(Disk& disk) noexcept : disk_{&disk} {}
  [[nodiscard]] Result<std::optional<Bytes>> find(Table table, ByteView key);
  [[nodiscard]] Status put(Table table, ByteView key, ByteView value);
  [[nodiscard]] Status erase(Table table, ByteView key);
  /// Empties the disk of what was there before.
  [[nodiscard]] Status erase_all();
  [[nodiscard]] Status commit();

 private:
  Disk* disk_;
  bool emptied_ = false;
  std::map<Disk::Row, std::optional<Bytes>> changes_;
};

}  // namespace sotto::conformance
