// SPDX-License-Identifier: GPL-3.0-or-later
// Files in the window: chosen or dropped, refused, sent.
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto field = QStringLiteral("Message to Ada Moreno");
const auto too_large = QStringLiteral(" is too large to be sent. A file may have up to 100 MB.");

QUrl address(const QString& name) {
  return QUrl::fromLocalFile(QDir::currentPath() + QLatin1Char('/') + name);
}

/// Drags files over the conversation and lets them go there; false where they aren't taken.
bool drop(Stage& stage, const QStringList& names) {
  QMimeData files;
  QList<QUrl> urls;
  for (const QString& name : names) urls.append(address(name));
  files.setUrls(urls);
  auto& window = stage.window();
  const QPoint place{window.width() - 200, window.height() / 2};
  QDragEnterEvent entered{place, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(&window, &entered);
  QDragMoveEvent moved{place, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(&window, &moved);
  if (!moved.isAccepted()) {
    QDragLeaveEvent left;
    QCoreApplication::sendEvent(&window, &left);
    stage.settle();
    return false;
  }
  QDropEvent dropped{QPointF{place}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier};
  QCoreApplication::sendEvent(&window, &dropped);
  stage.settle();
  return dropped.isAccepted();
}

/// In the dialog of Qt, which comes where the system has none. It reads the folder on a thread of its own.
bool choose(Stage& stage, const QString& name) {
  const auto is_listed = [&] {
    stage.settle();
    return stage.shows(name);
  };
  return QTest::qWaitFor(is_listed) && stage.click_words(name) && stage.click_words(QStringLiteral("Attach"));
}

}  // namespace

class WindowFiles : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void a_file_is_chosen_and_sent();
  void no_file_is_chosen_when_the_dialog_is_left();
  void files_that_are_dropped_go_with_the_words();
  void a_file_is_taken_off_again();
  void a_file_answers_and_lasts();
  void a_file_without_words_is_known_by_its_name();
  void what_is_too_large_is_named();
  void what_can_not_be_read_any_more_is_named_and_stays();
  void nothing_is_dropped_where_no_file_can_go();
  void nothing_is_attached_off_the_record();
  void many_files_leave_room_to_write();

 private:
  QTemporaryDir folder_;
};

void WindowFiles::initTestCase() {
  QVERIFY(folder_.isValid());
  QDir::setCurrent(folder_.path());
  for (const char* name : {"list.txt", "notes.txt"}) {
    QFile file{QString::fromLatin1(name)};
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("words") == 5);
  }
}

void WindowFiles::a_file_is_chosen_and_sent() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(stage.click(QStringLiteral("Attach files")));
  QVERIFY(stage.shows(QStringLiteral("Attach files")));
  QVERIFY(choose(stage, QStringLiteral("list.txt")));
  QVERIFY(stage.named(QStringLiteral("Don't send list.txt")) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("48.7 kB")));
  QVERIFY(stage.asked().filter(QStringLiteral("sendFile")).isEmpty());
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("files-chosen")), QString{});
  QVERIFY(stage.tab_to(field));
  stage.type(QStringLiteral("here it is"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("sendFile list.txt here it is")));
  QVERIFY(stage.named(QStringLiteral("Don't send list.txt")) == nullptr);
  QVERIFY(stage.shows(QStringLiteral("Sending, 0% of 48.7 kB")));
}

void WindowFiles::no_file_is_chosen_when_the_dialog_is_left() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(stage.click(QStringLiteral("Attach files")));
  QVERIFY(stage.named(QStringLiteral("Safety number")) == nullptr);
  QVERIFY(stage.click_words(QStringLiteral("Cancel")));
  QVERIFY(stage.named(QStringLiteral("Safety number")) != nullptr);
  QVERIFY(stage.tab_to(field));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().filter(QStringLiteral("send")).isEmpty());
}

void WindowFiles::files_that_are_dropped_go_with_the_words() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(drop(stage, {QStringLiteral("list.txt"), QStringLiteral("notes.txt")}));
  QCOMPARE(stage.focused_name(), field);
  stage.type(QStringLiteral("both"));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().filter(QStringLiteral("sendFile")),
           (QStringList{QStringLiteral("sendFile list.txt both"), QStringLiteral("sendFile notes.txt")}));
  QVERIFY(stage.asked().filter(QStringLiteral("send both")).isEmpty());
}

void WindowFiles::a_file_is_taken_off_again() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(drop(stage, {QStringLiteral("list.txt"), QStringLiteral("notes.txt")}));
  QVERIFY(stage.click(QStringLiteral("Don't send list.txt")));
  QVERIFY(stage.named(QStringLiteral("Don't send list.txt")) == nullptr);
  // Its button is gone: what is typed is meant for the field.
  QCOMPARE(stage.focused_name(), field);
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().filter(QStringLiteral("sendFile")),
           QStringList{QStringLiteral("sendFile notes.txt")});
}

