// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_conformance.hpp"

#include <limits>

#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::store;
using namespace sotto::store::samples;
using Texts = std::vector<std::string>;

namespace {

Bytes raw(std::string_view text) { return copy_of(bytes_of(text)); }

Texts keys_of(const std::vector<Record>& records) {
  Texts keys;
  for (const Record& record : records) keys.emplace_back(text_of(record.key));
  return keys;
}

/// Commits what `changes` does.
template <class Changes>
void committed(ClientStore& store, Changes changes) {
  VERIFY_OK(store.begin());
  changes();
  VERIFY_OK(store.commit());
}

std::optional<Conversation> conversation_with(ClientStore& store, std::string_view with) {
  const auto all = store.conversations();
  if (!all.ok()) return std::nullopt;
  for (const Conversation& conversation : *all) {
    if (conversation.with == name(with)) return conversation;
  }
  return std::nullopt;
}

std::uint64_t unread(ClientStore& store, std::string_view with) {
  const auto found = conversation_with(store, with);
  return found ? found->unread : std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

void StoreConformance::init() {
  store_ = make_empty();
  QVERIFY(store_ != nullptr);
}

void StoreConformance::cleanup() { store_.reset(); }

// Transactions.

void StoreConformance::a_change_outside_a_transaction_is_refused() {
  const Bytes key = raw("k");
  VERIFY_ERROR(store_->put(Table::setting, key, key), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->erase(Table::setting, key), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->append_message(text("alice", 1, "a")), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->append_leaving_room(text("alice", 1, "a"), 1), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->insert_message(text("alice", 1, "a"), store::Position{1}), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->prepend_messages({text("alice", 1, "a")}), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->set_message_state(name("alice"), id(1), MessageState::failed),
               ErrorCode::invalid_state);
  VERIFY_ERROR(store_->erase_message(name("alice"), id(1)), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->replace_message(text("alice", 1, "a")), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->open_conversation(name("alice")), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->mark_read(name("alice"), Position{1}), ErrorCode::invalid_state);
  VERIFY_ERROR(store_->erase_everything(), ErrorCode::invalid_state);
  QCOMPARE(*store_->count(Table::setting), 0u);
  QVERIFY(store_->conversations()->empty());
}

void StoreConformance::a_second_begin_is_refused_and_the_first_goes_on() {
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->put(Table::setting, raw("k"), raw("v")));
  VERIFY_ERROR(store_->begin(), ErrorCode::invalid_state);
  VERIFY_OK(store_->commit());
  QCOMPARE(*store_->count(Table::setting), 1u);
}

void StoreConformance::a_commit_without_a_transaction_is_refused() {
  VERIFY_ERROR(store_->commit(), ErrorCode::invalid_state);
  committed(*store_, [] {});
  VERIFY_ERROR(store_->commit(), ErrorCode::invalid_state);
}

void StoreConformance::a_rollback_without_a_transaction_is_harmless() {
  store_->rollback();
  committed(*store_, [this] { VERIFY_OK(store_->put(Table::setting, raw("k"), raw("v"))); });
  store_->rollback();
  QCOMPARE(*store_->count(Table::setting), 1u);
}

void StoreConformance::a_transaction_reads_its_own_changes() {
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->put(Table::draft, raw("k"), raw("v")));
  VERIFY_OK(store_->append_message(text("alice", 1, "seen before its commit")));
  QCOMPARE(*store_->find(Table::draft, raw("k")), std::optional{raw("v")});
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), Texts{"seen before its commit"});
  QCOMPARE(store_->search("before", 10)->size(), std::size_t{1});
  QCOMPARE(unread(*store_, "alice"), 1u);
  store_->rollback();
}

void StoreConformance::a_rollback_undoes_every_kind_of_change() {
  Position first{};
  committed(*store_, [&] {
    VERIFY_OK(store_->put(Table::draft, raw("kept"), raw("old")));
    VERIFY_OK(store_->put(Table::draft, raw("erased"), raw("old")));
    first = *store_->append_message(text("alice", 1, "first message"));
    VERIFY_OK(store_->append_message(text("alice", 2, "second message")));
  });
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->put(Table::draft, raw("kept"), raw("new")));
  VERIFY_OK(store_->put(Table::draft, raw("added"), raw("new")));
  VERIFY_OK(store_->erase(Table::draft, raw("erased")));
  VERIFY_OK(store_->append_message(text("bella", 3, "third message")));
  VERIFY_OK(store_->set_message_state(name("alice"), id(1), MessageState::failed));
  VERIFY_OK(store_->erase_message(name("alice"), id(2)));
  VERIFY_OK(store_->open_conversation(name("carol")));
  VERIFY_OK(store_->mark_read(name("alice"), first));
  store_->rollback();

  QCOMPARE(keys_of(*store_->scan(Table::draft, {}, 10)), (Texts{"erased", "kept"}));
  QCOMPARE(*store_->find(Table::draft, raw("kept")), std::optional{raw("old")});
  QCOMPARE(bodies(*store_->search("message", 10)), (Texts{"second message", "first message"}));
  QCOMPARE((*store_->find_message(name("alice"), id(1)))->state, MessageState::received);
  QCOMPARE(store_->conversations()->size(), std::size_t{1});
  QCOMPARE(unread(*store_, "alice"), 2u);
}

