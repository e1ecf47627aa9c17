// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on groups (section B of README.md, and A3), by a relay that is real and hostile, with a member who
// was removed, a newcomer or a thief at its side.
#include <QtTest>

#include <array>
#include <set>

#include "client/account_record.hpp"
#include "client/store_keys.hpp"
#include "club.hpp"
#include "defence_switches.hpp"
#include "impostor.hpp"
#include "malleated.hpp"
#include "printing.hpp"
#include "sotto/group/limits.hpp"
#include "sotto/group/sender_key_age.hpp"
#include "sotto/group/sign_post.hpp"
#include "stolen_phone.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using std::chrono::hours;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

class TestGroups : public QObject {
  Q_OBJECT

 private slots:
  void each_attack_fails_with_its_defence_and_succeeds_without_data();
  void each_attack_fails_with_its_defence_and_succeeds_without();
  void b1_an_invented_member_is_told();
  void b2_a_hidden_removal_is_noticed_with_the_first_message();
  void b6_a_relay_of_yesterday_is_noticed();
  void b7_two_histories_are_noticed_with_the_first_message();
  void b8_a_removed_member_reads_none_of_the_next_thousand();
  void a3_a_malleated_message_is_shown_once();
  void b10_a_message_in_the_other_kind_of_envelope_is_not_read_data();
  void b10_a_message_in_the_other_kind_of_envelope_is_not_read();
  void b12_reversed_and_doubled_messages_are_shown_once_in_order();
  void b15_a_flood_of_requests_leaves_the_list_usable();
};

namespace {

bool has(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool is_member(Club& club, Device& at, const std::string& user) {
  const auto members = club.scene.view(at).members;
  return std::any_of(members.begin(), members.end(),
                     [&](const auto& member) { return member.user == name(user); });
}

bool distrusts(Device& device, ErrorCode code) {
  const auto all = device.events<client::GroupDistrusted>();
  return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.code == code; });
}

std::size_t gaps(Club& club, Device& device) {
  const auto all = club.scene.messages(device);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& message) {
    return message.kind == store::MessageKind::message_missing;
  }));
}

constexpr const char* accomplice_name = "trudy";

/// The relay's word on who the accomplice is.
void publish_keys_of(Club& club, Impostor& accomplice) {
  club.evil.hears = [&](const std::optional<Address>& from, wire::Frame& frame) {
    const auto* request = std::get_if<wire::CallRequest>(&frame);
    const auto* fetch = request == nullptr ? nullptr : std::get_if<wire::FetchBundlesRequest>(&request->call);
    if (fetch == nullptr || !from || !(fetch->username == name(accomplice_name))) return true;
    club.evil.inject(*from,
                     wire::CallReply{request->id, accomplice.bundles_of({fetch->username, DeviceId{1}})});
    return false;
  };
}

/// A newcomer whom nobody has approved.
group::Entry unapproved_join(Club& club, Impostor& accomplice) {
  const auto header = group::next_header(club.state(), name(accomplice_name), club.scene.world.now());
  return accomplice.write(header, group::Join{accomplice.identity(), accomplice.nonce()});
}

// B1: the relay lists an accomplice as a member.
bool invented_member_gets_the_key() {
  Club club;
  Impostor accomplice{81};
  publish_keys_of(club, accomplice);
  club.show_longer_log({unapproved_join(club, accomplice).bytes()});
  club.scene.say(club.scene.alice, "for members alone");
  club.scene.world.settle(minutes{1});
  const auto& all = club.evil.submissions;
  return std::any_of(all.begin(), all.end(),
                     [](const auto& one) { return one.second.recipient == name(accomplice_name); });
}

// B1: the relay takes a member out in the owner's name.
bool relay_writes_in_the_owners_name() {
  Club club;
  Impostor relay{82};
  const auto header = group::next_header(club.state(), name("alice"), club.scene.world.now());
  club.show_longer_log({relay.write(header, group::Remove{name("carol")}).bytes()});
  return !is_member(club, club.scene.bob, "carol");
}

// B2: bob is not told that carol was removed, and alice has written to him since.
bool hidden_removal_is_used() {
  Club club;
  auto& scene = club.scene;
  scene.say_and_settle(scene.bob, "with carol");
  club.hush_changes();
  club.freeze_log_of(scene.bob);
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  scene.say_and_settle(scene.alice, "without carol");
  club.leak_to(scene.carol);
  scene.say_and_settle(scene.bob, "not for carol");
  return has(scene.texts(scene.carol), "not for carol");
}

