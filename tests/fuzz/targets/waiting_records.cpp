// SPDX-License-Identifier: GPL-3.0-or-later
// Records of what waits on the client's disk and what a device that is well has none of: changes whose
// message has not come, a group's messages whose key has not, what a restore has read too early, keys of a
// group that were replaced, and what a device could not read.
#include <algorithm>

#include "archiving/waiting.hpp"
#include "early.hpp"
#include "groups/held.hpp"
#include "groups/key_record.hpp"
#include "groups/past_notices.hpp"
#include "input.hpp"
#include "memory.hpp"
#include "resets.hpp"
#include "samples.hpp"
#include "seeded_random.hpp"
#include "sotto/store/memory_store.hpp"
#include "step.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using client::changes::Change;
using store::Record;
using store::Table;

/// A step of an engine that nobody is logged in to, on a store of its own.
struct Desk {
  store::MemoryStore store;
  testing::SeededRandom random{1};
  client::Memory memory;
  client::OutboxIndex outbox;
  client::Step step{{store, random, memory, outbox}, Instant{1'000}};

  /// The only record of this table.
  Record only(Table table) {
    const auto all = store.scan(table, {}, 2);
    require(all.ok() && all->size() == 1, "one thing waits");
    return all->front();
  }
  void put(Table table, ByteView key, ByteView value) {
    require(step.put(table, key, value).ok(), "a record can be written");
  }
};

const MessageId message{{1, 2, 3}};
const archive::EntryId entry{{4, 5, 6}};
const GroupId group{{7, 8, 9}};

Change edit() {
  return {client::changes::Kind::edit,     message, samples::user("bob"), Revision{2}, "hello @alice",
          {{6, 6, samples::user("alice")}}};
}

store::Message deleted() {
  return {{},
          message,
          samples::user("bob"),
          samples::user("bob"),
          store::MessageKind::deleted,
          store::MessageState::restored,
          Instant{1},
          Instant{2},
          {}};
}

bool same(const std::vector<Change>& a, const std::vector<Change>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Change& one, const Change& other) {
    return one.kind == other.kind && one.target == other.target && one.author == other.author &&
           one.revision == other.revision && one.text == other.text && one.mentions == other.mentions;
  });
}

void check(const std::vector<Change>& changes) {
  for (const auto& change : changes)
    require(check_mentions(change.text, change.mentions).ok(), "nobody is named who does not stand there");
}

/// Who keeps a record of this kind, who takes it, and whether what was taken and kept again is the same.
struct Kind {
  Table table;
  Status (*keep)(client::Step& step);
  bool (*take)(Desk& desk);
};

Status keep_early(client::Step& step) { return client::early::keep(step, group, edit()); }

bool take_early(Desk& desk) {
  const auto taken = client::early::take(desk.step, group, message);
  if (!taken) return false;
  check(*taken);
  Desk again;
  for (const auto& change : *taken)
    require(client::early::keep(again.step, group, change).ok(), "it can be kept");
  for (const auto& change : *taken) {
    const auto back = client::early::take(again.step, group, change.target);
    require(back && same({change}, *back), "what was kept is taken");
  }
  return true;
}

Status keep_restored(client::Step& step) {
  return client::archiving::keep_edit(step, samples::user("bob"), edit());
}

bool take_restored(Desk& desk) {
  const ConversationId bob = samples::user("bob");
  const auto taken = client::archiving::take_edits(desk.step, bob, message);
  if (!taken) return false;
  check(*taken);
  Desk again;
  for (const auto& change : *taken)
    require(client::archiving::keep_edit(again.step, bob, change).ok(), "it can be kept");
  const auto back = client::archiving::take_edits(again.step, bob, message);
  require(back && same(*taken, *back), "what was kept is taken");
  return true;
}

Status keep_place(client::Step& step) { return client::archiving::keep_deleted(step, entry, deleted()); }

bool take_place(Desk& desk) {
  const auto taken = client::archiving::take_deleted(desk.step, entry);
  if (!taken) return false;
  require(taken->has_value(), "what lies there is taken");
  Desk again;
  require(client::archiving::keep_deleted(again.step, entry, **taken).ok(), "it can be kept");
  const auto back = client::archiving::take_deleted(again.step, entry);
  require(back && *back && (*back)->id == (*taken)->id && (*back)->conversation == (*taken)->conversation &&
              (*back)->sender == (*taken)->sender && (*back)->state == (*taken)->state,
          "what was kept is taken");
  return true;
}

