// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/message_deeds.hpp"

#include "host/text.hpp"
#include "models/codes.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::desktop {

MessageDeeds::MessageDeeds(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {}

QString MessageDeeds::edit(const QString& messageId, const QString& text) {
  const auto id = parse_message_id(messageId);
  const QString body = text.trimmed();
  if (!with_ || !id) return to_qt(ErrorCode::invalid_state);
  if (body.isEmpty()) return to_qt(ErrorCode::malformed);
  if (wire_size(body) > wire::max_text) return to_qt(ErrorCode::too_large);
  submit(client::EditMessage{*with_, *id, from_qt(body)});
  return {};
}

void MessageDeeds::remove(const QString& messageId) {
  const auto id = parse_message_id(messageId);
  if (with_ && id) submit(client::DeleteMessage{*with_, *id});
}

void MessageDeeds::react(const QString& messageId, const QString& emoji) {
  const auto id = parse_message_id(messageId);
  if (with_ && id) submit(client::React{*with_, *id, from_qt(emoji)});
}

void MessageDeeds::retry(const QString& messageId) {
  const auto id = parse_message_id(messageId);
  if (with_ && id) submit(client::RetryMessage{*with_, *id});
}

void MessageDeeds::submit(client::Input input) {
  engine_.submit(std::move(input), when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                 }));
}

}  // namespace sotto::desktop
