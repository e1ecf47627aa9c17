// SPDX-License-Identifier: GPL-3.0-or-later
// How a KEM ratchet is stored: a protobuf of our own, so that fields can be added.
#include <limits>

#include "kem_ratchet.hpp"
#include "protobuf_reader.hpp"

namespace sotto::crypto {
namespace {

constexpr std::uint32_t field_role = 1;
constexpr std::uint32_t field_root = 2;
constexpr std::uint32_t field_sending = 3;
constexpr std::uint32_t field_messages = 4;
constexpr std::uint32_t field_begun = 5;
constexpr std::uint32_t field_epoch = 6;
constexpr std::uint32_t field_handshake = 7;
constexpr std::uint32_t field_offer = 8;
constexpr std::uint32_t field_answer = 9;
// In the last four.
constexpr std::uint32_t field_number = 1;
constexpr std::uint32_t field_bytes = 2;
constexpr std::uint32_t field_secret = 3;
constexpr std::uint32_t field_replaced = 4;
constexpr std::uint32_t field_unsent = 5;

/// Room for all that one ratchet holds, so that no secret is left behind in a block that grew too small.
constexpr std::size_t record_room = 8 * 1024;
constexpr std::size_t secret_size = 32;

Error corrupt() { return {ErrorCode::store_corrupt, "KEM ratchet", 0}; }

std::uint64_t milliseconds_of(Instant at) { return static_cast<std::uint64_t>(at.milliseconds); }
Instant instant_of(std::uint64_t milliseconds) { return {static_cast<std::int64_t>(milliseconds)}; }

/// A part of the record as it lies there; what a kind of part lacks stays empty.
struct Part {
  std::uint32_t number = 0;
  Bytes bytes;
  SecretBytes secret;
  std::optional<Instant> replaced;
  std::uint32_t unsent = 0;
};

Part parse_part(ByteView input) {
  Part part;
  ProtobufReader reader{input};
  while (const auto field = reader.next()) {
    if (field->number == field_number) part.number = static_cast<std::uint32_t>(field->value);
    if (field->number == field_bytes) part.bytes = copy_of(field->bytes);
    if (field->number == field_secret) part.secret = SecretBytes::copied_from(field->bytes);
    if (field->number == field_replaced) part.replaced = instant_of(field->value);
    if (field->number == field_unsent) part.unsent = static_cast<std::uint32_t>(field->value);
  }
  return part;
}

void put_part(Bytes& out, std::uint32_t field, const Part& part) {
  Bytes inside;
  inside.reserve(record_room);
  put_number_field(inside, field_number, part.number);
  if (!part.bytes.empty()) put_bytes_field(inside, field_bytes, part.bytes);
  if (!part.secret.empty()) put_bytes_field(inside, field_secret, part.secret.expose());
  if (part.replaced) put_number_field(inside, field_replaced, milliseconds_of(*part.replaced));
  if (part.unsent != 0) put_number_field(inside, field_unsent, part.unsent);
  put_bytes_field(out, field, inside);
  wipe(inside);
}

}  // namespace

SecretBytes KemRatchet::serialise() const {
  Bytes out;
  out.reserve(record_room);
  put_number_field(out, field_role, static_cast<std::uint64_t>(role_));
  put_bytes_field(out, field_root, root_.expose());
  put_number_field(out, field_sending, sending_.value);
  put_number_field(out, field_messages, messages_);
  put_number_field(out, field_begun, milliseconds_of(begun_));
  for (const auto& epoch : epochs_) {
    put_part(out, field_epoch, {epoch.number.value, {}, epoch.secret.clone(), epoch.replaced});
  }
  if (handshake_) put_part(out, field_handshake, {handshake_->prekey.value, handshake_->ciphertext, {}, {}});
  if (offer_) {
    const auto& [offer, seed, unsent] = *offer_;
    put_part(out, field_offer, {offer.epoch.value, offer.public_key, seed.clone(), {}, unsent});
  }
  if (answer_) {
    const auto& [answer, unsent] = *answer_;
    put_part(out, field_answer, {answer.epoch.value, answer.ciphertext, {}, {}, unsent});
  }
  auto record = SecretBytes::copied_from(out);
  wipe(out);
  return record;
}

Result<KemRatchet> KemRatchet::parse(ByteView stored) {
  KemRatchet ratchet{KemRole::initiator, {}};
  ProtobufReader reader{stored};
  while (const auto field = reader.next()) {
    const auto small = static_cast<std::uint32_t>(field->value);
    Part part = field->is_bytes ? parse_part(field->bytes) : Part{};
    switch (field->number) {
      case field_role:
        ratchet.role_ = small == 2 ? KemRole::responder : KemRole::initiator;
        break;
      case field_root:
        ratchet.root_ = SecretBytes::copied_from(field->bytes);
        break;
      case field_sending:
        ratchet.sending_ = {small};
        break;
      case field_messages:
        ratchet.messages_ = small;
        break;
      case field_begun:
        ratchet.begun_ = instant_of(field->value);
        break;
      case field_epoch:
        ratchet.epochs_.push_back({{part.number}, std::move(part.secret), part.replaced});
        break;
      case field_handshake:
        ratchet.handshake_ = KemHandshake{{part.number}, std::move(part.bytes)};
        break;
      case field_offer:
        ratchet.offer_ =
            OwnOffer{{{part.number}, std::move(part.bytes)}, std::move(part.secret), part.unsent};
        break;
      case field_answer:
        ratchet.answer_ = OwnAnswer{{{part.number}, std::move(part.bytes)}, part.unsent};
        break;
      default:
        break;
    }
  }
  // The newest epoch is never replaced: expire() leaves it, and without one there is nothing to write in.
  const bool complete = reader.ok() && ratchet.root_.size() == secret_size && !ratchet.epochs_.empty() &&
                        !ratchet.epochs_.back().replaced && ratchet.find_secret(ratchet.sending_) != nullptr;
  if (!complete) return corrupt();
  return ratchet;
}

}  // namespace sotto::crypto
