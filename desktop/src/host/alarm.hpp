// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>

#include "sotto/base/time.hpp"

namespace sotto::desktop {

/// What the computer's clocks show now.
using Clock = std::function<Moment()>;

/// Rings once a time has gone by, by the steady clock: setting the wall clock neither delays nor hastens it
/// (attack E9). Used by one thread, with an event loop.
class Alarm final : public QObject {
  Q_OBJECT

 public:
  explicit Alarm(Clock clock, QObject* parent = nullptr);

  /// Rings at `at`, counted from `now`; what was set before is forgotten.
  void set(Instant at, const Moment& now);
  void stop();

 signals:
  /// Early only where there is no steady clock.
  void rang();

 private:
  void wait(Duration left);
  void on_timeout();

  Clock clock_;
  QTimer timer_;
  std::optional<Duration> deadline_;  ///< on the steady clock
};

}  // namespace sotto::desktop
