// SPDX-License-Identifier: GPL-3.0-or-later
#include "timers.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "attachments.hpp"
#include "defences.hpp"
#include "early.hpp"
#include "reactions.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::timers {
namespace {

using store::Record;
using store::Table;

constexpr char running = 'r';
constexpr char unread = 'w';
constexpr char waiting_edit = 'e';
/// What runs, by its end.
constexpr std::array running_kinds{running, waiting_edit};
constexpr std::uint8_t marker = 1;
constexpr std::uint8_t record_version = 1;
constexpr std::string_view clocks_key = "timer clocks";
/// While a timer runs its clock is written down so often: what a crash and a clock that is set back at the
/// same time can add to a duration.
constexpr Duration save_interval{30'000};
/// A wall clock that is this little behind what it was may have been put right by the network's time. One
/// that is further behind was set back, and nobody knows how long the program was off.
constexpr Duration drift{5 * 60'000};
constexpr std::size_t in_one_go = 256;
constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max()};

Instant clock(Step& step) { return step.steady() + step.memory().timers.offset; }

Bytes running_key(char kind, Instant end, const ConversationId& conversation, const MessageId& message) {
  auto key = with_prefix(kind, key_of(static_cast<std::uint64_t>(end.milliseconds)));
  append(key, key_of(conversation, message));
  return key;
}

struct Running {
  Instant end;
  ConversationId conversation;
  MessageId message;
};

Result<Running> parse_running(ByteView key) {
  constexpr std::size_t head = 1 + sizeof(std::uint64_t);
  if (key.size() < head) return Error{ErrorCode::store_corrupt, "timer key"};
  const Instant end{static_cast<std::int64_t>(sequence_in(key.subspan(1, head - 1)))};
  SOTTO_ASSIGN(auto parts, conversation_in(key.subspan(head)));
  SOTTO_ASSIGN(const auto message, MessageId::parse(parts.rest));
  return Running{end, std::move(parts.conversation), message};
}

Result<std::vector<Record>> scan(Step& step, char kind, std::size_t limit) {
  const auto prefix = static_cast<std::uint8_t>(kind);
  return step.scan(Table::timer, ByteView{&prefix, 1}, limit);
}

/// What both showed at one moment: by the wall clock one learns later how long the program was off.
struct Clocks {
  Instant timers;
  Instant wall;
};

Status save_clocks(Step& step) {
  auto& timers = step.memory().timers;
  RecordWriter out;
  out.u8(record_version).instant(clock(step)).instant(step.now());
  timers.save_due = step.steady() + save_interval;
  return step.put(Table::setting, bytes_of(clocks_key), out.view());
}

Result<std::optional<Clocks>> saved_clocks(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::setting, bytes_of(clocks_key)));
  if (!record) return std::optional<Clocks>{};
  RecordReader in{*record};
  in.expect_version(record_version);
  const auto timers = in.instant();
  const Clocks saved{timers, in.instant()};
  SOTTO_TRY(in.finish());
  return std::optional{saved};
}

Status plan(Step& step) {
  auto& timers = step.memory().timers;
  timers.first_end.reset();
  for (const char kind : running_kinds) {
    SOTTO_ASSIGN(const auto first, scan(step, kind, 1));
    if (first.empty()) continue;
    SOTTO_ASSIGN(const auto timer, parse_running(first.front().key));
    timers.first_end = sooner(timers.first_end, timer.end - timers.offset);
  }
  if (!timers.first_end) {
    timers.save_due.reset();
  } else if (!timers.save_due) {
    timers.save_due = step.steady() + save_interval;
  }
  return {};
}

Status erase(Step& step, const Running& timer) {
  SOTTO_ASSIGN(const auto message, step.find_message(timer.conversation, timer.message));
  if (message) SOTTO_TRY(attachments::forget(step, *message, attachments::RelayCopy::removed_later));
  SOTTO_TRY(step.erase_message(timer.conversation, timer.message));
  SOTTO_TRY(reactions::forget(step, timer.conversation, timer.message));
  step.notify(MessageChanged{timer.conversation, timer.message});
  step.notify(ConversationChanged{timer.conversation});
  return {};
}

