// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protobuf_reader.hpp"
#include "sotto/crypto/session.hpp"

/// What an attacker who has no keys does to messages.
namespace sotto::crypto::test {

// Field numbers of a prekey message's wrapper, and of a message.
namespace wrapper_field {
inline constexpr std::uint32_t base_key = 2;
inline constexpr std::uint32_t identity = 3;
inline constexpr std::uint32_t message = 4;
inline constexpr std::uint32_t registration = 5;
}  // namespace wrapper_field
namespace message_field {
inline constexpr std::uint32_t ratchet_key = 1;
inline constexpr std::uint32_t counter = 2;
}  // namespace message_field
inline constexpr std::size_t message_mac_size = 8;

/// Puts other bytes in a field of a serialised protobuf.
inline Bytes with_bytes(ByteView protobuf, std::uint32_t number, ByteView value) {
  Bytes out;
  ProtobufReader reader{protobuf};
  while (const auto field = reader.next()) {
    if (!field->is_bytes) {
      put_number_field(out, field->number, field->value);
    } else {
      put_bytes_field(out, field->number, field->number == number ? value : field->bytes);
    }
  }
  return out;
}

inline Bytes with_number(ByteView protobuf, std::uint32_t number, std::uint64_t value) {
  Bytes out;
  ProtobufReader reader{protobuf};
  while (const auto field = reader.next()) {
    if (field->is_bytes) {
      put_bytes_field(out, field->number, field->bytes);
    } else {
      put_number_field(out, field->number, field->number == number ? value : field->value);
    }
  }
  return out;
}

inline Bytes field_of(ByteView protobuf, std::uint32_t number) {
  ProtobufReader reader{protobuf};
  while (const auto field = reader.next()) {
    if (field->number == number) return copy_of(field->bytes);
  }
  return {};
}

inline Bytes joined(ByteView head, ByteView body, ByteView tail = {}) {
  Bytes out = copy_of(head);
  append(out, body);
  append(out, tail);
  return out;
}

/// A prekey message with another value in one field of its wrapper.
inline Ciphertext rewrapped(const Ciphertext& message, std::uint32_t number, ByteView value) {
  const ByteView all{message.data};
  return {message.type, joined(all.first(1), with_bytes(all.subspan(1), number, value))};
}

inline Ciphertext with_registration(const Ciphertext& message, std::uint32_t registration) {
  const ByteView all{message.data};
  return {message.type,
          joined(all.first(1), with_number(all.subspan(1), wrapper_field::registration, registration))};
}

/// An ordinary message with another header and the old MAC.
inline Ciphertext with_counter(const Ciphertext& message, std::uint32_t counter) {
  const ByteView all{message.data};
  const ByteView body = all.subspan(1, all.size() - 1 - message_mac_size);
  return {message.type, joined(all.first(1), with_number(body, message_field::counter, counter),
                               all.last(message_mac_size))};
}

inline Ciphertext with_ratchet_key(const Ciphertext& message, ByteView key) {
  const ByteView all{message.data};
  const ByteView body = all.subspan(1, all.size() - 1 - message_mac_size);
  return {message.type, joined(all.first(1), with_bytes(body, message_field::ratchet_key, key),
                               all.last(message_mac_size))};
}

/// A first message with another ratchet key inside, and the old MAC.
inline Ciphertext with_first_ratchet_key(const Ciphertext& message, ByteView key) {
  Bytes inside = field_of(ByteView{message.data}.subspan(1), wrapper_field::message);
  const Ciphertext ordinary{CiphertextType::ordinary, std::move(inside)};
  return rewrapped(message, wrapper_field::message, with_ratchet_key(ordinary, key).data);
}

/// One bit of the MAC is wrong.
inline Ciphertext with_bad_mac(Ciphertext message) {
  if (message.type == CiphertextType::ordinary) {
    message.data.back() ^= 1;
    return message;
  }
  Bytes inside = field_of(ByteView{message.data}.subspan(1), wrapper_field::message);
  inside.back() ^= 1;
  return rewrapped(message, wrapper_field::message, inside);
}

}  // namespace sotto::crypto::test
