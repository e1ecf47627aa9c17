// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachments.hpp"

#include "attachment_chunks.hpp"
#include "doomed_blobs.hpp"
#include "file_name.hpp"
#include "kept_files.hpp"
#include "step.hpp"
#include "transfers.hpp"

namespace sotto::client::attachments {
namespace {

using store::MessageKind;
using store::MessageState;

bool may_lie_here(AttachmentPhase phase) {
  return phase != AttachmentPhase::offered && phase != AttachmentPhase::unavailable &&
         phase != AttachmentPhase::unread;
}

/// The size of a file that was never downloaded is a stranger's word: with 2^40 bytes there would be 33
/// million chunks to look for.
Status erase_copy(Step& step, const AttachmentRef& ref, const AttachmentRecord& record) {
  if (!may_lie_here(record.phase)) return {};
  SOTTO_TRY(transfers::end(step, ref));
  SOTTO_TRY(kept_files::forget(step, ref));
  return attachment_chunks::erase_all(step, ref, record.layout.chunks());
}

Status take_back(Step& step, const store::Message& message) {
  SOTTO_TRY(forget(step, message, RelayCopy::removed));
  SOTTO_TRY(step.erase_message(message.conversation, message.id));
  transfers::tell_changed(step, {message.conversation, message.id});
  return {};
}

}  // namespace

Status offer(Step& step, const AttachmentRef& ref, const wire::Attachment& attachment) {
  SOTTO_ASSIGN(const auto message, step.find_message(ref.conversation, ref.message));
  if (!message || message->kind != MessageKind::text) return {};  // deleted before it came
  return keep(step, ref, attachment);
}

Status keep(Step& step, const AttachmentRef& ref, const wire::Attachment& attachment) {
  SOTTO_ASSIGN(const auto known, attachment_records::find(step, ref));
  if (known) return {};
  // A size that no file has: the text is shown, the file is not offered.
  const auto layout = crypto::AttachmentLayout::of(attachment.size);
  if (!layout) return {};
  return attachment_records::save(
      step, ref,
      {AttachmentPhase::offered, safe_file_name(attachment.name), safe_media_type(attachment.media_type),
       *layout, attachment.key, attachment.digest, attachment.blob, AttachmentProblem::none});
}

Result<std::optional<wire::Attachment>> content_of(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(const auto record, attachment_records::find(step, ref));
  if (!record || client::is_unsent(record->phase) || !record->blob) return std::optional<wire::Attachment>{};
  return std::optional{wire::Attachment{*record->blob, record->key, record->layout.size(), record->digest,
                                        record->name, record->media_type}};
}

Result<bool> is_unsent(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(const auto record, attachment_records::find(step, ref));
  return record && client::is_unsent(record->phase);
}

Status forget(Step& step, const store::Message& message, RelayCopy relay_copy) {
  const AttachmentRef ref{message.conversation, message.id};
  SOTTO_ASSIGN(const auto record, attachment_records::find(step, ref));
  if (!record) return {};
  SOTTO_TRY(attachment_records::erase(step, ref));
  SOTTO_TRY(erase_copy(step, ref, *record));
  if (!(message.sender == step.self().user) || !record->blob) return {};
  const auto wait = relay_copy == RelayCopy::removed ? Duration{0} : doomed_blobs::for_late_readers;
  return doomed_blobs::add(step, *record->blob, step.now() + wait);
}

Status cancel(Step& step, const CancelAttachment& intent) {
  const AttachmentRef ref{intent.conversation, intent.message};
  SOTTO_ASSIGN(auto record, attachment_records::find(step, ref));
  SOTTO_ASSIGN(const auto message, step.find_message(ref.conversation, ref.message));
  if (!record || !message) return Error{ErrorCode::not_found, "attachment"};
  if (client::is_unsent(record->phase)) return take_back(step, *message);
  SOTTO_TRY(erase_copy(step, ref, *record));
  record->phase = AttachmentPhase::offered;
  record->problem = AttachmentProblem::none;
  SOTTO_TRY(attachment_records::save(step, ref, *record));
  transfers::tell_changed(step, ref);
  return {};
}

Result<bool> retry(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(auto record, attachment_records::find(step, ref));
  if (!record || !client::is_unsent(record->phase)) return false;
  if (record->phase == AttachmentPhase::unread) return Error{ErrorCode::invalid_state, "attachment"};
  if (record->phase == AttachmentPhase::reading) return true;
  record->phase = AttachmentPhase::uploading;
  record->problem = AttachmentProblem::none;
  SOTTO_TRY(attachment_records::save(step, ref, *record));
  SOTTO_TRY(step.set_message_state(ref.conversation, ref.message, MessageState::waiting));
  transfers::tell_changed(step, ref);
  SOTTO_TRY(transfers::begin(step, ref));
  return true;
}

}  // namespace sotto::client::attachments
