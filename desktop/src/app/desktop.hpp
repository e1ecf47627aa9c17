// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QQmlApplicationEngine>
#include <memory>

#include "app/app.hpp"
#include "app/notifications.hpp"
#include "app/tray.hpp"
#include "app/window.hpp"

namespace sotto::desktop {

/// The screens and what surrounds them: window, tray and notifications, each told what the others need to
/// know.
class Desktop final : public QObject {
  Q_OBJECT

 public:
  /// `app` must outlive this object.
  explicit Desktop(App& app, QObject* parent = nullptr);

  /// False: the screens could not be loaded.
  [[nodiscard]] bool show(bool minimised);
  void bring_to_front();

 private:
  [[nodiscard]] bool hides_on_close();
  void connect_tray();
  void connect_window();
  void connect_notifications();
  void on_unread(const ConversationId& with);
  void quit();

  App& app_;
  std::unique_ptr<Tray> tray_;
  std::unique_ptr<Notifications> notifications_;
  QQmlApplicationEngine screens_;
  std::unique_ptr<Window> window_;
};

}  // namespace sotto::desktop
