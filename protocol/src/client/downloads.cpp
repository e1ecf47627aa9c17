// SPDX-License-Identifier: GPL-3.0-or-later
#include "downloads.hpp"

#include <algorithm>

#include "attachment_chunks.hpp"
#include "kept_files.hpp"
#include "step.hpp"

namespace sotto::client::downloads {
namespace {

/// Whatever is wrong with what the relay has, one word for it, and nothing of it stays.
Status fail(Step& step, const AttachmentRef& ref, AttachmentRecord record, AttachmentProblem problem) {
  SOTTO_TRY(attachment_chunks::erase_all(step, ref, record.layout.chunks()));
  record.phase = AttachmentPhase::unavailable;
  record.problem = problem;
  SOTTO_TRY(attachment_records::save(step, ref, record));
  SOTTO_TRY(transfers::end(step, ref));
  transfers::tell_changed(step, ref);
  return {};
}

Status on_refusal(Step& step, const AttachmentRef& ref, AttachmentRecord record, Transfer& transfer,
                  const Error& error) {
  if (!transfers::is_passing(error.code)) {
    const bool gone = error.code == ErrorCode::not_found;
    return fail(step, ref, std::move(record), gone ? AttachmentProblem::gone : AttachmentProblem::damaged);
  }
  SOTTO_ASSIGN(const auto here, transfers::progress(step, ref));
  transfer.next = here.next;
  return transfers::back_off(step, transfer, error);
}

Status take_in(Step& step, const AttachmentRef& ref, AttachmentRecord record, ByteView sealed) {
  SOTTO_ASSIGN(const auto before, transfers::progress(step, ref));
  SOTTO_ASSIGN(auto opener, crypto::AttachmentOpener::resume(record.secret(), before));
  if (!opener.open_next(sealed)) return fail(step, ref, std::move(record), AttachmentProblem::damaged);
  SOTTO_TRY(attachment_chunks::put(step, ref, before.next, sealed));
  SOTTO_TRY(transfers::save_progress(step, ref, opener.progress()));
  transfers::tell_moved(step, ref, record, opener.progress().next);
  if (opener.progress().next < record.layout.chunks()) return {};
  return opener.finish() ? kept_files::add(step, ref, std::move(record))
                         : fail(step, ref, std::move(record), AttachmentProblem::damaged);
}

bool is_what_was_asked(const wire::BlobPart& part, const BlobCall& call, const AttachmentRecord& record) {
  return record.blob && part.blob == *record.blob && part.part == call.part;
}

}  // namespace

Status fetch(Step& step, const FetchAttachment& intent) {
  const AttachmentRef ref{intent.conversation, intent.message};
  SOTTO_ASSIGN(auto record, attachment_records::find(step, ref));
  if (!record) return Error{ErrorCode::not_found, "attachment"};
  if (is_unsent(record->phase)) return Error{ErrorCode::invalid_state, "attachment"};
  const bool is_on_its_way = record->phase == AttachmentPhase::downloading;
  if (is_on_its_way || record->phase == AttachmentPhase::here) return {};
  if (record->layout.size() > max_attachment) return Error{ErrorCode::too_large, "attachment"};
  record->phase = AttachmentPhase::downloading;
  record->problem = AttachmentProblem::none;
  SOTTO_TRY(attachment_records::save(step, ref, *record));
  transfers::tell_changed(step, ref);
  return transfers::begin(step, ref);
}

Status go_on(Step& step, const AttachmentRef& ref, const AttachmentRecord& record, Transfer& transfer) {
  SOTTO_ASSIGN(const auto here, transfers::progress(step, ref));
  // Whatever came out of its turn is asked for again when nothing is on its way any more: at once would be
  // for ever, with a relay that leaves out one chunk and answers the next.
  transfer.next = transfer.in_flight == 0 ? here.next : std::max(transfer.next, here.next);
  for (auto left = transfers::room_in_window(step.memory(), transfer);
       left > 0 && transfer.next < record.layout.chunks(); --left) {
    calls::begin(step, wire::FetchBlobPartRequest{*record.blob, transfer.next},
                 BlobCall{ref, BlobCall::What::fetch, transfer.next});
    ++transfer.next;
    ++transfer.in_flight;
  }
  return {};
}

Status on_part(Step& step, const BlobCall& call, AttachmentRecord record, Transfer& transfer, Answer answer) {
  const auto& ref = call.attachment;
  if (record.phase != AttachmentPhase::downloading) return {};
  if (transfer.in_flight > 0) --transfer.in_flight;
  SOTTO_ASSIGN(const auto here, transfers::progress(step, ref));
  if (call.part != here.next) return {};  // one before it was refused or comes later, or it is here already
  const auto part = calls::expect<wire::BlobPart>(std::move(answer));
  if (!part) return on_refusal(step, ref, std::move(record), transfer, part.error());
  if (!is_what_was_asked(*part, call, record)) {
    return fail(step, ref, std::move(record), AttachmentProblem::damaged);
  }
  transfer.refusals = 0;
  return take_in(step, ref, std::move(record), part->data);
}

}  // namespace sotto::client::downloads
