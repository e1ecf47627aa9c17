// SPDX-License-Identifier: GPL-3.0-or-later
// A picture that somebody sends, as the desktop client decodes it before anybody looks at it.
#include <QBuffer>
#include <QImage>

#include "controllers/decode_picture.hpp"
#include "host/text.hpp"
#include "input.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

constexpr int longest_side = 24;
constexpr qint64 most_pixels = 40 * 40;

Verdict run_picture(ByteView input) {
  const auto file = desktop::to_qt_bytes(input);
  const auto picture = desktop::decode_picture(file, {longest_side, longest_side}, most_pixels);
  require(desktop::decode_picture(file, {longest_side, longest_side}, 0).isNull(),
          "no picture is without pixels");
  if (picture.isNull()) return Verdict::refused;
  require(picture.width() <= longest_side && picture.height() <= longest_side, "a picture stays in its room");
  return Verdict::accepted;
}

Bytes written_as(const char* format, QSize size) {
  QImage picture{size, QImage::Format_RGB32};
  picture.fill(Qt::darkGreen);
  picture.setPixelColor(1, 1, Qt::yellow);
  QBuffer buffer;
  require(buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, format), "Qt can write this kind");
  return copy_of(desktop::view_of(buffer.data()));
}

std::vector<Bytes> picture_seeds() {
  return {written_as("png", {8, 6}), written_as("png", {longest_side + 8, 3}), written_as("jpeg", {8, 6}),
          written_as("jpeg", {3, longest_side + 8})};
}

const Registration registration{{{"picture", 4'096, run_picture, picture_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
