// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codes.hpp"

#include "host/text.hpp"

namespace sotto::desktop {

QString code_of(store::MessageKind kind) {
  switch (kind) {
    case store::MessageKind::text:
      return QStringLiteral("text");
    case store::MessageKind::identity_changed:
      return QStringLiteral("identity_changed");
    case store::MessageKind::message_missing:
      return QStringLiteral("message_missing");
    case store::MessageKind::deleted:
      return QStringLiteral("deleted");
    case store::MessageKind::duration_set:
      return QStringLiteral("duration_set");
    case store::MessageKind::group_changed:
      return QStringLiteral("group_changed");
  }
  return {};
}

QString code_of(store::MessageState state) {
  switch (state) {
    case store::MessageState::received:
    case store::MessageState::restored:  // the screens show both alike
      return QStringLiteral("received");
    case store::MessageState::waiting:
      return QStringLiteral("waiting");
    case store::MessageState::accepted:
      return QStringLiteral("accepted");
    case store::MessageState::delivered:
      return QStringLiteral("delivered");
    case store::MessageState::failed:
      return QStringLiteral("failed");
    case store::MessageState::read:
      return QStringLiteral("read");
  }
  return {};
}

QString code_of(client::OffRecordState state) {
  switch (state) {
    case client::OffRecordState::received:
      return QStringLiteral("received");
    case client::OffRecordState::sending:
      return QStringLiteral("sending");
    case client::OffRecordState::delivered:
      return QStringLiteral("delivered");
    case client::OffRecordState::not_delivered:
      return QStringLiteral("not_delivered");
    case client::OffRecordState::unconfirmed:
      return QStringLiteral("unconfirmed");
  }
  return {};
}

QString code_of(group::Role role) {
  switch (role) {
    case group::Role::member:
      return QStringLiteral("member");
    case group::Role::admin:
      return QStringLiteral("admin");
    case group::Role::owner:
      return QStringLiteral("owner");
  }
  return {};
}

QString code_of(crypto::SafetyCodeMatch match) {
  switch (match) {
    case crypto::SafetyCodeMatch::same:
      return QStringLiteral("same");
    case crypto::SafetyCodeMatch::different_key:
      return QStringLiteral("different_key");
    case crypto::SafetyCodeMatch::other_code:
      return QStringLiteral("other_code");
  }
  return {};
}

std::optional<group::Role> parse_role(const QString& code) {
  for (const auto role : {group::Role::member, group::Role::admin, group::Role::owner}) {
    if (code == code_of(role)) return role;
  }
  return std::nullopt;
}

QString code_of_failed(client::ChangeKind kind) {
  switch (kind) {
    case client::ChangeKind::edit:
      return QStringLiteral("edit_failed");
    case client::ChangeKind::deletion:
      return QStringLiteral("deletion_failed");
    case client::ChangeKind::reaction:
      return QStringLiteral("reaction_failed");
    case client::ChangeKind::duration:
      return QStringLiteral("duration_failed");
  }
  return {};
}

QString code_of(client::AttachmentPhase phase) {
  switch (phase) {
    case client::AttachmentPhase::reading:
      return QStringLiteral("reading");
    case client::AttachmentPhase::unread:
      return QStringLiteral("unread");
    case client::AttachmentPhase::uploading:
      return QStringLiteral("uploading");
    case client::AttachmentPhase::refused:
      return QStringLiteral("refused");
    case client::AttachmentPhase::here:
      return QStringLiteral("here");
    case client::AttachmentPhase::offered:
      return QStringLiteral("offered");
    case client::AttachmentPhase::downloading:
      return QStringLiteral("downloading");
    case client::AttachmentPhase::unavailable:
      return QStringLiteral("unavailable");
  }
  return {};
}

QString code_of(client::AttachmentProblem problem) {
  switch (problem) {
    case client::AttachmentProblem::none:
      return {};
    case client::AttachmentProblem::too_large:
      return QStringLiteral("too_large");
    case client::AttachmentProblem::no_room:
      return QStringLiteral("no_room");
    case client::AttachmentProblem::gone:
      return QStringLiteral("gone");
    case client::AttachmentProblem::damaged:
      return QStringLiteral("damaged");
    case client::AttachmentProblem::other:
      return QStringLiteral("other");
  }
  return {};
}

std::optional<MessageId> parse_message_id(const QString& text) {
  const auto bytes = parse_hex(from_qt(text));
  if (!bytes) return std::nullopt;
  const auto id = MessageId::parse(*bytes);
  return id ? std::optional{*id} : std::nullopt;
}

QDateTime local_time(Instant at) { return QDateTime::fromMSecsSinceEpoch(at.milliseconds); }

bool is_own(const store::Message& message) {
  return message.state != store::MessageState::received && message.state != store::MessageState::restored;
}

}  // namespace sotto::desktop
