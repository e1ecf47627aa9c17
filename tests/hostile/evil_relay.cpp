// SPDX-License-Identifier: GPL-3.0-or-later
#include "evil_relay.hpp"

#include <stdexcept>

namespace sotto::hostile {
namespace {

/// Beyond what the relay's core numbers its deliveries with.
constexpr std::uint64_t first_handed_on = std::uint64_t{1} << 40U;

relay::Policy policy(double rates) {
  relay::Policy policy;
  policy.captcha_max_number = 20;
  policy.rate_factor = rates;
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

EvilRelay::EvilRelay(double rates) : bench_{relay::store::MemoryStore::Commit::at_once, policy(rates)} {}
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

void EvilRelay::remove_account(const std::string& user) {
  const auto name = relay::samples::name(user);
  // Not what the relay keeps to know a retired name by.
  const auto tag = relay::samples::hash(++last_removed_);
  check(update_and_wait(bench_.store, [&](relay::store::Transaction& transaction) {
    return transaction.remove_account(name, tag);
  }));
  bench_.bus.publish(relay::bus::DevicesChanged{name});
  close_all();
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
  if (frame) listen(found->second.device, *frame);
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
  acknowledge_lost();
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

void EvilRelay::listen(const std::optional<Address>& device, const wire::Frame& frame) {
  if (!device) return;
  if (const auto* submit = std::get_if<wire::Submit>(&frame)) submissions.emplace_back(*device, *submit);
  if (const auto* submit = std::get_if<wire::SubmitToGroup>(&frame))
    group_submissions.emplace_back(*device, *submit);
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

void EvilRelay::hand_on(const Address& from, const wire::SubmitToGroup& said, const Address& to) {
  wire::SealedEnvelope envelope;
  envelope.device = to.device;
  envelope.type = wire::EnvelopeType::sender_key;
  envelope.ciphertext = wire::with_group(said.group, said.ciphertext);
  const DeliveryId number{first_handed_on + ++last_handed_on_};
  inject(to, wire::Deliver{{{number, said.message, from, bench_.clock.at, envelope}}, 0});
}

/// Later: the core is in the middle of delivering.
void EvilRelay::lose(const Address& device, const wire::Deliver& deliver) {
  wire::Acknowledge acknowledge;
  for (const auto& delivery : deliver.deliveries) acknowledge.deliveries.push_back(delivery.delivery);
  lost_.emplace_back(device, std::move(acknowledge));
}

void EvilRelay::acknowledge_lost() {
  for (const auto& [device, acknowledge] : std::exchange(lost_, {})) {
    for (const auto& [link, connection] : connections_) {
      if (connection.device == device) connection.session->on_frame(wire::serialise(acknowledge));
    }
  }
  bench_.settle();
}

std::unique_ptr<relay::store::MemoryStore> EvilRelay::remember() const {
  auto copy = std::make_unique<relay::store::MemoryStore>();
  copy->copy_from(bench_.store);
  return copy;
}

void EvilRelay::go_back_to(const relay::store::MemoryStore& past) {
  constexpr std::size_t all = 1'000;
  std::vector<relay::store::Group> groups;
  check(bench_.store.read([&](const relay::store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(groups, snapshot.search_groups("", all));
    return {};
  }));
  bench_.store.copy_from(past);
  // What the core has in memory is of a time that never was.
  for (const auto& group : groups) bench_.bus.publish(relay::bus::GroupGrown{group.id});
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
