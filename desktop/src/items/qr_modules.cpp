// SPDX-License-Identifier: GPL-3.0-or-later
#include "qr_modules.hpp"

#include <qrencode.h>

#include <QPainter>
#include <memory>

namespace sotto::desktop {
namespace {

constexpr int smallest_version = 0;  // libqrencode takes the smallest that holds the content
constexpr unsigned char dark_bit = 1;

using OwnedCode = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

OwnedCode encode(const QByteArray& bytes) {
  const auto* const first = reinterpret_cast<const unsigned char*>(bytes.constData());
  QRcode* const code = bytes.isEmpty() ? nullptr
                                       : QRcode_encodeData(static_cast<int>(bytes.size()), first,
                                                           smallest_version, QR_ECLEVEL_M);
  return {code, &QRcode_free};
}

}  // namespace

QrModules::QrModules(QQuickItem* parent) : QQuickPaintedItem{parent} { setAntialiasing(false); }

void QrModules::set_content(const QVariant& content) {
  if (content == content_) return;
  content_ = content;
  const OwnedCode code = encode(content.toByteArray());
  count_ = code == nullptr ? 0 : code->width;
  dark_.clear();
  for (int module = 0; module < count_ * count_; ++module)
    dark_.push_back((code->data[module] & dark_bit) != 0);
  emit contentChanged();
  update();
}

void QrModules::set_color(const QColor& color) {
  if (color == color_) return;
  color_ = color;
  emit colorChanged();
  update();
}

/// Neighbours in one rectangle: seams between squares would show where the drawing is scaled.
void QrModules::paint(QPainter* painter) {
  if (count_ == 0) return;
  const auto edge = [this](int module, double length) { return qRound(module * length / count_); };
  for (int row = 0; row < count_; ++row) {
    const int top = edge(row, height());
    const int bottom = edge(row + 1, height());
    for (int from = 0; from < count_; ++from) {
      const int to = end_of_run(row, from);
      const int left = edge(from, width());
      painter->fillRect(left, top, edge(to, width()) - left, bottom - top, color_);
      from = to;
    }
  }
}

bool QrModules::is_dark(int row, int column) const {
  return dark_[static_cast<std::size_t>(row) * static_cast<std::size_t>(count_) +
               static_cast<std::size_t>(column)];
}

int QrModules::end_of_run(int row, int from) const {
  while (from < count_ && is_dark(row, from)) ++from;
  return from;
}

}  // namespace sotto::desktop
