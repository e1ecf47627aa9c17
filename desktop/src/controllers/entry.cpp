// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/entry.hpp"

#include <QSysInfo>

#include "controllers/password_strength.hpp"
#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::desktop {
namespace {

QString code_of(client::EntryStep step) {
  switch (step) {
    case client::EntryStep::connecting:
      return QStringLiteral("connecting");
    case client::EntryStep::solving_captcha:
      return QStringLiteral("solving_captcha");
    case client::EntryStep::deriving_keys:
      return QStringLiteral("deriving_keys");
    case client::EntryStep::asking_relay:
      return QStringLiteral("asking_relay");
    case client::EntryStep::making_prekeys:
      return QStringLiteral("making_prekeys");
    case client::EntryStep::publishing:
      return QStringLiteral("publishing");
  }
  return {};
}

std::size_t most_bytes_of(const QString& field) {
  if (field == QStringLiteral("displayName")) return wire::max_display_name;
  if (field == QStringLiteral("deviceName")) return wire::max_device_name;
  return wire::max_about;
}

}  // namespace

int seconds_of(Duration duration) { return static_cast<int>((duration.count() + 999) / 1000); }

Entry::Entry(EnginePort& engine, QObject* parent) : QObject{parent}, engine_{engine} {
  connect(&engine_, &EnginePort::happened, this, &Entry::on_event);
}

void Entry::on_event(const client::Event& event) {
  std::visit(Overloaded{[this](const client::EntryProgress& e) {
                          // An account that another device has handed over goes on from here.
                          const bool linked = e.step == client::EntryStep::making_prekeys;
                          if (!busy_ && linked) begin(QStringLiteral("login"));
                          if (!busy_) return;
                          step_ = code_of(e.step);
                          fraction_ = e.fraction;
                          emit changed();
                        },
                        [this](const client::EntryFailed& e) {
                          if (busy_) fail(e.code, e.retry_after);
                        },
                        [this](const client::LoggedIn&) { end(); }, [](const auto&) {}},
             event);
}

void Entry::registerAccount(const QString& username, QString password, const QString& displayName,
                            const QString& deviceName, bool listed) {
  begin(QStringLiteral("register"));
  const auto name = Username::parse(from_qt(username.trimmed()));
  auto secret = take_secret(password);
  if (!name) return fail(ErrorCode::malformed, Duration{0});
  submit(client::Register{*name, std::move(secret), from_qt(displayName), from_qt(deviceName), listed, {}});
}

void Entry::logIn(const QString& username, QString password, const QString& deviceName) {
  begin(QStringLiteral("login"));
  const auto name = Username::parse(from_qt(username.trimmed()));
  auto secret = take_secret(password);
  if (!name) return fail(ErrorCode::malformed, Duration{0});
  submit(client::LogIn{*name, std::move(secret), from_qt(deviceName)});
}

void Entry::begin(const QString& mode) {
  busy_ = true;
  mode_ = mode;
  step_ = code_of(client::EntryStep::connecting);
  fraction_ = 0;
  clearError();
}

void Entry::submit(client::Input input) {
  engine_.submit(std::move(input), when_answered(this, [this](Status begun) {
                   if (!begun) fail(begun.error().code, Duration{0});
                 }));
}

void Entry::fail(ErrorCode code, Duration retry_after) {
  error_ = to_qt(code);
  retry_after_seconds_ = seconds_of(retry_after);
  end();
}

void Entry::end() {
  busy_ = false;
  step_.clear();
  fraction_ = 0;
  emit changed();
}

void Entry::cancel() {
  if (!busy_) return;
  end();
  engine_.submit(client::CancelEntry{}, when_answered(this, [](const Status&) {}));
}

void Entry::clearError() {
  error_.clear();
  retry_after_seconds_ = 0;
  emit changed();
}

QString Entry::defaultDeviceName() const {
  QString name = QSysInfo::machineHostName();
  while (wire_size(name) > wire::max_device_name) name.chop(1);
  return name;
}

QString Entry::usernameProblem(const QString& text) const {
  if (text.trimmed().isEmpty()) return QStringLiteral("missing");
  return Username::parse(from_qt(text.trimmed())) ? QString{} : QStringLiteral("malformed");
}

QString Entry::passwordProblem(const QString& text) const {
  if (text.isEmpty()) return QStringLiteral("missing");
  return characters_of(text) < password_floor ? QStringLiteral("short") : QString{};
}

QString Entry::passwordStrength(const QString& password, const QString& username) const {
  return password_strength(password, username);
}

bool Entry::tooLong(const QString& field, const QString& text) const {
  return wire_size(text) > most_bytes_of(field);
}

}  // namespace sotto::desktop
