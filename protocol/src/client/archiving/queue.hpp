// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sotto/archive/entry.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {
class Step;
}

/// What is to be archived: written in the transaction that showed it, and kept until it stands in the
/// archive, whichever device of the account has put it there.
namespace sotto::client::archiving {

/// Numbers are stored: never reuse one.
enum class What : std::uint8_t { text = 1, edit = 2, deletion = 3, reaction = 4, duration = 5 };

/// Names what is to be archived. What it says is read when it is sealed: that is the newest.
struct Wish {
  What what = What::text;
  ConversationId conversation;
  MessageId message;  ///< that was said, changed, or reacted to; the notice of a duration
  Username author;    ///< of the message, the change, the reaction, the setting
  Revision revision;  ///< of a duration
};
struct Queued {
  std::uint64_t order = 0;
  Wish wish;
};

/// Once for all that is said of the same thing; one that is queued already moves to the end, since it may say
/// something new by now.
[[nodiscard]] Status enqueue(Step& step, const Wish& wish);
/// Nothing more fits: what isn't queued now is found again later (catching_up.hpp).
[[nodiscard]] Result<bool> is_full(Step& step);
/// It is in the archive already, or has nothing left to say.
[[nodiscard]] Status dequeue(Step& step, const Wish& wish);
/// All texts are going to be looked at again.
[[nodiscard]] Status forget_texts(Step& step);
/// The same, unless it has moved since.
[[nodiscard]] Status settle(Step& step, const Queued& queued);
/// The first ones, in their order.
[[nodiscard]] Result<std::vector<Queued>> first_queued(Step& step, std::size_t limit);

/// Entries that are to be shredded.
[[nodiscard]] Status enqueue_shredding(Step& step, const archive::EntryId& entry);
[[nodiscard]] Status dequeue_shredding(Step& step, const archive::EntryId& entry);
[[nodiscard]] Result<std::vector<archive::EntryId>> first_shreddings(Step& step, std::size_t limit);

}  // namespace sotto::client::archiving