Status keep_held(client::Step& step) {
  return client::group_held::add(step, {group, {samples::user("bob"), DeviceId{1}}, message, Bytes(40, 7)});
}

bool take_held(Desk& desk) {
  const auto taken = client::group_held::take_all(desk.step, group);
  if (!taken) return false;
  Desk again;
  for (const auto& held : *taken) require(client::group_held::add(again.step, held).ok(), "it can be kept");
  const auto back = client::group_held::take_all(again.step, group);
  require(back && back->size() == taken->size(), "what was kept is taken");
  for (std::size_t at = 0; at < taken->size(); ++at) {
    const auto& held = (*taken)[at];
    const auto& kept = (*back)[at];
    require(kept.message == held.message && kept.sender == held.sender && kept.ciphertext == held.ciphertext,
            "a held message is kept as it is");
    // One that an older program held has come when it is held again.
    require(held.since == Instant{} || kept.since == held.since, "it is not younger than it was");
  }
  return true;
}

Status keep_former(client::Step& step) {
  const Address phone{samples::user("bob"), DeviceId{2}};
  return client::group_key_records::save_former(
      step, group,
      {{{{1, 2}}, 3, Instant{4}, Bytes(40, 5), {phone}}, {{{6}}, 2, Instant{3}, Bytes(40, 7), {}}});
}

bool same(const client::FormerKey& a, const client::FormerKey& b) {
  return a.generation == b.generation && a.epoch == b.epoch && a.made_at == b.made_at &&
         a.distribution == b.distribution && a.given_again == b.given_again;
}

bool take_former(Desk& desk) {
  const auto taken = client::group_key_records::former(desk.step, group);
  if (!taken) return false;
  Desk again;
  require(client::group_key_records::save_former(again.step, group, *taken).ok(), "it can be kept");
  const auto back = client::group_key_records::former(again.step, group);
  require(back && std::equal(taken->begin(), taken->end(), back->begin(), back->end(),
                             [](const auto& a, const auto& b) { return same(a, b); }),
          "what was kept is taken");
  return true;
}

Status keep_past_notices(client::Step& step) {
  SOTTO_TRY(client::group_past_notices::begin(step, group));
  SOTTO_ASSIGN([[maybe_unused]] const bool held, client::group_past_notices::hold(step, group, 7));
  return {};
}

bool take_past_notices(Desk& desk) {
  const auto waiting = client::group_past_notices::find(desk.step, group);
  if (!waiting) return false;
  require(waiting->has_value(), "what lies there is found");
  const auto held = client::group_past_notices::hold(desk.step, group, 9);
  const auto after = client::group_past_notices::find(desk.step, group);
  require(held && after && *after, "it can be kept");
  require((*after)->entries == (*held ? 9 : (*waiting)->entries), "entries are counted while they wait");
  return true;
}

const Address laptop{samples::user("bob"), DeviceId{1}};

Status keep_failed(client::Step& step) { return client::resets::request(step, laptop, message); }

bool take_failed(Desk& desk) {
  if (!client::resets::on_online(desk.step)) return false;
  const auto& fetches = desk.memory.peers.fetches;
  const auto fetch = fetches.find(laptop.user);
  const bool asked = fetch != fetches.end() && fetch->second.wish.renew.count(laptop.device) == 1;
  require(!asked || !desk.memory.resets_due, "a session begins anew now, or later");
  return true;
}

constexpr Kind kinds[] = {{Table::early, keep_early, take_early},
                          {Table::archive_early, keep_restored, take_restored},
                          {Table::archive_early, keep_place, take_place},
                          {Table::group_held, keep_held, take_held},
                          {Table::former_key, keep_former, take_former},
                          {Table::past_notices, keep_past_notices, take_past_notices},
                          {Table::reset, keep_failed, take_failed}};

Record written(const Kind& kind) {
  Desk desk;
  require(kind.keep(desk.step).ok(), "something waits");
  return desk.only(kind.table);
}

/// What lies there is another record.
Verdict run(ByteView bytes) {
  Input input{bytes};
  const auto& kind = kinds[input.below(std::size(kinds))];
  Desk desk;
  desk.put(kind.table, written(kind).key, input.rest());
  return kind.take(desk) ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> all;
  for (std::uint8_t number = 0; number < std::size(kinds); ++number)
    all.push_back(choosing(number, written(kinds[number]).value));
  return all;
}

const Registration registration{{{"waiting_record", 512, run, seeds}}};

}  // namespace
}  // namespace sotto::fuzz
