// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/decode_picture.hpp"

#include <QBuffer>
#include <QImageReader>
#include <QtEndian>

namespace sotto::desktop {
namespace {

const char* format_of(const QByteArray& file) {
  if (file.startsWith("\x89PNG\r\n\x1A\n")) return "png";
  if (file.startsWith("\xFF\xD8\xFF")) return "jpeg";
  if (file.startsWith("GIF8")) return "gif";
  if (file.startsWith("RIFF") && file.mid(8, 4) == "WEBP") return "webp";
  return nullptr;
}

/// Qt asks a GIF's first frame for its size and makes room for its whole screen.
QSize screen_of_gif(const QByteArray& file) {
  constexpr qsizetype end = 10;
  if (file.size() < end) return {};
  const auto number = [&](qsizetype at) { return qFromLittleEndian<quint16>(file.constData() + at); };
  return {number(6), number(8)};
}

}  // namespace

QImage decode_picture(const QByteArray& file, QSize room, qint64 most_pixels) {
  const char* const format = format_of(file);
  if (format == nullptr) return {};
  QBuffer buffer;
  buffer.setData(file);
  QImageReader reader{&buffer, format};
  reader.setAutoTransform(true);
  reader.setDecideFormatFromContent(false);
  reader.setAutoDetectImageFormat(false);
  QSize size = reader.size();
  if (size.isValid() && file.startsWith("GIF8")) size = size.expandedTo(screen_of_gif(file));
  if (!size.isValid() || qint64{size.width()} * size.height() > most_pixels) return {};
  if (size.width() > room.width() || size.height() > room.height()) {
    reader.setScaledSize(size.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1}));
  }
  return reader.read();
}

}  // namespace sotto::desktop
