// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/base/bytes.hpp"

namespace sotto::crypto {

/// One field of a serialised protobuf, as it lies there.
struct ProtobufField {
  std::uint32_t number = 0;
  std::uint64_t value = 0;  ///< of a varint
  ByteView bytes;           ///< of a length-delimited field
  bool is_bytes = false;
};

/// Walks through the top level of a serialised protobuf: just enough to take a session record apart without
/// parsing what lies inside. Knows varints and length-delimited fields; the library's records have no others.
class ProtobufReader {
 public:
  explicit ProtobufReader(ByteView input) noexcept : rest_{input} {}
  /// nullopt at the end and on damage; ok() tells which.
  [[nodiscard]] std::optional<ProtobufField> next() noexcept;
  [[nodiscard]] bool ok() const noexcept { return !damaged_; }

 private:
  std::optional<std::uint64_t> varint() noexcept;
  std::optional<ProtobufField> damaged() noexcept;
  ByteView rest_;
  bool damaged_ = false;
};

void put_varint(Bytes& out, std::uint64_t value);
void put_number_field(Bytes& out, std::uint32_t number, std::uint64_t value);
void put_bytes_field(Bytes& out, std::uint32_t number, ByteView bytes);

}  // namespace sotto::crypto
