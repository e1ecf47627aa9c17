// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "../step.hpp"
#include "sotto/crypto/sender_key.hpp"

namespace sotto::client {

/// Sender-key records of one group: its writes are held back until merge(), like those of an Attempt.
class StepSenderKeys final : public crypto::SenderKeyState {
 public:
  StepSenderKeys(Step& step, const GroupId& group) : step_{step}, group_{group} {}

  [[nodiscard]] Status merge();
  /// As crypto::SenderKeys wants it.
  [[nodiscard]] static std::string name_of(const GroupId& group) { return group.text(); }

  Result<std::optional<SecretBytes>> find_sender_key(const crypto::SenderKeyName& name) override;
  Status save_sender_key(const crypto::SenderKeyName& name, ByteView record) override;
  /// The next create() makes another key.
  void forget(const Address& sender) { writes_[sender] = std::nullopt; }

 private:
  Step& step_;
  GroupId group_;
  std::map<Address, std::optional<SecretBytes>> writes_;  ///< nullopt: erased
};

}  // namespace sotto::client
