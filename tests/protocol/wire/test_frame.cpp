// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <random>
#include <set>

#include "sotto/wire/frame.hpp"

using namespace sotto;
using namespace sotto::wire;

namespace {

Username name(const char* text) { return *Username::parse(text); }
Bytes filled(std::size_t size, std::uint8_t with) { return Bytes(size, with); }
SecretBytes secret(std::size_t size, std::uint8_t with) {
  return SecretBytes::copied_from(filled(size, with));
}

CaptchaSolution some_solution() { return {"SHA-256", "c0ffee", "salt?expires=1", "beef", 4711}; }
PasswordParameters some_parameters() { return {filled(16, 3), 65536, 3, 1}; }
SealedEnvelope some_envelope(std::uint32_t device) {
  return {protocol_version, suite_hybrid, DeviceId{device}, EnvelopeType::prekey, filled(200, 9)};
}
SignedPrekey some_signed_prekey() { return {PrekeyId{7}, filled(33, 5), filled(64, 6)}; }
OneTimePrekey some_one_time_prekey(std::uint32_t id) { return {PrekeyId{id}, filled(33, 5), filled(64, 6)}; }

KemPrekey some_kem_prekey(std::uint32_t id) { return {PrekeyId{id}, filled(1184, 5), filled(64, 6)}; }

/// One of each kind, with every field set.
std::vector<Frame> one_of_each() {
  std::vector<Frame> frames;
  frames.emplace_back(Authenticate{secret(32, 1)});
  frames.emplace_back(
      Welcome{name("alice"), DeviceId{3}, Instant{99}, true, 17, 4, 86400, 12, filled(32, 9)});
  frames.emplace_back(Goodbye{GoodbyeReason::displaced, Duration{1500}});
  frames.emplace_back(
      Submit{MessageId{{1}}, name("bob"), {some_envelope(1), some_envelope(2)}, Keeping::live_only});
  frames.emplace_back(SubmitReply{MessageId{{1}},
                                  name("bob"),
                                  SubmitOutcome::devices_changed,
                                  {DeviceId{1}},
                                  {DeviceId{2}},
                                  Duration{3}});
  frames.emplace_back(Deliver{
      {Delivery{DeliveryId{1}, MessageId{{2}}, {name("bob"), DeviceId{2}}, Instant{5}, some_envelope(3)}},
      12});
  frames.emplace_back(Acknowledge{{DeliveryId{1}, DeliveryId{2}}, {}});
  frames.emplace_back(Acknowledge{{DeliveryId{1}}, {DeliveryId{2}}});
  frames.emplace_back(Acknowledge{{}, {DeliveryId{1}}});
  frames.emplace_back(PrekeysLow{19, 18});
  const CallId id{42};
  frames.emplace_back(CallRequest{id, CaptchaRequest{CaptchaPurpose::log_in}});
  frames.emplace_back(CallRequest{
      id, RegisterRequest{name("alice"), some_solution(), some_parameters(), secret(32, 2), filled(100, 4),
                          filled(33, 5), filled(64, 6), filled(40, 7), "Alice", true, "invite"}});
  frames.emplace_back(CallRequest{id, LoginParametersRequest{name("alice")}});
  frames.emplace_back(CallRequest{id, LoginRequest{name("alice"), some_solution(), secret(32, 2)}});
  const SignedDeviceList list{filled(max_device_list, 3), filled(64, 4)};
  frames.emplace_back(CallRequest{id, LogoutRequest{list}});
  frames.emplace_back(
      CallRequest{id, PublishKeysRequest{RegistrationId{16380},
                                         filled(64, 1),
                                         some_signed_prekey(),
                                         {some_one_time_prekey(1), some_one_time_prekey(0xFFFFFE)},
                                         filled(20, 2),
                                         suite_hybrid,
                                         some_kem_prekey(8),
                                         {some_kem_prekey(9), some_kem_prekey(10)}}});
  frames.emplace_back(CallRequest{id, FetchBundlesRequest{name("bob"), {DeviceId{1}}}});
  frames.emplace_back(CallRequest{id, FetchBundlesRequest{name("bob"), {}, true}});
  frames.emplace_back(CallRequest{id, PublishDeviceListRequest{list}});
  frames.emplace_back(CallRequest{id, DeviceListRequest{}});
  const LinkingId linking{{1, 2, 3}};
  const auto claim = [] { return secret(linking_claim_size, 6); };
  frames.emplace_back(CallRequest{id, OpenLinkingRequest{linking, filled(32, 4)}});
  frames.emplace_back(CallRequest{id, JoinLinkingRequest{linking}});
  frames.emplace_back(CallRequest{id, OwnerLinkingRequest{linking, LookAtLinking{}}});
  frames.emplace_back(CallRequest{id, OwnerLinkingRequest{linking, RevealLinking{filled(93, 5)}}});
  frames.emplace_back(CallRequest{id, OwnerLinkingRequest{linking, GrantLinking{filled(1'176, 5)}}});
  frames.emplace_back(CallRequest{id, OwnerLinkingRequest{linking, EndLinking{}}});
  frames.emplace_back(CallRequest{id, NewcomerLinkingRequest{linking, claim(), LookAtLinking{}}});
  frames.emplace_back(CallRequest{
      id, NewcomerLinkingRequest{linking, claim(), OfferLinking{filled(max_linking_message, 5)}}});
  frames.emplace_back(CallRequest{id, NewcomerLinkingRequest{linking, claim(), TakeLinkingGrant{}}});
  frames.emplace_back(CallRequest{id, NewcomerLinkingRequest{linking, claim(), EndLinking{}}});
  frames.emplace_back(CallRequest{id, RevokeDeviceRequest{DeviceId{4}, list}});
  frames.emplace_back(CallRequest{id, DirectorySearchRequest{"bo", 50}});
  frames.emplace_back(CallRequest{id, ProfileRequest{name("bob")}});
  frames.emplace_back(CallRequest{id, UpdateProfileRequest{"Alice", "About me", true}});
  frames.emplace_back(CallRequest{id, DeleteAccountRequest{secret(32, 2)}});
  frames.emplace_back(CallReply{id, CallFailure{CallFailureCode::rate_limited, Duration{900}}});
  frames.emplace_back(CallReply{id, CaptchaChallenge{"SHA-256", "c0ffee", "salt", "beef", 100000}});
  frames.emplace_back(CallReply{id, SessionGrant{secret(32, 8), DeviceId{5}}});
  frames.emplace_back(CallReply{id, LoginParameters{some_parameters()}});
  frames.emplace_back(CallReply{id, LoginGrant{{secret(32, 8), DeviceId{5}}, filled(100, 4), filled(33, 5)}});
  frames.emplace_back(CallReply{id, LinkingJoined{claim(), filled(32, 4)}});
  frames.emplace_back(CallReply{id, OwnerLinking{}});
  frames.emplace_back(CallReply{id, OwnerLinking{filled(1'309, 5), true}});
  frames.emplace_back(CallReply{id, NewcomerLinking{}});
  frames.emplace_back(CallReply{
      id, NewcomerLinking{filled(93, 5), LinkingGrant{secret(32, 8), DeviceId{5}, filled(1'176, 5)}}});
  frames.emplace_back(CallReply{id, Done{}});
  frames.emplace_back(CallReply{id, KeysPublished{100, 50}});
  frames.emplace_back(CallReply{
      id, Bundles{name("bob"),
                  filled(33, 5),
                  {DeviceBundle{DeviceId{1}, RegistrationId{2}, filled(64, 3), some_signed_prekey(),
                                some_one_time_prekey(3), 200, KemPrekeyKind::one_time, some_kem_prekey(4)},
                   DeviceBundle{DeviceId{2}, RegistrationId{2}, filled(64, 3), some_signed_prekey(),
                                std::nullopt, suite_hybrid, KemPrekeyKind::last_resort, some_kem_prekey(5)}},
                  list}});
  frames.emplace_back(CallReply{id, DeviceList{{{DeviceId{1}, filled(40, 1), 20000, 20001, true}}, list}});
  GroupId group;
  group.bytes.fill(7);
  frames.emplace_back(CallRequest{id, AppendGroupEntryRequest{filled(max_group_entry, 1)}});
  frames.emplace_back(CallRequest{id, FetchGroupLogRequest{group, 9}});
  frames.emplace_back(CallRequest{id, ListGroupsRequest{}});
  frames.emplace_back(CallRequest{id, FindGroupsRequest{"chess", group, 50}});
  frames.emplace_back(CallRequest{id, AddPostRequest{filled(max_post, 1)}});
  frames.emplace_back(CallRequest{id, FetchPostsRequest{group, 9, PageDirection::newer}});
  frames.emplace_back(CallReply{id, PostAdded{group, 9}});
  frames.emplace_back(CallReply{id, PostPage{group, 3, {{3, filled(10, 1)}, {2, {}}}}});
  frames.emplace_back(PostPage{group, 3, {{3, filled(10, 1)}}});
  GroupFacts facts{group, 1, "Chess club", 3, 2, 4, 5, {}, Instant{6}};
  facts.head_hash.fill(8);
  frames.emplace_back(CallReply{id, facts});
  frames.emplace_back(CallReply{id, GroupLogPage{group, 1, {filled(10, 1), filled(20, 2)}, 3}});
  frames.emplace_back(CallReply{id, GroupList{{{group, GroupStanding::waiting, 3}}}});
  frames.emplace_back(CallReply{id, GroupsFound{{facts}}});
  frames.emplace_back(CallRequest{id, AppendToArchiveRequest{{filled(max_archive_entry, 1), filled(2, 2)}}});
  frames.emplace_back(CallRequest{id, ArchiveHeadRequest{}});
  frames.emplace_back(CallRequest{id, FetchArchiveRequest{10}});
  frames.emplace_back(CallRequest{id, ShredArchivedRequest{{{{1}, {2}}, {{3}, {4}}}}});
  frames.emplace_back(CallReply{id, ArchiveHead{5, {6}}});
  frames.emplace_back(CallReply{id, ArchivePage{{7, {8}}, {filled(10, 1), filled(20, 2)}}});
  frames.emplace_back(CallReply{id, CallFailure{CallFailureCode::conflict, Duration{0}}});
  const BlobId blob{{1, 2, 3}};
  frames.emplace_back(CallRequest{id, CreateBlobRequest{max_blob_size}});
  frames.emplace_back(CallRequest{id, PutBlobPartRequest{blob, 7, filled(blob_part_size, 1)}});
  frames.emplace_back(CallRequest{id, BlobProgressRequest{blob}});
  frames.emplace_back(CallRequest{id, FetchBlobPartRequest{blob, 7}});
  frames.emplace_back(CallRequest{id, DeleteBlobRequest{blob}});
  frames.emplace_back(CallReply{id, BlobProgress{blob, 100'000, 3}});
  frames.emplace_back(CallReply{id, BlobPart{blob, 7, filled(10, 1)}});
  frames.emplace_back(SubmitToGroup{MessageId{{1}}, group, filled(100, 3), Keeping::live_only});
  frames.emplace_back(GroupSubmitted{MessageId{{1}}, group, SubmitOutcome::unavailable, Duration{7}});
  frames.emplace_back(GroupChanged{group, 12});
  frames.emplace_back(
      CallReply{id, Profiles{{Profile{name("bob"), "Bob", "I am Bob", filled(33, 5), true}}}});
  return frames;
}

}  // namespace

class TestFrame : public QObject {
  Q_OBJECT
 private slots:
  void every_kind_comes_back_as_it_went_out();
  void every_alternative_is_tried();
  void a_foreign_version_is_refused();
  void what_breaks_a_limit_is_refused_data();
  void what_breaks_a_limit_is_refused();
  void an_unauthenticated_frame_fits_its_limit();
  void mutated_frames_parse_or_are_refused_and_nothing_else();
  void user_names_are_checked_data();
  void user_names_are_checked();
  void hexadecimal_and_base64url_round_trip();
  void base64url_has_one_spelling();
};

void TestFrame::every_kind_comes_back_as_it_went_out() {
  for (const auto& frame : one_of_each()) {
    const auto bytes = serialise(frame);
    const auto back = parse_frame(bytes);
    QVERIFY2(back.ok(), std::to_string(frame.index()).c_str());
    QCOMPARE(back->index(), frame.index());
    QCOMPARE(serialise(*back), bytes);  // every field was set, so a lost one would show
  }
}

void TestFrame::every_alternative_is_tried() {
  std::set<std::size_t> frames;
  std::set<std::size_t> calls;
  std::set<std::size_t> replies;
  for (const auto& frame : one_of_each()) {
    frames.insert(frame.index());
    if (const auto* call = std::get_if<CallRequest>(&frame)) calls.insert(call->call.index());
    if (const auto* reply = std::get_if<CallReply>(&frame)) replies.insert(reply->reply.index());
  }
  QCOMPARE(frames.size(), std::variant_size_v<Frame>);
  QCOMPARE(calls.size(), std::variant_size_v<Call>);
  QCOMPARE(replies.size(), std::variant_size_v<Reply>);
}

void TestFrame::a_foreign_version_is_refused() {
  auto bytes = serialise(PrekeysLow{19});
  QCOMPARE(bytes[0], 0x08);  // field 1, varint
  bytes[1] = 2;
  QCOMPARE(parse_frame(bytes).error().code, ErrorCode::unsupported_version);
}

void TestFrame::what_breaks_a_limit_is_refused_data() {
  QTest::addColumn<QByteArray>("raw");
  QTest::addColumn<ErrorCode>("code");
  const auto row = [](const char* what, const Frame& frame, ErrorCode code) {
    const auto bytes = serialise(frame);
    QTest::newRow(what) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                      static_cast<qsizetype>(bytes.size()))
                        << code;
  };
  row("short token", Authenticate{secret(31, 1)}, ErrorCode::malformed);
  row("long token", Authenticate{secret(33, 1)}, ErrorCode::too_large);
  row("no envelope", Submit{MessageId{}, name("bob"), {}, Keeping::mailbox}, ErrorCode::malformed);
  row("a device twice",
      Submit{MessageId{}, name("bob"), {some_envelope(1), some_envelope(1)}, Keeping::mailbox},
      ErrorCode::malformed);
  row("device 0", Submit{MessageId{}, name("bob"), {some_envelope(0)}, Keeping::mailbox},
      ErrorCode::malformed);
  row("device above 2^31-1", Submit{MessageId{}, name("bob"), {some_envelope(0x80000000)}, Keeping::mailbox},
      ErrorCode::malformed);
  auto foreign_suite = some_envelope(1);
  foreign_suite.suite = 0;
  row("a foreign suite", Submit{MessageId{}, name("bob"), {foreign_suite}, Keeping::mailbox},
      ErrorCode::unsupported_suite);
  auto empty = some_envelope(1);
  empty.ciphertext.clear();
  row("an empty ciphertext", Submit{MessageId{}, name("bob"), {empty}, Keeping::mailbox},
      ErrorCode::malformed);
  auto large = some_envelope(1);
  large.ciphertext = filled(max_ciphertext + 1, 1);
  row("a large ciphertext", Submit{MessageId{}, name("bob"), {large}, Keeping::mailbox},
      ErrorCode::too_large);
  std::vector<SealedEnvelope> many;
  for (std::uint32_t device = 1; device <= max_devices + 1; ++device) many.push_back(some_envelope(device));
  row("too many devices", Submit{MessageId{}, name("bob"), many, Keeping::mailbox}, ErrorCode::too_large);
  row("no acknowledgement", Acknowledge{}, ErrorCode::malformed);
  const std::vector<DeliveryId> all(max_deliveries, DeliveryId{1});
  row("too much is left", Acknowledge{all, {DeliveryId{1}}}, ErrorCode::too_large);
  row("delivery 0",
      Deliver{
          {Delivery{DeliveryId{0}, MessageId{}, {name("bob"), DeviceId{1}}, Instant{1}, some_envelope(1)}},
          0},
      ErrorCode::malformed);
  row("a time beyond all times", Welcome{name("alice"), DeviceId{1}, Instant{INT64_MAX}, true, 0, 0, 0},
      ErrorCode::malformed);
  for (const bool last : {false, true}) {
    DeviceList devices{{{DeviceId{1}, filled(40, 1), 1, 1, true}}, std::nullopt};
    (last ? devices.devices[0].last_seen_day : devices.devices[0].created_day) = 2'932'897;
    row(last ? "a last day beyond all times" : "a first day beyond all times", CallReply{CallId{1}, devices},
        ErrorCode::malformed);
  }
  row("prekey id 0",
      CallRequest{
          CallId{1},
          PublishKeysRequest{RegistrationId{1}, filled(64, 1), std::nullopt, {some_one_time_prekey(0)}, {}}},
      ErrorCode::malformed);
  row("prekey id 0xFFFFFF",
      CallRequest{CallId{1},
                  PublishKeysRequest{
                      RegistrationId{1}, filled(64, 1), std::nullopt, {some_one_time_prekey(0xFFFFFF)}, {}}},
      ErrorCode::malformed);
  PublishKeysRequest kem{RegistrationId{1}, filled(64, 1), std::nullopt, {}, {}};
  kem.kem_prekeys.assign(51, some_kem_prekey(1));
  row("51 KEM prekeys", CallRequest{CallId{1}, kem}, ErrorCode::too_large);
  kem.kem_prekeys.assign(1, some_kem_prekey(1));
  kem.kem_prekeys.front().key.pop_back();
  row("a short KEM prekey", CallRequest{CallId{1}, kem}, ErrorCode::malformed);
  kem.kem_prekeys.clear();
  kem.suite = 256;
  row("suite 256", CallRequest{CallId{1}, kem}, ErrorCode::unsupported_suite);
  row("a bundle without KEM prekey",
      CallReply{CallId{1}, Bundles{name("bob"),
                                   filled(33, 5),
                                   {DeviceBundle{DeviceId{1}, RegistrationId{2}, filled(64, 3),
                                                 some_signed_prekey(), std::nullopt}}}},
      ErrorCode::malformed);
  row("registration id 0",
      CallRequest{CallId{1}, PublishKeysRequest{RegistrationId{0}, filled(64, 1), std::nullopt, {}, {}}},
      ErrorCode::malformed);
  auto for_a_group = some_envelope(1);
  for_a_group.type = EnvelopeType::sender_key;
  row("a group's envelope for one device", Submit{MessageId{}, name("bob"), {for_a_group}, Keeping::mailbox},
      ErrorCode::malformed);
  row("no entry", CallRequest{CallId{1}, AppendGroupEntryRequest{}}, ErrorCode::malformed);
  row("a large entry", CallRequest{CallId{1}, AppendGroupEntryRequest{filled(max_group_entry + 1, 1)}},
      ErrorCode::too_large);
  row("no post", CallRequest{CallId{1}, AddPostRequest{}}, ErrorCode::malformed);
  row("a large post", CallRequest{CallId{1}, AddPostRequest{filled(max_post + 1, 1)}}, ErrorCode::too_large);
  row("a post in no place", CallReply{CallId{1}, PostAdded{GroupId{}, 0}}, ErrorCode::malformed);
  row("a post in place 0", PostPage{GroupId{}, 3, {{0, filled(10, 1)}}}, ErrorCode::malformed);
  row("a post behind the last place", PostPage{GroupId{}, 3, {{4, filled(10, 1)}}}, ErrorCode::malformed);
  row("many posts", PostPage{GroupId{}, 3, std::vector<PostPlace>(max_posts + 1, {1, filled(1, 1)})},
      ErrorCode::too_large);
  row("no ciphertext for a group", SubmitToGroup{MessageId{}, GroupId{}, {}, Keeping::mailbox},
      ErrorCode::malformed);
  row("a large ciphertext for a group",
      SubmitToGroup{MessageId{}, GroupId{}, filled(max_ciphertext - GroupId::size + 1, 1), Keeping::mailbox},
      ErrorCode::too_large);
  row("a blob of no bytes", CallRequest{CallId{1}, CreateBlobRequest{0}}, ErrorCode::malformed);
  row("a blob of too many", CallRequest{CallId{1}, CreateBlobRequest{max_blob_size + 1}},
      ErrorCode::malformed);
  row("an empty part", CallRequest{CallId{1}, PutBlobPartRequest{{}, 0, {}}}, ErrorCode::malformed);
  row("a large part", CallRequest{CallId{1}, PutBlobPartRequest{{}, 0, filled(blob_part_size + 1, 1)}},
      ErrorCode::too_large);
  row("a part behind the last", CallRequest{CallId{1}, FetchBlobPartRequest{{}, blob_parts(max_blob_size)}},
      ErrorCode::malformed);
  row("more parts than there can be", CallReply{CallId{1}, BlobProgress{{}, 100'000, 5}},
      ErrorCode::malformed);
  row("a short commitment", CallRequest{CallId{1}, OpenLinkingRequest{{}, filled(31, 4)}},
      ErrorCode::malformed);
  row("a short claim", CallRequest{CallId{1}, NewcomerLinkingRequest{{}, secret(31, 6), LookAtLinking{}}},
      ErrorCode::malformed);
  row("an empty offer", CallRequest{CallId{1}, NewcomerLinkingRequest{{}, secret(32, 6), OfferLinking{}}},
      ErrorCode::malformed);
  row("a large grant",
      CallRequest{CallId{1}, OwnerLinkingRequest{{}, GrantLinking{filled(max_linking_message + 1, 5)}}},
      ErrorCode::too_large);
  row("an empty grant",
      CallReply{CallId{1}, NewcomerLinking{{}, LinkingGrant{secret(32, 8), DeviceId{5}, {}}}},
      ErrorCode::malformed);
  row("no archive entry", CallRequest{CallId{1}, AppendToArchiveRequest{}}, ErrorCode::malformed);
  row("an empty archive entry", CallRequest{CallId{1}, AppendToArchiveRequest{{{}}}}, ErrorCode::malformed);
  row("a large archive entry",
      CallRequest{CallId{1}, AppendToArchiveRequest{{filled(max_archive_entry + 1, 1)}}},
      ErrorCode::too_large);
  row("a large batch for the archive",
      CallRequest{CallId{1},
                  AppendToArchiveRequest{std::vector<Bytes>(2, filled(max_archive_page / 2 + 1, 1))}},
      ErrorCode::too_large);
  row("many archive entries",
      CallRequest{CallId{1},
                  AppendToArchiveRequest{std::vector<Bytes>(max_archive_entries + 1, filled(1, 1))}},
      ErrorCode::too_large);
  row("nothing to shred", CallRequest{CallId{1}, ShredArchivedRequest{}}, ErrorCode::malformed);
  row("search for 0 groups", CallRequest{CallId{1}, FindGroupsRequest{"x", std::nullopt, 0}},
      ErrorCode::malformed);
  row("an outcome that is none",
      GroupSubmitted{MessageId{}, GroupId{}, static_cast<SubmitOutcome>(99), Duration{0}},
      ErrorCode::malformed);
  row("a kind of group that is none", CallReply{CallId{1}, GroupFacts{{}, 3, "x", 0, 0, 0, 0, {}, {}}},
      ErrorCode::malformed);
  row("search for 0", CallRequest{CallId{1}, DirectorySearchRequest{"x", 0}}, ErrorCode::malformed);
  row("search for 51", CallRequest{CallId{1}, DirectorySearchRequest{"x", 51}}, ErrorCode::malformed);
  row("a NUL in a text", CallRequest{CallId{1}, UpdateProfileRequest{std::string("a\0b", 3), "", true}},
      ErrorCode::malformed);
}

void TestFrame::what_breaks_a_limit_is_refused() {
  QFETCH(QByteArray, raw);
  QFETCH(ErrorCode, code);
  const auto parsed = parse_frame(
      {reinterpret_cast<const std::uint8_t*>(raw.constData()), static_cast<std::size_t>(raw.size())});
  QVERIFY(!parsed.ok());
  QCOMPARE(parsed.error().code, code);
}

void TestFrame::an_unauthenticated_frame_fits_its_limit() {
  for (const auto& frame : one_of_each()) {
    const auto* call = std::get_if<CallRequest>(&frame);
    if (call == nullptr || !std::holds_alternative<RegisterRequest>(call->call)) continue;
    QVERIFY(serialise(frame).size() < max_unauthenticated_frame);
    return;
  }
  QFAIL("no register request among the frames");
}

void TestFrame::mutated_frames_parse_or_are_refused_and_nothing_else() {
  std::mt19937 random{20261124};
  std::size_t parsed = 0;
  std::size_t refused = 0;
  for (const auto& frame : one_of_each()) {
    const auto genuine = serialise(frame);
    for (int round = 0; round < 2000; ++round) {
      auto bytes = genuine;
      for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
        bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
      if (random() % 4 == 0) bytes.resize(random() % bytes.size());
      const auto result = parse_frame(bytes);
      ++(result.ok() ? parsed : refused);
      // Whatever parses keeps the limits, so it survives another round unchanged.
      if (result.ok()) QVERIFY(parse_frame(serialise(*result)).ok());
    }
  }
  QVERIFY(parsed > 100);
  QVERIFY(refused > 10000);
}

void TestFrame::user_names_are_checked_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("name");
  for (const char* good : {"bob", "a1_b-c.d", "abcdefghijklmnopqrstuvwxyz012345"})
    QTest::newRow(good) << good << good;
  QTest::newRow("capitals are folded") << "BoB"
                                       << "bob";
  for (const char* bad : {"", "ab", "1bob", "_bob", "bob.", "bo b", "bo..b", "bo_.b", "böb",
                          "abcdefghijklmnopqrstuvwxyz0123456", "bob\n", "../bob"}) {
    QTest::addRow("refused: '%s'", bad) << bad << "";
  }
}

void TestFrame::user_names_are_checked() {
  QFETCH(QString, text);
  QFETCH(QString, name);
  const auto parsed = Username::parse(text.toStdString());
  QCOMPARE(parsed.ok() ? QString::fromStdString(parsed->text()) : QString{}, name);
}

void TestFrame::hexadecimal_and_base64url_round_trip() {
  for (std::size_t size = 0; size < 70; ++size) {
    Bytes bytes;
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(i * 37 + size));
    QCOMPARE(parse_hex(to_hex(bytes)).value(), bytes);
    QCOMPARE(parse_base64url(to_base64url(bytes)).value(), bytes);
  }
  QCOMPARE(to_hex(Bytes{0x00, 0xab, 0xff}), std::string{"00abff"});
  QCOMPARE(to_base64url(Bytes{0xfb, 0xff}), std::string{"-_8"});
  QVERIFY(!parse_hex("abc").has_value());
  QVERIFY(!parse_hex("zz").has_value());
}

void TestFrame::base64url_has_one_spelling() {
  QVERIFY(!parse_base64url("-_9").has_value());  // the bits behind the last byte are not zero
  QVERIFY(!parse_base64url("A").has_value());
  QVERIFY(!parse_base64url("AA==").has_value());
  QVERIFY(!parse_base64url("A+/A").has_value());
}

QTEST_APPLESS_MAIN(TestFrame)
#include "test_frame.moc"
