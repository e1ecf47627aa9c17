// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "bridge.hpp"
#include "bridge.pb.h"
#include "decode_request.hpp"
#include "encode_reply.hpp"
#include "encode_views.hpp"
#include "sotto/store/memory_store.hpp"

using namespace sotto;
using namespace sotto::web;

namespace {

Username name(std::string_view text) { return *Username::parse(text); }

MessageId message_id() {
  MessageId id;
  id.bytes.fill(0xA5);
  return id;
}

std::string raw(const MessageId& id) { return std::string{text_of(id.view())}; }

class CountingRandom final : public RandomSource {
 public:
  Status fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = ++next_;
    return {};
  }

 private:
  std::uint8_t next_ = 0;
};

/// A bridge over a store in memory, spoken to in messages.
class Conversation {
 public:
  explicit Conversation(OpenStore open = open_memory) : bridge_{std::move(open), random_} {}

  static Result<std::unique_ptr<store::ClientStore>> open_memory(const std::string&, const SecretBytes&) {
    return std::unique_ptr<store::ClientStore>{std::make_unique<store::MemoryStore>()};
  }

  /// The replies, the answer first.
  std::vector<bridge::Reply> say(const std::string& bytes) {
    bridge_.handle(bytes_of(bytes));
    std::vector<bridge::Reply> replies;
    while (const auto next = bridge_.poll()) {
      replies.emplace_back();
      if (!replies.back().ParseFromArray(next->data(), static_cast<int>(next->size()))) replies.pop_back();
    }
    return replies;
  }
  std::vector<bridge::Reply> say(bridge::Request request) {
    request.set_id(++last_id_);
    request.set_now_ms(1'790'000'000'000);
    return say(request.SerializeAsString());
  }
  std::string error(const bridge::Request& request) { return say(request).at(0).answer().error(); }
  std::string start() {
    bridge::Request request;
    request.mutable_start()->set_key(std::string(32, 'k'));
    return error(request);
  }
  [[nodiscard]] std::uint32_t last_id() const { return last_id_; }

 private:
  CountingRandom random_;
  Bridge bridge_;
  std::uint32_t last_id_ = 0;
};

/// The input that a request becomes; fails the test if it is another one.
template <class Input>
Input decoded(bridge::Request request) {
  auto command = decode_request(request);
  if (!command.ok()) qFatal("not decoded");
  auto* input = std::get_if<client::Input>(&*command);
  if (input == nullptr || !std::holds_alternative<Input>(*input)) qFatal("another input");
  return std::get<Input>(std::move(*input));
}

template <class Ask>
Ask decoded_question(bridge::Request request) {
  auto command = decode_request(request);
  if (!command.ok() || !std::holds_alternative<Question>(*command)) qFatal("not a question");
  return std::get<Ask>(std::get<Question>(*command));
}

bridge::Event encoded(client::Event event) { return encode_effect(client::Notify{std::move(event)}).event(); }

}  // namespace

class BridgeTest : public QObject {
  Q_OBJECT

 private slots:
  // Requests.

  void credentials_become_secrets_and_leave_the_message() {
    bridge::Request request;
    request.mutable_register_()->set_username("Alice");
    request.mutable_register_()->set_password("correct horse");
    request.mutable_register_()->set_display_name("Alice A.");
    request.mutable_register_()->set_device_name("laptop");
    request.mutable_register_()->set_invite("code");
    auto command = decode_request(request);
    QVERIFY(command.ok());
    const auto& input = std::get<client::Register>(std::get<client::Input>(*command));
    QCOMPARE(input.username, name("alice"));
    QCOMPARE(std::string{text_of(input.password.expose())}, std::string{"correct horse"});
    QCOMPARE(input.display_name, std::string{"Alice A."});
    QCOMPARE(input.device_name, std::string{"laptop"});
    QCOMPARE(input.invite, std::string{"code"});
    QVERIFY(!input.listed);
    QVERIFY(request.register_().password().empty());
  }

