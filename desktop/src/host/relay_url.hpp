// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <optional>

namespace sotto::desktop {

/// Where a relay is: scheme, host and port, nothing else. A host alone is taken as https://. A constructed
/// one is valid.
class RelayUrl {
 public:
  /// nullopt: not an http or https address, or one with a path, a query or a name in it.
  [[nodiscard]] static std::optional<RelayUrl> parse(const QString& text);

  /// e.g. "https://chat.example.org" or "http://127.0.0.1:8484"; equal relays have equal texts.
  [[nodiscard]] QString text() const;
  /// The WebSocket: ws:// or wss://, as the scheme says.
  [[nodiscard]] QUrl stream() const;
  [[nodiscard]] QUrl news() const;
  /// Encrypted on the way, or on this machine alone. Otherwise somebody in between sees who one is.
  [[nodiscard]] bool is_protected() const;

  friend bool operator==(const RelayUrl&, const RelayUrl&) = default;

 private:
  explicit RelayUrl(QUrl origin) : origin_{std::move(origin)} {}
  [[nodiscard]] QUrl at(const QString& path) const;
  QUrl origin_;
};

}  // namespace sotto::desktop
