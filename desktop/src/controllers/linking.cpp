// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/linking.hpp"

#include "host/overloaded.hpp"
#include "host/text.hpp"

namespace sotto::desktop {
namespace {

QString name_of_stage(client::LinkingStage stage) {
  switch (stage) {
    case client::LinkingStage::connecting:
      return QStringLiteral("connecting");
    case client::LinkingStage::showing_code:
      return QStringLiteral("showing_code");
    case client::LinkingStage::comparing:
      return QStringLiteral("comparing");
    case client::LinkingStage::confirmed:
      return QStringLiteral("confirmed");
  }
  return {};
}

bool is_over(const QString& stage) {
  return stage == QStringLiteral("done") || stage == QStringLiteral("failed");
}

}  // namespace

Linking::Linking(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &Linking::on_event);
}

void Linking::on_event(const client::Event& event) {
  std::visit(Overloaded{[this](const client::LinkingChanged&) { read(); },
                        [this](const client::LinkingEnded& e) {
                          const bool failed = e.failure.has_value();
                          end(failed ? QStringLiteral("failed") : QStringLiteral("done"),
                              failed ? to_qt(*e.failure) : QString{});
                        },
                        [this](const client::LoggedOut&) { end({}, {}); }, [](const auto&) {}},
             event);
}

bool Linking::busy() const { return !stage_.isEmpty() && !is_over(stage_); }

QString Linking::number() const {
  return number_.isEmpty() ? QString{} : number_.left(3) + QLatin1Char(' ') + number_.mid(3);
}

void Linking::showCode() {
  end(QStringLiteral("connecting"), {});
  submit(client::LinkDevice{});
}

void Linking::join(QString code, const QString& deviceName) {
  end(QStringLiteral("connecting"), {});
  auto secret = take_secret(code);
  submit(client::JoinWithCode{std::move(secret), from_qt(deviceName)});
}

void Linking::confirm() { submit(client::ConfirmLinking{from_qt(number_)}); }

void Linking::leave() {
  if (busy()) engine_.submit(client::CancelLinking{}, when_answered(this, [](const Status&) {}));
  end({}, {});
}

void Linking::submit(client::Input input) {
  engine_.submit(std::move(input), when_answered(this, [this](Status begun) {
                   if (!begun) end(QStringLiteral("failed"), to_qt(begun.error().code));
                 }));
}

void Linking::read() {
  engine_.ask_linking(when_answered(this, [this](Result<std::optional<client::LinkingView>> view) {
    if (view) show(*view);
  }));
}

/// How it ended stays on the screen, though the engine knows nothing more of it.
void Linking::show(const std::optional<client::LinkingView>& view) {
  if (!view && is_over(stage_)) return;
  if (!view) return end({}, {});
  stage_ = name_of_stage(view->stage);
  code_ = to_qt(view->code);
  number_ = to_qt(view->number);
  other_ = to_qt(view->other);
  error_.clear();
  emit changed();
}

void Linking::end(const QString& stage, const QString& error) {
  stage_ = stage;
  error_ = error;
  code_.clear();
  number_.clear();
  other_.clear();
  emit changed();
}

}  // namespace sotto::desktop
