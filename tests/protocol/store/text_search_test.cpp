// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "sotto/store/text_search.hpp"

using namespace sotto::store;

class TextSearchTest : public QObject {
  Q_OBJECT

 private slots:
  void folding_makes_cases_equal_data() {
    QTest::addColumn<QByteArray>("upper");
    QTest::addColumn<QByteArray>("lower");
    const auto row = [](const char* title, const char* upper, const char* lower) {
      QTest::newRow(title) << QByteArray{upper} << QByteArray{lower};
    };
    row("ASCII", "AZ[@`{", "az[@`{");
    row("Latin-1, without the multiplication sign", "ÀÖ×Ø", "àö×ø");
    row("every second letter", "ĀĂŹŽ", "āăźž");
    row("backwards", "Ÿ", "ÿ");
    row("Greek", "ΑΩΣ", "αωσ");
    row("Cyrillic", "АЯЁЀ", "аяёѐ");
    row("Georgian", "Ა", "ა");
    row("four bytes", "𐐀𐐧", "𐐨𐑏");
    row("sharp s", "ẞ", "ß");
    row("Kelvin sign", "K", "k");
    row("no case", "中न🎉", "中न🎉");
  }
  void folding_makes_cases_equal() {
    QFETCH(QByteArray, upper);
    QFETCH(QByteArray, lower);
    QCOMPARE(fold_case(upper.toStdString()), fold_case(lower.toStdString()));
    QCOMPARE(fold_case(lower.toStdString()), lower.toStdString());
  }

  void bytes_that_are_not_utf8_equal_only_themselves_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("lone continuation") << QByteArray{
        "\x80"
        "A"};
    QTest::newRow("overlong") << QByteArray{"\xC1\x81"};
    QTest::newRow("cut short") << QByteArray{"\xD0"};
    QTest::newRow("cut short by a letter") << QByteArray{
        "\xE2\x82"
        "A"};
    QTest::newRow("out of range") << QByteArray{"\xF8\x88\x80\x80"};
  }
  void bytes_that_are_not_utf8_equal_only_themselves() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(fold_case(bytes.toStdString()), bytes.toLower().toStdString());
  }

  void characters_are_counted_not_bytes() {
    QCOMPARE(count_characters(""), std::size_t{0});
    QCOMPARE(count_characters("aж中🎉"), std::size_t{4});
    QCOMPARE(count_characters("\xFF\xFE"), std::size_t{2});
  }

  void an_empty_part_is_contained_in_nothing() {
    QVERIFY(!contains_folded("text", ""));
    QVERIFY(!contains_folded("", ""));
    QVERIFY(contains_folded("TEXT", "ex"));
  }
};

QTEST_GUILESS_MAIN(TextSearchTest)
#include "text_search_test.moc"
