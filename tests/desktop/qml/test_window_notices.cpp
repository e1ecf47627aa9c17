// SPDX-License-Identifier: GPL-3.0-or-later
// What is told in passing: each kind of notice looks like the good or the bad news that it is.
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

struct Kind {
  const char* name;
  bool failed;
};

constexpr Kind kinds[] = {
    {"error", true},           {"session_reset", false},     {"undecryptable", true},
    {"device_refused", true},  {"device_copied", true},      {"device_list_refused", true},
    {"state_restored", true},  {"edit_failed", true},        {"deletion_failed", true},
    {"reaction_failed", true}, {"duration_failed", true},    {"archive_refused", true},
    {"archive_full", true},    {"history_foreign", true},    {"logged_out", false},
    {"device_revoked", false}, {"profile_saved", false},     {"file_saved", false},
    {"file_not_saved", true},  {"not thought of yet", true},
};

const auto changed_meanwhile = QStringLiteral("The group has changed meanwhile. Please look again.");
const auto dismiss = QStringLiteral("Dismiss this notice");

QString picture_of(const QString& dialog) { return QStringLiteral("notices-over-") + dialog.toLower(); }

void note(Stage& stage, const QString& kind, const QString& about) {
  QMetaObject::invokeMethod(&stage.app(), "noted", Q_ARG(QString, kind), Q_ARG(QString, about),
                            Q_ARG(int, 0));
  stage.settle();
}

/// What is drawn on the notices that can be seen, but for the crosses that they are dismissed with.
QStringList symbols_on_notices(const Stage& stage) {
  QStringList symbols;
  const QQuickItem* notices = stage.named(QStringLiteral("Notices"));
  for (const QQuickItem* item : visible_items(stage.window())) {
    const QString symbol = item->property("symbol").toString();
    if (item->inherits("QQuickImage") && notices->isAncestorOf(item) && symbol != QStringLiteral("close"))
      symbols.append(symbol);
  }
  return symbols;
}

}  // namespace

class WindowNotices : public QObject {
  Q_OBJECT

 private slots:
  void each_kind_is_looked_at();
  void a_notice_looks_like_what_it_tells_data();
  void a_notice_looks_like_what_it_tells();
  void a_notice_lies_over_an_open_dialog_data();
  void a_notice_lies_over_an_open_dialog();
  void a_notice_outlives_its_dialog();
};

/// Also the one that somebody adds tomorrow.
void WindowNotices::each_kind_is_looked_at() {
  QFile file{QStringLiteral(":/qt/qml/Sotto/Ui/shell/Sentences.qml")};
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString source = QString::fromUtf8(file.readAll());
  const qsizetype begin = source.indexOf(QStringLiteral("function notice("));
  const qsizetype end = source.indexOf(QStringLiteral("function "), begin + 1);
  QVERIFY(begin > 0 && end > begin);
  QSet<QString> known;
  for (const auto& [name, failed] : kinds) known.insert(QString::fromLatin1(name));
  int seen = 0;
  auto cases =
      QRegularExpression{QStringLiteral("case \"(\\w+)\":")}.globalMatch(source.mid(begin, end - begin));
  for (; cases.hasNext(); ++seen) {
    const QString kind = cases.next().captured(1);
    QVERIFY2(known.contains(kind), qPrintable(kind));
  }
  QVERIFY(seen > 15);
}

void WindowNotices::a_notice_looks_like_what_it_tells_data() {
  QTest::addColumn<bool>("failed");
  for (const auto& [name, failed] : kinds) QTest::newRow(name) << failed;
}

void WindowNotices::a_notice_looks_like_what_it_tells() {
  QFETCH(const bool, failed);
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QCOMPARE(symbols_on_notices(stage), QStringList{});
  note(stage, QString::fromLatin1(QTest::currentDataTag()), QStringLiteral("ada"));
  const QStringList wanted{failed ? QStringLiteral("failed") : QStringLiteral("accepted")};
  QCOMPARE(symbols_on_notices(stage), wanted);
}

void WindowNotices::a_notice_lies_over_an_open_dialog_data() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  QTest::addColumn<QStringList>("buttons");
  QTest::addColumn<QString>("within");
  const QString members = QStringLiteral("Members and settings");
  QTest::newRow("members") << "group_talking"
                           << "groups" << QStringList{members} << "Rename";
  QTest::newRow("a question over the members")
      << "group_talking"
      << "groups" << QStringList{members, QStringLiteral("Leave the group")} << "Leave";
  QTest::newRow("safety number") << "talking"
                                 << "direct" << QStringList{QStringLiteral("Safety number")} << "Compare";
}

void WindowNotices::a_notice_lies_over_an_open_dialog() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  QFETCH(const QStringList, buttons);
  QFETCH(const QString, within);
  Stage stage{story, screen};
  for (const QString& button : buttons) QVERIFY(stage.pick(button));
  QVERIFY(stage.named(within) != nullptr);
  for (const bool mouse : {true, false}) {
    note(stage, QStringLiteral("error"), QStringLiteral("stale_state"));
    QQuickItem* notice = stage.named(changed_meanwhile);
    QVERIFY(notice != nullptr && is_wholly_seen(*notice));
    const QPointF edge = notice->mapToScene({4, notice->height() / 2});
    QTest::mouseClick(&stage.window(), Qt::LeftButton, Qt::NoModifier, edge.toPoint());
    stage.settle();
    if (mouse) QCOMPARE(faults_in_pictures(stage, picture_of(within)), QString{});
    if (mouse) QVERIFY(stage.click(dismiss));
    if (!mouse) QVERIFY(stage.tab_to(dismiss));
    if (!mouse) stage.press(Qt::Key_Return);
    QVERIFY(!stage.shows(changed_meanwhile));
    QVERIFY2(stage.named(within) != nullptr, "the dialog is not what was clicked at");
  }
}

void WindowNotices::a_notice_outlives_its_dialog() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  note(stage, QStringLiteral("error"), QStringLiteral("stale_state"));
  QVERIFY(stage.click(QStringLiteral("Members and settings")));
  QVERIFY(stage.shows(changed_meanwhile));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.shows(changed_meanwhile));
  // Its group is gone, and the dialog with it.
  QVERIFY(stage.click(QStringLiteral("Members and settings")));
  stage.change(QStringLiteral("group"), "readable", false);
  QVERIFY(stage.named(QStringLiteral("Rename")) == nullptr);
  QVERIFY(stage.shows(changed_meanwhile));
  QVERIFY(stage.click(dismiss));
  QVERIFY(!stage.shows(changed_meanwhile));
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowNotices)
#include "test_window_notices.moc"
