// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "people.hpp"

using namespace sotto;
using namespace sotto::group;
using namespace sotto::group::test;

/// Reading entries: one spelling each, and nothing else.
class TestGroupEntry : public QObject {
  Q_OBJECT

 private slots:
  void every_kind_survives_the_round_trip_data();
  void every_kind_survives_the_round_trip();
  void truncated_entry_is_refused();
  void changed_entry_is_refused();
  void garbage_is_refused();
  void oversized_entry_is_refused();
  void misplaced_create_is_refused();
  void names_have_limits_data();
  void names_have_limits();
  void policies_have_limits();
  void conversation_is_with_a_user_or_a_group();
};

namespace {

std::vector<EntryBody> bodies(Person& author) {
  const auto policy = must(Policy::parse(1, 2, Role::member));
  return {Create{GroupKind::secure, title("Chess club"), policy, author.key(), author.nonce()},
          Request{author.key(), author.nonce()},
          Approve{{user("dave"), author.key(), author.nonce(), noon + day}},
          Join{author.key(), author.nonce()},
          Leave{},
          Remove{user("dave")},
          ChangeRole{user("dave"), Role::admin},
          ChangePolicy{policy},
          Rename{title("Schachklub ♞")},
          ChangePicture{Bytes{1, 2, 3}}};
}

EntryHeader header_for(const EntryBody& body, const Username& author) {
  if (std::holds_alternative<Create>(body)) return {{}, 0, {}, 0, noon, author};
  EntryHeader header{{}, 7, {}, 3, noon, author};
  header.group.bytes.fill(1);
  header.previous.bytes.fill(2);
  return header;
}

}  // namespace

void TestGroupEntry::every_kind_survives_the_round_trip_data() {
  QTest::addColumn<std::size_t>("number");
  for (std::size_t number = 0; number < std::variant_size_v<EntryBody>; ++number)
    QTest::addRow("kind %zu", number + 1) << number;
}

void TestGroupEntry::every_kind_survives_the_round_trip() {
  QFETCH(std::size_t, number);
  Person alice{"alice"};
  Person bob{"bob"};
  const auto body = bodies(alice)[number];
  const auto entry = alice.sign(header_for(body, alice.name), body);
  const auto again = must(Entry::parse(entry.bytes()));
  QCOMPARE(again.body().index(), number);
  QCOMPARE(to_hex(again.hash().view()), to_hex(entry.hash().view()));
  QVERIFY(again.verify(alice.key()).ok());
  QCOMPARE(outcome(again.verify(bob.key())), Name{"invalid_signature"});
  // Written out again it is the same, so there is no second spelling.
  auto header = again.header();
  if (number == 0) header.group = {};
  const auto unsigned_bytes = serialise_unsigned(header, again.body());
  QVERIFY(equal(unsigned_bytes, ByteView{entry.bytes()}.first(unsigned_bytes.size())));
}

void TestGroupEntry::truncated_entry_is_refused() {
  Person alice{"alice"};
  for (const auto& body : bodies(alice)) {
    const auto entry = alice.sign(header_for(body, alice.name), body);
    for (std::size_t size = 0; size < entry.bytes().size(); ++size) {
      const auto parsed = Entry::parse(ByteView{entry.bytes()}.first(size));
      QVERIFY(!parsed || !parsed->verify(alice.key()));
    }
    auto longer = entry.bytes();
    longer.push_back(0);
    const auto parsed = Entry::parse(longer);
    QVERIFY(!parsed || !parsed->verify(alice.key()));
  }
}

void TestGroupEntry::changed_entry_is_refused() {
  Person alice{"alice"};
  for (const auto& body : bodies(alice)) {
    const auto entry = alice.sign(header_for(body, alice.name), body);
    for (std::size_t at = 0; at < entry.bytes().size(); ++at) {
      auto changed = entry.bytes();
      changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
      const auto parsed = Entry::parse(changed);
      QVERIFY2(!parsed || !parsed->verify(alice.key()), std::to_string(at).c_str());
    }
  }
}

