// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodies.hpp"

#include "archiving/roots.hpp"
#include "attachments.hpp"
#include "defences.hpp"
#include "durations.hpp"
#include "groups/keys.hpp"
#include "own_state.hpp"
#include "privacy.hpp"
#include "reactions.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

using store::MessageKind;
using MaybeSaid = std::optional<wire::Said>;
using MaybeBody = std::optional<wire::ContentBody>;

Result<std::optional<store::Message>> text_at(Step& step, const ConversationId& conversation,
                                              const MessageId& message) {
  SOTTO_ASSIGN(auto found, step.find_message(conversation, message));
  if (found && found->kind != MessageKind::text) found.reset();
  return found;
}

Result<MaybeSaid> text_of_row(Step& step, const OutboxRow& row) {
  SOTTO_ASSIGN(auto message, text_at(step, row.conversation, row.message));
  if (!message) return MaybeSaid{};
  SOTTO_ASSIGN(auto attachment, attachments::content_of(step, {row.conversation, row.message}));
  if (message->body.empty() && !attachment) return MaybeSaid{};
  return MaybeSaid{wire::Text{std::move(message->body), message->quoted, message->lasting,
                              std::move(attachment), std::move(message->mentions)}};
}

Result<MaybeSaid> edit_of_row(Step& step, const OutboxRow& row, const MessageId& target) {
  SOTTO_ASSIGN(auto message, text_at(step, row.conversation, target));
  if (!message || message->revision == Revision{}) return MaybeSaid{};
  return MaybeSaid{wire::Edit{target, message->revision, std::move(message->body),
                              std::move(message->mentions), message->lasting}};
}

Result<MaybeSaid> reaction_of_row(Step& step, const OutboxRow& row, const MessageId& target) {
  SOTTO_ASSIGN(auto reaction, reactions::find(step, row.conversation, target, step.self().user));
  if (!reaction) return MaybeSaid{};
  return MaybeSaid{wire::Reaction{target, reaction->revision, std::move(reaction->emoji)}};
}

Result<MaybeSaid> duration_of_row(Step& step, const OutboxRow& row) {
  SOTTO_ASSIGN(const auto setting, durations::load(step, row.conversation));
  return MaybeSaid{wire::DurationSetting{setting.revision, setting.lasting}};
}

Result<MaybeSaid> change_of_row(Step& step, const OutboxRow& row) {
  if (row.kind == OutboxKind::duration_setting) return duration_of_row(step, row);
  if (row.named.size() != 1) return Error{ErrorCode::store_corrupt, "outbox target"};
  const auto& target = row.named.front();
  if (row.kind == OutboxKind::deletion) return MaybeSaid{wire::Deletion{target}};
  return row.kind == OutboxKind::edit ? edit_of_row(step, row, target) : reaction_of_row(step, row, target);
}

wire::ContentBody body_for(const Username& self, const OutboxRow& row, wire::Said said) {
  if (row.recipient == self)
    return wire::SentCopy{*row.conversation.user(), row.message, std::move(said), row.sent_at};
  return std::visit([](auto& one) -> wire::ContentBody { return std::move(one); }, said);
}

/// The choice may have been taken back since it was queued.
Result<MaybeBody> read_receipt_of(Step& step, const OutboxRow& row) {
  SOTTO_ASSIGN(const auto chosen, privacy::load(step));
  if (!chosen.read_receipts && defences().reading_untold) return MaybeBody{};
  return MaybeBody{wire::ReadReceipt{row.named}};
}

}  // namespace

Result<MaybeSaid> said_of(Step& step, const OutboxRow& row) {
  return carries_text(row.kind) ? text_of_row(step, row) : change_of_row(step, row);
}

Result<MaybeBody> body_of(Step& step, const OutboxRow& row) {
  if (row.kind == OutboxKind::receipt || row.kind == OutboxKind::list_version)
    return MaybeBody{wire::DeliveryReceipt{row.named}};
  if (row.kind == OutboxKind::read_receipt) return read_receipt_of(step, row);
  if (row.kind == OutboxKind::resend_request) return MaybeBody{wire::ResendRequest{row.named}};
  if (row.kind == OutboxKind::archive_question || row.kind == OutboxKind::archive_answer) {
    SOTTO_ASSIGN(auto root, archiving::own_root(step));
    if (!root) return MaybeBody{};
    root->asks = row.kind == OutboxKind::archive_question;
    return MaybeBody{*root};
  }
  if (row.kind == OutboxKind::sender_key) return group_keys::body_of(step, row);
  if (row.kind == OutboxKind::sender_key_request)
    return MaybeBody{wire::SenderKeyRequest{*row.conversation.group()}};
  if (row.kind == OutboxKind::read_mark && row.named.size() == 1)
    return MaybeBody{wire::OwnState{row.conversation, wire::ReadMark{row.named.front()}}};
  if (row.kind == OutboxKind::draft) {
    SOTTO_ASSIGN(auto draft, own_state::draft(step, row.conversation));
    return MaybeBody{wire::OwnState{row.conversation, std::move(draft)}};
  }
  SOTTO_ASSIGN(auto said, said_of(step, row));
  if (!said) return MaybeBody{};
  return MaybeBody{body_for(step.self().user, row, *std::move(said))};
}

}  // namespace sotto::client
