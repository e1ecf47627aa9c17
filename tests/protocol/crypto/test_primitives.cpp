// SPDX-License-Identifier: GPL-3.0-or-later
// Known answers, and what stands on the primitives: points, signatures, passwords, wrapped keys,
// fingerprints, captchas, randomness.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include "argon2.hpp"
#include "party.hpp"
#include "points.hpp"
#include "random_self_test.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/password.hpp"
#include "x25519.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

Bytes hex(std::string_view text) { return *parse_hex(text); }
SecretBytes secret(std::string_view text) { return SecretBytes::copied_from(hex(text)); }
Username user(std::string_view name) { return must(Username::parse(name)); }

/// A generator with a fault.
template <class Fill>
class Generator final : public RandomSource {
 public:
  explicit Generator(Fill fill) : fill_{std::move(fill)} {}
  Status fill(std::span<std::uint8_t> out) override { return fill_(out); }

 private:
  Fill fill_;
};

/// All of them.
constexpr std::array purposes{
    SignaturePurpose::register_account, SignaturePurpose::device,        SignaturePurpose::one_time_prekey,
    SignaturePurpose::group_create,     SignaturePurpose::group_request, SignaturePurpose::group_approve,
    SignaturePurpose::group_join,       SignaturePurpose::group_leave,   SignaturePurpose::group_remove,
    SignaturePurpose::group_role,       SignaturePurpose::group_policy,  SignaturePurpose::group_rename,
    SignaturePurpose::group_picture,    SignaturePurpose::kem_prekey,    SignaturePurpose::kem_last_resort,
    SignaturePurpose::device_list,      SignaturePurpose::post_text,     SignaturePurpose::post_removal};

AccountKeys account_keys(RandomSource& random) {
  return {must(IdentityKeyPair::fresh(random)), SecretBytes::copied_from(Bytes(32, 7))};
}

}  // namespace

class TestPrimitives : public QObject {
  Q_OBJECT
 private slots:
  void argon2id_gives_the_answer_of_rfc_9106();
  void hkdf_gives_the_answer_of_rfc_5869();
  void digests_give_known_answers();
  void x25519_gives_the_answers_of_rfc_7748();
  void xeddsa_verifies_the_library_s_known_answer();

  void key_of_the_wrong_form_is_invalid();
  void torsion_free_points_are_told_from_others();
  void private_key_is_clamped();

  void signature_serves_one_purpose_only();
  void no_purpose_is_left_out();
  void signed_messages_are_unambiguous();
  void labels_are_those_of_the_protocol_document();
  void signature_is_salted();

  void prekeys_have_distinct_ids_in_range();

  void password_cost_below_the_floor_is_refused();
  void password_keys_depend_on_every_input();
  void passphrase_keys_depend_on_every_input();
  void each_relay_s_database_has_a_key_of_its_own();
  void account_keys_open_with_their_password_only();
  void device_name_opens_with_its_key_only();

  void captcha_is_solved();
  void system_random_passes_its_self_test();
  void broken_generator_is_found_data();
  void broken_generator_is_found();
};

void TestPrimitives::argon2id_gives_the_answer_of_rfc_9106() {
  const Bytes password(32, 1);
  const Bytes salt(16, 2);
  const Bytes key(8, 3);
  const Bytes associated(12, 4);
  const auto tag = must(argon2id({password, salt, key, associated, 32, 3, 4}, 32));
  QCOMPARE(to_hex(tag.expose()), Name{"0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"});
}

