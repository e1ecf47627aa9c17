// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of groups, from their first entry on; some end with an entry that doesn't hold.
#include "../protocol/group/people.hpp"

#include <functional>

#include "group_message.hpp"
#include "group_state.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using namespace group;
using namespace group::test;

/// The log that the group messages belong to.
constexpr std::string_view three_members = "three members, each let in by those before";

/// One log on its way: entries that hold, and at the end perhaps one that does not.
struct Story {
  explicit Story(GroupKind kind) {
    const auto first = create(alice, kind);
    entries.push_back(first.bytes());
    log.emplace(start(first));
  }
  [[nodiscard]] const Membership& state() const { return log->state(); }
  void add(const Entry& entry) {
    must_append(*log, entry);
    entries.push_back(entry.bytes());
  }
  void refuse(const Entry& entry) { entries.push_back(entry.bytes()); }
  template <class... Approvers>
  void admit(Person& newcomer, Approvers&... approvers) {
    add(request(newcomer, state()));
    (add(approve(approvers, state(), newcomer.name)), ...);
    add(join(newcomer, state()));
  }
  void gather() {
    admit(bob, alice);
    admit(carol, alice, bob);
  }

  // The seeds were drawn once. They give the keys, and never change.
  Person alice{"alice", Seed{0x7f7af45cf1a7bf22}};
  Person bob{"bob", Seed{0xa55d70d9fa2f9418}};
  Person carol{"carol", Seed{0x66ddb7dc41dc6703}};
  Person dave{"dave", Seed{0xf80da7b1d331ca49}};
  std::optional<MembershipLog> log;
  std::vector<Bytes> entries;
};

Json encode(std::string_view name, const Story& story) {
  Json entries = Json::array();
  for (const auto& entry : story.entries) entries.push_back(hex(entry));
  Json vector{{"name", name}, {"group", hex(story.state().group.view())}, {"entries", entries}};
  const auto replayed = MembershipLog::replay(story.state().group, story.entries);
  if (replayed) {
    vector["state"] = written(replayed->state());
  } else {
    vector["refused"] = name_of(replayed.error().code);
  }
  return vector;
}

struct Scene {
  std::string_view name;
  std::function<void(Story&)> play;
  GroupKind kind = GroupKind::secure;
};

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all{
      {"a founder alone", [](Story&) {}},
      {"an open group that two join",
       [](Story& s) {
         s.add(join(s.bob, s.state()));
         s.add(join(s.carol, s.state()));
       },
       GroupKind::open},
      {three_members, [](Story& s) { s.gather(); }},
      {"a request with one approval of two",
       [](Story& s) {
         s.gather();
         s.add(request(s.dave, s.state()));
         s.add(approve(s.bob, s.state(), s.dave.name));
       }},
      {"a new name, a picture, a role, a policy",
       [](Story& s) {
         s.gather();
         s.add(s.alice.next(s.state(), Rename{title("Клуб")}));
         s.add(s.alice.next(s.state(), ChangePicture{Bytes{1, 2, 3}}));
         s.add(s.alice.next(s.state(), ChangeRole{s.bob.name, Role::admin}));
         s.add(s.alice.next(s.state(), ChangePolicy{must(Policy::parse(2, 1, Role::admin))}));
       }},
      {"the owner leaves and is succeeded",
       [](Story& s) {
         s.gather();
         s.add(s.alice.next(s.state(), Leave{}));
       }},
      {"a member is removed and comes back",
       [](Story& s) {
         s.gather();
         s.add(s.alice.next(s.state(), Remove{s.carol.name}));
         s.admit(s.carol, s.alice, s.bob);
       }},
      {"a join with one approval of two",
       [](Story& s) {
         s.gather();
         s.add(request(s.dave, s.state()));
         s.add(approve(s.bob, s.state(), s.dave.name));
         s.refuse(join(s.dave, s.state()));
       }},
      {"a join after an approval has ended",
       [](Story& s) {
         s.gather();
         s.add(request(s.dave, s.state()));
         s.add(approve(s.alice, s.state(), s.dave.name));
         s.add(approve(s.bob, s.state(), s.dave.name));
         s.refuse(join(s.dave, s.state(), noon + day + minute));
       }},
      {"a join whose approver was removed",
       [](Story& s) {
         s.gather();
         s.add(request(s.dave, s.state()));
         s.add(approve(s.alice, s.state(), s.dave.name));
         s.add(approve(s.bob, s.state(), s.dave.name));
         s.add(s.alice.next(s.state(), Remove{s.bob.name}));
         s.refuse(join(s.dave, s.state()));
       }},
      {"an approval for another key",
       [](Story& s) {
         s.gather();
         s.add(request(s.dave, s.state()));
         const auto& pending = s.state().requests.at(s.dave.name);
         s.refuse(s.bob.next(s.state(), Approve{{s.dave.name, s.carol.key(), pending.nonce, noon + day}}));
       }},
      {"an entry signed by somebody else",
       [](Story& s) {
         s.gather();
         s.refuse(s.dave.sign(next_header(s.state(), s.alice.name, noon), Rename{title("x")}));
       }},
      {"an entry of somebody who is no member",
       [](Story& s) {
         s.gather();
         s.refuse(s.dave.next(s.state(), Rename{title("x")}));
       }},
      {"a member removes an owner",
       [](Story& s) {
         s.gather();
         s.refuse(s.bob.next(s.state(), Remove{s.alice.name}));
       }},
      {"an older policy",
       [](Story& s) {
         s.gather();
         s.refuse(s.alice.next(s.state(), ChangePolicy{must(Policy::parse(1, 1, Role::member))}));
       }},
      {"an entry that follows another history",
       [](Story& s) {
         s.gather();
         auto header = next_header(s.state(), s.alice.name, noon);
         header.previous.bytes.fill(7);
         s.refuse(s.alice.sign(header, Rename{title("x")}));
       }},
      {"an entry twice",
       [](Story& s) {
         s.gather();
         const auto entry = s.alice.next(s.state(), Rename{title("x")});
         s.add(entry);
         s.refuse(entry);
       }},
      {"an entry under an older member list",
       [](Story& s) {
         s.gather();
         auto header = next_header(s.state(), s.alice.name, noon);
         --header.epoch;
         s.refuse(s.alice.sign(header, Rename{title("x")}));
       }},
      {"a time that goes back",
       [](Story& s) {
         s.gather();
         auto header = next_header(s.state(), s.alice.name, noon);
         header.at = noon - minute;
         s.refuse(s.alice.sign(header, Rename{title("x")}));
       }},
      {"a second beginning",
       [](Story& s) {
         s.gather();
         s.refuse(create(s.alice, GroupKind::open));
       }},
  };
  return all;
}

}  // namespace

Json group_logs() {
  Json logs = Json::array();
  Json messages;
  for (const auto& scene : scenes()) {
    Story story{scene.kind};
    scene.play(story);
    logs.push_back(encode(scene.name, story));
    if (scene.name == three_members) messages = group_messages(scene.name, story.state());
  }
  return {{"logs", logs}, {"sender_key", messages}};
}

}  // namespace sotto::vectors
