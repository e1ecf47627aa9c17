// SPDX-License-Identifier: GPL-3.0-or-later
// What sotto-relay says when it cannot start: one sentence, a code that is not 0, nothing half done.
#include <signal.h>

#include <QProcess>
#include <QtTest>
#include <fstream>

#include "relay_under_test.hpp"
#include "throw_away_certificate.hpp"

using namespace sotto::testing;

namespace {

struct Ended {
  int code = -1;
  QByteArray out;
  QByteArray error;
};

Ended run(const QStringList& arguments) {
  QProcess process;
  process.setStandardInputFile(QProcess::nullDevice());
  process.start(QStringLiteral(SOTTO_RELAY_BINARY), arguments);
  const bool ended = process.waitForFinished(20'000) && process.exitStatus() == QProcess::NormalExit;
  return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

/// Names without values or comments: "section.name".
QStringList setting_names(const QByteArray& yaml) {
  QStringList names;
  QByteArray section;
  for (const auto& line : yaml.split('\n')) {
    const auto text = line.trimmed();
    const auto colon = text.indexOf(':');
    if (text.startsWith('#') || colon < 0) continue;
    if (!line.startsWith(' ')) section = colon + 1 == text.size() ? text.first(colon) + '.' : QByteArray{};
    if (colon + 1 < text.size()) names += QString::fromUtf8(section + text.first(colon));
  }
  return names;
}

}  // namespace

class TestStart : public QObject {
  Q_OBJECT
 private slots:
  void init();
  void what_prevents_a_start_is_one_sentence_data();
  void what_prevents_a_start_is_one_sentence();
  void a_busy_port_is_named();
  void a_data_folder_in_use_is_named();
  void a_database_of_the_future_is_left_alone();
  void a_damaged_database_is_left_alone();
  void what_config_prints_is_taken_back();
  void a_key_behind_a_passphrase_is_not_asked_for();

 private:
  [[nodiscard]] QString file(const char* name, const QByteArray& content) const;
  /// Serves on a free port from a fresh data folder, with this configuration: it must not start.
  [[nodiscard]] Ended serve(const QByteArray& configuration) const;
  std::unique_ptr<QTemporaryDir> folder_;
};

void TestStart::init() { folder_ = std::make_unique<QTemporaryDir>(); }

QString TestStart::file(const char* name, const QByteArray& content) const {
  const auto path = folder_->filePath(QString::fromLatin1(name));
  std::ofstream{path.toStdString(), std::ios::binary} << content.toStdString();
  return path;
}

Ended TestStart::serve(const QByteArray& configuration) const {
  return run({"serve", "--config", file("relay.yaml", configuration), "--listen", "127.0.0.1:0", "--data-dir",
              folder_->filePath("data")});
}

void TestStart::what_prevents_a_start_is_one_sentence_data() {
  QTest::addColumn<QByteArray>("configuration");
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QByteArray>("says");
  const auto configured = [](const char* what, const char* yaml, const char* says) {
    QTest::newRow(what) << QByteArray{yaml} << QStringList{} << QByteArray{says};
  };
  const auto called = [](const char* what, const QStringList& arguments, const char* says) {
    QTest::newRow(what) << QByteArray{} << arguments << QByteArray{says};
  };
  configured("not YAML", "listen: [", "is not YAML");
  configured("a tab", "captcha:\n\tmax_number: 1\n", "is not YAML");
  configured("a list", "- listen\n", "not a list of settings");
  configured("a misspelt setting", "lisen: 127.0.0.1:0\n", "there is no setting 'lisen'");
  configured("a misspelt setting in a section", "captcha: {max: 1}\n", "there is no setting 'captcha.max'");
  configured("a text for a number", "threads: many\n", "'threads' is not valid");
  configured("a number out of range", "threads: 257\n", "'threads' is not valid");
  configured("a negative number", "mailbox: {letters: -1}\n", "'mailbox.letters' is not valid");
  configured("an unknown level", "log_level: loud\n", "'log_level' is not valid");
  configured("an origin without a scheme", "origins: [app.example]\n", "'origins' is not valid");
  configured("a port out of range", "listen: 127.0.0.1:65536\n", "'listen' is not valid");
  configured("a web root without a page", "web_root: /\n", "no index.html");
  configured("files that are not there", "tls: {certificate: /nowhere, key: /nowhere}\n",
             "The TLS key /nowhere cannot be used");
  configured("a certificate without its key", "tls: {certificate: /nowhere}\n", "tls.key");
  configured("a key without its certificate", "tls: {key: /nowhere}\n", "tls.certificate");
  called("an unknown command", {"fly"}, "no command 'fly'");
  called("an unknown option", {"serve", "--fast", "yes"}, "no option --fast");
  called("an option without a value", {"serve", "--listen"}, "--listen needs a value");
  called("an address that is none", {"serve", "--listen", "eighty"}, "ADDRESS:PORT");
  called("an address of another machine", {"serve", "--listen", "192.0.2.1:0", "--data-dir", "DATA"},
         "192.0.2.1");
  called("a configuration that is not there", {"serve", "--config", "/nowhere.yaml"}, "cannot be read");
  called("a data folder that is a file", {"serve", "--listen", "127.0.0.1:0", "--data-dir", "/dev/null"},
         "not a folder");
  called("a data folder that cannot be made",
         {"serve", "--listen", "127.0.0.1:0", "--data-dir", "/dev/null/data"}, "cannot be made");
  called("a data folder that cannot be written", {"serve", "--listen", "127.0.0.1:0", "--data-dir", "/proc"},
         "permission and space");
}

void TestStart::what_prevents_a_start_is_one_sentence() {
  QFETCH(QByteArray, configuration);
  QFETCH(QStringList, arguments);
  QFETCH(QByteArray, says);
  arguments.replaceInStrings("DATA", folder_->filePath("data"));
  const auto ended = arguments.isEmpty() ? serve(configuration) : run(arguments);
  QVERIFY2(ended.code > 0, ended.out.constData());
  QVERIFY2(ended.error.startsWith("sotto-relay: ") && ended.error.count('\n') == 1, ended.error.constData());
  QVERIFY2(ended.error.contains(says), ended.error.constData());
}

void TestStart::a_busy_port_is_named() {
  const RelayUnderTest first;
  const auto port = QByteArray::number(first.port());
  const auto ended = run({"serve", "--listen", "127.0.0.1:" + QString::fromLatin1(port), "--data-dir",
                          folder_->filePath("data")});
  QCOMPARE(ended.code, 1);
  QVERIFY2(ended.error.contains("Port " + port + " is already in use") && ended.error.count('\n') == 1,
           ended.error.constData());
}

void TestStart::a_data_folder_in_use_is_named() {
  const RelayUnderTest first;
  const auto ended = run({"serve", "--listen", "127.0.0.1:0", "--data-dir",
                          QString::fromStdString(first.process.data().string())});
  QCOMPARE(ended.code, 1);
  QVERIFY2(ended.error.contains("Another relay is already using"), ended.error.constData());
}

void TestStart::a_database_of_the_future_is_left_alone() {
  QDir{folder_->path()}.mkdir("data");
  {
    RelayProcess relay{{SOTTO_RELAY_BINARY, folder_->path().toStdString(), "", 0, std::nullopt}};
    relay.signal(SIGTERM);
    QCOMPARE(relay.wait_for_end(), 0);
  }
  const auto path = folder_->filePath("data/relay.db");
  QFile database{path};
  QVERIFY(database.open(QIODevice::ReadWrite));
  QVERIFY(database.seek(
      60));  // user_version: four bytes, most significant first (SQLite's file format, section 1.3)
  QCOMPARE(database.write(QByteArray::fromHex("7fffffff")), 4);
  database.close();
  const auto before = QFileInfo{path}.size();
  const auto ended = serve("");
  QCOMPARE(ended.code, 1);
  QVERIFY2(ended.error.contains("later version"), ended.error.constData());
  QCOMPARE(QFileInfo{path}.size(), before);
}

void TestStart::a_damaged_database_is_left_alone() {
  QDir{folder_->path()}.mkdir("data");
  const QByteArray content(8192, 'x');
  const auto path = file("data/relay.db", content);
  const auto ended = serve("");
  QCOMPARE(ended.code, 1);
  QVERIFY2(ended.error.contains("is damaged"), ended.error.constData());
  QFile database{path};
  QVERIFY(database.open(QIODevice::ReadOnly));
  QCOMPARE(database.readAll(), content);
}

void TestStart::what_config_prints_is_taken_back() {
  const auto printed = run({"config"});
  QCOMPARE(printed.code, 0);
  const auto names = setting_names(printed.out);
  for (const char* name : {"listen", "data_dir", "web_root", "origins", "threads", "tls.certificate",
                           "tls.key", "captcha.max_number", "mailbox.letters", "mailbox.bytes",
                           "limits.scale", "log_level", "registration", "trust_forwarded"}) {
    QVERIFY2(names.contains(QString::fromLatin1(name)), name);
  }
  RelayProcess relay{
      {SOTTO_RELAY_BINARY, folder_->path().toStdString(), printed.out.toStdString(), 0, std::nullopt}};
  QCOMPARE(answer_to(relay.port(), request_of("GET", "/readyz")).status, 200U);
}

/// OpenSSL would ask for it on the terminal and wait for ever.
void TestStart::a_key_behind_a_passphrase_is_not_asked_for() {
  const auto files = make_certificate(folder_->path().toStdString(), "relay.example", Protection::passphrase);
  const auto ended = serve("tls: {certificate: " + QByteArray::fromStdString(files.certificate.string()) +
                           ", key: " + QByteArray::fromStdString(files.key.string()) + "}\n");
  QCOMPARE(ended.code, 1);
  QVERIFY2(ended.error.contains("key"), ended.error.constData());
}

QTEST_GUILESS_MAIN(TestStart)
#include "test_start.moc"
