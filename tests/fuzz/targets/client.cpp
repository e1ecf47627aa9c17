// SPDX-License-Identifier: GPL-3.0-or-later
#include <iterator>

#include "input.hpp"
#include "outbox_row.hpp"
#include "samples.hpp"
#include "saved_device.hpp"
#include "seeded_random.hpp"
#include "sotto/base/mention.hpp"
#include "sotto/client/engine.hpp"
#include "sotto/wire/frame.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

Verdict run_outbox_row(ByteView input) {
  const auto row = client::parse_outbox_row(input);
  if (!row) return Verdict::refused;
  const Bytes written = client::serialise(*row);
  const auto again = client::parse_outbox_row(written);
  require(again.ok() && client::serialise(*again) == written, "a row is written as it was read");
  return Verdict::accepted;
}

std::vector<Bytes> outbox_row_seeds() {
  const client::OutboxRow row{MessageId{{1, 2, 3}},
                              samples::user("bob"),
                              client::OutboxKind::resend_request,
                              samples::user("bob"),
                              Instant{1},
                              true,
                              {MessageId{{4}}},
                              {{1, 1, DeviceId{1}, wire::EnvelopeType::ordinary, Bytes(20, 5)}}};
  return {client::serialise(row)};
}

/// As if the number beside the store were behind it: her sessions are what is to be tried.
constexpr std::uint64_t first_epoch = 1;

/// Alice's engine on a copy of her store, online.
struct Running {
  Running(const SavedDevice& from, std::unique_ptr<store::MemoryStore> on)
      : saved{from}, store{std::move(on)}, engine{*store, random} {
    started = engine.start(saved.now, first_epoch).ok();
    static_cast<void>(handle(client::LinkUp{}));
    static_cast<void>(handle(client::FrameReceived{saved.welcome}));
  }
  Status handle(client::Input input) {
    auto status = engine.handle(std::move(input), saved.now);
    while (engine.poll()) {
    }
    return status;
  }
  /// Newest first.
  [[nodiscard]] std::vector<std::string> texts_in(const ConversationId& conversation) const {
    std::vector<std::string> texts;
    const auto page = store->page(conversation, std::nullopt, 100);
    for (const auto& message : *page) {
      if (message.kind == store::MessageKind::text) texts.push_back(message.body);
    }
    return texts;
  }

  const SavedDevice& saved;
  testing::SeededRandom random{1};
  std::unique_ptr<store::MemoryStore> store;
  client::Engine engine;
  bool started = false;
};

/// A conversation, and the text that may still come in it.
struct Watched {
  ConversationId conversation;
  std::string coming;
  std::vector<std::string> before;
};

void check_texts(const Running& alice, const Watched& watched) {
  auto after = alice.texts_in(watched.conversation);
  if (after.size() > watched.before.size()) {
    require(after.front() == watched.coming, "nothing is shown that was not written");
    after.erase(after.begin());
  }
  require(after == watched.before, "nothing is shown twice, nothing is lost");
}

/// Frames that a relay makes up: nothing appears on the screen that nobody has written, and nobody's identity
/// changes without a notice.
Verdict run_engine_frames(ByteView bytes) {
  const auto& saved = saved_device();
  Running alice{saved, saved.store()};
  Watched all[] = {{samples::user("bob"), SavedDevice::coming, {}},
                   {saved.group, SavedDevice::coming_in_the_group, {}},
                   {saved.open_group, "", {}}};
  for (auto& watched : all) watched.before = alice.texts_in(watched.conversation);
  Verdict verdict = Verdict::refused;
  for (Input input{bytes}; !input.empty();) {
    const Bytes frame = copy_of(input.field());
    if (wire::parse_frame(frame).ok()) verdict = Verdict::accepted;
    require(alice.handle(client::FrameReceived{frame}).ok(), "whatever a relay says is no error");
  }
  if (!alice.engine.account()) return verdict;  // the relay said that the device is revoked
  for (const auto& watched : all) check_texts(alice, watched);
  return verdict;
}

std::vector<Bytes> engine_frame_seeds() {
  std::vector<Bytes> seeds;
  const auto add = [&](std::initializer_list<Bytes> frames) {
    Bytes seed;
    for (const auto& frame : frames) put_field(seed, frame);
    seeds.push_back(std::move(seed));
  };
  const auto& saved = saved_device();
  add({saved.delivery});
  add({saved.delivery, saved.delivery});
  add({saved.group_delivery});
  add({saved.group_delivery, saved.delivery, saved.group_delivery});
  for (const auto& frame : saved.frames_to_come) add({frame});
  for (const auto& frame : samples::frames()) add({wire::serialise(frame)});
  return seeds;
}

/// Every view that reads the store.
void look_around(Running& alice, const Username& bob) {
  static_cast<void>(alice.engine.conversations());
  static_cast<void>(alice.engine.safety_number(bob));
  static_cast<void>(alice.engine.safety_code(bob));
  static_cast<void>(alice.engine.groups());
  static_cast<void>(alice.engine.history());
  static_cast<void>(alice.engine.linking());
  for (const auto& conversation :
       {ConversationId{bob}, ConversationId{alice.saved.group}, ConversationId{alice.saved.open_group}}) {
    static_cast<void>(alice.engine.conversation(conversation));
    const auto page = alice.engine.timeline(conversation, std::nullopt, 100);
    for (std::size_t at = 0; page && at < page->attachments.size(); ++at)
      static_cast<void>(alice.engine.attachment_bytes(conversation, page->attachments[at].message, 0, 100));
  }
}

