// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen, narrow and wide, light and dark: nothing is warned of, nothing is cut off or covered. The
// pictures go to <build>/desktop-pictures, to be looked at.
#include <QDir>
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

struct Scene {
  const char* story;
  const char* screen;
};

constexpr Scene scenes[] = {
    {"starting", "landing"},
    {"locked_create", "landing"},
    {"locked_wrong", "landing"},
    {"failed", "landing"},
    {"out", "landing"},
    {"out", "register"},
    {"out", "login"},
    {"out", "settings"},
    {"entering", "register"},
    {"entry_failed", "login"},
    {"empty", "direct"},
    {"loading", "direct"},
    {"full", "direct"},
    {"talking", "direct"},
    {"beginning", "direct"},
    {"many", "direct"},
    {"hostile", "direct"},
    {"blocked", "direct"},
    {"states", "direct"},
    {"notices", "direct"},
    {"offline", "direct"},
    {"displaced", "direct"},
    {"found", "direct"},
    {"nothing_found", "direct"},
    {"devices", "settings"},
    {"devices_failed", "settings"},
    {"hostile", "settings"},
    {"full", "groups"},
    {"full", "about"},
    {"news", "news"},
    {"empty", "news"},
    {"news_failed", "news"},
    {"hostile", "news"},
};

QString picture_folder() {
  const QString folder = QCoreApplication::applicationDirPath() + QStringLiteral("/pictures");
  QDir{}.mkpath(folder);
  return QString::fromUtf8(qgetenv("SOTTO_PICTURES").isEmpty() ? folder.toUtf8() : qgetenv("SOTTO_PICTURES"));
}

}  // namespace

class Screens : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QDir{}.mkpath(picture_folder()); }
  void every_screen_is_whole_data();
  void every_screen_is_whole();
};

void Screens::every_screen_is_whole_data() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  for (const auto& [story, screen] : scenes)
    QTest::addRow("%s-%s", screen, story) << QString::fromLatin1(story) << QString::fromLatin1(screen);
}

void Screens::every_screen_is_whole() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  Stage stage{story, screen};
  for (const int width : {400, 1400})
    for (const char* theme : {"light", "dark"}) {
      stage.choose_theme(QString::fromLatin1(theme));
      stage.resize(width, 800);
      const QString name =
          QStringLiteral("%1-%2-%3-%4.png").arg(screen, story).arg(width).arg(QLatin1String(theme));
      QVERIFY(stage.picture().save(picture_folder() + QLatin1Char('/') + name));
      QCOMPARE(layout_faults(stage.window()).join(QLatin1Char('\n')), QString{});
      QCOMPARE(markup_faults(stage.window()).join(QLatin1Char('\n')), QString{});
    }
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Screens)
#include "test_screens.moc"
