// SPDX-License-Identifier: GPL-3.0-or-later
// What is said in open groups, as the relay takes it and hands it on.
#include <QtTest>

#include "../protocol/group/people.hpp"
#include "relay_fixture.hpp"
#include "sotto/group/sign_post.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::testing;
using group::test::join;
using group::test::Person;
using group::test::title;
using wire::CallFailureCode;
using wire::PageDirection;

namespace {

using Failure = std::optional<CallFailureCode>;
using Texts = std::vector<std::string>;

/// An open group of alice, who made it, and bob; mallory is outside. Everybody has one device with a link.
struct Square : Bench {
  explicit Square(group::GroupKind kind = group::GroupKind::open, Policy policy = {})
      : Bench{store::MemoryStore::Commit::at_once, policy} {
    std::uint8_t number = 1;
    for (auto* person : {&alice, &bob, &mallory}) {
      add(*person, number++);
      links.emplace(person->name, connect({person->name, DeviceId{1}}));
    }
    const group::Create body{kind, title("Chess in town"), *group::Policy::parse(1, 1, group::Role::member),
                             alice.key(), alice.nonce()};
    append(alice, alice.sign({{}, 0, {}, 0, clock.at, alice.name}, body));
    if (kind == group::GroupKind::open) append(bob, join(bob, state(), clock.at));
  }
  void add(const Person& person, std::uint8_t key) {
    const auto status = update_and_wait(store, [&](store::Transaction& t) -> Status {
      auto account = samples::account(person.name.text(), key);
      account.identity_key = copy_of(person.key().view());
      SOTTO_TRY(t.add_account(account));
      SOTTO_ASSIGN(const auto id, t.add_device(person.name, {}, store::Day{1}));
      return t.set_keys({person.name, id}, samples::keys());
    });
    if (!status.ok()) qFatal("account");
  }
  std::shared_ptr<RecordedLink> connect(const Address& device) {
    auto link = std::make_shared<RecordedLink>();
    relay.delivery.attach(device, link, {device.user, device.device, clock.now(), true, 0, 0, 0});
    settle();
    return link;
  }
  void append(const Person& caller, const group::Entry& entry) {
    bool taken = false;
    relay.append_to_group(caller.name, entry.bytes(), [&](const Outcome<wire::GroupFacts>& outcome) {
      taken = std::holds_alternative<wire::GroupFacts>(outcome);
    });
    if (!taken) qFatal("append");
    if (log) {
      group::test::must_append(*log, entry);
    } else {
      log = group::test::start(entry);
    }
  }
  [[nodiscard]] const group::Membership& state() const { return log->state(); }

  group::Post post(Person& author, const group::PostBody& body, std::uint64_t after = 0) {
    const group::PostHeader header{state().group, samples::message(++posts), after, clock.at, author.name};
    return *group::sign_post(header, body, author.identity, author.random);
  }
  group::Post text(Person& author, const char* what, std::uint64_t after = 0) {
    return post(author, group::PostText{what}, after);
  }
  group::Post removal(Person& author, const group::Post& target) {
    return post(author, group::PostRemoval{target.header().id});
  }
  Failure add(const Person& caller, const group::Post& post) {
    std::optional<Outcome<wire::PostAdded>> heard;
    relay.add_post(caller.name, post.bytes(),
                   [&](const Outcome<wire::PostAdded>& outcome) { heard = outcome; });
    if (!heard) qFatal("no answer");
    if (const auto* added = std::get_if<wire::PostAdded>(&*heard)) last = added->sequence;
    const auto* failed = std::get_if<wire::CallFailure>(&*heard);
    return failed != nullptr ? Failure{failed->code} : std::nullopt;
  }
  wire::PostPage page(std::uint64_t place = 0, PageDirection direction = PageDirection::older) {
    return std::get<wire::PostPage>(relay.posts.page({state().group, place, direction}));
  }
  static Texts texts(const wire::PostPage& page) {
    Texts all;
    for (const auto& place : page.places) {
      const auto post = group::Post::parse(place.post);
      const auto* text = post ? std::get_if<group::PostText>(&post->body()) : nullptr;
      all.push_back(text != nullptr ? text->text : place.post.empty() ? "(removed)" : "(removal)");
    }
    return all;
  }
  std::vector<const wire::PostPage*> heard_by(const Person& person) {
    return links.at(person.name)->all<wire::PostPage>();
  }

