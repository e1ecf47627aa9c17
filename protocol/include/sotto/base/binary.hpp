// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/time.hpp"

/// Bytes without a schema, in one canonical form: big-endian numbers, lengths of 32 bits in front of
/// everything whose size is not fixed. For what is signed or hashed, and for a client's own records.
namespace sotto {

class BinaryWriter {
 public:
  BinaryWriter() { bytes_.reserve(512); }
  BinaryWriter(const BinaryWriter&) = delete;
  BinaryWriter& operator=(const BinaryWriter&) = delete;
  ~BinaryWriter();  ///< wipes: an account's record holds keys

  BinaryWriter& u8(std::uint8_t number);
  BinaryWriter& u32(std::uint32_t number);
  BinaryWriter& u64(std::uint64_t number);
  BinaryWriter& instant(Instant at) { return u64(static_cast<std::uint64_t>(at.milliseconds)); }
  BinaryWriter& raw(ByteView bytes);    ///< as it is: the reader knows the size
  BinaryWriter& bytes(ByteView bytes);  ///< with its length
  BinaryWriter& text(std::string_view text) { return bytes(bytes_of(text)); }
  [[nodiscard]] ByteView view() const noexcept { return bytes_; }

 private:
  Bytes bytes_;
};

/// Reads what BinaryWriter wrote. After the first thing that does not fit, everything reads as zero or empty
/// and is_complete() stays false.
class BinaryReader {
 public:
  explicit BinaryReader(ByteView bytes) : rest_{bytes} {}

  std::uint8_t u8();
  std::uint32_t u32();
  std::uint64_t u64();
  Instant instant() { return {static_cast<std::int64_t>(u64())}; }
  ByteView raw(std::size_t size);
  ByteView bytes() { return raw(u32()); }
  std::string text();
  MessageId message_id();
  /// Makes everything that follows fail.
  void fail() noexcept { failed_ = true; }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  /// Everything fitted and nothing is left.
  [[nodiscard]] bool is_complete() const noexcept { return !failed_ && rest_.empty(); }

 private:
  ByteView rest_;
  bool failed_ = false;
};

}  // namespace sotto
