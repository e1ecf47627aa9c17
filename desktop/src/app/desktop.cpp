// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.hpp"

#include <QGuiApplication>
#include <QQmlContext>

#include "host/text.hpp"

namespace sotto::desktop {

Desktop::Desktop(App& app, QObject* parent) : QObject{parent}, app_{app} {
  if (Tray::is_available()) tray_ = std::make_unique<Tray>();
  notifications_ = std::make_unique<Notifications>(tray_ ? tray_->icon() : nullptr);
}

bool Desktop::show(bool minimised) {
  const bool in_tray = minimised && tray_ != nullptr;
  // Where the modules of a program are; Qt knows it by itself since 6.5.
  screens_.addImportPath(QStringLiteral("qrc:/qt/qml"));
  screens_.rootContext()->setContextProperty(QStringLiteral("app"), &app_);
  if (in_tray) screens_.setInitialProperties({{QStringLiteral("visible"), false}});
  screens_.load(QUrl{QStringLiteral("qrc:/qt/qml/Sotto/Ui/Main.qml")});
  const auto roots = screens_.rootObjects();
  auto* const window = roots.isEmpty() ? nullptr : qobject_cast<QWindow*>(roots.first());
  if (window == nullptr) return false;
  window_ = std::make_unique<Window>(*window, [this] { return hides_on_close(); });
  if (minimised && !in_tray) window->showMinimized();
  connect_tray();
  connect_window();
  connect_notifications();
  return true;
}

bool Desktop::hides_on_close() { return tray_ != nullptr && app_.preferences()->closeToTray(); }

void Desktop::connect_tray() {
  if (!tray_) return;
  connect(tray_.get(), &Tray::open, this, &Desktop::bring_to_front);
  connect(tray_.get(), &Tray::quit, this, &Desktop::quit);
  connect(app_.all_conversations(), &ConversationList::changed, tray_.get(),
          [this] { tray_->show_unread(app_.all_conversations()->totalUnread()); });
}

void Desktop::connect_window() {
  connect(window_.get(), &Window::closed, this, &Desktop::quit);
  connect(window_.get(), &Window::watchedChanged, app_.chat(), &Chat::set_watched);
  app_.chat()->set_watched(window_->is_watched());
}

void Desktop::connect_notifications() {
  connect(app_.all_conversations(), &ConversationList::unreadGrew, this, &Desktop::on_unread);
  connect(app_.all_conversations(), &ConversationList::allRead, this,
          [this](const ConversationId& with) { notifications_->withdraw(to_qt(with.text())); });
  connect(app_.session(), &Session::left, notifications_.get(), &Notifications::withdraw_all);
  connect(notifications_.get(), &Notifications::clicked, this, [this](const QString& user) {
    bring_to_front();
    emit app_.conversationWanted(user);
  });
}

void Desktop::on_unread(const ConversationId& with) {
  const QString user = to_qt(with.text());
  const bool is_read_now = window_->is_active() && app_.chat()->user() == user;
  if (app_.preferences()->notifications() && !is_read_now) notifications_->tell(user);
}

void Desktop::bring_to_front() { window_->bring_to_front(); }

/// After the event that asked for it.
void Desktop::quit() { QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection); }

}  // namespace sotto::desktop
