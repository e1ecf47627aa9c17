// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "sotto/base/bytes.hpp"
#include "world.hpp"

namespace sotto::testing {

/// Both have heard the other.
inline void make_friends(World& world, Device& a, Device& b) {
  static_cast<void>(a.say(b.address().user.text(), "hi"));
  world.settle();
  static_cast<void>(b.say(a.address().user.text(), "hi"));
  world.settle();
}

/// As if this device had never had a session with that one.
inline void forget_session(Device& device, const Address& peer) {
  Bytes key = copy_of(bytes_of(peer.user.text()));
  key.push_back(0);
  for (int shift = 24; shift >= 0; shift -= 8)
    key.push_back(static_cast<std::uint8_t>(peer.device.value >> shift));
  static_cast<void>(device.store().begin());
  static_cast<void>(device.store().erase(store::Table::session, key));
  static_cast<void>(device.store().commit());
}

/// Breaks the next envelope from one user on its way; the relay keeps it whole.
inline void break_next_from(World& world, const std::string& sender) {
  world.relay.tamper_delivery = [&world, sender](wire::Delivery& delivery) {
    if (!(delivery.sender.user == name(sender))) return;
    delivery.envelope.ciphertext.back() ^= 1;
    world.relay.tamper_delivery = nullptr;
  };
}

inline std::size_t notices(Device& device, const std::string& user, store::MessageKind kind) {
  std::size_t count = 0;
  for (const auto& message : device.messages_with(user)) count += message.kind == kind ? 1 : 0;
  return count;
}

}  // namespace sotto::testing
