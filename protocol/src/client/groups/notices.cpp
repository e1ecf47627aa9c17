// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "../step.hpp"

namespace sotto::client::group_notices {
namespace {

using store::MessageKind;

struct Words {
  std::optional<std::string> operator()(const group::Create&) const { return "created"; }
  std::optional<std::string> operator()(const group::Join&) const { return "joined"; }
  std::optional<std::string> operator()(const group::Leave&) const { return "left"; }
  std::optional<std::string> operator()(const group::Remove& body) const {
    return "removed " + body.user.text();
  }
  std::optional<std::string> operator()(const group::Rename& body) const {
    return "renamed " + body.name.text();
  }
  std::optional<std::string> operator()(const group::ChangeRole& body) const {
    return "role " + body.user.text();
  }
  std::optional<std::string> operator()(const group::ChangePolicy& body) const {
    return "policy " + std::to_string(body.policy.approvals());
  }
  std::optional<std::string> operator()(const group::ChangePicture& body) const {
    return body.picture.empty() ? "picture none" : "picture";
  }
  /// Requests and approvals stand in the list of those who wait.
  std::optional<std::string> operator()(const group::Request&) const { return std::nullopt; }
  std::optional<std::string> operator()(const group::Approve&) const { return std::nullopt; }
};

using Notice = std::optional<store::Message>;

/// The id of a message is its author's choice: one who knows the hash of their next entry could say something
/// under it first, and the notice of what they did would never be shown. nullopt: it stands there.
Result<Notice> under_free_id(Step& step, store::Message message) {
  const auto there = step.find_message(message.conversation, message.id);
  if (!there) return there.error();
  if (*there && (*there)->kind == message.kind) return Notice{};
  if (*there) {
    SOTTO_ASSIGN(message.id, MessageId::fresh(step.random()));
  }
  return Notice{std::move(message)};
}

Status append(Step& step, const Notice& message) {
  if (!message) return {};
  const auto appended = step.append_message(*message);
  return appended ? Status{} : appended.error();
}

}  // namespace

MessageId id_of(const group::Entry& entry) {
  MessageId id;
  std::copy_n(entry.hash().bytes.begin(), MessageId::size, id.bytes.begin());
  return id;
}

Result<Notice> notice_of(Step& step, const group::Entry& entry, Instant learned_at) {
  const auto words = std::visit(Words{}, entry.body());
  if (!words) return Notice{};
  const auto& header = entry.header();
  return under_free_id(step, {{},
                              id_of(entry),
                              header.group,
                              header.author,
                              MessageKind::group_changed,
                              store::MessageState::received,
                              header.at,
                              learned_at,
                              *words});
}

Status show(Step& step, const group::Entry& entry) {
  SOTTO_ASSIGN(const auto notice, notice_of(step, entry, step.now()));
  return append(step, notice);
}

}  // namespace sotto::client::group_notices
