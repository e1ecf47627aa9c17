// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "shelf.hpp"

using namespace sotto;
using namespace sotto::archive;
using namespace sotto::archive::test;

class TestArchiveChain : public QObject {
  Q_OBJECT

 private slots:
  void an_archive_is_followed_from_either_end();
  void an_empty_archive_is_complete();
  void shredded_entries_do_not_break_the_chain();
  void what_is_not_the_next_entry_is_named_data();
  void what_is_not_the_next_entry_is_named();
  void an_archive_that_ends_before_what_was_known_is_refused();
  void an_archive_that_grew_is_taken_and_its_known_part_must_be_there();
  void a_refused_entry_changes_nothing();
  void roots_are_those_of_certificate_transparency();
  void devices_with_the_same_entries_have_the_same_root();
};

namespace {

struct Three : Shelf {
  Three() {
    add("bob", "one");
    add("carol", "two");
    add("bob", "three");
  }
};

EntryHash numbered(std::uint8_t number) {
  EntryHash hash;
  hash.bytes.fill(number);
  return hash;
}

}  // namespace

void TestArchiveChain::an_archive_is_followed_from_either_end() {
  Three shelf;
  OldestFirst forwards{{}};
  for (const auto& entry : shelf.entries) QVERIFY(forwards.accept(entry).ok());
  QVERIFY(forwards.head() == shelf.head());
  const auto texts = must(restore(shelf.keys, shelf.entries, shelf.head(), Head{}));
  QVERIFY((texts == std::vector<std::string>{"bob: three", "carol: two", "bob: one"}));
}

void TestArchiveChain::an_empty_archive_is_complete() {
  QVERIFY(must(NewestFirst::begin({}, {})).is_complete());
  QCOMPARE(outcome(NewestFirst::begin({0, numbered(1)}, {})), Name{"malformed"});
}

void TestArchiveChain::shredded_entries_do_not_break_the_chain() {
  Three shelf;
  const auto head = shelf.head();
  shelf.shred(1);
  QVERIFY(shelf.head() == head);
  const auto texts = must(restore(shelf.keys, shelf.entries, head, head));
  QVERIFY((texts == std::vector<std::string>{"bob: three", "bob: one"}));
}

void TestArchiveChain::what_is_not_the_next_entry_is_named_data() {
  QTest::addColumn<int>("place");
  QTest::addColumn<QString>("forwards");
  QTest::addColumn<QString>("backwards");
  QTest::newRow("the last one again") << 1 << "stale_state"
                                      << "invalid_state";
  QTest::newRow("one is left out") << 3 << "invalid_state"
                                   << "invalid_state";
  QTest::newRow("another history's") << -2 << "forked_log"
                                     << "forked_log";
}

// Forwards after places 0 and 1; backwards after places 4 and 3.
void TestArchiveChain::what_is_not_the_next_entry_is_named() {
  QFETCH(int, place);
  QFETCH(QString, forwards);
  QFETCH(QString, backwards);
  Three shelf;
  shelf.add("bob", "four");
  shelf.add("bob", "five");
  Three other;
  other.entries.clear();
  for (int i = 0; i < 5; ++i) other.add("bob", "x");
  const auto served = [&](int at) {
    return at < 0 ? other.entries[static_cast<std::size_t>(-at)]
                  : shelf.entries[static_cast<std::size_t>(at)];
  };
  OldestFirst up{{}};
  QVERIFY(up.accept(shelf.entries[0]).ok() && up.accept(shelf.entries[1]).ok());
  QCOMPARE(QString::fromStdString(outcome(up.accept(served(place)))), forwards);
  auto down = must(NewestFirst::begin(shelf.head(), {}));
  QVERIFY(down.accept(shelf.entries[4]).ok() && down.accept(shelf.entries[3]).ok());
  QCOMPARE(QString::fromStdString(outcome(down.accept(served(place < 0 ? place : 4 - place)))), backwards);
}

void TestArchiveChain::an_archive_that_ends_before_what_was_known_is_refused() {
  Three shelf;
  const auto known = shelf.head();
  shelf.entries.pop_back();
  QCOMPARE(outcome(NewestFirst::begin(shelf.head(), known)), Name{"stale_state"});
  shelf.add("bob", "another three");
  QCOMPARE(outcome(NewestFirst::begin(shelf.head(), known)), Name{"forked_log"});
}

void TestArchiveChain::an_archive_that_grew_is_taken_and_its_known_part_must_be_there() {
  Three shelf;
  const auto known = shelf.head();
  shelf.add("bob", "four");
  QVERIFY(restore(shelf.keys, shelf.entries, shelf.head(), known).ok());
  QCOMPARE(outcome(restore(shelf.keys, shelf.entries, shelf.head(), Head{3, numbered(9)})),
           Name{"forked_log"});
}

void TestArchiveChain::a_refused_entry_changes_nothing() {
  Three shelf;
  auto down = must(NewestFirst::begin(shelf.head(), {}));
  QVERIFY(!down.accept(shelf.entries[0]).ok());
  QCOMPARE(down.left(), std::uint64_t{3});
  for (auto place : {2U, 1U, 0U}) QVERIFY(down.accept(shelf.entries[place]).ok());
  QVERIFY(down.is_complete());
  QCOMPARE(outcome(down.accept(shelf.entries[0])), Name{"invalid_state"});
}

// Computed apart, with Python's hashlib, after RFC 9162 section 2.1.1.
void TestArchiveChain::roots_are_those_of_certificate_transparency() {
  std::vector<EntryHash> leaves;
  QCOMPARE(to_hex(merkle_root(leaves).view()),
           Name{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"});
  for (std::uint8_t number = 1; number <= 7; ++number) leaves.push_back(numbered(number));
  QCOMPARE(to_hex(merkle_root(std::span{leaves}.first(1)).view()),
           Name{"dcffe786ded16d283c663846ad0c4ff26558fccde36ca9d30b2ea19eade9fc0e"});
  QCOMPARE(to_hex(merkle_root(std::span{leaves}.first(3)).view()),
           Name{"df896896c799531f1fd1e556cea26a6989ab06853bcbfdd3e4f5097a611f658f"});
  QCOMPARE(to_hex(merkle_root(leaves).view()),
           Name{"a01b0568e97f4a883e53549ff9e936845853334158de367ad483d981b3142f4a"});
}

// E4: a login that has no head to compare with can't see that the tail is cut. Two devices can.
void TestArchiveChain::devices_with_the_same_entries_have_the_same_root() {
  Three shelf;
  const auto root = shelf.root();
  Three cut;
  QVERIFY(cut.root() == root);
  cut.entries.pop_back();
  QVERIFY(restore(cut.keys, cut.entries, cut.head()).ok());
  QVERIFY(!(cut.root() == root));
  shelf.shred(0);
  QVERIFY(shelf.root() == root);
}

QTEST_GUILESS_MAIN(TestArchiveChain)
#include "test_archive_chain.moc"
