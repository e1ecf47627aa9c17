// SPDX-License-Identifier: GPL-3.0-or-later
#include "durations.hpp"

#include <charconv>
#include <limits>
#include <utility>

#include "archiving/archiving.hpp"
#include "contacts.hpp"
#include "groups/post_record.hpp"
#include "outbox.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::durations {
namespace {

using store::MessageKind;
using store::MessageState;
using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr char duration = 'd';

Result<Setting> parse(const std::optional<Bytes>& record) {
  if (!record) return Setting{};
  RecordReader in{*record};
  in.expect_version(record_version);
  const Revision revision{in.u32()};
  const Lasting lasting{in.u32()};
  SOTTO_TRY(in.finish());
  return Setting{revision, lasting};
}

Status save(Step& step, const ConversationId& conversation, const Setting& setting) {
  RecordWriter out;
  out.u8(record_version).u32(setting.revision.value).u32(setting.lasting.seconds);
  return step.put(Table::setting, with_prefix(duration, key_of(conversation)), out.view());
}

/// The setting, and a notice of it in the conversation.
Status keep(Step& step, const Origin& origin, const Setting& setting, MessageState state) {
  SOTTO_TRY(save(step, origin.conversation, setting));
  const store::Message notice{{},
                              origin.message,
                              origin.conversation,
                              origin.author,
                              MessageKind::duration_set,
                              state,
                              origin.sent_at,
                              step.now(),
                              std::to_string(setting.lasting.seconds)};
  SOTTO_TRY(step.append_message(notice));
  step.notify(ConversationChanged{origin.conversation});
  return archiving::on_duration(step, notice, setting.revision);
}

constexpr std::uint32_t last_revision = std::numeric_limits<std::uint32_t>::max();

/// For good is longest.
std::pair<std::uint32_t, std::uint32_t> rank(const Setting& setting) {
  const auto& lasting = setting.lasting;
  return {setting.revision.value,
          lasting.for_good() ? std::numeric_limits<std::uint32_t>::max() : lasting.seconds};
}

bool supersedes(const Setting& setting, const Setting& before) { return rank(before) < rank(setting); }

}  // namespace

Result<Setting> load(store::ClientStore& store, const ConversationId& conversation) {
  SOTTO_ASSIGN(const auto record, store.find(Table::setting, with_prefix(duration, key_of(conversation))));
  return parse(record);
}

Result<Setting> load(Step& step, const ConversationId& conversation) {
  SOTTO_ASSIGN(const auto record, step.find(Table::setting, with_prefix(duration, key_of(conversation))));
  return parse(record);
}

Status check(Lasting lasting) {
  if (lasting.seconds > wire::max_duration_s) return Error{ErrorCode::too_large, "duration", lasting.seconds};
  return {};
}

Status set(Step& step, const SetDuration& intent) {
  SOTTO_TRY(check(intent.lasting));
  SOTTO_TRY(post_records::check_encrypted(step, intent.conversation));
  SOTTO_TRY(contacts::check_unblocked(step, intent.conversation));
  SOTTO_ASSIGN(const auto known, load(step, intent.conversation));
  if (known.lasting == intent.lasting) return {};
  // Only a peer who means harm gets there. It shall not decide for ever: what this device sends follows its
  // user.
  const bool here_only = known.revision.value == last_revision;
  SOTTO_TRY(contacts::accept(step, intent.conversation));
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  const Setting setting{here_only ? known.revision : Revision{known.revision.value + 1}, intent.lasting};
  const Origin origin{intent.conversation, step.self().user, id, step.now()};
  SOTTO_TRY(keep(step, origin, setting, MessageState::accepted));
  return here_only ? Status{} : outbox::add_duration(step, intent.conversation, id);
}

Status take_in(Step& step, const Origin& origin, const Setting& setting) {
  SOTTO_ASSIGN(const auto known, load(step, origin.conversation));
  if (!supersedes(setting, known)) return {};
  SOTTO_ASSIGN(const auto standing, step.find_message(origin.conversation, origin.message));
  if (standing) return {};
  return keep(step, origin, setting, MessageState::received);
}

Status restore(Step& step, const ConversationId& conversation, const Setting& setting) {
  SOTTO_TRY(check(setting.lasting));
  SOTTO_ASSIGN(const auto known, load(step, conversation));
  return supersedes(setting, known) ? save(step, conversation, setting) : Status{};
}

Result<Lasting> lasting_in(const store::Message& notice) {
  std::uint32_t seconds = 0;
  const auto* end = notice.body.data() + notice.body.size();
  const auto read = std::from_chars(notice.body.data(), end, seconds);
  if (read.ec != std::errc{} || read.ptr != end) return Error{ErrorCode::store_corrupt, "duration notice"};
  return Lasting{seconds};
}

}  // namespace sotto::client::durations
