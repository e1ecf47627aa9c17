// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/engine_worker.hpp"

#include <algorithm>

#include "host/clocks.hpp"
#include "host/overloaded.hpp"
#include "host/websocket_transport.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::desktop {
namespace {

/// A timer stands still while the machine sleeps; after that long at most, the clock is looked at.
constexpr std::int64_t longest_wait_ms = 30'000;

}  // namespace

EngineWorker::EngineWorker(OnEvent on_event) : on_event_{std::move(on_event)}, timer_{this} {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &EngineWorker::on_timer);
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
  if (auto status = running_->engine.start(read_clocks(), running_->epoch.read()); !status) {
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
  timer_.stop();
  transport_.reset();
  running_.reset();
}

Status EngineWorker::handle(client::Input input) {
  if (!running_) return Error{ErrorCode::invalid_state, "no database is open"};
  auto status = running_->engine.handle(std::move(input), read_clocks());
  carry_out_effects();
  return status;
}

void EngineWorker::enter(client::Input input) { static_cast<void>(handle(std::move(input))); }

void EngineWorker::carry_out_effects() {
  while (auto effect = running_->engine.poll()) carry_out(*std::move(effect));
}

void EngineWorker::carry_out(client::Effect effect) {
  std::visit(Overloaded{[this](const client::OpenLink&) { transport_->open(); },
                        [this](const client::CloseLink&) { transport_->close(); },
                        [this](const client::SendFrame& frame) { transport_->send(frame.bytes); },
                        [this](const client::WakeAt& wake) { wake_at(wake.at); },
                        [this](const client::KeepEpoch& keep) { running_->epoch.keep(keep.epoch); },
                        [this](client::Notify& notify) { on_event_(std::move(notify.event)); }},
             effect);
}

void EngineWorker::wake_at(Instant at) {
  wake_at_ = at;
  const auto wait = std::clamp<std::int64_t>((at - read_clocks().wall).count(), 0, longest_wait_ms);
  timer_.start(static_cast<int>(wait));
}

void EngineWorker::on_timer() {
  if (read_clocks().wall < wake_at_) return wake_at(wake_at_);
  enter(client::TimerFired{});
}

}  // namespace sotto::desktop
