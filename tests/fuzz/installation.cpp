// SPDX-License-Identifier: GPL-3.0-or-later
#include "installation.hpp"

#include "../protocol/archive/shelf.hpp"
#include "sotto/group/sign_post.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using namespace relay;
using group::GroupKind;
using group::test::must;

group::Entry founding(group::test::Person& founder, GroupKind kind, Instant at) {
  const group::Create body{kind, group::test::title("Chess club"),
                           must(group::Policy::parse(1, 1, group::Role::member)), founder.key(),
                           founder.nonce()};
  return founder.sign({{}, 0, {}, 0, at, founder.name}, body);
}

Bytes post_in(const group::Entry& created, group::test::Person& author, Instant at) {
  const group::PostHeader header{created.header().group, {{1, 2, 3}}, 0, at, author.name};
  return must(group::sign_post(header, group::PostText{"hello"}, author.identity, author.random)).bytes();
}

Estate make() {
  group::test::Person alice{"alice", group::test::Seed{1}};
  const auto at = relay::testing::HandClock{}.now();
  auto secure_group = founding(alice, GroupKind::secure, at);
  auto open_group = founding(alice, GroupKind::open, at);
  auto post = post_in(open_group, alice, at);
  archive::test::Shelf shelf;
  const auto& entry = shelf.add("bob", "hello");
  auto chat = copy_of(entry.header().conversation.view());
  return {{"alice", group::test::Seed{1}},
          {"bob", group::test::Seed{2}},
          at,
          std::move(secure_group),
          std::move(open_group),
          std::move(post),
          entry.bytes(),
          std::move(chat)};
}

template <class Reply>
auto expecting() {
  return [](const Outcome<Reply>& outcome) {
    require(std::holds_alternative<Reply>(outcome), "a relay takes what its people have made");
  };
}

}  // namespace

Estate& estate() {
  static Estate all = make();
  return all;
}

Installation::Installation() {
  add(estate().alice, 1);
  add(estate().bob, 2);
  const store::Token token{sotto::relay::token_hash(alice_token),
                           estate().alice.name,
                           DeviceId{1},
                           store::Scope::device,
                           "",
                           store::Day{20'000},
                           std::nullopt};
  store.update([token](store::Transaction& t) { return t.add_token(token); }, [](const Status&) {});
  bring_in(estate());
  settle();
}

void Installation::add(const group::test::Person& person, std::uint8_t number) {
  const auto added = update_and_wait(store, [&](store::Transaction& t) -> Status {
    auto account = relay::samples::account(person.name.text(), number);
    account.identity_key = copy_of(person.key().view());
    SOTTO_TRY(t.add_account(account));
    SOTTO_ASSIGN(const auto id, t.add_device(person.name, Bytes{1, 2}, store::Day{20'000}));
    return t.set_keys({person.name, id}, relay::samples::keys());
  });
  require(added.ok(), "an account can be added");
}

void Installation::bring_in(Estate& from) {
  const auto& alice = from.alice.name;
  for (const auto* entry : {&from.secure_group, &from.open_group})
    relay.append_to_group(alice, entry->bytes(), expecting<wire::GroupFacts>());
  relay.add_post(alice, from.post, expecting<wire::PostAdded>());
  relay.archive.append(alice, {from.archived}, expecting<wire::ArchiveHead>());
  const auto begun = update_and_wait(store, [](store::Transaction& t) -> Status {
    for (const std::uint8_t number : {std::uint8_t{1}, std::uint8_t{2}}) {
      auto blob = relay::samples::blob(number, "alice");
      blob.size = Estate::blob_size;
      SOTTO_TRY(t.add_blob(blob));
    }
    return t.append_to_blob(relay::samples::blob_id(1), 0, Bytes(Estate::blob_size, 7));
  });
  require(begun.ok(), "blobs can be begun");
}

}  // namespace sotto::fuzz
