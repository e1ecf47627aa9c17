// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a file in the window: followed, given up, fetched again, looked at and saved.
#include <QAccessible>
#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto save_as = QStringLiteral("saveFile m1 ");

/// Of the message that this file came along with; null where it has none such.
QQuickItem* button_at(const Stage& stage, const QString& file, const QString& button) {
  for (QQuickItem* item : visible_items(stage.window())) {
    if (!item->inherits("QQuickAbstractButton") || item->property("text").toString() != button) continue;
    for (QQuickItem* at = item->parentItem(); at != nullptr; at = at->parentItem())
      if (at->inherits("QQuickListView"))
        break;
      else if (accessible_name(at).contains(file))
        return item;
  }
  return nullptr;
}

bool click_at(Stage& stage, const QString& file, const char* button) {
  const QQuickItem* item = button_at(stage, file, QString::fromLatin1(button));
  if (item == nullptr || !is_wholly_seen(*item)) return false;
  const QPointF middle = item->mapToScene({item->width() / 2, item->height() / 2});
  QTest::mouseClick(&stage.window(), Qt::LeftButton, Qt::NoModifier, middle.toPoint());
  stage.settle();
  return true;
}

void become(Stage& stage, const char* message, const QVariantMap& what) {
  QMetaObject::invokeMethod(&stage.part(QStringLiteral("chat.files")), "become",
                            Q_ARG(QString, QString::fromLatin1(message)),
                            Q_ARG(QVariant, QVariant::fromValue(what)));
  stage.settle();
}

QString small_picture() {
  QImage picture{60, 40, QImage::Format_RGB32};
  picture.fill(Qt::darkGreen);
  QByteArray bytes;
  QBuffer buffer{&bytes};
  picture.save(&buffer, "PNG");
  return QStringLiteral("data:image/png;base64,") + QString::fromLatin1(bytes.toBase64());
}

/// How much of the line is filled that says this.
double filled(const Stage& stage, const QString& words) {
  for (QQuickItem* item : visible_items(stage.window())) {
    const auto* interface = QAccessible::queryAccessibleInterface(item);
    if (interface == nullptr || interface->role() != QAccessible::ProgressBar) continue;
    if (accessible_name(item) == words) return item->childItems().constFirst()->width() / item->width();
  }
  return -1;
}

/// Without a mouse, of the message that has this many after it.
void choose_from_menu(Stage& stage, int after, const char* deed) {
  stage.open_message_menu(after);
  QVERIFY(stage.tab_to(QString::fromLatin1(deed)));
  stage.press(Qt::Key_Return);
}

}  // namespace

class WindowTransfers : public QObject {
  Q_OBJECT

 private slots:
  void a_button_says_which_file_it_is_for();
  void what_is_sent_is_followed_and_taken_back();
  void a_file_is_fetched_given_up_and_fetched_again();
  void what_arrived_damaged_is_fetched_again();
  void what_the_relay_did_not_take_is_sent_again();
  void what_was_not_read_to_its_end_can_only_be_deleted();
  void a_picture_is_shown_when_somebody_wants_it();
  void what_is_no_picture_is_not_opened();
  void a_file_is_saved_where_one_says();
  void what_became_of_saving_is_said_data();
  void what_became_of_saving_is_said();
  void a_file_is_replaced_only_after_a_question();
};

void WindowTransfers::a_button_says_which_file_it_is_for() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  const auto spoken = [&](const char* file, const char* button) {
    QQuickItem* item = button_at(stage, QString::fromLatin1(file), QString::fromLatin1(button));
    return item == nullptr ? QString{} : accessible_name(item);
  };
  QCOMPARE(spoken("beach.png", "Save"), QStringLiteral("Save beach.png"));
  QVERIFY(spoken("Seedlings", "Download").startsWith(QStringLiteral("Download Seedlings, a list")));
  QCOMPARE(spoken("shed.jpg", "Cancel"), QStringLiteral("Cancel: shed.jpg"));
  QCOMPARE(spoken("letter.pdf", "Try again"), QStringLiteral("Try again: letter.pdf"));
  QCOMPARE(spoken("rehearsal.flac", "Cancel"), QStringLiteral("Cancel: rehearsal.flac"));
  become(stage, "m3", {{QStringLiteral("phase"), QStringLiteral("offered")}});
  QCOMPARE(spoken("shed.jpg", "Show"), QStringLiteral("Show shed.jpg"));
}

