// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qqmlregistration.h>
#include <QColor>
#include <QQuickPaintedItem>
#include <QVariant>

#include <vector>

namespace sotto::desktop {

/// The dark modules of a QR code over the whole of the item, which should be square; the light ground and the
/// quiet zone are for what is around it. Main thread; painted by the scene graph while the main thread waits.
/// Source: ISO/IEC 18004, drawn by libqrencode, error correction M.
class QrModules : public QQuickPaintedItem {
  Q_OBJECT
  QML_ELEMENT
  /// Text, encoded as UTF-8, or bytes as they are; at most 2,331 bytes, of more nothing is drawn.
  Q_PROPERTY(QVariant content READ content WRITE set_content NOTIFY contentChanged)
  Q_PROPERTY(QColor color READ color WRITE set_color NOTIFY colorChanged)
  /// Modules in a row; 0 where there is nothing to draw.
  Q_PROPERTY(int count READ count NOTIFY contentChanged)

 public:
  explicit QrModules(QQuickItem* parent = nullptr);

  [[nodiscard]] QVariant content() const { return content_; }
  void set_content(const QVariant& content);
  [[nodiscard]] QColor color() const { return color_; }
  void set_color(const QColor& color);
  [[nodiscard]] int count() const { return count_; }

  void paint(QPainter* painter) override;

 signals:
  void contentChanged();
  void colorChanged();

 private:
  [[nodiscard]] bool is_dark(int row, int column) const;
  [[nodiscard]] int end_of_run(int row, int from) const;

  QVariant content_;
  QColor color_{Qt::black};
  int count_ = 0;
  std::vector<bool> dark_;  ///< row by row
};

}  // namespace sotto::desktop
