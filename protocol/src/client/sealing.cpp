// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealing.hpp"

#include <algorithm>
#include <optional>

#include "attempt.hpp"
#include "bodies.hpp"
#include "counters.hpp"
#include "identities.hpp"
#include "known_lists.hpp"
#include "store_keys.hpp"
#include "text_numbers.hpp"

namespace sotto::client {
namespace {

using Envelopes = std::vector<wire::SealedEnvelope>;

/// What a frame needs beside the envelopes' ciphertexts, with room to spare.
constexpr std::size_t frame_overhead = 256;
constexpr std::size_t envelope_overhead = 32;

std::size_t frame_size(const Envelopes& envelopes) {
  std::size_t size = frame_overhead;
  for (const auto& envelope : envelopes) size += envelope.ciphertext.size() + envelope_overhead;
  return size;
}

wire::EnvelopeType type_of(crypto::CiphertextType type) {
  return type == crypto::CiphertextType::prekey ? wire::EnvelopeType::prekey : wire::EnvelopeType::ordinary;
}

Result<wire::TextNumber> text_number_for(Step& step, Attempt& attempt, const OutboxRow& row,
                                         const Address& peer, const wire::ContentBody& body) {
  if (!std::holds_alternative<wire::Text>(body)) return wire::TextNumber{};
  const auto said = is_said_again(row) ? text_numbers::Said::again : text_numbers::Said::first;
  return text_numbers::take_next(step, attempt, peer, said);
}

/// nullopt: no session with this device yet.
Result<std::optional<wire::SealedEnvelope>> seal_for(Step& step, const OutboxRow& row, DeviceId device,
                                                     const wire::ContentBody& body) {
  const Address peer{row.recipient, device};
  Attempt attempt{step};
  SOTTO_ASSIGN(const bool session, step.session().has_session(attempt, peer, step.now()));
  if (!session) return std::optional<wire::SealedEnvelope>{};
  SOTTO_ASSIGN(const auto counter, counters::take_next(step, attempt, peer));
  SOTTO_ASSIGN(const auto own_list, known_lists::own_version(step));
  SOTTO_ASSIGN(const auto text_number, text_number_for(step, attempt, row, peer, body));
  wire::Content content{wire::protocol_version,
                        wire::suite_hybrid,
                        step.self(),
                        peer,
                        row.message,
                        counter,
                        row.sent_at,
                        body,
                        own_list,
                        text_number};
  auto plaintext = wire::serialise_padded(content);
  const crypto::ContentContext context{step.self(), peer, std::string{crypto::direct_conversation},
                                       row.message};
  auto ciphertext = step.session().encrypt(attempt, context, counter, plaintext, step.now());
  wipe(plaintext);
  if (!ciphertext) return ciphertext.error();
  SOTTO_TRY(attempt.merge());
  return std::optional{wire::SealedEnvelope{wire::protocol_version, wire::suite_hybrid, device,
                                            type_of(ciphertext->type), std::move(ciphertext->data)}};
}

std::optional<wire::SealedEnvelope> take_envelope(Envelopes& envelopes, DeviceId device) {
  for (auto& envelope : envelopes) {
    if (envelope.device == device) return std::move(envelope);
  }
  return std::nullopt;
}

struct Sealed {
  Envelopes envelopes;
  std::vector<DeviceId> without_session;
  bool changed = false;
};

/// What is sealed for devices that don't get it any more leaves no gap should they come back.
Status void_leftovers(Step& step, const OutboxRow& row, const std::vector<DeviceId>& devices) {
  if (!has_numbers_of_its_own(row)) return {};
  for (const auto& envelope : row.envelopes) {
    const bool kept = std::find(devices.begin(), devices.end(), envelope.device) != devices.end();
    if (!kept) SOTTO_TRY(text_numbers::make_void(step, {row.recipient, envelope.device}));
  }
  return {};
}

Result<Sealed> seal_all(Step& step, OutboxRow& row, const std::vector<DeviceId>& devices,
                        const wire::ContentBody& body) {
  SOTTO_TRY(void_leftovers(step, row, devices));
  Sealed sealed;
  sealed.changed = row.envelopes.size() > devices.size();
  for (const auto device : devices) {
    auto envelope = take_envelope(row.envelopes, device);
    if (!envelope) {
      SOTTO_ASSIGN(envelope, seal_for(step, row, device, body));
      sealed.changed = true;
    }
    if (envelope) {
      sealed.envelopes.push_back(*std::move(envelope));
    } else {
      sealed.without_session.push_back(device);
    }
  }
  return sealed;
}

/// Whether nothing newer was named than the account's list that is known; otherwise it is on its way.
Result<bool> has_newest_list(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto state, known_lists::state(step, user));
  if (state == known_lists::State::behind) {
    peers::want_list(step, user);
    return false;
  }
  // One's other devices do not know this one before.
  return user == step.self().user ? own_list::names_this_device(step) : Result<bool>{true};
}

/// The devices to seal for; nullopt: they are not known, or must not be used now.
Result<std::optional<std::vector<DeviceId>>> usable_devices(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto standing, identities::standing(step, user));
  if (standing == identities::Standing::blocked) return std::optional<std::vector<DeviceId>>{};
  SOTTO_ASSIGN(const bool newest, has_newest_list(step, user));
  if (!newest) return std::optional<std::vector<DeviceId>>{};
  SOTTO_ASSIGN(auto devices, peers::devices_of(step, user));
  const bool none = devices && devices->empty() && !(user == step.self().user);
  if (!devices || none) {
    peers::want_all(step, user);
    return std::optional<std::vector<DeviceId>>{};
  }
  return devices;
}