void WindowTransfers::what_is_sent_is_followed_and_taken_back() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  const auto file = QStringLiteral("rehearsal.flac");
  const auto third = QStringLiteral("Sending, 37% of 64 MB");
  QVERIFY(stage.shows(third));
  QCOMPARE(qRound(100 * filled(stage, third)), 38);
  become(stage, "m5", {{QStringLiteral("done"), 48000000}});
  const auto more = QStringLiteral("Sending, 75% of 64 MB");
  QVERIFY(stage.shows(more) && !stage.shows(third));
  QCOMPARE(qRound(100 * filled(stage, more)), 75);
  QVERIFY(click_at(stage, file, "Cancel"));
  QVERIFY(stage.asked().contains(QStringLiteral("cancelFile m5")));
  QVERIFY(!stage.shows(file));
}

void WindowTransfers::a_file_is_fetched_given_up_and_fetched_again() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  const auto file = QStringLiteral("Seedlings, a list");
  QVERIFY(stage.shows(QStringLiteral(".ods, 48.7 kB")));
  QVERIFY(click_at(stage, file, "Download"));
  QVERIFY(stage.asked().contains(QStringLiteral("download m2")));
  QVERIFY(stage.shows(QStringLiteral("Downloading, 0% of 48.7 kB")));
  become(stage, "m2", {{QStringLiteral("done"), 24350}});
  QCOMPARE(qRound(100 * filled(stage, QStringLiteral("Downloading, 50% of 48.7 kB"))), 50);
  QVERIFY(click_at(stage, file, "Cancel"));
  QVERIFY(stage.asked().contains(QStringLiteral("cancelFile m2")));
  QVERIFY(!stage.shows(QStringLiteral("of 48.7 kB")));

  // Without a mouse: it is the fourth before the newest.
  choose_from_menu(stage, 4, "Download");
  QCOMPARE(stage.asked().count(QStringLiteral("download m2")), 2);
  choose_from_menu(stage, 4, "Cancel");
  QCOMPARE(stage.asked().count(QStringLiteral("cancelFile m2")), 2);
}

void WindowTransfers::what_arrived_damaged_is_fetched_again() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  const auto file = QStringLiteral("letter.pdf");
  const auto damaged = QStringLiteral("It arrived damaged, so nothing of it was kept.");
  QVERIFY(stage.shows(damaged));
  QVERIFY(button_at(stage, file, QStringLiteral("Save")) == nullptr);
  QVERIFY(click_at(stage, file, "Try again"));
  QVERIFY(stage.asked().contains(QStringLiteral("download m4")));
  QVERIFY(!stage.shows(damaged));
  become(stage, "m4", {{QStringLiteral("phase"), QStringLiteral("here")}});
  QVERIFY(stage.shows(QStringLiteral("letter.pdf, 81.0 kB")));
  QVERIFY(button_at(stage, file, QStringLiteral("Save")) != nullptr);
}

void WindowTransfers::what_the_relay_did_not_take_is_sent_again() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  QVERIFY(stage.shows(
      QStringLiteral("The relay doesn't take it: it is too large, or your space there is full.")));
  QVERIFY(click_at(stage, QStringLiteral("film.mkv"), "Try again"));
  QVERIFY(stage.asked().contains(QStringLiteral("retry m6")));
}

void WindowTransfers::what_was_not_read_to_its_end_can_only_be_deleted() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  become(stage, "m6", {{QStringLiteral("phase"), QStringLiteral("unread")}});
  QVERIFY(stage.shows(QStringLiteral("It couldn't be read to its end. Delete it, and attach it again.")));
  QVERIFY(button_at(stage, QStringLiteral("film.mkv"), QStringLiteral("Try again")) == nullptr);
  stage.open_message_menu();
  QVERIFY(stage.asked().filter(QStringLiteral("retry")).isEmpty());
  QVERIFY(stage.named(QStringLiteral("Cancel")) == nullptr);
  QVERIFY(stage.tab_to(QStringLiteral("Delete")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.click(QStringLiteral("Delete for everyone")));
  QVERIFY(stage.asked().contains(QStringLiteral("remove m6")));
}