  void a_link_code_becomes_a_secret_and_leaves_the_message() {
    bridge::Request request;
    request.mutable_join_with_code()->set_code("ABCD-EFGH");
    request.mutable_join_with_code()->set_device_name("phone");
    auto command = decode_request(request);
    QVERIFY(command.ok());
    const auto& input = std::get<client::JoinWithCode>(std::get<client::Input>(*command));
    QCOMPARE(std::string{text_of(input.code.expose())}, std::string{"ABCD-EFGH"});
    QCOMPARE(input.device_name, std::string{"phone"});
    QVERIFY(request.join_with_code().code().empty());
  }

  void the_database_key_leaves_the_message() {
    bridge::Request request;
    request.mutable_start()->set_path("file");
    request.mutable_start()->set_key("0123");
    auto command = decode_request(request);
    QVERIFY(command.ok());
    QCOMPARE(std::get<Start>(*command).path, std::string{"file"});
    QCOMPARE(std::get<Start>(*command).key.size(), std::size_t{4});
    QVERIFY(request.start().key().empty());
  }

  void inputs_keep_their_fields() {
    bridge::Request request;
    request.set_frame_received("\x01\x02");
    QCOMPARE(decoded<client::FrameReceived>(request).bytes, (Bytes{1, 2}));
    request.mutable_log_in()->set_username("bella");
    request.mutable_log_in()->set_password("p");
    QCOMPARE(decoded<client::LogIn>(request).username, name("bella"));
    request.mutable_send_text()->set_to("bella");
    request.mutable_send_text()->set_text("hello");
    QCOMPARE(decoded<client::SendText>(request).text, std::string{"hello"});
    QVERIFY(!decoded<client::SendText>(request).quoted);
    request.mutable_send_text()->set_quoted(raw(message_id()));
    QVERIFY(decoded<client::SendText>(request).quoted == message_id());
    QVERIFY(!decoded<client::SendText>(request).lasting);
    request.mutable_send_text()->set_duration_s(0);
    QVERIFY(decoded<client::SendText>(request).lasting == Lasting{});
    request.mutable_set_duration()->set_conversation("bella");
    request.mutable_set_duration()->set_duration_s(60);
    QVERIFY(decoded<client::SetDuration>(request).lasting == Lasting{60});
    request.mutable_verify_identity()->set_user("bella");
    request.mutable_verify_identity()->set_safety_number("123");
    QCOMPARE(decoded<client::VerifyIdentity>(request).safety_number, std::string{"123"});
    request.mutable_unverify_identity()->set_user("bella");
    QCOMPARE(decoded<client::UnverifyIdentity>(request).user, name("bella"));
    request.mutable_accept_request()->set_user("bella");
    QCOMPARE(decoded<client::AcceptRequest>(request).user, name("bella"));
    request.mutable_block_user()->set_user("bella");
    QCOMPARE(decoded<client::BlockUser>(request).user, name("bella"));
    request.mutable_set_privacy()->set_read_receipts(false);
    QCOMPARE(decoded<client::SetPrivacy>(request).read_receipts, std::optional{false});
    QCOMPARE(decoded<client::SetPrivacy>(request).typing, std::optional<bool>{});
    request.mutable_set_privacy()->clear_read_receipts();
    request.mutable_set_privacy()->set_typing(true);
    QCOMPARE(decoded<client::SetPrivacy>(request).read_receipts, std::optional<bool>{});
    QCOMPARE(decoded<client::SetPrivacy>(request).typing, std::optional{true});
    request.mutable_accept_archive();
    static_cast<void>(decoded<client::AcceptArchive>(request));
    request.mutable_tell_typing()->set_to("bella");
    QCOMPARE(decoded<client::TellTyping>(request).to, name("bella"));
    request.mutable_send_off_record()->set_to("bella");
    request.mutable_send_off_record()->set_text("psst");
    QCOMPARE(decoded<client::SendOffRecord>(request).text, std::string{"psst"});
    request.mutable_go_off_record()->set_with("bella");
    QVERIFY(decoded<client::GoOffRecord>(request).with == name("bella"));
    request.mutable_end_off_record()->set_with("bella");
    QVERIFY(decoded<client::EndOffRecord>(request).with == name("bella"));
    request.mutable_unblock_user()->set_user("bella");
    QCOMPARE(decoded<client::UnblockUser>(request).user, name("bella"));
    request.mutable_edit_message()->set_conversation("bella");
    request.mutable_edit_message()->set_message_id(raw(message_id()));
    request.mutable_edit_message()->set_text("better");
    QCOMPARE(decoded<client::EditMessage>(request).text, std::string{"better"});
    QCOMPARE(decoded<client::EditMessage>(request).message, message_id());
    request.mutable_delete_message()->set_conversation("bella");
    request.mutable_delete_message()->set_message_id(raw(message_id()));
    QCOMPARE(decoded<client::DeleteMessage>(request).message, message_id());
    request.mutable_react()->set_conversation("bella");
    request.mutable_react()->set_message_id(raw(message_id()));
    request.mutable_react()->set_emoji("!");
    QCOMPARE(decoded<client::React>(request).emoji, std::string{"!"});
    request.mutable_retry_message()->set_to("bella");
    request.mutable_retry_message()->set_message_id(raw(message_id()));
    QCOMPARE(decoded<client::RetryMessage>(request).message, message_id());
    request.mutable_save_draft()->set_conversation("bella");
    request.mutable_save_draft()->set_text("unsent");
    QCOMPARE(decoded<client::SaveDraft>(request).text, std::string{"unsent"});
    request.mutable_mark_read()->set_conversation("bella");
    request.mutable_mark_read()->set_up_to(9);
    QCOMPARE(decoded<client::MarkRead>(request).up_to, store::Position{9});
    request.mutable_set_contact_name()->set_user("bella");
    request.mutable_set_contact_name()->set_name("B.");
    QCOMPARE(decoded<client::SetContactName>(request).name, std::string{"B."});
    request.mutable_search_directory()->set_query("be");
    QCOMPARE(decoded<client::SearchDirectory>(request).query, std::string{"be"});
    request.mutable_update_profile()->set_about("about");
    request.mutable_update_profile()->set_listed(true);
    QVERIFY(decoded<client::UpdateProfile>(request).listed);
    request.mutable_revoke_device()->set_device_id(3);
    QCOMPARE(decoded<client::RevokeDevice>(request).device, DeviceId{3});
    request.mutable_confirm_linking()->set_number("123456");
    QCOMPARE(decoded<client::ConfirmLinking>(request).number, std::string{"123456"});
    request.mutable_open_conversation()->set_with("bella");
    QCOMPARE(decoded<client::OpenConversation>(request).with, name("bella"));
    request.mutable_accept_identity()->set_user("bella");
    request.mutable_accept_identity()->set_safety_number("123");
    QCOMPARE(decoded<client::AcceptIdentity>(request).user, name("bella"));
    QCOMPARE(decoded<client::AcceptIdentity>(request).safety_number, std::string{"123"});
    request.mutable_fetch_profile()->set_user("bella");
    QCOMPARE(decoded<client::FetchProfile>(request).user, name("bella"));
  }

