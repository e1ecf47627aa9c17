// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QtTest>

#include "sotto/store/sqlcipher_store.hpp"
#include "store_conformance.hpp"

using namespace sotto;
using namespace sotto::store;

/// The same suite over the encrypted file. Built once for each journal: the desktop's and the browser's two.
class SqlcipherConformance final : public StoreConformance {
  Q_OBJECT

 protected:
  std::unique_ptr<ClientStore> make_empty() override {
    directory_ = std::make_unique<QTemporaryDir>();
    const std::string path = directory_->filePath("store.db").toStdString();
    auto store = SqlcipherStore::open({path, Journal::SOTTO_TEST_JOURNAL, {}}, SecretBytes{32});
    return store.ok() ? *std::move(store) : nullptr;
  }

 private:
  std::unique_ptr<QTemporaryDir> directory_;
};

QTEST_GUILESS_MAIN(SqlcipherConformance)
#include "sqlcipher_conformance_test.moc"
