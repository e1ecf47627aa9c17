// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.hpp"

#include <QEvent>

namespace sotto::desktop {

Window::Window(QWindow& window, std::function<bool()> hides_on_close, QObject* parent)
    : QObject{parent}, window_{&window}, hides_on_close_{std::move(hides_on_close)} {
  window.installEventFilter(this);
  connect(&window, &QWindow::visibilityChanged, this, [this] { emit watchedChanged(is_watched()); });
}

void Window::bring_to_front() {
  if (!window_) return;
  if (window_->visibility() == QWindow::Minimized) {
    window_->showNormal();
  } else {
    window_->show();
  }
  window_->raise();
  window_->requestActivate();
}

bool Window::is_watched() const {
  return window_ && window_->visibility() != QWindow::Hidden && window_->visibility() != QWindow::Minimized;
}

bool Window::is_active() const { return window_ && is_watched() && window_->isActive(); }

bool Window::eventFilter(QObject* watched, QEvent* event) {
  if (watched != window_ || event->type() != QEvent::Close) return QObject::eventFilter(watched, event);
  if (!hides_on_close_()) {
    emit closed();
    return false;
  }
  event->ignore();
  window_->hide();
  return true;
}

}  // namespace sotto::desktop
