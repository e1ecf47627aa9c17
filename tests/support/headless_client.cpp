// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless_client.hpp"

#include <algorithm>
#include <stdexcept>

namespace sotto::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Instant now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<milliseconds>(since_epoch).count()};
}

void require(const Status& status, const char* what) {
  if (!status) throw std::runtime_error{std::string{what} + ": " + std::string{name_of(status.error().code)}};
}

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace

HeadlessClient::HeadlessClient(store::ClientStore& store, RandomSource& random, std::uint16_t port)
    : engine_{store, random},
      port_{port},
      swarm_{{[this](auto link) {
                if (link_ == link) enter(client::LinkUp{});
              },
              [this](auto link, ByteView bytes) {
                if (link_ == link) enter(client::FrameReceived{copy_of(bytes)});
              },
              [this](auto link, std::uint16_t) {
                if (link_ != link) return;
                link_.reset();
                enter(client::LinkDown{});
              }}} {
  require(engine_.start(now()), "start");
  carry_out_effects();
}

void HeadlessClient::handle(client::Input input) {
  require(engine_.handle(std::move(input), now()), "input");
  carry_out_effects();
}

void HeadlessClient::enter(client::Input input) {
  // What comes from the link may fail for want of the store only, which does not happen here.
  handle(std::move(input));
}

void HeadlessClient::carry_out_effects() {
  while (auto effect = engine_.poll()) carry_out(*std::move(effect));
}

void HeadlessClient::carry_out(client::Effect effect) {
  std::visit(Overloaded{[this](const client::OpenLink&) { link_ = swarm_.connect(port_); },
                        [this](const client::CloseLink&) {
                          if (!link_) return;
                          const auto link = *link_;
                          link_.reset();
                          swarm_.drop(link);
                        },
                        [this](const client::SendFrame& frame) {
                          if (link_) swarm_.send(*link_, frame.bytes);
                        },
                        [this](const client::WakeAt& wake) { wake_at_ = wake.at; },
                        [](const client::KeepEpoch&) {},  // its store lasts no longer than it
                        [this](client::Notify& notify) { events_.push_back(std::move(notify.event)); }},
             effect);
}

void HeadlessClient::run_once(milliseconds patience) {
  if (wake_at_) patience = std::clamp(milliseconds{*wake_at_ - now()}, milliseconds{0}, patience);
  swarm_.run_once(patience);
  if (wake_at_ && *wake_at_ <= now()) {
    wake_at_.reset();
    enter(client::TimerFired{});
  }
}

bool HeadlessClient::run_until(const std::function<bool()>& done, std::chrono::seconds patience) {
  return testing::run_until({this}, done, patience);
}

bool HeadlessClient::is_logged_in() const {
  // Not before its keys are published: until then nobody can write to it.
  return std::any_of(events_.begin(), events_.end(),
                     [](const auto& event) { return std::holds_alternative<client::LoggedIn>(event); });
}

void HeadlessClient::register_account(const std::string& name, const std::string& password,
                                      const std::string& device_name) {
  handle(client::Register{*Username::parse(name), SecretBytes::copied_from(std::string_view{password}), "",
                          device_name, true, ""});
  if (!run_until([this] { return is_logged_in(); })) {
    throw std::runtime_error{"could not register"};
  }
}

void HeadlessClient::log_in(const std::string& name, const std::string& password,
                            const std::string& device_name) {
  handle(client::LogIn{*Username::parse(name), SecretBytes::copied_from(std::string_view{password}),
                       device_name});
  if (!run_until([this] { return is_logged_in(); })) {
    throw std::runtime_error{"could not log in"};
  }
}

void HeadlessClient::send(const Username& to, const std::string& text) { handle(client::SendText{to, text}); }

std::vector<std::string> HeadlessClient::texts_with(const Username& with) {
  auto page = engine_.timeline(with, std::nullopt, 200);
  if (!page) throw std::runtime_error{"no timeline"};
  std::vector<std::string> texts;
  for (const auto& message : page->messages) {
    if (message.kind == store::MessageKind::text) texts.push_back(message.body);
  }
  std::reverse(texts.begin(), texts.end());
  return texts;
}

bool run_until(const std::vector<HeadlessClient*>& clients, const std::function<bool()>& done,
               std::chrono::seconds patience) {
  const auto end = steady_clock::now() + patience;
  while (!done()) {
    if (steady_clock::now() > end) return false;
    for (auto* client : clients) client->run_once(milliseconds{5});
  }
  return true;
}

}  // namespace sotto::testing
