// SPDX-License-Identifier: GPL-3.0-or-later
#include "kem_record.hpp"

#include <algorithm>

#include "protobuf_reader.hpp"

namespace sotto::crypto {
namespace {

constexpr std::uint32_t field_session = 1;
constexpr std::uint32_t field_base_key = 1;
constexpr std::uint32_t field_ratchet = 2;

/// Tags and lengths around a ratchet.
constexpr std::size_t framing = 64;

}  // namespace

Result<KemRecord> KemRecord::parse(ByteView stored) {
  KemRecord record;
  ProtobufReader sessions{stored};
  while (const auto session = sessions.next()) {
    if (session->number != field_session) continue;
    ByteView base_key;
    ByteView ratchet;
    ProtobufReader parts{session->bytes};
    while (const auto part = parts.next()) {
      if (part->number == field_base_key) base_key = part->bytes;
      if (part->number == field_ratchet) ratchet = part->bytes;
    }
    SOTTO_ASSIGN(auto parsed, KemRatchet::parse(ratchet));
    record.add(base_key, std::move(parsed));
  }
  if (!sessions.ok()) return Error{ErrorCode::store_corrupt, "KEM record", 0};
  return record;
}

SecretBytes KemRecord::serialise() const {
  std::vector<SecretBytes> parts;
  std::size_t size = 0;
  for (const auto& [base_key, ratchet] : ratchets_) {
    const auto stored = ratchet.serialise();
    Bytes part;
    part.reserve(stored.size() + framing);
    put_bytes_field(part, field_base_key, base_key);
    put_bytes_field(part, field_ratchet, stored.expose());
    size += part.size() + framing;
    parts.push_back(SecretBytes::copied_from(part));
    wipe(part);
  }
  Bytes out;
  out.reserve(size);
  for (const auto& part : parts) put_bytes_field(out, field_session, part.expose());
  auto record = SecretBytes::copied_from(out);
  wipe(out);
  return record;
}

KemRatchet* KemRecord::find(ByteView base_key) {
  for (auto& [name, ratchet] : ratchets_) {
    if (equal(name, base_key)) return &ratchet;
  }
  return nullptr;
}

void KemRecord::add(ByteView base_key, KemRatchet ratchet) {
  if (find(base_key) == nullptr) ratchets_.emplace_back(copy_of(base_key), std::move(ratchet));
}

void KemRecord::expire(const std::vector<Bytes>& sessions, Instant now) {
  std::erase_if(ratchets_, [&](const auto& one) {
    return std::find(sessions.begin(), sessions.end(), one.first) == sessions.end();
  });
  for (auto& [base_key, ratchet] : ratchets_) ratchet.expire(now);
}

}  // namespace sotto::crypto
