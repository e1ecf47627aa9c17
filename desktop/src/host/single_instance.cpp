// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/single_instance.hpp"

#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

#include "host/text.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {
namespace {

constexpr int patience_ms = 2'000;
const QByteArray answer = QByteArrayLiteral("shown\n");

/// In the user's own run-time folder. An address of a socket is short, so the folder's name is in it as a
/// digest.
QString socket_for(const QString& folder) {
  constexpr int digits = 24;
  const QString name =
      QStringLiteral("sotto-") + to_qt(to_hex(crypto::sha256(bytes_of(from_qt(folder))))).left(digits);
  const QString run_time = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
  return run_time.isEmpty() ? name : QDir{run_time}.filePath(name);
}

}  // namespace

SingleInstance::SingleInstance(const DataFolder& folder, QObject* parent)
    : QObject{parent}, lock_{folder.lock()}, name_{socket_for(folder.path())} {
  // Not stale because it is old: only when its process is gone.
  lock_.setStaleLockTime(0);
  server_.setSocketOptions(QLocalServer::UserAccessOption);
  connect(&server_, &QLocalServer::newConnection, this, &SingleInstance::on_connection);
}

bool SingleInstance::acquire() {
  if (!lock_.tryLock(0)) return false;
  listen();
  return true;
}

/// Without it a second process can't raise the window, and says so; nothing else depends on it.
void SingleInstance::listen() {
  QLocalServer::removeServer(name_);
  static_cast<void>(server_.listen(name_));
}

void SingleInstance::on_connection() {
  while (QLocalSocket* const other = server_.nextPendingConnection()) {
    connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
    other->write(answer);
    other->disconnectFromServer();
    emit asked_to_show();
  }
}

bool SingleInstance::raise_other() const {
  QLocalSocket other;
  other.connectToServer(name_, QIODevice::ReadOnly);
  return other.waitForConnected(patience_ms) && other.waitForReadyRead(patience_ms) &&
         other.readAll() == answer;
}

}  // namespace sotto::desktop
