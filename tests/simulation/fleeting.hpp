// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "device.hpp"
#include "history.hpp"

namespace sotto::simulation {

/// Messages that last for a while: at the end of its time each is gone from every device that runs, with
/// whatever could bring it back, a minute later at most. A clock that was set back while the program was
/// closed may add what it was set back by, which is the protocol's limit (decision 25).
class Fleeting {
 public:
  /// Its time begins on this device: it was sent, or read.
  void begin(const Device& device, const Said& said);
  /// On some device of this user; until then it is nowhere erased there.
  [[nodiscard]] bool has_begun(const Username& user, const Said& said) const;
  /// What is still there.
  [[nodiscard]] std::optional<std::string> find_overdue(const std::vector<Device*>& devices);
  /// Whether all have gone whose end is near.
  [[nodiscard]] bool is_over() const;

 private:
  using Where = std::pair<std::string, std::string>;  ///< device and text
  struct Ending {
    const Said* said = nullptr;
    Instant end;
  };

  std::map<Where, Ending> endings_;
  std::set<Where> gone_;
  std::set<std::pair<Username, std::string>> begun_;
};

}  // namespace sotto::simulation
