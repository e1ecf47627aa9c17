// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "people.hpp"
#include "sotto/group/sign_post.hpp"

using namespace sotto;
using namespace sotto::group;
using namespace sotto::group::test;

/// Reading posts: one spelling each, and nothing else.
class TestPost : public QObject {
  Q_OBJECT

 private slots:
  void each_kind_survives_the_round_trip();
  void truncated_post_is_refused();
  void changed_post_is_refused();
  void garbage_is_refused();
  void texts_have_limits_data();
  void texts_have_limits();
  void a_post_is_signed_for_one_purpose();
  void what_was_said_by_a_former_member_is_still_theirs();
};

namespace {

PostHeader header_of(const Username& author) {
  PostHeader header{{}, {}, 41, noon, author};
  header.group.bytes.fill(1);
  header.id.bytes.fill(2);
  return header;
}

std::vector<PostBody> bodies() {
  MessageId target;
  target.bytes.fill(3);
  return {PostText{"Who plays tonight? ♞"}, PostRemoval{target}};
}

Post post_of(Person& author, const PostBody& body) {
  return must(sign_post(header_of(author.name), body, author.identity, author.random));
}

}  // namespace

void TestPost::each_kind_survives_the_round_trip() {
  Person alice{"alice"};
  Person bob{"bob"};
  for (const auto& body : bodies()) {
    const auto post = post_of(alice, body);
    const auto again = must(Post::parse(post.bytes()));
    QCOMPARE(again.body().index(), body.index());
    QCOMPARE(again.header().after, std::uint64_t{41});
    QVERIFY(again.header().author == alice.name && again.header().at == noon);
    QVERIFY(again.header().group == header_of(alice.name).group);
    QVERIFY(again.header().id == header_of(alice.name).id);
    QVERIFY(again.verify(alice.key()).ok());
    QCOMPARE(outcome(again.verify(bob.key())), Name{"invalid_signature"});
    const auto unsigned_bytes = serialise_unsigned(again.header(), again.body());
    QVERIFY(equal(unsigned_bytes, ByteView{post.bytes()}.first(unsigned_bytes.size())));
    QCOMPARE(unsigned_bytes.size() + Post::signature_size, post.bytes().size());
  }
}

void TestPost::truncated_post_is_refused() {
  Person alice{"alice"};
  for (const auto& body : bodies()) {
    const auto post = post_of(alice, body);
    for (std::size_t size = 0; size < post.bytes().size(); ++size) {
      const auto parsed = Post::parse(ByteView{post.bytes()}.first(size));
      QVERIFY(!parsed || !parsed->verify(alice.key()));
    }
    auto longer = post.bytes();
    longer.push_back(0);
    const auto parsed = Post::parse(longer);
    QVERIFY(!parsed || !parsed->verify(alice.key()));
  }
}

void TestPost::changed_post_is_refused() {
  Person alice{"alice"};
  for (const auto& body : bodies()) {
    const auto post = post_of(alice, body);
    for (std::size_t at = 0; at < post.bytes().size(); ++at) {
      auto changed = post.bytes();
      changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
      const auto parsed = Post::parse(changed);
      QVERIFY2(!parsed || !parsed->verify(alice.key()), std::to_string(at).c_str());
    }
  }
}

void TestPost::garbage_is_refused() {
  testing::SeededRandom random{1};
  for (int round = 0; round < 20'000; ++round) {
    Bytes bytes(random.next() % 300);
    QVERIFY(random.fill(bytes).ok());
    if (bytes.size() > 1) {  // far enough to reach the bodies
      bytes[0] = 1;
      bytes[1] = static_cast<std::uint8_t>(random.next() % 4);
    }
    QVERIFY(!Post::parse(bytes).ok());
  }
}

void TestPost::texts_have_limits_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("expected");
  QTest::newRow("one character") << QByteArray{"a"} << "ok";
  QTest::newRow("the longest") << QByteArray(int{max_post_text}, 'a') << "ok";
  QTest::newRow("one more") << QByteArray(int{max_post_text} + 1, 'a') << "too_large";
  QTest::newRow("nothing") << QByteArray{} << "malformed";
  QTest::newRow("a NUL") << QByteArray("a\0b", 3) << "malformed";
  QTest::newRow("no UTF-8") << QByteArray("\xff\xfe") << "malformed";
}

void TestPost::texts_have_limits() {
  QFETCH(QByteArray, text);
  QFETCH(QString, expected);
  Person alice{"alice"};
  const auto post =
      sign_post(header_of(alice.name), PostText{text.toStdString()}, alice.identity, alice.random);
  QCOMPARE(QString::fromStdString(outcome(post)), expected);
  QCOMPARE(outcome(Post::parse(Bytes(max_post + 1, 1))), Name{"too_large"});
}

// C5: the signature of a text is none of a removal, whatever a relay writes around it.
void TestPost::a_post_is_signed_for_one_purpose() {
  Person alice{"alice"};
  for (const auto& body : bodies()) {
    const auto bytes = serialise_unsigned(header_of(alice.name), body);
    for (const auto& other : bodies()) {
      auto post = bytes;
      append(post, must(crypto::sign(alice.identity, purpose_of(other), bytes, alice.random)));
      QCOMPARE(must(Post::parse(post)).verify(alice.key()).ok(), other.index() == body.index());
    }
  }
}

void TestPost::what_was_said_by_a_former_member_is_still_theirs() {
  Person alice{"alice"};
  Person bob{"bob"};
  Person carol{"carol"};
  auto log = start(create(alice, GroupKind::open));
  must_append(log, join(bob, log.state()));
  must_append(log, join(carol, log.state()));
  must_append(log, bob.next(log.state(), Leave{}));
  must_append(log, alice.next(log.state(), Remove{carol.name}));
  for (auto* author : {&alice, &bob, &carol}) {
    const auto* key = find_author(log.state(), author->name);
    QVERIFY(key != nullptr && post_of(*author, bodies().front()).verify(*key).ok());
  }
  QVERIFY(find_author(log.state(), user("mallory")) == nullptr);
}

QTEST_GUILESS_MAIN(TestPost)
#include "test_post.moc"
