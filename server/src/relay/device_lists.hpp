// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "relay/answer.hpp"
#include "relay/core.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::relay {

/// The signed lists of accounts' devices: clients believe them, not the relay, which only keeps the newest.
/// It looks at the signature so that nobody stores rubbish, and at the version so that two devices that sign
/// at the same time do not undo each other. Thread-safe.
class DeviceLists {
 public:
  explicit DeviceLists(Foundation& foundation) : base_{foundation} {}

  /// conflict: its version is not above that of the list that is there, and it is another one. refused: it is
  /// ahead by more than device_list_lead.
  void publish(const Username& owner, wire::SignedDeviceList list, Answer<wire::Done> answer);

 private:
  Foundation& base_;
};

/// The same inside a transaction. invalid_signature, malformed, stale_state, refused, not_found.
[[nodiscard]] Status replace_device_list(store::Transaction& transaction, const Username& owner,
                                         const wire::SignedDeviceList& list);

}  // namespace sotto::relay
