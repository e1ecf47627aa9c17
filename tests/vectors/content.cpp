// SPDX-License-Identifier: GPL-3.0-or-later
// One of each body of a Content, alone and in a group, and what is refused or passed over.
#include "content_fields.hpp"
#include "protobuf_writer.hpp"
#include "seeded_random.hpp"
#include "sotto/wire/padding.hpp"

namespace sotto::vectors {
namespace {

constexpr Instant noon{1'795'608'000'000};
constexpr std::uint64_t after_year_9999 = 253'402'300'800'000;

/// Field numbers of content.proto that are written by hand here.
namespace field {
constexpr std::uint32_t version = 1;
constexpr std::uint32_t suite = 2;
constexpr std::uint32_t sender = 3;
constexpr std::uint32_t sender_device = 4;
constexpr std::uint32_t recipient = 5;
constexpr std::uint32_t recipient_device = 6;
constexpr std::uint32_t message_id = 7;
constexpr std::uint32_t counter = 8;
constexpr std::uint32_t sent_at_ms = 9;
constexpr std::uint32_t text = 16;
constexpr std::uint32_t delivery_receipt = 17;
constexpr std::uint32_t sent_copy = 18;
constexpr std::uint32_t resend_request = 19;
constexpr std::uint32_t edit = 20;
constexpr std::uint32_t deletion = 21;
constexpr std::uint32_t reaction = 22;
constexpr std::uint32_t duration_setting = 23;
constexpr std::uint32_t sender_key = 24;
constexpr std::uint32_t sender_key_request = 25;
constexpr std::uint32_t read_receipt = 26;
constexpr std::uint32_t typing = 27;
constexpr std::uint32_t off_record_text = 29;
constexpr std::uint32_t off_record_receipt = 30;
constexpr std::uint32_t group_context = 32;
constexpr std::uint32_t archive_root = 34;
constexpr std::uint32_t own_state = 35;
constexpr std::uint32_t of_a_later_version = 99;
}  // namespace field

Username user(const char* name) { return must(Username::parse(name)); }

/// Whom and what the contents speak of.
struct Cast {
  explicit Cast(RandomSource& random)
      : message{must(MessageId::fresh(random))},
        target{must(MessageId::fresh(random))},
        key{std::make_shared<const SecretBytes>(filled(random, wire::attachment_key_size))} {
    must(random.fill(group.bytes));
    must(random.fill(blob.bytes));
    must(random.fill(hash));
  }
  static SecretBytes filled(RandomSource& random, std::size_t size) {
    Bytes raw(size);
    must(random.fill(raw));
    return SecretBytes::copied_from(raw);
  }
  [[nodiscard]] wire::Attachment file() const {
    return {blob, key, 100'000, hash, "Рим 2026.png", "image/png"};
  }

  MessageId message;
  MessageId target;
  std::shared_ptr<const SecretBytes> key;
  GroupId group;
  wire::BlobId blob;
  std::array<std::uint8_t, 32> hash{};
};

/// All that a person says.
std::vector<wire::Said> everything_said(const Cast& cast) {
  return {wire::Text{"Hello, world"},
          wire::Text{"Да, @bob!", cast.target, Lasting{3'600}, {}, {{6, 4, user("bob")}}},
          wire::Text{"", {}, {}, cast.file(), {}},
          wire::Text{"from Rome", {}, {}, cast.file(), {}},
          wire::Edit{cast.target,
                     Revision{2},
                     "@bob and @carol_2.",
                     {{0, 4, user("bob")}, {9, 8, user("carol_2")}},
                     Lasting{3'600}},
          wire::Deletion{cast.target},
          wire::Reaction{cast.target, Revision{1}, "\U0001F44D"},
          wire::Reaction{cast.target, Revision{2}, ""},
          wire::DurationSetting{Revision{1}, Lasting{604'800}},
          wire::DurationSetting{Revision{2}, Lasting{}}};
}

/// What a device says by itself, and what is in no group.
std::vector<wire::ContentBody> everything_else(const Cast& cast) {
  std::vector<wire::ContentBody> all{wire::DeliveryReceipt{{cast.target}},
                                     wire::ReadReceipt{{cast.target, cast.message}},
                                     wire::Typing{},
                                     wire::OffRecordText{"between us"},
                                     wire::OffRecordReceipt{cast.target},
                                     wire::ResendRequest{{cast.target}},
                                     wire::SenderKeyDistribution{cast.group, Bytes(80, 0x33)},
                                     wire::SenderKeyRequest{cast.group},
                                     wire::ArchiveRoot{1'000, cast.hash, true},
                                     wire::OwnState{user("carol"), wire::ReadMark{cast.target}},
                                     wire::OwnState{cast.group, wire::Draft{Revision{3}, "Dear all,"}},
                                     wire::OwnState{user("carol"), wire::Draft{Revision{4}, ""}}};
  for (auto& said : everything_said(cast))
    all.emplace_back(wire::SentCopy{user("carol"), cast.target, said, noon});
  return all;
}

Bytes unpadded(const Bytes& padded) { return copy_of(must(wire::unpad(padded))); }

Json made(const wire::Content& content) {
  return {{"fields", fields_of(content)}, {"content", hex(unpadded(serialise_padded(content)))}};
}
Json made(const wire::GroupContent& content) {
  return {{"fields", fields_of(content)}, {"content", hex(unpadded(serialise_padded(content)))}};
}

Json contents(const Cast& cast) {
  Json all = Json::array();
  const auto add = [&](const wire::ContentBody& body) {
    wire::Content content{wire::protocol_version,
                          wire::suite_hybrid,
                          {user("alice"), DeviceId{1}},
                          {user("bob"), DeviceId{300}},
                          cast.message,
                          7,
                          noon,
                          body,
                          3};
    all.push_back(made(content));
  };
  const auto said = everything_said(cast);
  for (const auto& one : said) std::visit([&](const auto& body) { add(body); }, one);
  const auto others = everything_else(cast);
  for (const auto& body : others) add(body);
  all.push_back(made(wire::Content{wire::protocol_version,
                                   wire::suite_hybrid,
                                   {user("alice"), DeviceId{1}},
                                   {user("bob"), DeviceId{300}},
                                   cast.message,
                                   8,
                                   noon,
                                   wire::Text{"counted"},
                                   3,
                                   {200'000'000'007, 2}}));
  return all;
}

Json group_contents(const Cast& cast) {
  Json all = Json::array();
  const auto said = everything_said(cast);
  for (const auto& one : said)
    all.push_back(made(wire::GroupContent{
        {user("alice"), DeviceId{1}}, {cast.group, 2, 5, cast.hash}, cast.message, 7, noon, one}));
  return all;
}

/// A content's outer fields, each of which may be something else.
struct Outside {
  std::uint64_t version = 1;
  std::uint64_t suite = 2;
  std::string_view sender = "alice";
  std::uint64_t sender_device = 1;
  std::string_view recipient = "bob";
  std::uint64_t recipient_device = 2;
  std::size_t message_id = MessageId::size;
  std::uint64_t sent_at = 1'795'608'000'000;
};

ProtobufWriter outside(const Outside& with) {
  ProtobufWriter out;
  out.number(field::version, with.version).number(field::suite, with.suite);
  out.text(field::sender, with.sender).number(field::sender_device, with.sender_device);
  if (!with.recipient.empty())
    out.text(field::recipient, with.recipient).number(field::recipient_device, with.recipient_device);
  out.raw(field::message_id, Bytes(with.message_id, 1)).number(field::counter, 7);
  return out.number(field::sent_at_ms, with.sent_at);
}

ProtobufWriter to_bob() { return outside({}); }
ProtobufWriter hello() { return ProtobufWriter{}.text(1, "hello"); }
Bytes id() { return Bytes(MessageId::size, 2); }
ProtobufWriter ids(std::size_t count) {
  ProtobufWriter out;
  for (std::size_t n = 0; n < count; ++n) out.raw(1, id());
  return out;
}

/// What somebody may write who has no regard for the rules, one rule at a time.
class Refusals {
 public:
  void content(const char* why, const ProtobufWriter& writer) { content(why, writer.bytes()); }
  void content(const char* why, const Bytes& bytes) {
    add(why, "content", bytes, outcome(wire::parse_padded(wire::pad(bytes))));
  }
  void body(const char* why, std::uint32_t number, const ProtobufWriter& body) {
    content(why, to_bob().message(number, body));
  }
  void group_content(const char* why, const ProtobufWriter& writer) {
    add(why, "group_content", writer.bytes(), outcome(wire::parse_padded_group(wire::pad(writer.bytes()))));
  }
  [[nodiscard]] Json take() { return std::move(all_); }

 private:
  void add(const char* why, const char* what, const Bytes& bytes, const std::string& code) {
    if (code == "ok") std::exit(1);
    all_.push_back({{"why", why}, {"what", what}, {"content", hex(bytes)}, {"code", code}});
  }

  Json all_ = Json::array();
};

void refuse_outsides(Refusals& refused) {
  const auto with = [](const Outside& changed) { return outside(changed).message(field::text, hello()); };
  refused.content("version 2", with({.version = 2}));
  refused.content("no version", with({.version = 0}));
  refused.content("suite 1", with({.suite = 1}));
  refused.content("no sender", with({.sender = ""}));
  refused.content("a sender that is no name", with({.sender = "al ice"}));
  refused.content("no sending device", with({.sender_device = 0}));
  refused.content("no recipient", with({.recipient = ""}));
  refused.content("a recipient's device beyond 2^31 - 1", with({.recipient_device = 0x80000000U}));
  refused.content("a message id of 15 bytes", with({.message_id = 15}));
  refused.content("a time after the year 9999", with({.sent_at = after_year_9999}));
  refused.content("no body", to_bob());
  refused.content("a body that only a later version knows",
                  to_bob().message(field::of_a_later_version, hello()));
  auto cut = to_bob().message(field::text, hello()).bytes();
  cut.pop_back();
  refused.content("cut", cut);
}

void refuse_texts(Refusals& refused) {
  refused.body("an empty text without a file", field::text, {});
  refused.body("a text that is no UTF-8", field::text, ProtobufWriter{}.text(1, "\xff\xfe"));
  refused.body("a text with a NUL", field::text, ProtobufWriter{}.text(1, {"a\0b", 3}));
  refused.body("a quoted id of 17 bytes", field::text, hello().raw(2, Bytes(17, 1)));
  refused.body("a duration beyond 366 days", field::text, hello().number(3, wire::max_duration_s + 1));
  refused.body("an empty text off the record", field::off_record_text, {});
  refused.body("a receipt off the record without an id", field::off_record_receipt, {});
}

void refuse_mentions(Refusals& refused) {
  const auto mention = [](std::uint64_t offset, std::uint64_t length, std::string_view name) {
    return ProtobufWriter{}.number(1, offset).number(2, length).text(3, name);
  };
  const auto with = [](std::string_view text, const ProtobufWriter& one) {
    return ProtobufWriter{}.text(1, text).message(33, one);
  };
  refused.body("a mention where another name stands", field::text, with("@bob", mention(0, 4, "eve")));
  refused.body("a mention in capitals", field::text, with("@Bob", mention(0, 4, "Bob")));
  refused.body("a mention of half a name", field::text, with("@bobby", mention(0, 4, "bob")));
  refused.body("a mention behind a letter", field::text, with("a@bob", mention(1, 4, "bob")));
  refused.body("a mention behind the text", field::text, with("@bob", mention(4, 4, "bob")));
  refused.body("mentions in the wrong order", field::text,
               with("@bob @eve", mention(5, 4, "eve")).message(33, mention(0, 4, "bob")));
  ProtobufWriter many;
  std::string text;
  for (std::size_t n = 0; n <= max_mentions; ++n) text += "@bob ";
  many.text(1, text);
  for (std::size_t n = 0; n <= max_mentions; ++n) many.message(33, mention(5 * n, 4, "bob"));
  refused.body("33 mentions", field::text, many);
}

/// An attachment's fields, each of which may be something else.
struct File {
  std::size_t blob = 16;
  std::size_t key = 32;
  std::uint64_t size = 9;
  std::size_t digest = 32;
  std::string name = "a";
  std::string media_type = "image/png";
};

void refuse_files(Refusals& refused) {
  const auto with = [](const File& file) {
    ProtobufWriter out;
    out.raw(1, Bytes(file.blob, 1)).raw(2, Bytes(file.key, 2)).number(3, file.size);
    out.raw(4, Bytes(file.digest, 3)).text(5, file.name).text(6, file.media_type);
    return hello().message(28, out);
  };
  refused.body("a blob id of 15 bytes", field::text, with({.blob = 15}));
  refused.body("a file's key of 31 bytes", field::text, with({.key = 31}));
  refused.body("a file beyond 2^41 bytes", field::text, with({.size = wire::max_blob_size + 1}));
  refused.body("a file's digest of 33 bytes", field::text, with({.digest = 33}));
  refused.body("a file without a name", field::text, with({.name = ""}));
  refused.body("a file's name of 256 bytes", field::text, with({.name = std::string(256, 'a')}));
  refused.body("a media type of 128 bytes", field::text, with({.media_type = std::string(128, 'a')}));
}

void refuse_changes(Refusals& refused) {
  const auto of = [](std::uint64_t revision) { return ProtobufWriter{}.raw(1, id()).number(2, revision); };
  refused.body("an edit without a target", field::edit, ProtobufWriter{}.number(2, 1).text(3, "hello"));
  refused.body("an edit's revision 0", field::edit, of(0).text(3, "hello"));
  refused.body("an edit to nothing", field::edit, of(1));
  refused.body("an edit's duration beyond 366 days", field::edit,
               of(1).text(3, "hello").number(4, wire::max_duration_s + 1));
  refused.body("a deletion without a target", field::deletion, {});
  refused.body("a reaction's revision 0", field::reaction, of(0).text(3, "+"));
  refused.body("a reaction of 41 bytes", field::reaction, of(1).text(3, std::string(41, '+')));
  refused.body("a setting's revision 0", field::duration_setting, ProtobufWriter{}.number(2, 60));
  refused.body("a setting beyond 366 days", field::duration_setting,
               ProtobufWriter{}.number(1, 1).number(2, wire::max_duration_s + 1));
}

void refuse_devices_words(Refusals& refused, const Cast& cast) {
  refused.body("a delivery receipt for nothing", field::delivery_receipt, {});
  refused.body("a read receipt for 65 messages", field::read_receipt, ids(wire::max_message_ids + 1));
  refused.body("a resend request with an id of 1 byte", field::resend_request,
               ProtobufWriter{}.raw(1, Bytes(1)));
  const auto copy = ProtobufWriter{}.text(1, "carol").raw(2, id()).number(4, 1);
  refused.body("a copy of nothing", field::sent_copy, copy);
  refused.body("a copy of what was off the record", field::sent_copy,
               ProtobufWriter{copy}.message(field::off_record_text, hello()));
  refused.body("a copy for a group", field::sent_copy,
               ProtobufWriter{}.text(1, ConversationId{cast.group}.text()).raw(2, id()).message(3, hello()));
  refused.body("a key for a group of 31 bytes", field::sender_key,
               ProtobufWriter{}.raw(1, Bytes(31, 1)).raw(2, Bytes(80, 0x33)));
  refused.body("no key for a group", field::sender_key, ProtobufWriter{}.raw(1, cast.group.view()));
  refused.body("a group's key of 257 bytes", field::sender_key,
               ProtobufWriter{}.raw(1, cast.group.view()).raw(2, Bytes(wire::max_distribution + 1, 0x33)));
  refused.body("a key request for no group", field::sender_key_request, {});
  refused.body("an archive's root of 31 bytes", field::archive_root,
               ProtobufWriter{}.number(1, 9).raw(2, Bytes(31, 1)));
  refused.body("a state of nothing", field::own_state, ProtobufWriter{}.text(1, "carol"));
  refused.body("a state of no conversation", field::own_state,
               ProtobufWriter{}.text(1, "#carol").raw(2, id()));
  refused.body("a draft's revision 0", field::own_state,
               ProtobufWriter{}.text(1, "carol").message(3, ProtobufWriter{}.text(2, "Dear")));
}

ProtobufWriter context(const Cast& cast, std::size_t hash = 32) {
  return ProtobufWriter{}.raw(1, cast.group.view()).number(2, 2).number(3, 5).raw(4, Bytes(hash, 1));
}

void refuse_groups(Refusals& refused, const Cast& cast) {
  const auto group = context(cast);
  const auto to_group = outside({.recipient = ""});
  const auto said = [&](std::uint32_t number, const ProtobufWriter& body) {
    return ProtobufWriter{to_group}.message(number, body).message(field::group_context, group);
  };
  refused.content("a group's content inside a session", said(field::text, hello()));
  refused.group_content("a session's content under a sender key", to_bob().message(field::text, hello()));
  refused.group_content("a recipient and a group",
                        to_bob().message(field::text, hello()).message(field::group_context, group));
  refused.group_content("a text off the record in a group", said(field::off_record_text, hello()));
  refused.group_content("a receipt in a group", said(field::delivery_receipt, ids(1)));
  refused.group_content("somebody is writing in a group", said(field::typing, {}));
  refused.group_content("no body in a group", ProtobufWriter{to_group}.message(field::group_context, group));
  refused.group_content(
      "a group's id of 31 bytes",
      ProtobufWriter{to_group}
          .message(field::text, hello())
          .message(field::group_context, ProtobufWriter{}.raw(1, Bytes(31, 1)).raw(4, Bytes(32, 1))));
  refused.group_content("a head of 33 bytes", ProtobufWriter{to_group}
                                                  .message(field::text, hello())
                                                  .message(field::group_context, context(cast, 33)));
}

Json all_refused(const Cast& cast) {
  Refusals refused;
  refuse_outsides(refused);
  refuse_texts(refused);
  refuse_mentions(refused);
  refuse_files(refused);
  refuse_changes(refused);
  refuse_devices_words(refused, cast);
  refuse_groups(refused, cast);
  return refused.take();
}

/// Fields that only a later version knows are passed over, outside and inside a body.
Json passed_over(const Cast& cast) {
  const auto more = [](ProtobufWriter writer) {
    return writer.number(field::of_a_later_version, 5).text(field::of_a_later_version + 1, "later");
  };
  const auto direct = more(to_bob()).message(field::text, more(hello())).bytes();
  const auto group = more(outside({.recipient = ""}))
                         .message(field::text, more(hello()))
                         .message(field::group_context, more(context(cast)))
                         .bytes();
  const auto read = must(wire::parse_padded(wire::pad(direct)));
  const auto read_in_group = must(wire::parse_padded_group(wire::pad(group)));
  return Json::array(
      {Json{{"what", "content"}, {"content", hex(direct)}, {"fields", fields_of(read)}},
       Json{{"what", "group_content"}, {"content", hex(group)}, {"fields", fields_of(read_in_group)}}});
}

}  // namespace

Json message_contents() {
  SeededRandom random{"sotto/vectors/content"};
  const Cast cast{random};
  return {{"contents", contents(cast)},
          {"group_contents", group_contents(cast)},
          {"passed_over", passed_over(cast)},
          {"refused", all_refused(cast)}};
}

}  // namespace sotto::vectors
