// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/protocol.h>
#include <signal/session_state.h>

#include <functional>
#include <vector>

#include "context.hpp"
#include "session_record.hpp"

namespace sotto::crypto {

/// What opening a message brought.
struct Unsealed {
  SecretBytes plaintext;
  SecretBytes secret;                  ///< of this message, for the layer inside
  std::optional<SkippedKeys> skipped;  ///< keys that were put aside on the way
};

/// Makes a message's plaintext from its secret.
using ComposeFrom = std::function<Result<SecretBytes>(SecretBytes secret)>;

/// One session's Double Ratchet: the library's states, chains and messages, put together here and not by its
/// session_cipher, so that nothing changes before the MAC is right and that the caps apply before the work is
/// done. Source: "The Double Ratchet Algorithm" §3; key names as in the library.
class DoubleRatchet {
 public:
  explicit DoubleRatchet(Context& context) noexcept : context_{&context} {}

  /// Moves the sending chain on. A prekey message until the peer has answered.
  [[nodiscard]] Result<Ref<ciphertext_message>> seal(session_state* state, const ComposeFrom& compose);

  /// Moves the receiving chain on, and the DH ratchet when the message has a new key. After an error `state`
  /// must be thrown away. duplicate_message, too_far_ahead, undecryptable, random_failed, crypto_failed.
  [[nodiscard]] Result<Unsealed> open(session_state* state, signal_message* message, Instant now);

 private:
  struct Keys;
  struct Step;
  [[nodiscard]] Result<Unsealed> authenticate(session_state* state, signal_message* message,
                                              const Keys& keys);
  [[nodiscard]] Result<Unsealed> open_skipped(session_state* state, signal_message* message);
  [[nodiscard]] Result<Unsealed> open_ahead(session_state* state, signal_message* message, Instant now);
  [[nodiscard]] Result<Step> receiving_chain(session_state* state, ec_public_key* their_key);
  [[nodiscard]] Status turn(session_state* state, ec_public_key* their_key, Step& step);
  [[nodiscard]] Result<std::optional<SkippedKeys>> put_aside(session_state* state, ec_public_key* their_key,
                                                             const Ref<ratchet_chain_key>& from,
                                                             std::uint32_t counter, Instant now);
  [[nodiscard]] Status cap_waiting(session_state* state, ec_public_key* their_key);
  Context* context_;
};

}  // namespace sotto::crypto