/// Whatever the engine answers on a store that was changed, it answers.
Verdict go_on_with(const SavedDevice& saved, std::unique_ptr<store::MemoryStore> store) {
  Running alice{saved, std::move(store)};
  const auto bob = samples::user("bob");
  static_cast<void>(alice.handle(client::FrameReceived{saved.delivery}));
  static_cast<void>(alice.handle(client::FrameReceived{saved.group_delivery}));
  const bool sent = alice.handle(client::SendText{bob, "x"}).ok();
  for (const auto& group : {saved.group, saved.open_group})
    static_cast<void>(alice.handle(client::SendText{group, "x"}));
  static_cast<void>(alice.handle(client::FetchAttachment{bob, saved.file}));
  static_cast<void>(alice.handle(client::CancelAttachment{bob, saved.file}));
  static_cast<void>(alice.handle(client::LinkDevice{}));
  static_cast<void>(alice.handle(client::TimerFired{}));
  look_around(alice, bob);
  return alice.started && sent ? Verdict::accepted : Verdict::refused;
}

/// One record of the store is another: what a failing disk or somebody with the database's key does.
Verdict run_stored_record(ByteView bytes) {
  Input input{bytes};
  const auto& saved = saved_device();
  const auto& [table, record] = saved.records[input.u16() % saved.records.size()];
  auto store = saved.store();
  static_cast<void>(store->begin());
  static_cast<void>(store->put(table, record.key, input.rest()));
  static_cast<void>(store->commit());
  return go_on_with(saved, std::move(store));
}

/// The same of a record's key, which says whose it is, of which message, and when its time is over.
Verdict run_stored_key(ByteView bytes) {
  Input input{bytes};
  const auto& saved = saved_device();
  const auto& [table, record] = saved.records[input.u16() % saved.records.size()];
  auto store = saved.store();
  static_cast<void>(store->begin());
  static_cast<void>(store->erase(table, record.key));
  static_cast<void>(store->put(table, input.rest(), record.value));
  static_cast<void>(store->commit());
  return go_on_with(saved, std::move(store));
}

/// One for each table.
std::vector<Bytes> seeds_of_records(Bytes store::Record::*part) {
  std::vector<Bytes> seeds;
  const auto& records = saved_device().records;
  std::optional<store::Table> last;
  for (std::size_t number = 0; number < records.size(); ++number) {
    const auto& [table, record] = records[number];
    if (last == table) continue;
    last = table;
    Bytes seed{static_cast<std::uint8_t>(number >> 8U), static_cast<std::uint8_t>(number)};
    append(seed, record.*part);
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

std::vector<Bytes> stored_record_seeds() { return seeds_of_records(&store::Record::value); }
std::vector<Bytes> stored_key_seeds() { return seeds_of_records(&store::Record::key); }

/// A message of the history is another: its kind, its state, its text and who is named in it. A notice of a
/// duration is read again when it is archived.
void replace_message(store::MemoryStore& store, const ConversationId& conversation, Input& input) {
  const auto page = store.page(conversation, std::nullopt, 100);
  require(page && !page->empty(), "a saved device has messages");
  auto message = (*page)[input.below(page->size())];
  message.kind = static_cast<store::MessageKind>(1 + input.below(6));
  message.state = static_cast<store::MessageState>(1 + input.below(7));
  message.revision = Revision{input.u16()};
  message.lasting = Lasting{input.u16()};
  const auto mentions = input.field();
  message.body = text_of(input.rest());
  if (auto read = parse_mentions(message.body, mentions)) message.mentions = *std::move(read);
  require(store.begin().ok() && store.replace_message(message).ok() && store.commit().ok(),
          "a message can be replaced");
}

Verdict run_stored_message(ByteView bytes) {
  Input input{bytes};
  const auto& saved = saved_device();
  const auto bob = samples::user("bob");
  const ConversationId all[] = {bob, saved.group, saved.open_group};
  const auto& conversation = all[input.below(std::size(all))];
  auto store = saved.store();
  replace_message(*store, conversation, input);
  Running alice{saved, std::move(store)};
  require(alice.started, "no message keeps an engine from starting");
  for (const auto& frame : {saved.delivery, saved.group_delivery})
    require(alice.handle(client::FrameReceived{frame}).ok(), "what comes in is no error");
  require(alice.handle(client::TimerFired{}).ok(), "time goes on");
  look_around(alice, bob);
  static_cast<void>(alice.engine.search("hello", 100));
  const auto shown = alice.engine.conversations();
  const auto page = alice.engine.timeline(conversation, std::nullopt, 100);
  if (!page) return Verdict::refused;
  for (const auto& message : page->messages)
    require(check_mentions(message.body, message.mentions).ok(), "nobody is named who does not stand there");
  return shown ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> stored_message_seeds() {
  const auto as = [](std::uint8_t conversation, store::MessageKind kind, std::string_view body) {
    const auto mentions = find_mentions(body, [](const Username&) { return true; });
    Bytes seed{
        conversation, 0, static_cast<std::uint8_t>(static_cast<std::uint8_t>(kind) - 1), 0, 0, 1, 0, 9};
    put_field(seed, serialise_mentions(mentions));
    append(seed, bytes_of(body));
    return seed;
  };
  using store::MessageKind;
  return {as(0, MessageKind::text, "hello @bob"),           as(0, MessageKind::duration_set, "3600"),
          as(1, MessageKind::group_changed, "removed bob"), as(1, MessageKind::message_missing, "2"),
          as(1, MessageKind::group_changed, "joined"),      as(2, MessageKind::deleted, "")};
}

const Registration registration{{{"outbox_row", 512, run_outbox_row, outbox_row_seeds},
                                 {"engine_frames", 4'096, run_engine_frames, engine_frame_seeds},
                                 {"stored_message", 512, run_stored_message, stored_message_seeds},
                                 {"stored_record", 4'096, run_stored_record, stored_record_seeds},
                                 {"stored_key", 256, run_stored_key, stored_key_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