void StoreConformance::a_store_is_usable_after_a_rollback() {
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->append_message(text("alice", 1, "undone")));
  store_->rollback();
  committed(*store_, [this] { VERIFY_OK(store_->append_message(text("alice", 1, "done again"))); });
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), Texts{"done again"});
}

void StoreConformance::an_empty_transaction_commits() {
  committed(*store_, [] {});
  VERIFY_OK(store_->begin());
  store_->rollback();
}

// Records.

void StoreConformance::a_record_is_found_by_table_and_key() {
  committed(*store_, [this] {
    VERIFY_OK(store_->put(Table::session, raw("alice"), raw("s")));
    VERIFY_OK(store_->put(Table::identity, raw("alice"), raw("i")));
  });
  QCOMPARE(*store_->find(Table::session, raw("alice")), std::optional{raw("s")});
  QCOMPARE(*store_->find(Table::identity, raw("alice")), std::optional{raw("i")});
  QCOMPARE(*store_->find(Table::session, raw("alic")), std::optional<Bytes>{});
  QCOMPARE(*store_->find(Table::prekey, raw("alice")), std::optional<Bytes>{});
}

void StoreConformance::a_put_replaces_the_value() {
  committed(*store_, [this] {
    VERIFY_OK(store_->put(Table::session, raw("a"), raw("long first value")));
    VERIFY_OK(store_->put(Table::session, raw("a"), raw("2")));
  });
  QCOMPARE(*store_->find(Table::session, raw("a")), std::optional{raw("2")});
  QCOMPARE(*store_->count(Table::session), 1u);
}

void StoreConformance::empty_keys_and_values_are_kept() {
  committed(*store_, [this] {
    VERIFY_OK(store_->put(Table::account, {}, raw("value of the empty key")));
    VERIFY_OK(store_->put(Table::account, raw("k"), {}));
  });
  QCOMPARE(*store_->find(Table::account, {}), std::optional{raw("value of the empty key")});
  QCOMPARE(*store_->find(Table::account, raw("k")), std::optional{Bytes{}});
  QCOMPARE(keys_of(*store_->scan(Table::account, {}, 10)), (Texts{"", "k"}));
}

void StoreConformance::erasing_an_absent_record_is_no_error() {
  committed(*store_, [this] {
    VERIFY_OK(store_->erase(Table::prekey, raw("absent")));
    VERIFY_OK(store_->put(Table::prekey, raw("k"), raw("v")));
    VERIFY_OK(store_->erase(Table::prekey, raw("k")));
    VERIFY_OK(store_->erase(Table::prekey, raw("k")));
  });
  QCOMPARE(*store_->count(Table::prekey), 0u);
}

void StoreConformance::a_scan_yields_keys_with_the_prefix_in_byte_order() {
  committed(*store_, [this] {
    for (const auto* key : {"b", "ab", "abc", "a", "ac", "\xC3\xA4", "B"}) {
      VERIFY_OK(store_->put(Table::outbox, raw(key), raw("v")));
    }
    VERIFY_OK(store_->put(Table::seen, raw("abd"), raw("of another table")));
  });
  QCOMPARE(keys_of(*store_->scan(Table::outbox, {}, 10)),
           (Texts{"B", "a", "ab", "abc", "ac", "b", "\xC3\xA4"}));
  QCOMPARE(keys_of(*store_->scan(Table::outbox, raw("ab"), 10)), (Texts{"ab", "abc"}));
  QCOMPARE(keys_of(*store_->scan(Table::outbox, raw("z"), 10)), Texts{});
}

void StoreConformance::a_scan_with_a_prefix_of_0xff_ends_at_the_table() {
  committed(*store_, [this] {
    for (const auto* key : {"\xFE", "\xFF", "\xFF\xFF", "\xFF\x01"}) {
      VERIFY_OK(store_->put(Table::outbox, raw(key), raw("v")));
    }
    VERIFY_OK(store_->put(Table::counter, raw("\xFF"), raw("of the next table")));
  });
  QCOMPARE(keys_of(*store_->scan(Table::outbox, raw("\xFF"), 10)), (Texts{"\xFF", "\xFF\x01", "\xFF\xFF"}));
  QCOMPARE(keys_of(*store_->scan(Table::outbox, raw("\xFF\xFF"), 10)), Texts{"\xFF\xFF"});
}

void StoreConformance::a_scan_stops_at_its_limit() {
  committed(*store_, [this] {
    for (const auto* key : {"1", "2", "3"}) VERIFY_OK(store_->put(Table::receipt, raw(key), raw("v")));
  });
  QCOMPARE(keys_of(*store_->scan(Table::receipt, {}, 2)), (Texts{"1", "2"}));
  QCOMPARE(keys_of(*store_->scan(Table::receipt, {}, 0)), Texts{});
  QCOMPARE(keys_of(*store_->scan(Table::receipt, {}, std::numeric_limits<std::size_t>::max())),
           (Texts{"1", "2", "3"}));
}

void StoreConformance::a_count_counts_one_table() {
  committed(*store_, [this] {
    VERIFY_OK(store_->put(Table::prekey, raw("1"), raw("v")));
    VERIFY_OK(store_->put(Table::prekey, raw("2"), raw("v")));
    VERIFY_OK(store_->put(Table::signed_prekey, raw("1"), raw("v")));
  });
  QCOMPARE(*store_->count(Table::prekey), 2u);
  QCOMPARE(*store_->count(Table::signed_prekey), 1u);
  QCOMPARE(*store_->count(Table::reset), 0u);
}

