// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "attached.hpp"
#include "printing.hpp"
#include "sotto/base/binary.hpp"
#include "sotto/crypto/attachment.hpp"

using namespace sotto;
using namespace sotto::testing;
using client::AttachmentPhase;
using client::AttachmentProblem;
using std::chrono::hours;
using std::chrono::minutes;
using store::MessageState;
using store::Table;

namespace {

template <class Request>
int count_of(const std::vector<wire::Call>& calls) {
  return static_cast<int>(std::count_if(calls.begin(), calls.end(), [](const wire::Call& call) {
    return std::holds_alternative<Request>(call);
  }));
}

/// Notes the calls about blobs; answers none.
void note_calls(FakeRelay& relay, std::vector<wire::Call>& calls) {
  relay.hears = [&calls](const wire::Frame& frame) {
    const auto* request = std::get_if<wire::CallRequest>(&frame);
    if (request == nullptr) return true;
    if (const auto* put = std::get_if<wire::PutBlobPartRequest>(&request->call)) calls.emplace_back(*put);
    if (const auto* fetch = std::get_if<wire::FetchBlobPartRequest>(&request->call))
      calls.emplace_back(*fetch);
    return true;
  };
}

/// After so many answers about parts the link is gone, once.
void lose_link_after(World& world, Device& device, int answers) {
  world.relay.says = [&world, &device, answers, said = 0](const wire::Frame& frame) mutable {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    const bool about_part = reply != nullptr && (std::holds_alternative<wire::BlobPart>(reply->reply) ||
                                                 std::holds_alternative<wire::BlobProgress>(reply->reply));
    if (!about_part || ++said <= answers) return true;
    device.go_offline();
    return false;
  };
}

RelayBlob& only_blob(World& world) { return world.relay.blobs.begin()->second; }

SecretBytes key_at(Device& device) {
  const auto records = *device.store().scan(Table::attachment, {}, 1);
  BinaryReader in{records.front().value};
  in.raw(2);
  in.bytes();
  in.bytes();
  in.u64();
  return SecretBytes::copied_from(in.raw(crypto::attachment_key_size));
}

/// What an offered file has in the store if its sender lied about the size.
void claim_size(Device& device, std::uint64_t size) {
  constexpr std::uint8_t record_version = 1;
  const auto record = device.store().scan(Table::attachment, {}, 1)->front();
  BinaryWriter before;
  before.u8(record_version).u8(static_cast<std::uint8_t>(AttachmentPhase::offered));
  before.text("holiday.png").text("image/png");
  BinaryWriter claimed;
  claimed.raw(before.view()).u64(size);
  const auto rest = ByteView{record.value}.subspan(claimed.view().size());
  claimed.raw(rest);
  QVERIFY(device.store().begin().ok());
  QVERIFY(device.store().put(Table::attachment, record.key, claimed.view()).ok());
  QVERIFY(device.store().commit().ok());
}

}  // namespace

class TestAttachments : public QObject {
  Q_OBJECT

 private slots:
  void a_file_arrives_as_it_was_sent_data();
  void a_file_arrives_as_it_was_sent();
  void the_message_shows_at_once_and_nothing_is_downloaded_unasked();
  void the_message_waits_for_its_file();
  void progress_is_told_on_both_sides();
  void an_upload_goes_on_where_a_lost_link_left_it();
  void an_upload_goes_on_after_a_restart();
  void a_download_goes_on_where_a_lost_link_left_it();
  void a_download_goes_on_after_a_restart();
  void an_upload_that_the_relay_gave_up_begins_again();
  void a_relay_without_room_is_told_and_tried_again();
  void a_relay_that_is_busy_is_waited_for();
  void a_relay_that_says_next_month_is_asked_sooner();
  void an_upload_that_is_cancelled_leaves_nothing();
  void a_download_that_is_cancelled_leaves_nothing_and_can_begin_again();
  void a_block_stops_a_file_that_is_uploaded();
  void a_block_stops_a_file_that_is_read();
  void a_host_that_stops_in_the_middle_is_noticed();
  void a_restart_in_the_middle_of_reading_is_noticed();
  void what_was_not_asked_for_is_not_taken();
  void a_file_that_is_too_large_is_refused_at_once();
  void what_a_hostile_relay_has_is_not_released_data();
  void what_a_hostile_relay_has_is_not_released();
  void a_sender_who_seals_twice_is_noticed();
  void nothing_is_released_before_all_of_it_is_here();
  void a_deleted_message_takes_its_file_along_everywhere();
  void a_deletion_that_comes_first_leaves_no_key();
  void a_size_that_was_only_claimed_costs_nothing_when_it_is_deleted();
  void a_message_whose_time_is_over_takes_its_file_along();
  void own_devices_can_download_it_too();
  void a_message_that_could_not_be_decrypted_brings_its_file_again();
  void the_oldest_files_make_room();
  void logging_out_erases_all();
};

