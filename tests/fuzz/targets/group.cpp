// SPDX-License-Identifier: GPL-3.0-or-later
// A group's log, read from a relay, and grown by people and by somebody who only has what the relay has.
#include "input.hpp"
#include "people.hpp"
#include "sotto/group/sign_post.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using group::Entry;
using group::EntryBody;
using group::Membership;
using group::MembershipLog;
using group::Role;
using group::test::Person;

Verdict run_entry(ByteView input) {
  const auto entry = Entry::parse(input);
  if (!entry) return Verdict::refused;
  require(equal(entry->bytes(), input), "an entry has one spelling");
  const auto again = group::serialise_unsigned(entry->header(), entry->body());
  const bool created = std::holds_alternative<group::Create>(entry->body());
  require(created || equal(again, input.first(again.size())), "an entry is written as it was read");
  return Verdict::accepted;
}

Verdict run_post(ByteView input) {
  const auto post = group::Post::parse(input);
  if (!post) return Verdict::refused;
  require(equal(post->bytes(), input), "a post has one spelling");
  const auto again = group::serialise_unsigned(post->header(), post->body());
  require(equal(again, input.first(again.size())), "a post is written as it was read");
  return Verdict::accepted;
}

std::vector<Bytes> post_seeds() {
  Person alice{"alice"};
  const group::PostHeader header{{}, {}, 7, group::test::noon, alice.name};
  std::vector<Bytes> seeds;
  for (const auto& body : {group::PostBody{group::PostText{"hello"}}, group::PostBody{group::PostRemoval{}}})
    seeds.push_back(group::test::must(group::sign_post(header, body, alice.identity, alice.random)).bytes());
  return seeds;
}

EntryBody body_of(std::size_t kind, Person& author, const Membership& state, const Username& other) {
  const auto request = state.requests.find(other);
  const auto pending = request != state.requests.end();
  switch (kind) {
    case 0:
      return group::Request{author.key(), author.nonce()};
    case 1:
      return group::Approve{{other, pending ? request->second.identity : author.key(),
                             pending ? request->second.nonce : author.nonce(),
                             group::test::noon + group::test::day}};
    case 2: {
      const auto own = state.requests.find(author.name);
      return group::Join{author.key(), own == state.requests.end() ? author.nonce() : own->second.nonce};
    }
    case 3:
      return group::Leave{};
    case 4:
      return group::Remove{other};
    case 5:
      return group::ChangeRole{other, Role::admin};
    case 6:
      return group::ChangePolicy{
          group::test::must(group::Policy::parse(state.policy.version() + 1, 1, Role::member))};
    case 7:
      return group::Rename{group::test::title("Another name")};
    default:
      return group::ChangePicture{Bytes(20, 7)};
  }
}
constexpr std::size_t body_kinds = 9;

std::vector<Bytes> entry_seeds() {
  group::test::ChessClub club;
  std::vector<Bytes> seeds{group::test::create(club.alice).bytes()};
  for (std::size_t kind = 0; kind < body_kinds; ++kind) {
    seeds.push_back(
        club.alice.next(club.state(), body_of(kind, club.alice, club.state(), club.bob.name)).bytes());
  }
  return seeds;
}

enum class Step : std::uint8_t { act, act_late, repeat, change, let_time_pass, count };

/// Four people; the log as one client has it; and every entry that anybody ever signed, for a relay to serve.
class LogMachine {
 public:
  void run(Input& input) {
    for (int step = 0; step < max_steps && !input.empty(); ++step) {
      switch (static_cast<Step>(input.below(static_cast<std::size_t>(Step::count)))) {
        case Step::act:
          offer(signed_under(log_.state(), input));
          break;
        case Step::act_late:
          offer(signed_under(past_[input.below(past_.size())], input));
          break;
        case Step::repeat:
          if (!signed_.empty()) offer(signed_[input.u8() % signed_.size()]);
          break;
        case Step::change:
          if (!signed_.empty()) offer_changed(signed_[input.u8() % signed_.size()], input);
          break;
        case Step::let_time_pass:
          now_ = now_ + group::test::minute * (1 + input.u16());
          break;
        case Step::count:
          break;
      }
    }
    check_replay();
  }
  [[nodiscard]] bool somebody_came_or_went() const { return log_.state().epoch > 1; }

