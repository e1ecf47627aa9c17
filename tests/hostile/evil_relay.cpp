// SPDX-License-Identifier: GPL-3.0-or-later
#include "evil_relay.hpp"

#include <stdexcept>

namespace sotto::hostile {
namespace {

/// Nobody is counted here: rates have tests of their own.
relay::Policy policy() {
  relay::Policy policy;
  policy.captcha_max_number = 20;
  policy.rate_factor = 1e6;
  return policy;
}

void check(const Status& status) {
  if (!status) throw std::runtime_error{status.error().where};
}

}  // namespace

/// The relay's side of a connection.
class EvilRelay::Tap final : public relay::Link {
 public:
  Tap(EvilRelay& owner, LinkNumber number) : owner_{owner}, number_{number} {}
  void send(wire::Frame frame) override { owner_.on_said(number_, std::move(frame)); }
  void deliver(DeliveryId id, std::shared_ptr<const relay::store::Letter> letter,
               std::uint64_t remaining) override {
    owner_.on_said(
        number_, wire::Deliver{{{id, letter->message, letter->sender, letter->received_at, letter->envelope}},
                               remaining});
  }
  void close(wire::Goodbye goodbye) override {
    owner_.on_said(number_, goodbye);
    owner_.on_closed(number_);
  }

 private:
  EvilRelay& owner_;
  LinkNumber number_;
};

EvilRelay::EvilRelay() : bench_{relay::store::MemoryStore::Commit::at_once, policy()} {}
EvilRelay::~EvilRelay() = default;

void EvilRelay::adopt(const std::string& user, const testing::RelayAccount& account) {
  const auto name = relay::samples::name(user);
  check(update_and_wait(bench_.store, [&](relay::store::Transaction& transaction) {
    const Bytes salt(16, 1);
    const auto secret = SecretBytes::copied_from(ByteView{account.login_secret});
    return transaction.add_account({name,
                                    account.password,
                                    salt,
                                    relay::login_hash(secret, salt),
                                    account.wrapped_keys,
                                    account.identity_key,
                                    {account.display_name, account.about, account.listed},
                                    relay::store::Day::of(bench_.clock.at)});
  }));
  for (const auto& [id, device] : account.devices) add_device(user, id, device);
  if (!account.device_list) return;
  check(update_and_wait(bench_.store, [&](relay::store::Transaction& transaction) {
    return transaction.set_device_list(name, *account.device_list);
  }));
}

void EvilRelay::add_device(const std::string& user, DeviceId id, const testing::RelayDevice& device) {
  const auto name = relay::samples::name(user);
  check(update_and_wait(bench_.store, [&](relay::store::Transaction& transaction) -> Status {
    const auto today = relay::store::Day::of(bench_.clock.at);
    SOTTO_ASSIGN(const auto given, transaction.add_device(name, device.sealed_name, today));
    if (!(given == id)) return Error{ErrorCode::invalid_state, "the relay gives another device id"};
    SOTTO_TRY(transaction.add_token(
        {relay::token_hash(device.token), name, id, relay::store::Scope::device, "", today, std::nullopt}));
    SOTTO_TRY(transaction.set_keys(
        {name, id}, {device.keys->registration, device.keys->device_signature, *device.keys->signed_prekey,
                     bench_.clock.at, device.keys->suite, *device.keys->kem_last_resort}));
    SOTTO_TRY(transaction.add_kem_prekeys({name, id}, std::vector(device.kem.begin(), device.kem.end())));
    return transaction.add_prekeys({name, id}, std::vector(device.one_time.begin(), device.one_time.end()));
  }));
}

LinkNumber EvilRelay::connect() {
  const auto link = ++last_link_;
  auto tap = std::make_shared<Tap>(*this, link);
  auto session = std::make_shared<relay::Session>(bench_.relay, tap, std::string{});
  connections_[link] = {std::move(tap), std::move(session), std::nullopt};
  return link;
}

void EvilRelay::disconnect(LinkNumber link) {
  const auto found = connections_.find(link);
  if (found == connections_.end()) return;
  const auto gone = std::move(found->second);
  connections_.erase(found);
  gone.session->on_closed();
  bench_.settle();
}

void EvilRelay::close_all() {
  while (!connections_.empty()) {
    const auto link = connections_.begin()->first;
    disconnect(link);
    said_.emplace_back(link, std::nullopt);
  }
}

void EvilRelay::receive(LinkNumber link, const Bytes& bytes, Instant now) {
  bench_.clock.at = now;
  const auto found = connections_.find(link);
  if (found == connections_.end()) return;
  auto frame = wire::parse_frame(bytes);
  if (frame && hears && !hears(found->second.device, *frame)) return;
  if (frame && found->second.device && std::holds_alternative<wire::Submit>(*frame)) {
    submissions.emplace_back(*found->second.device, std::get<wire::Submit>(*frame));
  }
  const auto session = found->second.session;
  session->on_frame(frame ? wire::serialise(*frame) : bytes);
  bench_.settle();
  due_.insert((now + relay::live_acknowledgement).milliseconds);
}

std::optional<Instant> EvilRelay::pass_time(Instant now) {
  bench_.clock.at = now;
  while (!due_.empty() && *due_.begin() <= now.milliseconds) {
    due_.erase(due_.begin());
    bench_.relay.delivery.tick();
    bench_.settle();
  }
  if (due_.empty()) return std::nullopt;
  return Instant{*due_.begin()};
}

std::optional<std::pair<LinkNumber, std::optional<Bytes>>> EvilRelay::poll() {
  if (said_.empty()) return std::nullopt;
  auto next = std::move(said_.front());
  said_.pop_front();
  return next;
}

void EvilRelay::on_said(LinkNumber link, wire::Frame frame) {
  const auto found = connections_.find(link);
  if (found == connections_.end()) return;
  observe(found->second, frame);
  if (says && !says(found->second.device, frame)) return;
  said_.emplace_back(link, wire::serialise(frame));
}

void EvilRelay::observe(Connection& connection, const wire::Frame& frame) {
  if (const auto* welcome = std::get_if<wire::Welcome>(&frame)) {
    connection.device = Address{welcome->username, welcome->device};
  }
  const auto* deliver = std::get_if<wire::Deliver>(&frame);
  if (deliver == nullptr || !connection.device) return;
  for (const auto& delivery : deliver->deliveries) deliveries.emplace_back(*connection.device, delivery);
}

void EvilRelay::on_closed(LinkNumber link) {
  said_.emplace_back(link, std::nullopt);
  connections_.erase(link);
}

void EvilRelay::inject(const Address& device, const wire::Frame& frame) {
  for (const auto& [link, connection] : connections_) {
    if (connection.device == device) said_.emplace_back(link, wire::serialise(frame));
  }
}

std::vector<wire::Frame> EvilRelay::answers_to(const std::vector<Bytes>& frames) {
  const auto link = connect();
  for (const auto& frame : frames) receive(link, frame, bench_.clock.at);
  std::vector<wire::Frame> answers;
  std::deque<std::pair<LinkNumber, std::optional<Bytes>>> others;
  for (auto& [to, bytes] : said_) {
    if (to != link) {
      others.emplace_back(to, std::move(bytes));
    } else if (bytes) {
      answers.push_back(*wire::parse_frame(*bytes));
    }
  }
  said_ = std::move(others);
  disconnect(link);
  return answers;
}

}  // namespace sotto::hostile