  void plain_inputs_are_told_apart() {
    bridge::Request request;
    request.mutable_link_up();
    decoded<client::LinkUp>(request);
    request.mutable_link_down();
    decoded<client::LinkDown>(request);
    request.mutable_timer_fired();
    decoded<client::TimerFired>(request);
    request.mutable_cancel_entry();
    decoded<client::CancelEntry>(request);
    request.mutable_log_out();
    decoded<client::LogOut>(request);
    request.mutable_link_device();
    decoded<client::LinkDevice>(request);
    request.mutable_cancel_linking();
    decoded<client::CancelLinking>(request);
    request.mutable_list_devices();
    QVERIFY(decode_request(request).ok());
  }

  void questions_keep_their_fields() {
    bridge::Request request;
    request.mutable_ask_timeline()->set_with("bella");
    request.mutable_ask_timeline()->set_limit(50);
    QVERIFY(!decoded_question<AskTimeline>(request).before.has_value());
    request.mutable_ask_timeline()->set_before(7);
    QCOMPARE(decoded_question<AskTimeline>(request).before, std::optional{store::Position{7}});
    QCOMPARE(decoded_question<AskTimeline>(request).limit, std::size_t{50});
    request.mutable_ask_search()->set_query("word");
    QCOMPARE(decoded_question<AskSearch>(request).query, std::string{"word"});
    request.mutable_ask_safety_number()->set_with("bella");
    QCOMPARE(decoded_question<AskSafetyNumber>(request).with, name("bella"));
    request.mutable_ask_safety_code()->set_with("bella");
    QCOMPARE(decoded_question<AskSafetyCode>(request).with, name("bella"));
    request.mutable_compare_safety_code()->set_with("bella");
    request.mutable_compare_safety_code()->set_code("SOTTO:A");
    QCOMPARE(decoded_question<CompareSafetyCode>(request).with, name("bella"));
    QCOMPARE(decoded_question<CompareSafetyCode>(request).code, std::string{"SOTTO:A"});
  }

