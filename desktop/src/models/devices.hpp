// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/engine_port.hpp"
#include "models/row_list.hpp"

namespace sotto::desktop {

/// The devices of the account, as the relay lists them.
class Devices final : public RowList<client::DeviceView> {
  Q_OBJECT
  Q_PROPERTY(bool loading READ loading NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)

 public:
  enum Role {
    DeviceIdRole = Qt::UserRole + 1,
    NameRole,
    CreatedDayRole,
    LastSeenDayRole,
    CurrentRole,
    ListedRole
  };

  explicit Devices(EnginePort& engine, QObject* parent = nullptr);

  Q_INVOKABLE void refresh();
  Q_INVOKABLE void revoke(int deviceId);
  /// A request that was not named has failed: true if it may have been this list's.
  [[nodiscard]] bool take_failure(ErrorCode code);
  void forget();

  [[nodiscard]] bool loading() const noexcept { return loading_; }
  [[nodiscard]] QString error() const { return error_; }
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 signals:
  void changed();
  void failed(sotto::ErrorCode code);

 private:
  [[nodiscard]] QVariant value(const client::DeviceView& row, int role) const override;
  void enter(bool loading, const QString& error);

  EnginePort& engine_;
  bool loading_ = false;
  QString error_;
};

}  // namespace sotto::desktop
