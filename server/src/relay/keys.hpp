// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "relay/answer.hpp"
#include "relay/core.hpp"
#include "relay/principal.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::relay {

/// Public keys of devices: published by their owner, handed out to whoever wants to write. Thread-safe.
class Keys {
 public:
  explicit Keys(Foundation& foundation);

  /// Every signature is checked against the account's identity before anything is stored. invalid_signature.
  void publish(const Address& device, wire::PublishKeysRequest request, Answer<wire::KeysPublished> answer);

  struct Fetched {
    wire::Bundles bundles;
    /// Devices that have few one-time prekeys of a kind left, and how many.
    std::vector<std::pair<Address, wire::PrekeysLow>> low;
  };
  /// Each one-time prekey is handed out at most once, ever: the answer leaves after the commit. Limited for
  /// (requester, target) and for the target (attacks A6, A7). unknown_user: no such account, or none of its
  /// devices can be reached.
  void fetch(const Username& requester, wire::FetchBundlesRequest request, Answer<Fetched> answer);

 private:
  Outcome<store::Account> owner(const Username& name);
  Foundation& base_;
  Buckets of_target_;
  Buckets from_target_;
};

}  // namespace sotto::relay
