// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "relay/accounts.hpp"
#include "relay/archive.hpp"
#include "relay/blobs.hpp"
#include "relay/captcha.hpp"
#include "relay/core.hpp"
#include "relay/delivery.hpp"
#include "relay/device_lists.hpp"
#include "relay/directory.hpp"
#include "relay/groups.hpp"
#include "relay/keys.hpp"
#include "relay/linkings.hpp"
#include "relay/posts.hpp"
#include "relay/reachable_devices.hpp"
#include "relay/tokens.hpp"

namespace sotto::relay {

/// All services of one node, as the stream and the REST API use them.
struct Relay {
  /// `foundation` outlives the relay; `background` stops before it ends.
  Relay(Foundation& foundation, Background background);
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  /// How long to wait, zero: go on. Counts the refusal.
  Duration take(Buckets& buckets, const std::string& key);
  /// The same for the buckets of networks; an empty network (this machine, a trusted proxy) is not limited.
  Duration take_for_network(Buckets& buckets, const std::string& network);
  /// Appends to a group's log and tells the devices of everybody concerned.
  void append_to_group(const Username& user, Bytes entry, Answer<wire::GroupFacts> answer);
  /// Adds a post to an open group and hands it to the devices of all its members.
  void add_post(const Username& user, const Bytes& post, Answer<wire::PostAdded> answer);

  /// Removes an account, and sweeps away what it leaves behind.
  void delete_account(const Principal& who, const SecretBytes& login_secret, Answer<wire::Done> answer);

  Foundation& base;
  Captcha captcha;
  Accounts accounts;
  Tokens tokens;
  Directory directory;
  Keys keys;
  DeviceLists device_lists;
  Linkings linkings;
  ReachableDevices reachable;
  Delivery delivery;
  Groups groups;
  Posts posts;
  Blobs blobs;
  Archive archive;
  Buckets lookups;
  Buckets networks;
  Buckets registrations;

 private:
  /// A hint to every device of these users that has a link.
  template <class News>
  void tell(const std::vector<Username>& users, const News& news);
};

}  // namespace sotto::relay
