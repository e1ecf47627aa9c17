// SPDX-License-Identifier: GPL-3.0-or-later
#include "vectors.hpp"

#include <functional>

#include "people.hpp"

namespace sotto::group::test {
namespace {

QString hex(ByteView bytes) { return QString::fromStdString(to_hex(bytes)); }

/// One log on its way: entries that hold, and at the end perhaps one that does not.
struct Story {
  explicit Story(GroupKind kind = GroupKind::secure, std::uint32_t approvals = 2,
                 Role approvers = Role::member) {
    const auto first = create(alice, kind, approvals, approvers);
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

  Person alice{"alice"};
  Person bob{"bob"};
  Person carol{"carol"};
  Person dave{"dave"};
  std::optional<MembershipLog> log;
  std::vector<Bytes> entries;
};

const char* name_of_role(Role role) {
  return role == Role::owner ? "owner" : role == Role::admin ? "admin" : "member";
}

/// Every field of the state, as the conformance driver answers it.
QJsonObject encode(const Membership& state) {
  QJsonArray members;
  for (const auto& [name, member] : state.members) {
    members.append(QJsonObject{{"name", QString::fromStdString(name.text())},
                               {"identity", hex(member.identity.view())},
                               {"role", name_of_role(member.role)},
                               {"since_epoch", static_cast<qint64>(member.since_epoch)}});
  }
  QJsonArray requests;
  for (const auto& [name, request] : state.requests) {
    requests.append(
        QJsonObject{{"name", QString::fromStdString(name.text())},
                    {"identity", hex(request.identity.view())},
                    {"nonce", hex(request.nonce.bytes)},
                    {"approvals", static_cast<qint64>(valid_approvals(state, request, state.changed_at))}});
  }
  return {{"group", hex(state.group.view())},
          {"kind", state.kind == GroupKind::open ? "open" : "secure"},
          {"name", QString::fromStdString(state.name.text())},
          {"policy", QJsonObject{{"version", static_cast<qint64>(state.policy.version())},
                                 {"approvals", static_cast<qint64>(state.policy.approvals())},
                                 {"approvers", name_of_role(state.policy.approvers())}}},
          {"picture", hex(state.picture)},
          {"epoch", static_cast<qint64>(state.epoch)},
          {"head_sequence", static_cast<qint64>(state.head.sequence)},
          {"head_hash", hex(state.head.hash.view())},
          {"needed_approvals", static_cast<qint64>(needed_approvals(state))},
          {"members", members},
          {"requests", requests}};
}

QJsonObject encode(const char* name, const Story& story) {
  QJsonArray entries;
  for (const auto& entry : story.entries) entries.append(hex(entry));
  QJsonObject vector{{"name", name}, {"group", hex(story.state().group.view())}, {"entries", entries}};
  const auto replayed = MembershipLog::replay(story.state().group, story.entries);
  if (replayed) {
    vector.insert("state", encode(replayed->state()));
  } else {
    vector.insert("refused", QString::fromStdString(std::string{name_of(replayed.error().code)}));
  }
  return vector;
}

struct Scene {
  const char* name;
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
      {"three members, each let in by those before", [](Story& s) { s.gather(); }},
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

QJsonObject make_vectors() {
  QJsonArray logs;
  for (const auto& scene : scenes()) {
    Story story{scene.kind};
    scene.play(story);
    logs.append(encode(scene.name, story));
  }
  return {{"licence", "CC0-1.0"},
          {"about",
           "Logs of groups: crypto-docs/protocol.md, \"Groups\". Each amounts to its state or is refused "
           "with its "
           "code. Binary fields are hexadecimal; entries are whole, with their signatures."},
          {"logs", logs}};
}

}  // namespace sotto::group::test
