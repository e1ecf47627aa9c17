// SPDX-License-Identifier: GPL-3.0-or-later
#include "known_lists.hpp"

#include <algorithm>
#include <limits>

#include "defences.hpp"
#include "identities.hpp"
#include "record_codec.hpp"
#include "removals.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::known_lists {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr auto all = std::numeric_limits<std::size_t>::max();

struct Removed {
  DeviceId device;
  Instant at;
};

/// A list called devices gone that no list had named here: they came and went in between.
struct Raised {
  DeviceId above;  ///< greater numbers were not gone before
  Instant at;
};

/// More removals in a day than anybody has devices: only the latest are remembered.
constexpr std::size_t max_removals = 4 * crypto::max_listed_devices;

struct Named {
  DeviceId by;
  std::uint64_t version = 0;
};

struct Known {
  std::vector<Named> named;  ///< newer versions, each by a device that is not gone; not more than devices
  std::optional<crypto::IdentityKey> identity;  ///< that signed the list; nullopt: there is none
  crypto::DeviceList list;
  std::vector<Removed> removed;  ///< not longer ago than heard_after_removal
  std::vector<Raised> raised;    ///< likewise
};

/// The two versions stand in front, for those who want nothing else.
struct Versions {
  std::uint64_t list = 0;
  std::uint64_t named = 0;
};

Versions read_versions(RecordReader& in) {
  in.expect_version(record_version);
  const auto list = in.u64();
  return {list, in.u64()};
}

Result<Known> parse(const Username& user, ByteView record) {
  RecordReader in{record};
  Known known;
  static_cast<void>(read_versions(in));
  const auto identity = in.bytes();
  const auto list = in.bytes();
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    const DeviceId device{in.u32()};
    known.removed.push_back({device, in.instant()});
  }
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    const DeviceId above{in.u32()};
    known.raised.push_back({above, in.instant()});
  }
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    const DeviceId by{in.u32()};
    known.named.push_back({by, in.u64()});
  }
  SOTTO_TRY(in.finish());
  if (identity.empty()) return known;
  SOTTO_ASSIGN(known.identity, crypto::IdentityKey::parse(identity));
  SOTTO_ASSIGN(known.list, crypto::parse_device_list(user, list));
  return known;
}

Result<Known> load(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto record, step.find(Table::device_list, key_of(user)));
  return record ? parse(user, *record) : Known{};
}

bool names_less(const Named& a, const Named& b) { return a.version < b.version; }

std::uint64_t highest_named(const Known& known) {
  const auto highest = std::max_element(known.named.begin(), known.named.end(), names_less);
  return highest == known.named.end() ? 0 : highest->version;
}

Status save(Step& step, const Username& user, const Known& known) {
  RecordWriter out;
  out.u8(record_version).u64(known.list.version).u64(highest_named(known));
  out.bytes(known.identity ? known.identity->view() : ByteView{});
  out.bytes(known.identity ? crypto::serialise_device_list(user, known.list) : Bytes{});
  out.u32(static_cast<std::uint32_t>(known.removed.size()));
  for (const auto& removed : known.removed) out.u32(removed.device.value).instant(removed.at);
  out.u32(static_cast<std::uint32_t>(known.raised.size()));
  for (const auto& raised : known.raised) out.u32(raised.above.value).instant(raised.at);
  out.u32(static_cast<std::uint32_t>(known.named.size()));
  for (const auto& named : known.named) out.u32(named.by.value).u64(named.version);
  return step.put(Table::device_list, key_of(user), out.view());
}

Result<Versions> versions(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto record, step.find(Table::device_list, key_of(user)));
  if (!record) return Versions{};
  RecordReader in{*record};
  const auto found = read_versions(in);
  if (in.failed()) return Error{ErrorCode::store_corrupt, "device list"};
  return found;
}

/// A newer one was named, by a device whose word counts in this one.
bool is_outdated(const crypto::DeviceList& list, const Named& named) {
  const bool counts = !list.is_gone(named.by) || !defences().gone_name_nothing;
  return named.version > list.version && counts;
}

bool is_outdated(const crypto::DeviceList& list, const Known& known) {
  return std::any_of(known.named.begin(), known.named.end(),
                     [&](const Named& named) { return is_outdated(list, named); });
}

void forget_named(Known& known) {
  known.named.erase(std::remove_if(known.named.begin(), known.named.end(),
                                   [&](const Named& named) { return !is_outdated(known.list, named); }),
                    known.named.end());
}

