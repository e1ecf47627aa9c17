// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::desktop {

[[nodiscard]] inline QString to_qt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
[[nodiscard]] inline std::string from_qt(const QString& text) { return text.toUtf8().toStdString(); }
[[nodiscard]] inline QString to_qt(ErrorCode code) { return to_qt(name_of(code)); }
/// As the wire counts: bytes of UTF-8.
[[nodiscard]] inline std::size_t wire_size(const QString& text) {
  return static_cast<std::size_t>(text.toUtf8().size());
}

[[nodiscard]] inline ByteView view_of(const QByteArray& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}
[[nodiscard]] inline QByteArray to_qt_bytes(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// Moves what somebody typed into a secret block and overwrites the bytes in between, and the string too
/// where nobody shares its memory. What can't be reached from here are the copies of Qt's text field, its
/// undo history and the QML engine: they live until Qt gives their memory back.
[[nodiscard]] SecretBytes take_secret(QString& typed);

/// Empties it, and overwrites its memory unless somebody shares it.
void wipe(QByteArray& bytes);

}  // namespace sotto::desktop
