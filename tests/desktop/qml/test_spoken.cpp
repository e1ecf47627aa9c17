// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader gets: a name for everything that can be acted on, and words for what is drawn.
#include <QAccessible>
#include <QTest>

#include "main.hpp"
#include "scenes.hpp"
#include "stage.hpp"

namespace sotto::desktop {

class Spoken : public QObject {
  Q_OBJECT

 private slots:
  void everything_that_takes_the_focus_has_a_name_and_a_role_data() { add_scenes(); }
  void everything_that_takes_the_focus_has_a_name_and_a_role();
  void a_nameless_button_is_found();
  void everything_that_can_be_clicked_can_be_pressed_data() { add_scenes(); }
  void everything_that_can_be_clicked_can_be_pressed();
  void a_press_happens_once();
  void delivery_is_spoken_data();
  void delivery_is_spoken();
  void a_row_tells_what_is_unread();
  void a_field_tells_its_problem();
  void a_password_is_known_for_one();
  void dialogs_are_named();
  void a_screen_reader_presses_a_button();
  void a_screen_reader_opens_a_conversation();
  void a_screen_reader_ticks_a_box();
};

namespace {

QStringList nameless(const QQuickWindow& window) {
  QStringList found;
  for (QQuickItem* item : visible_items(window)) {
    if (!item->activeFocusOnTab()) continue;
    const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
    const bool silent = interface == nullptr || interface->text(QAccessible::Name).trimmed().isEmpty();
    if (silent || interface->role() == QAccessible::NoRole || interface->role() == QAccessible::Client)
      found.append(describe(*item));
  }
  return found;
}

QStringList names_of(const QQuickWindow& window, QAccessible::Role role) {
  QStringList names;
  for (QQuickItem* item : visible_items(window)) {
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
    if (interface != nullptr && interface->role() == role) names.append(interface->text(QAccessible::Name));
  }
  return names;
}

void act(QQuickItem* item, const QString& action) {
  QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
  QVERIFY(interface != nullptr && interface->actionInterface() != nullptr);
  QVERIFY(interface->actionInterface()->actionNames().contains(action));
  interface->actionInterface()->doAction(action);
}

}  // namespace

void Spoken::everything_that_takes_the_focus_has_a_name_and_a_role() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  Stage stage{story, screen};
  for (const int width : {400, 1400}) {
    stage.resize(width, 800);
    QCOMPARE(nameless(stage.window()).join(QLatin1Char('\n')), QString{});
  }
}

void Spoken::everything_that_can_be_clicked_can_be_pressed() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  const Stage stage{story, screen};
  for (QQuickItem* item : visible_items(stage.window())) {
    if (!item->inherits("QQuickAbstractButton")) continue;
    QAccessibleActionInterface* actions = QAccessible::queryAccessibleInterface(item)->actionInterface();
    QVERIFY2(actions != nullptr && actions->actionNames().contains(QAccessibleActionInterface::pressAction()),
             qPrintable(describe(*item)));
  }
}

void Spoken::a_press_happens_once() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  for (QQuickItem* item : visible_items(stage.window()))
    if (accessible_name(item).startsWith(QStringLiteral("Farida")) && item->inherits("QQuickItemDelegate")) {
      QAccessible::queryAccessibleInterface(item)->actionInterface()->doAction(
          QAccessibleActionInterface::pressAction());
      break;
    }
  stage.settle();
  QCOMPARE(stage.asked().filter(QStringLiteral("open farida")).size(), 1);
  QQuickItem* menu = stage.named(QStringLiteral("About"));
  QAccessible::queryAccessibleInterface(menu)->actionInterface()->doAction(
      QAccessibleActionInterface::pressAction());
  stage.settle();
  QVERIFY(stage.named(QStringLiteral("What is encrypted")) != nullptr);
}

void Spoken::a_nameless_button_is_found() {
  Stage stage{QStringLiteral("out"), QStringLiteral("landing")};
  QQuickItem* button = stage.named(QStringLiteral("Log in"));
  QVERIFY(button != nullptr);
  for (QQuickItem* item : visible_items(stage.window()))
    if (accessible_name(item) == QStringLiteral("Log in") && item->inherits("QQuickAbstractButton"))
      item->setProperty("text", QString{});
  QVERIFY(!nameless(stage.window()).isEmpty());
}

