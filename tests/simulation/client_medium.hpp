// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "sotto/store/memory_store.hpp"

namespace sotto::simulation {

/// What survives a crash of a device: everything that was committed.
class ClientMedium {
 public:
  virtual ~ClientMedium() = default;
  /// Opened when it is first asked for.
  [[nodiscard]] virtual store::ClientStore& store() = 0;
  /// The program is dead: what was not committed never was.
  virtual void close() = 0;
  /// All of it, as a backup takes it: also while a program has it open, between two steps.
  [[nodiscard]] virtual std::unique_ptr<ClientMedium> copy() const = 0;
  /// Every byte that is kept, for those who look for what must not be there. Empty where bytes have no
  /// meaning.
  [[nodiscard]] virtual Bytes raw() const { return {}; }
};

class MemoryClientMedium final : public ClientMedium {
 public:
  store::ClientStore& store() override { return store_; }
  void close() override { store_.rollback(); }
  [[nodiscard]] std::unique_ptr<ClientMedium> copy() const override {
    auto copied = std::make_unique<MemoryClientMedium>();
    copied->store_.copy_from(store_);
    return copied;
  }

 private:
  store::MemoryStore store_;
};

/// Makes an empty one.
using MakeClientMedium = std::unique_ptr<ClientMedium> (*)();
[[nodiscard]] inline std::unique_ptr<ClientMedium> in_memory() {
  return std::make_unique<MemoryClientMedium>();
}

}  // namespace sotto::simulation