void StoreConformance::large_values_are_kept() {
  const Bytes large(300'000, 0xA5);
  committed(*store_, [&] { VERIFY_OK(store_->put(Table::session, raw("large"), large)); });
  QCOMPARE(*store_->find(Table::session, raw("large")), std::optional{large});
}

// Messages.

void StoreConformance::positions_grow_and_are_never_given_out_again() {
  VERIFY_OK(store_->begin());
  const Position first = *store_->append_message(text("alice", 1, "a"));
  const Position second = *store_->append_message(text("bella", 2, "b"));
  QVERIFY(Position{} < first);
  QVERIFY(first < second);
  VERIFY_OK(store_->erase_message(name("bella"), id(2)));
  VERIFY_OK(store_->commit());
  VERIFY_OK(store_->begin());
  QVERIFY(second < *store_->append_message(text("bella", 3, "c")));
  VERIFY_OK(store_->commit());
}

void StoreConformance::a_message_keeps_every_field() {
  Message message{Position{77},
                  id(9),
                  name("alice"),
                  name("me.myself"),
                  MessageKind::text,
                  MessageState::waiting,
                  Instant{-5},
                  Instant{1'790'000'000'000},
                  "línea\nдва @bella\n\xF0\x9F\x8E\x89",
                  id(3),
                  Revision{4},
                  Lasting{3'600},
                  {{14, 6, name("bella")}},
                  true};
  Position position{};
  committed(*store_, [&] { position = *store_->append_message(message); });
  const auto found = store_->find_message(name("alice"), id(9));
  VERIFY_OK(found);
  QVERIFY(found->has_value());
  const Message& stored = **found;
  QCOMPARE(stored.position, position);
  QCOMPARE(stored.id, message.id);
  QCOMPARE(stored.conversation, message.conversation);
  QCOMPARE(stored.sender, message.sender);
  QCOMPARE(stored.kind, message.kind);
  QCOMPARE(stored.state, message.state);
  QCOMPARE(stored.sent_at, message.sent_at);
  QCOMPARE(stored.stored_at, message.stored_at);
  QCOMPARE(stored.body, message.body);
  QVERIFY(stored.quoted == message.quoted);
  QVERIFY(stored.revision == message.revision);
  QVERIFY(stored.lasting == message.lasting);
  QVERIFY(stored.mentions == message.mentions);
  QVERIFY(stored.names_reader);
}

void StoreConformance::a_message_id_is_unique_within_its_conversation() {
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->append_message(text("alice", 1, "first")));
  VERIFY_ERROR(store_->append_message(text("alice", 1, "again")), ErrorCode::already_exists);
  VERIFY_OK(store_->append_message(text("bella", 1, "elsewhere")));
  VERIFY_OK(store_->commit());
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), Texts{"first"});
  QCOMPARE(bodies(*store_->search("again", 10)), Texts{});
  QCOMPARE(unread(*store_, "alice"), 1u);
}

void StoreConformance::a_refused_append_leaves_the_transaction_usable() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "first")));
    VERIFY_ERROR(store_->append_message(text("alice", 1, "again")), ErrorCode::already_exists);
    VERIFY_ERROR(store_->set_message_state(name("alice"), id(5), MessageState::failed), ErrorCode::not_found);
    VERIFY_OK(store_->append_message(text("alice", 2, "second")));
  });
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), (Texts{"second", "first"}));
}

void StoreConformance::an_older_history_goes_in_front_in_its_order() {
  committed(*store_, [this] { VERIFY_OK(store_->append_message(text("alice", 9, "newest word"))); });
  const auto older = [](std::string_view with, std::uint32_t number, std::string_view body) {
    auto message = text(with, number, body);
    message.state = MessageState::restored;
    return message;
  };
  committed(*store_, [&] {
    VERIFY_OK(store_->prepend_messages({older("alice", 8, "eighth word"), older("bella", 7, "seventh word"),
                                        older("alice", 6, "sixth word")}));
    VERIFY_OK(store_->prepend_messages({older("alice", 5, "fifth word")}));
  });
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)),
           (Texts{"newest word", "eighth word", "sixth word", "fifth word"}));
  QCOMPARE(bodies(*store_->search("word", 10)),
           (Texts{"newest word", "eighth word", "seventh word", "sixth word", "fifth word"}));
  QCOMPARE((*store_->find_message(name("alice"), id(5)))->state, MessageState::restored);
  QCOMPARE(unread(*store_, "alice"), 1u);
  QCOMPARE(conversation_with(*store_, "alice")->last->body, std::string{"newest word"});
  QCOMPARE(conversation_with(*store_, "bella")->last->body, std::string{"seventh word"});
}

void StoreConformance::an_older_history_in_an_empty_store_leaves_room_behind_it() {
  committed(*store_, [this] {
    VERIFY_OK(store_->prepend_messages({text("alice", 2, "second"), text("alice", 1, "first")}));
    VERIFY_OK(store_->append_message(text("alice", 3, "third")));
  });
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), (Texts{"third", "second", "first"}));
  QCOMPARE(conversation_with(*store_, "alice")->last->body, std::string{"third"});
}

