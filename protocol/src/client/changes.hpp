// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// Changes of messages that stand in the history, by whoever they come from: the same ones have the same
/// outcome in whatever order they arrive. Source: crypto-docs/wire-format.md, "Changes".
namespace changes {

/// Numbers are stored: never reuse one.
enum class Kind : std::uint8_t { edit = 1, deletion = 2, reaction = 3 };

struct Change {
  Kind kind = Kind::edit;
  MessageId target;
  Username author;
  Revision revision;       ///< of a deletion: 0
  std::string text;        ///< the new text, or the emoji
  Mentions mentions = {};  ///< in the new text
  Lasting lasting = {};    ///< the message's, as an edit says it
};

/// Whether (revision, text) counts and not what was there.
[[nodiscard]] bool supersedes(Revision revision, const std::string& text, Revision before,
                              const std::string& text_before);

/// Takes a change in. One by somebody who may not make it leaves no trace; one whose message is not there
/// waits for it.
[[nodiscard]] Status take_in(Step& step, const ConversationId& conversation, Change change);

/// `message` is about to be shown: what came before it is done to it.
[[nodiscard]] Status settle(Step& step, store::Message& message);

/// An edit of a message that stands nowhere yet.
void apply_edit(Step& step, store::Message& message, Change edit);

/// Takes away the text, the quote and the reactions; the place in the history stays.
[[nodiscard]] Status bury(Step& step, store::Message message);

}  // namespace changes
}  // namespace sotto::client