  void what_is_no_name_or_id_is_malformed() {
    bridge::Request request;
    for (const auto* bad : {"", "ab", "has space", "\xD0\xB0lice", "a..b"}) {
      request.mutable_send_text()->set_to(bad);
      QCOMPARE(decode_request(request).error().code, ErrorCode::malformed);
    }
    request.mutable_retry_message()->set_to("bella");
    request.mutable_retry_message()->set_message_id("short");
    QCOMPARE(decode_request(request).error().code, ErrorCode::malformed);
    request.mutable_send_text()->set_to("bella");
    request.mutable_send_text()->set_quoted("short");
    QCOMPARE(decode_request(request).error().code, ErrorCode::malformed);
  }

  void an_empty_request_is_malformed() {
    bridge::Request request;
    QCOMPARE(decode_request(request).error().code, ErrorCode::malformed);
  }

  // Replies.

  void effects_for_the_worker_are_encoded() {
    QVERIFY(encode_effect(client::OpenLink{}).has_open_link());
    QVERIFY(encode_effect(client::CloseLink{}).has_close_link());
    QCOMPARE(encode_effect(client::SendFrame{{1, 0, 2}}).send_frame(), (std::string{"\x01\0\x02", 3}));
    QCOMPARE(encode_effect(client::WakeAt{Instant{77}}).wake_at_ms(), std::int64_t{77});
  }

  void events_keep_their_fields() {
    QCOMPARE(encoded(client::EntryProgress{client::EntryStep::publishing, 0.5}).entry_progress().step(),
             bridge::PUBLISHING);
    const auto failed = encoded(client::EntryFailed{ErrorCode::name_taken, Duration{1500}}).entry_failed();
    QCOMPARE(failed.code(), std::string{"name_taken"});
    QCOMPARE(failed.retry_after_ms(), 1500u);
    QCOMPARE(encoded(client::LoggedIn{name("alice")}).logged_in().username(), std::string{"alice"});
    QVERIFY(encoded(client::LoggedOut{client::LogoutReason::revoked}).logged_out().revoked());
    QVERIFY(!encoded(client::LoggedOut{client::LogoutReason::asked}).logged_out().revoked());
    QCOMPARE(encoded(client::LinkChanged{client::LinkState::online}).link_changed().state(), bridge::ONLINE);
    QCOMPARE(encoded(client::MessageArrived{name("bella"), message_id()}).message_arrived().message_id(),
             raw(message_id()));
    QCOMPARE(encoded(client::MessageChanged{name("bella"), message_id()}).message_changed().conversation(),
             std::string{"bella"});
    QCOMPARE(encoded(client::ConversationChanged{name("bella")}).conversation_changed().user(),
             std::string{"bella"});
    QCOMPARE(encoded(client::OffRecordArrived{name("bella")}).off_record_arrived().user(),
             std::string{"bella"});
    QCOMPARE(encoded(client::IdentityChanged{name("bella")}).identity_changed().user(), std::string{"bella"});
    const auto refused =
        encoded(client::DeviceRefused{name("bella"), DeviceId{4}, ErrorCode::invalid_signature});
    QCOMPARE(refused.device_refused().device_id(), 4u);
    QCOMPARE(refused.device_refused().code(), std::string{"invalid_signature"});
    using client::ChangeFailed;
    using client::ChangeKind;
    const auto change = encoded(ChangeFailed{name("bella"), ChangeKind::deletion, ErrorCode::refused});
    QCOMPARE(change.change_failed().conversation(), std::string{"bella"});
    QCOMPARE(change.change_failed().kind(), bridge::CHANGE_DELETION);
    QCOMPARE(change.change_failed().code(), std::string{"refused"});
    const auto list = encoded(client::DeviceListRefused{name("bella"), ErrorCode::stale_state});
    QCOMPARE(list.device_list_refused().user(), std::string{"bella"});
    QCOMPARE(list.device_list_refused().code(), std::string{"stale_state"});
    const auto copied = encoded(client::DeviceCopied{name("bella"), DeviceId{4}});
    QCOMPARE(copied.device_copied().user(), std::string{"bella"});
    QVERIFY(encoded(client::LinkingChanged{}).has_linking_changed());
    const auto linked = encoded(client::LinkingEnded{});
    QVERIFY(linked.has_linking_ended() && linked.linking_ended().code().empty());
    QCOMPARE(encoded(client::LinkingEnded{ErrorCode::not_found}).linking_ended().code(),
             std::string{"not_found"});
    QVERIFY(encoded(client::Displaced{}).has_displaced());
  }