void StoreConformance::what_comes_late_goes_where_room_was_left() {
  constexpr std::uint32_t places = 150;  // more than are checked together
  std::uint64_t first = 0;
  committed(*store_, [&] {
    VERIFY_OK(store_->append_message(text("alice", 1, "before")));
    const auto behind = store_->append_leaving_room(text("alice", 2, "behind"), places);
    QVERIFY(behind.ok());
    first = behind->value - places;
    VERIFY_OK(store_->append_message(text("bella", 3, "elsewhere")));
    for (std::uint32_t number = 0; number < 100; ++number)
      VERIFY_OK(store_->append_message(text("alice", 1'000 + number, "later")));
  });
  // From both ends to the middle.
  committed(*store_, [&] {
    for (std::uint32_t number = 0; number < places; ++number) {
      const auto at = number % 2 == 0 ? number / 2 : places - 1 - number / 2;
      VERIFY_OK(
          store_->insert_message(text("alice", 10 + at, std::to_string(at) + " late word"), {first + at}));
    }
  });
  const auto page = bodies(*store_->page(name("alice"), std::nullopt, 1'000));
  QCOMPARE(page.size(), std::size_t{252});
  QCOMPARE(page.back(), std::string{"before"});
  QCOMPARE(page[100], std::string{"behind"});
  for (std::uint32_t at = 0; at < places; ++at)
    QCOMPARE(page[251 - 1 - at], std::to_string(at) + " late word");
  QCOMPARE(unread(*store_, "alice"), 252u);
  QCOMPARE(store_->search("late word", 1'000)->size(), std::size_t{places});
  QCOMPARE(conversation_with(*store_, "alice")->last->body, std::string{"later"});
  // What stands between others can change and go like anything else.
  committed(*store_, [&] {
    VERIFY_OK(store_->set_message_state(name("alice"), id(20), MessageState::restored));
    VERIFY_OK(store_->erase_message(name("alice"), id(30)));
    VERIFY_OK(store_->mark_read(name("alice"), {first + 49}));
  });
  QCOMPARE(unread(*store_, "alice"), 201u);
  QCOMPARE(store_->page(name("alice"), std::nullopt, 1'000)->size(), std::size_t{251});
}

void StoreConformance::a_place_that_is_taken_stays_as_it_is() {
  store::Position place;
  committed(*store_, [&] {
    VERIFY_OK(store_->append_message(text("alice", 1, "once")));
    place = *store_->append_leaving_room(text("alice", 2, "behind"), 3);
    --place.value;
    VERIFY_OK(store_->insert_message(text("alice", 3, "late"), place));
    VERIFY_ERROR(store_->insert_message(text("alice", 4, "as late"), place), ErrorCode::already_exists);
    --place.value;
    VERIFY_ERROR(store_->insert_message(text("alice", 3, "twice"), place), ErrorCode::already_exists);
  });
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), (Texts{"behind", "late", "once"}));
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->insert_message(text("alice", 5, "undone"), place));
  store_->rollback();
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), (Texts{"behind", "late", "once"}));
}

void StoreConformance::what_is_here_is_not_put_in_front_again() {
  committed(*store_, [this] { VERIFY_OK(store_->append_message(text("alice", 1, "once"))); });
  VERIFY_OK(store_->begin());
  VERIFY_ERROR(store_->prepend_messages({text("alice", 1, "twice")}), ErrorCode::store_corrupt);
  store_->rollback();
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), (Texts{"once"}));
}

void StoreConformance::putting_in_front_can_be_rolled_back() {
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->prepend_messages({text("alice", 1, "undone")}));
  store_->rollback();
  QVERIFY(store_->conversations()->empty());
  QVERIFY(store_->search("undone", 10)->empty());
}

void StoreConformance::the_state_of_an_unknown_message_is_not_found() {
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->append_message(text("alice", 1, "a")));
  VERIFY_ERROR(store_->set_message_state(name("alice"), id(2), MessageState::failed), ErrorCode::not_found);
  VERIFY_ERROR(store_->set_message_state(name("bella"), id(1), MessageState::failed), ErrorCode::not_found);
  store_->rollback();
  QVERIFY(!store_->find_message(name("alice"), id(1))->has_value());
}

void StoreConformance::a_state_is_changed() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(sent("alice", 1, "a")));
    VERIFY_OK(store_->set_message_state(name("alice"), id(1), MessageState::accepted));
  });
  committed(*store_,
            [this] { VERIFY_OK(store_->set_message_state(name("alice"), id(1), MessageState::delivered)); });
  QCOMPARE((*store_->find_message(name("alice"), id(1)))->state, MessageState::delivered);
  for (const auto state : {MessageState::received, MessageState::waiting, MessageState::accepted,
                           MessageState::delivered, MessageState::failed, MessageState::read}) {
    committed(*store_, [this, state] { VERIFY_OK(store_->set_message_state(name("alice"), id(1), state)); });
    QCOMPARE((*store_->find_message(name("alice"), id(1)))->state, state);
  }
}

