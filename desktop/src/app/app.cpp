// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/app.hpp"

#include <QCoreApplication>

#include "host/overloaded.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {

App::App(EnginePort& engine, Keychain* keychain, NewsSource& source, const DataFolder& folder,
         QObject* parent)
    : QObject{parent},
      engine_{engine},
      preferences_{folder},
      startup_{engine, folder, keychain},
      session_{engine, startup_},
      entry_{engine},
      conversations_{engine},
      people_{conversations_, ConversationsOf::Kind::people},
      rooms_{conversations_, ConversationsOf::Kind::groups},
      groups_{engine},
      group_search_{engine},
      group_{{engine, groups_, group_search_, conversations_, session_}},
      chat_{engine, conversations_, session_},
      search_{engine, conversations_},
      linking_{engine},
      devices_{engine},
      news_{source, [this] { return preferences_.relay(); }} {
  connect_parts();
}

void App::connect_parts() {
  preferences_.set_relay_guard([this] { return !session_.is_in() && !entry_.busy() && !linking_.busy(); });
  connect(&preferences_, &Preferences::relayChanged, &startup_,
          [this] { startup_.use_relay(preferences_.relay()); });
  connect(&preferences_, &Preferences::relayChanged, &news_, &News::clear);
  connect(&engine_, &EnginePort::happened, this, &App::on_event);
  connect(&session_, &Session::entered, &conversations_, &ConversationList::load);
  connect(&session_, &Session::entered, &groups_, &Groups::load);
  connect(&session_, &Session::left, this, &App::forget_account);
  connect(&session_, &Session::failed, this, &App::note_failure);
  connect(&session_, &Session::profileSaved, this,
          [this] { emit noted(QStringLiteral("profile_saved"), {}, 0); });
  connect(&conversations_, &ConversationList::failed, this, &App::note_failure);
  connect(&groups_, &Groups::failed, this, &App::note_failure);
  connect(&group_, &OpenGroup::failed, this, &App::note_failure);
  connect(&chat_, &Chat::failed, this, &App::note_failure);
  connect(chat_.files(), &Files::saved, this,
          [this](const QString& name) { emit noted(QStringLiteral("file_saved"), name, 0); });
  connect(chat_.files(), &Files::notSaved, this,
          [this](const QString& name) { emit noted(QStringLiteral("file_not_saved"), name, 0); });
  connect(&devices_, &Devices::failed, this, &App::note_failure);
}

void App::start() { startup_.start(preferences_.relay()); }

void App::on_event(const client::Event& event) {
  std::visit(
      Overloaded{
          [this](const client::RequestFailed& e) { on_request_failed(e); },
          [this](const client::SessionReset& e) {
            emit noted(QStringLiteral("session_reset"), to_qt(e.user.text()), 0);
          },
          [this](const client::MessageUndecryptable& e) {
            emit noted(QStringLiteral("undecryptable"), to_qt(e.user.text()), 0);
          },
          [this](const client::DeviceRefused& e) {
            emit noted(QStringLiteral("device_refused"), to_qt(e.user.text()), 0);
          },
          [this](const client::ChangeFailed& e) {
            emit noted(code_of_failed(e.kind), to_qt(e.conversation.text()), 0);
          },
          [this](const client::DeviceListRefused& e) {
            emit noted(QStringLiteral("device_list_refused"), to_qt(e.user.text()), 0);
          },
          [this](const client::DeviceCopied& e) {
            emit noted(QStringLiteral("device_copied"), to_qt(e.user.text()), 0);
          },
          [this](const client::StateRestored&) { emit noted(QStringLiteral("state_restored"), {}, 0); },
          [this](const client::GroupDistrusted& e) { note_distrust(e); },
          [this](const client::ArchiveRefused& e) {
            if (client::is_another_history(e.code)) return;  // the session says so until it is decided
            const bool full = e.code == ErrorCode::too_large;
            emit noted(full ? QStringLiteral("archive_full") : QStringLiteral("archive_refused"), {}, 0);
          },
          [this](const client::RestoreChecked& e) {
            if (e.refused > 0) emit noted(QStringLiteral("history_foreign"), QString::number(e.refused), 0);
          },
          [this](const client::LoggedOut& e) {
            const bool revoked = e.reason == client::LogoutReason::revoked;
            emit noted(revoked ? QStringLiteral("device_revoked") : QStringLiteral("logged_out"), {}, 0);
          },
          [](const auto&) {}},
      event);
}

/// The engine doesn't say which request it was: whatever is being waited for has failed.
void App::on_request_failed(const client::RequestFailed& failure) {
  const bool people = search_.take_failure(failure.code);
  const bool named_groups = group_search_.take_failure(failure.code);
  const bool list = devices_.take_failure(failure.code);
  const bool setting = group_.take_failure(failure.code);
  const bool creation = groups_.take_failure(failure.code);
  session_.take_failure();
  if (people || named_groups || list || setting || creation) return;
  emit noted(QStringLiteral("error"), to_qt(failure.code), seconds_of(failure.retry_after));
}

void App::note_failure(ErrorCode code) { emit noted(QStringLiteral("error"), to_qt(code), 0); }

void App::note_distrust(const client::GroupDistrusted& event) {
  const auto* group = groups_.find(event.group);
  emit groupDistrusted(group != nullptr ? to_qt(group->name) : QString{}, to_qt(event.code));
}

QString App::titleOf(const QString& user) const {
  const auto name = Username::parse(from_qt(user));
  return name ? conversations_.title_of(*name) : user;
}

void App::forget_account() {
  conversations_.clear();
  groups_.clear();
  group_.close();
  group_search_.setQuery({});
  chat_.forget();
  search_.setQuery({});
  devices_.forget();
}

QString App::version() const { return QCoreApplication::applicationVersion(); }

}  // namespace sotto::desktop
