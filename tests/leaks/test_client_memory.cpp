// SPDX-License-Identifier: GPL-3.0-or-later
// What whoever reads a client's memory, or the core image of it, finds when nothing should be there any more:
// after a log-out (attack E12), once the databases are closed, and a minute after what was said has ended
// (attack E8).
#include <QtTest>
#include <algorithm>
#include <set>

#include "scanned_process.hpp"

using namespace sotto::testing;
using Names = std::set<std::string>;

namespace {

constexpr const char* client = SOTTO_SCANNED_CLIENT;
constexpr const char* without_wiping = SOTTO_SCANNED_CLIENT_UNWIPED;
constexpr const char* without_scrubbing = SOTTO_SCANNED_CLIENT_UNSCRUBBED;

/// What lives as long as a session does.
const Names kept_while_it_lasts{"contact-name", "text",           "short-text",    "reply",
                                "story",        "group-text",     "timed-story",   "timed-short",
                                "timed-edited", "timed-in-group", "whisper",       "short-whisper",
                                "identity-key", "archive-key",    "session-token", "database-key"};
/// What ends by itself, or when its reader ends it.
const Names ended{"timed",          "timed-story", "timed-short",  "timed-edited",
                  "timed-in-group", "whisper",     "short-whisper"};
/// The database is open after a log-out too, for whoever logs in next; nothing is in it.
const Names open_after_a_log_out{"database-key"};

Names names_of(const std::vector<Finding>& findings) {
  Names names;
  for (const auto& finding : findings) names.insert(finding.canary);
  return names;
}

Names names_of(const std::vector<Canary>& canaries) {
  Names names;
  for (const auto& canary : canaries) names.insert(canary.name);
  return names;
}

std::vector<Canary> only(const std::vector<Canary>& canaries, const Names& names) {
  std::vector<Canary> chosen;
  std::copy_if(canaries.begin(), canaries.end(), std::back_inserter(chosen),
               [&](const Canary& canary) { return names.count(canary.name) > 0; });
  return chosen;
}

std::vector<Canary> without(const std::vector<Canary>& canaries, const Names& names) {
  std::vector<Canary> rest;
  std::copy_if(canaries.begin(), canaries.end(), std::back_inserter(rest),
               [&](const Canary& canary) { return names.count(canary.name) == 0; });
  return rest;
}

/// A session that has said everything, and holds what a session holds: the search finds what there is.
void begin(ScannedProcess& process) {
  process.go_on_to("held");
  QCOMPARE(names_of(process.scan(process.canaries())), names_of(process.canaries()));
  process.go_on_to("live");
  const auto found = names_of(process.scan(process.canaries()));
  QVERIFY(std::includes(found.begin(), found.end(), kept_while_it_lasts.begin(), kept_while_it_lasts.end()));
}

std::vector<Finding> left_after_log_out(const char* program) {
  ScannedProcess process{program, "log-out"};
  begin(process);
  process.go_on_to("gone");
  return process.scan(without(process.canaries(), open_after_a_log_out));
}

std::vector<Finding> left_after_close(const char* program, const QString& scene) {
  ScannedProcess process{program, scene};
  begin(process);
  if (scene == "log-out") process.go_on_to("gone");
  process.go_on_to("closed");
  return process.scan(process.canaries());
}

/// Between two inputs.
std::size_t found_on_the_stack(const char* program) {
  ScannedProcess process{program, "close"};
  begin(process);
  const auto found = process.scan(process.canaries());
  return static_cast<std::size_t>(std::count_if(
      found.begin(), found.end(), [](const Finding& finding) { return finding.place == "stack"; }));
}

struct Left {
  std::vector<Finding> of_what_ended;
  Names of_the_rest;
};

Left left_after_the_end(const char* program) {
  ScannedProcess process{program, "end"};
  begin(process);
  process.go_on_to("gone");
  return {process.scan(only(process.canaries(), ended)),
          names_of(process.scan(without(process.canaries(), ended)))};
}

}  // namespace

class TestClientMemory : public QObject {
  Q_OBJECT

 private slots:
  void a_log_out_leaves_nothing_in_memory();
  void a_closed_session_leaves_nothing_in_memory_data();
  void a_closed_session_leaves_nothing_in_memory();
  void what_has_ended_is_not_in_memory_a_minute_later();
  void a_session_leaves_nothing_on_the_stack_between_inputs();
  void memory_that_is_not_wiped_gives_it_away_data();
  void memory_that_is_not_wiped_gives_it_away();
  void a_stack_that_is_not_scrubbed_gives_it_away();
};

void TestClientMemory::a_log_out_leaves_nothing_in_memory() {
  const auto left = left_after_log_out(client);
  QVERIFY2(left.empty(), describe(left).c_str());
}

void TestClientMemory::a_closed_session_leaves_nothing_in_memory_data() {
  QTest::addColumn<QString>("scene");
  QTest::newRow("of somebody who is logged in") << "close";
  QTest::newRow("of somebody who has logged out") << "log-out";
}

void TestClientMemory::a_closed_session_leaves_nothing_in_memory() {
  QFETCH(QString, scene);
  const auto left = left_after_close(client, scene);
  QVERIFY2(left.empty(), describe(left).c_str());
}

void TestClientMemory::what_has_ended_is_not_in_memory_a_minute_later() {
  const auto left = left_after_the_end(client);
  QVERIFY2(left.of_what_ended.empty(), describe(left.of_what_ended).c_str());
  // The session goes on, and what lasts is there.
  QVERIFY(left.of_the_rest.count("text") > 0);
}

void TestClientMemory::a_session_leaves_nothing_on_the_stack_between_inputs() {
  QCOMPARE(found_on_the_stack(client), std::size_t{0});
}

void TestClientMemory::memory_that_is_not_wiped_gives_it_away_data() {
  QTest::addColumn<QString>("scene");
  for (const char* scene : {"log-out", "close", "end"}) QTest::newRow(scene) << scene;
}

void TestClientMemory::memory_that_is_not_wiped_gives_it_away() {
  QFETCH(QString, scene);
  if (scene == "log-out") QVERIFY(!left_after_log_out(without_wiping).empty());
  if (scene == "close") QVERIFY(!left_after_close(without_wiping, scene).empty());
  if (scene == "end") QVERIFY(!left_after_the_end(without_wiping).of_what_ended.empty());
}

void TestClientMemory::a_stack_that_is_not_scrubbed_gives_it_away() {
  QVERIFY(found_on_the_stack(without_scrubbing) > 0);
}

QTEST_GUILESS_MAIN(TestClientMemory)
#include "test_client_memory.moc"
