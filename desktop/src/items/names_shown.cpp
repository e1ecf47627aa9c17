// SPDX-License-Identifier: GPL-3.0-or-later
#include "names_shown.hpp"

#include <QStringList>
#include <QTextBlock>
#include <QTextCharFormat>

namespace sotto::desktop {

NamesShown::NamesShown(QObject* parent) : QSyntaxHighlighter{parent} {
  connect(this, &NamesShown::changed, this, &NamesShown::rehighlight);
}

void NamesShown::set_text(QQuickTextDocument* text) {
  if (text_ == text) return;
  text_ = text;
  setDocument(text == nullptr ? nullptr : text->textDocument());
  emit changed();
}

void NamesShown::set_names(const QString& names) {
  if (names_ == names) return;
  names_ = names;
  places_.clear();
  for (const auto& name : names.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
    const QStringList parts = name.split(QLatin1Char(' '));
    if (parts.size() != 3) continue;
    places_.push_back({parts[0].toInt(), parts[1].toInt(), parts[2] == QStringLiteral("reader")});
  }
  emit changed();
}

/// A line of the text; places count from the beginning of all of it. A document keeps one character where a
/// text ends a line with two, so a place may lie beside its name: then it isn't shown.
void NamesShown::highlightBlock(const QString& line) {
  for (const auto& place : places_) {
    const int at = place.from - currentBlock().position();
    const bool stands_here = at >= 0 && at < line.size() && line[at] == QLatin1Char('@');
    if (stands_here) setFormat(at, place.length, look_of(place));
  }
}

QTextCharFormat NamesShown::look_of(const Place& place) const {
  QTextCharFormat look;
  if (place.reader) {
    look.setForeground(ink_);
    look.setBackground(ground_);
  } else {
    look.setFontUnderline(true);
  }
  return look;
}

}  // namespace sotto::desktop
