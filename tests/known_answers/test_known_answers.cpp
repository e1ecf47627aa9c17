// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <array>
#include <fstream>

#include "known_answers.hpp"

using namespace sotto;
using namespace sotto::known_answers;

namespace {

/// What a file holds, so that a test that is lost is noticed.
struct File {
  const char* name;
  std::size_t answers;
  std::size_t refusals;
};

constexpr std::array files{File{"acvp_ml_kem_768", 60, 0},
                           File{"boringssl_ml_kem_768", 68, 140},
                           File{"wycheproof_ml_kem_768", 1, 0},
                           File{"wycheproof_x25519", 474, 44},
                           File{"wycheproof_ed25519", 84, 58},
                           File{"wycheproof_hkdf_sha256", 22, 3},
                           File{"wycheproof_hmac_sha256", 66, 108},
                           File{"wycheproof_aes_256_gcm", 21, 27},
                           File{"wycheproof_aes_256_cbc_pkcs5", 24, 37}};

Json read(const QString& name) {
  std::ifstream in{SOTTO_KNOWN_ANSWERS "/" + name.toStdString() + ".json"};
  return Json::parse(in);
}

void flip_last_digit(Json& hex) {
  auto text = hex.get<std::string>();
  text.back() = text.back() == '0' ? '1' : '0';
  hex = text;
}

/// Where a published answer stands.
void flip_answer(Json& test) {
  for (const char* field : {"K", "dk", "shared", "output", "tag", "ciphertext", "signature"}) {
    if (!test.contains(field) || test.at(field).get<std::string>().empty()) continue;
    flip_last_digit(test.at(field));
    return;
  }
}

bool is_refused_as_a_key(const Json& test) {
  const auto flags = test.value("flags", Json::array());
  return std::any_of(flags.begin(), flags.end(), [](const Json& flag) {
    return flag == "LowOrderPublic" || flag == "NonCanonicalPublic";
  });
}

bool is_refused(const Json& test) {
  if (test.contains("result")) return test.at("result") == "invalid" || is_refused_as_a_key(test);
  return !test.contains("K") && !test.contains("seed");
}

/// As if it had to be answered.
void call_valid(Json& test) {
  if (!test.contains("result")) {
    test["K"] = "";
    return;
  }
  test["result"] = "valid";
  test["flags"] = Json::array();
}

template <class Change>
Json changed(const QString& name, Change change) {
  auto file = read(name);
  for (auto& part : file) {
    if (!part.is_array()) continue;
    for (auto& test : part) change(test);
  }
  return file;
}

}  // namespace

class TestKnownAnswers : public QObject {
  Q_OBJECT

 private slots:
  void answers_are_as_published_data() { rows(); }
  void answers_are_as_published() {
    QFETCH(QString, name);
    const auto report = check(read(name));
    for (const auto& test : report.wrong()) qWarning("%s", test.c_str());
    QCOMPARE(report.wrong().size(), std::size_t{0});
    QTEST(report.answers(), "answers");
    QTEST(report.refusals(), "refusals");
  }

  // Control: each of them would be noticed.
  void another_answer_is_noticed_data() { rows(); }
  void another_answer_is_noticed() {
    QFETCH(QString, name);
    const auto report = check(changed(name, [](Json& test) {
      if (!is_refused(test)) flip_answer(test);
    }));
    QCOMPARE(report.answers(), std::size_t{0});
    QTEST(report.wrong().size(), "answers");
    QTEST(report.refusals(), "refusals");
  }

  // Control: what is refused is not answered after all.
  void a_refusal_is_no_answer_data() { rows(); }
  void a_refusal_is_no_answer() {
    QFETCH(QString, name);
    const auto report = check(changed(name, [](Json& test) {
      if (is_refused(test)) call_valid(test);
    }));
    QCOMPARE(report.refusals(), std::size_t{0});
    QTEST(report.wrong().size(), "refusals");
    QTEST(report.answers(), "answers");
  }

 private:
  static void rows() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<std::size_t>("answers");
    QTest::addColumn<std::size_t>("refusals");
    for (const auto& file : files) {
      QTest::newRow(file.name) << QString::fromLatin1(file.name) << file.answers << file.refusals;
    }
  }
};

QTEST_GUILESS_MAIN(TestKnownAnswers)
#include "test_known_answers.moc"
