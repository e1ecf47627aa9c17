// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "controllers/linking.hpp"
#include "fake_engine.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;
using client::LinkingSide;
using client::LinkingStage;

class TestLinking final : public QObject {
  Q_OBJECT

 private slots:
  void a_code_is_asked_for_and_shown();
  void a_typed_code_is_handed_to_the_engine();
  void the_number_is_shown_in_two_parts_and_confirmed_as_it_was();
  void its_end_is_told_and_stays_until_one_leaves();
  void what_is_no_code_is_told();
  void leaving_ends_it();
  void nothing_is_left_after_logging_out();
};

namespace {

struct Fixture {
  FakeEngine engine;
  Linking linking{engine};

  void show(client::LinkingView view) {
    engine.linking = std::move(view);
    engine.fire(client::LinkingChanged{});
    engine.settle();
  }
  void forget() {
    engine.linking.reset();
    engine.fire(client::LinkingChanged{});
    engine.settle();
  }
  void compare() { show({LinkingSide::owner, LinkingStage::comparing, {}, "042117", "phone"}); }
};

}  // namespace

void TestLinking::a_code_is_asked_for_and_shown() {
  Fixture f;
  f.linking.showCode();
  QCOMPARE(f.linking.stage(), QString{"connecting"});
  QVERIFY(f.engine.last<client::LinkDevice>() != nullptr);
  f.engine.settle();
  f.show({LinkingSide::owner, LinkingStage::showing_code, "ABCD-EFGH", {}, {}});
  QCOMPARE(f.linking.stage(), QString{"showing_code"});
  QCOMPARE(f.linking.code(), QString{"ABCD-EFGH"});
  QCOMPARE(f.linking.number(), QString{});
}

void TestLinking::a_typed_code_is_handed_to_the_engine() {
  Fixture f;
  f.linking.join(QStringLiteral("abcd efgh"), QStringLiteral("laptop"));
  const auto* input = f.engine.last<client::JoinWithCode>();
  QVERIFY(input != nullptr);
  QCOMPARE(std::string{text_of(input->code.expose())}, std::string{"abcd efgh"});
  QCOMPARE(input->device_name, std::string{"laptop"});
}

void TestLinking::the_number_is_shown_in_two_parts_and_confirmed_as_it_was() {
  Fixture f;
  f.compare();
  QCOMPARE(f.linking.stage(), QString{"comparing"});
  QCOMPARE(f.linking.number(), QString{"042 117"});
  QCOMPARE(f.linking.other(), QString{"phone"});
  f.linking.confirm();
  QVERIFY(f.engine.last<client::ConfirmLinking>() != nullptr);
  QCOMPARE(f.engine.last<client::ConfirmLinking>()->number, std::string{"042117"});
}

void TestLinking::its_end_is_told_and_stays_until_one_leaves() {
  Fixture f;
  f.compare();
  f.engine.fire(client::LinkingEnded{ErrorCode::not_found});
  QCOMPARE(f.linking.stage(), QString{"failed"});
  QCOMPARE(f.linking.error(), QString{"not_found"});
  f.forget();
  QCOMPARE(f.linking.stage(), QString{"failed"});
  f.linking.leave();
  QCOMPARE(f.linking.stage(), QString{});
  QCOMPARE(f.engine.count<client::CancelLinking>(), std::size_t{0});
  f.compare();
  f.engine.fire(client::LinkingEnded{});
  QCOMPARE(f.linking.stage(), QString{"done"});
  QCOMPARE(f.linking.error(), QString{});
}

void TestLinking::what_is_no_code_is_told() {
  Fixture f;
  f.engine.submit_status = Error{ErrorCode::malformed, "link code"};
  f.linking.join(QStringLiteral("abcd"), QStringLiteral("laptop"));
  f.engine.settle();
  QCOMPARE(f.linking.stage(), QString{"failed"});
  QCOMPARE(f.linking.error(), QString{"malformed"});
}

void TestLinking::leaving_ends_it() {
  Fixture f;
  f.compare();
  f.linking.leave();
  QCOMPARE(f.engine.count<client::CancelLinking>(), std::size_t{1});
  QCOMPARE(f.linking.stage(), QString{});
  QCOMPARE(f.linking.number(), QString{});
  f.linking.leave();
  QCOMPARE(f.engine.count<client::CancelLinking>(), std::size_t{1});
}

void TestLinking::nothing_is_left_after_logging_out() {
  Fixture f;
  f.show({LinkingSide::owner, LinkingStage::showing_code, "ABCD-EFGH", {}, {}});
  f.engine.fire(client::LoggedOut{});
  QCOMPARE(f.linking.stage(), QString{});
  QCOMPARE(f.linking.code(), QString{});
}

QTEST_GUILESS_MAIN(TestLinking)
#include "test_linking.moc"