void Spoken::delivery_is_spoken_data() {
  QTest::addColumn<QString>("state");
  QTest::addColumn<QString>("words");
  QTest::newRow("waiting") << "waiting"
                           << "Waiting";
  QTest::newRow("accepted") << "accepted"
                            << "Sent";
  QTest::newRow("delivered") << "delivered"
                             << "Delivered";
  QTest::newRow("read") << "read"
                        << "Read";
  QTest::newRow("failed") << "failed"
                          << "Not sent";
}

void Spoken::delivery_is_spoken() {
  QFETCH(const QString, state);
  QFETCH(const QString, words);
  const Stage stage{QStringLiteral("states"), QStringLiteral("direct")};
  const QStringList lines = names_of(stage.window(), QAccessible::ListItem);
  const QString wanted = QStringLiteral("You: This one is %1.").arg(state);
  for (const QString& line : lines)
    if (line.startsWith(wanted)) {
      QVERIFY2(line.endsWith(words), qPrintable(line));
      return;
    }
  QFAIL(qPrintable(lines.join(QLatin1Char('\n'))));
}

void Spoken::a_row_tells_what_is_unread() {
  const Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  const QStringList rows = names_of(stage.window(), QAccessible::ListItem);
  QVERIFY(!rows.filter(QStringLiteral("Farida, choir (alto), 2 unread, And the stand")).isEmpty());
  QVERIFY(!rows.filter(QStringLiteral("Ben Okafor, Draft: By the way")).isEmpty());
  QVERIFY(!rows.filter(QStringLiteral("120 unread, Security notice")).isEmpty());
}

void Spoken::a_field_tells_its_problem() {
  Stage stage{QStringLiteral("out"), QStringLiteral("login")};
  QQuickItem* name = stage.named(QStringLiteral("Name"));
  name->forceActiveFocus();
  stage.type(QStringLiteral("x"));
  stage.press(Qt::Key_Return);
  QAccessibleInterface* field = QAccessible::queryAccessibleInterface(name);
  QVERIFY(field->text(QAccessible::Description).startsWith(QStringLiteral("3 to 32 letters")));
}

void Spoken::a_password_is_known_for_one() {
  Stage stage{QStringLiteral("out"), QStringLiteral("login")};
  QQuickItem* field = stage.named(QStringLiteral("Password"));
  QVERIFY(QAccessible::queryAccessibleInterface(field)->state().passwordEdit);
  stage.named(QStringLiteral("Show the password"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  QVERIFY(!QAccessible::queryAccessibleInterface(field)->state().passwordEdit);
}

void Spoken::dialogs_are_named() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  stage.press(Qt::Key_K, Qt::ControlModifier);
  QVERIFY(names_of(stage.window(), QAccessible::Dialog).contains(QStringLiteral("Go to a conversation")));
  QVERIFY(nameless(stage.window()).isEmpty());
}

// A button that Accessible.name names is pressed by nothing but a handler of its own, in Qt 6.4.
void Spoken::a_screen_reader_presses_a_button() {
  Stage stage{QStringLiteral("out"), QStringLiteral("landing")};
  QVERIFY(stage.named(QStringLiteral("Name")) == nullptr);
  act(stage.named(QStringLiteral("Create an account")), QAccessibleActionInterface::pressAction());
  stage.settle();
  QVERIFY(stage.named(QStringLiteral("Name")) != nullptr);
}

void Spoken::a_screen_reader_opens_a_conversation() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  for (QQuickItem* item : visible_items(stage.window()))
    if (accessible_name(item).startsWith(QStringLiteral("Ben Okafor, Draft"))) {
      act(item, QAccessibleActionInterface::pressAction());
      QVERIFY(!stage.asked().filter(QStringLiteral("open")).isEmpty());
      return;
    }
  QFAIL("no such row");
}

void Spoken::a_screen_reader_ticks_a_box() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  QQuickItem* box = nullptr;
  for (QQuickItem* item : visible_items(stage.window()))
    if (item->inherits("QQuickCheckBox") && box == nullptr) box = item;
  QVERIFY(box != nullptr);
  const bool before = box->property("checked").toBool();
  act(box, QAccessibleActionInterface::toggleAction());
  QCOMPARE(box->property("checked").toBool(), !before);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Spoken)
#include "test_spoken.moc"
