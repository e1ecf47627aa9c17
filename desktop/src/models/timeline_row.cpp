// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline_row.hpp"

#include <algorithm>
#include <cstdlib>

#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {
namespace {

using client::AttachmentView;
using client::ReactionView;
using store::Message;
using store::MessageKind;

/// A pause after which the same person's next message begins a new run.
constexpr Duration run_pause{5 * 60'000};
/// Bytes; a larger picture is a file to save.
constexpr std::uint64_t largest_shown = 20'000'000;

/// Somebody said it, even if nothing of it remains.
bool is_said(const Message& message) {
  return message.kind == MessageKind::text || message.kind == MessageKind::deleted;
}

bool are_equal(const Message& a, const Message& b) {
  return a.position == b.position && a.id == b.id && a.kind == b.kind && a.state == b.state &&
         a.sent_at == b.sent_at && a.body == b.body && a.sender == b.sender && a.quoted == b.quoted &&
         a.revision == b.revision && a.lasting == b.lasting && a.mentions == b.mentions;
}

bool are_equal(const std::optional<Message>& a, const std::optional<Message>& b) {
  return a && b ? are_equal(*a, *b) : a.has_value() == b.has_value();
}

bool are_equal(const ReactionView& a, const ReactionView& b) { return a.by == b.by && a.emoji == b.emoji; }

bool are_equal(const std::optional<AttachmentView>& a, const std::optional<AttachmentView>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->message == b->message && a->phase == b->phase && a->problem == b->problem && a->done == b->done &&
         a->name == b->name && a->media_type == b->media_type && a->size == b->size;
}

std::optional<AttachmentView> attachment_of(const Message& message,
                                            const std::vector<AttachmentView>& attachments) {
  for (const auto& candidate : attachments) {
    if (message.id == candidate.message) return candidate;
  }
  return std::nullopt;
}

/// What is decoded where one looks at it: what every picture is, and no document.
bool is_picture(const AttachmentView& attachment) {
  const auto& type = attachment.media_type;
  const bool known =
      type == "image/png" || type == "image/jpeg" || type == "image/gif" || type == "image/webp";
  return known && attachment.size <= largest_shown;
}

std::optional<Message> quoted_by(const Message& message, const std::vector<Message>& quoted) {
  for (const auto& candidate : quoted) {
    if (message.quoted == candidate.id) return candidate;
  }
  return std::nullopt;
}

bool is_mine(const ReactionView& reaction, const TimelineRow& row) { return row.reader == reaction.by; }

}  // namespace

std::vector<TimelineRow> rows_of(client::TimelinePage page, const std::optional<Username>& reader) {
  std::vector<TimelineRow> rows;
  rows.reserve(page.messages.size());
  for (auto& message : page.messages) {
    TimelineRow row{std::move(message), std::nullopt, {}, reader};
    row.quoted = quoted_by(row.message, page.quoted);
    row.attachment = attachment_of(row.message, page.attachments);
    if (row.quoted) row.quoted_attachment = attachment_of(*row.quoted, page.attachments);
    for (const auto& reaction : page.reactions) {
      if (reaction.message == row.message.id) row.reactions.push_back(reaction);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

bool are_equal(const TimelineRow& a, const TimelineRow& b) {
  const auto same = [](const ReactionView& one, const ReactionView& other) { return are_equal(one, other); };
  return are_equal(a.message, b.message) && are_equal(a.quoted, b.quoted) &&
         are_equal(a.attachment, b.attachment) && are_equal(a.quoted_attachment, b.quoted_attachment) &&
         std::equal(a.reactions.begin(), a.reactions.end(), b.reactions.begin(), b.reactions.end(), same);
}

bool on_same_day(const TimelineRow& a, const TimelineRow& b) {
  return local_time(a.message.sent_at).date() == local_time(b.message.sent_at).date();
}

bool in_one_run(const TimelineRow& older, const TimelineRow& newer) {
  const auto pause = newer.message.sent_at - older.message.sent_at;
  return is_said(older.message) && is_said(newer.message) && older.message.sender == newer.message.sender &&
         std::abs(pause.count()) < run_pause.count() && on_same_day(older, newer);
}

QString quote_code(const TimelineRow& row) {
  if (!row.message.quoted) return {};
  return row.quoted ? QStringLiteral("here") : QStringLiteral("gone");
}

QString line_of(const Message& message, const std::optional<AttachmentView>& attachment) {
  return to_qt(message.body.empty() && attachment ? attachment->name : message.body);
}

QString quoted_line(const TimelineRow& row) {
  return row.quoted ? line_of(*row.quoted, row.quoted_attachment) : QString{};
}

QVariantMap file_of(const TimelineRow& row) {
  if (!row.attachment) return {};
  const auto& file = *row.attachment;
  return {{QStringLiteral("name"), to_qt(file.name)},
          {QStringLiteral("size"), static_cast<qint64>(file.size)},
          {QStringLiteral("done"), static_cast<qint64>(file.done)},
          {QStringLiteral("phase"), code_of(file.phase)},
          {QStringLiteral("problem"), code_of(file.problem)},
          {QStringLiteral("picture"), is_picture(file)}};
}

QString names_in(const TimelineRow& row) {
  // The engine counts bytes of UTF-8.
  const auto place = [&](std::size_t offset) {
    return to_qt(std::string_view{row.message.body}.substr(0, offset)).size();
  };
  QStringList names;
  for (const auto& mention : row.message.mentions) {
    const auto from = place(mention.offset);
    const auto length = place(mention.offset + mention.size) - from;
    const auto whose = row.reader == mention.user ? QStringLiteral("reader") : QStringLiteral("other");
    names << QStringLiteral("%1 %2 %3").arg(from).arg(length).arg(whose);
  }
  return names.join(QLatin1Char(','));
}

QVariantMap reactions_by_emoji(const TimelineRow& row) {
  QVariantMap found;
  for (const auto& reaction : row.reactions) {
    QVariant& whose = found[to_qt(reaction.emoji)];
    const QString code = is_mine(reaction, row) ? QStringLiteral("mine") : QStringLiteral("theirs");
    whose = whose.isNull() || whose == code ? code : QStringLiteral("both");
  }
  return found;
}

QVariantMap others_by_emoji(const TimelineRow& row) {
  QVariantMap found;
  for (const auto& reaction : row.reactions) {
    QVariant& who = found[to_qt(reaction.emoji)];
    auto names = who.toStringList();
    if (!is_mine(reaction, row)) names << to_qt(reaction.by.text());
    who = names;
  }
  return found;
}

}  // namespace sotto::desktop