// The RFC's vectors have a salt, which we never have; this is test case 3, with none.
void TestPrimitives::hkdf_gives_the_answer_of_rfc_5869() {
  const auto key = must(hkdf(secret("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), {}, 42));
  QCOMPARE(to_hex(key.expose()),
           Name{"8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395fa"
                "a4b61a96c8"});
}

void TestPrimitives::digests_give_known_answers() {
  QCOMPARE(to_hex(sha256(bytes_of("abc"))),
           Name{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"});
  const auto key = SecretBytes::copied_from(std::string_view{"Jefe"});  // RFC 4231, test case 2
  QCOMPARE(to_hex(hmac_sha256(key, bytes_of("what do ya want for nothing?"))),
           Name{"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"});
  QCOMPARE(to_hex(hmac_sha256(SecretBytes{}, {})),
           Name{"b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"});
}

void TestPrimitives::x25519_gives_the_answers_of_rfc_7748() {
  const auto shared = x25519(hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                             hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"));
  QVERIFY(shared.has_value());
  QCOMPARE(to_hex(shared->expose()),
           Name{"c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"});
  // After one iteration of the RFC's loop.
  Bytes nine(32);
  nine[0] = 9;
  const auto once = x25519_public(nine);
  QVERIFY(once.has_value());
  QCOMPARE(to_hex(*once), Name{"422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"});
}

// From the library's own tests: Alice's identity signs her ephemeral key.
void TestPrimitives::xeddsa_verifies_the_library_s_known_answer() {
  const auto key =
      must(PublicKey::parse(hex("05ab7e717d4a163b7d9a1d8071dfe9dcf8cdcd1cea3339b6356be84d887e322c64")));
  const Bytes message = hex("05edce9d9c415ca78cb7252e72c2c4a554d3eb29485a0e1d503118d1a82d99fb4a");
  Bytes signature =
      hex("5de88ca9a89b4a115da79109c67c9c7464a3e4180274f1cb8c63c2984e286dfbede82deb9dcd9fae0bfbb821569b3d9001"
          "bd8130cd11d4"
          "86cef047bd60b86e88");
  QVERIFY(verify_bare(key, message, signature).ok());
  for (std::size_t i = 0; i < signature.size(); ++i) {
    signature[i] ^= 1;
    QCOMPARE(outcome(verify_bare(key, message, signature)), Name{"invalid_signature"});
    signature[i] ^= 1;
  }
}

void TestPrimitives::key_of_the_wrong_form_is_invalid() {
  Party alice{"alice", 1};
  const Bytes good = copy_of(alice.identity.public_key().view());
  QVERIFY(PublicKey::parse(good).ok());
  for (const std::size_t size : {0U, 1U, 32U, 34U, 64U}) {
    Bytes bad = good;
    bad.resize(size, 5);
    QCOMPARE(outcome(PublicKey::parse(bad)), Name{"invalid_key"});
  }
  Bytes type = good;
  type[0] = 4;
  QCOMPARE(outcome(PublicKey::parse(type)), Name{"invalid_key"});
}

void TestPrimitives::torsion_free_points_are_told_from_others() {
  SeededRandom random{1};
  for (int i = 0; i < 32; ++i) {
    Bytes scalar(32);
    must(random.fill(scalar));
    const auto point = x25519_public(scalar);
    QVERIFY(point && is_torsion_free(*point));
  }
  // A random u is in the group of prime order one time in sixteen: half lie on the twist, one in eight of the
  // others.
  int inside = 0;
  for (int i = 0; i < 400; ++i) {
    Point u{};
    must(random.fill(u));
    u.back() &= 0x7f;
    inside += is_torsion_free(u) ? 1 : 0;
  }
  QVERIFY(inside > 5 && inside < 60);
  QVERIFY(!is_torsion_free(Point{}));
  QVERIFY(!is_torsion_free(Point{1}));
}

void TestPrimitives::private_key_is_clamped() {
  const auto pair = must(IdentityKeyPair::from_private(SecretBytes::copied_from(Bytes(32, 0xff))));
  QCOMPARE(pair.private_key().expose().front(), std::uint8_t{0xf8});
  QCOMPARE(pair.private_key().expose().back(), std::uint8_t{0x7f});
  QCOMPARE(outcome(IdentityKeyPair::from_private(SecretBytes{31})), Name{"invalid_key"});
}

void TestPrimitives::signature_serves_one_purpose_only() {
  Party alice{"alice", 1};
  const Bytes message{1, 2, 3};
  for (const auto made_for : purposes) {
    const Bytes signature = must(sign(alice.identity, made_for, message, alice.random));
    for (const auto used_for : purposes) {
      // The control: it holds for the one purpose.
      QCOMPARE(verify(alice.identity.public_key(), used_for, message, signature).ok(), made_for == used_for);
    }
    QVERIFY(!verify_bare(alice.identity.public_key(), message, signature).ok());
  }
}

// One that is new, and not in the list above, is not tried against the others. The language can't count them.
void TestPrimitives::no_purpose_is_left_out() {
  QFile header{QString{SOTTO_SOURCE_DIR} + "/protocol/include/sotto/crypto/identity.hpp"};
  QVERIFY(header.open(QIODevice::ReadOnly));
  const QRegularExpression declaration{R"(enum class SignaturePurpose[^{]*\{([^}]*)\})"};
  const auto declared = declaration.match(QString::fromUtf8(header.readAll()));
  QVERIFY(declared.hasMatch());
  const auto names = declared.captured(1).split(',', Qt::SkipEmptyParts).filter(QRegularExpression{"[a-z]"});
  const std::set<SignaturePurpose> tried(purposes.begin(), purposes.end());
  QCOMPARE(tried.size(), purposes.size());
  QCOMPARE(tried.size(), std::size_t(names.size()));
}

void TestPrimitives::signed_messages_are_unambiguous() {
  QVERIFY(device_message(user("alice"), {1}, {23}, 2) != device_message(user("alice"), {12}, {3}, 2));
  QVERIFY(device_message(user("alice1"), {1}, {1}, 2) != device_message(user("alice"), {1}, {1}, 2));
  QVERIFY(one_time_prekey_message(user("alice"), {1}, {2}, {}) != device_message(user("alice"), {1}, {2}, 0));
  QCOMPARE(to_hex(register_account_message(user("alice"))), Name{"00000005616c696365"});
  QCOMPARE(to_hex(device_message(user("alice"), {7}, {9}, 2)),
           Name{"00000005616c6963650000000400000007000000040000"
                "00090000000400000002"});
}

// A label that is missing there, or that nobody uses any more.
void TestPrimitives::labels_are_those_of_the_protocol_document() {
  const QDir root{SOTTO_SOURCE_DIR};
  const auto labels_in = [](const QString& path, const QRegularExpression& pattern) {
    std::set<QString> labels;
    QFile file{path};
    if (!file.open(QIODevice::ReadOnly)) return labels;
    auto match = pattern.globalMatch(QString::fromUtf8(file.readAll()));
    while (match.hasNext()) labels.insert(match.next().captured(1));
    return labels;
  };
  std::set<QString> used;
  for (const char* folder : {"protocol/src", "server/src"}) {
    QDirIterator files{root.filePath(QString::fromLatin1(folder)),
                       {"*.cpp", "*.hpp"},
                       QDir::Files,
                       QDirIterator::Subdirectories};
    while (files.hasNext())
      used.merge(labels_in(files.next(), QRegularExpression{"\"(sotto/v1/[a-z/-]+)\""}));
  }
  const auto listed = labels_in(root.filePath("crypto-docs/protocol.md"),
                                QRegularExpression{"\\| `(sotto/v1/[a-z/-]+)` \\|"});
  QVERIFY(used.size() >= 7);
  QCOMPARE(QStringList(listed.begin(), listed.end()), QStringList(used.begin(), used.end()));
}

void TestPrimitives::signature_is_salted() {
  Party alice{"alice", 1};
  QVERIFY(must(sign_bare(alice.identity, {}, alice.random)) !=
          must(sign_bare(alice.identity, {}, alice.random)));
  alice.random.fail_after(1);
  QVERIFY(!sign_bare(alice.identity, {}, alice.random).ok());
}

void TestPrimitives::prekeys_have_distinct_ids_in_range() {
  SeededRandom random{1};
  const auto prekeys = must(fresh_prekeys(100, random));
  std::set<std::uint32_t> ids;
  for (const auto& prekey : prekeys) {
    QVERIFY(prekey.id.value >= 1 && prekey.id.value <= 0xFFFFFE);
    QVERIFY(ids.insert(prekey.id.value).second);
    QVERIFY(PublicKey::parse(prekey.public_key).ok());
  }
  for (int i = 0; i < 1000; ++i) {
    const auto registration = must(fresh_registration_id(random));
    QVERIFY(registration.value >= 1 && registration.value <= 16380);
  }
}

void TestPrimitives::password_cost_below_the_floor_is_refused() {
  const auto try_cost = [](std::uint32_t memory, std::uint32_t passes, std::uint32_t lanes) {
    return outcome(derive_password_keys(SecretBytes::copied_from(std::string_view{"correct horse"}),
                                        user("alice"), Bytes(16), {memory, passes, lanes}));
  };
  QCOMPARE(try_cost(64 * 1024 - 1, 3, 1), Name{"weak_parameters"});
  QCOMPARE(try_cost(64 * 1024, 2, 1), Name{"weak_parameters"});
  QCOMPARE(try_cost(64 * 1024, 3, 0), Name{"weak_parameters"});
  QCOMPARE(try_cost(256 * 1024 + 1, 3, 1), Name{"weak_parameters"});
  QCOMPARE(try_cost(64 * 1024, 11, 1), Name{"weak_parameters"});
  QCOMPARE(try_cost(64 * 1024, 3, 1), Name{"ok"});
  QCOMPARE(outcome(derive_password_keys({}, user("alice"), Bytes(15), {})), Name{"malformed"});
}

void TestPrimitives::password_keys_depend_on_every_input() {
  const auto keys = [](std::string_view password, std::string_view name, std::uint8_t salt,
                       std::uint32_t passes) {
    auto made = must(derive_password_keys(SecretBytes::copied_from(password), user(name), Bytes(16, salt),
                                          {PasswordCost::floor_memory_kib, passes, 1}));
    return std::pair{to_hex(made.login_secret.expose()), to_hex(made.wrapping_key.expose())};
  };
  const auto base = keys("correct horse", "alice", 1, 3);
  QVERIFY(base.first != base.second);
  std::set<Name> all{base.first, base.second};
  for (const auto& other : {keys("correct horsf", "alice", 1, 3), keys("correct horse", "alicf", 1, 3),
                            keys("correct horse", "alice", 2, 3), keys("correct horse", "alice", 1, 4)}) {
    QVERIFY(all.insert(other.first).second);
    QVERIFY(all.insert(other.second).second);
  }
  QVERIFY(keys("correct horse", "alice", 1, 3) == base);
}

void TestPrimitives::passphrase_keys_depend_on_every_input() {
  const auto keys = [](std::string_view passphrase, std::uint8_t salt, std::uint32_t passes) {
    auto made = must(derive_passphrase_keys(SecretBytes::copied_from(passphrase), Bytes(16, salt),
                                            {64 * 1024, passes, 1}));
    return std::pair{copy_of(made.database_key.expose()), copy_of(made.check_key.expose())};
  };
  const auto [database, check] = keys("correct horse", 1, 3);
  QCOMPARE(database.size(), std::size_t{32});
  QVERIFY(database != check);
  QVERIFY(keys("correct horse", 1, 3) == std::pair(database, check));
  QVERIFY(keys("correct horsf", 1, 3).first != database);
  QVERIFY(keys("correct horse", 2, 3).first != database);
  QVERIFY(keys("correct horse", 1, 4).first != database);
  QCOMPARE(outcome(derive_passphrase_keys(SecretBytes{1}, Bytes(16), {64 * 1024, 2, 1})),
           Name{"weak_parameters"});
  QCOMPARE(outcome(derive_passphrase_keys(SecretBytes{1}, Bytes(17), {})), Name{"malformed"});
}

void TestPrimitives::each_relay_s_database_has_a_key_of_its_own() {
  const SecretBytes key{32};
  const auto one = must(derive_relay_database_key(key, "https://one.example.org"));
  QCOMPARE(one.size(), std::size_t{32});
  QVERIFY(!equal(one.expose(), key.expose()));
  QVERIFY(!equal(one.expose(), must(derive_relay_database_key(key, "https://two.example.org")).expose()));
  QVERIFY(equal(one.expose(), must(derive_relay_database_key(key, "https://one.example.org")).expose()));
}

void TestPrimitives::account_keys_open_with_their_password_only() {
  SeededRandom random{1};
  const auto keys = account_keys(random);
  const auto wrapping = SecretBytes::copied_from(Bytes(32, 1));
  Bytes wrapped = must(wrap_account_keys(keys, wrapping, user("alice"), random));
  const auto opened = must(unwrap_account_keys(wrapped, wrapping, user("alice")));
  QVERIFY(opened.identity.public_key() == keys.identity.public_key());
  QVERIFY(equal(opened.archive_key.expose(), keys.archive_key.expose()));
  QVERIFY(must(wrap_account_keys(keys, wrapping, user("alice"), random)) != wrapped);
  QCOMPARE(outcome(unwrap_account_keys(wrapped, SecretBytes::copied_from(Bytes(32, 2)), user("alice"))),
           Name{"wrong_password"});
  QCOMPARE(outcome(unwrap_account_keys(wrapped, wrapping, user("mallory"))), Name{"wrong_password"});
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    wrapped[i] ^= 1;
    QVERIFY(!unwrap_account_keys(wrapped, wrapping, user("alice")).ok());
    wrapped[i] ^= 1;
    QVERIFY(!unwrap_account_keys(ByteView{wrapped}.first(i), wrapping, user("alice")).ok());
  }
  random.fail_after(1);
  QCOMPARE(outcome(wrap_account_keys(keys, wrapping, user("alice"), random)), Name{"random_failed"});
}

void TestPrimitives::device_name_opens_with_its_key_only() {
  SeededRandom random{1};
  const auto key = SecretBytes::copied_from(Bytes(32, 1));
  const Bytes sealed = must(seal_device_name("Ana's laptop", key, random));
  QCOMPARE(must(open_device_name(sealed, key)), Name{"Ana's laptop"});
  QCOMPARE(outcome(open_device_name(sealed, SecretBytes::copied_from(Bytes(32, 2)))), Name{"undecryptable"});
  QCOMPARE(must(open_device_name(must(seal_device_name("", key, random)), key)), Name{});
  QCOMPARE(outcome(open_device_name({}, key)), Name{"undecryptable"});
}

void TestPrimitives::captcha_is_solved() {
  const Name challenge = to_hex(sha256(bytes_of("salt?expires=1&12345")));
  QCOMPARE(solve_captcha(challenge, "salt?expires=1&", 0, 100'000), std::optional<std::uint64_t>{12345});
  QCOMPARE(solve_captcha(challenge, "salt?expires=1&", 12'345, 1), std::optional<std::uint64_t>{12345});
  QCOMPARE(solve_captcha(challenge, "salt?expires=1&", 0, 12'345), std::nullopt);
  QCOMPARE(solve_captcha(challenge, "other", 0, 20'000), std::nullopt);
  QCOMPARE(solve_captcha("no hex", "salt", 0, 10), std::nullopt);
  QCOMPARE(solve_captcha("00", "salt", 0, 10), std::nullopt);
}

void TestPrimitives::system_random_passes_its_self_test() {
  const auto random = must(system_random());
  Bytes one(100'000);
  Bytes other(100'000);
  must(random->fill(one));
  must(random->fill(other));
  QVERIFY(one != other);
  must(random->fill({}));
}

void TestPrimitives::broken_generator_is_found_data() {
  QTest::addColumn<int>("kind");
  const std::array names{"fails",           "zeros",           "ones",
                         "repeats a block", "half of it zero", "the same each time"};
  for (int kind = 0; kind < int(names.size()); ++kind) QTest::addRow("%s", names[std::size_t(kind)]) << kind;
}

void TestPrimitives::broken_generator_is_found() {
  QFETCH(int, kind);
  Generator broken{[&](std::span<std::uint8_t> out) -> Status {
    if (kind == 0) return Error{ErrorCode::random_failed, "test", 0};
    SeededRandom good{7};
    must(good.fill(out));
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (kind == 1) out[i] = 0;
      if (kind == 2) out[i] = 0xff;
      if (kind == 3) out[i] = out[i % 32];
      if (kind == 4 && i % 2 == 0) out[i] = 0;
    }
    return {};
  }};
  QCOMPARE(outcome(self_test(broken)), Name{"random_failed"});
}

QTEST_GUILESS_MAIN(TestPrimitives)
#include "test_primitives.moc"
