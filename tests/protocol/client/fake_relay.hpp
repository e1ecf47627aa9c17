// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fake_archive.hpp"
#include "fake_groups.hpp"
#include "fake_linkings.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::testing {

/// One connection to the relay.
using LinkNumber = std::uint64_t;

/// What the relay keeps of an envelope until its device has acknowledged it.
struct Mail {
  MessageId message;
  Address sender;
  wire::SealedEnvelope envelope;
};

struct RelayDevice {
  Bytes token;
  std::optional<wire::PublishKeysRequest> keys;
  std::deque<wire::OneTimePrekey> one_time;
  std::deque<wire::KemPrekey> kem;
  std::deque<Mail> mailbox;
  Bytes sealed_name;
};

struct RelayAccount {
  wire::PasswordParameters password;
  Bytes login_secret;
  Bytes wrapped_keys;
  Bytes identity_key;
  std::string display_name;
  std::string about;
  bool listed = false;
  std::map<DeviceId, RelayDevice> devices;
  std::uint32_t last_device = 0;
  FakeArchive archive;
  std::optional<wire::SignedDeviceList> device_list;
};

struct RelayBlob {
  Username owner;
  std::uint64_t size = 0;
  std::vector<Bytes> parts;
};

/// The relay as a world of devices sees it.
class RelayEnd {
 public:
  RelayEnd() = default;
  RelayEnd(const RelayEnd&) = delete;
  RelayEnd& operator=(const RelayEnd&) = delete;
  virtual ~RelayEnd() = default;

  /// An account that was made elsewhere.
  virtual void adopt(const std::string& user, const RelayAccount& account) = 0;
  virtual LinkNumber connect() = 0;
  virtual void disconnect(LinkNumber link) = 0;
  /// What a client sent on its link.
  virtual void receive(LinkNumber link, const Bytes& bytes, Instant now) = 0;
  /// What the relay says, in order: a frame, or nullopt when it closed the link.
  virtual std::optional<std::pair<LinkNumber, std::optional<Bytes>>> poll() = 0;
  /// Does what is due; nullopt, or when something is due next.
  virtual std::optional<Instant> pass_time(Instant) { return std::nullopt; }
};

/// A double of the relay with the semantics of crypto-docs/wire-format.md, and hooks to be hostile.
/// Everything that outlives a link is in `accounts`.
class FakeRelay final : public RelayEnd {
 public:
  std::map<std::string, RelayAccount> accounts;
  FakeGroups groups;
  FakeLinkings linkings;
  std::map<wire::BlobId, RelayBlob> blobs;
  std::uint64_t captcha_max = 50;
  /// New devices get larger numbers than this.
  std::uint32_t last_device = 0;

  // Hostility. Unset hooks do nothing.
  std::function<void(wire::Bundles&)> tamper_bundles;
  std::function<void(wire::DeviceList&)> tamper_device_list;
  std::function<void(wire::Delivery&)> tamper_delivery;
  std::function<void(wire::LoginParameters&)> tamper_parameters;
  std::function<void(const Address&, wire::GroupLogPage&)> tamper_group_log;
  /// What a device is told of an open group's posts, asked for or not.
  std::function<void(const Address&, wire::PostPage&)> tamper_posts;
  /// Whom a message to a group goes to, instead of the members.
  std::function<void(const GroupId&, std::set<Username>&)> tamper_recipients;
  std::function<void(wire::LoginGrant&)> tamper_grant;
  /// Answers a submission instead of the relay; nullopt: the relay answers.
  std::function<std::optional<wire::SubmitReply>(const Address& sender, const wire::Submit&)> judge;
  /// Answers a call instead of the relay; nullopt: the relay answers.
  std::function<std::optional<wire::Reply>(const Address& caller, const wire::Call&)> judge_call;
  /// What a client said; false: the relay does not hear it.
  std::function<bool(const wire::Frame&)> hears;
  /// What the relay is about to say; false: it gets lost.
  std::function<bool(const wire::Frame&)> says;

