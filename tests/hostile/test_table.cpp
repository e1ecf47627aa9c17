// SPDX-License-Identifier: GPL-3.0-or-later
// The table of README.md: every row of the catalogue stands in it, every test that it names exists, and every
// row says where it is seen that its test could fail.
#include <QFile>
#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <map>
#include <set>

namespace {

QString content_of(const QString& path) {
  QFile file{QString{SOTTO_SOURCE_DIR} + "/" + path};
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

struct Row {
  QString id;
  QString tests;
  QString control;
  [[nodiscard]] bool is_open() const { return tests.contains("not yet:"); }
};

std::vector<Row> rows() {
  std::vector<Row> found;
  const QRegularExpression form{R"(^\| ([A-Z]\d+) \| (.*) \|(.*)\|$)"};
  for (const auto& line : content_of("tests/hostile/README.md").split('\n')) {
    const auto match = form.match(line);
    if (match.hasMatch())
      found.push_back({match.captured(1), match.captured(2), match.captured(3).trimmed()});
  }
  return found;
}

struct NamedTest {
  QString file;
  QString name;
};

/// `folder/file.cpp: name`, or several names after one file.
const QRegularExpression& reference() {
  static const QRegularExpression form{R"(`([\w/.-]+\.(?:cpp|hpp|ts|mjs)): ([^`]+)`)"};
  return form;
}

std::vector<NamedTest> tests_named_in(const QString& text) {
  std::vector<NamedTest> found;
  for (auto match = reference().globalMatch(text); match.hasNext();) {
    const auto one = match.next();
    for (const auto& name : one.captured(2).split("; ")) found.push_back({"tests/" + one.captured(1), name});
  }
  return found;
}

/// Up to the brace that closes it; empty when there is no such function, but perhaps a row of a data-driven
/// test.
QString body_of(const QString& source, const QString& name) {
  const QRegularExpression beginning{"void (\\w+::)?" + QRegularExpression::escape(name) + "\\(\\) \\{"};
  const auto match = beginning.match(source);
  if (!match.hasMatch()) return {};
  int depth = 1;
  auto at = match.capturedEnd();
  for (; at < source.size() && depth > 0; ++at) {
    if (source[at] == '{') ++depth;
    if (source[at] == '}') --depth;
  }
  return source.mid(match.capturedEnd(), at - match.capturedEnd());
}

/// A switch that is turned off, or a comment that says what stands for it. The rows of a table of attacks
/// have a switch each.
bool holds_its_control(const NamedTest& test) {
  const auto source = content_of(test.file);
  const auto body = body_of(source, test.name);
  const bool is_row = body.isEmpty() && source.contains('"' + test.name + '"');
  if (is_row) return source.contains("each_attack_fails_with_its_defence_and_succeeds_without");
  return body.contains("const Without") || body.contains("defences()") || body.contains("// The control");
}

/// One part of what a row says of its control:
///   `file.cpp: name`   the test that is the control
///   within             in a test of the row: the defence is off, or a comment says what the control is
///   none               there is none; the reason follows
/// A part may go on with a colon and some words. Parts are set apart by a semicolon.
enum class Control : std::uint8_t { named, within, none, malformed };

Control control_in(const QString& part) {
  static const QRegularExpression named{R"(^(@ ?)+(: [^`@]+)?$)"};
  static const QRegularExpression within{R"(^within(: [^`@]+)?$)"};
  static const QRegularExpression none{R"(^none: [^`@]+$)"};
  if (named.match(part).hasMatch()) return Control::named;
  if (within.match(part).hasMatch()) return Control::within;
  return none.match(part).hasMatch() ? Control::none : Control::malformed;
}

std::vector<Control> controls_of(const Row& row) {
  auto text = row.control;
  text.replace(reference(), "@");
  std::vector<Control> found;
  for (const auto& part : text.split("; ")) found.push_back(control_in(part));
  return found;
}

bool says(const Row& row, Control wanted) {
  const auto all = controls_of(row);
  return std::find(all.begin(), all.end(), wanted) != all.end();
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
      QVERIFY2(row.is_open() || !tests_named_in(row.tests).empty(), qPrintable(row.id));
    }
  }

  void every_test_that_is_named_exists() {
    for (const auto& row : rows()) {
      for (const auto& [file, name] : tests_named_in(row.tests + row.control)) {
        const auto source = content_of(file);
        QVERIFY2(!source.isEmpty(), qPrintable(row.id + ": " + file));
        const bool there = source.contains("void " + name + "(") || source.contains('"' + name + '"');
        QVERIFY2(there, qPrintable(row.id + ": " + file + ": " + name));
      }
    }
  }

  void every_row_says_what_its_control_is() {
    for (const auto& row : rows()) {
      if (row.is_open()) continue;
      QVERIFY2(!says(row, Control::malformed), qPrintable(row.id + ": " + row.control));
    }
  }

  void a_control_within_is_in_one_of_the_tests() {
    for (const auto& row : rows()) {
      if (row.is_open() || !says(row, Control::within)) continue;
      const auto tests = tests_named_in(row.tests);
      QVERIFY2(std::any_of(tests.begin(), tests.end(), holds_its_control), qPrintable(row.id));
    }
  }

  // No failure: what is missing is to be seen.
  void what_is_missing_is_counted() {
    QStringList open;
    QStringList without_control;
    for (const auto& row : rows()) {
      if (row.is_open()) open << row.id;
      if (!row.is_open() && says(row, Control::none)) without_control << row.id;
    }
    qInfo("not yet, or not all of it: %d rows (%s)", static_cast<int>(open.size()),
          qPrintable(open.join(", ")));
    qInfo("without a control: %d rows (%s)", static_cast<int>(without_control.size()),
          qPrintable(without_control.join(", ")));
  }

  // The control of this test: what it must refuse.
  void a_row_that_says_nothing_is_found_out() {
    QVERIFY(control_in("within") == Control::within);
    QVERIFY(control_in("within: the same without the check") == Control::within);
    QVERIFY(control_in("@ @: the same without the check") == Control::named);
    QVERIFY(control_in("none: nothing could be switched off") == Control::none);
    for (const auto* nothing : {"", "none", "the control", "`a_test` in another file", "within the others"})
      QVERIFY2(control_in(nothing) == Control::malformed, nothing);
    QVERIFY(!holds_its_control({"tests/hostile/test_table.cpp", "every_test_that_is_named_exists"}));
  }
};

QTEST_GUILESS_MAIN(TestTable)
#include "test_table.moc"
