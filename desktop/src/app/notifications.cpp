// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notifications.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QSystemTrayIcon>
#include <algorithm>

namespace sotto::desktop {
namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

QDBusMessage call_of(const QString& method) {
  return QDBusMessage::createMethodCall(service, path, service, method);
}

QDBusMessage notify_call(uint replaces, const QString& summary) {
  QDBusMessage call = call_of(QStringLiteral("Notify"));
  const QStringList actions{QStringLiteral("default"), Notifications::tr("Open")};
  const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("sotto")},
                          {QStringLiteral("category"), QStringLiteral("im.received")}};
  constexpr int as_the_desktop_likes = -1;
  call.setArguments({QStringLiteral("Sotto"), replaces, QStringLiteral("sotto"), summary, QString{}, actions,
                     hints, as_the_desktop_likes});
  return call;
}

}  // namespace

Notifications::Notifications(QSystemTrayIcon* tray, QObject* parent) : QObject{parent}, tray_{tray} {
  QDBusConnection bus = QDBusConnection::sessionBus();
  bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(onAction(uint, QString)));
  bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(onClosed(uint, uint)));
  if (tray_ != nullptr) {
    connect(tray_, &QSystemTrayIcon::messageClicked, this, [this] { emit clicked(in_tray_); });
  }
}

void Notifications::tell(const QString& user) {
  wanted_.insert(user);
  if (!asked_.insert(user).second) return;
  const auto before = shown_.find(user);
  const uint replaces = before == shown_.end() ? 0 : before->second;
  const auto pending = QDBusConnection::sessionBus().asyncCall(notify_call(replaces, tr("New message")));
  auto* const watcher = new QDBusPendingCallWatcher{pending, this};
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, user] {
    watcher->deleteLater();
    asked_.erase(user);
    const QDBusPendingReply<uint> reply = *watcher;
    if (wanted_.count(user) == 0) return close(reply.isError() ? 0 : reply.value());
    if (reply.isError()) return show_in_tray(user);
    shown_[user] = reply.value();
  });
}

void Notifications::show_in_tray(const QString& user) {
  if (tray_ == nullptr) return;
  in_tray_ = user;
  tray_->showMessage(tr("New message"), QString{}, tray_->icon());
}

void Notifications::withdraw(const QString& user) {
  wanted_.erase(user);
  const auto at = shown_.find(user);
  if (at == shown_.end()) return;
  close(at->second);
  shown_.erase(at);
}

void Notifications::withdraw_all() {
  wanted_.clear();
  while (!shown_.empty()) withdraw(QString{shown_.begin()->first});
}

void Notifications::close(uint id) {
  if (id == 0) return;
  QDBusMessage call = call_of(QStringLiteral("CloseNotification"));
  call.setArguments({id});
  QDBusConnection::sessionBus().send(call);
}

void Notifications::onAction(uint id, const QString&) {
  const auto at =
      std::find_if(shown_.begin(), shown_.end(), [&](const auto& one) { return one.second == id; });
  if (at != shown_.end()) emit clicked(at->first);
}

void Notifications::onClosed(uint id, uint) {
  const auto at =
      std::find_if(shown_.begin(), shown_.end(), [&](const auto& one) { return one.second == id; });
  if (at != shown_.end()) shown_.erase(at);
}

}  // namespace sotto::desktop
