// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QTimer>
#include <memory>

#include "host/keychain.hpp"

namespace sotto::desktop::testing {

/// A keychain in memory, which can be missing, refuse, or forget. Answers from the event loop, as a real one
/// does.
class FakeKeychain final : public Keychain {
 public:
  enum class Mood { works, missing, refuses, forgets };

  Mood mood = Mood::works;
  QMap<QString, QByteArray> entries;

  void read(const QString& entry, Then<std::optional<SecretBytes>> then) override {
    QTimer::singleShot(0, [this, entry, then] { then(find(entry)); });
  }
  void write(const QString& entry, const SecretBytes& secret, Then<void> then) override {
    const auto bytes = secret.expose();
    if (mood == Mood::works)
      entries[entry] =
          QByteArray{reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
    const Status answer = failure() ? Status{*failure()} : Status{};
    QTimer::singleShot(0, [then, answer] { then(answer); });
  }

 private:
  [[nodiscard]] std::optional<Error> failure() const {
    if (mood == Mood::missing) return Error{ErrorCode::unsupported, "fake keychain"};
    if (mood == Mood::refuses) return Error{ErrorCode::refused, "fake keychain"};
    return std::nullopt;
  }
  [[nodiscard]] Result<std::optional<SecretBytes>> find(const QString& entry) const {
    if (failure()) return *failure();
    if (!entries.contains(entry)) return std::optional<SecretBytes>{};
    const QByteArray& bytes = entries[entry];
    return std::optional{SecretBytes::copied_from(
        std::string_view{bytes.constData(), static_cast<std::size_t>(bytes.size())})};
  }
};

}  // namespace sotto::desktop::testing
