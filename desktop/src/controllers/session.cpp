// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/session.hpp"

#include "host/overloaded.hpp"
#include "host/text.hpp"

namespace sotto::desktop {

Session::Session(EnginePort& engine, Startup& startup, QObject* parent)
    : QObject{parent}, engine_{engine}, startup_{startup} {
  connect(&engine_, &EnginePort::happened, this, &Session::on_event);
  connect(&startup_, &Startup::changed, this, &Session::changed);
  connect(&startup_, &Startup::opened, this, &Session::read_account);
}

void Session::on_event(const client::Event& event) {
  std::visit(
      Overloaded{[this](const client::LoggedIn&) { read_account(); },
                 [this](const client::LoggedOut&) {
                   take({std::nullopt, link_});
                 },
                 [this](const client::LinkChanged& e) { on_link(e.state); },
                 [this](const client::Displaced&) {
                   displaced_ = true;
                   emit changed();
                 },
                 [this](const client::RestoreProgress& e) { on_history(e); },
                 [this](const client::ArchiveRefused& e) {
                   if (client::is_another_history(e.code)) set_archive_doubted(true);
                 },
                 [this](const client::ProfileFetched& e) { on_profile(e.profile); }, [](const auto&) {}},
      event);
}

void Session::read_account() {
  engine_.ask_account(when_answered(this, [this](Result<AccountStatus> answer) {
    // No database is open when no relay was chosen: nobody is logged in.
    take(answer ? *std::move(answer) : AccountStatus{});
  }));
}

void Session::take(AccountStatus status) {
  const bool was_in = is_in();
  account_ = std::move(status.account);
  link_ = status.link;
  known_ = true;
  displaced_ = displaced_ && is_in() && !is_online();
  profile_saving_ = profile_saving_ && is_in();
  emit changed();
  if (!is_in()) on_history({});
  if (is_in()) emit entered();
  if (was_in && !is_in()) emit left();
}

void Session::on_history(const client::RestoreProgress& progress) {
  history_ = progress;
  set_archive_doubted(false);
  emit restored();
}

void Session::set_archive_doubted(bool doubted) {
  if (std::exchange(archive_doubted_, doubted) != doubted) emit changed();
}

double Session::restoredFraction() const noexcept {
  return restoring() ? static_cast<double>(history_.restored) / static_cast<double>(history_.total) : 1;
}

void Session::on_link(client::LinkState link) {
  link_ = link;
  displaced_ = displaced_ && !is_online();
  // Each link looks again.
  archive_doubted_ = archive_doubted_ && !is_online();
  emit changed();
}

void Session::on_profile(const client::ProfileView& profile) {
  if (!account_ || !(profile.username == account_->username)) return;
  account_->display_name = profile.display_name;
  account_->about = profile.about;
  account_->listed = profile.listed;
  const bool saved = std::exchange(profile_saving_, false);
  emit changed();
  if (saved) emit profileSaved();
}

void Session::take_failure() {
  profile_saving_ = false;
  emit changed();
}

QString Session::state() const {
  switch (startup_.phase()) {
    case Startup::Phase::starting:
      return QStringLiteral("starting");
    case Startup::Phase::locked:
      return QStringLiteral("locked");
    case Startup::Phase::failed:
      return QStringLiteral("failed");
    case Startup::Phase::ready:
      break;
  }
  if (!known_) return QStringLiteral("starting");
  return is_in() ? QStringLiteral("in") : QStringLiteral("out");
}

QString Session::lock() const {
  switch (startup_.lock()) {
    case Lock::none:
      return {};
    case Lock::create:
      return QStringLiteral("create");
    case Lock::enter:
      return QStringLiteral("enter");
    case Lock::wrong:
      return QStringLiteral("wrong");
  }
  return {};
}

QString Session::startFailure() const { return startup_.failure() ? to_qt(*startup_.failure()) : QString{}; }

QString Session::link() const {
  switch (link_) {
    case client::LinkState::offline:
      return QStringLiteral("offline");
    case client::LinkState::connecting:
      return QStringLiteral("connecting");
    case client::LinkState::online:
      return QStringLiteral("online");
  }
  return {};
}

QString Session::username() const { return account_ ? to_qt(account_->username.text()) : QString{}; }
QString Session::displayName() const { return account_ ? to_qt(account_->display_name) : QString{}; }
QString Session::about() const { return account_ ? to_qt(account_->about) : QString{}; }
bool Session::listed() const { return account_ && account_->listed; }
bool Session::readReceipts() const { return account_ && account_->privacy.read_receipts; }
bool Session::typing() const { return account_ && account_->privacy.typing; }

void Session::unlock(QString passphrase) { startup_.unlock(take_secret(passphrase)); }

void Session::retryStart() { startup_.retry(); }

void Session::beginAnew() { startup_.begin_anew(); }

void Session::reconnect() {
  // The engine stays offline once it was displaced; a new one begins anew.
  displaced_ = false;
  emit changed();
  startup_.reopen();
}

void Session::updateProfile(const QString& displayName, const QString& about, bool listed) {
  profile_saving_ = true;
  emit changed();
  engine_.submit(client::UpdateProfile{from_qt(displayName), from_qt(about), listed},
                 when_answered(this, [this](Status done) {
                   if (done) return;
                   take_failure();
                   emit failed(done.error().code);
                 }));
}

void Session::acceptArchive() {
  engine_.submit(client::AcceptArchive{}, when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                   if (done) set_archive_doubted(false);
                 }));
}

void Session::tellReading(bool told) { set_privacy({.read_receipts = told}); }

void Session::tellTyping(bool told) { set_privacy({.typing = told}); }

void Session::set_privacy(const client::SetPrivacy& changed) {
  engine_.submit(changed, when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                   read_privacy();
                 }));
}

/// Alone: nobody comes or goes with it.
void Session::read_privacy() {
  engine_.ask_account(when_answered(this, [this](Result<AccountStatus> answer) {
    if (!answer || !answer->account || !account_) return;
    account_->privacy = answer->account->privacy;
    emit changed();
  }));
}

void Session::logOut() {
  engine_.submit(client::LogOut{}, when_answered(this, [this](Status done) {
                   if (!done) emit failed(done.error().code);
                 }));
}

}  // namespace sotto::desktop
