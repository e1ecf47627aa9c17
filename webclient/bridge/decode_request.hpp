// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/client/input.hpp"

namespace sotto::bridge {
class Request;
}

/// The browser's side of the engine: bytes in, bytes out.
namespace sotto::web {

struct Start {
  std::string path;
  SecretBytes key;
  std::optional<std::uint64_t> kept_epoch;
};

// Questions about views.
struct AskAccount {};
struct AskConversations {};
struct AskConversation {
  ConversationId with;
};
struct AskTimeline {
  ConversationId with;
  std::optional<store::Position> before;
  std::size_t limit;
};
struct AskSearch {
  std::string query;
  std::size_t limit;
};
struct AskSafetyNumber {
  Username with;
};
struct AskSafetyCode {
  Username with;
};
struct CompareSafetyCode {
  Username with;
  std::string code;
};
struct AskGroups {};
struct AskGroup {
  GroupId group;
};
struct AskHistory {};
struct AskLinking {};
struct AskAttachmentBytes {
  ConversationId with;
  MessageId message;
  std::uint64_t offset;
  std::uint64_t size;
};
using Question = std::variant<AskAccount, AskConversations, AskConversation, AskTimeline, AskSearch,
                              AskSafetyNumber, AskSafetyCode, CompareSafetyCode, AskGroups, AskGroup,
                              AskHistory, AskLinking, AskAttachmentBytes>;

using Command = std::variant<Start, client::Input, Question>;

/// What a request asks for. Passwords and keys are moved into secrets and wiped from `request`.
/// Errors: malformed (no or an unknown request, a name or id that is none).
[[nodiscard]] Result<Command> decode_request(bridge::Request& request);

}  // namespace sotto::web
