// SPDX-License-Identifier: GPL-3.0-or-later
#include "own_state.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "conversations.hpp"
#include "outbox.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::own_state {
namespace {

using store::Table;

constexpr std::uint8_t first_version = 1;  ///< without what came late
constexpr std::uint8_t record_version = 2;
constexpr Duration told_after{3'000};
/// The newest message of the other is looked for among so many: further up it was told of before.
constexpr std::size_t near = 50;
constexpr std::size_t most_late = 64;
constexpr auto all = std::numeric_limits<std::size_t>::max();

constexpr unsigned draft_untold = 1;
constexpr unsigned read_untold = 2;

struct State {
  std::uint8_t untold = 0;              ///< what the other devices have yet to be told
  Revision draft;                       ///< 0: never changed
  std::optional<MessageId> read;        ///< the newest that was read, here or elsewhere
  std::optional<MessageId> read_ahead;  ///< read elsewhere, and not here yet
  std::vector<store::Position> late;    ///< of texts that came late, and perhaps only here; ascending
};

void write_id(RecordWriter& out, const std::optional<MessageId>& id) {
  out.bytes(id ? id->view() : ByteView{});
}

Result<std::optional<MessageId>> read_id(RecordReader& in) {
  const auto bytes = in.bytes();
  if (bytes.empty()) return std::optional<MessageId>{};
  SOTTO_ASSIGN(const auto id, MessageId::parse(bytes));
  return std::optional{id};
}

Result<State> parse(ByteView record) {
  RecordReader in{record};
  const auto version = in.expect_version(record_version, first_version);
  State state;
  state.untold = in.u8();
  state.draft = Revision{in.u32()};
  SOTTO_ASSIGN(state.read, read_id(in));
  SOTTO_ASSIGN(state.read_ahead, read_id(in));
  auto late = version == record_version ? in.u32() : 0;
  for (; late > 0 && !in.failed(); --late) state.late.push_back(store::Position{in.u64()});
  SOTTO_TRY(in.finish());
  return state;
}

Result<State> load(Step& step, const ConversationId& conversation) {
  SOTTO_ASSIGN(const auto record, step.find(Table::own_state, key_of(conversation)));
  return record ? parse(*record) : State{};
}

Status save(Step& step, const ConversationId& conversation, const State& state) {
  RecordWriter out;
  out.u8(record_version).u8(state.untold).u32(state.draft.value);
  write_id(out, state.read);
  write_id(out, state.read_ahead);
  out.u32(static_cast<std::uint32_t>(state.late.size()));
  for (const auto place : state.late) out.u64(place.value);
  return step.put(Table::own_state, key_of(conversation), out.view());
}

/// Saved, and told in a moment.
Status tell(Step& step, const ConversationId& conversation, State state, unsigned what) {
  state.untold = static_cast<std::uint8_t>(state.untold | what);
  step.memory().own_state_due = sooner(step.memory().own_state_due, step.steady() + told_after);
  return save(step, conversation, state);
}

Result<std::optional<MessageId>> newest_received(Step& step, const ConversationId& conversation,
                                                 store::Position up_to) {
  SOTTO_ASSIGN(const auto page, step.page(conversation, store::Position{up_to.value + 1}, near));
  for (const auto& message : page) {
    const bool theirs = message.state == store::MessageState::received;
    if (theirs && message.kind == store::MessageKind::text) return std::optional{message.id};
  }
  return std::optional<MessageId>{};
}

Status mark_read(Step& step, const ConversationId& conversation, store::Position up_to) {
  SOTTO_TRY(step.mark_read(conversation, up_to));
  SOTTO_TRY(timers::on_read(step, conversation, up_to));
  step.notify(ConversationChanged{conversation});
  return {};
}

/// Whether a text that came late is still unread there, and near enough to the mark for the other device to
/// have looked past it.
Result<bool> stops_mark(Step& step, const ConversationId& conversation, store::Position late,
                        store::Position up_to) {
  SOTTO_ASSIGN(const auto rows, step.page_after(conversation, store::Position{late.value - 1}, near));
  if (rows.empty() || rows.front().position != late) return false;
  const auto& text = rows.front();
  const bool theirs = text.kind == store::MessageKind::text && text.state == store::MessageState::received;
  return theirs && (rows.size() < near || !(rows.back().position < up_to));
}

/// Another device has read up to there: as far as nothing stands between that came late, and that it need not
/// have had.
Status mark_read_elsewhere(Step& step, const ConversationId& conversation, store::Position up_to) {
  SOTTO_ASSIGN(auto state, load(step, conversation));
  auto& late = state.late;
  if (late.empty()) return mark_read(step, conversation, up_to);
  SOTTO_ASSIGN(const auto read, conversations::read_mark(step, conversation));
  while (!late.empty() && late.front() < up_to) {
    SOTTO_ASSIGN(const bool stops, stops_mark(step, conversation, late.front(), up_to));
    if (read < late.front() && stops) {
      up_to = store::Position{late.front().value - 1};
      break;
    }
    late.erase(late.begin());
  }
  SOTTO_TRY(save(step, conversation, state));
  return mark_read(step, conversation, up_to);
}

/// Whether another device has read it before it came here; if so, it has been waited for.
Result<bool> was_read_ahead(Step& step, const store::Message& message) {
  SOTTO_ASSIGN(auto state, load(step, message.conversation));
  if (state.read_ahead != message.id) return false;
  state.read_ahead.reset();
  state.read = message.id;
  SOTTO_TRY(save(step, message.conversation, state));
  return true;
}

/// It may stand behind what was sent after it, and that was not read with it.
Status mark_older_read(Step& step, const store::Message& message, store::Position at) {
  SOTTO_ASSIGN(const auto before, step.page(message.conversation, at, near));
  const auto older = std::find_if(before.begin(), before.end(), [&](const store::Message& other) {
    return !(message.sent_at < other.sent_at);
  });
  if (older == before.begin()) return mark_read_elsewhere(step, message.conversation, at);
  return older == before.end() ? Status{} : mark_read_elsewhere(step, message.conversation, older->position);
}

Status take_in_mark(Step& step, const ConversationId& conversation, const MessageId& message) {
  SOTTO_ASSIGN(auto state, load(step, conversation));
  SOTTO_ASSIGN(const auto found, step.find_message(conversation, message));
  if (!found) {
    state.read_ahead = message;
    return save(step, conversation, state);
  }
  state.read = message;
  SOTTO_TRY(save(step, conversation, state));
  return mark_read_elsewhere(step, conversation, found->position);
}

Status take_in_draft(Step& step, const ConversationId& conversation, const wire::Draft& theirs) {
  SOTTO_ASSIGN(auto state, load(step, conversation));
  SOTTO_ASSIGN(const auto ours, draft(step, conversation));
  const bool newer =
      ours.revision < theirs.revision || (ours.revision == theirs.revision && ours.text < theirs.text);
  if (!newer) return {};
  state.draft = theirs.revision;
  state.untold = static_cast<std::uint8_t>(state.untold & ~draft_untold);
  SOTTO_TRY(save(step, conversation, state));
  const auto key = key_of(conversation);
  SOTTO_TRY(theirs.text.empty() ? step.erase(Table::draft, key)
                                : step.put(Table::draft, key, bytes_of(theirs.text)));
  step.notify(ConversationChanged{conversation});
  return {};
}

Status send(Step& step, const ConversationId& conversation, State state) {
  const auto untold = std::exchange(state.untold, std::uint8_t{0});
  SOTTO_TRY(save(step, conversation, state));
  if ((untold & draft_untold) != 0)
    SOTTO_TRY(outbox::add_own_state(step, OutboxKind::draft, conversation, {}));
  if ((untold & read_untold) == 0 || !state.read) return {};
  return outbox::add_own_state(step, OutboxKind::read_mark, conversation, {*state.read});
}

}  // namespace

Status note_draft(Step& step, const ConversationId& conversation) {
  SOTTO_ASSIGN(auto state, load(step, conversation));
  ++state.draft.value;
  return tell(step, conversation, state, draft_untold);
}

Status note_read(Step& step, const ConversationId& conversation, store::Position up_to) {
  SOTTO_ASSIGN(auto state, load(step, conversation));
  SOTTO_ASSIGN(const auto newest, newest_received(step, conversation, up_to));
  if (!newest || state.read == newest) return {};
  state.read = newest;
  return tell(step, conversation, state, read_untold);
}

Result<wire::Draft> draft(Step& step, const ConversationId& conversation) {
  SOTTO_ASSIGN(const auto state, load(step, conversation));
  SOTTO_ASSIGN(const auto text, step.find(Table::draft, key_of(conversation)));
  return wire::Draft{state.draft, text ? std::string{text_of(*text)} : std::string{}};
}

Status take_in(Step& step, const wire::OwnState& own) {
  if (const auto* mark = std::get_if<wire::ReadMark>(&own.state))
    return take_in_mark(step, own.conversation, mark->message);
  return take_in_draft(step, own.conversation, std::get<wire::Draft>(own.state));
}

Status on_shown(Step& step, const store::Message& message, store::Position at) {
  SOTTO_ASSIGN(const bool read, was_read_ahead(step, message));
  return read ? mark_read_elsewhere(step, message.conversation, at) : Status{};
}

Status on_late(Step& step, const ConversationId& conversation, store::Position at) {
  SOTTO_ASSIGN(auto state, load(step, conversation));
  auto& late = state.late;
  late.insert(std::lower_bound(late.begin(), late.end(), at), at);
  if (late.size() > most_late) late.erase(late.begin());
  return save(step, conversation, state);
}

Status on_archived(Step& step, const store::Message& message, store::Position at) {
  SOTTO_ASSIGN(const bool read, was_read_ahead(step, message));
  return read ? mark_older_read(step, message, at) : Status{};
}

Status on_vouched(Step& step, const store::Message& message, store::Position at) {
  SOTTO_ASSIGN(const auto state, load(step, message.conversation));
  return state.read == message.id ? mark_older_read(step, message, at) : Status{};
}

Status on_online(Step& step) {
  step.memory().own_state_due = step.steady() + told_after;
  return {};
}

Status on_time(Step& step) {
  if (!link::is_online(step.memory()) || !is_due(step.memory().own_state_due, step.steady())) return {};
  step.memory().own_state_due.reset();
  SOTTO_ASSIGN(const auto records, step.scan(Table::own_state, {}, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto state, parse(record.value));
    if (state.untold == 0) continue;
    SOTTO_ASSIGN(const auto key, conversation_in(record.key));
    SOTTO_TRY(send(step, key.conversation, state));
  }
  return {};
}

Deadline due(const Memory& memory) { return link::is_online(memory) ? memory.own_state_due : std::nullopt; }

}  // namespace sotto::client::own_state
