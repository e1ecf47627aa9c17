// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/small_picture.hpp"

#include <QBuffer>
#include <QImage>
#include <QImageReader>

namespace sotto::desktop {
namespace {

constexpr qint64 most_pixels = 40'000'000;
/// For screens with a double density too.
constexpr QSize room{960, 640};

/// By what it begins with: no plugin is asked about anything else.
const char* format_of(const QByteArray& file) {
  if (file.startsWith("\x89PNG\r\n\x1A\n")) return "png";
  if (file.startsWith("\xFF\xD8\xFF")) return "jpeg";
  if (file.startsWith("GIF8")) return "gif";
  if (file.startsWith("RIFF") && file.mid(8, 4) == "WEBP") return "webp";
  return nullptr;
}

QImage decoded(const QByteArray& file, const char* format) {
  QBuffer buffer;
  buffer.setData(file);
  QImageReader reader{&buffer, format};
  reader.setAutoTransform(true);
  reader.setDecideFormatFromContent(false);
  reader.setAutoDetectImageFormat(false);
  const QSize size = reader.size();
  if (!size.isValid() || qint64{size.width()} * size.height() > most_pixels) return {};
  if (size.width() > room.width() || size.height() > room.height()) {
    reader.setScaledSize(size.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1}));
  }
  return reader.read();
}

}  // namespace

QString small_picture(const QByteArray& file) {
  const char* const format = file.size() <= largest_picture ? format_of(file) : nullptr;
  const QImage image = format == nullptr ? QImage{} : decoded(file, format);
  if (image.isNull()) return {};
  QBuffer png;
  if (!png.open(QIODevice::WriteOnly) || !image.save(&png, "PNG")) return {};
  return QStringLiteral("data:image/png;base64,") + QString::fromLatin1(png.data().toBase64());
}

}  // namespace sotto::desktop
