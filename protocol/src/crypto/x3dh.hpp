// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/session_state.h>

#include <optional>

#include "context.hpp"
#include "sotto/crypto/prekeys.hpp"

namespace sotto::crypto {

/// This side of a handshake.
struct LocalParty {
  Ref<ratchet_identity_key_pair> identity;
  RegistrationId registration;
};

/// The initiator's side of X3DH (§3.3) from a bundle whose keys and signature were checked: a session that
/// has not been answered.
[[nodiscard]] Result<Ref<session_state>> initiate(Context& context, const LocalParty& us,
                                                  const PrekeyBundle& bundle);

/// The responder's side (§3.4) from a prekey message whose keys were checked. The session is worth nothing
/// until the message inside was found authentic. `one_time_prekey` is empty when the message names none.
[[nodiscard]] Result<Ref<session_state>> respond(Context& context, const LocalParty& us,
                                                 pre_key_signal_message* message,
                                                 const SecretBytes& signed_prekey,
                                                 const std::optional<SecretBytes>& one_time_prekey);

}  // namespace sotto::crypto
