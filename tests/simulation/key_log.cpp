// SPDX-License-Identifier: GPL-3.0-or-later
#include "key_log.hpp"

#include <algorithm>

#include "protobuf_reader.hpp"

namespace sotto::simulation {
namespace {

// Signal's messages, version 3: a version byte, fields, and (ordinary messages only) a MAC of 8 bytes.
constexpr std::uint32_t ratchet_key_field = 1;
constexpr std::uint32_t counter_field = 2;
constexpr std::uint32_t inner_message_field = 4;
constexpr std::size_t version_size = 1;
constexpr std::size_t mac_size = 8;

std::optional<ByteView> inside(const wire::SealedEnvelope& envelope) {
  const ByteView whole{envelope.ciphertext};
  if (envelope.type == wire::EnvelopeType::ordinary) return whole;
  crypto::ProtobufReader wrapper{whole.subspan(version_size)};
  while (const auto field = wrapper.next()) {
    if (field->number == inner_message_field && field->is_bytes) return field->bytes;
  }
  return std::nullopt;
}

}  // namespace

std::optional<KeyLog::Key> KeyLog::key_of(const Address& sender, const wire::SealedEnvelope& envelope) {
  const auto message = inside(envelope);
  if (!message || message->size() < version_size + mac_size) return std::nullopt;
  Key key{sender, {}, 0};
  bool counted = false;
  crypto::ProtobufReader fields{message->subspan(version_size, message->size() - version_size - mac_size)};
  while (const auto field = fields.next()) {
    if (field->number == ratchet_key_field && field->is_bytes) key.ratchet_key = copy_of(field->bytes);
    if (field->number == counter_field && !field->is_bytes) {
      key.counter = field->value;
      counted = true;
    }
  }
  if (key.ratchet_key.empty() || !counted) return std::nullopt;
  return key;
}

std::optional<std::string> KeyLog::note(const Address& sender, const wire::SealedEnvelope& envelope) {
  auto key = key_of(sender, envelope);
  if (!key) return "a message without a readable ratchet header left " + sender.user.text();
  const auto [place, is_new] = used_.emplace(*std::move(key), envelope.ciphertext);
  if (is_new || place->second == envelope.ciphertext) return std::nullopt;
  return sender.user.text() + " used message key " + std::to_string(place->first.counter) + " of chain " +
         to_hex(ByteView{place->first.ratchet_key}.first(
             std::min<std::size_t>(8, place->first.ratchet_key.size()))) +
         " twice";
}

}  // namespace sotto::simulation
