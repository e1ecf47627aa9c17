// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "sotto/base/bytes.hpp"

namespace sotto::desktop {

/// The connection to the relay: one at a time. Signals come from the event loop, never from inside a call,
/// and never from a connection that was closed or replaced.
class Transport : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Connects; whatever was open is closed first, silently.
  virtual void open() = 0;
  virtual void close() = 0;
  /// Dropped while nothing is open; the engine sends again what matters.
  virtual void send(ByteView frame) = 0;

 signals:
  void up();
  /// Closed by the other side, or could not be opened.
  void down();
  void received(const sotto::Bytes& frame);
};

}  // namespace sotto::desktop
