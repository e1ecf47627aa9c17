// SPDX-License-Identifier: GPL-3.0-or-later
// What people write is shown letter by letter: markup is words, nothing is fetched, nothing is opened (attack
// F2).
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "stage.hpp"

namespace sotto::desktop {

class HostileText : public QObject {
  Q_OBJECT

 private slots:
  void markup_is_shown_as_it_was_written_data();
  void markup_is_shown_as_it_was_written();
  void rich_text_would_be_noticed();
};

namespace {

bool is_shown(const QQuickWindow& window, const QString& words) {
  for (const QQuickItem* item : visible_items(window))
    if (item->property("text").toString().contains(words)) return true;
  return false;
}

}  // namespace

void HostileText::markup_is_shown_as_it_was_written_data() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  QTest::addColumn<QString>("dialog");
  QTest::newRow("conversation") << "hostile"
                                << "direct"
                                << "";
  QTest::newRow("safety number") << "hostile"
                                 << "direct"
                                 << "Safety number";
  QTest::newRow("profile") << "hostile"
                           << "direct"
                           << "Profile";
  QTest::newRow("news") << "hostile"
                        << "news"
                        << "";
  QTest::newRow("devices") << "hostile"
                           << "settings"
                           << "";
}

void HostileText::markup_is_shown_as_it_was_written() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  QFETCH(const QString, dialog);
  Stage stage{story, screen};
  if (!dialog.isEmpty()) {
    stage.named(dialog)->forceActiveFocus();
    stage.press(Qt::Key_Return);
  }
  QVERIFY(is_shown(stage.window(), dialog == QStringLiteral("Safety number")
                                       ? QStringLiteral("<h1>Eve</h1>")
                                       : QStringLiteral("<b>bold</b> <img src=")));
  QCOMPARE(markup_faults(stage.window()).join(QLatin1Char('\n')), QString{});
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

void HostileText::rich_text_would_be_noticed() {
  const Stage stage{QStringLiteral("hostile"), QStringLiteral("direct")};
  for (QQuickItem* item : visible_items(stage.window()))
    if (item->inherits("QQuickText")) {
      item->setProperty("textFormat", static_cast<int>(Qt::RichText));
      break;
    }
  QCOMPARE(markup_faults(stage.window()).size(), 1);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::HostileText)
#include "test_hostile_text.moc"
