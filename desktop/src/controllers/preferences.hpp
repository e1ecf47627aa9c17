// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <functional>
#include <optional>

#include "host/data_folder.hpp"

namespace sotto::desktop {

/// What the user chose for this computer. Kept in a file of the data folder; nothing in it is secret.
class Preferences final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed)
  Q_PROPERTY(bool notifications READ notifications WRITE setNotifications NOTIFY changed)
  Q_PROPERTY(bool closeToTray READ closeToTray WRITE setCloseToTray NOTIFY changed)
  Q_PROPERTY(QString relayUrl READ relayUrl WRITE setRelayUrl NOTIFY changed)

 public:
  explicit Preferences(const DataFolder& folder, QObject* parent = nullptr);

  /// "system", "light" or "dark"; another one is not taken.
  [[nodiscard]] QString theme() const;
  void setTheme(const QString& theme);
  [[nodiscard]] bool notifications() const;
  void setNotifications(bool on);
  [[nodiscard]] bool closeToTray() const;
  void setCloseToTray(bool on);
  /// Empty when none was chosen.
  [[nodiscard]] QString relayUrl() const;
  /// Not taken while somebody is logged in, or when it is not an address.
  void setRelayUrl(const QString& text);
  /// "", "missing", "malformed" or, where others could see who one is, "insecure".
  [[nodiscard]] Q_INVOKABLE QString relayUrlProblem(const QString& text) const;
  /// The one that was chosen, however it is written.
  [[nodiscard]] Q_INVOKABLE bool isRelay(const QString& text) const;

  [[nodiscard]] std::optional<RelayUrl> relay() const;
  /// Asked before another relay is taken.
  void set_relay_guard(std::function<bool()> may_change) { may_change_relay_ = std::move(may_change); }

 signals:
  void changed();
  void relayChanged();

 private:
  void keep(const QString& name, const QVariant& value);

  QSettings file_;
  std::function<bool()> may_change_relay_ = [] { return true; };
};

}  // namespace sotto::desktop