  void what_is_off_the_record_is_told_beside_the_history() {
    client::TimelinePage page;
    page.off_record.push_back({message_id(), name("bella"), client::OffRecordState::unconfirmed, Instant{5},
                               "psst", store::Position{7}});
    bridge::Timeline timeline;
    encode(page, timeline);
    QCOMPARE(timeline.messages_size(), 0);
    const auto& said = timeline.off_record(0);
    QCOMPARE(said.id(), raw(message_id()));
    QCOMPARE(said.state(), bridge::OFF_RECORD_UNCONFIRMED);
    QCOMPARE(said.body(), std::string{"psst"});
    QCOMPARE(said.after(), std::uint64_t{7});
    client::ConversationView view{name("bella"), "Bella", std::nullopt, 0, {}};
    view.off_record = true;
    view.may_go_off_record = true;
    view.unread_off_record = 2;
    bridge::Conversation conversation;
    encode(view, conversation);
    QVERIFY(conversation.off_record() && conversation.may_go_off_record());
    QCOMPARE(conversation.unread_off_record(), std::uint64_t{2});
  }

  void files_go_out_and_come_in() {
    bridge::Request request;
    auto& sending = *request.mutable_send_attachment();
    sending.set_to("bella");
    sending.set_file(77);
    sending.set_name("a.png");
    sending.set_size(3);
    sending.set_caption("look");
    sending.set_quoted(raw(message_id()));
    sending.set_duration_s(60);
    const auto intent = decoded<client::SendAttachment>(request);
    QCOMPARE(intent.file, std::uint64_t{77});
    QCOMPARE(intent.size, std::uint64_t{3});
    QCOMPARE(intent.caption, std::string{"look"});
    QVERIFY(intent.quoted == message_id());
    QCOMPARE(intent.lasting->seconds, 60u);
    auto& given = *request.mutable_give_attachment_bytes();
    given.set_conversation("bella");
    given.set_message_id(raw(message_id()));
    given.set_offset(5);
    given.set_data("abc");
    const auto bytes = decoded<client::GiveAttachmentBytes>(request);
    QCOMPARE(bytes.offset, std::uint64_t{5});
    QCOMPARE(std::string{text_of(bytes.bytes.expose())}, std::string{"abc"});
    const auto wanted = encoded(client::AttachmentBytesWanted{name("bella"), message_id(), 77, 5, 3})
                            .attachment_bytes_wanted();
    QCOMPARE(wanted.file(), std::uint64_t{77});
    QCOMPARE(wanted.offset(), std::uint64_t{5});
    QCOMPARE(wanted.size(), std::uint64_t{3});
    const auto moved = encoded(client::AttachmentMoved{name("bella"), message_id(),
                                                       client::AttachmentPhase::downloading, 5, 9})
                           .attachment_moved();
    QCOMPARE(moved.phase(), bridge::DOWNLOADING);
    QCOMPARE(moved.done(), std::uint64_t{5});
  }

  void who_is_named_is_told() {
    store::Message message{store::Position{1},
                           message_id(),
                           name("bella"),
                           name("bella"),
                           store::MessageKind::text,
                           store::MessageState::received,
                           Instant{1},
                           Instant{2},
                           "hi @alice",
                           {},
                           {},
                           {},
                           {{3, 6, name("alice")}},
                           true};
    bridge::Message out;
    encode(message, out);
    QCOMPARE(out.mentions_size(), 1);
    QCOMPARE(out.mentions(0).offset(), 3u);
    QCOMPARE(out.mentions(0).size(), 6u);
    QCOMPARE(out.mentions(0).user(), std::string{"alice"});
    QVERIFY(out.names_reader());
    client::ConversationView view{name("bella"), "Bella", std::nullopt, 2, "", false};
    view.unread_mentions = 1;
    bridge::Conversation conversation;
    encode(view, conversation);
    QCOMPARE(conversation.unread_mentions(), std::uint64_t{1});
  }

