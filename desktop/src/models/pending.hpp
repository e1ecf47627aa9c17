// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

namespace sotto::desktop {

/// One question at a time about each thing: what becomes stale while its answer is under way is asked once
/// more after it, however often that happened.
template <class Key>
class Pending {
 public:
  /// True: ask now.
  [[nodiscard]] bool begin(const Key& key) {
    const auto [at, is_new] = again_.try_emplace(key, false);
    if (!is_new) at->second = true;
    return is_new;
  }
  /// The answer is there. True: it is stale already, begin anew.
  [[nodiscard]] bool end(const Key& key) {
    const auto at = again_.find(key);
    if (at == again_.end()) return false;
    const bool again = at->second;
    again_.erase(at);
    return again;
  }

 private:
  std::map<Key, bool> again_;
};

}  // namespace sotto::desktop
