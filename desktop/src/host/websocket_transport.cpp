// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/websocket_transport.hpp"

#include "sotto/wire/limits.hpp"

namespace sotto::desktop {

WebSocketTransport::~WebSocketTransport() { close(); }

void WebSocketTransport::open() {
  close();
  socket_ = new QWebSocket{QString{}, QWebSocketProtocol::VersionLatest, this};
  socket_->setMaxAllowedIncomingFrameSize(wire::max_frame);
  socket_->setMaxAllowedIncomingMessageSize(wire::max_frame);
  // Queued: the engine is never called from inside its own effect. What waits in the queue of a socket that
  // is gone goes with it.
  constexpr auto later = Qt::QueuedConnection;
  QWebSocket* const socket = socket_;
  const auto current = [this, socket] { return socket == socket_; };
  connect(
      socket, &QWebSocket::connected, this,
      [this, current] {
        if (current()) emit up();
      },
      later);
  connect(
      socket, &QWebSocket::disconnected, this,
      [this, current] {
        if (current()) ended();
      },
      later);
  connect(
      socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
      [this, current] {
        if (current()) ended();
      },
      later);
  connect(
      socket, &QWebSocket::binaryMessageReceived, this,
      [this, current](const QByteArray& frame) {
        if (current()) take(frame);
      },
      later);
  socket_->open(stream_);
}

void WebSocketTransport::close() {
  if (socket_ == nullptr) return;
  QWebSocket* const old = std::exchange(socket_, nullptr);
  old->disconnect(this);
  old->close();
  old->deleteLater();
}

void WebSocketTransport::send(ByteView frame) {
  if (socket_ == nullptr) return;
  socket_->sendBinaryMessage(
      QByteArray{reinterpret_cast<const char*>(frame.data()), static_cast<qsizetype>(frame.size())});
}

void WebSocketTransport::ended() {
  close();
  emit down();
}

void WebSocketTransport::take(const QByteArray& frame) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(frame.constData());
  emit received(Bytes(first, first + frame.size()));
}

}  // namespace sotto::desktop