Readiness readiness_of(Step& step, const OutboxRow& row, const std::vector<DeviceId>& without_session) {
  if (frame_size(row.envelopes) > wire::max_frame) return Readiness::too_large;
  if (!without_session.empty()) peers::want(step, row.recipient, without_session);
  return peers::is_fetching(step, row.recipient) ? Readiness::waits : Readiness::ready;
}

}  // namespace

Result<std::vector<wire::SealedEnvelope>> seal_now(Step& step, const Username& to, const MessageId& message,
                                                   const wire::ContentBody& body) {
  Envelopes envelopes;
  SOTTO_ASSIGN(const auto standing, identities::standing(step, to));
  SOTTO_ASSIGN(const auto list, known_lists::state(step, to));
  SOTTO_ASSIGN(const auto devices, peers::devices_of(step, to));
  const bool behind = list == known_lists::State::behind;
  if (standing != identities::Standing::trusted || behind || !devices) return envelopes;
  const OutboxRow row{message, to, OutboxKind::receipt, to, step.now(), false, {}, {}};
  for (const auto device : *devices) {
    SOTTO_ASSIGN(auto envelope, seal_for(step, row, device, body));
    if (envelope) envelopes.push_back(*std::move(envelope));
  }
  return envelopes;
}

Result<Readiness> seal_unkept(Step& step, OutboxRow& row, const wire::ContentBody& body) {
  SOTTO_ASSIGN(const auto devices, usable_devices(step, row.recipient));
  if (!devices) return Readiness::waits;
  if (devices->empty()) return Readiness::nobody;
  SOTTO_ASSIGN(auto sealed, seal_all(step, row, *devices, body));
  row.envelopes = std::move(sealed.envelopes);
  return readiness_of(step, row, sealed.without_session);
}

Result<Readiness> seal_row(Step& step, std::uint64_t sequence, OutboxRow& row) {
  SOTTO_ASSIGN(const auto devices, usable_devices(step, row.recipient));
  if (!devices) return Readiness::waits;
  if (devices->empty()) return Readiness::nobody;
  SOTTO_ASSIGN(const auto body, body_of(step, row));
  if (!body) return Readiness::gone;
  SOTTO_ASSIGN(auto sealed, seal_all(step, row, *devices, *body));
  row.envelopes = std::move(sealed.envelopes);
  if (sealed.changed) SOTTO_TRY(step.put(store::Table::outbox, key_of(sequence), serialise(row)));
  return readiness_of(step, row, sealed.without_session);
}

}  // namespace sotto::client
