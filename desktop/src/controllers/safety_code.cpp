// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/safety_code.hpp"

#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {

SafetyCode::SafetyCode(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {}

void SafetyCode::open(const std::optional<ConversationId>& with) {
  with_ = with;
  own_.clear();
  match_.clear();
  ++turn_;
  emit changed();
}

void SafetyCode::read() {
  if (other() == nullptr) return;
  engine_.ask_safety_code(
      *other(), when_answered(this, [this, asked = with_](Result<std::optional<std::string>> answer) {
        if (asked != with_ || !answer) return;
        own_ = to_qt(answer->value_or(std::string{}));
        emit changed();
      }));
}

void SafetyCode::compare(const QString& text) {
  if (other() == nullptr) return;
  forgetMatch();
  engine_.compare_safety_code(
      *other(), from_qt(text),
      when_answered(this, [this, asked = turn_](Result<crypto::SafetyCodeMatch> answer) {
        if (asked != turn_) return;
        if (answer)
          set_match(code_of(*answer));
        else
          emit failed(answer.error().code);
      }));
}

void SafetyCode::forgetMatch() {
  ++turn_;
  set_match({});
}

void SafetyCode::set_match(const QString& match) {
  if (match_ == match) return;
  match_ = match;
  emit changed();
}

}  // namespace sotto::desktop
