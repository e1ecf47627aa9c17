// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "host/engine_port.hpp"
#include "models/pending.hpp"
#include "models/whispers.hpp"

namespace sotto::desktop {

/// The open conversation off the record: whether it is, and what was said. Nothing of it is a draft.
class OffRecord final : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool on READ on NOTIFY changed)
  Q_PROPERTY(bool allowed READ allowed NOTIFY changed)
  Q_PROPERTY(sotto::desktop::Whispers* said READ said CONSTANT)

 public:
  /// `engine` must outlive this object.
  explicit OffRecord(EnginePort& engine, QObject* parent = nullptr);

  /// What is known of the conversation comes with show().
  void open(const std::optional<ConversationId>& with);
  void show(const std::optional<client::ConversationView>& view);

  [[nodiscard]] bool on() const noexcept { return on_; }
  /// With somebody who was accepted.
  [[nodiscard]] bool allowed() const noexcept { return allowed_; }
  [[nodiscard]] Whispers* said() noexcept { return &said_; }

  Q_INVOKABLE void go();
  /// Forgets all of it.
  Q_INVOKABLE void end();
  /// The reason why this text can't be sent at all, or "". What fails later comes back with notSent().
  Q_INVOKABLE QString send(const QString& text);
  /// One that was not delivered, or not confirmed.
  Q_INVOKABLE void retry(const QString& messageId);

 signals:
  void changed();
  void failed(sotto::ErrorCode code);
  void notSent(const QString& text);

 private:
  void on_event(const client::Event& event);
  void refresh();
  void submit(client::Input input);

  EnginePort& engine_;
  Whispers said_;
  std::optional<ConversationId> with_;
  Pending<std::uint64_t> pending_;
  /// Counts what was opened: an answer that belongs to something else is dropped.
  std::uint64_t opening_ = 0;
  bool on_ = false;
  bool allowed_ = false;
};

}  // namespace sotto::desktop
