// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "record_codec.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// Numbers of a device's messages that have not come, and the notice of them in the conversation.
struct Gap {
  MessageId notice;
  store::Position at;         ///< where the notice stands; `places` are free before it
  std::uint64_t first = 0;    ///< number
  std::uint64_t numbers = 0;  ///< from it on
  std::uint64_t places = 0;   ///< so many of the first numbers have one
  std::uint64_t count = 0;    ///< messages that the notice tells of
};

/// What a relay keeps back of a device's messages (attacks A14, B12).
/// Source: crypto-docs/decisions/0203-what-is-missing-is-counted-and-has-its-place.md.
namespace gaps {

/// A number that is further from the one before is another beginning: nobody loses as many messages.
inline constexpr std::uint64_t furthest = std::uint64_t{1} << 20;
[[nodiscard]] constexpr bool begins_anew(std::uint64_t before, std::uint64_t number) {
  return before != 0 && (number > before ? number - before : before - number) > furthest;
}

/// Those of one device that can still be closed, the oldest first.
class Open {
 public:
  [[nodiscard]] static Open read(RecordReader& in);
  void write(RecordWriter& out) const;

  /// `count` of the numbers `first` to `first + numbers - 1` never came: says so in the conversation, in the
  /// place where they would stand.
  struct Missing {
    std::uint64_t first = 0;
    std::uint64_t numbers = 0;
    std::uint64_t count = 0;
  };
  [[nodiscard]] Status tell(Step& step, const ConversationId& conversation, const Username& sender,
                            const Missing& missing);
  /// Whether one of them is to have this number.
  [[nodiscard]] bool holds(std::uint64_t number) const;
  /// The message with this number has come. Whether one was told of less.
  [[nodiscard]] Result<bool> come(Step& step, const ConversationId& conversation, std::uint64_t number);
  /// So many of what was told are accounted for, nobody knows which: the newest.
  [[nodiscard]] Status take_back(Step& step, const ConversationId& conversation, std::uint64_t count);
  /// How many messages the notices tell of.
  [[nodiscard]] std::uint64_t total() const;
  /// Where a message of this sender that comes late belongs. nullopt, for the end of the conversation: it is
  /// not of a gap; what stands there was read, and nobody would see it; or there is more behind it than a few
  /// rows of the sender, who could say something in front of what was answered.
  [[nodiscard]] Result<std::optional<store::Position>> place_of(Step& step,
                                                                const ConversationId& conversation,
                                                                const Username& sender,
                                                                std::uint64_t number) const;

 private:
  void drop_closed();
  [[nodiscard]] Status lessen(Step& step, const ConversationId& conversation, Gap& gap, std::uint64_t by);

  std::vector<Gap> gaps_;
};

}  // namespace gaps
}  // namespace sotto::client
