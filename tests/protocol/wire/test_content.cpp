// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <functional>

#include "sotto/wire/content.hpp"
#include "sotto/wire/padding.hpp"

using namespace sotto;
using namespace sotto::wire;

namespace {

Username name(const char* text) { return *Username::parse(text); }

Content some_text(std::string body) {
  return {protocol_version,           suite_hybrid,         {name("alice"), DeviceId{1}},
          {name("bob"), DeviceId{2}}, MessageId{{1, 2, 3}}, 7,
          Instant{1'700'000'000'000}, Text{std::move(body)}};
}

Attachment some_file() {
  Attachment file;
  file.blob.bytes.fill(9);
  file.key = std::make_shared<const SecretBytes>(SecretBytes::copied_from(Bytes(attachment_key_size, 3)));
  file.size = (std::uint64_t{1} << 32) + 1;
  file.digest.fill(5);
  file.name = "holiday.png";
  file.media_type = "image/png";
  return file;
}

using Spoil = std::function<void(Attachment&)>;

}  // namespace

Q_DECLARE_METATYPE(sotto::wire::Said)

class TestContent : public QObject {
  Q_OBJECT
 private slots:
  void padding_comes_off_as_it_went_on_data();
  void padding_comes_off_as_it_went_on();
  void padding_of_a_wrong_size_is_refused();
  void padding_hides_the_length_within_a_bucket();
  void text_comes_back_as_it_went_in();
  void every_body_comes_back();
  void the_version_of_the_sender_s_device_list_comes_back();
  void what_is_said_comes_back_to_the_other_and_to_own_devices_data();
  void what_is_said_comes_back_to_the_other_and_to_own_devices();
  void an_answer_names_its_message();
  void a_change_without_a_revision_or_text_is_refused();
  void a_duration_beyond_a_year_is_refused();
  void a_reaction_that_is_too_long_is_refused();
  void other_version_or_suite_is_refused();
  void empty_or_too_long_text_is_refused();
  void a_file_comes_along_with_or_without_words();
  void a_file_that_cannot_be_one_is_refused_data();
  void a_file_that_cannot_be_one_is_refused();
  void mentions_that_are_not_of_the_text_are_refused_data();
  void mentions_that_are_not_of_the_text_are_refused();
  void more_mentions_than_a_text_may_have_are_refused();
  void any_shortening_is_refused();
};

void TestContent::padding_comes_off_as_it_went_on_data() {
  QTest::addColumn<int>("size");
  for (const int size : {0, 1, 158, 159, 160, 161, 319, 320, 5000, 65536, 70000}) {
    QTest::addRow("%d bytes", size) << size;
  }
}

void TestContent::padding_comes_off_as_it_went_on() {
  QFETCH(int, size);
  const Bytes content(static_cast<std::size_t>(size), 0);  // zeros: the hardest to tell from padding
  const auto padded = pad(content);
  QCOMPARE(padded.size(), bucket_for(content.size()));
  const auto unpadded = unpad(padded);
  QVERIFY(unpadded.ok());
  QVERIFY(equal(*unpadded, content));
}

void TestContent::padding_of_a_wrong_size_is_refused() {
  auto padded = pad(Bytes(10, 1));
  padded.push_back(0);
  QCOMPARE(unpad(padded).error().code, ErrorCode::malformed);
  QCOMPARE(unpad(Bytes(160, 0)).error().code, ErrorCode::malformed);
  QCOMPARE(unpad(Bytes{}).error().code, ErrorCode::malformed);
  Bytes larger(320, 0);  // content of ten bytes in a bucket that is too large
  larger[10] = 0x80;
  QCOMPARE(unpad(larger).error().code, ErrorCode::malformed);
}

void TestContent::padding_hides_the_length_within_a_bucket() {
  QCOMPARE(serialise_padded(some_text("a")).size(), serialise_padded(some_text(std::string(40, 'a'))).size());
  QVERIFY(serialise_padded(some_text("a")).size() <
          serialise_padded(some_text(std::string(400, 'a'))).size());
}

