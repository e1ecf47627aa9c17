// SPDX-License-Identifier: GPL-3.0-or-later
#include "sender_key_state.hpp"

#include "../store_keys.hpp"

namespace sotto::client {

using store::Table;

Status StepSenderKeys::merge() {
  for (const auto& [sender, record] : writes_) {
    const auto key = key_of(group_, sender);
    SOTTO_TRY(record ? step_.put(Table::sender_key, key, record->expose())
                     : step_.erase(Table::sender_key, key));
  }
  writes_.clear();
  return {};
}

Result<std::optional<SecretBytes>> StepSenderKeys::find_sender_key(const crypto::SenderKeyName& name) {
  using Found = std::optional<SecretBytes>;
  if (const auto staged = writes_.find(name.sender); staged != writes_.end())
    return staged->second ? Found{staged->second->clone()} : Found{};
  SOTTO_ASSIGN(auto record, step_.find(Table::sender_key, key_of(group_, name.sender)));
  if (!record) return Found{};
  auto secret = SecretBytes::copied_from(*record);
  wipe(*record);
  return Found{std::move(secret)};
}

Status StepSenderKeys::save_sender_key(const crypto::SenderKeyName& name, ByteView record) {
  writes_[name.sender] = SecretBytes::copied_from(record);
  return {};
}

}  // namespace sotto::client
