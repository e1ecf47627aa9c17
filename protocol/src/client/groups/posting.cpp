// SPDX-License-Identifier: GPL-3.0-or-later
#include "posting.hpp"

#include "../step.hpp"
#include "logs.hpp"
#include "outbox.hpp"
#include "post_reading.hpp"
#include "post_record.hpp"
#include "sotto/group/limits.hpp"
#include "sotto/group/sign_post.hpp"

namespace sotto::client::posting {
namespace {

using store::MessageKind;
using store::MessageState;

Result<bool> is_admin(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  const auto* member = log ? group::find_member(log->state(), step.self().user) : nullptr;
  return member != nullptr && member->role >= group::Role::admin;
}

Status check_may_remove(Step& step, const GroupId& group, const store::Message& message) {
  if (message.kind != MessageKind::text) return Error{ErrorCode::invalid_state, "post"};
  if (message.sender == step.self().user) return {};
  SOTTO_ASSIGN(const bool admin, is_admin(step, group));
  return admin ? Status{} : Error{ErrorCode::not_permitted, "post"};
}

/// It never left: nobody has to be told.
Status erase(Step& step, const store::Message& message) {
  SOTTO_TRY(step.erase_message(message.conversation, message.id));
  step.notify(MessageChanged{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
  return {};
}

Result<std::optional<group::PostBody>> body_of(Step& step, const GroupOutboxRow& row) {
  using Body = std::optional<group::PostBody>;
  if (row.kind == OutboxKind::post_removal) return Body{group::PostRemoval{row.target}};
  SOTTO_ASSIGN(const auto message, step.find_message(row.group, row.message));
  if (!message || message->kind != MessageKind::text) return Body{};
  return Body{group::PostText{message->body}};
}

}  // namespace

Status check(Step& step, const SendText& intent) {
  SOTTO_ASSIGN(const bool open, post_records::is_open(step, intent.to));
  if (!open) return {};
  if (intent.text.size() > group::max_post_text) return Error{ErrorCode::too_large, "post"};
  const bool more = intent.quoted || (intent.lasting && !intent.lasting->for_good());
  return more ? Error{ErrorCode::unsupported, "open group"} : Status{};
}

Status remove(Step& step, const DeleteMessage& intent) {
  const auto& group = *intent.conversation.group();
  SOTTO_ASSIGN(const auto message, step.find_message(intent.conversation, intent.message));
  if (!message) return Error{ErrorCode::not_found, "post"};
  SOTTO_TRY(check_may_remove(step, group, *message));
  if (message->state == MessageState::failed) return erase(step, *message);
  SOTTO_TRY(post_reading::bury(step, *message));
  return group_outbox::add_change(step, OutboxKind::post_removal, group, intent.message);
}

Result<std::optional<Bytes>> sign(Step& step, const GroupOutboxRow& row) {
  SOTTO_ASSIGN(const auto body, body_of(step, row));
  SOTTO_ASSIGN(const auto posts, post_records::find(step, row.group));
  if (!body || !posts) return std::optional<Bytes>{};
  const group::PostHeader header{row.group, row.message, posts->newest, step.now(), step.self().user};
  SOTTO_ASSIGN(const auto post, group::sign_post(header, *body, step.account().identity, step.random()));
  return std::optional{post.bytes()};
}

}  // namespace sotto::client::posting
