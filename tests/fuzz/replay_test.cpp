// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus of every fuzz target, replayed: each input that ever mattered stays a test, with every compiler.
#include <QtTest>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "target.hpp"

using namespace sotto;
using namespace sotto::fuzz;
namespace fs = std::filesystem;

namespace {

/// What is being replayed, for the line that a crash leaves behind.
std::string replayed;

extern "C" void name_the_input(int number) {
  std::fprintf(stderr, "signal %d while replaying %s\n", number, replayed.c_str());
  std::signal(number, SIG_DFL);
  std::raise(number);
}

Bytes content_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

Verdict replay(const Target& target, const std::string& name, ByteView input) {
  replayed = std::string{target.name} + "/" + name;
  return target.run(input);
}

void add_a_row_for_each_target() {
  QTest::addColumn<QString>("name");
  for (const auto& target : all_targets()) QTest::newRow(target.name) << QString{target.name};
}

}  // namespace

class TestCorpus : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void seeds_are_accepted_data() { add_a_row_for_each_target(); }
  void seeds_are_accepted();
  void inputs_that_mattered_do_no_harm_data() { add_a_row_for_each_target(); }
  void inputs_that_mattered_do_no_harm();
};

void TestCorpus::initTestCase() {
  for (const int number : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) std::signal(number, name_the_input);
}

void TestCorpus::seeds_are_accepted() {
  QFETCH(QString, name);
  const auto& target = *find_target(name.toStdString());
  const auto seeds = target.seeds();
  QVERIFY(!seeds.empty());
  int number = 0;
  for (const auto& seed : seeds) {
    const auto label = "seed-" + std::to_string(++number);
    QVERIFY2(seed.size() <= target.max_size, label.c_str());
    QVERIFY2(replay(target, label, seed) == Verdict::accepted, label.c_str());
  }
  if (target.landmarks == nullptr) return;
  for (const auto& landmark : target.landmarks()) QVERIFY2(reached().count(landmark) == 1, landmark.c_str());
}

void TestCorpus::inputs_that_mattered_do_no_harm() {
  QFETCH(QString, name);
  const auto& target = *find_target(name.toStdString());
  int inputs = 0;
  for (const auto& file : fs::directory_iterator{fs::path{SOTTO_FUZZ_CORPUS} / target.name}) {
    static_cast<void>(replay(target, file.path().filename().string(), content_of(file.path())));
    ++inputs;
  }
  QVERIFY2(inputs > 0, "the corpus has a folder with inputs for each target");
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "replay_test.moc"
