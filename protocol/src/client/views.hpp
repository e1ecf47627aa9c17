// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account_record.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/view.hpp"
#include "sotto/crypto/safety_code.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

struct OffRecordMemory;
struct TransfersMemory;

}  // namespace sotto::client

namespace sotto::client::views {

/// What is looked at: the store, what is on its way, and what is in memory only.
struct Viewed {
  store::ClientStore& store;
  const TransfersMemory& transfers;
  const OffRecordMemory& off_record;
  const Username* self;  ///< nullptr: nobody is logged in
};

[[nodiscard]] AccountView account_view(const Account& account);
[[nodiscard]] Result<std::vector<ConversationView>> conversations(Viewed viewed);
[[nodiscard]] Result<std::optional<ConversationView>> conversation(Viewed viewed, const ConversationId& with);
[[nodiscard]] Result<TimelinePage> timeline(Viewed viewed, const ConversationId& with,
                                            std::optional<store::Position> before, std::size_t limit);
[[nodiscard]] Result<std::optional<std::string>> safety_number(store::ClientStore& store,
                                                               const Account& account, const Username& with);
[[nodiscard]] Result<std::optional<std::string>> safety_code(store::ClientStore& store,
                                                             const Account& account, const Username& with);
[[nodiscard]] Result<crypto::SafetyCodeMatch> compare_safety_code(store::ClientStore& store,
                                                                  const Account& account,
                                                                  const Username& with,
                                                                  std::string_view text);

}  // namespace sotto::client::views
