// SPDX-License-Identifier: GPL-3.0-or-later
#include "mentions.hpp"

#include <algorithm>

#include "groups/logs.hpp"
#include "step.hpp"

namespace sotto::client::mentions {
namespace {

Result<Mentions> in_group(Step& step, const GroupId& group, std::string_view text) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  if (!log) return Mentions{};
  const auto& members = log->state().members;
  return find_mentions(text, [&](const Username& user) { return members.count(user) > 0; });
}

}  // namespace

Result<Mentions> in(Step& step, const ConversationId& conversation, std::string_view text) {
  // Most texts name nobody, and then the log isn't needed.
  if (!next_mention(text, 0)) return Mentions{};
  if (const auto* group = conversation.group()) return in_group(step, *group, text);
  return find_mentions(
      text, [&](const Username& user) { return user == *conversation.user() || user == step.self().user; });
}

void set_text(Step& step, store::Message& message, std::string text, Mentions mentions) {
  const auto& self = step.self().user;
  const bool names_self =
      std::any_of(mentions.begin(), mentions.end(), [&](const Mention& one) { return one.user == self; });
  message.body = std::move(text);
  message.mentions = std::move(mentions);
  message.names_reader = names_self && !(message.sender == self);
}

}  // namespace sotto::client::mentions
