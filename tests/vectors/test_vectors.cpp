// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <fstream>
#include <set>

#include "../protocol/crypto/memory_state.hpp"
#include "content_fields.hpp"
#include "group_state.hpp"
#include "seeded_random.hpp"
#include "sotto/crypto/device_link.hpp"
#include "sotto/crypto/device_list.hpp"
#include "sotto/group/membership_log.hpp"
#include "sotto/group/post.hpp"
#include "sotto/wire/content.hpp"
#include "sotto/wire/padding.hpp"
#include "vectors.hpp"

using namespace sotto;
using namespace sotto::vectors;

/// The files of crypto-docs/vectors as somebody reads them who has nothing else: from their bytes alone.
class TestVectors : public QObject {
  Q_OBJECT

 private slots:
  void logs_amount_to_their_states();
  void every_code_of_a_log_has_a_vector();
  void group_messages_open_in_any_order();
  void refused_group_messages_stay_refused();
  void posts_are_their_authors();
  void refused_posts_stay_refused();
  void contents_read_as_they_say();
  void what_a_later_version_adds_is_passed_over();
  void refused_contents_stay_refused();
  void device_lists_read_as_they_say();
  void device_lists_follow_as_they_say();
  void refused_device_lists_stay_refused();
  void link_codes_are_read_as_they_say();
  void a_linking_ends_with_the_accounts_keys();
  void refused_messages_of_a_linking_stay_refused();
};

namespace {

Json file(const std::string& name) {
  std::ifstream in{std::string{SOTTO_SOURCE_DIR "/crypto-docs/vectors/"} + name + ".json"};
  return Json::parse(in);
}

std::string text(const Json& value) { return value.get<std::string>(); }
Bytes bytes(const Json& value) { return parse_hex(text(value)).value(); }
SecretBytes secret(const Json& value) { return SecretBytes::copied_from(bytes(value)); }
Username user(const Json& value) { return must(Username::parse(text(value))); }
crypto::PublicKey key(const Json& value) { return must(crypto::PublicKey::parse(bytes(value))); }

Result<group::MembershipLog> replay(const Json& log) {
  std::vector<Bytes> entries;
  for (const auto& entry : log.at("entries")) entries.push_back(bytes(entry));
  return group::MembershipLog::replay(must(GroupId::parse(bytes(log.at("group")))), entries);
}

const Json& find_log(const Json& logs, const std::string& name) {
  for (const auto& log : logs) {
    if (text(log.at("name")) == name) return log;
  }
  std::abort();
}

/// A member's device that was given the key, and nothing yet.
class Listener {
 public:
  explicit Listener(const Json& file)
      : from_{text(find_log(file.at("logs"), text(file.at("sender_key").at("log"))).at("group")),
              {user(file.at("sender_key").at("sender")),
               DeviceId{file.at("sender_key").at("sender_device").get<std::uint32_t>()}}} {
    must(keys_.process(table_, from_, bytes(file.at("sender_key").at("distribution"))));
  }
  [[nodiscard]] const Address& speaker() const { return from_.sender; }
  Result<SecretBytes> open(const Json& message) {
    return keys_.decrypt(table_, from_, bytes(message.at("data")));
  }

 private:
  SeededRandom random_{"a listener"};
  crypto::test::MemorySenderKeys table_;
  crypto::SenderKeys keys_{{must(Username::parse("carol")), DeviceId{1}}, random_};
  crypto::SenderKeyName from_;
};

std::string judged(const Json& identity_key, const Bytes& post) {
  const auto parsed = group::Post::parse(post);
  return parsed ? outcome(parsed->verify(key(identity_key))) : outcome(parsed);
}

Result<crypto::DeviceList> open_list(const Json& all, const Json& one) {
  return crypto::open_device_list(key(all.at("identity_key")), user(all.at("owner")), bytes(one.at("list")),
                                  bytes(one.at("signature")));
}

/// Both sides of a linking, from what the file says of their keys.
struct Linking {
  explicit Linking(const Json& all)
      : opening{must(crypto::LinkCode::parse(text(all["owner"]["code"]))),
                user(all["owner"]["user_name"]),
                secret(all["owner"]["private_key"]),
                key(all["owner"]["public_key"]),
                bytes(all["owner"]["rendezvous"]),
                digest(all["owner"]["commitment"])},
        offer{opening.code.clone(),
              secret(all["newcomer"]["private_key"]),
              must(crypto::KemKeyPair::from_seed(secret(all["newcomer"]["kem_seed"]))),
              opening.rendezvous,
              opening.commitment,
              bytes(all["offer"])} {}
  static crypto::Sha256 digest(const Json& value) {
    crypto::Sha256 out{};
    const auto raw = bytes(value);
    std::copy_n(raw.begin(), out.size(), out.begin());
    return out;
  }

  crypto::LinkOpening opening;
  crypto::LinkOffer offer;
};

Result<wire::Content> read_content(const Json& one) {
  return wire::parse_padded(wire::pad(bytes(one.at("content"))));
}
Result<wire::GroupContent> read_group_content(const Json& one) {
  return wire::parse_padded_group(wire::pad(bytes(one.at("content"))));
}

#define COMPARE_TEXT(actual, expected) \
  QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected))

}  // namespace

