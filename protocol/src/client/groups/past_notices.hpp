// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// A device that restores its history has a group's whole log before what was said between its entries: what
/// is restored waits for it. The notices of such a log go to their places with the messages, by the times
/// that stand in both; nothing in a history can be put between two messages later.
namespace group_past_notices {

/// The first entries of a log, which have no notice yet.
struct Waiting {
  std::uint64_t entries = 0;
  bool whole = false;  ///< all of the log that the relay had is here: what comes now has just happened
  Instant learned_at;
};

[[nodiscard]] Result<std::optional<Waiting>> find(Step& step, const GroupId& group);
/// A log begins on a device that still restores.
[[nodiscard]] Status begin(Step& step, const GroupId& group);
/// Whether entries that come now wait; then they are counted. `size`: of the log with them.
[[nodiscard]] Result<bool> hold(Step& step, const GroupId& group, std::uint64_t size);
/// The log is here as far as the relay has it.
[[nodiscard]] Status on_whole(Step& step, const GroupId& group);

/// Notices of what happened after `at`, newest first: they stand behind a message of that time.
[[nodiscard]] Result<std::vector<store::Message>> take_after(Step& step, const GroupId& group, Instant at);
/// Everything is restored: what happened before anything was said stands first.
[[nodiscard]] Status put_rest_in_front(Step& step);

}  // namespace group_past_notices
}  // namespace sotto::client