/// The highest of each device; of too many devices the highest.
void keep_named(Known& known, const Named& named) {
  auto& all_named = known.named;
  const auto same =
      std::find_if(all_named.begin(), all_named.end(), [&](const Named& one) { return one.by == named.by; });
  if (same != all_named.end()) {
    same->version = std::max(same->version, named.version);
    return;
  }
  all_named.push_back(named);
  if (all_named.size() > crypto::max_listed_devices)
    all_named.erase(std::min_element(all_named.begin(), all_named.end(), names_less));
}

Result<crypto::DeviceList> judge(const Known& known, const Username& user,
                                 const crypto::IdentityKey& identity, const wire::SignedDeviceList& shown) {
  SOTTO_ASSIGN(auto list, crypto::open_device_list(identity, user, shown.list, shown.signature));
  // Of another identity there is nothing to compare with: whether that one is trusted is another question.
  const bool comparable = !known.identity || *known.identity == identity;
  if (!comparable || !defences().newest_device_list) return list;
  if (is_outdated(list, known)) return Error{ErrorCode::stale_state, "device list", 0};
  SOTTO_TRY(crypto::check_follows(known.list, list));
  return list;
}

/// A clock that went back does not make it longer.
bool is_over(Instant removed_at, Instant now) {
  const auto since = now - removed_at;
  return since > heard_after_removal || since < Duration{0};
}

/// What it sent before it was taken out may still be under way.
bool is_just_gone(const Known& known, DeviceId device, Instant now) {
  const auto is_removed = [&](const Removed& removed) {
    return removed.device == device && !is_over(removed.at, now);
  };
  const auto is_raised = [&](const Raised& raised) {
    return raised.above < device && !is_over(raised.at, now);
  };
  return std::any_of(known.removed.begin(), known.removed.end(), is_removed) ||
         std::any_of(known.raised.begin(), known.raised.end(), is_raised);
}

Status erase_session(Step& step, const Address& device) {
  for (const auto table :
       {Table::session, Table::kem_record, Table::counter, Table::text_number, Table::reset}) {
    SOTTO_TRY(step.erase(table, key_of(device)));
  }
  return {};
}

Status erase_sessions_of_gone(Step& step, const Username& user, const Known& known) {
  SOTTO_ASSIGN(const auto sessions, step.scan(Table::session, key_of(user), all));
  for (const auto& session : sessions) {
    SOTTO_ASSIGN(const auto device, address_in(session.key));
    const bool gone = known.list.is_gone(device.device);
    if (gone && !is_just_gone(known, device.device, step.now())) SOTTO_TRY(erase_session(step, device));
  }
  return {};
}

/// Whether anything was forgotten.
Result<bool> forget_removed(Step& step, const Username& user, Known& known) {
  if (!defences().gone_unheard) return false;
  const auto before = known.removed.size() + known.raised.size();
  std::vector<Removed> kept;
  for (const auto& removed : known.removed) {
    if (known.list.find(removed.device) != nullptr) continue;
    if (is_over(removed.at, step.now())) {
      SOTTO_TRY(erase_session(step, {user, removed.device}));
    } else {
      kept.push_back(removed);
    }
  }
  known.removed = std::move(kept);
  known.raised.erase(std::remove_if(known.raised.begin(), known.raised.end(),
                                    [&](const Raised& raised) { return is_over(raised.at, step.now()); }),
                     known.raised.end());
  const bool changed = known.removed.size() + known.raised.size() != before;
  if (changed) SOTTO_TRY(erase_sessions_of_gone(step, user, known));
  return changed;
}

/// Devices were named before, or came and went unseen, that `next` does not name.
bool lacks_one_of(const crypto::DeviceList& before, const crypto::DeviceList& next) {
  if (before.version == 0) return false;
  return before.gone_up_to < next.gone_up_to ||
         std::any_of(before.devices.begin(), before.devices.end(),
                     [&](const auto& listed) { return next.find(listed.device) == nullptr; });
}

template <class Removal>
void keep_latest(std::vector<Removal>& removals) {
  if (removals.size() <= max_removals) return;
  removals.erase(removals.begin(),
                 removals.begin() + static_cast<std::ptrdiff_t>(removals.size() - max_removals));
}

