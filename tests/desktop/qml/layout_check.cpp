// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout_check.hpp"

#include <QUrl>

#include "stage.hpp"

namespace sotto::desktop {
namespace {

/// Rounding of glyphs and of layouts.
constexpr double tolerance = 2.0;

bool is_text(const QQuickItem& item) { return item.inherits("QQuickText"); }
bool is_button(const QQuickItem& item) { return item.inherits("QQuickAbstractButton"); }
bool is_written(const QQuickItem& item) {
  return is_text(item) && !item.property("text").toString().isEmpty();
}

QRectF in_scene(const QQuickItem& item) {
  return item.mapRectToScene(QRectF{0, 0, item.width(), item.height()});
}

/// Where the words of a Text are painted, which may be less or more than its rectangle.
QRectF painted(const QQuickItem& text) {
  const double width = text.property("contentWidth").toDouble();
  const double height = text.property("contentHeight").toDouble();
  QRectF place = in_scene(text);
  const int alignment = text.property("effectiveHorizontalAlignment").toInt();
  if (alignment == Qt::AlignHCenter) place.adjust((place.width() - width) / 2, 0, 0, 0);
  if (alignment == Qt::AlignRight) place.adjust(place.width() - width, 0, 0, 0);
  place.adjust(text.property("leftPadding").toDouble(), text.property("topPadding").toDouble(), 0, 0);
  place.setSize({width, height});
  return place;
}

/// What of the rectangle remains when everything around has clipped it.
QRectF seen(const QQuickItem& item, QRectF place) {
  for (const QQuickItem* at = item.parentItem(); at != nullptr; at = at->parentItem())
    if (at->clip() || at->inherits("QQuickFlickable")) place = place.intersected(in_scene(*at));
  return place;
}

bool scrolls(const QQuickItem& item) {
  for (const QQuickItem* at = item.parentItem(); at != nullptr; at = at->parentItem())
    if (at->inherits("QQuickFlickable")) return true;
  return false;
}

bool overlap(const QRectF& one, const QRectF& other) {
  const QRectF common = one.intersected(other);
  return common.width() > tolerance && common.height() > tolerance;
}

bool contains(const QQuickItem& outer, const QQuickItem& inner) { return outer.isAncestorOf(&inner); }

bool fits(const QQuickItem& item, const QRectF& place, const QQuickWindow& window) {
  const bool across = place.left() >= -tolerance && place.right() <= window.width() + tolerance;
  const bool down = place.top() >= -tolerance && place.bottom() <= window.height() + tolerance;
  return across && (down || scrolls(item));
}

bool overflows(const QQuickItem& text) {
  const bool elided = text.property("elide").toInt() != Qt::ElideNone;
  return !elided && text.property("contentWidth").toDouble() > text.width() + tolerance;
}

/// Things may lie over these on purpose: a menu, a hint and the notices over the screen.
bool lies_above(const QQuickItem& item) {
  for (const QQuickItem* at = &item; at != nullptr; at = at->parentItem())
    if (at->z() > 0) return true;
  return false;
}

struct Placed {
  const QQuickItem* item;
  QRectF place;
};

void add_overlaps(const QList<Placed>& things, QStringList& faults) {
  for (qsizetype one = 0; one < things.size(); ++one)
    for (qsizetype other = one + 1; other < things.size(); ++other) {
      const auto& [a, place_a] = things[one];
      const auto& [b, place_b] = things[other];
      if (contains(*a, *b) || contains(*b, *a) || !overlap(place_a, place_b)) continue;
      faults.append(QStringLiteral("%1 lies over %2").arg(describe(*a), describe(*b)));
    }
}

}  // namespace

QStringList layout_faults(const QQuickWindow& window) {
  QStringList faults;
  QList<Placed> texts;
  QList<Placed> buttons;
  for (const QQuickItem* item : visible_items(window)) {
    if (!is_written(*item) && !is_button(*item)) continue;
    const QRectF place = is_text(*item) ? painted(*item) : in_scene(*item);
    if (is_text(*item) && overflows(*item))
      faults.append(QStringLiteral("too large for its place: ") + describe(*item));
    if (!fits(*item, place, window)) faults.append(QStringLiteral("not in the window: ") + describe(*item));
    if (!lies_above(*item)) (is_text(*item) ? texts : buttons).append({item, seen(*item, place)});
  }
  add_overlaps(texts, faults);
  add_overlaps(buttons, faults);
  return faults;
}

QStringList markup_faults(const QQuickWindow& window) {
  QStringList faults;
  for (const QQuickItem* item : visible_items(window)) {
    const bool words = is_written(*item) || item->inherits("QQuickTextEdit");
    if (words && item->property("textFormat").toInt() != Qt::PlainText)
      faults.append(QStringLiteral("not plain text: ") + describe(*item));
    if (!item->inherits("QQuickImage")) continue;
    const QUrl source = item->property("source").toUrl();
    // A small copy that the program has drawn itself comes as a data: address.
    const bool own = source.scheme() == QLatin1String("qrc") ||
                     source.toString().startsWith(QLatin1String("data:image/png;base64,"));
    if (!source.isEmpty() && !own)
      faults.append(QStringLiteral("a picture from elsewhere: ") + source.toString());
  }
  return faults;
}

bool is_wholly_seen(const QQuickItem& item) {
  const QRectF place = in_scene(item);
  const QRectF rest = seen(item, place).intersected(QRectF{QPointF{}, item.window()->size()});
  return rest.width() > place.width() - tolerance && rest.height() > place.height() - tolerance;
}

}  // namespace sotto::desktop