 private:
  static constexpr int max_steps = 48;

  Bytes signed_under(const Membership& state, Input& input) {
    auto& author = people_[input.below(4)];
    const auto& other = people_[input.below(4)].name;
    const auto body = body_of(input.below(body_kinds), author, state, other);
    signed_.push_back(author.next(state, body, now_).bytes());
    return signed_.back();
  }

  void offer_changed(Bytes entry, Input& input) {
    const auto place = input.u16() % entry.size();
    entry[place] = static_cast<std::uint8_t>(entry[place] ^ (1U + input.below(255)));
    const auto before = log_.state().head;
    offer(entry);
    require(log_.state().head == before, "nobody's entry can be changed");
  }

  void offer(const Bytes& bytes) {
    const auto entry = Entry::parse(bytes);
    if (!entry) return;
    const auto before = log_.state();
    if (!log_.append(*entry)) {
      require(log_.state().head == before.head && log_.size() == entries_.size(),
              "what is refused changes nothing");
      return;
    }
    entries_.push_back(bytes);
    past_.push_back(log_.state());
    check(before, *entry);
  }

  void check(const Membership& before, const Entry& entry) {
    const auto& after = log_.state();
    const auto& author = entry.header().author;
    require(after.kind == before.kind, "a secure group stays one");
    const bool from_outside = std::holds_alternative<group::Request>(entry.body()) ||
                              std::holds_alternative<group::Join>(entry.body()) ||
                              std::holds_alternative<group::Leave>(entry.body());
    require(from_outside || find_member(before, author) != nullptr, "only members act");
    for (const auto& [user, member] : after.members) {
      if (before.members.count(user) > 0) continue;
      require(std::holds_alternative<group::Join>(entry.body()) && author == user,
              "people come in by themselves");
      const auto request = before.requests.find(user);
      require(request != before.requests.end(), "nobody comes in who did not ask");
      require(valid_approvals(before, request->second, entry.header().at) >= needed_approvals(before),
              "nobody comes in without the approvals");
      require(member.identity == request->second.identity, "who comes in is who asked");
    }
    const bool others = after.members.size() != before.members.size();
    require(!others || after.epoch > before.epoch, "another list of members is another epoch");
  }

  void check_replay() const {
    const auto again = MembershipLog::replay(log_.state().group, entries_);
    require(
        again.ok() && again->state().head == log_.state().head && again->state().epoch == log_.state().epoch,
        "the same entries give the same group");
  }

  Person people_[4] = {Person{"alice"}, Person{"bob"}, Person{"carol"}, Person{"mallory"}};
  Entry create_ = group::test::create(people_[0]);
  MembershipLog log_ = group::test::start(create_);
  std::vector<Bytes> entries_{create_.bytes()};
  std::vector<Membership> past_{log_.state()};
  std::vector<Bytes> signed_;
  Instant now_ = group::test::noon;
};

Verdict run_log(ByteView bytes) {
  Input input{bytes};
  LogMachine machine;
  machine.run(input);
  return machine.somebody_came_or_went() ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> log_seeds() {
  // Bob asks, alice approves, bob joins; then carol with two approvals; then bob leaves.
  const Bytes bob_comes{0, 1, 0, 0, 0, 0, 1, 1, 0, 1, 0, 2};
  Bytes all = bob_comes;
  append(all, Bytes{0, 2, 0, 0, 0, 0, 2, 1, 0, 1, 2, 1, 0, 2, 0, 2, 0, 1, 0, 3});
  return {bob_comes, all};
}

const Registration registration{{{"group_entry", 1'024, run_entry, entry_seeds},
                                 {"post", 512, run_post, post_seeds},
                                 {"group_log_machine", 512, run_log, log_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