/// Somebody asks to be let into the scene's group.
void ask_in(Club& club, Impostor& stranger, const std::string& user, const group::Nonce& nonce) {
  const auto header = group::next_header(club.state(), name(user), club.scene.world.now());
  const auto request = stranger.write(header, group::Request{stranger.identity(), nonce});
  if (!std::holds_alternative<wire::GroupFacts>(club.append(user, request))) qFatal("the request is refused");
  club.scene.world.exchange();
}

group::Nonce ask_in(Club& club, Impostor& accomplice, const group::Nonce& nonce) {
  ask_in(club, accomplice, accomplice_name, nonce);
  return nonce;
}

void approve(Club& club) {
  for (auto* member : {&club.scene.alice, &club.scene.bob})
    club.scene.act(*member, client::ApproveNewcomer{name(accomplice_name)});
}

// B3: approved is the accomplice in one group; the relay puts the approvals into the log of another one,
// where she asks with the same key and nonce. Both groups have had the same course, so that everything else
// fits.
bool approval_of_another_group_is_used() {
  Club club;
  auto& scene = club.scene;
  Impostor accomplice{83};
  club.open_account(accomplice_name, accomplice.identity_key());
  const auto nonce = ask_in(club, accomplice, accomplice.nonce());
  const auto wanted = scene.group;
  GroupScene::check(scene.alice.handle(client::CreateGroup{"Another", 2, group::Role::member}));
  scene.world.settle();
  scene.group = scene.alice.events<client::GroupCreated>().back().group;
  scene.let_in(scene.bob, {&scene.alice});
  scene.let_in(scene.carol, {&scene.alice, &scene.bob});
  ask_in(club, accomplice, nonce);
  approve(club);
  const auto other = club.log();
  scene.group = wanted;
  std::vector<Bytes> more{other.end() - 2, other.end()};
  const auto last = *group::Entry::parse(more.back());
  auto header = last.header();
  header = {wanted, header.sequence + 1, last.hash(), header.epoch, header.at, name(accomplice_name)};
  more.push_back(accomplice.write(header, group::Join{accomplice.identity(), nonce}).bytes());
  club.show_longer_log(std::move(more));
  return is_member(club, scene.alice, accomplice_name);
}

// B3: approved is the accomplice's key, and the relay comes in under her name with another one.
bool approval_is_used_for_another_key() {
  Club club;
  Impostor accomplice{84};
  Impostor relay{85};
  club.open_account(accomplice_name, accomplice.identity_key());
  const auto nonce = ask_in(club, accomplice, accomplice.nonce());
  approve(club);
  const auto header = group::next_header(club.state(), name(accomplice_name), club.scene.world.now());
  club.show_longer_log({relay.write(header, group::Join{relay.identity(), nonce}).bytes()});
  return is_member(club, club.scene.alice, accomplice_name);
}

// B4: bob was taken out of an open group, and the relay hands out what he says as if from before.
bool removed_member_posts_on() {
  Club club;
  auto& scene = club.scene;
  GroupScene::check(
      scene.alice.handle(client::CreateGroup{"Open", 1, group::Role::member, group::GroupKind::open}));
  scene.world.settle();
  scene.group = scene.alice.events<client::GroupCreated>().back().group;
  GroupScene::check(scene.bob.handle(client::RequestToJoin{scene.group}));
  scene.world.settle();
  scene.say_and_settle(scene.bob, "as a member");
  if (!has(scene.texts(scene.alice), "as a member")) qFatal("the member is not heard at all");
  const group::PostHeader header{scene.group, MessageId{{7}}, 1, scene.world.now(), name("bob")};
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  SeededRandom random{87};
  const auto account = client::load_account(scene.bob.store());
  const auto post = group::sign_post(header, group::PostText{"as an outsider"}, (*account)->identity, random);
  const wire::PostPage news{scene.group, 2, {{2, post->bytes()}}};
  club.lie([news](const std::optional<Address>&, wire::Frame& frame) {
    auto* reply = std::get_if<wire::CallReply>(&frame);
    auto* page = reply == nullptr ? nullptr : std::get_if<wire::PostPage>(&reply->reply);
    if (page != nullptr && page->group == news.group) *page = news;
    return true;
  });
  club.evil.inject(scene.alice.address(), news);
  scene.world.settle(minutes{1});
  return has(scene.texts(scene.alice), "as an outsider");
}

// B6: an older entry is served as the newest. It is of the same instant: its time would give it away.
bool older_entry_takes_effect_again() {
  Club club;
  auto& scene = club.scene;
  for (const auto* title : {"Yesterday", "Today"}) {
    GroupScene::check(scene.alice.handle(client::ChangeGroup{scene.group, client::RenameGroup{title}}));
    scene.world.exchange();
  }
  const auto log = club.log();
  club.show_longer_log({log[log.size() - 2]});
  return scene.view(scene.bob).name == "Yesterday";
}