void TestVectors::logs_amount_to_their_states() {
  const auto logs = file("group").at("logs");
  QVERIFY(logs.size() >= 20);
  for (const auto& log : logs) {
    const auto replayed = replay(log);
    COMPARE_TEXT(outcome(replayed), log.value("refused", "ok"));
    if (replayed) COMPARE_TEXT(written(replayed->state()).dump(), log.at("state").dump());
  }
}

void TestVectors::every_code_of_a_log_has_a_vector() {
  std::set<std::string> codes;
  const auto logs = file("group").at("logs");
  for (const auto& log : logs) codes.insert(log.value("refused", "ok"));
  for (const auto code :
       {ErrorCode::malformed, ErrorCode::context_mismatch, ErrorCode::stale_state, ErrorCode::forked_log,
        ErrorCode::not_permitted, ErrorCode::not_approved, ErrorCode::invalid_signature}) {
    const std::string name{name_of(code)};
    QVERIFY2(codes.count(name) > 0, name.c_str());
  }
}

void TestVectors::group_messages_open_in_any_order() {
  const auto all = file("group");
  const auto state = must(replay(find_log(all.at("logs"), text(all.at("sender_key").at("log"))))).state();
  const auto& messages = all.at("sender_key").at("messages");
  QCOMPARE(messages.size(), std::size_t{3});
  Listener bob{all};
  for (const std::size_t at : {2U, 0U, 1U}) {
    const auto& message = messages.at(at);
    const auto opened = must(bob.open(message));
    COMPARE_TEXT(to_hex(opened.expose()), text(message.at("content")));
    const auto content = must(wire::parse_padded_group(opened.expose()));
    QVERIFY(content.sender == bob.speaker());
    QVERIFY(content.context.group == state.group);
    QCOMPARE(content.context.epoch, state.epoch);
    QCOMPARE(content.context.head_sequence, state.head.sequence);
    QVERIFY(content.context.head_hash == state.head.hash.bytes);
    QCOMPARE(content.counter, message.at("counter").get<std::uint64_t>());
    COMPARE_TEXT(to_hex(content.message.view()), text(message.at("message_id")));
    COMPARE_TEXT(std::get<wire::Text>(content.said).body, text(message.at("text")));
  }
}

void TestVectors::refused_group_messages_stay_refused() {
  const auto all = file("group");
  Listener bob{all};
  for (const auto& message : all.at("sender_key").at("messages")) must(bob.open(message));
  for (const auto& refused : all.at("sender_key").at("refused")) {
    COMPARE_TEXT(outcome(bob.open(refused)), text(refused.at("code")));
  }
}

void TestVectors::posts_are_their_authors() {
  const auto posts = file("post").at("posts");
  QCOMPARE(posts.size(), std::size_t{2});
  for (const auto& one : posts) {
    auto whole = bytes(one.at("signed"));
    append(whole, bytes(one.at("signature")));
    COMPARE_TEXT(judged(one.at("identity_key"), whole), std::string{"ok"});
    const auto post = must(group::Post::parse(whole));
    COMPARE_TEXT(post.header().author.text(), text(one.at("author")));
    COMPARE_TEXT(to_hex(post.header().id.view()), text(one.at("id")));
    QCOMPARE(post.header().after, one.at("after").get<std::uint64_t>());
    for (const auto& run : one.at("changed_bytes")) {
      for (auto at = run.at("first").get<std::size_t>(); at <= run.at("last").get<std::size_t>(); ++at) {
        auto changed = whole;
        changed.at(at) ^= 1U;
        COMPARE_TEXT(judged(one.at("identity_key"), changed), text(run.at("code")));
      }
    }
  }
}

void TestVectors::refused_posts_stay_refused() {
  const auto all_refused = file("post").at("refused");
  for (const auto& refused : all_refused) {
    const auto code = judged(refused.at("identity_key"), bytes(refused.at("post")));
    QVERIFY2(code != "ok", text(refused.at("why")).c_str());
    COMPARE_TEXT(code, text(refused.at("code")));
  }
}

void TestVectors::contents_read_as_they_say() {
  const auto all = file("content");
  std::set<std::size_t> bodies;
  for (const auto& one : all.at("contents")) {
    const auto content = must(read_content(one));
    COMPARE_TEXT(fields_of(content).dump(), one.at("fields").dump());
    COMPARE_TEXT(hex(wire::serialise_padded(content)), hex(wire::pad(bytes(one.at("content")))));
    bodies.insert(content.body.index());
  }
  QCOMPARE(bodies.size(), std::variant_size_v<wire::ContentBody>);
  std::set<std::size_t> said;
  for (const auto& one : all.at("group_contents")) {
    const auto content = must(read_group_content(one));
    COMPARE_TEXT(fields_of(content).dump(), one.at("fields").dump());
    COMPARE_TEXT(hex(wire::serialise_padded(content)), hex(wire::pad(bytes(one.at("content")))));
    said.insert(content.said.index());
  }
  QCOMPARE(said.size(), std::variant_size_v<wire::Said>);
}

