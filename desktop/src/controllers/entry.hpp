// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "host/engine_port.hpp"

namespace sotto::desktop {

/// Registering and logging in: what the forms may contain, and how far it is.
class Entry final : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString mode READ mode NOTIFY changed)
  Q_PROPERTY(QString step READ step NOTIFY changed)
  Q_PROPERTY(double fraction READ fraction NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  Q_PROPERTY(int retryAfterSeconds READ retryAfterSeconds NOTIFY changed)
  Q_PROPERTY(QString defaultDeviceName READ defaultDeviceName CONSTANT)

 public:
  explicit Entry(EnginePort& engine, QObject* parent = nullptr);

  [[nodiscard]] bool busy() const noexcept { return busy_; }
  /// "register" or "login"; "" before the first.
  [[nodiscard]] QString mode() const { return mode_; }
  /// The engine's steps by name, e.g. "solving_captcha"; "" while nothing is under way.
  [[nodiscard]] QString step() const { return step_; }
  /// 0 to 1 over all steps.
  [[nodiscard]] double fraction() const noexcept { return fraction_; }
  [[nodiscard]] QString error() const { return error_; }
  [[nodiscard]] int retryAfterSeconds() const noexcept { return retry_after_seconds_; }
  /// This computer's name: only one's own devices ever see it.
  [[nodiscard]] QString defaultDeviceName() const;

  Q_INVOKABLE void registerAccount(const QString& username, QString password, const QString& displayName,
                                   const QString& deviceName, bool listed);
  Q_INVOKABLE void logIn(const QString& username, QString password, const QString& deviceName);
  Q_INVOKABLE void cancel();
  Q_INVOKABLE void clearError();

  [[nodiscard]] Q_INVOKABLE QString usernameProblem(const QString& text) const;
  [[nodiscard]] Q_INVOKABLE QString passwordProblem(const QString& text) const;
  [[nodiscard]] Q_INVOKABLE QString passwordStrength(const QString& password, const QString& username) const;
  /// `field`: displayName, deviceName or about.
  [[nodiscard]] Q_INVOKABLE bool tooLong(const QString& field, const QString& text) const;

 signals:
  void changed();

 private:
  void on_event(const client::Event& event);
  void begin(const QString& mode);
  void submit(client::Input input);
  void fail(ErrorCode code, Duration retry_after);
  void end();

  EnginePort& engine_;
  bool busy_ = false;
  QString mode_;
  QString step_;
  double fraction_ = 0;
  QString error_;
  int retry_after_seconds_ = 0;
};

/// In whole seconds, rounded up.
[[nodiscard]] int seconds_of(Duration duration);

}  // namespace sotto::desktop
