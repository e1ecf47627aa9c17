// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen, narrow and wide, light and dark: nothing is warned of, nothing is cut off or covered. The
// pictures go to <build>/desktop-pictures, to be looked at.
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "pictures.hpp"
#include "scenes.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

/// Something that is opened over a screen.
struct Overlay {
  const char* name;
  const char* story;
  const char* screen;
  /// The button that opens it, by its accessible name; the keys Ctrl+K where there is none.
  const char* button;
};

constexpr Overlay overlays[] = {
    {"safety", "talking", "direct", "Safety number"},
    {"block", "requested", "direct", "Block"},
    {"safety-verified", "verified", "direct", "Safety number"},
    {"duration", "timed", "direct", "Disappearing messages"},
    {"message-duration", "timed", "direct", "Let this message disappear"},
    {"profile", "talking", "direct", "Profile"},
    {"hostile-profile", "hostile", "direct", "Profile"},
    {"switcher", "full", "about", ""},
    {"new-group", "groups", "groups", "New group"},
    {"group", "group_talking", "groups", "Members and settings"},
    {"group-asked", "group_asked", "groups", "Look at the requests"},
    {"group-hostile", "group_hostile", "groups", "Members and settings"},
    {"log-out", "devices", "settings", "Log out"},
    {"revoke", "devices", "settings", "Remove Unnamed device"},
};

}  // namespace

class Screens : public QObject {
  Q_OBJECT

 private slots:
  void every_screen_is_whole_data();
  void every_screen_is_whole();
  void every_dialog_is_whole_data();
  void every_dialog_is_whole();
  void the_narrow_menu_is_whole();
  void the_menu_of_a_message_is_whole();
  void what_is_being_written_is_whole_data();
  void what_is_being_written_is_whole();
  void a_broken_layout_would_be_noticed();
};

namespace {

/// In all four variants.
void look_at(Stage& stage, const QString& name) {
  QCOMPARE(faults_in_pictures(stage, name, {{400, 800}, {1400, 800}}), QString{});
}

}  // namespace

void Screens::every_screen_is_whole_data() { add_scenes(); }

void Screens::every_screen_is_whole() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  Stage stage{story, screen};
  look_at(stage, screen + QLatin1Char('-') + story);
}

void Screens::every_dialog_is_whole_data() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  QTest::addColumn<QString>("button");
  for (const auto& [name, story, screen, button] : overlays)
    QTest::addRow("%s", name) << QString::fromLatin1(story) << QString::fromLatin1(screen)
                              << QString::fromLatin1(button);
}

void Screens::every_dialog_is_whole() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  QFETCH(const QString, button);
  Stage stage{story, screen};
  if (button.isEmpty()) {
    stage.press(Qt::Key_K, Qt::ControlModifier);
  } else {
    QQuickItem* opener = stage.named(button);
    QVERIFY(opener != nullptr);
    opener->forceActiveFocus();
    stage.press(Qt::Key_Return);
  }
  look_at(stage, QStringLiteral("dialog-") + QString::fromLatin1(QTest::currentDataTag()));
}

void Screens::a_broken_layout_would_be_noticed() {
  const Stage stage{QStringLiteral("out"), QStringLiteral("landing")};
  QVERIFY(layout_faults(stage.window()).isEmpty());
  QQuickItem* claim = stage.named(QStringLiteral("Talk quietly."));
  claim->setY(claim->y() + 70);
  QCOMPARE(layout_faults(stage.window()).filter(QStringLiteral("lies over")).size(), 1);
  claim->setX(-300);
  QCOMPARE(layout_faults(stage.window()).filter(QStringLiteral("not in the window")).size(), 1);
  claim->setProperty("wrapMode", 0);
  claim->setWidth(50);
  QCOMPARE(layout_faults(stage.window()).filter(QStringLiteral("too large for its place")).size(), 1);
}

void Screens::the_narrow_menu_is_whole() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  for (const char* theme : {"light", "dark"}) {
    stage.choose_theme(QString::fromLatin1(theme));
    stage.resize(400, 800);
    stage.named(QStringLiteral("Menu, 122 unread"))->forceActiveFocus();
    stage.press(Qt::Key_Return);
    QVERIFY(stage.named(QStringLiteral("Groups")) != nullptr);
    QVERIFY(stage.picture().save(picture_folder() +
                                 QStringLiteral("/menu-400-%1.png").arg(QLatin1String(theme))));
    QCOMPARE(layout_faults(stage.window()).join(QLatin1Char('\n')), QString{});
    stage.press(Qt::Key_Escape);
  }
}

void Screens::the_menu_of_a_message_is_whole() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  for (const int width : {400, 1400})
    for (const char* theme : {"light", "dark"}) {
      stage.choose_theme(QString::fromLatin1(theme));
      stage.resize(width, 800);
      stage.open_message_menu();
      QVERIFY(stage.named(QStringLiteral("Delete")) != nullptr);
      const QString file = QStringLiteral("/menu-message-%1-%2.png").arg(width).arg(QLatin1String(theme));
      QVERIFY(stage.picture().save(picture_folder() + file));
      QCOMPARE(layout_faults(stage.window()).join(QLatin1Char('\n')), QString{});
      stage.press(Qt::Key_Escape);
    }
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

void Screens::what_is_being_written_is_whole_data() {
  QTest::addColumn<QString>("choice");
  QTest::newRow("reply") << "Reply";
  QTest::newRow("edit") << "Edit";
  QTest::newRow("remove") << "Delete";
}

void Screens::what_is_being_written_is_whole() {
  QFETCH(const QString, choice);
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  stage.open_message_menu();
  stage.named(choice)->forceActiveFocus();
  stage.press(Qt::Key_Return);
  look_at(stage, QStringLiteral("writing-") + QString::fromLatin1(QTest::currentDataTag()));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Screens)
#include "test_screens.moc"
