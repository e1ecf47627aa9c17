// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "protobuf_reader.hpp"

namespace sotto::vectors {

/// One Protobuf message by hand, so that it may say what no schema of ours would write.
class ProtobufWriter {
 public:
  ProtobufWriter& number(std::uint32_t field, std::uint64_t value) {
    crypto::put_number_field(bytes_, field, value);
    return *this;
  }
  ProtobufWriter& raw(std::uint32_t field, ByteView value) {
    crypto::put_bytes_field(bytes_, field, value);
    return *this;
  }
  ProtobufWriter& text(std::uint32_t field, std::string_view value) { return raw(field, bytes_of(value)); }
  ProtobufWriter& message(std::uint32_t field, const ProtobufWriter& value) {
    return raw(field, value.bytes_);
  }
  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

}  // namespace sotto::vectors