void StoreConformance::a_replaced_message_keeps_its_place() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "old")));
    VERIFY_OK(store_->append_message(text("alice", 2, "later")));
  });
  auto changed = **store_->find_message(name("alice"), id(1));
  changed.body = "new";
  changed.quoted = id(7);
  changed.revision = Revision{4'000'000'000};
  changed.state = MessageState::failed;
  committed(*store_, [&] { VERIFY_OK(store_->replace_message(changed)); });
  const auto found = **store_->find_message(name("alice"), id(1));
  QVERIFY(found.position == changed.position && found.sent_at == changed.sent_at);
  QVERIFY(found.quoted == id(7) && found.revision == changed.revision);
  QCOMPARE(found.state, MessageState::failed);
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), (Texts{"later", "new"}));
}

void StoreConformance::a_replaced_text_is_found_by_its_new_words_only() {
  committed(*store_, [this] { VERIFY_OK(store_->append_message(text("alice", 1, "a green bicycle"))); });
  auto changed = text("alice", 1, "a red bicycle");
  committed(*store_, [&] { VERIFY_OK(store_->replace_message(changed)); });
  QVERIFY(store_->search("green", 10)->empty());
  QVERIFY(store_->search("gr", 10)->empty());
  QCOMPARE(bodies(*store_->search("red bi", 10)), Texts{"a red bicycle"});
  changed.body = "never committed";
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->replace_message(changed));
  store_->rollback();
  QCOMPARE(bodies(*store_->search("bicycle", 10)), Texts{"a red bicycle"});
}

void StoreConformance::a_message_that_becomes_a_notice_leaves_the_search_and_the_unread() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "taken back")));
    VERIFY_OK(store_->append_message(text("alice", 2, "kept")));
  });
  auto deleted = text("alice", 1, "");
  deleted.kind = MessageKind::deleted;
  committed(*store_, [&] { VERIFY_OK(store_->replace_message(deleted)); });
  QVERIFY(store_->search("taken", 10)->empty());
  QCOMPARE((*store_->find_message(name("alice"), id(1)))->kind, MessageKind::deleted);
  QCOMPARE(unread(*store_, "alice"), 1u);
  committed(*store_, [this] { VERIFY_OK(store_->erase_message(name("alice"), id(1))); });
  QCOMPARE(unread(*store_, "alice"), 1u);
}

void StoreConformance::replacing_an_unknown_message_is_not_found() {
  committed(*store_, [this] {
    VERIFY_ERROR(store_->replace_message(text("alice", 1, "x")), ErrorCode::not_found);
    VERIFY_OK(store_->append_message(text("alice", 2, "the transaction goes on")));
  });
  QCOMPARE(store_->page(name("alice"), std::nullopt, 10)->size(), std::size_t{1});
}

void StoreConformance::an_erased_message_is_nowhere() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "to be erased")));
    VERIFY_OK(store_->append_message(text("alice", 2, "to be kept")));
  });
  committed(*store_, [this] { VERIFY_OK(store_->erase_message(name("alice"), id(1))); });
  QVERIFY(!store_->find_message(name("alice"), id(1))->has_value());
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), Texts{"to be kept"});
  QCOMPARE(bodies(*store_->search("to be", 10)), Texts{"to be kept"});
  QCOMPARE(bodies(*store_->search("er", 10)), Texts{});
  committed(*store_, [this] { VERIFY_OK(store_->append_message(text("alice", 1, "the id is free again"))); });
}

void StoreConformance::erasing_an_absent_message_is_no_error() {
  committed(*store_, [this] {
    VERIFY_OK(store_->erase_message(name("alice"), id(1)));
    VERIFY_OK(store_->append_message(text("alice", 1, "a")));
    VERIFY_OK(store_->erase_message(name("bella"), id(1)));
  });
  QCOMPARE(store_->page(name("alice"), std::nullopt, 10)->size(), std::size_t{1});
}

void StoreConformance::pages_run_from_new_to_old() {
  committed(*store_, [this] {
    for (std::uint32_t i = 1; i <= 5; ++i)
      VERIFY_OK(store_->append_message(text("alice", i, std::to_string(i))));
  });
  const auto newest = store_->page(name("alice"), std::nullopt, 2);
  QCOMPARE(bodies(*newest), (Texts{"5", "4"}));
  const auto older = store_->page(name("alice"), newest->back().position, 2);
  QCOMPARE(bodies(*older), (Texts{"3", "2"}));
  const auto oldest = store_->page(name("alice"), older->back().position, 2);
  QCOMPARE(bodies(*oldest), Texts{"1"});
  QVERIFY(store_->page(name("alice"), oldest->back().position, 2)->empty());
  QVERIFY(store_->page(name("alice"), std::nullopt, 0)->empty());
  const Position far_beyond{std::numeric_limits<std::uint64_t>::max()};
  QCOMPARE(store_->page(name("alice"), far_beyond, 10)->size(), std::size_t{5});
}

void StoreConformance::pages_run_from_old_to_new() {
  committed(*store_, [this] {
    for (std::uint32_t i = 1; i <= 5; ++i)
      VERIFY_OK(store_->append_message(text("alice", i, std::to_string(i))));
    VERIFY_OK(store_->append_message(text("bella", 6, "another conversation")));
  });
  const auto oldest = store_->page_after(name("alice"), Position{}, 2);
  QCOMPARE(bodies(*oldest), (Texts{"1", "2"}));
  const auto newer = store_->page_after(name("alice"), oldest->back().position, 2);
  QCOMPARE(bodies(*newer), (Texts{"3", "4"}));
  const auto newest = store_->page_after(name("alice"), newer->back().position, 2);
  QCOMPARE(bodies(*newest), Texts{"5"});
  QVERIFY(store_->page_after(name("alice"), newest->back().position, 2)->empty());
  QVERIFY(store_->page_after(name("alice"), Position{}, 0)->empty());
  const Position far_beyond{std::numeric_limits<std::uint64_t>::max()};
  QVERIFY(store_->page_after(name("alice"), far_beyond, 10)->empty());
  QVERIFY(store_->page_after(name("nobody"), Position{}, 10)->empty());
}

