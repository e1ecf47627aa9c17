// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "fake_relay.hpp"
#include "relay_fixture.hpp"

namespace sotto::hostile {

using testing::LinkNumber;

/// The real relay core, on a store in memory, in an attacker's hands: what it hears and says goes through
/// hooks that may drop and change it, and the attacker may say what they like. Without hooks it is an honest
/// relay.
class EvilRelay final : public testing::RelayEnd {
 public:
  /// `rates`: how many times as much as the real relay it takes of everybody. By default nobody is counted,
  /// as rates have tests of their own.
  explicit EvilRelay(double rates = 1e6);
  ~EvilRelay() override;

  /// False: the frame is lost. `device`: whose link it is, once it has shown its token.
  using Hook = std::function<bool(const std::optional<Address>& device, wire::Frame& frame)>;
  Hook hears;  ///< before the relay does
  Hook says;   ///< after the relay did, before the device hears it

  /// Every frame that devices sent and every delivery that they got, in order.
  std::vector<std::pair<Address, wire::Submit>> submissions;
  std::vector<std::pair<Address, wire::SubmitToGroup>> group_submissions;
  std::vector<std::pair<Address, wire::Delivery>> deliveries;

  /// Says something to a device that is connected, past `says`.
  void inject(const Address& device, const wire::Frame& frame);
  /// Hands a message to a group on to a device, whether its user is a member or not.
  void hand_on(const Address& from, const wire::SubmitToGroup& said, const Address& to);
  /// For a hook that drops a delivery: it is lost for good, since the core hears that the device has it.
  void lose(const Address& device, const wire::Deliver& deliver);
  /// A copy of all that the relay keeps. With go_back_to() it has heard nothing since.
  [[nodiscard]] std::unique_ptr<relay::store::MemoryStore> remember() const;
  void go_back_to(const relay::store::MemoryStore& past);
  /// The name is anybody's again, and its devices are nobody's.
  void remove_account(const std::string& user);
  /// What becomes of a frame that somebody without an account sends on a link of their own.
  std::vector<wire::Frame> answers_to(const std::vector<Bytes>& frames);
  void close_all();
  /// What the relay keeps, for attackers who change it.
  [[nodiscard]] relay::store::Store& store() { return bench_.store; }
  [[nodiscard]] relay::testing::Bench& bench() { return bench_; }

  void adopt(const std::string& user, const testing::RelayAccount& account) override;
  LinkNumber connect() override;
  void disconnect(LinkNumber link) override;
  void receive(LinkNumber link, const Bytes& bytes, Instant now) override;
  std::optional<std::pair<LinkNumber, std::optional<Bytes>>> poll() override;
  std::optional<Instant> pass_time(Instant now) override;

 private:
  class Tap;
  struct Connection {
    std::shared_ptr<Tap> tap;
    std::shared_ptr<relay::Session> session;
    std::optional<Address> device;
  };

  void on_said(LinkNumber link, wire::Frame frame);
  void on_closed(LinkNumber link);
  void acknowledge_lost();
  void listen(const std::optional<Address>& device, const wire::Frame& frame);
  void observe(Connection& connection, const wire::Frame& frame);
  void add_device(const std::string& user, DeviceId id, const testing::RelayDevice& device);

  relay::testing::Bench bench_;
  std::map<LinkNumber, Connection> connections_;
  std::deque<std::pair<LinkNumber, std::optional<Bytes>>> said_;
  std::vector<std::pair<Address, wire::Acknowledge>> lost_;
  std::set<std::int64_t> due_;  ///< when the relay looks after what was not acknowledged
  LinkNumber last_link_ = 0;
  std::uint64_t last_handed_on_ = 0;
  std::uint8_t last_removed_ = 0;
};

}  // namespace sotto::hostile
