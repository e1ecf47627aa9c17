// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "sotto/store/memory_store.hpp"
#include "store_conformance.hpp"

class MemoryConformance final : public StoreConformance {
  Q_OBJECT

 protected:
  std::unique_ptr<sotto::store::ClientStore> make_empty() override {
    return std::make_unique<sotto::store::MemoryStore>();
  }
};

QTEST_GUILESS_MAIN(MemoryConformance)
#include "memory_conformance_test.moc"
