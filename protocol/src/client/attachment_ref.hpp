// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"

namespace sotto::client {

/// The message that brought a file along names it.
struct AttachmentRef {
  ConversationId conversation;
  MessageId message;

  friend bool operator==(const AttachmentRef&, const AttachmentRef&) = default;
  friend bool operator<(const AttachmentRef& a, const AttachmentRef& b) {
    return a.conversation == b.conversation ? a.message < b.message : a.conversation < b.conversation;
  }
};

}  // namespace sotto::client
