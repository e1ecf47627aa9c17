// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "host/engine_port.hpp"

namespace sotto::desktop {

/// A device that is being linked, from either side: its code, the number to compare, and how it ended.
class Linking final : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString stage READ stage NOTIFY changed)
  Q_PROPERTY(QString code READ code NOTIFY changed)
  Q_PROPERTY(QString number READ number NOTIFY changed)
  Q_PROPERTY(QString other READ other NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)

 public:
  explicit Linking(EnginePort& engine, QObject* parent = nullptr);

  /// "": nothing is under way. "connecting", "showing_code", "comparing", "confirmed"; then "done" or
  /// "failed", until somebody leaves.
  [[nodiscard]] QString stage() const { return stage_; }
  /// Under way, from either side.
  [[nodiscard]] bool busy() const;
  /// While it is shown.
  [[nodiscard]] QString code() const { return code_; }
  /// Six digits, with a space in the middle; "" before there is one.
  [[nodiscard]] QString number() const;
  /// What the new device calls itself, or whose account it is.
  [[nodiscard]] QString other() const { return other_; }
  /// Why it failed: an error's name; "malformed" for what is no code.
  [[nodiscard]] QString error() const { return error_; }

  /// This device's account goes to another one.
  Q_INVOKABLE void showCode();
  /// The account of the device that shows the code comes here.
  Q_INVOKABLE void join(QString code, const QString& deviceName);
  /// The other screen shows the same number.
  Q_INVOKABLE void confirm();
  /// Ends it, or what is still shown of its end.
  Q_INVOKABLE void leave();

 signals:
  void changed();

 private:
  void on_event(const client::Event& event);
  void submit(client::Input input);
  void read();
  void show(const std::optional<client::LinkingView>& view);
  void end(const QString& stage, const QString& error);

  EnginePort& engine_;
  QString stage_;
  QString code_;
  QString number_;
  QString other_;
  QString error_;
};

}  // namespace sotto::desktop