/// The relay forgets an entry, and who speaks next speaks in another history. alice is in the one, bob in the
/// other.
void split_the_view(Club& club) {
  auto& scene = club.scene;
  scene.act(scene.alice, client::SetRole{name("bob"), group::Role::admin});
  scene.say_and_settle(scene.alice, "before");
  club.hush_changes();
  const auto past = club.evil.remember();
  scene.act(scene.alice, client::RenameGroup{"Alice's history"});
  club.evil.go_back_to(*past);
  scene.act(scene.bob, client::RenameGroup{"Bob's history"});
}

// B7: those who have noticed go on.
bool split_view_is_used() {
  Club club;
  auto& scene = club.scene;
  split_the_view(club);
  scene.say_and_settle(scene.alice, "from the other history");
  const auto said = club.evil.group_submissions.size();
  scene.say_and_settle(scene.bob, "as if nothing were");
  return club.evil.group_submissions.size() > said;
}

/// What a removed member gets of the next thousand messages.
struct Overheard {
  std::size_t opened = 0;           ///< with every key that they have, whatever their client thinks of it
  std::size_t shown = 0;            ///< by their client
  std::set<std::string> opened_of;  ///< who has said what was opened
};

std::size_t count_shown(Club& club, Device& at, const std::string& text) {
  const auto all = at.messages_in(club.scene.group);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const auto& message) { return message.body == text; }));
}

std::vector<Bytes> values_in(Device& device, store::Table table, ByteView prefix = {}) {
  std::vector<Bytes> values;
  const auto records = device.store().scan(table, prefix, 100);
  for (const auto& record : *records) values.push_back(record.value);
  return values;
}

std::vector<Bytes> sender_keys_at(Device& device, const Club& club) {
  return values_in(device, store::Table::sender_key, club.scene.group.view());
}

// B8: of every sender whose key the removed member has, and who has no other reason for a new one.
Overheard next_thousand_without_carol() {
  constexpr std::size_t thousand = 1'000;
  Club club;
  auto& scene = club.scene;
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  const std::array senders{&scene.alice, &scene.bob, &scene.mallory};
  static_assert(thousand / senders.size() + 2 < group::max_sender_key_messages);
  for (auto* sender : senders) {
    const auto greeting = sender->address().user.text() + " with carol";
    scene.say_and_settle(*sender, greeting);
    if (count_shown(club, scene.carol, greeting) != 1) qFatal("the member reads nothing at all");
  }
  auto keys = sender_keys_at(scene.carol, club);
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  club.leak_to(scene.carol);
  const auto said_with_carol = static_cast<std::ptrdiff_t>(club.evil.group_submissions.size());
  for (std::size_t number = 0; number < thousand; ++number)
    scene.say(*senders[number % senders.size()], "without carol");
  scene.world.settle(minutes{10});
  for (auto* member : senders)
    if (count_shown(club, *member, "without carol") != thousand) qFatal("a member does not read everything");
  for (auto& key : sender_keys_at(scene.carol, club)) keys.push_back(std::move(key));

  Overheard overheard;
  overheard.shown = count_shown(club, scene.carol, "without carol");
  const auto& said = club.evil.group_submissions;
  for (auto one = said.begin() + said_with_carol; one != said.end(); ++one) {
    const bool opens = std::any_of(keys.begin(), keys.end(), [&](const Bytes& key) {
      return StolenKey{key}.opens(one->first, one->second);
    });
    if (!opens) continue;
    ++overheard.opened;
    overheard.opened_of.insert(one->first.user.text());
  }
  return overheard;
}

// B9.
bool newcomer_reads_the_past() {
  Club club;
  auto& scene = club.scene;
  scene.say_and_settle(scene.alice, "before");
  const auto past = club.evil.group_submissions;
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  scene.say_and_settle(scene.alice, "after");
  if (!has(scene.texts(scene.mallory), "after")) qFatal("the newcomer reads nothing at all");
  for (const auto& [from, said] : past) club.evil.hand_on(from, said, scene.mallory.address());
  scene.world.settle(minutes{2});
  return has(scene.texts(scene.mallory), "before");
}

// B10.
bool message_appears_under_another_id() {
  Club club;
  club.scene.say_and_settle(club.scene.alice, "first");
  club.tamper_with_letters_to(club.scene.bob,
                              [](wire::Delivery& delivery) { delivery.message.bytes[0] ^= 1U; });
  club.scene.say_and_settle(club.scene.alice, "moved");
  return has(club.scene.texts(club.scene.bob), "moved");
}

