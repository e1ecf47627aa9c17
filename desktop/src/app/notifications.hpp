// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <map>
#include <set>

class QSystemTrayIcon;

namespace sotto::desktop {

/// Tells that something came while nobody was looking: never what, and never from whom, because the desktop
/// may keep notifications and show them on a locked screen (attack E8). One at a time for each conversation.
class Notifications final : public QObject {
  Q_OBJECT

 public:
  /// `tray` shows them where the desktop has no service for it; nullptr where there is no tray either.
  explicit Notifications(QSystemTrayIcon* tray, QObject* parent = nullptr);

  void tell(const QString& user);
  /// The conversation was read, or the account is gone.
  void withdraw(const QString& user);
  void withdraw_all();

 signals:
  void clicked(const QString& user);

 private slots:
  void onAction(uint id, const QString& action);
  void onClosed(uint id, uint reason);

 private:
  void close(uint id);
  void show_in_tray(const QString& user);

  QSystemTrayIcon* tray_;
  /// What is on the screen: conversation -> the service's number.
  std::map<QString, uint> shown_;
  /// What should be there: the service answers later, and by then a conversation may have been read.
  std::set<QString> wanted_;
  std::set<QString> asked_;
  QString in_tray_;
};

}  // namespace sotto::desktop
