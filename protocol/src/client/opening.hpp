// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attempt.hpp"
#include "sotto/wire/content.hpp"
#include "sotto/wire/envelope.hpp"

namespace sotto::client {

/// What is taken from an envelope.
enum class Hearing : std::uint8_t {
  everything,
  keys_of_groups,  ///< it came while its sender was blocked
};

/// An envelope and where it claims to come from: the relay's word, nothing more.
struct Incoming {
  MessageId message;
  Address sender;
  wire::SealedEnvelope envelope;
  Hearing hearing = Hearing::everything;
};

/// Decrypts (which needs the context already, since the content is sealed in it), then compares the context
/// inside with where the envelope arrived (attack A10). Errors: those of crypto::HybridSession::decrypt;
/// context_mismatch also for content that does not parse or that this sender may not send.
[[nodiscard]] Result<wire::Content> open_envelope(Step& step, Attempt& attempt, const Incoming& incoming);

}  // namespace sotto::client
