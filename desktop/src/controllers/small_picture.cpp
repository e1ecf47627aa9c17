// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/small_picture.hpp"

#include <QBuffer>

#include "controllers/decode_picture.hpp"

namespace sotto::desktop {
namespace {

/// For screens with a double density too.
constexpr QSize room{960, 640};

}  // namespace

QString small_picture(const QByteArray& file) {
  if (file.size() > largest_picture) return {};
  return picture_address(decode_picture(file, room, most_pixels_of_a_file));
}

QString picture_address(const QImage& image) {
  QBuffer png;
  if (image.isNull() || !png.open(QIODevice::WriteOnly) || !image.save(&png, "PNG")) return {};
  return QStringLiteral("data:image/png;base64,") + QString::fromLatin1(png.data().toBase64());
}

}  // namespace sotto::desktop
