// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "relay/answer.hpp"
#include "relay/core.hpp"

namespace sotto::relay {

/// Who is there, and what they say about themselves. All of it is public by design. Thread-safe.
class Directory {
 public:
  explicit Directory(Foundation& foundation) : base_{foundation} {}

  /// Those who chose to be listed and whose name or display name contains `query`; an exact user name finds
  /// anyone and comes first. An empty query lists those who are listed.
  Outcome<wire::Profiles> search(std::string_view query, std::size_t limit);
  /// unknown_user.
  Outcome<wire::Profiles> profile(const Username& name);
  void update(const Username& name, store::Profile profile, Answer<wire::Done> answer);
  Outcome<std::vector<store::News>> news(std::size_t limit);

 private:
  Foundation& base_;
};

}  // namespace sotto::relay
