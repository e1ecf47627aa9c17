// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "sotto/archive/seal_entry.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/mention.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/content.hpp"

/// What an entry of the archive says; conversation, author and id stand around it, in archive::Record.
/// Source: crypto-docs/protocol.md, "The archive".
namespace sotto::client::archiving {

struct Said {
  Instant sent_at;
  std::string body;
  std::optional<MessageId> quoted;
  Revision revision;
  std::optional<wire::Attachment> attachment = {};
  Mentions mentions = {};
};
struct Edited {
  MessageId target;
  Revision revision;
  std::string body;
  Mentions mentions = {};
};
struct Deleted {
  MessageId target;
  Instant sent_at;  ///< the deleted message
};
struct Reacted {
  MessageId target;
  Revision revision;
  std::string emoji;  ///< empty: taken back
};
struct LastsFrom {
  Instant sent_at;
  Revision revision;
  Lasting lasting;
};
/// Grows with every kind, version or field that the program learns to read: entries that an older one passed
/// over are looked at again then.
inline constexpr std::uint64_t readable_contents = 1;

/// In the order of the numbers that stand in front of them, from 1.
using Content = std::variant<Said, Edited, Deleted, Reacted, LastsFrom>;

[[nodiscard]] SecretBytes serialise(const Content& content);
/// malformed; unsupported_version for one of a newer program.
[[nodiscard]] Result<Content> parse_content(ByteView bytes);

/// The id under which a change is archived: the same at each device, another for each thing that is said.
[[nodiscard]] MessageId id_of_change(const Content& change, const Username& author);

}  // namespace sotto::client::archiving
