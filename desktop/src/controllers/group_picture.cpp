// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/group_picture.hpp"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>

#include "controllers/decode_picture.hpp"
#include "controllers/small_picture.hpp"
#include "sotto/group/limits.hpp"

namespace sotto::desktop {
namespace {

/// Of one that stands beside a name, many times on a screen.
constexpr qint64 most_pixels = 512 * 512;
/// Pixels, for screens with a double density too.
constexpr int round_side = 144;
constexpr std::array sides{128, 96, 64};
constexpr std::array qualities{85, 70, 50};

QImage middle_of(const QImage& image, int side) {
  const int part = std::min(image.width(), image.height());
  const QRect square{(image.width() - part) / 2, (image.height() - part) / 2, part, part};
  return image.copy(square).scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// A JPEG has no transparency: what is behind it is white, and not black.
QByteArray jpeg_of(const QImage& square, int quality) {
  QImage opaque{square.size(), QImage::Format_RGB32};
  opaque.fill(Qt::white);
  QPainter{&opaque}.drawImage(0, 0, square);
  QBuffer out;
  const bool written = out.open(QIODevice::WriteOnly) && opaque.save(&out, "JPEG", quality);
  return written ? out.data() : QByteArray{};
}

ByteView view_of(const QByteArray& bytes) {
  return bytes_of({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace

Bytes group_picture_from(const QByteArray& file) {
  if (file.size() > largest_picture) return {};
  const QImage image = decode_picture(file, {1'024, 1'024}, most_pixels_of_a_file);
  if (image.isNull()) return {};
  for (const int side : sides) {
    const QImage square = middle_of(image, side);
    for (const int quality : qualities) {
      const QByteArray jpeg = jpeg_of(square, quality);
      if (!jpeg.isEmpty() && view_of(jpeg).size() <= group::max_picture) return copy_of(view_of(jpeg));
    }
  }
  return {};
}

QString round_picture(ByteView picture) {
  const auto text = text_of(picture);
  const QByteArray file{text.data(), static_cast<qsizetype>(text.size())};
  const QImage image = decode_picture(file, {1'024, 1'024}, most_pixels);
  if (image.isNull()) return {};
  QImage round{round_side, round_side, QImage::Format_ARGB32_Premultiplied};
  round.fill(Qt::transparent);
  QPainter painter{&round};
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath circle;
  circle.addEllipse(round.rect());
  painter.setClipPath(circle);
  painter.drawImage(0, 0, middle_of(image, round_side));
  painter.end();
  return picture_address(round);
}

}  // namespace sotto::desktop
