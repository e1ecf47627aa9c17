// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <string>

#include "file_name.hpp"

using sotto::client::safe_file_name;
using sotto::client::safe_media_type;

/// What others call their files (attack F7).
class TestFileName : public QObject {
  Q_OBJECT

 private slots:
  void a_name_is_made_safe_data();
  void a_name_is_made_safe();
  void a_long_name_keeps_its_ending();
  void a_long_name_ends_with_a_letter();
  void a_media_type_is_one_or_unknown_data();
  void a_media_type_is_one_or_unknown();
};

void TestFileName::a_name_is_made_safe_data() {
  QTest::addColumn<std::string>("name");
  QTest::addColumn<std::string>("safe");
  const auto row = [](const char* what, const std::string& name, const std::string& safe) {
    QTest::newRow(what) << name << safe;
  };
  row("an ordinary one", "holiday 2026.png", "holiday 2026.png");
  row("another script", "фото.jpg", "фото.jpg");
  row("up the folders", "../../etc/passwd", "_.._etc_passwd");
  row("a drive", "C:\\autoexec.bat", "C__autoexec.bat");
  row("hidden", ".bashrc", "bashrc");
  row("an end that disappears", "letter.txt . .", "letter.txt");
  row("turned round", "invoice\u202Egnp.exe", "invoicegnp.exe");
  row("lines and bells",
      "a\nb\x07"
      "c",
      "a_b_c");
  row("late controls",
      "a\xC2\x85"
      "b\xC2\x9F"
      "c",
      "a_b_c");
  row("joined letters stay joined", "می\u200Cخواهم.txt", "می\u200Cخواهم.txt");
  row("unseen letters", "a\u200Bb\u00AD\uFEFF.txt", "ab.txt");
  row("other spaces", "1\u202Fpm.png\u00A0\u3000", "1 pm.png");
  row("a device", "Con", "_Con");
  row("a device with an ending", "lpt1.txt", "_lpt1.txt");
  row("no device", "console.log", "console.log");
  row("no device either", "compt.txt", "compt.txt");
  row("nothing but dots", "...", "file");
  row("nothing", "", "file");
  row("nothing that is seen", "\u200F\u2066", "file");
}

void TestFileName::a_name_is_made_safe() {
  QFETCH(std::string, name);
  QFETCH(std::string, safe);
  QCOMPARE(safe_file_name(name), safe);
  QCOMPARE(safe_file_name(safe), safe);
}

void TestFileName::a_long_name_keeps_its_ending() {
  std::string name;
  while (name.size() < 40'000) name += "ü";
  const auto safe = safe_file_name(name + ".png");
  QCOMPARE(safe.size(), std::size_t{254});  // one byte less: a character is not cut
  QVERIFY(safe.substr(safe.size() - 6) == "ü.png");
}

void TestFileName::a_long_name_ends_with_a_letter() {
  const std::string letters(253, 'a');
  QCOMPARE(safe_file_name(letters + ". " + std::string(40, 'b')), letters);
}

void TestFileName::a_media_type_is_one_or_unknown_data() {
  QTest::addColumn<std::string>("type");
  QTest::addColumn<std::string>("safe");
  QTest::newRow("one") << std::string{"image/png"} << std::string{"image/png"};
  QTest::newRow("large") << std::string{"Image/SVG+XML"} << std::string{"image/svg+xml"};
  QTest::newRow("with parameters") << std::string{"text/html; charset=x"}
                                   << std::string{"application/octet-stream"};
  QTest::newRow("none") << std::string{} << std::string{"application/octet-stream"};
  QTest::newRow("markup") << std::string{"a/b<script>"} << std::string{"application/octet-stream"};
  QTest::newRow("long") << std::string(200, 'a') + "/b" << std::string{"application/octet-stream"};
}

void TestFileName::a_media_type_is_one_or_unknown() {
  QFETCH(std::string, type);
  QFETCH(std::string, safe);
  QCOMPARE(safe_media_type(type), safe);
}

QTEST_GUILESS_MAIN(TestFileName)
#include "test_file_name.moc"
