// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <fstream>
#include <set>

#include "group_state.hpp"
#include "sotto/group/membership_log.hpp"
#include "vectors.hpp"

using namespace sotto;
using namespace sotto::vectors;

/// The files of crypto-docs/vectors as somebody reads them who has nothing else: from their bytes alone.
class TestVectors : public QObject {
  Q_OBJECT

 private slots:
  void logs_amount_to_their_states();
  void every_code_of_a_log_has_a_vector();
};

namespace {

Json file(const std::string& name) {
  std::ifstream in{std::string{SOTTO_SOURCE_DIR "/crypto-docs/vectors/"} + name + ".json"};
  return Json::parse(in);
}

std::string text(const Json& value) { return value.get<std::string>(); }
Bytes bytes(const Json& value) { return parse_hex(text(value)).value(); }

Result<group::MembershipLog> replay(const Json& log) {
  std::vector<Bytes> entries;
  for (const auto& entry : log.at("entries")) entries.push_back(bytes(entry));
  return group::MembershipLog::replay(must(GroupId::parse(bytes(log.at("group")))), entries);
}

#define COMPARE_TEXT(actual, expected) \
  QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected))

}  // namespace

void TestVectors::logs_amount_to_their_states() {
  const auto logs = file("group").at("logs");
  QVERIFY(logs.size() >= 20);
  for (const auto& log : logs) {
    const auto replayed = replay(log);
    COMPARE_TEXT(outcome(replayed), log.value("refused", "ok"));
    if (replayed) COMPARE_TEXT(written(replayed->state()).dump(), log.at("state").dump());
  }
}

void TestVectors::every_code_of_a_log_has_a_vector() {
  std::set<std::string> codes;
  for (const auto& log : file("group").at("logs")) codes.insert(log.value("refused", "ok"));
  for (const auto code :
       {ErrorCode::malformed, ErrorCode::context_mismatch, ErrorCode::stale_state, ErrorCode::forked_log,
        ErrorCode::not_permitted, ErrorCode::not_approved, ErrorCode::invalid_signature}) {
    const std::string name{name_of(code)};
    QVERIFY2(codes.count(name) > 0, name.c_str());
  }
}

QTEST_GUILESS_MAIN(TestVectors)
#include "test_vectors.moc"
