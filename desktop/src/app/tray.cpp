// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tray.hpp"

#include <QIcon>
#include <QPainter>

namespace sotto::desktop {
namespace {

/// A dot in the corner; a number would be too small to read.
QIcon icon_with_dot() {
  constexpr int size = 64;
  constexpr QRect corner{36, 2, 26, 26};
  QPixmap picture = QIcon{QStringLiteral(":/sotto/icon.svg")}.pixmap(size, size);
  QPainter painter{&picture};
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen{Qt::white, 4});
  painter.setBrush(QColor{0xD9, 0x2D, 0x20});
  painter.drawEllipse(corner);
  return QIcon{picture};
}

}  // namespace

Tray::Tray(QObject* parent) : QObject{parent} {
  connect(menu_.addAction(tr("Open Sotto")), &QAction::triggered, this, &Tray::open);
  connect(menu_.addAction(tr("Quit")), &QAction::triggered, this, &Tray::quit);
  icon_.setContextMenu(&menu_);
  connect(&icon_, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
    if (reason != QSystemTrayIcon::Context) emit open();
  });
  show_unread(0);
  icon_.show();
}

void Tray::show_unread(int count) {
  icon_.setIcon(count > 0 ? icon_with_dot() : QIcon{QStringLiteral(":/sotto/icon.svg")});
  icon_.setToolTip(count > 0 ? tr("Sotto: %n unread", nullptr, count) : tr("Sotto"));
}

}  // namespace sotto::desktop
