// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QtTest>

#include "people.hpp"
#include "vectors.hpp"

using namespace sotto;
using namespace sotto::group;
using namespace sotto::group::test;

/// crypto-docs/vectors/group.json. With SOTTO_WRITE_VECTORS=<file> it is written anew.
class TestGroupVectors : public QObject {
  Q_OBJECT

 private slots:
  void file_is_what_the_code_makes();
  void every_code_of_a_log_has_a_vector();
};

namespace {

QJsonObject stored() {
  QFile file{QStringLiteral(SOTTO_SOURCE_DIR "/crypto-docs/vectors/group.json")};
  if (!file.open(QIODevice::ReadOnly)) qFatal("no vectors");
  return QJsonDocument::fromJson(file.readAll()).object();
}

}  // namespace

void TestGroupVectors::file_is_what_the_code_makes() {
  const auto made = make_vectors();
  if (const auto path = qEnvironmentVariable("SOTTO_WRITE_VECTORS"); !path.isEmpty()) {
    QFile file{path};
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument{made}.toJson());
  }
  const auto kept = stored();
  const auto made_logs = made.value("logs").toArray();
  const auto kept_logs = kept.value("logs").toArray();
  QCOMPARE(kept_logs.size(), made_logs.size());
  for (qsizetype at = 0; at < made_logs.size(); ++at) {
    QVERIFY2(kept_logs[at] == made_logs[at], qPrintable(made_logs[at].toObject().value("name").toString()));
  }
  QVERIFY(made_logs.size() >= 20);
}

void TestGroupVectors::every_code_of_a_log_has_a_vector() {
  QSet<QString> codes;
  for (const auto& log : stored().value("logs").toArray())
    codes.insert(log.toObject().value("refused").toString());
  for (const auto code :
       {ErrorCode::malformed, ErrorCode::context_mismatch, ErrorCode::stale_state, ErrorCode::forked_log,
        ErrorCode::not_permitted, ErrorCode::not_approved, ErrorCode::invalid_signature}) {
    QVERIFY2(codes.contains(QString::fromStdString(std::string{name_of(code)})),
             std::string{name_of(code)}.c_str());
  }
}

QTEST_GUILESS_MAIN(TestGroupVectors)
#include "test_group_vectors.moc"
