// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "opening.hpp"
#include "sotto/base/result.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;

/// Does what a genuine content says: a text is shown, a receipt moves a state, a copy is filed, a request is
/// answered. Of somebody who is blocked nothing but what is about groups.
[[nodiscard]] Status read_content(Step& step, const wire::Content& content, Hearing hearing);

/// Where and by whom something was said, under which id and when.
struct Origin {
  ConversationId conversation;
  Username author;
  MessageId message;
  Instant sent_at;
};

/// The same for what somebody said, in a group too.
[[nodiscard]] Status read_said(Step& step, const Origin& origin, const wire::Said& said);

}  // namespace sotto::client
