// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "host/engine_port.hpp"

namespace sotto::desktop {

/// What one does to messages of the open conversation. A message is named by its id, as the timeline gives
/// it; what isn't one is left alone.
class MessageDeeds final : public QObject {
  Q_OBJECT

 public:
  /// `engine` must outlive this object.
  explicit MessageDeeds(EnginePort& engine, QObject* parent = nullptr);

  /// Nothing is done until a conversation is open.
  void open(const std::optional<ConversationId>& with) { with_ = with; }

  /// A new text for one's own message. The reason why this text can't be sent at all, or "".
  Q_INVOKABLE QString edit(const QString& messageId, const QString& text);
  /// Takes one's own message back, for everyone.
  Q_INVOKABLE void remove(const QString& messageId);
  /// In place of one's own earlier reaction; "" takes it back.
  Q_INVOKABLE void react(const QString& messageId, const QString& emoji);
  Q_INVOKABLE void retry(const QString& messageId);

 signals:
  void failed(sotto::ErrorCode code);

 private:
  void submit(client::Input input);

  EnginePort& engine_;
  std::optional<ConversationId> with_;
};

}  // namespace sotto::desktop
