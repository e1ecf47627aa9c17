// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"

/// How the engine writes its own records into the store: big-endian numbers, lengths in front of everything
/// whose size is not fixed. Only this device reads them, so there is no schema; each kind begins with a
/// version byte.
namespace sotto::client {

class RecordWriter {
 public:
  RecordWriter() { bytes_.reserve(512); }
  RecordWriter(const RecordWriter&) = delete;
  RecordWriter& operator=(const RecordWriter&) = delete;
  ~RecordWriter();  ///< wipes: an account's record holds keys

  RecordWriter& u8(std::uint8_t number);
  RecordWriter& u32(std::uint32_t number);
  RecordWriter& u64(std::uint64_t number);
  RecordWriter& instant(Instant at) { return u64(static_cast<std::uint64_t>(at.milliseconds)); }
  RecordWriter& raw(ByteView bytes);    ///< as it is: the reader knows the size
  RecordWriter& bytes(ByteView bytes);  ///< with its length
  RecordWriter& text(std::string_view text) { return bytes(bytes_of(text)); }
  [[nodiscard]] ByteView view() const noexcept { return bytes_; }

 private:
  Bytes bytes_;
};

/// Reads what RecordWriter wrote. After the first thing that does not fit, everything reads as zero or empty
/// and finish() says store_corrupt.
class RecordReader {
 public:
  explicit RecordReader(ByteView record) : rest_{record} {}

  std::uint8_t u8();
  std::uint32_t u32();
  std::uint64_t u64();
  Instant instant() { return {static_cast<std::int64_t>(u64())}; }
  ByteView raw(std::size_t size);
  ByteView bytes() { return raw(u32()); }
  std::string text();
  MessageId message_id();
  Result<Username> username();
  void expect_version(std::uint8_t version);
  /// Everything fitted and nothing is left.
  [[nodiscard]] Status finish() const;
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  ByteView rest_;
  bool failed_ = false;
};

}  // namespace sotto::client
