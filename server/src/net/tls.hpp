// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "sotto/base/result.hpp"

namespace boost::asio::ssl {
class context;
}

namespace sotto::relay::net {

/// Certificate and key, read again on request; connections keep what they began with. TLS 1.2 and 1.3, no renegotiation,
/// no early data (attack G7). Thread-safe.
class Tls {
 public:
  struct Files {
    std::filesystem::path certificate;   ///< PEM, the whole chain
    std::filesystem::path key;           ///< PEM
  };
  /// malformed: the files cannot be read or don't belong together.
  static Result<std::shared_ptr<Tls>> load(Files files);
  /// On an error the old ones stay.
  Status reload();
  [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

 private:
  explicit Tls(Files files) : files_{std::move(files)} {}
  Files files_;
  mutable std::mutex mutex_;
  std::shared_ptr<boost::asio::ssl::context> context_;
};

}  // namespace sotto::relay::net
