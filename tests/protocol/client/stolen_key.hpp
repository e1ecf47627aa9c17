// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "seeded_random.hpp"
#include "sotto/crypto/sender_key.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::testing {

/// A sender key as it lies in a member's store, in a thief's hands.
class StolenKey final : public crypto::SenderKeyState {
 public:
  explicit StolenKey(const Bytes& record) : record_{record} {}
  Result<std::optional<SecretBytes>> find_sender_key(const crypto::SenderKeyName&) override {
    return std::optional{SecretBytes::copied_from(ByteView{record_})};
  }
  Status save_sender_key(const crypto::SenderKeyName&, ByteView) override { return {}; }

  /// Whether it opens what this device said.
  bool opens(const Address& from, const wire::SubmitToGroup& said) {
    SeededRandom random{5};
    crypto::SenderKeys thief{from, random};
    return thief.decrypt(*this, {said.group.text(), from}, said.ciphertext).ok();
  }

 private:
  const Bytes& record_;
};

}  // namespace sotto::testing
