// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace sotto::desktop {

/// The icon beside the clock: how many messages wait, the window, the end.
class Tray final : public QObject {
  Q_OBJECT

 public:
  explicit Tray(QObject* parent = nullptr);

  /// Whether the desktop has a place for it.
  [[nodiscard]] static bool is_available() { return QSystemTrayIcon::isSystemTrayAvailable(); }
  void show_unread(int count);
  [[nodiscard]] QSystemTrayIcon* icon() noexcept { return &icon_; }

 signals:
  void open();
  void quit();

 private:
  QMenu menu_;
  QSystemTrayIcon icon_;
};

}  // namespace sotto::desktop