// B10, M8: in another group whose members were given the key of the first one, as a careless client would.
bool message_moves_to_another_group() {
  using store::Table;
  Club club;
  auto& scene = club.scene;
  const auto first = scene.group;
  GroupScene::check(scene.alice.handle(client::CreateGroup{"Another", 1, group::Role::member}));
  scene.world.settle();
  scene.group = scene.alice.events<client::GroupCreated>().back().group;
  scene.let_in(scene.bob, {&scene.alice});
  const auto second = std::exchange(scene.group, first);
  scene.say_and_settle(scene.alice, "first");
  auto& store = scene.bob.store();
  const auto key = store.find(Table::sender_key, client::key_of(first, scene.alice.address()));
  GroupScene::check(store.begin());
  GroupScene::check(store.put(Table::sender_key, client::key_of(second, scene.alice.address()), **key));
  GroupScene::check(store.commit());
  club.tamper_with_letters_to(scene.bob, [second](wire::Delivery& delivery) {
    const auto split = wire::split_group(delivery.envelope.ciphertext);
    delivery.envelope.ciphertext = wire::with_group(second, split->message);
  });
  scene.say_and_settle(scene.alice, "for the first group");
  scene.group = second;
  return has(scene.texts(scene.bob), "for the first group");
}

Bytes sender_key_at(Device& device, const Club& club, const Address& sender) {
  const auto key = device.store().find(store::Table::sender_key, client::key_of(club.scene.group, sender));
  return **key;
}

void put_sender_key(Device& device, const Club& club, const Address& sender, const Bytes& key) {
  auto& store = device.store();
  GroupScene::check(store.begin());
  GroupScene::check(store.put(store::Table::sender_key, client::key_of(club.scene.group, sender), key));
  GroupScene::check(store.commit());
}

/// What alice said last, with the second spelling of its signature, under another id.
wire::SubmitToGroup malleated_copy_of_the_last(const Club& club) {
  constexpr std::size_t signature_size = 64;
  auto copy = club.evil.group_submissions.back().second;
  const auto signature = copy.ciphertext.end() - signature_size;
  const Bytes other = malleated(Bytes{signature, copy.ciphertext.end()});
  if (other.empty()) qFatal("the signature has no other spelling");
  std::copy(other.begin(), other.end(), signature);
  copy.message.bytes[0] ^= 1U;
  return copy;
}

// A3, M3: bob's copy of alice's key is put back to where it was, so that it is not only the used key that
// keeps the copy of her message out.
bool malleated_message_is_shown_again() {
  Club club;
  auto& scene = club.scene;
  scene.say_and_settle(scene.alice, "first");
  const auto alice = scene.alice.address();
  const auto before = sender_key_at(scene.bob, club, alice);
  scene.say_and_settle(scene.alice, "once");
  put_sender_key(scene.bob, club, alice, before);
  club.evil.hand_on(alice, malleated_copy_of_the_last(club), scene.bob.address());
  scene.world.settle();
  return count_shown(club, scene.bob, "once") != 1;
}

// B10, M7: the relay makes bob ask for a key that he has, with a message under one that does not exist.
bool repeated_key_turns_the_chain_back() {
  Club club;
  auto& scene = club.scene;
  scene.say_and_settle(scene.alice, "one");
  const auto alice = scene.alice.address();
  const auto before = sender_key_at(scene.bob, club, alice);
  auto forged = club.evil.group_submissions.back().second;
  forged.message = MessageId{{9}};
  forged.ciphertext[2] ^= 1U;  // the key's id
  const auto sent = club.evil.submissions.size();
  club.evil.hand_on(alice, forged, scene.bob.address());
  scene.world.settle();
  if (club.evil.submissions.size() < sent + 2) qFatal("bob has not asked, or alice not answered");
  return sender_key_at(scene.bob, club, alice) != before;
}

// B12: one message in ten is lost on the way, and nobody is told.
bool lost_messages_leave_no_gap() {
  Club club;
  auto& scene = club.scene;
  int number = 0;
  scene.say_and_settle(scene.alice, "first");
  club.lose_letters_to(scene.bob, [&] { return ++number % 10 == 0; });
  for (int said = 0; said < 29; ++said) {
    scene.say(scene.alice, std::to_string(said));
    scene.world.exchange();
  }
  const auto arrived = scene.texts(scene.bob).size();
  if (arrived != 28) qFatal("two of thirty should be lost");
  return gaps(club, scene.bob) != 2;
}

/// bob's letters of alice are kept back, and then said twice each, the last first; how often he was told that
/// something is wrong.
std::size_t complaints_about_a_mixture(Club& club) {
  auto& scene = club.scene;
  scene.say_and_settle(scene.alice, "one");
  const auto kept = club.evil.group_submissions.size();
  club.lose_letters_to(scene.bob, [] { return true; });
  for (const auto* text : {"two", "three"}) {
    scene.say(scene.alice, text);
    scene.world.exchange();
  }
  club.tell_the_truth();
  auto said = std::vector(club.evil.group_submissions.begin() + static_cast<std::ptrdiff_t>(kept),
                          club.evil.group_submissions.end());
  std::reverse(said.begin(), said.end());
  for (int twice = 0; twice < 2; ++twice) {
    for (const auto& [from, one] : said) club.evil.hand_on(from, one, scene.bob.address());
  }
  scene.world.settle();
  return scene.bob.events<client::MessageUndecryptable>().size();
}

