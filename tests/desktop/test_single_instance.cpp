// SPDX-License-Identifier: GPL-3.0-or-later
// Two processes on one data folder: the second gives way.
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "host/single_instance.hpp"

using namespace sotto::desktop;

class TestSingleInstance final : public QObject {
  Q_OBJECT

 private slots:
  void the_first_has_the_folder();
  void the_second_shows_the_first_and_ends();
  void a_first_that_does_not_answer_is_told();
  void the_folder_is_free_after_a_crash();
#ifdef SOTTO_HAS_SCREENS
  void the_program_shows_itself_and_ends_on_sigterm();
#endif
};

namespace {

constexpr int patience_ms = 60'000;

struct Outcome {
  int code = -1;
  QByteArray said;
};

/// Starts the program on this folder and waits for its end.
Outcome run_program(const QTemporaryDir& folder) {
  QProcess program;
  program.setProcessChannelMode(QProcess::MergedChannels);
  program.start(QStringLiteral(SOTTO_BINARY), {"--no-keychain", "--data-dir", folder.path()});
  static_cast<void>(QTest::qWaitFor([&] { return program.state() == QProcess::NotRunning; }, patience_ms));
  return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1, program.readAll()};
}

}  // namespace

void TestSingleInstance::the_first_has_the_folder() {
  const QTemporaryDir one;
  const QTemporaryDir other;
  SingleInstance first{*DataFolder::open(one.path())};
  SingleInstance second{*DataFolder::open(one.path())};
  SingleInstance elsewhere{*DataFolder::open(other.path())};
  QVERIFY(first.acquire());
  QVERIFY(!second.acquire());
  QVERIFY(elsewhere.acquire());
}

void TestSingleInstance::the_second_shows_the_first_and_ends() {
  const QTemporaryDir folder;
  SingleInstance first{*DataFolder::open(folder.path())};
  QVERIFY(first.acquire());
  QSignalSpy asked{&first, &SingleInstance::asked_to_show};
  const auto second = run_program(folder);
  QCOMPARE(second.code, 0);
  QVERIFY2(second.said.contains("runs already"), second.said.constData());
  QCOMPARE(asked.size(), 1);
}

void TestSingleInstance::a_first_that_does_not_answer_is_told() {
  const QTemporaryDir folder;
  QLockFile silent{DataFolder::open(folder.path())->lock()};
  QVERIFY(silent.tryLock());
  const auto second = run_program(folder);
  QCOMPARE(second.code, 1);
  QVERIFY2(second.said.contains("error: Sotto runs already"), second.said.constData());
}

void TestSingleInstance::the_folder_is_free_after_a_crash() {
  const QTemporaryDir folder;
  const QString lock = DataFolder::open(folder.path())->lock();
  QProcess other;
  other.start(QCoreApplication::applicationFilePath(), {"--hold", lock});
  QVERIFY(other.waitForReadyRead(patience_ms));
  SingleInstance mine{*DataFolder::open(folder.path())};
  QVERIFY(!mine.acquire());
  other.kill();
  QVERIFY(other.waitForFinished(patience_ms));
  QVERIFY(mine.acquire());
}

#ifdef SOTTO_HAS_SCREENS
namespace {

QByteArray limits_of(const QProcess& program) {
  QFile limits{QStringLiteral("/proc/%1/limits").arg(program.processId())};
  return limits.open(QIODevice::ReadOnly) ? limits.readAll() : QByteArray{};
}

}  // namespace

void TestSingleInstance::the_program_shows_itself_and_ends_on_sigterm() {
  const QTemporaryDir folder;
  QProcess program;
  program.setProcessChannelMode(QProcess::MergedChannels);
  program.start(QStringLiteral(SOTTO_BINARY), {"--no-keychain", "--data-dir", folder.path()});
  QVERIFY(program.waitForStarted(patience_ms));
  const SingleInstance second{*DataFolder::open(folder.path())};
  // It answers once its event loop runs, and that is after the screens were loaded.
  QVERIFY2(QTest::qWaitFor([&] { return second.raise_other(); }, patience_ms), program.readAll().constData());
  QVERIFY(limits_of(program).contains("Max core file size        0 "));
  program.terminate();
  QVERIFY(program.waitForFinished(patience_ms));
  QCOMPARE(program.exitStatus(), QProcess::NormalExit);
  QCOMPARE(program.exitCode(), 0);
}
#endif

int main(int argc, char** argv) {
  QCoreApplication application{argc, argv};
  const QStringList arguments = application.arguments();
  if (arguments.value(1) == QStringLiteral("--hold")) {
    QLockFile lock{arguments.value(2)};
    if (!lock.tryLock()) return 1;
    std::puts("held");
    std::fflush(stdout);
    return QCoreApplication::exec();
  }
  TestSingleInstance test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_single_instance.moc"
