// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QWindow>
#include <functional>

namespace sotto::desktop {

/// What the program does with its window beside what the screens do in it.
class Window final : public QObject {
  Q_OBJECT

 public:
  /// `hides_on_close`: whether closing only hides it, because the tray brings it back.
  Window(QWindow& window, std::function<bool()> hides_on_close, QObject* parent = nullptr);

  void bring_to_front();
  /// Neither hidden nor minimised.
  [[nodiscard]] bool is_watched() const;
  /// In front of everything else.
  [[nodiscard]] bool is_active() const;

 signals:
  void watchedChanged(bool watched);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QPointer<QWindow> window_;
  std::function<bool()> hides_on_close_;
};

}  // namespace sotto::desktop