void StoreConformance::a_page_shows_only_its_conversation() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "a1")));
    VERIFY_OK(store_->append_message(text("bella", 2, "b1")));
    VERIFY_OK(store_->append_message(text("alice", 3, "a2")));
  });
  QCOMPARE(bodies(*store_->page(name("alice"), std::nullopt, 10)), (Texts{"a2", "a1"}));
  QCOMPARE(bodies(*store_->page(name("bella"), std::nullopt, 10)), Texts{"b1"});
}

void StoreConformance::a_page_of_an_unknown_conversation_is_empty() {
  QVERIFY(store_->page(name("nobody"), std::nullopt, 10)->empty());
  QVERIFY(store_->conversations()->empty());
}

// Search.

void StoreConformance::search_finds_substrings_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QByteArray>("query");
  QTest::addColumn<bool>("found");
  const auto row = [](const char* title, const char* body, const char* query, bool found) {
    QTest::newRow(title) << QByteArray{body} << QByteArray{query} << found;
  };
  row("whole text", "hello", "hello", true);
  row("middle of a word", "unbelievable", "lieva", true);
  row("across words", "good morning", "d mor", true);
  row("not contained", "good morning", "evening", false);
  row("letters in another order", "abcdef", "abcdfe", false);
  row("each part there, the whole not", "abcd bcde", "abcde", false);
  row("lower finds upper", "SHOUTING", "shout", true);
  row("upper finds lower", "whisper", "WHISP", true);
  row("Cyrillic", "привет мир", "иве", true);
  row("Cyrillic capitals", "ПРИВЕТ МИР", "вет ми", true);
  row("Greek final sigma", "ΟΔΟΣ", "οδος", true);
  row("Armenian", "ԲԱՐԵՎ ձեզ", "բարեվ", true);
  row("Georgian capitals, of a recent Unicode", "ᲒᲐᲛᲐᲠᲯᲝᲑᲐ", "გამარჯ", true);
  row("accented", "CAFÉ crème", "café", true);
  row("an accent is a letter of its own", "cafe", "café", false);
  row("Chinese", "今天天气很好", "天气很", true);
  row("Chinese, two characters", "今天天气很好", "天气", true);
  row("Chinese, one character", "今天天气很好", "好", true);
  row("Arabic", "مرحبا بالعالم", "حبا", true);
  row("Devanagari", "नमस्ते दुनिया", "मस्ते", true);
  row("emoji", "party \xF0\x9F\x8E\x89\xF0\x9F\x8E\x89\xF0\x9F\x8E\x89",
      "\xF0\x9F\x8E\x89\xF0\x9F\x8E\x89\xF0\x9F\x8E\x89", true);
  row("one emoji", "party \xF0\x9F\x8E\x89", "\xF0\x9F\x8E\x89", true);
  row("two letters", "hello", "LL", true);
  row("two Cyrillic letters", "ПРИВЕТ", "ив", true);
  row("one letter", "hello", "H", true);
  row("one letter, absent", "hello", "z", false);
  row("nothing", "hello", "", false);
  row("longer than the text", "abc", "abcd", false);
  row("double quotes", "he said \"no way\" twice", "\"no way\"", true);
  row("only quotes", "\"\"\"\"", "\"\"\"", true);
  row("apostrophe", "it's", "t's", true);
  row("an operator is text", "cats AND dogs", "ts AND do", true);
  row("an operator is not obeyed", "cats dogs", "cats AND dogs", false);
  row("an asterisk is text", "2*3*4", "*3*", true);
  row("an asterisk is no wildcard", "prefixes", "pre*", false);
  row("a percent sign is text", "100% sure", "0% ", true);
  row("a percent sign is no wildcard", "abc", "%", false);
  row("an underscore is no wildcard", "abc", "_", false);
  row("a column name is text", "abc", "body:abc", false);
  row("punctuation", "what?! (really)", "?! (", true);
  row("a backslash", "C:\\temp", ":\\t", true);
  row("line breaks", "one\ntwo", "e\nt", true);
  row("spaces count", "a  b", "a b", false);
}

void StoreConformance::search_finds_substrings() {
  QFETCH(QByteArray, body);
  QFETCH(QByteArray, query);
  QFETCH(bool, found);
  committed(*store_, [&] {
    VERIFY_OK(store_->append_message(text("alice", 1, body.toStdString())));
    VERIFY_OK(store_->append_message(text("alice", 2, "~~~")));
  });
  const auto hits = store_->search(query.toStdString(), 10);
  VERIFY_OK(hits);
  QCOMPARE(bodies(*hits), found ? Texts{body.toStdString()} : Texts{});
}