  void outcomes_of_a_comparison_are_told_apart() {
    QCOMPARE(encode(crypto::SafetyCodeMatch::same), bridge::MATCH_SAME);
    QCOMPARE(encode(crypto::SafetyCodeMatch::different_key), bridge::MATCH_DIFFERENT_KEY);
    QCOMPARE(encode(crypto::SafetyCodeMatch::other_code), bridge::MATCH_OTHER_CODE);
  }

  void a_wait_that_does_not_fit_is_the_longest_that_does() {
    using Failed = client::RequestFailed;
    QCOMPARE(encoded(Failed{ErrorCode::rate_limited, Duration{-1}}).request_failed().retry_after_ms(), 0u);
    QCOMPARE(encoded(Failed{ErrorCode::rate_limited, Duration::max()}).request_failed().retry_after_ms(),
             0xFFFFFFFFu);
  }

  // The bridge.

  void every_request_is_answered_once_and_first() {
    Conversation talk;
    QCOMPARE(talk.start(), std::string{});
    bridge::Request request;
    request.mutable_ask_account();
    const auto replies = talk.say(request);
    QCOMPARE(replies.size(), std::size_t{1});
    QCOMPARE(replies[0].answer().id(), talk.last_id());
    QVERIFY(replies[0].answer().has_account());
    QVERIFY(!replies[0].answer().account().has_account());
    QCOMPARE(replies[0].answer().account().link(), bridge::OFFLINE);
  }

  void bytes_that_are_no_request_are_answered() {
    Conversation talk;
    const auto replies = talk.say(std::string{"\xFF\xFF\xFF"});
    QCOMPARE(replies.size(), std::size_t{1});
    QCOMPARE(replies[0].answer().error(), std::string{"malformed"});
    QCOMPARE(replies[0].answer().id(), 0u);
  }

  void nothing_is_done_before_the_start() {
    Conversation talk;
    bridge::Request request;
    request.mutable_log_out();
    QCOMPARE(talk.error(request), std::string{"invalid_state"});
    request.mutable_ask_conversations();
    QCOMPARE(talk.error(request), std::string{"invalid_state"});
  }

  void a_failed_start_can_be_tried_again() {
    bool fail = true;
    Conversation talk{[&fail](const std::string& path, const SecretBytes& key) {
      if (fail) return Result<std::unique_ptr<store::ClientStore>>{Error{ErrorCode::wrong_store_key}};
      return Conversation::open_memory(path, key);
    }};
    QCOMPARE(talk.start(), std::string{"wrong_store_key"});
    fail = false;
    QCOMPARE(talk.start(), std::string{});
    QCOMPARE(talk.start(), std::string{"invalid_state"});
  }

  void an_error_carries_no_view() {
    Conversation talk;
    QCOMPARE(talk.start(), std::string{});
    bridge::Request request;
    request.mutable_ask_timeline()->set_with("bella");
    request.mutable_ask_timeline()->set_limit(0);  // out of range
    const auto answer = talk.say(request).at(0).answer();
    QVERIFY(!answer.error().empty());
    QCOMPARE(answer.view_case(), bridge::Answer::VIEW_NOT_SET);
  }

  void an_intent_answers_before_its_effects() {
    Conversation talk;
    QCOMPARE(talk.start(), std::string{});
    bridge::Request request;
    request.mutable_register_()->set_username("alice");
    request.mutable_register_()->set_password("correct horse battery");
    request.mutable_register_()->set_device_name("test");
    const auto replies = talk.say(request);
    QVERIFY(replies.size() > 1);
    QVERIFY(replies[0].has_answer());
    QCOMPARE(replies[0].answer().error(), std::string{});
    const bool opens =
        std::any_of(replies.begin(), replies.end(), [](const auto& reply) { return reply.has_open_link(); });
    QVERIFY(opens);
  }
};

QTEST_GUILESS_MAIN(BridgeTest)
#include "bridge_test.moc"