void TestGroupEntry::garbage_is_refused() {
  testing::SeededRandom random{1};
  for (int round = 0; round < 20'000; ++round) {
    Bytes bytes(random.next() % 400);
    QVERIFY(random.fill(bytes).ok());
    if (bytes.size() > 1) {  // far enough to reach the bodies
      bytes[0] = 1;
      bytes[1] = static_cast<std::uint8_t>(random.next() % 12);
    }
    QVERIFY(!Entry::parse(bytes).ok());
  }
}

void TestGroupEntry::oversized_entry_is_refused() {
  Person alice{"alice"};
  const ChangePicture large{Bytes(max_picture + 1, 1)};
  QCOMPARE(outcome(sign_entry(header_for(large, alice.name), large, alice.identity, alice.random)),
           Name{"too_large"});
  QCOMPARE(outcome(Entry::parse(Bytes(max_entry + 1, 1))), Name{"too_large"});
}

void TestGroupEntry::misplaced_create_is_refused() {
  Person alice{"alice"};
  const auto body = bodies(alice).front();
  auto header = header_for(body, alice.name);
  header.sequence = 1;
  QCOMPARE(outcome(sign_entry(header, body, alice.identity, alice.random)), Name{"malformed"});
  header = header_for(body, alice.name);
  QCOMPARE(outcome(sign_entry(header, Leave{}, alice.identity, alice.random)), Name{"malformed"});
}

void TestGroupEntry::names_have_limits_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("expected");
  QTest::newRow("empty") << QByteArray{} << "malformed";
  QTest::newRow("one") << QByteArray{"x"} << "ok";
  QTest::newRow("longest") << QByteArray(64, 'x') << "ok";
  QTest::newRow("too long") << QByteArray(65, 'x') << "too_large";
  QTest::newRow("1 MB") << QByteArray(1 << 20, 'x') << "too_large";
  QTest::newRow("line break") << QByteArray{"a\nb"} << "malformed";
  QTest::newRow("delete") << QByteArray{"a\x7f"} << "malformed";
  QTest::newRow("no UTF-8") << QByteArray{"\xff"} << "malformed";
  QTest::newRow("every script") << QByteArray{"Привет 你好"} << "ok";
}

void TestGroupEntry::names_have_limits() {
  QFETCH(QByteArray, text);
  QFETCH(QString, expected);
  QCOMPARE(QString::fromStdString(outcome(GroupName::parse(text.toStdString()))), expected);
}

void TestGroupEntry::policies_have_limits() {
  QCOMPARE(outcome(Policy::parse(0, 1, Role::member)), Name{"malformed"});
  QCOMPARE(outcome(Policy::parse(1, 0, Role::member)), Name{"malformed"});
  QCOMPARE(outcome(Policy::parse(1, max_approvals + 1, Role::member)), Name{"malformed"});
  QCOMPARE(outcome(Policy::parse(1, max_approvals, Role::owner)), Name{"ok"});
}

void TestGroupEntry::conversation_is_with_a_user_or_a_group() {
  Person alice{"alice"};
  const auto group = create(alice).header().group;
  const ConversationId with_group{group};
  const ConversationId with_alice{alice.name};
  QVERIFY(!(with_group == with_alice));
  QCOMPARE(with_alice.text(), Name{"alice"});
  QCOMPARE(with_group.text(), "#" + group.text());
  QVERIFY(must(ConversationId::parse(with_group.text())) == with_group);
  QVERIFY(must(ConversationId::parse("alice")) == with_alice);
  for (const char* text : {"", "#", "#alice", "##", "Al ice"}) {
    QCOMPARE(outcome(ConversationId::parse(text)), Name{"malformed"});
  }
}

QTEST_GUILESS_MAIN(TestGroupEntry)
#include "test_entry.moc"
