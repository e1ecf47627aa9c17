// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "controllers/safety_code.hpp"
#include "fake_engine.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestSafetyCode final : public QObject {
  Q_OBJECT

 private slots:
  void one_s_own_code_is_read_when_it_is_asked_for();
  void there_is_none_before_the_first_contact();
  void a_code_is_compared_data();
  void a_code_is_compared();
  void an_outcome_is_not_said_of_another_text();
  void an_answer_that_comes_late_is_dropped();
  void nothing_of_another_conversation_stays();
};

namespace {

const Username bob = user("bob");

struct Fixture {
  FakeEngine engine;
  SafetyCode code{engine};

  Fixture() {
    engine.safety_codes[bob] = "SOTTO:BOB";
    engine.known_codes = {{"theirs", crypto::SafetyCodeMatch::same},
                          {"mallory's", crypto::SafetyCodeMatch::different_key}};
    code.open(bob);
  }
  void compare(const QString& text) {
    code.compare(text);
    engine.settle();
  }
};

}  // namespace

void TestSafetyCode::one_s_own_code_is_read_when_it_is_asked_for() {
  Fixture f;
  QCOMPARE(f.code.own(), QString{});
  f.code.read();
  f.engine.settle();
  QCOMPARE(f.code.own(), QString{"SOTTO:BOB"});
}

void TestSafetyCode::there_is_none_before_the_first_contact() {
  Fixture f;
  QSignalSpy failed{&f.code, &SafetyCode::failed};
  f.code.open(user("carol"));
  f.code.read();
  f.compare(QStringLiteral("theirs"));
  QCOMPARE(f.code.own(), QString{});
  QCOMPARE(f.code.match(), QString{});
  QCOMPARE(failed.count(), 1);
}

void TestSafetyCode::a_code_is_compared_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("match");
  QTest::newRow("the other's") << "theirs"
                               << "same";
  QTest::newRow("with another key") << "mallory's"
                                    << "different_key";
  QTest::newRow("anything") << "https://sotto.example"
                            << "other_code";
}

void TestSafetyCode::a_code_is_compared() {
  QFETCH(QString, text);
  QFETCH(QString, match);
  Fixture f;
  f.compare(text);
  QCOMPARE(f.code.match(), match);
  QVERIFY(f.engine.inputs.empty());  // nobody is verified by it
}

void TestSafetyCode::an_outcome_is_not_said_of_another_text() {
  Fixture f;
  f.compare(QStringLiteral("theirs"));
  f.code.forgetMatch();
  QCOMPARE(f.code.match(), QString{});
}

void TestSafetyCode::an_answer_that_comes_late_is_dropped() {
  Fixture f;
  f.code.compare(QStringLiteral("theirs"));
  f.code.forgetMatch();
  f.engine.settle();
  QCOMPARE(f.code.match(), QString{});
  f.code.compare(QStringLiteral("theirs"));
  f.compare(QStringLiteral("mallory's"));
  QCOMPARE(f.code.match(), QString{"different_key"});
}

void TestSafetyCode::nothing_of_another_conversation_stays() {
  Fixture f;
  f.code.read();
  f.compare(QStringLiteral("theirs"));
  f.code.compare(QStringLiteral("theirs"));
  f.code.open(user("carol"));
  f.engine.settle();
  QCOMPARE(f.code.own(), QString{});
  QCOMPARE(f.code.match(), QString{});
  f.code.open(std::nullopt);
  f.code.read();
  f.compare(QStringLiteral("theirs"));
  QCOMPARE(f.code.match(), QString{});
}

QTEST_GUILESS_MAIN(TestSafetyCode)
#include "test_safety_code.moc"
