// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "plan.hpp"
#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"

namespace sotto::simulation {

/// What survives a crash of the relay: everything that was committed.
class RelayMedium {
 public:
  virtual ~RelayMedium() = default;
  /// The store over it, as a relay that starts finds it. An earlier one is closed without further ado.
  virtual relay::store::Store& open() = 0;
  [[nodiscard]] virtual relay::store::Store& store() = 0;
  virtual void close() = 0;
  /// Every byte that is kept, for those who look for what must not be there. Empty where bytes have no
  /// meaning.
  [[nodiscard]] virtual Bytes raw() const { return {}; }
  /// As a backup takes it: between two commits, also while a relay has it open.
  [[nodiscard]] virtual std::unique_ptr<RelayMedium> backup() const = 0;
  /// Somebody puts back what backup() of this one gave. REQUIRES: no relay has it open.
  virtual void go_back_to(const RelayMedium& backup) = 0;
};

class MemoryMedium final : public RelayMedium {
 public:
  relay::store::Store& open() override { return store_; }
  relay::store::Store& store() override { return store_; }
  void close() override {}
  void copy_from(const MemoryMedium& other) { store_.copy_from(other.store_); }
  [[nodiscard]] std::unique_ptr<RelayMedium> backup() const override {
    auto copied = std::make_unique<MemoryMedium>();
    copied->copy_from(*this);
    return copied;
  }
  void go_back_to(const RelayMedium& backup) override {
    copy_from(dynamic_cast<const MemoryMedium&>(backup));
  }

 private:
  relay::store::MemoryStore store_;
};

/// A database in a folder of its own, which goes with it.
class SqliteMedium final : public RelayMedium {
 public:
  SqliteMedium();
  SqliteMedium(const SqliteMedium&) = delete;
  SqliteMedium& operator=(const SqliteMedium&) = delete;
  ~SqliteMedium() override;
  relay::store::Store& open() override;
  relay::store::Store& store() override { return *store_; }
  void close() override { store_.reset(); }
  /// REQUIRES: both are closed.
  void copy_from(const SqliteMedium& other);
  [[nodiscard]] Bytes raw() const override;
  [[nodiscard]] std::unique_ptr<RelayMedium> backup() const override;
  void go_back_to(const RelayMedium& backup) override;

 private:
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "relay.db"; }
  std::filesystem::path folder_;
  std::unique_ptr<relay::store::SqliteStore> store_;
};

}  // namespace sotto::simulation
