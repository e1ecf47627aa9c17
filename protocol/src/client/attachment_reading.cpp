// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachment_reading.hpp"

#include <algorithm>
#include <vector>

#include "attachment_chunks.hpp"
#include "conversations.hpp"
#include "file_name.hpp"
#include "groups/post_record.hpp"
#include "sotto/base/text.hpp"
#include "step.hpp"
#include "transfers.hpp"

namespace sotto::client::attachment_reading {
namespace {

constexpr auto chunk_size = crypto::attachment_chunk_size;
static_assert(attachment_piece % chunk_size == 0, "a piece is made of whole chunks");
/// A host that has the file answers within milliseconds.
constexpr Duration patience{60'000};
/// Of a name as a host has it; what is sent is shorter.
constexpr std::size_t max_attachment_name = 4'096;

std::uint64_t wanted_at(const AttachmentRecord& record, std::uint64_t offset) {
  return std::min(attachment_piece, record.layout.size() - std::min(offset, record.layout.size()));
}

void ask(Step& step, const AttachmentRef& ref, const AttachmentRecord& record, std::uint64_t offset) {
  auto& transfer = step.memory().transfers.running.at(ref);
  transfer.rest = step.steady() + patience;
  step.notify(
      AttachmentBytesWanted{ref.conversation, ref.message, transfer.file, offset, wanted_at(record, offset)});
}

/// The bytes that were handed in, and behind the last of them the chunks that only pad.
Status seal(Step& step, const AttachmentRef& ref, crypto::AttachmentSealer& sealer, ByteView bytes) {
  const auto& layout = sealer.layout();
  do {
    const auto chunk = sealer.progress().next;
    const auto of_file = static_cast<std::size_t>(layout.file_bytes_in(chunk));
    SOTTO_ASSIGN(const auto sealed, sealer.seal_next(bytes.first(of_file)));
    bytes = bytes.subspan(of_file);
    SOTTO_TRY(attachment_chunks::put(step, ref, chunk, sealed));
  } while (sealer.progress().next < layout.chunks() &&
           (!bytes.empty() || layout.file_bytes_in(sealer.progress().next) == 0));
  return transfers::save_progress(step, ref, sealer.progress());
}

/// All of it is here. Now it goes to the relay.
Status begin_upload(Step& step, const AttachmentRef& ref, AttachmentRecord record,
                    const crypto::AttachmentSealer& sealer) {
  SOTTO_ASSIGN(const auto secret, sealer.finish());
  record.digest = secret.digest;
  record.phase = AttachmentPhase::uploading;
  SOTTO_TRY(attachment_records::save(step, ref, record));
  step.memory().transfers.running.insert_or_assign(ref, Transfer{});
  transfers::tell_changed(step, ref);
  return transfers::pump(step);
}

}  // namespace

Status send(Step& step, const SendAttachment& intent) {
  SOTTO_TRY(check_text(intent.name, 1, max_attachment_name, "file name"));
  SOTTO_TRY(check_text(intent.caption, 0, wire::max_text, "caption"));
  SOTTO_TRY(post_records::check_encrypted(step, intent.to));
  if (intent.file == 0) return Error{ErrorCode::malformed, "file number"};
  if (intent.size > max_attachment) return Error{ErrorCode::too_large, "attachment"};
  SOTTO_ASSIGN(const auto layout, crypto::AttachmentLayout::of(intent.size));
  SOTTO_ASSIGN(const auto sealer, crypto::AttachmentSealer::start(layout, step.random()));
  SOTTO_ASSIGN(const auto message,
               conversations::append_own(step, {intent.to, intent.caption, intent.quoted, intent.lasting}));
  const AttachmentRef ref{intent.to, message};
  const AttachmentRecord record{AttachmentPhase::reading,
                                safe_file_name(intent.name),
                                safe_media_type(intent.media_type),
                                layout,
                                std::make_shared<const SecretBytes>(sealer.key().clone()),
                                {},
                                {},
                                AttachmentProblem::none};
  SOTTO_TRY(attachment_records::save(step, ref, record));
  SOTTO_TRY(transfers::begin(step, ref, intent.file));
  ask(step, ref, record, 0);
  return {};
}

Status give(Step& step, const GiveAttachmentBytes& input) {
  const AttachmentRef ref{input.conversation, input.message};
  SOTTO_ASSIGN(auto record, attachment_records::find(step, ref));
  if (!record || record->phase != AttachmentPhase::reading) {
    return Error{ErrorCode::invalid_state, "attachment bytes"};
  }
  SOTTO_ASSIGN(const auto progress, transfers::progress(step, ref));
  if (input.offset != progress.next * chunk_size) return Error{ErrorCode::invalid_state, "attachment bytes"};
  if (input.bytes.size() != wanted_at(*record, input.offset)) {
    return Error{ErrorCode::malformed, "attachment bytes"};
  }
  SOTTO_ASSIGN(auto sealer,
               crypto::AttachmentSealer::resume(record->layout, *record->key, progress, step.random()));
  SOTTO_TRY(seal(step, ref, sealer, input.bytes.expose()));
  transfers::tell_moved(step, ref, *record, sealer.progress().next);
  if (sealer.progress().next == record->layout.chunks()) {
    return begin_upload(step, ref, *std::move(record), sealer);
  }
  ask(step, ref, *record, sealer.progress().next * chunk_size);
  return {};
}

Status give_up(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(auto record, attachment_records::find(step, ref));
  if (!record || record->phase != AttachmentPhase::reading) return {};
  SOTTO_TRY(attachment_chunks::erase_all(step, ref, record->layout.chunks()));
  record->phase = AttachmentPhase::unread;
  record->problem = AttachmentProblem::other;
  SOTTO_TRY(attachment_records::save(step, ref, *record));
  SOTTO_TRY(transfers::end(step, ref));
  SOTTO_TRY(step.set_message_state(ref.conversation, ref.message, store::MessageState::failed));
  transfers::tell_changed(step, ref);
  return {};
}

Status give_up_all(Step& step) {
  std::vector<AttachmentRef> refs;
  for (const auto& [ref, transfer] : step.memory().transfers.running) refs.push_back(ref);
  for (const auto& ref : refs) SOTTO_TRY(give_up(step, ref));
  return {};
}

}  // namespace sotto::client::attachment_reading