void TestVectors::what_a_later_version_adds_is_passed_over() {
  const auto all = file("content");
  QCOMPARE(all.at("passed_over").size(), std::size_t{2});
  for (const auto& one : all.at("passed_over")) {
    const bool alone = text(one.at("what")) == "content";
    const auto fields = alone ? fields_of(must(read_content(one))) : fields_of(must(read_group_content(one)));
    COMPARE_TEXT(fields.dump(), one.at("fields").dump());
    COMPARE_TEXT(text(fields.at("text").at("body")), std::string{"hello"});
  }
}

void TestVectors::refused_contents_stay_refused() {
  const auto all = file("content");
  for (const auto& refused : all.at("refused")) {
    const bool alone = text(refused.at("what")) == "content";
    const auto code = alone ? outcome(read_content(refused)) : outcome(read_group_content(refused));
    QVERIFY2(code != "ok", text(refused.at("why")).c_str());
    COMPARE_TEXT(code, text(refused.at("code")));
  }
}

void TestVectors::device_lists_read_as_they_say() {
  const auto all = file("device-list");
  for (const auto& one : all.at("lists")) {
    const auto list = must(open_list(all, one));
    QCOMPARE(list.version, one.at("version").get<std::uint64_t>());
    QCOMPARE(list.gone_up_to.value, one.at("gone_up_to").get<std::uint32_t>());
    QCOMPARE(list.devices.size(), one.at("devices").size());
    for (std::size_t at = 0; at < list.devices.size(); ++at) {
      const auto& device = one.at("devices").at(at);
      QCOMPARE(list.devices[at].device.value, device.at("device_id").get<std::uint32_t>());
      QCOMPARE(list.devices[at].registration.value, device.at("registration_id").get<std::uint32_t>());
    }
  }
}

void TestVectors::device_lists_follow_as_they_say() {
  const auto all = file("device-list");
  std::vector<crypto::DeviceList> lists;
  for (const auto& one : all.at("lists")) lists.push_back(must(open_list(all, one)));
  for (std::size_t known = 0; known < lists.size(); ++known) {
    for (std::size_t next = 0; next < lists.size(); ++next) {
      COMPARE_TEXT(outcome(crypto::check_follows(lists[known], lists[next])),
                   text(all.at("follows").at(known).at(next)));
    }
  }
}

void TestVectors::refused_device_lists_stay_refused() {
  const auto all = file("device-list");
  for (const auto& refused : all.at("refused")) {
    const auto code = outcome(open_list(all, refused));
    QVERIFY2(code != "ok", text(refused.at("why")).c_str());
    COMPARE_TEXT(code, text(refused.at("code")));
  }
}

void TestVectors::link_codes_are_read_as_they_say() {
  const auto all = file("linking");
  for (const auto& typed : all.at("codes")) {
    const auto code = crypto::LinkCode::parse(text(typed.at("text")));
    COMPARE_TEXT(outcome(code), text(typed.at("code")));
    if (code) COMPARE_TEXT(to_hex(code->secret().expose()), text(all["owner"]["code_secret"]));
  }
}

void TestVectors::a_linking_ends_with_the_accounts_keys() {
  const auto all = file("linking");
  const Linking both{all};
  const auto received = must(crypto::receive_link_offer(both.opening, bytes(all.at("offer"))));
  COMPARE_TEXT(received.device_name, text(all["newcomer"]["device_name"]));
  const auto revealed = must(crypto::open_link_reveal(both.offer, bytes(all.at("reveal"))));
  QVERIFY(revealed.transcript == received.transcript);
  COMPARE_TEXT(to_hex(revealed.transcript), text(all.at("transcript")));
  COMPARE_TEXT(crypto::link_number(revealed.transcript), text(all.at("number")));
  const auto account = must(crypto::open_link_grant(both.offer, revealed, bytes(all.at("grant"))));
  COMPARE_TEXT(hex(account.keys.identity.private_key()), text(all["account"]["identity_private"]));
  COMPARE_TEXT(hex(account.keys.archive_key), text(all["account"]["archive_key"]));
  QCOMPARE(account.owner.value, all["account"]["device_id"].get<std::uint32_t>());
  QCOMPARE(account.device_list_version, all["account"]["device_list_version"].get<std::uint64_t>());
}

void TestVectors::refused_messages_of_a_linking_stay_refused() {
  const auto all = file("linking");
  const Linking both{all};
  const auto revealed = must(crypto::open_link_reveal(both.offer, bytes(all.at("reveal"))));
  for (const auto& refused : all.at("refused")) {
    const auto what = text(refused.at("what"));
    const auto data = bytes(refused.at("data"));
    const auto code = what == "offer"    ? outcome(crypto::receive_link_offer(both.opening, data))
                      : what == "reveal" ? outcome(crypto::open_link_reveal(both.offer, data))
                                         : outcome(crypto::open_link_grant(both.offer, revealed, data));
    QVERIFY2(code != "ok", text(refused.at("why")).c_str());
    COMPARE_TEXT(code, text(refused.at("code")));
  }
}

QTEST_GUILESS_MAIN(TestVectors)
#include "test_vectors.moc"