void WindowFiles::a_file_answers_and_lasts() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  stage.open_message_menu(3);
  QVERIFY(stage.tab_to(QStringLiteral("Reply")));
  stage.press(Qt::Key_Return);
  QVERIFY(drop(stage, {QStringLiteral("list.txt")}));
  QVERIFY(stage.click(QStringLiteral("Let this message disappear")));
  QVERIFY(stage.click(QStringLiteral("30 seconds")));
  QVERIFY(stage.click(QStringLiteral("Choose")));
  QVERIFY(stage.click(QStringLiteral("Send")));
  QVERIFY(stage.asked().contains(QStringLiteral("sendFile list.txt answers m6 lasts 30")));
  QVERIFY(stage.shows(QStringLiteral("Answer to Ada Moreno: Three it is")));
  QVERIFY(stage.named(QStringLiteral("Reply to Ada Moreno")) == nullptr);
}

void WindowFiles::a_file_without_words_is_known_by_its_name() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  stage.open_message_menu(2);
  QVERIFY(stage.tab_to(QStringLiteral("Reply")));
  stage.press(Qt::Key_Return);
  const QQuickItem* bar = stage.named(QStringLiteral("Reply to Ada Moreno"));
  QVERIFY(bar != nullptr);
  QStringList written;
  for (const QQuickItem* line : bar->parentItem()->childItems())
    written.append(line->property("text").toString());
  QVERIFY(written.contains(QStringLiteral("letter.pdf")));
  stage.open_message_menu(2);
  QVERIFY(stage.tab_to(QStringLiteral("Report")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.shows(QStringLiteral("\nletter.pdf")));
  QVERIFY(stage.pick(QStringLiteral("With the text of the message")));
  QVERIFY(!stage.shows(QStringLiteral("letter.pdf")));
}

void WindowFiles::what_is_too_large_is_named() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const QString one = QStringLiteral("large one.iso");
  const QString other = QStringLiteral("large other.iso");
  QVERIFY(drop(stage, {one, QStringLiteral("list.txt"), other}));
  QVERIFY(stage.shows(one + too_large));
  QVERIFY2(stage.shows(other + too_large), "it isn't left out in silence");
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("files-refused")), QString{});
  // What can be sent is not lost with it.
  QVERIFY(stage.named(QStringLiteral("Don't send list.txt")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Don't send ") + one) == nullptr);
  QVERIFY(stage.click(QStringLiteral("Send")));
  QCOMPARE(stage.asked().filter(QStringLiteral("sendFile")),
           QStringList{QStringLiteral("sendFile list.txt")});
  QVERIFY(!stage.shows(too_large));

  QVERIFY(drop(stage, {one}));
  QVERIFY(stage.shows(one + too_large));
  stage.type(QStringLiteral("never mind"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send never mind")));
  QVERIFY2(!stage.shows(too_large), "it is about something else by now");
}

void WindowFiles::what_can_not_be_read_any_more_is_named_and_stays() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(drop(stage, {QStringLiteral("list.txt")}));
  stage.part(QStringLiteral("chat.files")).setProperty("sendError", QStringLiteral("not_found"));
  stage.type(QStringLiteral("here"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.shows(QStringLiteral("list.txt can't be read.")));
  QVERIFY(!stage.shows(QStringLiteral("couldn't be kept")));
  QVERIFY(stage.named(QStringLiteral("Don't send list.txt")) != nullptr);
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("here"));
}

void WindowFiles::nothing_is_dropped_where_no_file_can_go() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  QVERIFY(!drop(stage, {QStringLiteral("list.txt")}));
  stage.tell(QStringLiteral("group_open"));
  stage.go(QStringLiteral("groups"));
  QVERIFY(stage.named(QStringLiteral("Attach files")) == nullptr);
  QVERIFY(!drop(stage, {QStringLiteral("list.txt")}));
  QVERIFY(stage.named(QStringLiteral("Don't send list.txt")) == nullptr);
}

void WindowFiles::nothing_is_attached_off_the_record() {
  Stage stage{QStringLiteral("off_record"), QStringLiteral("direct")};
  QVERIFY(stage.named(QStringLiteral("Attach files")) == nullptr);
  drop(stage, {QStringLiteral("list.txt")});
  QVERIFY(stage.shows(QStringLiteral("Files can't be sent off the record.")));
  QVERIFY(stage.named(QStringLiteral("Don't send list.txt")) == nullptr);
  QVERIFY(stage.tab_to(QStringLiteral("Off the record to Ada Moreno")));
  stage.type(QStringLiteral("then not"));
  stage.press(Qt::Key_Return);
  QVERIFY(!stage.shows(QStringLiteral("Files can't be sent off the record.")));
}

void WindowFiles::many_files_leave_room_to_write() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QStringList names;
  for (int at = 0; at < 40; ++at) names.append(QStringLiteral("file %1.txt").arg(at));
  QVERIFY(drop(stage, names));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("files-many")), QString{});
  stage.resize(380, 480);
  QVERIFY(is_wholly_seen(*stage.named(field)));
  QVERIFY(is_wholly_seen(*stage.named(QStringLiteral("Send"))));
  const auto last = QStringLiteral("Don't send file 39.txt");
  QVERIFY(stage.tab_to(last));
  QVERIFY(is_wholly_seen(*stage.named(last)));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.named(last) == nullptr);
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().filter(QStringLiteral("sendFile")).size(), 39);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowFiles)
#include "test_window_files.moc"
