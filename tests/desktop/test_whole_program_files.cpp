// SPDX-License-Identifier: GPL-3.0-or-later
// Files from the disk of one whole program to that of another.
#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramFiles final : public QObject {
  Q_OBJECT

 private slots:
  void a_file_of_any_size_arrives_as_it_was();
  void a_download_is_cancelled_and_begun_again();
  void a_file_that_is_cancelled_is_never_heard_of();
};

namespace {

constexpr int piece = static_cast<int>(sotto::client::attachment_piece);
const QString film = QStringLiteral("the film");

/// Bytes in which every place is told from its neighbours, and every piece from the others.
QByteArray pattern(int size) {
  QByteArray bytes(size, '\0');
  for (int at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 31 + at / 251);
  return bytes;
}

QUrl on_disk(const Site& site, const QByteArray& bytes) {
  QFile file{site.path(QStringLiteral("film.mkv"))};
  if (file.open(QIODevice::WriteOnly)) file.write(bytes);
  return QUrl::fromLocalFile(file.fileName());
}

QString phase(Person& person, const QString& caption = film) {
  return person.fact(caption, Timeline::FileRole).toMap().value(QStringLiteral("phase")).toString();
}

bool until_phase(Person& person, const char* expected, const QString& caption = film) {
  return person.until([&] { return phase(person, caption) == QString::fromLatin1(expected); });
}

/// What the program tells each time that saved_by has saved.
const auto saved_note = QStringLiteral("file_saved saved.mkv");

/// What is on the disk after the user has saved it.
QByteArray saved_by(Person& person, const Site& site, const QString& caption = film) {
  const auto to = site.path(QStringLiteral("saved.mkv"));
  QFile::remove(to);
  QSignalSpy saved{person.app.chat()->files(), &Files::saved};
  person.app.chat()->files()->save(person.id_of(caption), QUrl::fromLocalFile(to));
  if (!person.until([&] { return saved.count() == 1; })) return "nothing was saved";
  QFile file{to};
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{"nothing to read"};
}

}  // namespace

void TestWholeProgramFiles::a_file_of_any_size_arrives_as_it_was() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  for (const int size : {0, 1, piece, 3 * piece + 17}) {
    const auto caption = QStringLiteral("%1 bytes").arg(size);
    const auto file = on_disk(site, pattern(size));
    QCOMPARE(alice.app.chat()->files()->send(file, caption, alice.id_of("hello"), -1), QString{});
    QVERIFY(until_phase(bob, "offered", caption));
    const auto offered = bob.fact(caption, Timeline::FileRole).toMap();
    QCOMPARE(offered.value("name").toString(), QString{"film.mkv"});
    QCOMPARE(offered.value("size").toInt(), size);
    QCOMPARE(bob.fact(caption, Timeline::QuotedBodyRole).toString(), QString{"hello"});

    bob.app.chat()->files()->download(bob.id_of(caption));
    QVERIFY(until_phase(bob, "here", caption));
    QCOMPARE(saved_by(bob, site, caption), pattern(size));
    QVERIFY(alice.until_fact(caption, Timeline::StateRole, "delivered"));
    QCOMPARE(saved_by(alice, site, caption), pattern(size));
  }
  for (Person* person : {&alice, &bob}) {
    QCOMPARE(person->noted(), (QStringList{saved_note, saved_note, saved_note, saved_note}));
  }
}

void TestWholeProgramFiles::a_download_is_cancelled_and_begun_again() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  const auto bytes = pattern(2 * piece);
  QCOMPARE(alice.app.chat()->files()->send(on_disk(site, bytes), film, {}, -1), QString{});
  QVERIFY(until_phase(bob, "offered"));

  // Without a relay it surely isn't here before it is cancelled.
  site.relay().kill();
  bob.app.chat()->files()->download(bob.id_of(film));
  QVERIFY(until_phase(bob, "downloading"));
  bob.app.chat()->files()->cancel(bob.id_of(film));
  QVERIFY(until_phase(bob, "offered"));
  site.relay().start();
  QVERIFY(bob.until_online());
  QCOMPARE(phase(bob), QString{"offered"});

  bob.app.chat()->files()->download(bob.id_of(film));
  QVERIFY(until_phase(bob, "here"));
  QCOMPARE(saved_by(bob, site), bytes);
  QCOMPARE(bob.noted(), QStringList{saved_note});
}

void TestWholeProgramFiles::a_file_that_is_cancelled_is_never_heard_of() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  // While it goes to a relay that isn't there.
  site.relay().kill();
  QCOMPARE(alice.app.chat()->files()->send(on_disk(site, pattern(2 * piece)), film, {}, -1), QString{});
  QVERIFY(until_phase(alice, "uploading"));
  alice.app.chat()->files()->cancel(alice.id_of(film));
  QVERIFY(alice.until_texts({"hello"}));
  site.relay().start();
  QVERIFY(alice.until_online());
  // While it is being read.
  QCOMPARE(alice.app.chat()->files()->send(on_disk(site, pattern(100 * piece)), film, {}, -1), QString{});
  QVERIFY(alice.until_texts({film, "hello"}));
  alice.app.chat()->files()->cancel(alice.id_of(film));
  QVERIFY(alice.until_texts({"hello"}));

  QCOMPARE(alice.app.chat()->send(QStringLiteral("no film today")), QString{});
  QVERIFY(bob.until_texts({"no film today", "hello"}));
  QVERIFY(alice.until_fact("no film today", Timeline::StateRole, "delivered"));
  for (Person* person : {&alice, &bob}) QCOMPARE(person->noted(), QStringList{});
}

QTEST_GUILESS_MAIN(TestWholeProgramFiles)
#include "test_whole_program_files.moc"
