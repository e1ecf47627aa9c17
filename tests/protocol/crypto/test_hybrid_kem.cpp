// SPDX-License-Identifier: GPL-3.0-or-later
// ML-KEM-768 against the answers of others, and what a key from elsewhere has to pass.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "../../support/replayed_random.hpp"
#include "party.hpp"
#include "sotto/crypto/hybrid_kem.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

QJsonArray vectors(const char* part) {
  QFile file{SOTTO_KNOWN_ANSWERS "/ml_kem_768.json"};
  if (!file.open(QIODevice::ReadOnly)) qFatal("no known answers");
  const auto found = QJsonDocument::fromJson(file.readAll()).object()[QLatin1String{part}].toArray();
  if (found.isEmpty()) qFatal("no vectors of this kind");
  return found;
}

Bytes hex(const QJsonValue& value) { return *parse_hex(value.toString().toStdString()); }

KemKeyPair pair_of(const QJsonValue& seed) {
  return must(KemKeyPair::from_seed(SecretBytes::copied_from(hex(seed))));
}

void compare_encapsulation(const QJsonObject& vector) {
  testing::ReplayedRandom random{hex(vector["m"])};
  const auto made = must(encapsulate(must(KemPublicKey::parse(hex(vector["ek"]))), random));
  QCOMPARE(to_hex(made.ciphertext), vector["c"].toString().toStdString());
  QCOMPARE(to_hex(made.secret.expose()), vector["K"].toString().toStdString());
}

}  // namespace

class TestHybridKem : public QObject {
  Q_OBJECT
 private slots:
  void official_vectors_hold();
  void matrix_that_rejects_often_is_expanded();
  void key_with_an_unreduced_coefficient_is_refused();
  void each_unreduced_coefficient_is_refused();
  void lengths_are_checked();
  void damaged_ciphertext_gives_another_secret();
  void secret_is_shared_and_fresh();
  void failing_randomness_fails_closed();
};

void TestHybridKem::official_vectors_hold() {
  for (const auto vector : vectors("official")) {
    const auto fields = vector.toObject();
    const auto pair = pair_of(fields["seed"]);
    QCOMPARE(to_hex(pair.public_key().view()), fields["ek"].toString().toStdString());
    compare_encapsulation(fields);
    const auto secret = must(pair.decapsulate(hex(fields["c"])));
    QCOMPARE(to_hex(secret.expose()), fields["K"].toString().toStdString());
  }
}

void TestHybridKem::matrix_that_rejects_often_is_expanded() {
  for (const auto vector : vectors("rho_with_frequent_rejection")) compare_encapsulation(vector.toObject());
}

void TestHybridKem::key_with_an_unreduced_coefficient_is_refused() {
  for (const auto vector : vectors("public_key_not_reduced")) {
    QCOMPARE(outcome(KemPublicKey::parse(hex(vector))), Name{"invalid_key"});
  }
}

// Coefficients are 12 bits each; q itself in each of the 768 places.
void TestHybridKem::each_unreduced_coefficient_is_refused() {
  SeededRandom random{1};
  const auto genuine = copy_of(must(KemKeyPair::fresh(random)).public_key().view());
  for (std::size_t place = 0; place < 768; ++place) {
    auto key = genuine;
    auto* pair = key.data() + place / 2 * 3;
    if (place % 2 == 0) {
      pair[0] = 0x01;
      pair[1] = static_cast<std::uint8_t>((pair[1] & 0xf0) | 0x0d);
    } else {
      pair[1] = static_cast<std::uint8_t>((pair[1] & 0x0f) | 0x10);
      pair[2] = 0xd0;
    }
    QCOMPARE(outcome(KemPublicKey::parse(key)), Name{"invalid_key"});
  }
  QVERIFY(KemPublicKey::parse(genuine).ok());
}

void TestHybridKem::lengths_are_checked() {
  SeededRandom random{1};
  const auto pair = must(KemKeyPair::fresh(random));
  for (const std::size_t size : {0UL, 33UL, 1183UL, 1185UL}) {
    QCOMPARE(outcome(KemPublicKey::parse(Bytes(size, 1))), Name{"invalid_key"});
  }
  for (const std::size_t size : {0UL, 1087UL, 1089UL}) {
    QCOMPARE(outcome(pair.decapsulate(Bytes(size, 1))), Name{"malformed"});
  }
  QCOMPARE(outcome(KemKeyPair::from_seed(SecretBytes{32})), Name{"invalid_key"});
}

void TestHybridKem::damaged_ciphertext_gives_another_secret() {
  SeededRandom random{2};
  const auto pair = must(KemKeyPair::fresh(random));
  const auto made = must(encapsulate(pair.public_key(), random));
  for (std::size_t at = 0; at < made.ciphertext.size(); at += 97) {
    auto damaged = made.ciphertext;
    damaged[at] ^= 0x10;
    const auto first = must(pair.decapsulate(damaged));
    QVERIFY(!equal(first.expose(), made.secret.expose()));
    QVERIFY(equal(first.expose(), must(pair.decapsulate(damaged)).expose()));
  }
}

void TestHybridKem::secret_is_shared_and_fresh() {
  SeededRandom random{3};
  const auto pair = must(KemKeyPair::fresh(random));
  const auto again = must(KemKeyPair::from_seed(pair.seed().clone()));
  QVERIFY(again.public_key() == pair.public_key());
  const auto one = must(encapsulate(pair.public_key(), random));
  const auto two = must(encapsulate(pair.public_key(), random));
  QVERIFY(!equal(one.secret.expose(), two.secret.expose()));
  QVERIFY(equal(must(again.decapsulate(one.ciphertext)).expose(), one.secret.expose()));
}

void TestHybridKem::failing_randomness_fails_closed() {
  SeededRandom random{4};
  const auto pair = must(KemKeyPair::fresh(random));
  random.fail_after(1);
  QCOMPARE(outcome(KemKeyPair::fresh(random)), Name{"random_failed"});
  random.fail_after(1);
  QCOMPARE(outcome(encapsulate(pair.public_key(), random)), Name{"random_failed"});
}

QTEST_APPLESS_MAIN(TestHybridKem)
#include "test_hybrid_kem.moc"