void StoreConformance::search_answers_newest_first_and_stops_at_its_limit() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "match one")));
    VERIFY_OK(store_->append_message(text("bella", 2, "match two")));
    VERIFY_OK(store_->append_message(text("alice", 3, "match three")));
  });
  for (const auto* query : {"match", "ma"}) {
    QCOMPARE(bodies(*store_->search(query, 10)), (Texts{"match three", "match two", "match one"}));
    QCOMPARE(bodies(*store_->search(query, 2)), (Texts{"match three", "match two"}));
    QVERIFY(store_->search(query, 0)->empty());
  }
  QCOMPARE((*store_->search("two", 1)).front().conversation, name("bella"));
}

void StoreConformance::search_ignores_notices() {
  committed(*store_, [this] { VERIFY_OK(store_->append_message(notice("alice", 1, "a notice"))); });
  QVERIFY(store_->search("notice", 10)->empty());
  QVERIFY(store_->search("no", 10)->empty());
}

void StoreConformance::search_does_not_see_what_was_rolled_back() {
  committed(*store_, [this] { VERIFY_OK(store_->append_message(text("alice", 1, "committed words"))); });
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->append_message(text("alice", 2, "uncommitted words")));
  VERIFY_OK(store_->erase_message(name("alice"), id(1)));
  QCOMPARE(bodies(*store_->search("words", 10)), Texts{"uncommitted words"});
  store_->rollback();
  QCOMPARE(bodies(*store_->search("words", 10)), Texts{"committed words"});
}

void StoreConformance::search_finds_text_behind_a_nul() {
  const std::string body{"before\0behind", 13};
  committed(*store_, [&] { VERIFY_OK(store_->append_message(text("alice", 1, body))); });
  QCOMPARE(bodies(*store_->search("behind", 10)), Texts{body});
  QCOMPARE(bodies(*store_->search(std::string_view{"e\0b", 3}, 10)), Texts{body});
  committed(*store_, [&] { VERIFY_OK(store_->erase_message(name("alice"), id(1))); });
  QCOMPARE(bodies(*store_->search("behind", 10)), Texts{});
}

