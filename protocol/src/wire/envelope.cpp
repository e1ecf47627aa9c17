// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "checks.hpp"
#include "codec.hpp"

namespace sotto::wire {
namespace {

void write_envelope(const SealedEnvelope& from, v1::SealedEnvelope& to) {
  to.set_version(from.version);
  to.set_suite(from.suite);
  to.set_device_id(from.device.value);
  to.set_type(static_cast<std::uint32_t>(from.type));
  to.set_ciphertext(from.ciphertext.data(), from.ciphertext.size());
}

Result<EnvelopeType> read_type(std::uint32_t number) {
  if (number == static_cast<std::uint32_t>(EnvelopeType::ordinary)) return EnvelopeType::ordinary;
  if (number == static_cast<std::uint32_t>(EnvelopeType::prekey)) return EnvelopeType::prekey;
  if (number == static_cast<std::uint32_t>(EnvelopeType::sender_key)) return EnvelopeType::sender_key;
  return Error{ErrorCode::malformed, "envelope type", number};
}

Result<SealedEnvelope> read_envelope(const v1::SealedEnvelope& from) {
  if (from.version() != protocol_version)
    return Error{ErrorCode::unsupported_version, "envelope", from.version()};
  SOTTO_ASSIGN(const auto suite, suite_field(from.suite()));
  SOTTO_ASSIGN(auto device, device_field(from.device_id()));
  SOTTO_ASSIGN(auto type, read_type(from.type()));
  SOTTO_ASSIGN(auto ciphertext, bytes_field(from.ciphertext(), {1, max_ciphertext}, "ciphertext"));
  return SealedEnvelope{from.version(), suite, device, type, std::move(ciphertext)};
}

bool names_a_device_twice(const std::vector<SealedEnvelope>& envelopes) {
  for (std::size_t i = 0; i < envelopes.size(); ++i) {
    for (std::size_t j = i + 1; j < envelopes.size(); ++j) {
      if (envelopes[i].device == envelopes[j].device) return true;
    }
  }
  return false;
}

template <class Field>
Result<std::vector<DeviceId>> read_devices(const Field& field) {
  SOTTO_TRY(count_within(field.size(), Length::up_to(max_devices), "devices"));
  std::vector<DeviceId> devices;
  for (const auto number : field) {
    SOTTO_ASSIGN(auto device, device_field(number));
    devices.push_back(device);
  }
  return devices;
}

Result<SubmitOutcome> read_outcome(v1::SubmitReply::Outcome outcome) {
  if (outcome < v1::SubmitReply::ACCEPTED || outcome > v1::SubmitReply::UNAVAILABLE) {
    return Error{ErrorCode::malformed, "outcome", outcome};
  }
  return static_cast<SubmitOutcome>(outcome);
}

Result<Delivery> read_delivery(const v1::Delivery& from) {
  if (from.delivery_id() == 0) return Error{ErrorCode::malformed, "delivery id"};
  SOTTO_ASSIGN(auto message, message_id_field(from.message_id()));
  SOTTO_ASSIGN(auto sender, Username::parse(from.sender()));
  SOTTO_ASSIGN(auto sender_device, device_field(from.sender_device()));
  SOTTO_ASSIGN(auto received_at, instant_field(from.received_at_ms(), "received at"));
  SOTTO_ASSIGN(auto envelope, read_envelope(from.envelope()));
  return Delivery{DeliveryId{from.delivery_id()}, message, Address{std::move(sender), sender_device},
                  received_at, std::move(envelope)};
}

}  // namespace

void write_submit(const Submit& from, v1::Submit& to) {
  to.set_message_id(string_of(from.message.view()));
  to.set_recipient(from.recipient.text());
  for (const auto& envelope : from.envelopes) write_envelope(envelope, *to.add_envelopes());
  to.set_live_only(from.keeping == Keeping::live_only);
}

Result<Submit> read_submit(const v1::Submit& from) {
  SOTTO_TRY(count_within(from.envelopes_size(), {1, max_devices}, "envelopes"));
  SOTTO_ASSIGN(auto message, message_id_field(from.message_id()));
  SOTTO_ASSIGN(auto recipient, Username::parse(from.recipient()));
  std::vector<SealedEnvelope> envelopes;
  for (const auto& one : from.envelopes()) {
    SOTTO_ASSIGN(auto envelope, read_envelope(one));
    if (envelope.type == EnvelopeType::sender_key) return Error{ErrorCode::malformed, "submitted type"};
    envelopes.push_back(std::move(envelope));
  }
  if (names_a_device_twice(envelopes)) return Error{ErrorCode::malformed, "a device twice"};
  return Submit{message, std::move(recipient), std::move(envelopes),
                from.live_only() ? Keeping::live_only : Keeping::mailbox};
}

void write_submit_reply(const SubmitReply& from, v1::SubmitReply& to) {
  to.set_message_id(string_of(from.message.view()));
  to.set_recipient(from.recipient.text());
  to.set_outcome(static_cast<v1::SubmitReply::Outcome>(from.outcome));
  for (const auto device : from.missing) to.add_missing_devices(device.value);
  for (const auto device : from.extra) to.add_extra_devices(device.value);
  to.set_retry_after_ms(static_cast<std::uint32_t>(from.retry_after.count()));
}

Result<SubmitReply> read_submit_reply(const v1::SubmitReply& from) {
  SOTTO_ASSIGN(auto message, message_id_field(from.message_id()));
  SOTTO_ASSIGN(auto recipient, Username::parse(from.recipient()));
  SOTTO_ASSIGN(auto outcome, read_outcome(from.outcome()));
  SOTTO_ASSIGN(auto missing, read_devices(from.missing_devices()));
  SOTTO_ASSIGN(auto extra, read_devices(from.extra_devices()));
  return SubmitReply{message,          std::move(recipient),           outcome, std::move(missing),
                     std::move(extra), Duration{from.retry_after_ms()}};
}

void write_deliver(const Deliver& from, v1::Deliver& to) {
  for (const auto& one : from.deliveries) {
    auto& out = *to.add_deliveries();
    out.set_delivery_id(one.delivery.value);
    out.set_message_id(string_of(one.message.view()));
    out.set_sender(one.sender.user.text());
    out.set_sender_device(one.sender.device.value);
    out.set_received_at_ms(static_cast<std::uint64_t>(one.received_at.milliseconds));
    write_envelope(one.envelope, *out.mutable_envelope());
  }
  to.set_remaining(from.remaining);
}

Result<Deliver> read_deliver(const v1::Deliver& from) {
  SOTTO_TRY(count_within(from.deliveries_size(), {1, max_deliveries}, "deliveries"));
  Deliver deliver;
  deliver.remaining = from.remaining();
  for (const auto& one : from.deliveries()) {
    SOTTO_ASSIGN(auto delivery, read_delivery(one));
    deliver.deliveries.push_back(std::move(delivery));
  }
  return deliver;
}

}  // namespace sotto::wire
