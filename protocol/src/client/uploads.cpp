// SPDX-License-Identifier: GPL-3.0-or-later
#include "uploads.hpp"

#include <algorithm>

#include "attachment_chunks.hpp"
#include "conversations.hpp"
#include "kept_files.hpp"
#include "step.hpp"

namespace sotto::client::uploads {
namespace {

using What = BlobCall::What;

Error strange_answer() { return {ErrorCode::malformed, "blob answer", 0}; }

AttachmentProblem problem_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::too_large:
      return AttachmentProblem::too_large;
    case ErrorCode::refused:
      return AttachmentProblem::no_room;
    default:
      return AttachmentProblem::other;
  }
}

/// As things are it will never go. All of it stays here, for another try.
Status fail(Step& step, const AttachmentRef& ref, AttachmentRecord record, ErrorCode code) {
  record.phase = AttachmentPhase::refused;
  record.problem = problem_of(code);
  SOTTO_TRY(attachment_records::save(step, ref, record));
  SOTTO_TRY(transfers::end(step, ref));
  SOTTO_TRY(step.set_message_state(ref.conversation, ref.message, store::MessageState::failed));
  transfers::tell_changed(step, ref);
  return {};
}

Status on_refusal(Step& step, const AttachmentRef& ref, AttachmentRecord record, Transfer& transfer,
                  const Error& error) {
  const bool lost = error.code == ErrorCode::not_found && record.blob;
  if (!lost && !transfers::is_passing(error.code)) return fail(step, ref, std::move(record), error.code);
  transfer.known = false;
  if (lost) {
    // Given up by the relay before it was whole: once more from the beginning.
    record.blob.reset();
    SOTTO_TRY(attachment_records::save(step, ref, record));
  }
  return transfers::back_off(step, transfer, error);
}

/// The relay has all of it: the message can go.
Status finish(Step& step, const AttachmentRef& ref, AttachmentRecord record) {
  SOTTO_TRY(kept_files::add(step, ref, std::move(record)));
  SOTTO_ASSIGN(const auto message, step.find_message(ref.conversation, ref.message));
  if (!message) return Error{ErrorCode::store_corrupt, "attachment message"};
  return conversations::hand_over(step, ref.conversation, ref.message, message->sent_at);
}

Status on_known(Step& step, const AttachmentRef& ref, AttachmentRecord record, Transfer& transfer,
                std::uint64_t parts) {
  transfer.done = std::max(transfer.done, parts);
  transfer.next = std::max(transfer.next, transfer.done);
  transfer.refusals = 0;
  transfers::tell_moved(step, ref, record, transfer.done);
  return transfer.done == record.layout.chunks() ? finish(step, ref, std::move(record)) : Status{};
}

/// What a relay says about this file and no other.
Result<wire::BlobProgress> about(const AttachmentRecord& record, Answer answer) {
  SOTTO_ASSIGN(const auto progress, calls::expect<wire::BlobProgress>(std::move(answer)));
  if (progress.size != record.layout.sealed_size()) return strange_answer();
  if (record.blob && !(progress.blob == *record.blob)) return strange_answer();
  return progress;
}

/// A new blob, or how much of the old one is there.
Status on_progress(Step& step, const AttachmentRef& ref, AttachmentRecord record, Transfer& transfer,
                   const wire::BlobProgress& progress) {
  if (!record.blob) {
    record.blob = progress.blob;
    SOTTO_TRY(attachment_records::save(step, ref, record));
  }
  transfer.known = true;
  transfer.done = transfer.next = progress.parts;
  return on_known(step, ref, std::move(record), transfer, progress.parts);
}

void ask(Step& step, const AttachmentRef& ref, const AttachmentRecord& record, Transfer& transfer) {
  transfer.asking = true;
  if (record.blob) {
    calls::begin(step, wire::BlobProgressRequest{*record.blob}, BlobCall{ref, What::progress, 0});
  } else {
    calls::begin(step, wire::CreateBlobRequest{record.layout.sealed_size()}, BlobCall{ref, What::create, 0});
  }
}

}  // namespace

Status go_on(Step& step, const AttachmentRef& ref, const AttachmentRecord& record, Transfer& transfer) {
  if (transfer.asking) return {};
  if (!transfer.known) {
    ask(step, ref, record, transfer);
    return {};
  }
  for (auto left = transfers::room_in_window(step.memory(), transfer);
       left > 0 && transfer.next < record.layout.chunks(); --left) {
    SOTTO_ASSIGN(auto sealed, attachment_chunks::load(step, ref, transfer.next));
    calls::begin(step, wire::PutBlobPartRequest{*record.blob, transfer.next, std::move(sealed)},
                 BlobCall{ref, What::put, transfer.next});
    ++transfer.next;
    ++transfer.in_flight;
  }
  return {};
}

Status on_answer(Step& step, const BlobCall& call, AttachmentRecord record, Transfer& transfer,
                 Answer answer) {
  const auto& ref = call.attachment;
  if (record.phase != AttachmentPhase::uploading) return {};
  if (call.what != What::put) {
    transfer.asking = false;
  } else if (transfer.in_flight > 0) {
    --transfer.in_flight;
  }
  const auto progress = about(record, std::move(answer));
  if (call.what == What::put && !transfer.known) return {};  // one before it was refused: asked anew
  if (!progress) return on_refusal(step, ref, std::move(record), transfer, progress.error());
  return call.what == What::put ? on_known(step, ref, std::move(record), transfer, progress->parts)
                                : on_progress(step, ref, std::move(record), transfer, *progress);
}

Status withdraw(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(auto record, attachment_records::find(step, ref));
  if (!record || record->phase != AttachmentPhase::uploading) return {};
  return fail(step, ref, *std::move(record), ErrorCode::invalid_state);
}

}  // namespace sotto::client::uploads
