// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "sotto/wire/envelope.hpp"
#include "sotto/wire/group.hpp"

namespace sotto::simulation {

/// Which ciphertext every message key has made. A key is named by its chain (a session's by its ratchet key,
/// a group's by the sender key's number) and its place in the chain, which both stand in the message's
/// header. The same key may leave a device again under the same ciphertext (that is a re-send), never under
/// another (attack A11).
class KeyLog {
 public:
  /// What is wrong with it; nullopt: nothing.
  std::optional<std::string> note(const Address& sender, const wire::SealedEnvelope& envelope);
  std::optional<std::string> note(const Address& sender, const wire::SubmitToGroup& submit);
  [[nodiscard]] std::size_t size() const { return used_.size(); }

 private:
  struct Key {
    Address sender;
    Bytes chain;
    std::uint64_t counter = 0;
    friend bool operator<(const Key& a, const Key& b) {
      return std::tie(a.counter, a.chain, a.sender) < std::tie(b.counter, b.chain, b.sender);
    }
  };
  static std::optional<Key> key_of(const Address& sender, const wire::SealedEnvelope& envelope);
  std::optional<std::string> note(const char* kind, Key key, ByteView ciphertext);

  std::map<Key, Bytes> used_;
};

}  // namespace sotto::simulation
