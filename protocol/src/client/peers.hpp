// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "calls.hpp"
#include "deadline.hpp"
#include "sotto/base/id.hpp"
#include "sotto/crypto/device_list.hpp"

namespace sotto::client {

/// Bundles of one user that somebody here waits for.
struct Wish {
  bool all = false;            ///< the whole list of devices
  std::set<DeviceId> devices;  ///< these, if not all
  std::set<DeviceId> renew;    ///< these too: a new session, though there is one
  bool list = false;           ///< the signed list, which comes with all of these
  [[nodiscard]] bool empty() const { return !all && devices.empty() && renew.empty() && !list; }
  void add(const Wish& other);
};

struct Fetch {
  Wish wish;                  ///< to be asked for
  std::optional<Wish> asked;  ///< the call is out
  unsigned failures = 0;      ///< in a row
  Deadline not_before;
};

struct PeersMemory {
  std::map<Username, Fetch> fetches;
};

/// The devices of other users, and of one's own account: who they are is the relay's word, checked against
/// the account's identity key. A device without valid signatures gets nothing (attack C1).
namespace peers {

/// The devices that messages to this user go to; the own device is never among them. nullopt: not known yet.
[[nodiscard]] Result<std::optional<std::vector<DeviceId>>> devices_of(Step& step, const Username& user);
[[nodiscard]] Status save_devices(Step& step, const Username& user, const std::vector<DeviceId>& devices);
[[nodiscard]] Status forget_devices(Step& step, const Username& user);
/// Forgets those that a new list does not name.
[[nodiscard]] Status keep_listed(Step& step, const Username& user, const crypto::DeviceList& list);
/// A message came from this device, in a session that proves that it has the account's identity. It counts if
/// the account's list names it.
[[nodiscard]] Status learn_device(Step& step, const Address& device);

// Wishes for bundles. They are fetched when the link allows, tried again with backoff, and end in
// outbox::on_peer_changed.
void want_all(Step& step, const Username& user);
void want(Step& step, const Username& user, const std::vector<DeviceId>& devices);
void want_list(Step& step, const Username& user);
/// Whether bundles that messages to this user need are on their way.
[[nodiscard]] bool is_fetching(Step& step, const Username& user);
void want_renewed(Step& step, const Address& device);

/// The relay says that a submission did not match the user's devices.
[[nodiscard]] Status on_devices_changed(Step& step, const Username& user,
                                        const std::vector<DeviceId>& missing,
                                        const std::vector<DeviceId>& extra);

/// A new link: what waited for its time is wanted at once.
[[nodiscard]] Status on_online(Step& step);
/// Sends what is wanted and may be sent now.
[[nodiscard]] Status pump(Step& step);
[[nodiscard]] Status on_answer(Step& step, const Username& user, Answer answer);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace peers
}  // namespace sotto::client
