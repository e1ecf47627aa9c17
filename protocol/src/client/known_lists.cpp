// SPDX-License-Identifier: GPL-3.0-or-later
#include "known_lists.hpp"

#include <algorithm>
#include <limits>

#include "defences.hpp"
#include "record_codec.hpp"
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

struct Known {
  std::uint64_t named = 0;  ///< the highest version that a device of the account has named
  std::optional<crypto::IdentityKey> identity;  ///< that signed the list; nullopt: there is none
  crypto::DeviceList list;
  std::vector<Removed> removed;  ///< not longer ago than heard_after_removal
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
  known.named = read_versions(in).named;
  const auto identity = in.bytes();
  const auto list = in.bytes();
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    const DeviceId device{in.u32()};
    known.removed.push_back({device, in.instant()});
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

Status save(Step& step, const Username& user, const Known& known) {
  RecordWriter out;
  out.u8(record_version).u64(known.list.version).u64(known.named);
  out.bytes(known.identity ? known.identity->view() : ByteView{});
  out.bytes(known.identity ? crypto::serialise_device_list(user, known.list) : Bytes{});
  out.u32(static_cast<std::uint32_t>(known.removed.size()));
  for (const auto& removed : known.removed) out.u32(removed.device.value).instant(removed.at);
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

Result<crypto::DeviceList> judge(const Known& known, const Username& user,
                                 const crypto::IdentityKey& identity, const wire::SignedDeviceList& shown) {
  SOTTO_ASSIGN(auto list, crypto::open_device_list(identity, user, shown.list, shown.signature));
  // Of another identity there is nothing to compare with: whether that one is trusted is another question.
  const bool comparable = !known.identity || *known.identity == identity;
  if (!comparable || !defences().newest_device_list) return list;
  if (list.version < known.named) return Error{ErrorCode::stale_state, "device list", 0};
  SOTTO_TRY(crypto::check_follows(known.list, list));
  return list;
}

/// A clock that went back does not make it longer.
bool is_over(const Removed& removed, Instant now) {
  const auto since = now - removed.at;
  return since > heard_after_removal || since < Duration{0};
}

Status erase_session(Step& step, const Address& device) {
  for (const auto table : {Table::session, Table::kem_record, Table::counter, Table::reset}) {
    SOTTO_TRY(step.erase(table, key_of(device)));
  }
  return {};
}

/// Whether anything was forgotten.
Result<bool> forget_removed(Step& step, const Username& user, Known& known) {
  std::vector<Removed> kept;
  for (const auto& removed : known.removed) {
    if (known.list.find(removed.device) != nullptr) continue;
    if (is_over(removed, step.now()) && defences().gone_unheard) {
      SOTTO_TRY(erase_session(step, {user, removed.device}));
    } else {
      kept.push_back(removed);
    }
  }
  const bool changed = kept.size() != known.removed.size();
  known.removed = std::move(kept);
  return changed;
}

void note_removed(Known& known, const crypto::DeviceList& before, Instant now) {
  for (const auto& listed : before.devices) {
    if (known.list.find(listed.device) == nullptr) known.removed.push_back({listed.device, now});
  }
}

}  // namespace

Result<State> state(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto known, versions(step, user));
  if (known.list == 0) return State::unknown;
  return known.list < known.named ? State::behind : State::current;
}

Result<std::optional<crypto::DeviceList>> find(Step& step, const Username& user) {
  SOTTO_ASSIGN(auto known, load(step, user));
  if (!known.identity) return std::optional<crypto::DeviceList>{};
  return std::optional{std::move(known.list)};
}

Result<std::uint64_t> highest_version(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto known, versions(step, user));
  return std::max(known.list, known.named);
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
  const bool never_had_one = !known.identity && known.named == 0;
  // An account whose devices have not been online since there are lists.
  if (!shown && never_had_one) return Admitted{};
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
  SOTTO_ASSIGN(auto known, load(step, user));
  const bool same_identity = known.identity && *known.identity == identity;
  if (same_identity && known.list == list) return {};
  if (known.identity && !same_identity) known = Known{};
  const auto before = std::exchange(known.list, list);
  known.identity = identity;
  note_removed(known, before, step.now());
  SOTTO_TRY(forget_removed(step, user, known));
  SOTTO_TRY(save(step, user, known));
  return peers::keep_listed(step, user, list);
}

Status note_named(Step& step, const Username& user, std::uint64_t version) {
  SOTTO_ASSIGN(const auto seen, versions(step, user));
  if (version <= std::max(seen.list, seen.named)) return {};
  SOTTO_ASSIGN(auto known, load(step, user));
  known.named = version;
  SOTTO_TRY(save(step, user, known));
  if (known.identity) peers::want_list(step, user);
  return {};
}

Result<bool> is_heard(Step& step, const Address& sender) {
  SOTTO_ASSIGN(const auto known, load(step, sender.user));
  if (!known.list.is_gone(sender.device) || !defences().gone_unheard) return true;
  return std::any_of(known.removed.begin(), known.removed.end(), [&](const Removed& removed) {
    return removed.device == sender.device && !is_over(removed, step.now());
  });
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