  // What was observed.
  std::vector<std::pair<Address, wire::Submit>> submissions;
  std::vector<std::pair<Address, wire::SubmitToGroup>> group_submissions;
  std::map<std::string, int> bundle_fetches;  ///< by the user asked for
  std::map<std::string, int> list_fetches;    ///< of the list alone
  std::vector<wire::PublishKeysRequest> publications;
  int connections = 0;

  void adopt(const std::string& user, const RelayAccount& account) override { accounts[user] = account; }
  LinkNumber connect() override;
  void disconnect(LinkNumber link) override;
  void disconnect_all();
  void receive(LinkNumber link, const Bytes& bytes, Instant now) override;
  std::optional<std::pair<LinkNumber, std::optional<Bytes>>> poll() override;

  /// Sends a frame to a device that is connected, as a hostile relay may.
  void inject(const Address& device, const wire::Frame& frame);
  void put_into_mailbox(const Address& device, Mail mail);
  [[nodiscard]] bool is_connected(const Address& device) const { return find_link(device).has_value(); }
  RelayDevice& device(const Address& address) {
    return accounts.at(address.user.text()).devices.at(address.device);
  }
  void deliver_mailbox(const Address& device);

 private:
  struct Session {
    std::optional<Address> who;
    std::map<DeliveryId, MessageId> delivered;
    std::map<DeliveryId, Address> from;
    std::uint64_t last_delivery = 0;
  };

  void say(LinkNumber link, const wire::Frame& frame);
  void close(LinkNumber link);
  [[nodiscard]] std::optional<LinkNumber> find_link(const Address& device) const;
  void on_frame(LinkNumber link, wire::Frame frame, Instant now);
  void on_authenticate(LinkNumber link, const wire::Authenticate& authenticate, Instant now);
  void on_submit(LinkNumber link, const wire::Submit& submit);
  void on_submit_to_group(LinkNumber link, const wire::SubmitToGroup& submit);
  void on_acknowledge(LinkNumber link, const wire::Acknowledge& acknowledge);
  wire::SubmitReply accept(const Address& sender, const wire::Submit& submit);
  wire::Reply answer(LinkNumber link, wire::Call call);
  wire::Reply answer_anonymous(wire::Call& call);
  wire::Reply answer_known(const Address& who, wire::Call& call);
  std::optional<wire::Reply> answer_about_groups(const Address& who, wire::Call& call);
  void tell(const std::set<Username>& users, const GroupId& group);
  std::optional<wire::Reply> answer_about_posts(const Address& who, wire::Call& call);
  void tell_of_post(const wire::PostPage& news);
  wire::Reply on_register(wire::RegisterRequest& request);
  wire::Reply on_login(wire::LoginRequest& request);
  wire::Reply on_device_list(const Address& who);
  wire::Reply on_revoke(const Address& who, const wire::RevokeDeviceRequest& request);
  bool take_list(const Username& owner, const std::optional<wire::SignedDeviceList>& list);
  wire::Reply on_publish(const Address& who, const wire::PublishKeysRequest& request);
  wire::Reply on_fetch(const Address& who, const wire::FetchBundlesRequest& request);
  std::optional<wire::Reply> answer_about_blobs(const Username& who, wire::Call& call);
  wire::Reply on_put(const Username& who, wire::PutBlobPartRequest& request);
  wire::SessionGrant add_device(RelayAccount& account);
  void deliver(LinkNumber link, const Address& to, const Mail& mail);
  /// To whoever is connected; false: to nobody.
  bool deliver_live(const Address& sender, const wire::Submit& submit);

  std::map<LinkNumber, Session> sessions_;
  std::deque<std::pair<LinkNumber, std::optional<Bytes>>> said_;
  LinkNumber last_link_ = 0;
  std::uint8_t last_blob_ = 0;
};

}  // namespace sotto::testing
