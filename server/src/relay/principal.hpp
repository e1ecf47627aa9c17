// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/id.hpp"
#include "store/records.hpp"

namespace sotto::relay {

/// Whoever showed a valid token.
struct Principal {
  Username user;
  std::optional<DeviceId> device;  ///< of a device's own session
  store::Scope scope = store::Scope::read;
  store::Hash token{};

  [[nodiscard]] bool may(store::Scope needed) const noexcept { return scope >= needed; }
};

}  // namespace sotto::relay
