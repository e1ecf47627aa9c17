// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "host/engine_port.hpp"

namespace sotto::desktop {

/// The code beside the safety number of the person whose conversation is open, and the comparison with one
/// that was read from their screen.
class SafetyCode final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString own READ own NOTIFY changed)
  Q_PROPERTY(QString match READ match NOTIFY changed)

 public:
  /// `engine` must outlive this object.
  explicit SafetyCode(EnginePort& engine, QObject* parent = nullptr);

  /// Nothing of another conversation stays.
  void open(const std::optional<ConversationId>& with);

  /// What one's own QR code says; "" before read(), and before the first contact.
  [[nodiscard]] QString own() const { return own_; }
  /// "same", "different_key" or "other_code"; "" while nothing is compared.
  [[nodiscard]] QString match() const { return match_; }

  Q_INVOKABLE void read();
  Q_INVOKABLE void compare(const QString& text);
  /// Another text is in the field: what was said of the last one is not said of it.
  Q_INVOKABLE void forgetMatch();

 signals:
  void changed();
  void failed(sotto::ErrorCode code);

 private:
  /// nullptr: a group, or nothing is open.
  [[nodiscard]] const Username* other() const { return with_ ? with_->user() : nullptr; }
  void set_match(const QString& match);

  EnginePort& engine_;
  std::optional<ConversationId> with_;
  QString own_;
  QString match_;
  /// Counts what was compared or forgotten: an answer that belongs to something else is dropped.
  std::uint64_t turn_ = 0;
};

}  // namespace sotto::desktop