// B12.
bool repeated_message_is_taken_in_twice() {
  Club club;
  return complaints_about_a_mixture(club) > 0;
}

// B12.
bool reversed_messages_stand_reversed() {
  Club club;
  static_cast<void>(complaints_about_a_mixture(club));
  return club.scene.texts(club.scene.bob) != Texts{"one", "two", "three"};
}

/// Somebody has bob's copy of alice's key, and the relay gives them what she says.
struct Theft {
  Club club;
  Bytes record = steal();

  Bytes steal() {
    club.scene.say_and_settle(club.scene.alice, "first");
    auto stolen = sender_key_at(club.scene.bob, club, club.scene.alice.address());
    club.scene.say_and_settle(club.scene.alice, "second");
    if (!opens_last(stolen)) qFatal("the thief has no key");
    return stolen;
  }
  bool opens_last(const Bytes& stolen) {
    const auto& [from, said] = club.evil.group_submissions.back();
    return StolenKey{stolen}.opens(from, said);
  }
};

// B14: bob's copy of alice's key is stolen, and she goes on writing.
bool stolen_key_opens_what_comes_after_500_messages() {
  Theft theft;
  auto& scene = theft.club.scene;
  for (std::uint32_t number = 0; number < group::max_sender_key_messages; ++number)
    scene.say(scene.alice, "x");
  scene.world.settle(minutes{10});
  return theft.opens_last(theft.record);
}

bool stolen_key_opens_what_comes_after_a_week() {
  Theft theft;
  // Day by day: a sign of life a minute makes many steps of a week.
  for (int day = 0; day < 7; ++day) theft.club.scene.world.run_for(group::max_sender_key_age / 7);
  theft.club.scene.world.run_for(minutes{1});
  theft.club.scene.say_and_settle(theft.club.scene.alice, "a week later");
  return theft.opens_last(theft.record);
}

/// The relay takes no list, and no device away, but says so.
void pretend_to_revoke(Club& club) {
  club.evil.hears = [&club](const std::optional<Address>& from, wire::Frame& frame) {
    const auto* request = std::get_if<wire::CallRequest>(&frame);
    const bool takes_out =
        request != nullptr && (std::holds_alternative<wire::RevokeDeviceRequest>(request->call) ||
                               std::holds_alternative<wire::PublishDeviceListRequest>(request->call));
    if (!takes_out || !from) return true;
    club.evil.inject(*from, wire::CallReply{request->id, wire::Done{}});
    return false;
  };
}

// B14: bob's phone is stolen and taken out, he says nothing, and the others go on writing.
bool stolen_phone_reads_on(void (*prepare)(Club&)) {
  Club club;
  auto& scene = club.scene;
  StolenPhone stolen{scene};
  if (!stolen.opens_last(club.evil.group_submissions)) qFatal("the thief has no keys");
  prepare(club);
  stolen.revoke();
  bool opened = false;
  for (auto* member : {&scene.alice, &scene.carol}) {
    scene.say(*member, "without the phone");
    scene.world.run_for(minutes{1});
    opened = opened || stolen.opens_last(club.evil.group_submissions);
  }
  if (!has(scene.texts(scene.alice), "without the phone")) qFatal("nothing was said");
  return opened || stolen.shows("without the phone");
}

bool stolen_phone_reads_on_at_an_honest_relay() {
  return stolen_phone_reads_on([](Club&) {});
}

bool stolen_phone_reads_on_at_a_relay_that_keeps_it() { return stolen_phone_reads_on(pretend_to_revoke); }

/// 10,000 requests of 500 strangers, no two alike and each made for the log as it is then; how many stand in
/// the end. This relay counts nobody's: that an honest one does is seen in server/test_groups.cpp.
std::size_t flood(Club& club) {
  constexpr int accounts = 500;
  constexpr int times = 20;
  std::uint64_t seed = 1'000;
  auto state = club.state();
  for (int number = 0; number < accounts; ++number) {
    Impostor stranger{++seed};
    const auto user = "stranger" + std::to_string(number);
    club.open_account(user, stranger.identity_key());
    for (int again = 0; again < times; ++again) {
      const auto header = group::next_header(state, name(user), club.scene.world.now());
      const auto request = stranger.write(header, group::Request{stranger.identity(), stranger.nonce()});
      const auto answer = club.append(user, request);
      const auto* refused = std::get_if<wire::CallFailure>(&answer);
      if (refused == nullptr) state = club.state();
      if (refused != nullptr && refused->code == wire::CallFailureCode::conflict)
        qFatal("it is of an older log");
    }
    if (state.requests.size() > group::max_pending_requests) break;
  }
  club.scene.world.settle();
  return club.state().requests.size();
}

