// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "relay/core.hpp"

namespace sotto::relay {

/// Which devices of an account have published keys: what every submission is compared with. A bounded cache
/// in front of the store; hints of the bus void it. Thread-safe.
class ReachableDevices {
 public:
  using Devices = std::shared_ptr<const std::vector<DeviceId>>;

  explicit ReachableDevices(Foundation& foundation) : base_{foundation}, cache_{16, foundation.hash} {}
  /// In ascending order; empty for a name without account, or one whose devices have no keys yet.
  Result<Devices> of(const Username& account);
  void forget(const Username& account);

 private:
  static constexpr std::size_t max_accounts = 200'000;
  Result<Devices> load(const Username& account) const;

  Foundation& base_;
  std::mutex mutex_;
  std::uint64_t forgotten_ = 0;  ///< what was read before a forget() is not kept after it
  std::unordered_map<Username, Devices, SeededHash> cache_;
};

}  // namespace sotto::relay
