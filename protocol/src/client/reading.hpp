// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "opening.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;

/// Does what a genuine content says: a text is shown, a receipt moves a state, a copy is filed, a request is
/// answered. Of somebody who is blocked nothing but what is about groups.
/// `place`: where a text belongs that comes late.
[[nodiscard]] Status read_content(Step& step, const wire::Content& content, Hearing hearing,
                                  std::optional<store::Position> place);

/// Where and by whom something was said, under which id and when.
struct Origin {
  ConversationId conversation;
  Username author;
  MessageId message;
  Instant sent_at;
  std::optional<store::Position> place = {};  ///< of a text that comes late
};

/// The same for what somebody said, in a group too.
[[nodiscard]] Status read_said(Step& step, const Origin& origin, const wire::Said& said);

}  // namespace sotto::client