// B15.
bool requests_flood_the_list() {
  Club club;
  return flood(club) > group::max_pending_requests;
}

struct Attack {
  const char* name;
  std::vector<Switch> defences;  ///< each of which is enough
  bool (*succeeds)();            ///< true when the attacker got what they wanted
};

const std::vector<Attack>& attacks() {
  static const std::vector<Attack> all{
      {"A3 malleated message",
       {&crypto::Defences::reduced_signatures, &client::Defences::group_context},
       malleated_message_is_shown_again},
      {"B1 invented member", {&group::Defences::quorum}, invented_member_gets_the_key},
      {"B1 relay writes in the owner's name",
       {&group::Defences::signatures},
       relay_writes_in_the_owners_name},
      {"B2 hidden removal", {&client::Defences::stale_epoch_stops}, hidden_removal_is_used},
      {"B3 approval of another group",
       {&group::Defences::group, &group::Defences::chain},
       approval_of_another_group_is_used},
      {"B3 approval used for another key",
       {&group::Defences::approved_identity},
       approval_is_used_for_another_key},
      {"B4 removed member posts on", {&client::Defences::posts_while_member}, removed_member_posts_on},
      {"B6 older entry", {&group::Defences::chain}, older_entry_takes_effect_again},
      {"B7 split view", {&client::Defences::forks_stop}, split_view_is_used},
      {"B9 newcomer reads the past", {&client::Defences::key_per_epoch}, newcomer_reads_the_past},
      {"B10 message under another id", {&client::Defences::group_context}, message_appears_under_another_id},
      {"B10 message of another group", {&client::Defences::group_context}, message_moves_to_another_group},
      {"B10 repeated key", {&crypto::Defences::distribution_once}, repeated_key_turns_the_chain_back},
      {"B12 lost messages", {&client::Defences::gaps_told}, lost_messages_leave_no_gap},
      {"B12 reversed messages", {&client::Defences::late_in_place}, reversed_messages_stand_reversed},
      {"B12 repeated message", {&client::Defences::shown_once}, repeated_message_is_taken_in_twice},
      {"B14 stolen key after 500 messages",
       {&client::Defences::keys_wear_out},
       stolen_key_opens_what_comes_after_500_messages},
      {"B14 stolen key after a week",
       {&client::Defences::keys_wear_out},
       stolen_key_opens_what_comes_after_a_week},
      {"B14 stolen phone after its removal",
       {&client::Defences::removals_told},
       stolen_phone_reads_on_at_an_honest_relay},
      {"B14 stolen phone that the relay keeps",
       {&client::Defences::removals_told},
       stolen_phone_reads_on_at_a_relay_that_keeps_it},
      {"B15 flood of requests", {&group::Defences::limits}, requests_flood_the_list},
  };
  return all;
}

}  // namespace

void TestGroups::each_attack_fails_with_its_defence_and_succeeds_without_data() {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& attack : attacks()) QTest::newRow(attack.name) << number++;
}

void TestGroups::each_attack_fails_with_its_defence_and_succeeds_without() {
  QFETCH(int, number);
  const auto& attack = attacks()[static_cast<std::size_t>(number)];
  QVERIFY2(!attack.succeeds(), "the defence holds");
  if (attack.defences.size() > 1) {
    for (const auto& one : attack.defences) {
      const Without defence{one};
      QVERIFY2(!attack.succeeds(), "the others are enough");
    }
  }
  const Without defences{attack.defences};
  QVERIFY2(attack.succeeds(), "without the defence the attack succeeds, so the test can see it");
}

void TestGroups::b1_an_invented_member_is_told() {
  Club club;
  Impostor accomplice{81};
  QVERIFY(!distrusts(club.scene.alice, ErrorCode::not_approved));
  club.show_longer_log({unapproved_join(club, accomplice).bytes()});
  for (auto* device : {&club.scene.alice, &club.scene.bob, &club.scene.carol})
    QVERIFY(distrusts(*device, ErrorCode::not_approved));
}

void TestGroups::b2_a_hidden_removal_is_noticed_with_the_first_message() {
  Club club;
  auto& scene = club.scene;
  club.hush_changes();
  club.freeze_log_of(scene.bob);
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  QVERIFY(!scene.view(scene.bob).behind);
  scene.say_and_settle(scene.alice, "one");
  QVERIFY(scene.view(scene.bob).behind);
  QVERIFY(distrusts(scene.bob, ErrorCode::stale_state));
}

