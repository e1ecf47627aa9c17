// SPDX-License-Identifier: GPL-3.0-or-later
// The table of README.md: every row of the catalogue stands in it, and every test that it names exists.
#include <QFile>
#include <QRegularExpression>
#include <QtTest>
#include <map>
#include <set>

namespace {

QString content_of(const QString& path) {
  QFile file{QString{SOTTO_SOURCE_DIR} + "/" + path};
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

struct Row {
  QString id;
  QString rest;
};

std::vector<Row> rows() {
  std::vector<Row> found;
  const QRegularExpression form{R"(^\| ([A-Z]\d+) \| (.*) \|$)"};
  for (const auto& line : content_of("tests/hostile/README.md").split('\n')) {
    const auto match = form.match(line);
    if (match.hasMatch()) found.push_back({match.captured(1), match.captured(2)});
  }
  return found;
}

/// `folder/file.cpp: name`, or several names after one file.
std::vector<std::pair<QString, QString>> tests_named_in(const QString& text) {
  std::vector<std::pair<QString, QString>> found;
  const QRegularExpression form{R"(`([\w/.-]+\.(?:cpp|hpp|ts|mjs)): ([^`]+)`)"};
  for (auto match = form.globalMatch(text); match.hasNext();) {
    const auto one = match.next();
    for (const auto& name : one.captured(2).split("; ")) found.emplace_back("tests/" + one.captured(1), name);
  }
  return found;
}

}  // namespace

class TestTable : public QObject {
  Q_OBJECT

 private slots:
  void every_row_of_the_catalogue_is_there_once() {
    const std::map<char, int> sections{{'A', 23}, {'B', 15}, {'C', 8}, {'E', 12}};
    std::multiset<QString> ids;
    for (const auto& row : rows()) ids.insert(row.id);
    for (const auto& [section, count] : sections) {
      for (int number = 1; number <= count; ++number) {
        const auto id = QString{QChar{section}} + QString::number(number);
        QVERIFY2(ids.count(id) == 1, qPrintable(id));
      }
    }
  }

  void every_row_names_a_test_or_says_that_it_has_none() {
    for (const auto& row : rows()) {
      const bool open = row.rest.contains("not yet:");
      QVERIFY2(open || !tests_named_in(row.rest).empty(), qPrintable(row.id));
    }
  }

  void every_test_that_is_named_exists() {
    for (const auto& row : rows()) {
      for (const auto& [file, name] : tests_named_in(row.rest)) {
        const auto source = content_of(file);
        QVERIFY2(!source.isEmpty(), qPrintable(row.id + ": " + file));
        const bool there = source.contains("void " + name + "(") || source.contains('"' + name + '"');
        QVERIFY2(there, qPrintable(row.id + ": " + file + ": " + name));
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestTable)
#include "test_table.moc"