void WindowTransfers::a_picture_is_shown_when_somebody_wants_it() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  const QString copy = small_picture();
  stage.part(QStringLiteral("chat.files")).setProperty("copies", QVariantMap{{QStringLiteral("m3"), copy}});
  become(stage, "m3", {{QStringLiteral("phase"), QStringLiteral("offered")}});
  const auto file = QStringLiteral("shed.jpg");
  QVERIFY(stage.asked().filter(QStringLiteral("download")).isEmpty());
  QVERIFY(click_at(stage, file, "Show"));
  QVERIFY(stage.asked().contains(QStringLiteral("download m3")));
  QVERIFY2(!stage.asked().contains(QStringLiteral("show m3")),
           "nothing of it may be decoded before it is whole");
  QVERIFY(!stage.draws(copy));
  become(stage, "m3", {{QStringLiteral("phase"), QStringLiteral("here")}});
  QVERIFY(stage.asked().contains(QStringLiteral("show m3")));
  QTRY_VERIFY(stage.draws(copy));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("files-picture")), QString{});
}

void WindowTransfers::what_is_no_picture_is_not_opened() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  become(stage, "m2", {{QStringLiteral("phase"), QStringLiteral("here")}});
  QVERIFY(stage.asked().filter(QStringLiteral("show")).isEmpty());
  QVERIFY(button_at(stage, QStringLiteral("Seedlings"), QStringLiteral("Save")) != nullptr);
}

void WindowTransfers::a_file_is_saved_where_one_says() {
  const QTemporaryDir folder;
  QVERIFY(folder.isValid() && QDir::setCurrent(folder.path()));
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  for (const bool sure : {false, true}) {
    choose_from_menu(stage, 5, "Save");
    QVERIFY(stage.shows(QStringLiteral("Save beach.png")));
    QVERIFY(stage.click_words(sure ? QStringLiteral("Save") : QStringLiteral("Cancel")));
    QCOMPARE(stage.asked().filter(save_as).size(), sure ? 1 : 0);
  }
  QVERIFY(stage.asked().contains(
      save_as + QUrl::fromLocalFile(folder.filePath(QStringLiteral("beach.png"))).toString()));
}

void WindowTransfers::what_became_of_saving_is_said_data() {
  QTest::addColumn<bool>("full");
  QTest::addColumn<QString>("words");
  QTest::newRow("it is there") << false << "beach.png is saved.";
  QTest::newRow("nothing can be written there")
      << true
      << "beach.png couldn't be saved. Perhaps nothing may be written in that folder, or the disk is full.";
}

void WindowTransfers::what_became_of_saving_is_said() {
  QFETCH(const bool, full);
  QFETCH(const QString, words);
  const QTemporaryDir folder;
  QVERIFY(folder.isValid() && QDir::setCurrent(folder.path()));
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  stage.change(QStringLiteral("chat.files"), "diskFull", full);
  choose_from_menu(stage, 5, "Save");
  QVERIFY(!stage.shows(QStringLiteral("beach.png is saved")) && !stage.shows(words));
  QVERIFY(stage.click_words(QStringLiteral("Save")));
  const QQuickItem* note = stage.named(words);
  QVERIFY(note != nullptr);
  QCOMPARE(note->property("failed").toBool(), full);
  QVERIFY(!stage.shows(QStringLiteral("Your messages on this device")));
  QCOMPARE(
      faults_in_pictures(stage, full ? QStringLiteral("files-not-saved") : QStringLiteral("files-saved")),
      QString{});
}

void WindowTransfers::a_file_is_replaced_only_after_a_question() {
  Stage stage{QStringLiteral("files"), QStringLiteral("direct")};
  const QStringList present{QStringLiteral("beach.png")};
  stage.part(QStringLiteral("chat.files")).setProperty("present", present);
  for (const bool sure : {false, true}) {
    choose_from_menu(stage, 5, "Save");
    QVERIFY(stage.click_words(QStringLiteral("Save")));
    QVERIFY(stage.shows(QStringLiteral("Replace beach.png?")));
    if (sure) QCOMPARE(faults_in_pictures(stage, QStringLiteral("files-replace")), QString{});
    QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
    QVERIFY(stage.click(sure ? QStringLiteral("Replace") : QStringLiteral("Cancel")));
    QCOMPARE(stage.asked().filter(save_as).size(), sure ? 1 : 0);
  }
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowTransfers)
#include "test_window_transfers.moc"
