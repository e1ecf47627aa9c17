// SPDX-License-Identifier: GPL-3.0-or-later
// Where a text names users, and what is no such place.
#include <QtTest>

#include "sotto/base/mention.hpp"

using namespace sotto;

namespace {

/// Everybody is here: "offset size name" of each.
std::string found_in(std::string_view text) {
  std::string all;
  for (const auto& [offset, size, user] : find_mentions(text, [](const Username&) { return true; })) {
    all += std::to_string(offset) + " " + std::to_string(size) + " " + user.text() + ";";
  }
  return all;
}

Username name(const char* text) { return *Username::parse(text); }

}  // namespace

class TestMention : public QObject {
  Q_OBJECT

 private slots:
  void a_text_names_users_data();
  void a_text_names_users();
  void only_who_is_here_is_named();
  void a_text_names_no_more_than_so_many();
  void a_record_gives_the_mentions_back();
  void a_record_of_another_text_is_refused();
};

void TestMention::a_text_names_users_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("found");
  const auto row = [](const char* what, const char* text, const char* found) {
    QTest::newRow(what) << QString::fromUtf8(text) << QString::fromUtf8(found);
  };
  row("alone", "@bob", "0 4 bob;");
  row("in a sentence", "Is @bob here?", "3 4 bob;");
  row("at its end", "Ask @bob.", "4 4 bob;");
  row("capitals", "@Bob", "0 4 bob;");
  row("two", "@bob, @carol: now", "0 4 bob;6 6 carol;");
  row("twice", "@bob @bob", "0 4 bob;5 4 bob;");
  row("a name with punctuation", "@bob.smith-2!", "0 12 bob.smith-2;");
  row("behind other scripts", "\u4f60\u597d@bob\u3002", "6 4 bob;");
  row("in brackets", "(@bob)", "1 4 bob;");
  row("a second sign", "@@bob", "1 4 bob;");
  row("an address", "write to bob@example.org", "");
  row("an address with punctuation", "bob.@example", "");
  row("no name", "@ @b @1bob @_ @bo..b", "");
  row("too long", "@abcdefghijklmnopqrstuvwxyz0123456", "");
  row("nothing", "", "");
  row("the sign alone", "@", "");
}

void TestMention::a_text_names_users() {
  QFETCH(QString, text);
  QFETCH(QString, found);
  QCOMPARE(QString::fromStdString(found_in(text.toStdString())), found);
}

void TestMention::only_who_is_here_is_named() {
  const auto found =
      find_mentions("@bob @bobby @carol", [](const Username& user) { return user == name("bob"); });
  QCOMPARE(found.size(), std::size_t{1});
  QVERIFY((found.front() == Mention{0, 4, name("bob")}));
}

void TestMention::a_text_names_no_more_than_so_many() {
  std::string text;
  for (std::size_t count = 0; count < max_mentions + 5; ++count) text += "@bob ";
  const auto found = find_mentions(text, [](const Username&) { return true; });
  QCOMPARE(found.size(), max_mentions);
  QVERIFY(check_mentions(text, found).ok());
  auto more = found;
  more.push_back({static_cast<std::uint32_t>(max_mentions * 5), 4, name("bob")});
  QCOMPARE(check_mentions(text, more).error().code, ErrorCode::too_large);
}

void TestMention::a_record_gives_the_mentions_back() {
  const std::string text = "\u00e9 @bob, @Carol and @bob";
  const auto mentions = find_mentions(text, [](const Username&) { return true; });
  QCOMPARE(mentions.size(), std::size_t{3});
  QVERIFY(*parse_mentions(text, serialise_mentions(mentions)) == mentions);
  QVERIFY(parse_mentions(text, {})->empty());
}

void TestMention::a_record_of_another_text_is_refused() {
  const std::string text = "@bob and @carol";
  const auto mentions = find_mentions(text, [](const Username&) { return true; });
  const auto record = serialise_mentions(mentions);
  for (const auto* other : {"", "@bob", "@bob and _carol", "@bob and carol", "no one"}) {
    QCOMPARE(parse_mentions(other, record).error().code, ErrorCode::malformed);
  }
  QCOMPARE(parse_mentions(text, ByteView{record}.first(record.size() - 1)).error().code,
           ErrorCode::malformed);
  const Bytes twice = serialise_mentions(std::vector<Mention>{mentions[0], mentions[0]});
  QCOMPARE(parse_mentions(text, twice).error().code, ErrorCode::malformed);
  QCOMPARE(parse_mentions(text, Bytes((max_mentions + 1) * 4, 0)).error().code, ErrorCode::too_large);
}

QTEST_GUILESS_MAIN(TestMention)
#include "test_mention.moc"
