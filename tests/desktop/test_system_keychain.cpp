// SPDX-License-Identifier: GPL-3.0-or-later
// QtKeychain against GNOME Keyring on a session bus of its own; and what it says where there is no keychain.
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include "host/system_keychain.hpp"

using namespace sotto;
using namespace sotto::desktop;

class TestSystemKeychain final : public QObject {
  Q_OBJECT

 private slots:
  void where_none_answers_it_says_so();
  void the_system_s_keychain_keeps_a_secret();
};

namespace {

constexpr int patience_ms = 60'000;
const QString entry = QStringLiteral("database test");

template <class T, class Ask>
std::optional<Result<T>> wait(Ask ask) {
  QObject receiver;
  std::optional<Result<T>> answer;
  ask(Then<T>{&receiver, [&](Result<T> came) { answer.emplace(std::move(came)); }});
  static_cast<void>(QTest::qWaitFor([&] { return answer.has_value(); }, patience_ms));
  return answer;
}

/// Runs inside the session that the test below starts. 0: written, read back, and something else is not
/// found.
int write_and_read_back() {
  SystemKeychain keychain;
  const auto secret = SecretBytes::copied_from(std::string_view{"\0\x01 bytes, not text \xFF", 20});
  const auto missing =
      wait<std::optional<SecretBytes>>([&](auto then) { keychain.read(QStringLiteral("other"), then); });
  if (!missing || !missing->ok() || **missing) return 10;
  const auto written = wait<void>([&](auto then) { keychain.write(entry, secret, then); });
  if (!written || !written->ok()) return 11;
  const auto read = wait<std::optional<SecretBytes>>([&](auto then) { keychain.read(entry, then); });
  if (!read || !read->ok() || !**read) return 12;
  return equal_in_constant_time((**read)->expose(), secret.expose()) ? 0 : 13;
}

}  // namespace

void TestSystemKeychain::where_none_answers_it_says_so() {
  qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
  SystemKeychain keychain;
  const auto read = wait<std::optional<SecretBytes>>([&](auto then) { keychain.read(entry, then); });
  QVERIFY(read.has_value());
  QVERIFY(!read->ok());
  QCOMPARE(read->error().code, ErrorCode::unsupported);
  const auto written = wait<void>([&](auto then) { keychain.write(entry, SecretBytes{32}, then); });
  QVERIFY(written.has_value());
  QVERIFY(!written->ok());
}

void TestSystemKeychain::the_system_s_keychain_keeps_a_secret() {
  const QTemporaryDir home;
  QProcess session;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
  for (const char* folder :
       {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}) {
    environment.insert(QString::fromLatin1(folder), home.path());
  }
  environment.insert(QStringLiteral("XDG_CURRENT_DESKTOP"), QStringLiteral("GNOME"));
  session.setProcessEnvironment(environment);
  session.setProcessChannelMode(QProcess::MergedChannels);
  // A keyring is unlocked with the password that comes on standard input; the bus ends with the shell.
  session.start(QStringLiteral("dbus-run-session"),
                {"--", "sh", "-c",
                 "printf keyring | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "
                 "\"$0\" --inside",
                 QCoreApplication::applicationFilePath()});
  QVERIFY(session.waitForFinished(patience_ms));
  QVERIFY2(session.exitStatus() == QProcess::NormalExit && session.exitCode() == 0,
           (QByteArray::number(session.exitCode()) + ": " + session.readAll()).constData());
}

int main(int argc, char** argv) {
  QCoreApplication application{argc, argv};
  if (application.arguments().contains(QStringLiteral("--inside"))) return write_and_read_back();
  TestSystemKeychain test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_system_keychain.moc"