void TestContent::text_comes_back_as_it_went_in() {
  const auto back = parse_padded(serialise_padded(some_text("привет, мир")));
  QVERIFY(back.ok());
  QVERIFY(back->sender == (Address{name("alice"), DeviceId{1}}));
  QVERIFY(back->recipient == (Address{name("bob"), DeviceId{2}}));
  QVERIFY(back->message == (MessageId{{1, 2, 3}}));
  QCOMPARE(back->counter, 7U);
  QCOMPARE(back->sent_at.milliseconds, 1'700'000'000'000);
  QCOMPARE(std::get<Text>(back->body).body, std::string{"привет, мир"});
}

void TestContent::every_body_comes_back() {
  auto content = some_text("x");
  const std::vector<MessageId> ids{MessageId{{9}}, MessageId{{8}}};
  content.body = DeliveryReceipt{ids};
  QVERIFY(std::get<DeliveryReceipt>(parse_padded(serialise_padded(content))->body).messages == ids);
  content.body = ReadReceipt{ids};
  QVERIFY(std::get<ReadReceipt>(parse_padded(serialise_padded(content))->body).messages == ids);
  content.body = Typing{};
  QVERIFY(std::holds_alternative<Typing>(parse_padded(serialise_padded(content))->body));
  content.body = OffRecordText{"between us"};
  QCOMPARE(std::get<OffRecordText>(parse_padded(serialise_padded(content))->body).body,
           std::string{"between us"});
  content.body = OffRecordReceipt{ids[0]};
  QVERIFY(std::get<OffRecordReceipt>(parse_padded(serialise_padded(content))->body).message == ids[0]);
  content.body = ResendRequest{ids};
  QVERIFY(std::get<ResendRequest>(parse_padded(serialise_padded(content))->body).messages == ids);
  ArchiveRoot root{std::uint64_t{1} << 40, {}, true};
  root.root.fill(9);
  content.body = root;
  const auto told = std::get<ArchiveRoot>(parse_padded(serialise_padded(content))->body);
  QVERIFY(told.size == root.size && told.root == root.root && told.asks);
  content.body = SentCopy{name("carol"), ids[0], Text{"hi"}, Instant{5}};
  const auto back = parse_padded(serialise_padded(content));
  const auto& copy = std::get<SentCopy>(back->body);
  QVERIFY(copy.conversation == name("carol") && copy.message == ids[0] &&
          std::get<Text>(copy.said).body == "hi");
  QCOMPARE(copy.sent_at.milliseconds, 5);
  content.body = OwnState{name("carol"), ReadMark{ids[0]}};
  const auto mark = std::get<OwnState>(parse_padded(serialise_padded(content))->body);
  QVERIFY(mark.conversation == name("carol") && std::get<ReadMark>(mark.state).message == ids[0]);
  for (const auto* text : {"dear carol", ""}) {
    content.body = OwnState{name("carol"), Draft{Revision{3}, text}};
    const auto draft =
        std::get<Draft>(std::get<OwnState>(parse_padded(serialise_padded(content))->body).state);
    QVERIFY(draft.revision == Revision{3} && draft.text == text);
  }
}

void TestContent::the_version_of_the_sender_s_device_list_comes_back() {
  auto content = some_text("x");
  QCOMPARE(parse_padded(serialise_padded(content))->device_list, 0U);
  content.device_list = 7;
  QCOMPARE(parse_padded(serialise_padded(content))->device_list, 7U);
}

