// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/binary.hpp"

#include <algorithm>

#include "sotto/base/secret.hpp"

namespace sotto {
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

BinaryWriter::~BinaryWriter() { wipe(bytes_); }

BinaryWriter& BinaryWriter::u8(std::uint8_t number) {
  bytes_.push_back(number);
  return *this;
}

BinaryWriter& BinaryWriter::u32(std::uint32_t number) {
  put_number(bytes_, number, 4);
  return *this;
}

BinaryWriter& BinaryWriter::u64(std::uint64_t number) {
  put_number(bytes_, number, 8);
  return *this;
}

BinaryWriter& BinaryWriter::raw(ByteView bytes) {
  append(bytes_, bytes);
  return *this;
}

BinaryWriter& BinaryWriter::bytes(ByteView bytes) {
  return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes);
}

ByteView BinaryReader::raw(std::size_t size) {
  if (failed_ || size > rest_.size()) {
    failed_ = true;
    return {};
  }
  const auto taken = rest_.first(size);
  rest_ = rest_.subspan(size);
  return taken;
}

std::uint8_t BinaryReader::u8() { return static_cast<std::uint8_t>(number_in(raw(1))); }
std::uint32_t BinaryReader::u32() { return static_cast<std::uint32_t>(number_in(raw(4))); }
std::uint64_t BinaryReader::u64() { return number_in(raw(8)); }
std::string BinaryReader::text() { return std::string{text_of(bytes())}; }

MessageId BinaryReader::message_id() {
  MessageId id;
  const auto taken = raw(MessageId::size);
  std::copy(taken.begin(), taken.end(), id.bytes.begin());
  return id;
}

}  // namespace sotto
