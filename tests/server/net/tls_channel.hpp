// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "channel.hpp"

namespace sotto::testing {

/// TLS by a client that believes every certificate. Blocking.
class TlsChannel final : public Channel {
 public:
  /// Throws std::runtime_error when the handshake fails. `version`: TLS1_2_VERSION or TLS1_3_VERSION, and no
  /// other.
  explicit TlsChannel(std::uint16_t port, int version = TLS1_3_VERSION)
      : TlsChannel{std::make_unique<TcpChannel>(port), version} {}
  TlsChannel(std::unique_ptr<TcpChannel> tcp, int version);
  ~TlsChannel() override;
  TlsChannel(const TlsChannel&) = delete;
  TlsChannel& operator=(const TlsChannel&) = delete;

  bool send(std::string_view bytes) override;
  std::optional<std::string> receive(std::chrono::milliseconds wait) override;

  /// The common name of the relay's certificate.
  [[nodiscard]] std::string peer_name() const;
  /// Asks for new keys on this connection, as TLS 1.2 knows it. True when the relay agreed.
  [[nodiscard]] bool renegotiate();
  [[nodiscard]] SSL* handle() noexcept { return ssl_; }

 private:
  std::unique_ptr<TcpChannel> tcp_;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
};

}  // namespace sotto::testing
