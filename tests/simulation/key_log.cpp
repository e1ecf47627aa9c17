// SPDX-License-Identifier: GPL-3.0-or-later
#include "key_log.hpp"

#include <algorithm>

#include "protobuf_reader.hpp"

namespace sotto::simulation {
namespace {

// Signal's messages, version 3: a version byte, fields, and a MAC of 8 bytes (ordinary messages) or a
// signature (sender-key messages).
constexpr std::uint32_t ratchet_key_field = 1;
constexpr std::uint32_t counter_field = 2;
constexpr std::uint32_t inner_message_field = 4;
constexpr std::uint32_t sender_key_id_field = 1;
constexpr std::uint32_t iteration_field = 2;
constexpr std::uint32_t sender_key_ciphertext_field = 3;
constexpr std::size_t version_size = 1;
constexpr std::size_t mac_size = 8;
constexpr std::size_t signature_size = 64;

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
    if (field->number == ratchet_key_field && field->is_bytes) key.chain = copy_of(field->bytes);
    if (field->number == counter_field && !field->is_bytes) {
      key.counter = field->value;
      counted = true;
    }
  }
  if (key.chain.empty() || !counted) return std::nullopt;
  return key;
}

std::optional<std::string> KeyLog::note(const Address& sender, const wire::SealedEnvelope& envelope) {
  auto key = key_of(sender, envelope);
  if (!key) return "a message without a readable ratchet header left " + sender.user.text();
  return note("message key", *std::move(key), envelope.ciphertext);
}

/// The signature does not count: it is another one each time.
std::optional<std::string> KeyLog::note(const Address& sender, const wire::SubmitToGroup& submit) {
  const ByteView whole{submit.ciphertext};
  const auto around = version_size + signature_size;
  crypto::ProtobufReader fields{whole.size() > around ? whole.subspan(version_size, whole.size() - around)
                                                      : ByteView{}};
  Key key{sender, {}, 0};
  bool counted = false;
  ByteView ciphertext;
  while (const auto field = fields.next()) {
    if (field->number == sender_key_id_field && !field->is_bytes) crypto::put_varint(key.chain, field->value);
    if (field->number == iteration_field && !field->is_bytes) {
      key.counter = field->value;
      counted = true;
    }
    if (field->number == sender_key_ciphertext_field && field->is_bytes) ciphertext = field->bytes;
  }
  if (key.chain.empty() || !counted || ciphertext.empty())
    return "a message to a group without a readable header left " + sender.user.text();
  append(key.chain, submit.group.view());
  return note("sender key", std::move(key), ciphertext);
}

std::optional<std::string> KeyLog::note(const char* kind, Key key, ByteView ciphertext) {
  const auto [place, is_new] = used_.emplace(std::move(key), copy_of(ciphertext));
  if (is_new || equal(place->second, ciphertext)) return std::nullopt;
  const auto& [sender, chain, counter] = place->first;
  return sender.user.text() + " used " + kind + " " + std::to_string(counter) + " of chain " +
         to_hex(ByteView{chain}.first(std::min<std::size_t>(8, chain.size()))) + " twice";
}

}  // namespace sotto::simulation
