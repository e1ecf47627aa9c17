// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "client_medium.hpp"
#include "sotto/store/sqlcipher_store.hpp"

namespace sotto::simulation {

/// The database that clients have, encrypted, in a folder of its own, which goes with it.
class SqlcipherMedium final : public ClientMedium {
 public:
  SqlcipherMedium();
  SqlcipherMedium(const SqlcipherMedium&) = delete;
  SqlcipherMedium& operator=(const SqlcipherMedium&) = delete;
  ~SqlcipherMedium() override;
  store::ClientStore& store() override;
  void close() override { store_.reset(); }
  [[nodiscard]] std::unique_ptr<ClientMedium> copy() const override;
  [[nodiscard]] Bytes raw() const override;

 private:
  std::filesystem::path folder_;
  std::unique_ptr<store::SqlcipherStore> store_;
};

[[nodiscard]] std::unique_ptr<ClientMedium> on_sqlcipher();

}  // namespace sotto::simulation
