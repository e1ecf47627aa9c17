// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::wire {

/// Signal's numbers, version 3. Nobody submits a sender_key for one device: the relay makes it, for a group.
enum class EnvelopeType : std::uint32_t { ordinary = 2, prekey = 3, sender_key = 4 };

/// A message sealed for one device. Source: crypto-docs/wire-format.md.
struct SealedEnvelope {
  std::uint32_t version = protocol_version;
  std::uint32_t suite = suite_hybrid;
  DeviceId device;
  EnvelopeType type = EnvelopeType::ordinary;
  Bytes ciphertext;  ///< 1 to max_ciphertext bytes
};

/// What happens to a message whose recipient is not there.
enum class Keeping : std::uint8_t { mailbox, live_only };

struct Submit {
  MessageId message;
  Username recipient;
  std::vector<SealedEnvelope> envelopes;  ///< 1 to max_devices, no device twice
  Keeping keeping = Keeping::mailbox;
};

enum class SubmitOutcome : std::uint32_t {
  accepted = 1,
  devices_changed = 2,
  unknown_user = 3,
  mailbox_full = 4,
  rate_limited = 5,
  not_delivered = 6,
  malformed = 7,
  unavailable = 8,
};

struct SubmitReply {
  MessageId message;
  Username recipient;
  SubmitOutcome outcome = SubmitOutcome::accepted;
  std::vector<DeviceId> missing;
  std::vector<DeviceId> extra;
  Duration retry_after{0};
};

struct Delivery {
  DeliveryId delivery;
  MessageId message;
  Address sender;
  Instant received_at;
  SealedEnvelope envelope;
};

struct Deliver {
  std::vector<Delivery> deliveries;  ///< 1 to max_deliveries
  std::uint64_t remaining = 0;
};

/// 1 to max_deliveries in both lists together.
struct Acknowledge {
  std::vector<DeliveryId> deliveries;  ///< committed: the relay forgets them
  std::vector<DeliveryId> left;        ///< not now: the relay keeps them for the next link, and goes on
};

}  // namespace sotto::wire
