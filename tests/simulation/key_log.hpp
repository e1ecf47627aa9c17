// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "sotto/wire/envelope.hpp"

namespace sotto::simulation {

/// Which ciphertext every message key has made. A key is named by its chain's ratchet key and its place in
/// the chain, which both stand in the message's header. The same key may leave a device again under the same
/// ciphertext (that is a re-send), never under another (attack A11).
class KeyLog {
 public:
  /// What is wrong with it; nullopt: nothing.
  std::optional<std::string> note(const Address& sender, const wire::SealedEnvelope& envelope);
  [[nodiscard]] std::size_t size() const { return used_.size(); }

 private:
  struct Key {
    Address sender;
    Bytes ratchet_key;
    std::uint64_t counter = 0;
    friend bool operator<(const Key& a, const Key& b) {
      return std::tie(a.counter, a.ratchet_key, a.sender) < std::tie(b.counter, b.ratchet_key, b.sender);
    }
  };
  static std::optional<Key> key_of(const Address& sender, const wire::SealedEnvelope& envelope);

  std::map<Key, Bytes> used_;
};

}  // namespace sotto::simulation
