// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys.hpp"

#include <algorithm>

#include "../defences.hpp"
#include "../known_lists.hpp"
#include "../outbox.hpp"
#include "../peers.hpp"
#include "../store_keys.hpp"
#include "identities.hpp"
#include "key_record.hpp"
#include "logs.hpp"
#include "outbox.hpp"
#include "sender_key_state.hpp"

namespace sotto::client::group_keys {
namespace {

/// A member who cannot be given the key by then (no devices, a relay that hides them) asks for it later: one
/// member must not be able to hold back everybody else's messages.
constexpr Duration patience{10'000};

/// So many replaced keys are kept, and none for longer than it could have been in use.
constexpr std::size_t former_keys = 4;
constexpr Duration former_key_age = group::max_sender_key_age * 2;

bool is_worn_out(const GroupKeyRecord& key, const group::Membership& state, Instant now) {
  if (key.age.epoch != state.epoch) return defences().key_per_epoch;
  return key.worn_out || (group::is_worn_out(key.age, now) && defences().keys_wear_out);
}

/// Whether the devices of those who have the key are still the same, as far as is known: one of somebody
/// whose newest list is kept back may have been taken out.
Result<bool> devices_changed(Step& step, const GroupKeyRecord& key) {
  for (const auto& [user, given] : key.given_to) {
    SOTTO_ASSIGN(const auto list, known_lists::state(step, user));
    if (list == known_lists::State::behind && !given.empty()) return true;
    SOTTO_ASSIGN(const auto now, peers::devices_of(step, user));
    // Nobody was given it when no envelope could be made; then there is nothing to compare.
    if (now && !given.empty() && !std::is_permutation(now->begin(), now->end(), given.begin(), given.end()))
      return true;
  }
  return false;
}

Status give(Step& step, const GroupId& group, const Generation& generation, const Username& user) {
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  return outbox::add_again(step,
                           {id, user, OutboxKind::sender_key, group, step.now(), false, {generation}, {}});
}

/// The key that is replaced joins those before it.
Status keep_replaced(Step& step, const GroupId& group, GroupKeyRecord replaced) {
  SOTTO_ASSIGN(auto former, group_key_records::former(step, group));
  former.insert(
      former.begin(),
      {replaced.generation, replaced.age.epoch, replaced.age.made_at, std::move(replaced.distribution), {}});
  if (former.size() > former_keys) former.resize(former_keys);
  former.erase(std::remove_if(former.begin(), former.end(),
                              [&](const auto& key) { return step.now() - key.made_at >= former_key_age; }),
               former.end());
  return group_key_records::save_former(step, group, former);
}

Result<GroupKeyRecord> renew(Step& step, const group::Membership& state) {
  SOTTO_ASSIGN(auto replaced, group_key_records::find(step, state.group));
  StepSenderKeys keys{step, state.group};
  keys.forget(step.self());
  crypto::SenderKeys sender{step.self(), step.random()};
  GroupKeyRecord key;
  SOTTO_ASSIGN(key.distribution, sender.create(keys, StepSenderKeys::name_of(state.group)));
  SOTTO_TRY(keys.merge());
  SOTTO_ASSIGN(key.generation, Generation::fresh(step.random()));
  key.age = {state.epoch, step.now(), 0};
  if (replaced) SOTTO_TRY(keep_replaced(step, state.group, *std::move(replaced)));
  SOTTO_TRY(group_key_records::save(step, state.group, key));
  step.memory().groups.keys_due.insert_or_assign(state.group, step.steady() + patience);
  // To oneself: to one's own other devices.
  for (const auto& [user, member] : state.members) SOTTO_TRY(give(step, state.group, key.generation, user));
  SOTTO_ASSIGN(const auto saved, group_key_records::find(step, state.group));
  return saved ? *saved : key;
}

Result<GroupKeyRecord> current(Step& step, const group::Membership& state) {
  SOTTO_ASSIGN(auto key, group_key_records::find(step, state.group));
  if (!key || is_worn_out(*key, state, step.now())) return renew(step, state);
  SOTTO_ASSIGN(const bool changed, devices_changed(step, *key));
  return changed ? renew(step, state) : Result<GroupKeyRecord>{*std::move(key)};
}

bool has_everybody(const GroupKeyRecord& key, const group::Membership& state) {
  return std::all_of(state.members.begin(), state.members.end(),
                     [&](const auto& entry) { return key.given_to.count(entry.first) > 0; });
}

bool is_overdue(Step& step, const GroupId& group) {
  auto& due = step.memory().groups.keys_due;
  const auto found = due.emplace(group, step.steady() + patience).first;
  return found->second <= step.steady();
}

/// Who came after a key was made reads from the next one on (attack B9).
bool may_have(const group::Membership& state, const Username& user, std::uint64_t key_epoch) {
  const auto* member = group::find_member(state, user);
  return member != nullptr && (member->since_epoch <= key_epoch || !defences().key_per_epoch);
}

/// nullopt: that key is gone, or not for them.
Result<std::optional<Bytes>> distribution_of(Step& step, GroupKeyRecord key, const Generation& generation,
                                             const group::Membership& state, const Username& user) {
  if (key.generation == generation) return std::optional{std::move(key.distribution)};
  SOTTO_ASSIGN(auto former, group_key_records::former(step, state.group));
  const auto found = std::find_if(former.begin(), former.end(),
                                  [&](const FormerKey& one) { return one.generation == generation; });
  if (found == former.end() || !may_have(state, user, found->epoch)) return std::optional<Bytes>{};
  return std::optional{std::move(found->distribution)};
}

/// The message that waits at the other device may be under the key before. Once: who asks again has it, and
/// waits for another one.
Status give_former(Step& step, const group::Membership& state, const Address& to) {
  SOTTO_ASSIGN(const auto former, group_key_records::former(step, state.group));
  if (former.empty() || !may_have(state, to.user, former.front().epoch)) return {};
  if (former.front().given_again.count(to) > 0) return {};
  return give(step, state.group, former.front().generation, to.user);
}

/// The relay has one of the keys before for these devices.
Status note_given_again(Step& step, const GroupId& group, const OutboxRow& row) {
  SOTTO_ASSIGN(auto former, group_key_records::former(step, group));
  const auto key = std::find_if(former.begin(), former.end(),
                                [&](const FormerKey& one) { return one.generation == row.named.front(); });
  if (key == former.end() || row.envelopes.empty()) return {};
  for (const auto& envelope : row.envelopes) key->given_again.insert(Address{row.recipient, envelope.device});
  return group_key_records::save_former(step, group, former);
}

}  // namespace

Result<std::optional<Generation>> ready(Step& step, const group::Membership& state) {
  SOTTO_ASSIGN(const auto key, current(step, state));
  const bool out = has_everybody(key, state) || is_overdue(step, state.group);
  return out ? std::optional{key.generation} : std::nullopt;
}

Status count_message(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(auto key, group_key_records::find(step, group));
  if (!key) return {};
  ++key->age.messages;
  return group_key_records::save(step, group, *key);
}

Result<std::optional<wire::ContentBody>> body_of(Step& step, const OutboxRow& row) {
  using Body = std::optional<wire::ContentBody>;
  const auto* group = row.conversation.group();
  if (group == nullptr || row.named.size() != 1) return Error{ErrorCode::store_corrupt, "sender key row"};
  SOTTO_ASSIGN(auto key, group_key_records::find(step, *group));
  SOTTO_ASSIGN(const auto log, group_logs::of(step, *group));
  if (!key || !log) return Body{};
  SOTTO_ASSIGN(auto distribution,
               distribution_of(step, *std::move(key), row.named.front(), log->state(), row.recipient));
  if (!distribution) return Body{};
  SOTTO_ASSIGN(const auto fit, group_identities::check(step, log->state(), row.recipient));
  if (fit == group_identities::Fit::another_key)
    step.notify(GroupDistrusted{*group, ErrorCode::identity_mismatch});
  if (fit == group_identities::Fit::stranger || fit == group_identities::Fit::another_key) return Body{};
  return Body{wire::SenderKeyDistribution{*group, *std::move(distribution)}};
}

Status on_settled(Step& step, const OutboxRow& row) {
  const auto* group = row.conversation.group();
  if (group == nullptr || row.named.size() != 1) return {};
  SOTTO_ASSIGN(auto key, group_key_records::find(step, *group));
  if (!key) return {};
  if (!(key->generation == row.named.front())) return note_given_again(step, *group, row);
  std::vector<DeviceId> devices;
  for (const auto& envelope : row.envelopes) devices.push_back(envelope.device);
  key->given_to.insert_or_assign(row.recipient, std::move(devices));
  SOTTO_TRY(group_key_records::save(step, *group, *key));
  return group_outbox::pump(step);
}

Status on_request(Step& step, const Address& from, const GroupId& group) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  SOTTO_ASSIGN(auto key, group_key_records::find(step, group));
  if (!log || !key) return {};
  SOTTO_TRY(give_former(step, log->state(), from));
  if (!may_have(log->state(), from.user, key->age.epoch)) return {};
  const auto given = key->given_to.find(from.user);
  const bool was_given = given != key->given_to.end() && std::find(given->second.begin(), given->second.end(),
                                                                   from.device) != given->second.end();
  // A device that was not there when the key was made: its user has heard all that was said under it, and
  // perhaps has no other device any more. What is said next has another key.
  if (!was_given && given != key->given_to.end()) {
    key->worn_out = true;
    SOTTO_TRY(group_key_records::save(step, group, *key));
  }
  return give(step, group, key->generation, from.user);
}

}  // namespace sotto::client::group_keys
