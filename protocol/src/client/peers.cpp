// SPDX-License-Identifier: GPL-3.0-or-later
#include "peers.hpp"

#include <algorithm>

#include "attempt.hpp"
#include "backoff.hpp"
#include "bundles.hpp"
#include "defences.hpp"
#include "groups/inbox.hpp"
#include "held.hpp"
#include "identities.hpp"
#include "known_lists.hpp"
#include "outbox.hpp"
#include "record_codec.hpp"
#include "resets.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::peers {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr Backoff retry{Duration{2'000}, Duration{5 * 60'000}};
constexpr std::size_t max_calls = 8;  ///< bundle calls that are out at once

using Devices = std::vector<DeviceId>;

bool contains(const Devices& devices, DeviceId device) {
  return std::find(devices.begin(), devices.end(), device) != devices.end();
}

Fetch& fetch_of(Step& step, const Username& user) { return step.memory().peers.fetches[user]; }

/// What was asked for, and the devices of it that have a session now.
struct Outcome {
  Wish asked;
  Devices reachable;
};

Devices merged(const Devices& known, const Devices& more) {
  auto devices = known;
  for (const auto device : more) {
    if (!contains(devices, device) && devices.size() < wire::max_devices) devices.push_back(device);
  }
  return devices;
}

Status save_reachable(Step& step, const Username& user, const Outcome& outcome) {
  if (outcome.asked.all) return save_devices(step, user, outcome.reachable);
  SOTTO_ASSIGN(const auto known, devices_of(step, user));
  if (!known && outcome.reachable.empty()) return {};
  return save_devices(step, user, merged(known.value_or(Devices{}), outcome.reachable));
}

/// The wish stays, and is tried again after a while.
Status postpone(Step& step, const Username& user, const Wish& asked, Duration at_least) {
  auto& fetch = fetch_of(step, user);
  fetch.wish.add(asked);
  SOTTO_ASSIGN(const auto delay, delay_before_retry(step.random(), retry, fetch.failures, at_least));
  ++fetch.failures;
  fetch.not_before = step.steady() + delay;
  return {};
}

Status on_failure(Step& step, const Username& user, const Wish& asked, const Error& error) {
  if (error.code != ErrorCode::unknown_user) return postpone(step, user, asked, calls::retry_after(error));
  step.memory().peers.fetches.erase(user);
  SOTTO_TRY(resets::give_up(step, user));
  return outbox::fail_all(step, user);
}

/// What the answer gave is done; what it did not give is asked for again by whoever still needs it.
Status settle(Step& step, const Username& user, const Outcome& outcome) {
  auto& fetches = step.memory().peers.fetches;
  if (fetches[user].wish.empty()) fetches.erase(user);
  SOTTO_TRY(save_reachable(step, user, outcome));
  for (const auto device : outcome.asked.renew) {
    const bool is_new = contains(outcome.reachable, device);
    SOTTO_TRY(resets::on_bundle(step, {user, device}, is_new));
    if (is_new) SOTTO_TRY(group_inbox::on_new_session(step, {user, device}));
  }
  SOTTO_TRY(held::reconsider(step, user));
  return outbox::on_peer_changed(step, user);
}

/// Devices that the list names and this one did not know, with whom there is a session already or will be.
Status learn_listed(Step& step, const Username& user, const crypto::DeviceList& list) {
  SOTTO_ASSIGN(auto known, devices_of(step, user));
  if (!known) return {};
  Attempt attempt{step};
  for (const auto& listed : list.devices) {
    const Address address{user, listed.device};
    if (address == step.self() || contains(*known, listed.device)) continue;
    SOTTO_ASSIGN(const bool session, step.session().has_session(attempt, address, step.now()));
    if (session) {
      known->push_back(listed.device);
    } else {
      want(step, user, {listed.device});
    }
  }
  return save_devices(step, user, *known);
}

