// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfers.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "attachment_reading.hpp"
#include "backoff.hpp"
#include "doomed_blobs.hpp"
#include "downloads.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"
#include "uploads.hpp"

namespace sotto::client::transfers {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr Backoff retry{Duration{1'000}, Duration{60'000}};
/// A relay that says when it has room again is taken at its word, between this and longest_wait: a hostile
/// one could stop a file for weeks, or have it asked for a thousand times a second.
constexpr Duration shortest_wait{100};

Result<AttachmentRef> parse_key(ByteView key) {
  SOTTO_ASSIGN(auto parts, conversation_in(key));
  SOTTO_ASSIGN(const auto message, MessageId::parse(parts.rest));
  return AttachmentRef{std::move(parts.conversation), message};
}

Status go_on(Step& step, const AttachmentRef& ref, Transfer& transfer) {
  if (transfer.rest) return {};
  SOTTO_ASSIGN(const auto record, attachment_records::find(step, ref));
  if (!record) return Error{ErrorCode::store_corrupt, "transfer"};
  if (record->phase == AttachmentPhase::uploading) return uploads::go_on(step, ref, *record, transfer);
  if (record->phase == AttachmentPhase::downloading) return downloads::go_on(step, ref, *record, transfer);
  return {};
}

std::vector<AttachmentRef> running(Step& step) {
  std::vector<AttachmentRef> refs;
  for (const auto& [ref, transfer] : step.memory().transfers.running) refs.push_back(ref);
  return refs;
}

/// Of a message that was taken back meanwhile: what the relay has made for it is not needed.
Status on_answer_for_nobody(Step& step, const BlobCall& call, Answer answer) {
  if (call.what != BlobCall::What::create) return {};
  const auto begun = calls::expect<wire::BlobProgress>(std::move(answer));
  return begun ? doomed_blobs::add(step, begun->blob, step.now()) : Status{};
}

}  // namespace

Status begin(Step& step, const AttachmentRef& ref, std::uint64_t file) {
  SOTTO_ASSIGN(const auto record, attachment_records::find(step, ref));
  if (!record) return Error{ErrorCode::not_found, "transfer"};
  SOTTO_TRY(save_progress(step, ref, crypto::AttachmentOpener{record->secret()}.progress()));
  Transfer transfer;
  transfer.file = file;
  step.memory().transfers.running.insert_or_assign(ref, transfer);
  return pump(step);
}

Status end(Step& step, const AttachmentRef& ref) {
  step.memory().transfers.running.erase(ref);
  return step.erase(Table::transfer, attachment_records::key_for(ref));
}

Result<crypto::AttachmentProgress> parse_progress(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  crypto::AttachmentProgress progress{in.u64(), {}};
  const auto digest = in.raw(progress.digest.size());
  std::copy(digest.begin(), digest.end(), progress.digest.begin());
  SOTTO_TRY(in.finish());
  return progress;
}

Result<crypto::AttachmentProgress> progress(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(const auto bytes, step.find(Table::transfer, attachment_records::key_for(ref)));
  if (!bytes) return Error{ErrorCode::store_corrupt, "transfer"};
  return parse_progress(*bytes);
}

Status save_progress(Step& step, const AttachmentRef& ref, const crypto::AttachmentProgress& progress) {
  RecordWriter out;
  out.u8(record_version).u64(progress.next).raw(progress.digest);
  return step.put(Table::transfer, attachment_records::key_for(ref), out.view());
}

std::size_t room_in_window(const Memory& memory, const Transfer& transfer) {
  std::size_t flights = 0;
  for (const auto& [ref, other] : memory.transfers.running) flights += other.in_flight;
  const auto of_all = window - std::min(window, flights);
  return std::min(of_all, window_of_one - std::min(window_of_one, transfer.in_flight));
}

Status back_off(Step& step, Transfer& transfer, const Error& error) {
  const auto at_least = calls::retry_after(error);
  SOTTO_ASSIGN(const auto delay, delay_before_retry(step.random(), retry, transfer.refusals, at_least));
  const bool told = at_least > Duration{0};
  if (!told) ++transfer.refusals;
  transfer.rest = step.steady() + (told ? std::clamp(at_least, shortest_wait, longest_wait) : delay);
  return {};
}

bool is_passing(ErrorCode code) {
  return code == ErrorCode::rate_limited || code == ErrorCode::offline || code == ErrorCode::stale_state;
}

void tell_moved(Step& step, const AttachmentRef& ref, const AttachmentRecord& record, std::uint64_t chunks) {
  const auto size = record.layout.size();
  step.notify(AttachmentMoved{ref.conversation, ref.message, record.phase,
                              std::min(size, chunks * crypto::attachment_chunk_size), size});
}

void tell_changed(Step& step, const AttachmentRef& ref) {
  step.notify(MessageChanged{ref.conversation, ref.message});
  step.notify(ConversationChanged{ref.conversation});
}

Status pump(Step& step) {
  if (!link::is_online(step.memory())) return {};
  for (const auto& ref : running(step)) {
    auto& all = step.memory().transfers.running;
    const auto found = all.find(ref);
    if (found != all.end()) SOTTO_TRY(go_on(step, ref, found->second));
  }
  return {};
}

Status load(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::transfer, {}, std::numeric_limits<std::size_t>::max()));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto ref, parse_key(record.key));
    step.memory().transfers.running.emplace(ref, Transfer{});
  }
  return attachment_reading::give_up_all(step);
}

Status on_online(Step& step) {
  for (auto& [ref, transfer] : step.memory().transfers.running) {
    const auto file = transfer.file;
    const auto rest = file == 0 ? Deadline{} : transfer.rest;
    transfer = {};
    transfer.file = file;
    transfer.rest = rest;
  }
  SOTTO_TRY(doomed_blobs::on_online(step));
  return pump(step);
}

Status on_answer(Step& step, const BlobCall& call, Answer answer) {
  auto& all = step.memory().transfers.running;
  const auto found = all.find(call.attachment);
  if (found == all.end()) return on_answer_for_nobody(step, call, std::move(answer));
  // The link is gone; what comes next begins with asking how far it is.
  if (!link::is_online(step.memory())) return {};
  SOTTO_ASSIGN(const auto record, attachment_records::find(step, call.attachment));
  if (!record) return Error{ErrorCode::store_corrupt, "transfer"};
  SOTTO_TRY(call.what == BlobCall::What::fetch
                ? downloads::on_part(step, call, *record, found->second, std::move(answer))
                : uploads::on_answer(step, call, *record, found->second, std::move(answer)));
  return pump(step);
}

Status on_time(Step& step) {
  for (const auto& ref : running(step)) {
    auto& transfer = step.memory().transfers.running.at(ref);
    if (!is_due(transfer.rest, step.steady())) continue;
    transfer.rest.reset();
    SOTTO_TRY(attachment_reading::give_up(step, ref));
  }
  return pump(step);
}

Status withdraw_all(Step& step, const Username& to) {
  for (const auto& ref : running(step)) {
    if (!(ref.conversation == ConversationId{to})) continue;
    SOTTO_TRY(attachment_reading::give_up(step, ref));
    SOTTO_TRY(uploads::withdraw(step, ref));
  }
  return {};
}

Deadline due(const Memory& memory) {
  Deadline next;
  for (const auto& [ref, transfer] : memory.transfers.running) next = sooner(next, transfer.rest);
  return next;
}

}  // namespace sotto::client::transfers
