// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/off_record.hpp"

#include "host/text.hpp"
#include "models/codes.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::desktop {

OffRecord::OffRecord(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &OffRecord::on_event);
}

void OffRecord::open(const std::optional<ConversationId>& with) {
  ++opening_;
  with_ = with;
  said_.clear();
  show(std::nullopt);
  refresh();
}

void OffRecord::show(const std::optional<client::ConversationView>& view) {
  const bool on = view && view->off_record;
  const bool allowed = view && view->may_go_off_record;
  if (on == on_ && allowed == allowed_) return;
  on_ = on;
  allowed_ = allowed;
  emit changed();
}

/// Every change of it changes the conversation.
void OffRecord::on_event(const client::Event& event) {
  const auto* about = std::get_if<client::ConversationChanged>(&event);
  if (about != nullptr && with_ == about->conversation) refresh();
}

void OffRecord::refresh() {
  const auto opening = opening_;
  if (!with_ || with_->user() == nullptr || !pending_.begin(opening)) return;
  engine_.ask_timeline(*with_, std::nullopt, 1,
                       when_answered(this, [this, opening](Result<client::TimelinePage> answer) {
                         const bool again = pending_.end(opening);
                         if (opening != opening_) return;
                         if (answer) {
                           said_.replace(std::move(answer->off_record));
                         } else {
                           emit failed(answer.error().code);
                         }
                         if (again) refresh();
                       }));
}

void OffRecord::go() {
  if (with_) submit(client::GoOffRecord{*with_});
}

void OffRecord::end() {
  if (with_) submit(client::EndOffRecord{*with_});
}

QString OffRecord::send(const QString& text) {
  const QString body = text.trimmed();
  if (!with_) return to_qt(ErrorCode::invalid_state);
  if (body.isEmpty()) return to_qt(ErrorCode::malformed);
  if (wire_size(body) > wire::max_text) return to_qt(ErrorCode::too_large);
  engine_.submit(client::SendOffRecord{*with_, from_qt(body)},
                 when_answered(this, [this, opening = opening_, body](Status done) {
                   if (done) return;
                   if (opening == opening_) emit notSent(body);
                   emit failed(done.error().code);
                 }));
  return {};
}

void OffRecord::retry(const QString& messageId) {
  const auto id = parse_message_id(messageId);
  if (with_ && id) submit(client::RetryMessage{*with_, *id});
}

void OffRecord::submit(client::Input input) {
  engine_.submit(std::move(input), when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                 }));
}

}  // namespace sotto::desktop
