// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_exchange.hpp"

#include <functional>

#include "protobuf_reader.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::conformance {
namespace {

using crypto::ProtobufField;
using crypto::ProtobufReader;
using crypto::put_bytes_field;
using crypto::put_number_field;

// Field numbers of Signal's storage format, libsignal-protocol-c's and Signal's own library's.
namespace record_field {
constexpr std::uint32_t current = 1;
constexpr std::uint32_t previous = 2;
}  // namespace record_field
namespace session_field {
constexpr std::uint32_t sender_chain = 6;
constexpr std::uint32_t receiver_chain = 7;
constexpr std::uint32_t pending_prekey = 9;
}  // namespace session_field
namespace chain_field {
constexpr std::uint32_t chain_key = 3;
constexpr std::uint32_t message_key = 4;
}  // namespace chain_field
constexpr std::uint32_t field_index = 1;  // of a chain key and of a message key
namespace message_key_field {
constexpr std::uint32_t cipher_key = 2;
constexpr std::uint32_t mac_key = 3;
constexpr std::uint32_t iv = 4;
constexpr std::uint32_t seed = 5;
}  // namespace message_key_field
constexpr std::uint32_t field_pending_since = 4;

constexpr std::size_t cipher_key_size = 32;
constexpr std::size_t mac_key_size = 32;
constexpr std::size_t iv_size = 16;
constexpr std::string_view message_keys_label = "WhisperMessageKeys";

/// What becomes of one field: bytes to put in its place, or nothing.
using Rewrite = std::function<Result<Bytes>(const ProtobufField&)>;

Bytes same(const ProtobufField& field) {
  Bytes out;
  if (field.is_bytes) {
    put_bytes_field(out, field.number, field.bytes);
  } else {
    put_number_field(out, field.number, field.value);
  }
  return out;
}

Result<Bytes> rewrite(ByteView input, const Rewrite& change) {
  Bytes out;
  ProtobufReader reader{input};
  while (const auto field = reader.next()) {
    SOTTO_ASSIGN(const Bytes part, change(*field));
    append(out, part);
  }
  if (!reader.ok()) return Error{ErrorCode::malformed, "record", 0};
  return out;
}

/// A field whose content is another message.
Result<Bytes> nested(const ProtobufField& field, const Rewrite& change) {
  SOTTO_ASSIGN(const Bytes inner, rewrite(field.bytes, change));
  Bytes out;
  put_bytes_field(out, field.number, inner);
  return out;
}

/// Applies a change to every session of a record.
Result<Bytes> for_each_session(ByteView record, const Rewrite& change) {
  return rewrite(record, [&](const ProtobufField& field) -> Result<Bytes> {
    const bool session = field.number == record_field::current || field.number == record_field::previous;
    return session && field.is_bytes ? nested(field, change) : same(field);
  });
}

bool has_field(ByteView input, std::uint32_t number) {
  ProtobufReader reader{input};
  while (const auto field = reader.next()) {
    if (field->number == number) return true;
  }
  return false;
}

Result<Bytes> with_index(const ProtobufField& field) {
  Bytes inner;
  if (!has_field(field.bytes, field_index)) put_number_field(inner, field_index, 0);
  append(inner, field.bytes);
  Bytes out;
  put_bytes_field(out, field.number, inner);
  return out;
}

Result<Bytes> without_seed(const ProtobufField& field) {
  SOTTO_ASSIGN(const Bytes inner, rewrite(field.bytes, [](const ProtobufField& part) -> Result<Bytes> {
                 if (part.number != message_key_field::seed || part.bytes.empty()) return same(part);
                 SOTTO_ASSIGN(const SecretBytes keys,
                              crypto::hkdf(SecretBytes::copied_from(part.bytes), bytes_of(message_keys_label),
                                           cipher_key_size + mac_key_size + iv_size));
                 const ByteView all = keys.expose();
                 Bytes out;
                 put_bytes_field(out, message_key_field::cipher_key, all.first(cipher_key_size));
                 put_bytes_field(out, message_key_field::mac_key, all.subspan(cipher_key_size, mac_key_size));
                 put_bytes_field(out, message_key_field::iv, all.last(iv_size));
                 return out;
               }));
  ProtobufField changed = field;
  changed.bytes = inner;
  return with_index(changed);
}

Result<Bytes> import_chain_part(const ProtobufField& field) {
  if (!field.is_bytes) return same(field);
  if (field.number == chain_field::chain_key) return with_index(field);
  if (field.number == chain_field::message_key) return without_seed(field);
  return same(field);
}

Result<Bytes> import_session_part(const ProtobufField& field) {
  const bool chain =
      field.number == session_field::sender_chain || field.number == session_field::receiver_chain;
  return chain && field.is_bytes ? nested(field, import_chain_part) : same(field);
}

}  // namespace

Result<Bytes> import_record(ByteView record) { return for_each_session(record, import_session_part); }

Result<Bytes> export_record(ByteView record, Instant now) {
  const auto seconds = static_cast<std::uint64_t>(now.milliseconds / 1000);
  return for_each_session(record, [&](const ProtobufField& field) -> Result<Bytes> {
    if (field.number != session_field::pending_prekey || !field.is_bytes) return same(field);
    Bytes inner = copy_of(field.bytes);
    if (!has_field(inner, field_pending_since)) put_number_field(inner, field_pending_since, seconds);
    Bytes out;
    put_bytes_field(out, field.number, inner);
    return out;
  });
}

}  // namespace sotto::conformance