Status on_bundles(Step& step, const Username& user, const Wish& asked, const wire::Bundles& answer) {
  const auto identity = crypto::IdentityKey::parse(answer.identity_key);
  if (!(answer.username == user) || !identity) return postpone(step, user, asked, Duration{0});
  const bool is_own = user == step.self().user;
  SOTTO_ASSIGN(const auto list, known_lists::admit(step, user, *identity, answer.device_list));
  if (!list) return postpone(step, user, asked, Duration{0});
  SOTTO_ASSIGN(const auto standing, identities::observe(step, user, *identity));
  if (standing == identities::Standing::blocked) {
    step.memory().peers.fetches.erase(user);
    return {};
  }
  SOTTO_ASSIGN(const auto before, known_lists::find(step, user));
  SOTTO_TRY(known_lists::remember(step, user, *identity, *list));
  const auto devices = bundles::verified(step, answer, *identity, *list, asked);
  Outcome outcome{asked, {}};
  SOTTO_ASSIGN(outcome.reachable, bundles::start_sessions(step, answer, devices, asked));
  // None, or keys that are signed and yet no good (A1): asked for at once again, they would be the same.
  if (outcome.reachable.empty() && asked.all && !is_own) return postpone(step, user, asked, Duration{0});
  const bool is_news = list->version > 0 && !(before == *list);
  if (asked.list && is_news) SOTTO_TRY(learn_listed(step, user, *list));
  return settle(step, user, outcome);
}

std::size_t calls_out(const PeersMemory& peers) {
  return static_cast<std::size_t>(
      std::count_if(peers.fetches.begin(), peers.fetches.end(),
                    [](const auto& entry) { return entry.second.asked.has_value(); }));
}

bool may_ask(const Fetch& fetch, Instant steady) {
  return !fetch.asked && !fetch.wish.empty() && (!fetch.not_before || *fetch.not_before <= steady);
}

void ask(Step& step, const Username& user, Fetch& fetch) {
  fetch.asked = std::exchange(fetch.wish, {});
  Devices devices;
  if (!fetch.asked->all) {
    devices.assign(fetch.asked->devices.begin(), fetch.asked->devices.end());
    devices = merged(devices, {fetch.asked->renew.begin(), fetch.asked->renew.end()});
  }
  const bool list_only = !fetch.asked->all && devices.empty();
  calls::begin(step, wire::FetchBundlesRequest{user, std::move(devices), list_only}, BundlesCall{user});
}

}  // namespace

Status on_online(Step& step) {
  for (auto& [user, fetch] : step.memory().peers.fetches) fetch.not_before.reset();
  return pump(step);
}

Result<std::optional<Devices>> devices_of(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto record, step.find(Table::peer_devices, key_of(user)));
  if (!record) return std::optional<Devices>{};
  RecordReader in{*record};
  in.expect_version(record_version);
  const auto count = in.u32();
  Devices devices;
  for (std::uint32_t at = 0; at < count && !in.failed(); ++at) devices.push_back(DeviceId{in.u32()});
  SOTTO_TRY(in.finish());
  return std::optional{std::move(devices)};
}

Status save_devices(Step& step, const Username& user, const Devices& devices) {
  RecordWriter out;
  out.u8(record_version).u32(static_cast<std::uint32_t>(devices.size()));
  for (const auto device : devices) out.u32(device.value);
  return step.put(Table::peer_devices, key_of(user), out.view());
}

Status forget_devices(Step& step, const Username& user) {
  return step.erase(Table::peer_devices, key_of(user));
}

Status keep_listed(Step& step, const Username& user, const crypto::DeviceList& list) {
  SOTTO_ASSIGN(auto known, devices_of(step, user));
  if (!known || !defences().listed_devices) return {};
  const auto is_unlisted = [&](DeviceId device) { return list.find(device) == nullptr; };
  known->erase(std::remove_if(known->begin(), known->end(), is_unlisted), known->end());
  return save_devices(step, user, *known);
}

