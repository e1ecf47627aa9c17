// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "sotto/base/mention.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// Users who are named in what is said. They are shown, and tell their reader apart from other readers;
/// nothing else follows from them.
namespace mentions {

/// Which of a conversation's people, the members of a group or the two of a direct one, this text names.
[[nodiscard]] Result<Mentions> in(Step& step, const ConversationId& conversation, std::string_view text);

/// Gives a message another text with the mentions in it.
void set_text(Step& step, store::Message& message, std::string text, Mentions mentions);

}  // namespace mentions
}  // namespace sotto::client