namespace {

enum class Relay : std::uint8_t { of_today, of_yesterday };

/// The group is renamed, and then two strangers ask to be let in; whether bob is told that something is
/// wrong.
bool is_told_of(Relay relay) {
  Club club;
  auto& scene = club.scene;
  Impostor accomplice{86};
  club.open_account(accomplice_name, accomplice.identity_key());
  const auto yesterday = club.evil.remember();
  scene.act(scene.alice, client::RenameGroup{"Today"});
  if (relay == Relay::of_yesterday) club.evil.go_back_to(*yesterday);
  GroupScene::check(scene.mallory.handle(client::RequestToJoin{scene.group}));
  scene.world.settle();
  ask_in(club, accomplice, accomplice.nonce());
  scene.world.settle();
  if (scene.view(scene.bob).name != "Today") qFatal("yesterday's log has taken effect");
  return !scene.bob.events<client::GroupDistrusted>().empty();
}

}  // namespace

void TestGroups::b6_a_relay_of_yesterday_is_noticed() {
  QVERIFY(is_told_of(Relay::of_yesterday));
  // The control: the same of a relay that has forgotten nothing.
  QVERIFY(!is_told_of(Relay::of_today));
}

void TestGroups::b7_two_histories_are_noticed_with_the_first_message() {
  Club club;
  auto& scene = club.scene;
  split_the_view(club);
  QVERIFY(!scene.view(scene.bob).forked);
  scene.say_and_settle(scene.alice, "one");
  QVERIFY(distrusts(scene.bob, ErrorCode::forked_log));
  QVERIFY(scene.view(scene.bob).forked);
  QVERIFY(scene.view(scene.bob).disputed_by == name("alice"));
}