void TestContent::what_is_said_comes_back_to_the_other_and_to_own_devices_data() {
  QTest::addColumn<Said>("said");
  const MessageId target{{7}};
  QTest::newRow("text") << Said{Text{"hi", target}};
  QTest::newRow("edit") << Said{Edit{target, Revision{3}, "hello"}};
  const Mentions named{{3, 4, name("bob")}, {8, 6, name("carol")}};
  QTest::newRow("text with mentions") << Said{Text{"hi @bob @Carol", {}, {}, {}, named}};
  QTest::newRow("edit with a duration") << Said{Edit{target, Revision{3}, "hello", {}, Lasting{60}}};
  QTest::newRow("edit with mentions") << Said{Edit{target, Revision{3}, "hi @bob @Carol", named}};
  QTest::newRow("deletion") << Said{Deletion{target}};
  QTest::newRow("text with a duration") << Said{Text{"hi", target, Lasting{60}}};
  QTest::newRow("duration") << Said{DurationSetting{Revision{1}, Lasting{3'600}}};
  QTest::newRow("duration, for good") << Said{DurationSetting{Revision{2}, Lasting{}}};
  QTest::newRow("reaction") << Said{Reaction{target, Revision{2}, "👍"}};
  QTest::newRow("reaction taken back") << Said{Reaction{target, Revision{3}, ""}};
}

void TestContent::what_is_said_comes_back_to_the_other_and_to_own_devices() {
  QFETCH(Said, said);
  auto content = some_text("x");
  content.body = std::visit([](const auto& one) -> ContentBody { return one; }, said);
  const auto direct = serialise_padded(content);
  QVERIFY(serialise_padded(*parse_padded(direct)) == direct);
  QCOMPARE(parse_padded(direct)->body.index(), said.index());
  content.body = SentCopy{name("carol"), MessageId{{9}}, said, Instant{5}};
  const auto copied = serialise_padded(content);
  const auto back = parse_padded(copied);
  QVERIFY(back.ok());
  QVERIFY(serialise_padded(*back) == copied);
  QCOMPARE(std::get<SentCopy>(back->body).said.index(), said.index());
}

void TestContent::an_answer_names_its_message() {
  auto content = some_text("x");
  QVERIFY(!std::get<Text>(parse_padded(serialise_padded(content))->body).quoted);
  content.body = Text{"x", MessageId{{4, 5}}};
  QVERIFY(std::get<Text>(parse_padded(serialise_padded(content))->body).quoted == (MessageId{{4, 5}}));
}

void TestContent::a_change_without_a_revision_or_text_is_refused() {
  auto content = some_text("x");
  content.body = Edit{MessageId{{1}}, Revision{0}, "x"};
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::malformed);
  content.body = Edit{MessageId{{1}}, Revision{1}, ""};
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::malformed);
  content.body = Reaction{MessageId{{1}}, Revision{0}, "x"};
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::malformed);
}

void TestContent::a_duration_beyond_a_year_is_refused() {
  auto content = some_text("x");
  content.body = Text{"x", {}, Lasting{max_duration_s}};
  QVERIFY(parse_padded(serialise_padded(content)).ok());
  content.body = Text{"x", {}, Lasting{max_duration_s + 1}};
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::too_large);
  content.body = DurationSetting{Revision{1}, Lasting{max_duration_s + 1}};
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::too_large);
}

void TestContent::a_reaction_that_is_too_long_is_refused() {
  auto content = some_text("x");
  content.body = Reaction{MessageId{{1}}, Revision{1}, std::string(max_reaction + 1, 'x')};
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::too_large);
}

void TestContent::other_version_or_suite_is_refused() {
  auto content = some_text("x");
  content.version = 2;
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::unsupported_version);
  content.version = 1;
  content.suite = 0;
  QCOMPARE(parse_padded(serialise_padded(content)).error().code, ErrorCode::unsupported_suite);
}

void TestContent::empty_or_too_long_text_is_refused() {
  QCOMPARE(parse_padded(serialise_padded(some_text(""))).error().code, ErrorCode::malformed);
  QCOMPARE(parse_padded(serialise_padded(some_text(std::string(max_text + 1, 'a')))).error().code,
           ErrorCode::too_large);
  QVERIFY(parse_padded(serialise_padded(some_text(std::string(max_text, 'a')))).ok());
  auto off_record = some_text("x");
  off_record.body = OffRecordText{};
  QCOMPARE(parse_padded(serialise_padded(off_record)).error().code, ErrorCode::malformed);
  off_record.body = OffRecordText{std::string(max_text + 1, 'a')};
  QCOMPARE(parse_padded(serialise_padded(off_record)).error().code, ErrorCode::too_large);
}

void TestContent::a_file_comes_along_with_or_without_words() {
  auto content = some_text("x");
  for (const char* words : {"", "us at the sea"}) {
    content.body = Text{words, {}, {}, some_file()};
    const auto text = std::get<Text>(parse_padded(serialise_padded(content))->body);
    QCOMPARE(text.body, std::string{words});
    QVERIFY(text.attachment->blob == some_file().blob);
    QVERIFY(equal(text.attachment->key->expose(), some_file().key->expose()));
    QCOMPARE(text.attachment->size, (std::uint64_t{1} << 32) + 1);
    QVERIFY(text.attachment->digest == some_file().digest);
    QCOMPARE(text.attachment->name, std::string{"holiday.png"});
    QCOMPARE(text.attachment->media_type, std::string{"image/png"});
  }
}

