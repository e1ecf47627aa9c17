// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/startup.hpp"

namespace sotto::desktop {

Startup::Startup(EnginePort& engine, DataFolder folder, Keychain* keychain, QObject* parent)
    : QObject{parent}, engine_{engine}, folder_{folder}, key_{std::move(folder), keychain} {
  connect(&key_, &MasterKey::found, this, [this] {
    has_key_ = true;
    open();
  });
  connect(&key_, &MasterKey::locked, this, [this](Lock lock) { enter(Phase::locked, lock); });
  connect(&key_, &MasterKey::failed, this,
          [this](ErrorCode code) { enter(Phase::failed, Lock::none, code); });
}

void Startup::start(std::optional<RelayUrl> relay) {
  relay_ = std::move(relay);
  enter(Phase::starting);
  key_.look();
}

void Startup::use_relay(std::optional<RelayUrl> relay) {
  if (relay == relay_) return;
  relay_ = std::move(relay);
  if (has_key_) open();
}

void Startup::unlock(SecretBytes passphrase) {
  if (phase_ != Phase::locked) return;
  enter(Phase::starting);
  key_.unlock(std::move(passphrase));
}

void Startup::retry() {
  if (phase_ == Phase::failed) start(relay_);
}

void Startup::begin_anew() {
  if (phase_ != Phase::failed || failure_ != ErrorCode::store_corrupt || !relay_) return;
  if (Status aside = folder_.set_database_aside(*relay_); !aside)
    return enter(Phase::failed, Lock::none, aside.error().code);
  retry();
}

void Startup::reopen() {
  if (has_key_) open();
}

void Startup::open() {
  if (!relay_) {
    engine_.close();
    enter(Phase::ready);
    emit opened();
    return;
  }
  auto database = folder_.database_for(*relay_);
  auto key = key_.for_database(*relay_);
  if (!database) return enter(Phase::failed, Lock::none, database.error().code);
  if (!key) return enter(Phase::failed, Lock::none, key.error().code);
  engine_.open(*database, *std::move(key), *relay_,
               when_answered(this, [this, relay = relay_](Status opened_it) {
                 if (relay != relay_) return;  // another one was chosen meanwhile; its answer comes
                 if (!opened_it) return enter(Phase::failed, Lock::none, opened_it.error().code);
                 enter(Phase::ready);
                 emit opened();
               }));
}

void Startup::enter(Phase phase, Lock lock, std::optional<ErrorCode> failure) {
  phase_ = phase;
  lock_ = lock;
  failure_ = failure;
  emit changed();
}

}  // namespace sotto::desktop