void TestAttachments::a_file_arrives_as_it_was_sent_data() {
  QTest::addColumn<int>("size");
  for (const int size : {0, 1, 32'768, 32'769, 262'144, 262'145, 1'000'000}) {
    QTest::addRow("%d bytes", size) << size;
  }
}

void TestAttachments::a_file_arrives_as_it_was_sent() {
  QFETCH(int, size);
  Pair pair;
  const auto file = pattern(static_cast<std::size_t>(size));
  const auto id = send_file(pair, pair.alice, "bob", file);
  QCOMPARE(pair.alice.messages_with("bob").back().state, MessageState::delivered);
  QVERIFY(released(pair.alice, "bob", id) == file);
  const auto before = attachment_at(pair.bob, "alice", id);
  QCOMPARE(before.phase, AttachmentPhase::offered);
  QCOMPARE(before.name, std::string{"holiday.png"});
  QCOMPARE(before.media_type, std::string{"image/png"});
  QCOMPARE(before.size, std::uint64_t{file.size()});
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
  QCOMPARE(attachment_at(pair.bob, "alice", id).phase, AttachmentPhase::here);
}

void TestAttachments::the_message_shows_at_once_and_nothing_is_downloaded_unasked() {
  Pair pair;
  std::vector<wire::Call> calls;
  note_calls(pair.world.relay, calls);
  pair.alice.forget_events();
  auto intent = sending("bob", 100);
  intent.caption = "us at the sea";
  QVERIFY(pair.alice.handle(intent).ok());
  hand_in(pair.alice, pattern(100));
  pair.world.run_for(minutes{5});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"us at the sea"});
  QCOMPARE(pair.bob.conversation("alice")->attachment->name, std::string{"holiday.png"});
  QCOMPARE(count_of<wire::FetchBlobPartRequest>(calls), 0);
  QCOMPARE(chunks_at(pair.bob), std::size_t{0});
}