  Person alice{"alice"};
  Person bob{"bob"};
  Person mallory{"mallory"};
  std::map<Username, std::shared_ptr<RecordedLink>> links;
  std::optional<group::MembershipLog> log;
  std::uint32_t posts = 0;
  std::uint64_t last = 0;
};

}  // namespace

class PostsOfTheRelay : public QObject {
  Q_OBJECT
 private slots:
  void posts_are_handed_on_as_they_were_signed() {
    Square square;
    const auto first = square.text(square.alice, "one");
    QVERIFY(!square.add(square.alice, first));
    QCOMPARE(square.last, std::uint64_t{1});
    QVERIFY(!square.add(square.bob, square.text(square.bob, "two", 1)));
    QCOMPARE(Square::texts(square.page()), (Texts{"two", "one"}));
    QCOMPARE(square.page().newest, std::uint64_t{2});
    QCOMPARE(square.page().places.back().post, first.bytes());
    QCOMPARE(Square::texts(square.page(0, PageDirection::newer)), (Texts{"one", "two"}));
    QCOMPARE(Square::texts(square.page(1, PageDirection::newer)), Texts{"two"});
    QCOMPARE(Square::texts(square.page(2)), Texts{"one"});
  }

  void members_hear_a_post_at_once_and_nobody_else() {
    Square square;
    QVERIFY(!square.add(square.alice, square.text(square.alice, "one")));
    for (const auto* member : {&square.alice, &square.bob}) {
      QCOMPARE(square.heard_by(*member).size(), std::size_t{1});
      QCOMPARE(Square::texts(*square.heard_by(*member).front()), Texts{"one"});
    }
    QVERIFY(square.heard_by(square.mallory).empty());
  }

  void a_post_that_is_sent_again_has_one_place() {
    Square square;
    const auto post = square.text(square.alice, "one");
    QVERIFY(!square.add(square.alice, post));
    QVERIFY(!square.add(square.alice, square.text(square.alice, "two")));
    QVERIFY(!square.add(square.alice, post));
    QCOMPARE(square.last, std::uint64_t{1});
    QCOMPARE(square.page().places.size(), std::size_t{2});
    QCOMPARE(square.heard_by(square.bob).size(), std::size_t{2});
  }

  void another_post_under_a_known_id_is_refused() {
    Square square;
    const auto post = square.text(square.alice, "one");
    QVERIFY(!square.add(square.alice, post));
    square.posts -= 1;
    QCOMPARE(square.add(square.bob, square.text(square.bob, "other")), Failure{CallFailureCode::refused});
  }

