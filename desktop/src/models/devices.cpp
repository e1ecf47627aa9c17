// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/devices.hpp"

#include <QDateTime>

#include "host/text.hpp"

namespace sotto::desktop {
namespace {

/// Days are the relay's, in UTC; shown as that date wherever one is.
QDateTime date_of(std::uint64_t day) {
  return QDate{1970, 1, 1}.addDays(static_cast<qint64>(day)).startOfDay(Qt::LocalTime);
}

}  // namespace

Devices::Devices(EnginePort& engine, QObject* parent) : RowList{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, [this](const client::Event& event) {
    if (const auto* listed = std::get_if<client::DevicesListed>(&event)) {
      replace(listed->devices);
      enter(false, {});
    }
  });
}

void Devices::refresh() {
  enter(true, {});
  engine_.submit(client::ListDevices{}, when_answered(this, [this](Status done) {
                   if (!done) enter(false, to_qt(done.error().code));
                 }));
}

void Devices::revoke(int deviceId) {
  const DeviceId device{static_cast<std::uint32_t>(deviceId)};
  engine_.submit(client::RevokeDevice{device}, when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                 }));
}

bool Devices::take_failure(ErrorCode code) {
  if (!loading_) return false;
  enter(false, to_qt(code));
  return true;
}

void Devices::forget() {
  clear();
  enter(false, {});
}

void Devices::enter(bool loading, const QString& error) {
  loading_ = loading;
  error_ = error;
  emit changed();
}

QVariant Devices::value(const client::DeviceView& row, int role) const {
  switch (role) {
    case DeviceIdRole:
      return static_cast<int>(row.device.value);
    case Qt::DisplayRole:
    case NameRole:
      return to_qt(row.name);
    case CreatedDayRole:
      return date_of(row.created_day);
    case LastSeenDayRole:
      return date_of(row.last_seen_day);
    case CurrentRole:
      return row.current;
    case ListedRole:
      return row.listed;
    default:
      return {};
  }
}

QHash<int, QByteArray> Devices::roleNames() const {
  return {{DeviceIdRole, "deviceId"},       {NameRole, "name"},       {CreatedDayRole, "createdDay"},
          {LastSeenDayRole, "lastSeenDay"}, {CurrentRole, "current"}, {ListedRole, "listed"}};
}

}  // namespace sotto::desktop
