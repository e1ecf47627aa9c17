// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/protocol.h>

#include <optional>

#include "context.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {

/// A received message whose form, version and keys are right. Nothing about it is authentic yet.
struct OrdinaryMessage {
  Ref<signal_message> message;
  PublicKey ratchet_key;
  /// malformed, unsupported_version, invalid_key, low_order_key.
  [[nodiscard]] static Result<OrdinaryMessage> parse(ByteView data, signal_context* context);
};

struct PrekeyMessage {
  Ref<pre_key_signal_message> wrapper;
  OrdinaryMessage inside;
  IdentityKey identity;
  PublicKey base_key;
  std::optional<PrekeyId> one_time_prekey;
  PrekeyId signed_prekey;
  [[nodiscard]] static Result<PrekeyMessage> parse(ByteView data, signal_context* context);
};

}  // namespace sotto::crypto
