// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <QWebSocket>
#include <memory>

#include "host/transport.hpp"

namespace sotto::desktop {

/// A WebSocket with binary frames: no cookie, no Origin, the token in the first frame and never in the
/// address. A certificate that does not hold ends the connection before anything is sent; there is no way to
/// go on.
class WebSocketTransport final : public Transport {
  Q_OBJECT

 public:
  explicit WebSocketTransport(QUrl stream) : stream_{std::move(stream)} {}
  ~WebSocketTransport() override;

  void open() override;
  void close() override;
  void send(ByteView frame) override;

 private:
  void ended();
  void take(const QByteArray& frame);

  QUrl stream_;
  QWebSocket* socket_ = nullptr;
};

}  // namespace sotto::desktop
