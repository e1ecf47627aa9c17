// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/epoch_file.hpp"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QtEndian>
#include <array>

#include "host/text.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {
namespace {

constexpr qint64 size = sizeof(std::uint64_t);

QString state_folder() {
  const QString set = qEnvironmentVariable("XDG_STATE_HOME");
  const QString root = set.isEmpty() ? QDir::homePath() + QStringLiteral("/.local/state") : set;
  return root + QStringLiteral("/sotto");
}

}  // namespace

QString EpochFile::path_for(const QString& database) {
  constexpr int digits = 32;
  const QString usual = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  if (!database.startsWith(usual + QLatin1Char{'/'}))
    return QFileInfo{database}.dir().filePath(QStringLiteral("epoch"));
  const auto digest = crypto::sha256(bytes_of(from_qt(database)));
  return state_folder() + QLatin1Char{'/'} + to_qt(to_hex(digest)).left(digits);
}

EpochFile::EpochFile(const QString& database) : file_{path_for(database)} {
  QDir{}.mkpath(QFileInfo{file_}.path());
  if (file_.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
    file_.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

std::optional<std::uint64_t> EpochFile::read() {
  if (!file_.isOpen() || !file_.seek(0)) return std::nullopt;
  const QByteArray bytes = file_.read(size + 1);
  if (bytes.size() != size) return std::nullopt;
  return qFromLittleEndian<std::uint64_t>(bytes.constData());
}

void EpochFile::keep(std::uint64_t epoch) {
  std::array<char, size> bytes{};
  qToLittleEndian(epoch, bytes.data());
  // A damaged file may be longer: what stays behind the epoch would make it unreadable for good.
  if (file_.isOpen() && file_.resize(size) && file_.seek(0)) file_.write(bytes.data(), size);
}

}  // namespace sotto::desktop
