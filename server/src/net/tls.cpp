// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls.hpp"

#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>

namespace sotto::relay::net {
namespace {

namespace ssl = boost::asio::ssl;

Result<std::shared_ptr<ssl::context>> make(const Tls::Files& files) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  auto* raw = context->native_handle();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_max_early_data(raw, 0);
  // The library's own buffers of an idle connection, 34 KiB, are given back.
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  // Nobody sits at a relay's terminal: a key behind a passphrase is an error, not a question.
  SSL_CTX_set_default_passwd_cb(raw, [](char*, int, int, void*) { return 0; });
  boost::system::error_code error;
  context->use_private_key_file(files.key.string(), ssl::context::pem, error);
  if (error) return Error{ErrorCode::invalid_key, "key"};
  context->use_certificate_chain_file(files.certificate.string(), error);
  if (error) return Error{ErrorCode::malformed, "certificate"};
  if (SSL_CTX_check_private_key(raw) != 1) return Error{ErrorCode::identity_mismatch, "key"};
  return context;
}

}  // namespace

Result<std::shared_ptr<Tls>> Tls::load(Files files) {
  std::shared_ptr<Tls> tls{new Tls{std::move(files)}};
  SOTTO_TRY(tls->reload());
  return tls;
}

Status Tls::reload() {
  SOTTO_ASSIGN(auto fresh, make(files_));
  const std::lock_guard lock{mutex_};
  context_ = std::move(fresh);
  return {};
}

std::shared_ptr<ssl::context> Tls::current() const {
  const std::lock_guard lock{mutex_};
  return context_;
}

}  // namespace sotto::relay::net
