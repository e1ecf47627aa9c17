// SPDX-License-Identifier: GPL-3.0-or-later
// What a whole program tells others of its user: that they read or write, once both want that, and not
// before.
#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramPrivacy final : public QObject {
  Q_OBJECT

 private slots:
  void that_something_was_read_is_told_when_both_have_chosen_it();
  void that_somebody_writes_is_told_when_both_have_chosen_it();
};

namespace {

/// One says it, the other reads it.
bool is_read(Person& author, Person& reader, const QString& text) {
  if (!author.app.chat()->send(text).isEmpty()) return false;
  if (!reader.until([&] { return !reader.texts().isEmpty() && reader.texts().first() == text; }))
    return false;
  reader.app.chat()->markRead();
  return author.until([&] {
    const auto state = author.fact(text, Timeline::StateRole).toString();
    return state == QStringLiteral("delivered") || state == QStringLiteral("read");
  });
}

}  // namespace

void TestWholeProgramPrivacy::that_something_was_read_is_told_when_both_have_chosen_it() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  for (Person* person : {&alice, &bob}) QVERIFY(!person->app.session()->readReceipts());
  QVERIFY(is_read(alice, bob, QStringLiteral("nobody tells it")));

  bob.app.session()->tellReading(true);
  QVERIFY(bob.until([&] { return bob.app.session()->readReceipts(); }));
  QVERIFY(is_read(alice, bob, QStringLiteral("only the reader tells it")));

  alice.app.session()->tellReading(true);
  QVERIFY(alice.until([&] { return alice.app.session()->readReceipts(); }));
  const auto told = QStringLiteral("both tell it");
  QVERIFY(is_read(alice, bob, told));
  QVERIFY(alice.until_fact(told, Timeline::StateRole, "read"));
  for (const char* before : {"nobody tells it", "only the reader tells it"})
    QCOMPARE(alice.fact(QString::fromLatin1(before), Timeline::StateRole).toString(), QString{"delivered"});
}

void TestWholeProgramPrivacy::that_somebody_writes_is_told_when_both_have_chosen_it() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  int shown = 0;
  QObject::connect(alice.app.chat(), &Chat::changed, alice.app.chat(),
                   [&] { shown += alice.app.chat()->typing() ? 1 : 0; });
  for (Person* person : {&alice, &bob}) QVERIFY(!person->app.session()->typing());

  // Whoever tells it to somebody who doesn't isn't heard. A message behind the sign shows that it had come.
  bob.app.session()->tellTyping(true);
  QVERIFY(bob.until([&] { return bob.app.session()->typing(); }));
  bob.app.chat()->tellTyping();
  QTest::qWait(2'000);
  QCOMPARE(bob.app.chat()->send(QStringLiteral("there you are")), QString{});
  QVERIFY(alice.until_texts({"there you are", "hello"}));
  QCOMPARE(shown, 0);

  alice.app.session()->tellTyping(true);
  QVERIFY(alice.until([&] { return alice.app.session()->typing(); }));
  QVERIFY(alice.until([&] {
    bob.app.chat()->tellTyping();
    return alice.app.chat()->typing();
  }));
  QCOMPARE(bob.app.chat()->send(QStringLiteral("and here am I")), QString{});
  QVERIFY(alice.until_texts({"and here am I", "there you are", "hello"}));
  QVERIFY(alice.until([&] { return !alice.app.chat()->typing(); }));
}

QTEST_GUILESS_MAIN(TestWholeProgramPrivacy)
#include "test_whole_program_privacy.moc"