void StoreConformance::search_takes_a_very_long_query() {
  const std::string body = "start " + std::string(20'000, 'x') + " end";
  committed(*store_, [&] { VERIFY_OK(store_->append_message(text("alice", 1, body))); });
  QCOMPARE(store_->search(std::string(20'000, 'X'), 10)->size(), std::size_t{1});
  QCOMPARE(store_->search(std::string(20'001, 'x'), 10)->size(), std::size_t{0});
}

// Conversations.

void StoreConformance::a_conversation_exists_from_its_opening() {
  committed(*store_, [this] { VERIFY_OK(store_->open_conversation(name("alice"))); });
  const auto found = conversation_with(*store_, "alice");
  QVERIFY(found.has_value());
  QVERIFY(!found->last.has_value());
  QCOMPARE(found->unread, 0u);
  QCOMPARE(found->read_up_to, Position{});
}

void StoreConformance::opening_twice_is_one_conversation() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "a")));
    VERIFY_OK(store_->open_conversation(name("alice")));
    VERIFY_OK(store_->open_conversation(name("alice")));
  });
  QCOMPARE(store_->conversations()->size(), std::size_t{1});
  QCOMPARE(unread(*store_, "alice"), 1u);
}

void StoreConformance::conversations_are_ordered_by_activity() {
  committed(*store_, [this] {
    VERIFY_OK(store_->open_conversation(name("quiet.two")));
    VERIFY_OK(store_->open_conversation(name("quiet.one")));
    VERIFY_OK(store_->append_message(text("alice", 1, "a")));
    VERIFY_OK(store_->append_message(text("bella", 2, "b")));
    VERIFY_OK(store_->append_message(notice("carol", 3)));
    VERIFY_OK(store_->append_message(text("alice", 4, "newest")));
  });
  Texts order;
  const auto all = store_->conversations();
  for (const Conversation& conversation : *all) order.push_back(conversation.with.text());
  QCOMPARE(order, (Texts{"alice", "carol", "bella", "quiet.one", "quiet.two"}));
  QCOMPARE(all->front().last->body, std::string{"newest"});
}

void StoreConformance::the_last_message_follows_an_erasure() {
  committed(*store_, [this] {
    VERIFY_OK(store_->append_message(text("alice", 1, "older")));
    VERIFY_OK(store_->append_message(text("alice", 2, "newer")));
    VERIFY_OK(store_->erase_message(name("alice"), id(2)));
  });
  QCOMPARE(conversation_with(*store_, "alice")->last->body, std::string{"older"});
  committed(*store_, [this] { VERIFY_OK(store_->erase_message(name("alice"), id(1))); });
  QVERIFY(conversation_with(*store_, "alice").has_value());
  QVERIFY(!conversation_with(*store_, "alice")->last.has_value());
}

void StoreConformance::unread_counts_received_texts_behind_the_mark() {
  Position second{};
  committed(*store_, [&] {
    VERIFY_OK(store_->append_message(text("alice", 1, "1")));
    second = *store_->append_message(text("alice", 2, "2"));
    VERIFY_OK(store_->append_message(text("alice", 3, "3")));
    VERIFY_OK(store_->append_message(sent("alice", 4, "mine")));
    VERIFY_OK(store_->append_message(notice("alice", 5)));
    VERIFY_OK(store_->append_message(text("bella", 6, "1")));
  });
  QCOMPARE(unread(*store_, "alice"), 3u);
  committed(*store_, [&] { VERIFY_OK(store_->mark_read(name("alice"), second)); });
  QCOMPARE(unread(*store_, "alice"), 1u);
  QCOMPARE(unread(*store_, "bella"), 1u);
  QCOMPARE(conversation_with(*store_, "alice")->read_up_to, second);
}

void StoreConformance::unread_mentions_follow_the_mark_and_the_text() {
  const auto naming = [](std::uint32_t number) {
    auto message = text("alice", number, "@bella");
    message.mentions = {{0, 6, name("bella")}};
    message.names_reader = true;
    return message;
  };
  const auto unread_mentions = [this] { return conversation_with(*store_, "alice")->unread_mentions; };
  Position second;
  committed(*store_, [&] {
    VERIFY_OK(store_->append_message(naming(1)));
    VERIFY_OK(store_->append_message(text("alice", 2, "nobody")));
    second = *store_->append_message(naming(3));
    VERIFY_OK(store_->append_message(naming(4)));
    VERIFY_OK(store_->append_message(sent("alice", 5, "@alice")));
  });
  QCOMPARE(unread_mentions(), 3u);
  committed(*store_, [&] { VERIFY_OK(store_->mark_read(name("alice"), second)); });
  QCOMPARE(unread_mentions(), 1u);
  committed(*store_, [&] { VERIFY_OK(store_->replace_message(text("alice", 4, "taken back"))); });
  QCOMPARE(unread_mentions(), 0u);
  QVERIFY((*store_->find_message(name("alice"), id(4)))->mentions.empty());
  committed(*store_, [&] { VERIFY_OK(store_->replace_message(naming(4))); });
  QCOMPARE(unread_mentions(), 1u);
  committed(*store_, [&] { VERIFY_OK(store_->erase_message(name("alice"), id(4))); });
  QCOMPARE(unread_mentions(), 0u);
}

void StoreConformance::unread_follows_erasure_and_state() {
  Position first{};
  committed(*store_, [&] {
    first = *store_->append_message(text("alice", 1, "1"));
    for (std::uint32_t i = 2; i <= 4; ++i) VERIFY_OK(store_->append_message(text("alice", i, "more")));
    VERIFY_OK(store_->mark_read(name("alice"), first));
  });
  QCOMPARE(unread(*store_, "alice"), 3u);
  committed(*store_, [&] {
    VERIFY_OK(store_->erase_message(name("alice"), id(1)));  // was read: no difference
    VERIFY_OK(store_->erase_message(name("alice"), id(2)));
    VERIFY_OK(store_->set_message_state(name("alice"), id(3), MessageState::failed));
  });
  QCOMPARE(unread(*store_, "alice"), 1u);
  committed(*store_,
            [&] { VERIFY_OK(store_->set_message_state(name("alice"), id(3), MessageState::received)); });
  QCOMPARE(unread(*store_, "alice"), 2u);
}

void StoreConformance::the_read_mark_never_moves_back() {
  committed(*store_, [&] {
    const Position first = *store_->append_message(text("alice", 1, "1"));
    const Position second = *store_->append_message(text("alice", 2, "2"));
    VERIFY_OK(store_->mark_read(name("alice"), second));
    VERIFY_OK(store_->mark_read(name("alice"), first));
    QCOMPARE(conversation_with(*store_, "alice")->read_up_to, second);
  });
  QCOMPARE(unread(*store_, "alice"), 0u);
}

void StoreConformance::a_read_mark_beyond_the_end_is_taken() {
  committed(*store_, [&] {
    VERIFY_OK(store_->append_message(text("alice", 1, "1")));
    VERIFY_OK(store_->mark_read(name("alice"), Position{std::numeric_limits<std::uint64_t>::max()}));
    QCOMPARE(unread(*store_, "alice"), 0u);
  });
}

void StoreConformance::marking_an_unknown_conversation_creates_nothing() {
  committed(*store_, [this] { VERIFY_OK(store_->mark_read(name("nobody"), Position{1})); });
  QVERIFY(store_->conversations()->empty());
}

// Everything.

void StoreConformance::erasing_everything_leaves_nothing() {
  committed(*store_, [this] {
    VERIFY_OK(store_->put(Table::account, raw("k"), raw("v")));
    VERIFY_OK(store_->append_message(text("alice", 1, "some words")));
    VERIFY_OK(store_->open_conversation(name("bella")));
  });
  committed(*store_, [this] { VERIFY_OK(store_->erase_everything()); });
  QVERIFY(store_->conversations()->empty());
  QVERIFY(store_->search("words", 10)->empty());
  QVERIFY(store_->search("w", 10)->empty());
  QCOMPARE(*store_->count(Table::account), 0u);
  committed(*store_, [this] { VERIFY_OK(store_->append_message(text("alice", 1, "new words"))); });
  QCOMPARE(bodies(*store_->search("words", 10)), Texts{"new words"});
}

void StoreConformance::erasing_everything_can_be_rolled_back() {
  committed(*store_, [this] {
    VERIFY_OK(store_->put(Table::account, raw("k"), raw("v")));
    VERIFY_OK(store_->append_message(text("alice", 1, "some words")));
  });
  VERIFY_OK(store_->begin());
  VERIFY_OK(store_->erase_everything());
  store_->rollback();
  QCOMPARE(*store_->count(Table::account), 1u);
  QCOMPARE(bodies(*store_->search("words", 10)), Texts{"some words"});
}
