// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/engine_worker.hpp"

#include "host/overloaded.hpp"
#include "host/websocket_transport.hpp"
#include "sotto/base/scrub_stack.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {

EngineWorker::EngineWorker(OnEvent on_event, Clock clock)
    : on_event_{std::move(on_event)}, clock_{std::move(clock)}, now_{Instant{}}, alarm_{clock_, this} {
  connect(&alarm_, &Alarm::rang, this, [this] { enter(client::TimerFired{}); });
}

EngineWorker::~EngineWorker() { close(); }

Status EngineWorker::open(const QString& database, const SecretBytes& key, const RelayUrl& relay) {
  close();
  if (!random_) {
    SOTTO_ASSIGN(random_, crypto::system_random());
  }
  SOTTO_ASSIGN(auto store,
               store::SqlcipherStore::open({database.toStdString(), store::Journal::write_ahead, {}}, key));
  running_ = std::make_unique<Running>(std::move(store), database, *random_);
  link_to(relay);
  now_ = clock_();
  if (auto status = running_->engine.start(now_, running_->epoch.read()); !status) {
    close();
    return status;
  }
  carry_out_effects();
  return {};
}

void EngineWorker::link_to(const RelayUrl& relay) {
  transport_ = std::make_unique<WebSocketTransport>(relay.stream());
  connect(transport_.get(), &Transport::up, this, [this] { enter(client::LinkUp{}); });
  connect(transport_.get(), &Transport::down, this, [this] { enter(client::LinkDown{}); });
  connect(transport_.get(), &Transport::received, this,
          [this](const Bytes& frame) { enter(client::FrameReceived{frame}); });
}

void EngineWorker::close() {
  alarm_.stop();
  transport_.reset();
  running_.reset();
}

Status EngineWorker::handle(client::Input input) {
  if (!running_) return Error{ErrorCode::invalid_state, "no database is open"};
  now_ = clock_();
  auto status = running_->engine.handle(std::move(input), now_);
  carry_out_effects();
  return status;
}

void EngineWorker::enter(client::Input input) {
  static_cast<void>(handle(std::move(input)));
  scrub_stack();
}

void EngineWorker::carry_out_effects() {
  while (auto effect = running_->engine.poll()) carry_out(*std::move(effect));
}

void EngineWorker::carry_out(client::Effect effect) {
  std::visit(Overloaded{[this](const client::OpenLink&) { transport_->open(); },
                        [this](const client::CloseLink&) { transport_->close(); },
                        [this](const client::SendFrame& frame) { transport_->send(frame.bytes); },
                        [this](const client::WakeAt& wake) { alarm_.set(wake.at, now_); },
                        [this](const client::KeepEpoch& keep) { running_->epoch.keep(keep.epoch); },
                        [this](client::Notify& notify) { on_event_(std::move(notify.event)); }},
             effect);
}

}  // namespace sotto::desktop
