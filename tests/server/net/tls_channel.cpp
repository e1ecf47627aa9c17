// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_channel.hpp"

#include <openssl/x509.h>
#include <poll.h>

#include <array>
#include <stdexcept>

namespace sotto::testing {

TlsChannel::TlsChannel(std::unique_ptr<TcpChannel> tcp, int version)
    : tcp_{std::move(tcp)}, context_{SSL_CTX_new(TLS_client_method())} {
  SSL_CTX_set_min_proto_version(context_, version);
  SSL_CTX_set_max_proto_version(context_, version);
  ssl_ = SSL_new(context_);
  SSL_set_fd(ssl_, tcp_->socket());
  // A record that is no data must not make a read wait for the next.
  SSL_clear_mode(ssl_, SSL_MODE_AUTO_RETRY);
  if (SSL_connect(ssl_) == 1) return;
  SSL_free(ssl_);
  SSL_CTX_free(context_);
  throw std::runtime_error{"the TLS handshake failed"};
}

TlsChannel::~TlsChannel() {
  SSL_free(ssl_);
  SSL_CTX_free(context_);
}

bool TlsChannel::send(std::string_view bytes) {
  return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
}

std::optional<std::string> TlsChannel::receive(std::chrono::milliseconds wait) {
  std::array<char, 16 * 1024> buffer{};
  while (true) {
    pollfd readable{tcp_->socket(), POLLIN, 0};
    if (SSL_pending(ssl_) == 0 && ::poll(&readable, 1, static_cast<int>(wait.count())) <= 0)
      return std::nullopt;
    const int size = SSL_read(ssl_, buffer.data(), static_cast<int>(buffer.size()));
    if (size > 0) return std::string{buffer.data(), static_cast<std::size_t>(size)};
    if (SSL_get_error(ssl_, size) != SSL_ERROR_WANT_READ) return std::string{};
  }
}

std::string TlsChannel::peer_name() const {
  std::array<char, 256> name{};
  X509* certificate = SSL_get1_peer_certificate(ssl_);
  if (certificate == nullptr) return {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(),
                            static_cast<int>(name.size()));
  X509_free(certificate);
  return name.data();
}

bool TlsChannel::renegotiate() {
  return SSL_renegotiate(ssl_) == 1 && SSL_do_handshake(ssl_) == 1 && SSL_renegotiate_pending(ssl_) == 0;
}

}  // namespace sotto::testing