Status end_until(Step& step, char kind, Instant until) {
  SOTTO_ASSIGN(const auto records, scan(step, kind, in_one_go));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto timer, parse_running(record.key));
    if (timer.end > until) break;
    SOTTO_TRY(kind == running ? erase(step, timer)
                              : early::forget_edits(step, timer.conversation, timer.message));
    SOTTO_TRY(step.erase(Table::timer, record.key));
  }
  return {};
}

/// Erases what ended until then; what is left of very much goes with the next wake-up.
Status end_until(Step& step, Instant until) {
  for (const char kind : running_kinds) SOTTO_TRY(end_until(step, kind, until));
  SOTTO_TRY(save_clocks(step));
  return plan(step);
}

Status start(Step& step, char kind, const ConversationId& conversation, const MessageId& message,
             Duration left) {
  const auto key = running_key(kind, clock(step) + left, conversation, message);
  SOTTO_TRY(step.put(Table::timer, key, ByteView{&marker, 1}));
  SOTTO_TRY(save_clocks(step));
  return plan(step);
}

/// The wall clock was set back while nobody looked. From here on it is believed again: otherwise one that was
/// wrong once would end what is said later, at every start.
Status end_all(Step& step) {
  while (step.memory().timers.first_end) SOTTO_TRY(end_until(step, end_of_time));
  SOTTO_TRY(save_clocks(step));
  return plan(step);
}

}  // namespace

Status load(Step& step) {
  SOTTO_ASSIGN(const auto saved, saved_clocks(step));
  auto& timers = step.memory().timers;
  if (!saved || !defences().timers_keep_time) {
    timers.offset = step.now() - step.steady();
    return plan(step);
  }
  const auto off = std::max(step.now() - saved->wall, Duration{0});
  timers.offset = saved->timers + off - step.steady();
  SOTTO_TRY(plan(step));
  const bool set_back = step.now() + drift < saved->wall;
  return set_back ? end_all(step) : Status{};
}

Status await_reading(Step& step, const store::Message& message, store::Position at) {
  auto key = with_prefix(unread, key_of(message.conversation));
  append(key, key_of(at.value));
  append(key, message.id.view());
  return step.put(Table::timer, key, ByteView{&marker, 1});
}

Status on_read(Step& step, const ConversationId& conversation, store::Position up_to) {
  const auto prefix = with_prefix(unread, key_of(conversation));
  SOTTO_ASSIGN(const auto records, step.scan(Table::timer, prefix, std::numeric_limits<std::size_t>::max()));
  for (const auto& record : records) {
    const auto rest = ByteView{record.key}.subspan(prefix.size());
    if (rest.size() != sizeof(std::uint64_t) + MessageId::size)
      return Error{ErrorCode::store_corrupt, "timer"};
    if (sequence_in(rest.first(sizeof(std::uint64_t))) > up_to.value) break;
    SOTTO_ASSIGN(const auto id, MessageId::parse(rest.subspan(sizeof(std::uint64_t))));
    SOTTO_TRY(step.erase(Table::timer, record.key));
    SOTTO_ASSIGN(const auto message, step.find_message(conversation, id));
    if (message) SOTTO_TRY(start(step, *message));
  }
  return {};
}

Status start(Step& step, const store::Message& message, Duration passed) {
  if (message.lasting.for_good()) return {};
  const auto left = std::max(message.lasting.duration() - std::max(passed, Duration{0}), Duration{0});
  return start(step, running, message.conversation, message.id, left);
}

Status start_for_edit(Step& step, const ConversationId& conversation, const MessageId& message,
                      Lasting lasting) {
  if (lasting.for_good()) return {};
  return start(step, waiting_edit, conversation, message, lasting.duration());
}

Status on_time(Step& step) {
  const auto& timers = step.memory().timers;
  if (is_due(timers.save_due, step.steady())) SOTTO_TRY(save_clocks(step));
  return is_due(timers.first_end, step.steady()) ? end_until(step, clock(step)) : Status{};
}

Deadline due(const Memory& memory) { return sooner(memory.timers.first_end, memory.timers.save_due); }

}  // namespace sotto::client::timers
