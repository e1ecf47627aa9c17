// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <variant>

#include "sotto/wire/call.hpp"
#include "sotto/wire/envelope.hpp"

namespace sotto::wire {

struct Authenticate {
  SecretBytes token;
};  ///< 32 bytes

struct Welcome {
  Username username;
  DeviceId device;
  Instant server_time;
  bool keys_published = false;
  std::uint32_t one_time_prekeys = 0;
  std::uint64_t mailbox_pending = 0;
  std::uint64_t signed_prekey_age_s = 0;
  std::uint32_t kem_prekeys = 0;
  Bytes device_list_hash{};  ///< SHA-256 of the account's signed list; empty: there is none
};

enum class GoodbyeReason : std::uint32_t {
  unauthorised = 1,
  displaced = 2,
  shutting_down = 3,
  protocol_error = 4,
  slow_consumer = 5,
  rate_limited = 6,
};

/// The WebSocket close code that goes with a reason.
[[nodiscard]] std::uint16_t close_code(GoodbyeReason reason) noexcept;

struct Goodbye {
  GoodbyeReason reason = GoodbyeReason::shutting_down;
  Duration retry_after{0};
};

struct PrekeysLow {
  std::uint32_t one_time_prekeys = 0;
  std::uint32_t kem_prekeys = 0;
};

/// One binary WebSocket message, either way.
using Frame =
    std::variant<Authenticate, Welcome, Goodbye, CallRequest, CallReply, Submit, SubmitReply, Deliver,
                 Acknowledge, PrekeysLow, SubmitToGroup, GroupSubmitted, GroupChanged, PostPage>;

/// Serialises a frame. Precondition: the struct keeps the limits of limits.hpp.
[[nodiscard]] Bytes serialise(const Frame& frame);

/// Turns bytes into a frame that keeps every limit, or malformed / too_large / unsupported_version. Never
/// reads past the view, never allocates more than a small multiple of its size.
[[nodiscard]] Result<Frame> parse_frame(ByteView bytes);

}  // namespace sotto::wire
