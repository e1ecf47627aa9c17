// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on what a password protects (rows E1 to E3 of README.md), by a relay that is real and hostile.
#include <QtTest>

#include "argon2.hpp"
#include "length_prefixed.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/password.hpp"
#include "stage.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using crypto::PasswordCost;

class TestPassword : public QObject {
  Q_OBJECT

 private slots:
  void e1_the_relay_cannot_try_a_list_of_passwords_at_a_price_of_its_own();
  void e2_no_login_secret_is_given_for_less_data();
  void e2_no_login_secret_is_given_for_less();
  void e2_one_salt_for_all_is_no_table_for_all();
  void e3_the_login_secret_does_not_unwrap_the_keys();
};

namespace {

template <class Call>
Call* call_in(wire::Frame& frame) {
  auto* request = std::get_if<wire::CallRequest>(&frame);
  return request == nullptr ? nullptr : std::get_if<Call>(&request->call);
}

constexpr PasswordCost cheap{64, 1, 1};

struct Heard {
  std::optional<SecretBytes> login_secret;
  Bytes salt;
};

/// The relay says what alice's password costs when she logs in; what it hears then.
Heard heard_at(const PasswordCost& cost) {
  Stage stage;
  stage.person("alice");
  Heard heard;
  stage.evil.says = [&](const std::optional<Address>&, wire::Frame& frame) {
    auto* reply = std::get_if<wire::CallReply>(&frame);
    auto* parameters = reply == nullptr ? nullptr : std::get_if<wire::LoginParameters>(&reply->reply);
    if (parameters == nullptr) return true;
    heard.salt = parameters->password.salt;
    parameters->password = {heard.salt, cost.memory_kib, cost.passes, cost.lanes};
    return true;
  };
  stage.evil.hears = [&](const std::optional<Address>&, wire::Frame& frame) {
    if (const auto* log_in = call_in<wire::LoginRequest>(frame))
      heard.login_secret = SecretBytes::copied_from(log_in->login_secret.expose());
    return true;
  };
  stage.world.log_in("alice", "phone");
  return heard;
}

/// A list as attackers have them, with alice's in it.
std::optional<std::string> guessed(const Heard& heard, const PasswordCost& cost) {
  for (const std::string guess : {"123456", "correct horse", "password of alice", "letmein"}) {
    const auto keys = crypto::derive_password_keys(SecretBytes::copied_from(std::string_view{guess}),
                                                   name("alice"), heard.salt, cost);
    const bool right =
        keys && heard.login_secret && equal(keys->login_secret.expose(), heard.login_secret->expose());
    if (right) return guess;
  }
  return std::nullopt;
}

}  // namespace

void TestPassword::e1_the_relay_cannot_try_a_list_of_passwords_at_a_price_of_its_own() {
  QVERIFY(!guessed(heard_at(cheap), cheap));
  const Without defence{&crypto::Defences::password_cost};
  QCOMPARE(guessed(heard_at(cheap), cheap).value_or(""), std::string{"password of alice"});
}

void TestPassword::e2_no_login_secret_is_given_for_less_data() {
  QTest::addColumn<quint32>("memory");
  QTest::addColumn<quint32>("passes");
  QTest::newRow("little memory") << PasswordCost::floor_memory_kib - 1 << PasswordCost::floor_passes;
  QTest::newRow("few passes") << PasswordCost::floor_memory_kib << PasswordCost::floor_passes - 1;
}

void TestPassword::e2_no_login_secret_is_given_for_less() {
  QFETCH(quint32, memory);
  QFETCH(quint32, passes);
  QVERIFY(!heard_at({memory, passes, 1}).login_secret);
  const Without defence{&crypto::Defences::password_cost};
  QVERIFY(heard_at({memory, passes, 1}).login_secret);
}

namespace {

/// Whether an entry of a table that was computed for a salt, and for nobody's name, gives alice's login
/// secret in no time once the relay has her log in with that salt.
bool table_has_alice() {
  const PasswordCost cost;
  const auto heard = heard_at(cost);
  const auto password = SecretBytes::copied_from(std::string_view{"password of alice"});
  const auto entry =
      crypto::argon2id({password.expose(), heard.salt, {}, {}, cost.memory_kib, cost.passes, cost.lanes}, 32);
  if (!entry || !heard.login_secret) qFatal("nothing was heard");
  const auto info = crypto::LengthPrefixed{}
                        .text("sotto/v1/login-secret")
                        .text("alice")
                        .bytes(heard.salt)
                        .number(cost.memory_kib)
                        .number(cost.passes)
                        .number(cost.lanes)
                        .take();
  const auto login_secret = crypto::hkdf(*entry, info, 32);
  return login_secret && equal(login_secret->expose(), heard.login_secret->expose());
}

}  // namespace

void TestPassword::e2_one_salt_for_all_is_no_table_for_all() {
  QVERIFY(!table_has_alice());
  const Without defence{&crypto::Defences::password_salt};
  QVERIFY(table_has_alice());
}

namespace {

/// Whether what the relay hears at a registration opens what it is given to keep.
bool login_secret_unwraps_the_keys() {
  Stage stage;
  bool unwrapped = false;
  bool registered = false;
  stage.evil.hears = [&](const std::optional<Address>&, wire::Frame& frame) {
    const auto* request = call_in<wire::RegisterRequest>(frame);
    if (request == nullptr) return true;
    registered = true;
    unwrapped = crypto::unwrap_account_keys(request->wrapped_keys, request->login_secret, name("alice")).ok();
    return true;
  };
  stage.world.register_user("alice");
  if (!registered) qFatal("nobody has registered");
  return unwrapped;
}

}  // namespace

void TestPassword::e3_the_login_secret_does_not_unwrap_the_keys() {
  QVERIFY(!login_secret_unwraps_the_keys());
  const Without defence{&crypto::Defences::password_labels};
  QVERIFY(login_secret_unwraps_the_keys());
}

QTEST_GUILESS_MAIN(TestPassword)
#include "test_password.moc"
