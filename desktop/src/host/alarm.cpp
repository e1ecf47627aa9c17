// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/alarm.hpp"

#include <algorithm>

namespace sotto::desktop {
namespace {

/// A timer stands still while the machine sleeps; after that long at most, the clock is looked at.
constexpr Duration longest_wait{30'000};

}  // namespace

Alarm::Alarm(Clock clock, QObject* parent) : QObject{parent}, clock_{std::move(clock)}, timer_{this} {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &Alarm::on_timeout);
}

void Alarm::set(Instant at, const Moment& now) {
  const auto left = at - now.wall;
  deadline_ = now.steady ? std::optional{*now.steady + left} : std::nullopt;
  wait(left);
}

void Alarm::stop() { timer_.stop(); }

void Alarm::wait(Duration left) {
  timer_.start(static_cast<int>(std::clamp(left, Duration{0}, longest_wait).count()));
}

void Alarm::on_timeout() {
  const auto steady = clock_().steady;
  if (deadline_ && steady && *steady < *deadline_) return wait(*deadline_ - *steady);
  emit rang();
}

}  // namespace sotto::desktop