  void what_does_not_hold_is_not_kept() {
    Square square;
    QCOMPARE(square.add(square.mallory, square.text(square.mallory, "x")), Failure{CallFailureCode::refused});
    QCOMPARE(square.add(square.bob, square.text(square.alice, "x")), Failure{CallFailureCode::refused});
    const group::PostHeader header{square.state().group, samples::message(9), 0, square.clock.at,
                                   square.bob.name};
    const auto forged =
        *group::sign_post(header, group::PostText{"x"}, square.mallory.identity, square.mallory.random);
    QCOMPARE(square.add(square.bob, forged), Failure{CallFailureCode::invalid_signature});
    QCOMPARE(square.add(square.bob, square.text(square.bob, "x", 1)), Failure{CallFailureCode::conflict});
    square.clock.at = square.clock.at + Duration{11 * 60'000};
    const auto early = square.text(square.bob, "x");
    square.clock.at = square.clock.at - Duration{11 * 60'000};
    QCOMPARE(square.add(square.bob, early), Failure{CallFailureCode::malformed});
    QVERIFY(square.page().places.empty());
    QVERIFY2(!square.add(square.bob, square.text(square.bob, "x")), "the control");
  }

  void a_secure_group_has_no_posts() {
    Square square{group::GroupKind::secure};
    QCOMPARE(square.add(square.alice, square.text(square.alice, "x")), Failure{CallFailureCode::not_found});
    const auto page = square.relay.posts.page({square.state().group, 0, PageDirection::older});
    QVERIFY(std::get<wire::CallFailure>(page).code == CallFailureCode::not_found);
  }

  void an_open_group_takes_no_ciphertexts() {
    Square square;
    const auto recipients = square.relay.groups.recipients(square.bob.name, square.state().group);
    QVERIFY(std::get<wire::CallFailure>(recipients).code == CallFailureCode::not_found);
  }

  void an_author_removes_their_own_post() {
    Square square;
    const auto post = square.text(square.bob, "one");
    QVERIFY(!square.add(square.bob, post));
    const auto removal = square.removal(square.bob, post);
    QVERIFY(!square.add(square.bob, removal));
    QCOMPARE(Square::texts(square.page()), (Texts{"(removal)", "(removed)"}));
    QCOMPARE(square.heard_by(square.alice).size(), std::size_t{2});
    QCOMPARE(square.add(square.bob, post), Failure{CallFailureCode::refused});
    QCOMPARE(square.add(square.bob, square.removal(square.bob, post)), Failure{CallFailureCode::not_found});
    QCOMPARE(square.add(square.bob, square.removal(square.bob, removal)),
             Failure{CallFailureCode::malformed});
  }

  void only_admins_remove_what_others_have_said() {
    Square square;
    const auto of_alice = square.text(square.alice, "one");
    const auto of_bob = square.text(square.bob, "two");
    QVERIFY(!square.add(square.alice, of_alice));
    QVERIFY(!square.add(square.bob, of_bob));
    QCOMPARE(square.add(square.bob, square.removal(square.bob, of_alice)), Failure{CallFailureCode::refused});
    QVERIFY(!square.add(square.alice, square.removal(square.alice, of_bob)));
    QCOMPARE(Square::texts(square.page()), (Texts{"(removal)", "(removed)", "one"}));
  }

  void a_full_group_takes_removals_only() {
    Policy policy;
    policy.posts.posts = 2;
    Square square{group::GroupKind::open, policy};
    const auto post = square.text(square.alice, "one");
    QVERIFY(!square.add(square.alice, post));
    QVERIFY(!square.add(square.alice, square.text(square.alice, "two")));
    QCOMPARE(square.add(square.alice, square.text(square.alice, "three")),
             Failure{CallFailureCode::too_large});
    QVERIFY(!square.add(square.alice, square.removal(square.alice, post)));
  }

  void all_groups_together_have_a_quota() {
    Policy policy;
    policy.posts.total = 400;
    Square square{group::GroupKind::open, policy};
    Failure failed;
    for (int number = 0; number < 5 && !failed; ++number)
      failed = square.add(square.alice, square.text(square.alice, "one"));
    QCOMPARE(failed, Failure{CallFailureCode::too_large});
  }

  void a_flood_of_posts_is_limited_by_account() {
    Square square;
    std::size_t taken = 0;
    for (int number = 0; number < 100; ++number) {
      const auto failed = square.add(square.bob, square.text(square.bob, "x"));
      if (failed) QCOMPARE(failed, Failure{CallFailureCode::rate_limited});
      taken += failed ? 0U : 1U;
    }
    QCOMPARE(taken, static_cast<std::size_t>(rates::post.burst));
    QVERIFY(!square.add(square.alice, square.text(square.alice, "x")));
  }

  void posts_survive_a_new_start() {
    Square square;
    QVERIFY(!square.add(square.alice, square.text(square.alice, "one")));
    Relay restarted{square.foundation,
                    [&](std::function<void()> task) { square.tasks.push_back(std::move(task)); }};
    const auto page = restarted.posts.page({square.state().group, 0, PageDirection::older});
    QCOMPARE(Square::texts(std::get<wire::PostPage>(page)), Texts{"one"});
  }
};

QTEST_GUILESS_MAIN(PostsOfTheRelay)
#include "test_posts.moc"
