// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>

#include "relay/accounts.hpp"
#include "relay/answer.hpp"
#include "relay/core.hpp"

namespace sotto::relay {

/// Devices that are being linked: carries sealed messages between an account's device and a new one, and
/// makes the new one a device of the account when both want it. In memory alone, for linking_lifetime; a code
/// is good for one newcomer, a linking for one device. Whoever is no part of a linking gets not_found, as if
/// there were none. Thread-safe. Source: crypto-docs/protocol.md, "Linking a device"; decision 0134.
class Linkings {
 public:
  Linkings(Foundation& foundation, Accounts& accounts)
      : base_{foundation},
        accounts_{accounts},
        opened_{rates::linking, foundation.policy.rate_factor, foundation.hash} {}

  /// Ends another one of the same device. rate_limited; conflict: the name is in use; unavailable: too many
  /// are open.
  Outcome<wire::Done> open(const Address& owner, wire::OpenLinkingRequest request);
  /// not_found; conflict: somebody has come already.
  Outcome<wire::LinkingJoined> join(const wire::LinkingId& linking);
  /// What was said already may be said again. conflict: something else was, or it is not the time for it.
  Outcome<wire::OwnerLinking> serve_owner(const Address& owner, wire::OwnerLinkingRequest request);
  /// The same; a take also has the errors of Accounts::link_device, and ends the linking then.
  void serve_newcomer(wire::NewcomerLinkingRequest request, Answer<wire::NewcomerLinking> answer);

 private:
  struct Linking {
    Address owner;
    Bytes commitment;
    Instant ends;
    SecretBytes claim{};  ///< empty: nobody has come
    Bytes offer{};
    Bytes reveal{};
    Bytes grant{};
    bool taking = false;  ///< the device is being made: once
    bool taken = false;
  };
  using All = std::map<wire::LinkingId, Linking>;

  // REQUIRES of all: the lock is held.
  void forget_ended(const Address& owner);
  All::iterator find(const wire::LinkingId& linking);

  struct Taken {
    Address owner;
    Bytes grant;
  };
  void take(const wire::LinkingId& linking, const Taken& taken, Answer<wire::NewcomerLinking> answer);
  void on_taken(const wire::LinkingId& linking);
  void drop(const wire::LinkingId& linking);

  Foundation& base_;
  Accounts& accounts_;
  Buckets opened_;
  std::mutex mutex_;
  All all_;
};

}  // namespace sotto::relay