void TestGroups::b8_a_removed_member_reads_none_of_the_next_thousand() {
  const auto overheard = next_thousand_without_carol();
  QCOMPARE(overheard.opened, 0U);
  QCOMPARE(overheard.shown, 0U);
  const Without defence{&client::Defences::key_per_epoch};
  const auto with_old_keys = next_thousand_without_carol();
  QCOMPARE(with_old_keys.opened, 1'000U);
  QCOMPARE(with_old_keys.shown, 1'000U);
  QCOMPARE(with_old_keys.opened_of, (std::set<std::string>{"alice", "bob", "mallory"}));
}

void TestGroups::a3_a_malleated_message_is_shown_once() {
  Club club;
  auto& scene = club.scene;
  scene.say_and_settle(scene.alice, "once");
  const auto copy = malleated_copy_of_the_last(club);
  scene.bob.forget_events();
  const auto said_of_it = [&] {
    club.evil.hand_on(scene.alice.address(), copy, scene.bob.address());
    scene.world.settle();
    const auto all = scene.bob.events<client::MessageUndecryptable>();
    return all.empty() ? std::string{"nothing"} : std::string{name_of(all.back().code)};
  };
  QCOMPARE(said_of_it(), std::string{"undecryptable"});
  {
    // The control: it is a signature but for its spelling. What is shown is counted by its place in the
    // chain.
    const Without defence{&crypto::Defences::reduced_signatures};
    QCOMPARE(said_of_it(), std::string{"duplicate_message"});
  }
  scene.say_and_settle(scene.alice, "next");
  QCOMPARE(scene.texts(scene.bob), (Texts{"once", "next"}));
}

namespace {

enum class From : std::uint8_t { the_group, between_two };

/// Alice's next message, which bob does not get.
wire::Delivery kept_back(Club& club, From from) {
  auto& scene = club.scene;
  std::optional<wire::Delivery> kept;
  club.lie([&kept, bob = scene.bob.address()](const std::optional<Address>& to, wire::Frame& frame) {
    const auto* deliver = std::get_if<wire::Deliver>(&frame);
    if (deliver == nullptr || to != bob || kept) return true;
    kept = deliver->deliveries.front();
    return false;
  });
  GroupScene::check(from == From::the_group ? scene.alice.handle(client::SendText{scene.group, "moved"})
                                            : scene.alice.say("bob", "moved"));
  scene.world.exchange();
  club.tell_the_truth();
  if (!kept) qFatal("nothing was said");
  return *kept;
}

/// The same bytes as something else, under an id of their own.
wire::Delivery moved(const Club& club, wire::Delivery delivery, wire::EnvelopeType type, bool names_group) {
  auto& bytes = delivery.envelope.ciphertext;
  const bool of_the_group = delivery.envelope.type == wire::EnvelopeType::sender_key;
  if (of_the_group) bytes = copy_of(wire::split_group(Bytes{bytes})->message);
  if (names_group) bytes = wire::with_group(club.scene.group, Bytes{bytes});
  delivery.envelope.type = type;
  delivery.message.bytes[0] ^= 1U;
  return delivery;
}

}  // namespace

void TestGroups::b10_a_message_in_the_other_kind_of_envelope_is_not_read_data() {
  using wire::EnvelopeType;
  QTest::addColumn<From>("from");
  QTest::addColumn<EnvelopeType>("type");
  QTest::addColumn<bool>("names_group");
  QTest::addColumn<std::string>("said");
  const std::string malformed{"malformed"};
  const std::string version{"unsupported_version"};
  QTest::newRow("of the group, as one between two")
      << From::the_group << EnvelopeType::ordinary << false << malformed;
  QTest::newRow("of the group, as a first one")
      << From::the_group << EnvelopeType::prekey << false << malformed;
  QTest::newRow("with the group's id, as one between two")
      << From::the_group << EnvelopeType::ordinary << true << version;
  QTest::newRow("with the group's id, as a first one")
      << From::the_group << EnvelopeType::prekey << true << version;
  QTest::newRow("between two, as one of the group")
      << From::between_two << EnvelopeType::sender_key << true << malformed;
  QTest::newRow("between two, as one of no group")
      << From::between_two << EnvelopeType::sender_key << false << std::string{"nothing"};
}

void TestGroups::b10_a_message_in_the_other_kind_of_envelope_is_not_read() {
  QFETCH(From, from);
  QFETCH(wire::EnvelopeType, type);
  QFETCH(bool, names_group);
  QFETCH(std::string, said);
  Club club;
  auto& bob = club.scene.bob;
  club.scene.say_and_settle(club.scene.alice, "to all");
  GroupScene::check(club.scene.alice.say("bob", "to bob"));
  club.scene.world.settle();
  const auto genuine = kept_back(club, from);
  const auto give = [&](const wire::Delivery& delivery) {
    club.evil.inject(bob.address(), wire::Deliver{{delivery}, 0});
    club.scene.world.exchange();
  };
  const auto sender_keys = sender_keys_at(bob, club);
  bob.forget_events();
  give(moved(club, genuine, type, names_group));
  const auto refused = bob.events<client::MessageUndecryptable>();
  QCOMPARE(refused.empty() ? "nothing" : std::string{name_of(refused.front().code)}, said);
  QVERIFY(sender_keys_at(bob, club) == sender_keys);
  QCOMPARE(club.scene.texts(bob), Texts{"to all"});
  QCOMPARE(bob.texts_with("alice"), Texts{"to bob"});
  // The control: in its own envelope it is read.
  give(genuine);
  QCOMPARE(from == From::the_group ? club.scene.texts(bob).back() : bob.texts_with("alice").back(),
           std::string{"moved"});
}

void TestGroups::b12_reversed_and_doubled_messages_are_shown_once_in_order() {
  Club club;
  QCOMPARE(complaints_about_a_mixture(club), 0U);
  QCOMPARE(club.scene.texts(club.scene.bob), (Texts{"one", "two", "three"}));
  QCOMPARE(gaps(club, club.scene.bob), std::size_t{0});
}

// Members turn requests down, and who means it comes in. A place that is free is for whoever asks first: the
// strangers fill it again while they are faster, and have to be so each time.
void TestGroups::b15_a_flood_of_requests_leaves_the_list_usable() {
  Club club;
  auto& scene = club.scene;
  constexpr std::size_t most = 50;
  QCOMPARE(flood(club), most);
  QCOMPARE(scene.view(scene.alice).requests.size(), most);
  const auto asks = [&] {
    static_cast<void>(scene.mallory.handle(client::RequestToJoin{scene.group}));
    scene.world.settle();
    return club.state().requests.count(name("mallory")) > 0;
  };
  const auto turn_down_one = [&] {
    scene.act(scene.alice, client::RemoveMember{scene.view(scene.alice).requests.front().user});
  };
  QVERIFY(!asks());
  turn_down_one();
  Impostor stranger{999};
  club.open_account("late", stranger.identity_key());
  ask_in(club, stranger, "late", stranger.nonce());
  QCOMPARE(club.state().requests.size(), most);
  QVERIFY(!asks());
  QVERIFY(!scene.mallory.events<client::RequestFailed>().empty());
  turn_down_one();
  QVERIFY(asks());
  QCOMPARE(scene.view(scene.alice).requests.size(), most);
  for (auto* member : {&scene.alice, &scene.bob})
    scene.act(*member, client::ApproveNewcomer{name("mallory")});
  QVERIFY(is_member(club, scene.alice, "mallory"));
}

QTEST_GUILESS_MAIN(TestGroups)
#include "test_groups.moc"