Status learn_device(Step& step, const Address& device) {
  SOTTO_ASSIGN(const auto known, devices_of(step, device.user));
  if (!known || contains(*known, device.device) || device == step.self()) return {};
  SOTTO_ASSIGN(const auto list, known_lists::find(step, device.user));
  if (list && list->find(device.device) == nullptr) return {};
  return save_devices(step, device.user, merged(*known, {device.device}));
}

void want_all(Step& step, const Username& user) {
  auto& fetch = fetch_of(step, user);
  if (!fetch.asked || !fetch.asked->all) fetch.wish.all = true;
}

void want(Step& step, const Username& user, const Devices& devices) {
  auto& fetch = fetch_of(step, user);
  for (const auto device : devices) {
    const bool on_its_way = fetch.asked && (fetch.asked->all || fetch.asked->devices.count(device) > 0);
    if (!on_its_way) fetch.wish.devices.insert(device);
  }
}

void want_list(Step& step, const Username& user) { fetch_of(step, user).wish.list = true; }

bool is_fetching(Step& step, const Username& user) {
  const auto& fetches = step.memory().peers.fetches;
  const auto fetch = fetches.find(user);
  if (fetch == fetches.end()) return false;
  const auto concerns_messages = [](const Wish& wish) { return wish.all || !wish.devices.empty(); };
  return concerns_messages(fetch->second.wish) ||
         (fetch->second.asked && concerns_messages(*fetch->second.asked));
}

void want_renewed(Step& step, const Address& device) {
  auto& fetch = fetch_of(step, device.user);
  const bool on_its_way = fetch.asked && fetch.asked->renew.count(device.device) > 0;
  if (!on_its_way) fetch.wish.renew.insert(device.device);
}

Status on_devices_changed(Step& step, const Username& user, const Devices& missing, const Devices& extra) {
  SOTTO_ASSIGN(auto known, devices_of(step, user));
  if (!known) return {};
  auto& devices = *known;
  devices.erase(std::remove_if(devices.begin(), devices.end(),
                               [&](DeviceId device) { return contains(extra, device); }),
                devices.end());
  SOTTO_TRY(save_devices(step, user, devices));
  // So that a device that was taken out is known to be gone, should the relay bring it back.
  if (!extra.empty()) want_list(step, user);
  for (const auto device : missing) {
    const bool is_self = Address{user, device} == step.self();
    if (!is_self && !contains(devices, device)) want(step, user, {device});
  }
  return {};
}

Status pump(Step& step) {
  auto& memory = step.memory();
  if (!link::is_online(memory)) return {};
  auto free = max_calls - std::min(max_calls, calls_out(memory.peers));
  for (auto& [user, fetch] : memory.peers.fetches) {
    if (free == 0) return {};
    if (!may_ask(fetch, step.steady())) continue;
    ask(step, user, fetch);
    --free;
  }
  return {};
}

Status on_answer(Step& step, const Username& user, Answer answer) {
  auto& fetches = step.memory().peers.fetches;
  const auto fetch = fetches.find(user);
  if (fetch == fetches.end() || !fetch->second.asked) return {};
  const auto asked = *std::exchange(fetch->second.asked, std::nullopt);
  const auto bundles = calls::expect<wire::Bundles>(std::move(answer));
  return bundles ? on_bundles(step, user, asked, *bundles) : on_failure(step, user, asked, bundles.error());
}

Deadline due(const Memory& memory) {
  if (!link::is_online(memory) || calls_out(memory.peers) >= max_calls) return std::nullopt;
  Deadline soonest;
  for (const auto& [user, fetch] : memory.peers.fetches) {
    if (!fetch.asked && !fetch.wish.empty())
      soonest = sooner(soonest, fetch.not_before.value_or(memory.steady));
  }
  return soonest;
}

}  // namespace sotto::client::peers

namespace sotto::client {

void Wish::add(const Wish& other) {
  all = all || other.all;
  devices.insert(other.devices.begin(), other.devices.end());
  renew.insert(other.renew.begin(), other.renew.end());
  list = list || other.list;
}

}  // namespace sotto::client
