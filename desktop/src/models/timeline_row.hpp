// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantMap>
#include <optional>
#include <vector>

#include "sotto/client/view.hpp"

namespace sotto::desktop {

/// A line of the open conversation: a message, and what is shown with it.
struct TimelineRow {
  store::Message message;
  std::optional<store::Message> quoted;  ///< the one that it answers, where that still is
  std::vector<client::ReactionView> reactions;
  std::optional<Username> reader;                                ///< who looks at it
  std::optional<client::AttachmentView> attachment = {};         ///< the file that came along
  std::optional<client::AttachmentView> quoted_attachment = {};  ///< that of the one that it answers
};

/// In the order of the page, as `reader` sees them.
[[nodiscard]] std::vector<TimelineRow> rows_of(client::TimelinePage page,
                                               const std::optional<Username>& reader);

/// Whether both look the same.
[[nodiscard]] bool are_equal(const TimelineRow& a, const TimelineRow& b);
[[nodiscard]] bool on_same_day(const TimelineRow& a, const TimelineRow& b);
/// Whether one person said both, without a pause.
[[nodiscard]] bool in_one_run(const TimelineRow& older, const TimelineRow& newer);

/// "" for a message that answers none, "here", or "gone" where the answered one isn't any more.
[[nodiscard]] QString quote_code(const TimelineRow& row);
/// What stands for the message that it answers, where there is room for a line.
[[nodiscard]] QString quoted_line(const TimelineRow& row);
/// Words of a message, or the name of its file where it has none.
[[nodiscard]] QString line_of(const store::Message& message,
                              const std::optional<client::AttachmentView>& attachment);
/// {name, size, done, phase, problem, picture}; empty where no file came along.
[[nodiscard]] QVariantMap file_of(const TimelineRow& row);
/// Where names stand in a message's words: "from length whose", whose is "reader" or "other"; commas between
/// them.
[[nodiscard]] QString names_in(const TimelineRow& row);
/// emoji -> "mine", "theirs" or "both".
[[nodiscard]] QVariantMap reactions_by_emoji(const TimelineRow& row);
/// emoji -> the user names of the others who reacted with it.
[[nodiscard]] QVariantMap others_by_emoji(const TimelineRow& row);

}  // namespace sotto::desktop