void TestAttachments::the_message_waits_for_its_file() {
  Pair pair;
  pair.alice.go_offline();
  const auto id = attach(pair.alice, "bob", pattern(1'000));
  QCOMPARE(attachment_at(pair.alice, "bob", id).phase, AttachmentPhase::uploading);
  QCOMPARE(pair.alice.messages_with("bob").back().state, MessageState::waiting);
  pair.world.run_for(minutes{1});
  const auto submitted = pair.world.relay.submissions.size();
  QVERIFY(pair.alice.say("bob", "this goes first").ok());
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QVERIFY(pair.world.relay.submissions.size() > submitted);
  QCOMPARE(pair.bob.messages_with("alice").back().id, id);
}

void TestAttachments::progress_is_told_on_both_sides() {
  Pair pair;
  const auto id = send_file(pair, pair.alice, "bob", pattern(200'000));
  std::uint64_t sent = 0;
  for (const auto& moved : pair.alice.events<client::AttachmentMoved>()) {
    if (moved.phase != AttachmentPhase::uploading) continue;
    QVERIFY(moved.done >= sent);
    sent = moved.done;
  }
  QCOMPARE(sent, std::uint64_t{200'000});
  QVERIFY(download(pair, pair.bob, "alice", id));
  const auto moves = pair.bob.events<client::AttachmentMoved>();
  QCOMPARE(moves.size(), std::size_t{7});
  QCOMPARE(moves.front().done, std::uint64_t{32'768});
  QCOMPARE(moves.back().done, std::uint64_t{200'000});
}

void TestAttachments::an_upload_goes_on_where_a_lost_link_left_it() {
  Pair pair;
  const auto file = pattern(1'000'000);
  std::vector<wire::Call> calls;
  note_calls(pair.world.relay, calls);
  lose_link_after(pair.world, pair.alice, 12);
  const auto id = send_file(pair, pair.alice, "bob", file);
  const auto there = only_blob(pair.world).parts.size();
  QVERIFY(there > 10 && there < 31);
  pair.world.relay.says = nullptr;
  calls.clear();
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(static_cast<std::size_t>(count_of<wire::PutBlobPartRequest>(calls)), 31 - there);
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::an_upload_goes_on_after_a_restart() {
  Pair pair;
  const auto file = pattern(1'000'000);
  lose_link_after(pair.world, pair.alice, 12);
  const auto id = send_file(pair, pair.alice, "bob", file);
  const auto there = only_blob(pair.world).parts.size();
  pair.world.relay.says = nullptr;
  std::vector<wire::Call> calls;
  note_calls(pair.world.relay, calls);
  pair.alice.crash();
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(static_cast<std::size_t>(count_of<wire::PutBlobPartRequest>(calls)), 31 - there);
  QCOMPARE(pair.world.relay.blobs.size(), std::size_t{1});
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::a_download_goes_on_where_a_lost_link_left_it() {
  Pair pair;
  const auto file = pattern(1'000'000);
  const auto id = send_file(pair, pair.alice, "bob", file);
  lose_link_after(pair.world, pair.bob, 12);
  QVERIFY(!download(pair, pair.bob, "alice", id));
  const auto there = chunks_at(pair.bob);
  QVERIFY(there > 0 && there <= 12);
  QCOMPARE(attachment_at(pair.bob, "alice", id).done, std::uint64_t{there * 32'768});
  pair.world.relay.says = nullptr;
  std::vector<wire::Call> calls;
  note_calls(pair.world.relay, calls);
  pair.bob.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(static_cast<std::size_t>(count_of<wire::FetchBlobPartRequest>(calls)), 31 - there);
  QVERIFY(released(pair.bob, "alice", id) == file);
}

void TestAttachments::a_download_goes_on_after_a_restart() {
  Pair pair;
  const auto file = pattern(1'000'000);
  const auto id = send_file(pair, pair.alice, "bob", file);
  lose_link_after(pair.world, pair.bob, 12);
  QVERIFY(!download(pair, pair.bob, "alice", id));
  const auto there = chunks_at(pair.bob);
  QVERIFY(there > 0 && there <= 12);
  pair.world.relay.says = nullptr;
  pair.bob.crash();
  QCOMPARE(attachment_at(pair.bob, "alice", id).phase, AttachmentPhase::downloading);
  std::vector<wire::Call> calls;
  note_calls(pair.world.relay, calls);
  pair.bob.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(static_cast<std::size_t>(count_of<wire::FetchBlobPartRequest>(calls)), 31 - there);
  QVERIFY(released(pair.bob, "alice", id) == file);
}

void TestAttachments::an_upload_that_the_relay_gave_up_begins_again() {
  Pair pair;
  const auto file = pattern(1'000'000);
  lose_link_after(pair.world, pair.alice, 12);
  const auto id = send_file(pair, pair.alice, "bob", file);
  pair.world.relay.says = nullptr;
  pair.world.relay.blobs.clear();
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::a_relay_without_room_is_told_and_tried_again() {
  Pair pair;
  const auto file = pattern(1'000);
  pair.world.relay.judge_call = [](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    if (!std::holds_alternative<wire::CreateBlobRequest>(call)) return std::nullopt;
    return wire::CallFailure{wire::CallFailureCode::too_large, Duration{0}};
  };
  const auto id = send_file(pair, pair.alice, "bob", file);
  QCOMPARE(pair.alice.messages_with("bob").back().state, MessageState::failed);
  QCOMPARE(attachment_at(pair.alice, "bob", id).phase, AttachmentPhase::refused);
  QCOMPARE(attachment_at(pair.alice, "bob", id).problem, AttachmentProblem::too_large);
  pair.world.relay.judge_call = nullptr;
  QVERIFY(pair.alice.handle(client::RetryMessage{name("bob"), id}).ok());
  pair.world.settle();
  QCOMPARE(pair.alice.messages_with("bob").back().state, MessageState::delivered);
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::a_relay_that_is_busy_is_waited_for() {
  Pair pair;
  const auto file = pattern(300'000);
  int busy = 3;
  pair.world.relay.judge_call = [&](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    const bool about_part = std::holds_alternative<wire::PutBlobPartRequest>(call) ||
                            std::holds_alternative<wire::FetchBlobPartRequest>(call);
    if (!about_part || busy-- <= 0) return std::nullopt;
    return wire::CallFailure{wire::CallFailureCode::rate_limited, Duration{50}};
  };
  const auto id = send_file(pair, pair.alice, "bob", file);
  busy = 3;
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::a_relay_that_says_next_month_is_asked_sooner() {
  Pair pair;
  bool asked = false;
  pair.world.relay.judge_call = [&](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    if (asked || !std::holds_alternative<wire::PutBlobPartRequest>(call)) return std::nullopt;
    asked = true;
    return wire::CallFailure{wire::CallFailureCode::rate_limited, Duration{30LL * 24 * 60 * 60 * 1'000}};
  };
  const auto id = send_file(pair, pair.alice, "bob", pattern(1'000));
  QVERIFY(asked);
  QVERIFY(!pair.bob.store().find_message(name("alice"), id)->has_value());
  pair.world.run_for(minutes{11});
  QVERIFY(pair.bob.store().find_message(name("alice"), id)->has_value());
}

void TestAttachments::an_upload_that_is_cancelled_leaves_nothing() {
  Pair pair;
  lose_link_after(pair.world, pair.alice, 12);
  const auto id = send_file(pair, pair.alice, "bob", pattern(1'000'000));
  pair.world.relay.says = nullptr;
  QVERIFY(pair.alice.handle(client::CancelAttachment{name("bob"), id}).ok());
  QCOMPARE(chunks_at(pair.alice), std::size_t{0});
  QCOMPARE(*pair.alice.store().count(Table::attachment), std::uint64_t{0});
  QVERIFY(!pair.alice.store().find_message(name("bob"), id)->has_value());
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QVERIFY(pair.world.relay.blobs.empty());
  for (const auto table : {Table::attachment_chunk, Table::transfer, Table::kept_file, Table::doomed_blob}) {
    QCOMPARE(*pair.alice.store().count(table), std::uint64_t{0});
  }
  QVERIFY(!pair.bob.store().find_message(name("alice"), id)->has_value());
}

void TestAttachments::a_download_that_is_cancelled_leaves_nothing_and_can_begin_again() {
  Pair pair;
  const auto file = pattern(1'000'000);
  const auto id = send_file(pair, pair.alice, "bob", file);
  lose_link_after(pair.world, pair.bob, 12);
  QVERIFY(!download(pair, pair.bob, "alice", id));
  pair.world.relay.says = nullptr;
  QVERIFY(pair.bob.handle(client::CancelAttachment{name("alice"), id}).ok());
  QCOMPARE(chunks_at(pair.bob), std::size_t{0});
  QCOMPARE(attachment_at(pair.bob, "alice", id).phase, AttachmentPhase::offered);
  pair.bob.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(chunks_at(pair.bob), std::size_t{0});
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::a_block_stops_a_file_that_is_uploaded() {
  Pair pair;
  const auto file = pattern(1'000'000);
  lose_link_after(pair.world, pair.alice, 12);
  const auto id = send_file(pair, pair.alice, "bob", file);
  pair.world.relay.says = nullptr;
  QVERIFY(pair.alice.handle(client::BlockUser{name("bob")}).ok());
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QVERIFY(!pair.bob.store().find_message(name("alice"), id)->has_value());
  QCOMPARE(pair.alice.messages_with("bob").back().state, MessageState::failed);
  QCOMPARE(attachment_at(pair.alice, "bob", id).phase, AttachmentPhase::refused);
  QVERIFY(pair.alice.handle(client::UnblockUser{name("bob")}).ok());
  QVERIFY(pair.alice.handle(client::RetryMessage{name("bob"), id}).ok());
  pair.world.settle();
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::a_block_stops_a_file_that_is_read() {
  Pair pair;
  pair.alice.forget_events();
  QVERIFY(pair.alice.handle(sending("bob", 1'000)).ok());
  const auto id = pair.alice.events<client::AttachmentBytesWanted>().back().message;
  QVERIFY(pair.alice.handle(client::BlockUser{name("bob")}).ok());
  hand_in(pair.alice, pattern(1'000));
  pair.world.settle();
  QVERIFY(!pair.bob.store().find_message(name("alice"), id)->has_value());
  QCOMPARE(attachment_at(pair.alice, "bob", id).phase, AttachmentPhase::unread);
  QCOMPARE(chunks_at(pair.alice), std::size_t{0});
}

void TestAttachments::a_host_that_stops_in_the_middle_is_noticed() {
  Pair pair;
  pair.alice.forget_events();
  QVERIFY(pair.alice.handle(sending("bob", 1'000'000)).ok());
  const auto wanted = pair.alice.events<client::AttachmentBytesWanted>().back();
  const auto piece = pattern(static_cast<std::size_t>(wanted.size));
  QVERIFY(pair.alice
              .handle(client::GiveAttachmentBytes{name("bob"), wanted.message, 0,
                                                  SecretBytes::copied_from(piece)})
              .ok());
  pair.world.run_for(minutes{2});
  QCOMPARE(attachment_at(pair.alice, "bob", wanted.message).phase, AttachmentPhase::unread);
  QCOMPARE(pair.alice.messages_with("bob").back().state, MessageState::failed);
  QCOMPARE(chunks_at(pair.alice), std::size_t{0});
  QCOMPARE(pair.alice.handle(client::RetryMessage{name("bob"), wanted.message}).error().code,
           ErrorCode::invalid_state);
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), wanted.message}).ok());
  QCOMPARE(*pair.alice.store().count(Table::attachment), std::uint64_t{0});
}

void TestAttachments::a_restart_in_the_middle_of_reading_is_noticed() {
  Pair pair;
  QVERIFY(pair.alice.handle(sending("bob", 1'000'000)).ok());
  pair.alice.crash();
  const auto last = pair.alice.messages_with("bob").back();
  QCOMPARE(last.state, MessageState::failed);
  QCOMPARE(attachment_at(pair.alice, "bob", last.id).phase, AttachmentPhase::unread);
}

void TestAttachments::what_was_not_asked_for_is_not_taken() {
  Pair pair;
  pair.alice.forget_events();
  QVERIFY(pair.alice.handle(sending("bob", 1'000'000)).ok());
  const auto id = pair.alice.events<client::AttachmentBytesWanted>().back().message;
  const auto give = [&](std::uint64_t offset, std::size_t size) {
    return pair.alice
        .handle(client::GiveAttachmentBytes{name("bob"), id, offset, SecretBytes::copied_from(pattern(size))})
        .error()
        .code;
  };
  QCOMPARE(give(0, 100), ErrorCode::malformed);
  QCOMPARE(give(client::attachment_piece, client::attachment_piece), ErrorCode::invalid_state);
  QCOMPARE(chunks_at(pair.alice), std::size_t{0});
}

void TestAttachments::a_file_that_is_too_large_is_refused_at_once() {
  Pair pair;
  const auto before = pair.alice.dump();
  const auto refused = pair.alice.handle(sending("bob", client::max_attachment + 1));
  QCOMPARE(refused.error().code, ErrorCode::too_large);
  QCOMPARE(pair.alice.dump(), before);
}

void TestAttachments::what_a_hostile_relay_has_is_not_released_data() {
  using Tamper = std::function<void(wire::BlobPart&, const RelayBlob&)>;
  QTest::addColumn<Tamper>("tamper");
  const auto row = [](const char* what, Tamper tamper) { QTest::newRow(what) << std::move(tamper); };
  row("a bit is changed in the first part", [](wire::BlobPart& part, const RelayBlob&) {
    if (part.part == 0) part.data[100] ^= 1;
  });
  row("a bit is changed in the last part", [](wire::BlobPart& part, const RelayBlob& blob) {
    if (part.part + 1 == blob.parts.size()) part.data.back() ^= 1;
  });
  row("a part is cut", [](wire::BlobPart& part, const RelayBlob&) {
    if (part.part == 1) part.data.pop_back();
  });
  row("a part is longer", [](wire::BlobPart& part, const RelayBlob& blob) {
    if (part.part + 1 == blob.parts.size()) part.data.push_back(0);
  });
  row("two parts are swapped", [](wire::BlobPart& part, const RelayBlob& blob) {
    if (part.part < 2) part.data = blob.parts[1 - part.part];
  });
  row("it says that it is another part", [](wire::BlobPart& part, const RelayBlob&) { part.part += 1; });
  row("it says that it is another blob",
      [](wire::BlobPart& part, const RelayBlob&) { part.blob.bytes[0] ^= 1; });
  row("all is zeros", [](wire::BlobPart& part, const RelayBlob&) {
    std::fill(part.data.begin(), part.data.end(), std::uint8_t{0});
  });
}

void TestAttachments::what_a_hostile_relay_has_is_not_released() {
  QFETCH(std::function<void(wire::BlobPart & part, const RelayBlob& blob)>, tamper);
  Pair pair;
  const auto file = pattern(150'000);
  const auto id = send_file(pair, pair.alice, "bob", file);
  const auto& blob = only_blob(pair.world);
  pair.world.relay.judge_call = [&](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    const auto* fetch = std::get_if<wire::FetchBlobPartRequest>(&call);
    if (fetch == nullptr) return std::nullopt;
    wire::BlobPart part{fetch->blob, fetch->part, blob.parts[fetch->part]};
    tamper(part, blob);
    return part;
  };
  QVERIFY(!download(pair, pair.bob, "alice", id));
  const auto after = attachment_at(pair.bob, "alice", id);
  QCOMPARE(after.phase, AttachmentPhase::unavailable);
  QCOMPARE(after.problem, AttachmentProblem::damaged);
  QCOMPARE(chunks_at(pair.bob), std::size_t{0});
  QCOMPARE(*pair.bob.store().count(Table::transfer), std::uint64_t{0});
  pair.world.relay.judge_call = nullptr;
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

/// Whoever has the key can seal other contents under it, for other readers: the digest stands in the message.
void TestAttachments::a_sender_who_seals_twice_is_noticed() {
  Pair pair;
  const auto id = send_file(pair, pair.alice, "bob", pattern(1'000));
  const auto key = key_at(pair.alice);
  const auto layout = *crypto::AttachmentLayout::of(1'000);
  SeededRandom random{1};
  const auto start = crypto::AttachmentOpener{{key.clone(), layout, {}}}.progress();
  auto sealer = *crypto::AttachmentSealer::resume(layout, key, start, random);
  only_blob(pair.world).parts[0] = *sealer.seal_next(Bytes(1'000, 0x66));
  QVERIFY(!download(pair, pair.bob, "alice", id));
  QCOMPARE(attachment_at(pair.bob, "alice", id).problem, AttachmentProblem::damaged);
  QCOMPARE(chunks_at(pair.bob), std::size_t{0});
}

void TestAttachments::nothing_is_released_before_all_of_it_is_here() {
  Pair pair;
  const auto id = send_file(pair, pair.alice, "bob", pattern(1'000'000));
  const auto first_piece = [&] {
    return pair.bob.engine().attachment_bytes(name("alice"), id, 0, client::attachment_piece);
  };
  QCOMPARE(first_piece().error().code, ErrorCode::invalid_state);
  lose_link_after(pair.world, pair.bob, 30);
  QVERIFY(!download(pair, pair.bob, "alice", id));
  QVERIFY(chunks_at(pair.bob) > 0 && chunks_at(pair.bob) <= 30);
  QCOMPARE(first_piece().error().code, ErrorCode::invalid_state);
}

void TestAttachments::a_deleted_message_takes_its_file_along_everywhere() {
  Pair pair;
  const auto id = send_file(pair, pair.alice, "bob", pattern(100'000));
  QVERIFY(download(pair, pair.bob, "alice", id));
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  pair.world.settle();
  for (auto* device : {&pair.alice, &pair.bob}) {
    for (const auto table : {Table::attachment, Table::attachment_chunk, Table::kept_file, Table::transfer,
                             Table::doomed_blob}) {
      QCOMPARE(*device->store().count(table), std::uint64_t{0});
    }
  }
  QVERIFY(pair.world.relay.blobs.empty());
}

void TestAttachments::a_deletion_that_comes_first_leaves_no_key() {
  Pair pair;
  pair.bob.go_offline();
  const auto id = send_file(pair, pair.alice, "bob", pattern(1'000));
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  pair.world.settle();
  auto& mailbox = pair.world.relay.device(pair.bob.address()).mailbox;
  std::reverse(mailbox.begin(), mailbox.end());
  pair.bob.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(pair.bob.messages_with("alice").back().kind, store::MessageKind::deleted);
  QCOMPARE(*pair.bob.store().count(Table::attachment), std::uint64_t{0});
}

void TestAttachments::a_size_that_was_only_claimed_costs_nothing_when_it_is_deleted() {
  Pair pair;
  const auto id = send_file(pair, pair.alice, "bob", pattern(1'000));
  claim_size(pair.bob, crypto::max_attachment_size);
  QCOMPARE(attachment_at(pair.bob, "alice", id).size, crypto::max_attachment_size);
  const auto before = pair.bob.faults().operations();
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  pair.world.settle();
  QCOMPARE(*pair.bob.store().count(Table::attachment), std::uint64_t{0});
  QVERIFY(pair.bob.faults().operations() - before < 1'000);
}

void TestAttachments::a_message_whose_time_is_over_takes_its_file_along() {
  Pair pair;
  pair.alice.forget_events();
  auto intent = sending("bob", 100'000);
  intent.lasting = Lasting{3'600};
  QVERIFY(pair.alice.handle(intent).ok());
  hand_in(pair.alice, pattern(100'000));
  pair.world.settle();
  const auto received = pair.bob.messages_with("alice").back();
  QVERIFY(download(pair, pair.bob, "alice", received.id));
  QVERIFY(pair.bob.handle(client::MarkRead{name("alice"), received.position}).ok());
  pair.world.run_for(hours{2});
  for (auto* device : {&pair.alice, &pair.bob}) {
    for (const auto table : {Table::attachment, Table::attachment_chunk, Table::kept_file, Table::transfer}) {
      QCOMPARE(*device->store().count(table), std::uint64_t{0});
    }
  }
  // Somebody else may read it later; in the end it leaves the relay too.
  QCOMPARE(pair.world.relay.blobs.size(), std::size_t{1});
  pair.world.set_clock(pair.world.now() + hours{31 * 24});
  pair.alice.go_offline();
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QVERIFY(pair.world.relay.blobs.empty());
}

void TestAttachments::own_devices_can_download_it_too() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "phone");
  const auto file = pattern(100'000);
  const auto id = send_file(pair, pair.alice, "bob", file);
  QCOMPARE(attachment_at(phone, "bob", id).phase, AttachmentPhase::offered);
  QVERIFY(download(pair, phone, "bob", id) == file);
}

void TestAttachments::a_message_that_could_not_be_decrypted_brings_its_file_again() {
  Pair pair;
  const auto file = pattern(1'000);
  pair.world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (!(delivery.sender.user == name("alice"))) return;
    delivery.envelope.ciphertext.back() ^= 1;
    pair.world.relay.tamper_delivery = nullptr;
  };
  const auto id = send_file(pair, pair.alice, "bob", file);
  pair.world.settle(minutes{2});
  QVERIFY(download(pair, pair.bob, "alice", id) == file);
}

void TestAttachments::the_oldest_files_make_room() {
  Pair pair;
  pair.bob.engine().set_attachment_room(250'000);
  std::vector<MessageId> ids;
  for (int number = 0; number < 3; ++number) {
    ids.push_back(send_file(pair, pair.alice, "bob", pattern(100'000)));
    pair.world.run_for(minutes{1});
    QVERIFY(download(pair, pair.bob, "alice", ids.back()));
  }
  QCOMPARE(attachment_at(pair.bob, "alice", ids[0]).phase, AttachmentPhase::offered);
  QCOMPARE(attachment_at(pair.bob, "alice", ids[1]).phase, AttachmentPhase::here);
  QCOMPARE(chunks_at(pair.bob), std::size_t{8});
  QVERIFY(download(pair, pair.bob, "alice", ids[0]) == pattern(100'000));
}

void TestAttachments::logging_out_erases_all() {
  Pair pair;
  const auto id = send_file(pair, pair.alice, "bob", pattern(100'000));
  QVERIFY(download(pair, pair.bob, "alice", id));
  QVERIFY(pair.bob.handle(client::LogOut{}).ok());
  QCOMPARE(chunks_at(pair.bob), std::size_t{0});
  QCOMPARE(*pair.bob.store().count(Table::attachment), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestAttachments)
#include "test_attachments.moc"
