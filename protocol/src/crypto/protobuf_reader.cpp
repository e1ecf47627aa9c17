// SPDX-License-Identifier: GPL-3.0-or-later
#include "protobuf_reader.hpp"

namespace sotto::crypto {
namespace {

constexpr unsigned wire_varint = 0;
constexpr unsigned wire_bytes = 2;

}  // namespace

std::optional<ProtobufField> ProtobufReader::damaged() noexcept {
  damaged_ = true;
  rest_ = {};
  return std::nullopt;
}

std::optional<std::uint64_t> ProtobufReader::varint() noexcept {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const std::uint8_t byte = rest_.front();
    rest_ = rest_.subspan(1);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

std::optional<ProtobufField> ProtobufReader::next() noexcept {
  if (rest_.empty()) return std::nullopt;
  const auto tag = varint();
  const auto value = tag ? varint() : std::nullopt;
  if (!value) return damaged();
  ProtobufField field{static_cast<std::uint32_t>(*tag >> 3), *value, {}, false};
  if ((*tag & 7U) == wire_varint) return field;
  if ((*tag & 7U) != wire_bytes || *value > rest_.size()) return damaged();
  field.bytes = rest_.first(static_cast<std::size_t>(*value));
  rest_ = rest_.subspan(field.bytes.size());
  field.is_bytes = true;
  return field;
}

void put_varint(Bytes& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<std::uint8_t>(value | 0x80U));
    value >>= 7;
  }
  out.push_back(static_cast<std::uint8_t>(value));
}

void put_number_field(Bytes& out, std::uint32_t number, std::uint64_t value) {
  put_varint(out, (std::uint64_t{number} << 3) | wire_varint);
  put_varint(out, value);
}

void put_bytes_field(Bytes& out, std::uint32_t number, ByteView bytes) {
  put_varint(out, (std::uint64_t{number} << 3) | wire_bytes);
  put_varint(out, bytes.size());
  append(out, bytes);
}

}  // namespace sotto::crypto
