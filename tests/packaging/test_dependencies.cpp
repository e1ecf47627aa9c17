#include <QtTest>

#include <dlfcn.h>

#include "dependency_checks.hpp"

namespace sotto::packaging {

class Dependencies : public QObject {
  Q_OBJECT
 private slots:
  void every_promise_holds_data();
  void every_promise_holds();
  void debians_libcrypto_lives_beside_ours();
};

void Dependencies::every_promise_holds_data() {
  QTest::addColumn<int>("index");
  int index = 0;
  for (const Check& check : all_checks()) QTest::newRow(check.name) << index++;
}

void Dependencies::every_promise_holds() {
  QFETCH(const int, index);
  const std::string wrong = all_checks()[static_cast<std::size_t>(index)].run();
  QVERIFY2(wrong.empty(), wrong.c_str());
}

// Qt's TLS plugin loads Debian's; were ours visible, the plugin would call it.
void Dependencies::debians_libcrypto_lives_beside_ours() {
  QVERIFY2(dlsym(RTLD_DEFAULT, "ML_KEM_KEY_free") == nullptr && dlsym(RTLD_DEFAULT, "EVP_KDF_fetch") == nullptr,
           "symbols of the static libcrypto are visible");
  void* debian = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_GLOBAL);
  if (debian == nullptr) QSKIP("Debian's libcrypto is not installed");
  const auto version = reinterpret_cast<const char* (*)(int)>(dlsym(debian, "OpenSSL_version"));
  QVERIFY(version != nullptr);
  QVERIFY2(QByteArray(version(0)).startsWith("OpenSSL 3.0"), version(0));
  for (const Check& check : all_checks()) QVERIFY2(check.run().empty(), check.name);
}

}  // namespace sotto::packaging

QTEST_APPLESS_MAIN(sotto::packaging::Dependencies)
#include "test_dependencies.moc"