void TestContent::a_file_that_cannot_be_one_is_refused_data() {
  QTest::addColumn<Spoil>("spoil");
  const auto row = [](const char* what, Spoil spoil) { QTest::newRow(what) << std::move(spoil); };
  row("a short key", [](Attachment& file) {
    file.key = std::make_shared<const SecretBytes>(SecretBytes::copied_from(Bytes(31, 3)));
  });
  row("a size that no relay has", [](Attachment& file) { file.size = max_blob_size + 1; });
  row("no name", [](Attachment& file) { file.name.clear(); });
  row("a name without an end", [](Attachment& file) { file.name.assign(max_file_name + 1, 'x'); });
  row("a name with a NUL", [](Attachment& file) { file.name = std::string{"a\0b", 3}; });
  row("a media type without an end",
      [](Attachment& file) { file.media_type.assign(max_media_type + 1, 'x'); });
}

void TestContent::a_file_that_cannot_be_one_is_refused() {
  QFETCH(Spoil, spoil);
  auto file = some_file();
  spoil(file);
  auto content = some_text("x");
  content.body = Text{"", {}, {}, file};
  QVERIFY(!parse_padded(serialise_padded(content)).ok());
}

void TestContent::mentions_that_are_not_of_the_text_are_refused_data() {
  QTest::addColumn<int>("offset");
  QTest::addColumn<int>("size");
  QTest::addColumn<QString>("user");
  QTest::addColumn<bool>("fits");
  QTest::newRow("as it stands there") << 11 << 4 << "bob" << true;
  QTest::newRow("another name") << 11 << 4 << "eve" << false;
  QTest::newRow("in front of it") << 10 << 5 << "bob" << false;
  QTest::newRow("within a character") << 1 << 4 << "bob" << false;
  QTest::newRow("shorter") << 11 << 3 << "bob" << false;
  QTest::newRow("longer") << 11 << 5 << "bob" << false;
  QTest::newRow("a part of a longer name") << 16 << 4 << "bob" << false;
  QTest::newRow("of nothing") << 11 << 0 << "bob" << false;
  QTest::newRow("beyond the end") << 22 << 4 << "bob" << false;
  QTest::newRow("far beyond the end") << -1 << 4 << "bob" << false;
  QTest::newRow("around the end of numbers") << 11 << -8 << "bob" << false;
  QTest::newRow("on the one before") << 5 << 4 << "bob" << false;
}

/// Behind one that is as it should be.
void TestContent::mentions_that_are_not_of_the_text_are_refused() {
  QFETCH(int, offset);
  QFETCH(int, size);
  QFETCH(QString, user);
  QFETCH(bool, fits);
  const std::string text = "\u00e9\u00e9 @bob, @bob @bobby";
  const Mention first{5, 4, name("bob")};
  const Mention second{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(size),
                       name(user.toLatin1().constData())};
  auto content = some_text("x");
  for (const ContentBody& body : {ContentBody{Text{text, {}, {}, {}, {first, second}}},
                                  ContentBody{Edit{MessageId{{1}}, Revision{1}, text, {first, second}}}}) {
    content.body = body;
    const auto parsed = parse_padded(serialise_padded(content));
    QCOMPARE(parsed.ok(), fits);
    if (!fits) QCOMPARE(parsed.error().code, ErrorCode::malformed);
  }
}

void TestContent::more_mentions_than_a_text_may_have_are_refused() {
  auto content = some_text("x");
  Text text;
  for (std::uint32_t number = 0; number <= max_mentions; ++number) {
    text.mentions.push_back({number * 5, 4, name("bob")});
    text.body += "@bob ";
  }
  content.body = text;
  QVERIFY(!parse_padded(serialise_padded(content)).ok());
  text.mentions.pop_back();
  content.body = text;
  QVERIFY(parse_padded(serialise_padded(content)).ok());
}

void TestContent::any_shortening_is_refused() {
  const auto whole = serialise_padded(some_text("hello"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    QVERIFY(!parse_padded(ByteView{whole}.first(size)).ok());
  }
}

QTEST_APPLESS_MAIN(TestContent)
#include "test_content.moc"