void note_removed(Known& known, const crypto::DeviceList& before, Instant now) {
  for (const auto& listed : before.devices) {
    if (known.list.find(listed.device) == nullptr) known.removed.push_back({listed.device, now});
  }
  if (before.gone_up_to < known.list.gone_up_to) known.raised.push_back({before.gone_up_to, now});
  keep_latest(known.removed);
  keep_latest(known.raised);
}

}  // namespace

Result<State> state(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto known, versions(step, user));
  if (known.list < known.named) return State::behind;
  return known.list == 0 ? State::none : State::current;
}

Result<std::optional<crypto::DeviceList>> find(Step& step, const Username& user) {
  SOTTO_ASSIGN(auto known, load(step, user));
  if (!known.identity) return std::optional<crypto::DeviceList>{};
  return std::optional{std::move(known.list)};
}

Result<std::set<DeviceId>> ahead(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto known, load(step, user));
  std::set<DeviceId> devices;
  for (const auto& named : known.named) devices.insert(named.by);
  return devices;
}

Result<std::uint64_t> own_version(Step& step) {
  SOTTO_ASSIGN(const auto known, versions(step, step.self().user));
  return known.list;
}

Result<std::optional<crypto::DeviceList>> admit(Step& step, const Username& user,
                                                const crypto::IdentityKey& identity,
                                                const std::optional<wire::SignedDeviceList>& shown) {
  using Admitted = std::optional<crypto::DeviceList>;
  SOTTO_ASSIGN(const auto known, load(step, user));
  const bool never_had_one = !known.identity && known.named.empty();
  // An account whose devices have not been online since there are lists.
  if (!shown && never_had_one) return Admitted{crypto::DeviceList{}};
  if (!shown) {
    step.notify(DeviceListRefused{user, ErrorCode::stale_state});
    return Admitted{};
  }
  auto list = judge(known, user, identity, *shown);
  if (list) return Admitted{*std::move(list)};
  step.notify(DeviceListRefused{user, list.error().code});
  return Admitted{};
}

Status remember(Step& step, const Username& user, const crypto::IdentityKey& identity,
                const crypto::DeviceList& list) {
  if (list.version == 0) return {};
  SOTTO_ASSIGN(auto known, load(step, user));
  const bool same_identity = known.identity && *known.identity == identity;
  if (same_identity && known.list == list) return {};
  if (known.identity && !same_identity) known = Known{};
  const auto before = std::exchange(known.list, list);
  known.identity = identity;
  forget_named(known);
  note_removed(known, before, step.now());
  SOTTO_TRY(forget_removed(step, user, known));
  SOTTO_TRY(save(step, user, known));
  SOTTO_TRY(peers::keep_listed(step, user, list));
  const bool speaks = user == step.self().user && !list.is_gone(step.self().device);
  return speaks && lacks_one_of(before, list) ? removals::tell(step) : Status{};
}

Status note_named(Step& step, const Address& by, std::uint64_t version) {
  SOTTO_ASSIGN(const auto seen, versions(step, by.user));
  if (version <= seen.list) return {};
  SOTTO_ASSIGN(auto known, load(step, by.user));
  // A stolen device could name what no list will ever reach.
  if (known.list.is_gone(by.device) && defences().gone_name_nothing) return {};
  keep_named(known, {by.device, version});
  SOTTO_TRY(save(step, by.user, known));
  if (version > seen.named) peers::want_list(step, by.user);
  return {};
}

Result<bool> is_gone(Step& step, const Address& device) {
  SOTTO_ASSIGN(const auto known, load(step, device.user));
  return known.list.is_gone(device.device);
}

Result<bool> is_heard(Step& step, const Address& sender) {
  SOTTO_ASSIGN(const auto known, load(step, sender.user));
  if (!known.list.is_gone(sender.device) || !defences().gone_unheard) return true;
  // The list of another identity says nothing of this one's devices.
  SOTTO_ASSIGN(const auto identity, identities::find(step, sender.user));
  if (identity && known.identity && !(identity->key == *known.identity)) return true;
  return is_just_gone(known, sender.device, step.now());
}

Status on_online(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::device_list, {}, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto key, user_in(record.key));
    SOTTO_ASSIGN(auto known, parse(key.user, record.value));
    SOTTO_ASSIGN(const bool changed, forget_removed(step, key.user, known));
    if (changed) SOTTO_TRY(save(step, key.user, known));
  }
  return {};
}

}  // namespace sotto::client::known_lists
