// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>

#include "sotto/base/id.hpp"

namespace sotto::fuzz::engines {

/// People by their place in `names`.
using People = std::set<std::size_t>;

/// A text that somebody wrote; each is another one.
struct Written {
  std::size_t author = 0;
  ConversationId to;
  MessageId id;
  /// Who was out of the group for its author, as the author's device knew it then.
  People kept_from = {};
};

/// What was written, by its text: what a screen may show.
class Ledger {
 public:
  void note(std::string text, Written what) { all_.emplace(std::move(text), std::move(what)); }
  /// Null: nobody wrote that.
  [[nodiscard]] const Written* find(const std::string& text) const;
  /// Calls `visit` for each text that is kept from somebody.
  template <class Visit>
  void for_each_kept(Visit visit) {
    for (auto& [text, what] : all_) {
      if (!what.kept_from.empty()) visit(what);
    }
  }

 private:
  std::map<std::string, Written> all_;
};

inline const Written* Ledger::find(const std::string& text) const {
  const auto found = all_.find(text);
  return found == all_.end() ? nullptr : &found->second;
}

}  // namespace sotto::fuzz::engines
