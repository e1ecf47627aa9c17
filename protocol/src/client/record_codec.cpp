// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_codec.hpp"

#include <algorithm>

#include "sotto/base/secret.hpp"

namespace sotto::client {
namespace {

void put_number(Bytes& out, std::uint64_t number, unsigned width) {
  for (unsigned at = width; at-- > 0;) out.push_back(static_cast<std::uint8_t>(number >> (8 * at)));
}

std::uint64_t number_in(ByteView bytes) {
  std::uint64_t number = 0;
  for (const auto byte : bytes) number = (number << 8) | byte;
  return number;
}

}  // namespace

RecordWriter::~RecordWriter() { wipe(bytes_); }

RecordWriter& RecordWriter::u8(std::uint8_t number) {
  bytes_.push_back(number);
  return *this;
}

RecordWriter& RecordWriter::u32(std::uint32_t number) {
  put_number(bytes_, number, 4);
  return *this;
}

RecordWriter& RecordWriter::u64(std::uint64_t number) {
  put_number(bytes_, number, 8);
  return *this;
}

RecordWriter& RecordWriter::raw(ByteView bytes) {
  append(bytes_, bytes);
  return *this;
}

RecordWriter& RecordWriter::bytes(ByteView bytes) {
  return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes);
}

ByteView RecordReader::raw(std::size_t size) {
  if (failed_ || size > rest_.size()) {
    failed_ = true;
    return {};
  }
  const auto taken = rest_.first(size);
  rest_ = rest_.subspan(size);
  return taken;
}

std::uint8_t RecordReader::u8() { return static_cast<std::uint8_t>(number_in(raw(1))); }
std::uint32_t RecordReader::u32() { return static_cast<std::uint32_t>(number_in(raw(4))); }
std::uint64_t RecordReader::u64() { return number_in(raw(8)); }
std::string RecordReader::text() { return std::string{text_of(bytes())}; }

MessageId RecordReader::message_id() {
  MessageId id;
  const auto taken = raw(MessageId::size);
  std::copy(taken.begin(), taken.end(), id.bytes.begin());
  return id;
}

Result<Username> RecordReader::username() {
  auto name = Username::parse(text_of(bytes()));
  if (!name) return Error{ErrorCode::store_corrupt, "record name"};
  return name;
}

void RecordReader::expect_version(std::uint8_t version) { failed_ = u8() != version || failed_; }

Status RecordReader::finish() const {
  if (failed_ || !rest_.empty()) return Error{ErrorCode::store_corrupt, "record"};
  return {};
}

}  // namespace sotto::client
