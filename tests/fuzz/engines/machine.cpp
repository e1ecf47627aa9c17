// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine.hpp"

#include <algorithm>

#include "sotto/group/entry.hpp"
#include "stolen_key.hpp"
#include "target.hpp"

namespace sotto::fuzz::engines {
namespace {

using testing::Device;

constexpr int max_steps = 48;
constexpr std::size_t everything = 1'000'000;
/// Longer than all that an engine waits for on its own: a session is reset once an hour.
constexpr auto long_enough = std::chrono::hours{3};

constexpr const char* text_shown = "a text was shown";
constexpr const char* group_text_shown = "a text was shown in the group";
constexpr const char* history_restored = "a history came back out of the archive";
constexpr const char* old_copy_noticed = "an old copy was noticed";
constexpr const char* session_reset = "a session began anew";
constexpr const char* outsider_reached = "an outsider was sent what the group says";
/// In the order of group::EntryBody.
constexpr const char* entry_kinds[] = {"created", "asked",    "approved", "joined",  "left",
                                       "removed", "promoted", "",         "renamed", ""};

Username user(std::size_t who) { return testing::name(names[who]); }

std::size_t place_of(const Username& user) {
  const auto* found = std::find(std::begin(names), std::end(names), user.text());
  return static_cast<std::size_t>(found - std::begin(names));
}

}  // namespace

Machine::Machine() {
  for (const auto* name : names) devices_.push_back(&world_.ready_user(name));
  found_the_group();
  world_.relay.says = [this](const wire::Frame& frame) { return may_say(frame); };
  world_.relay.hears = [this](const wire::Frame& frame) { return may_hear(frame); };
  world_.relay.tamper_recipients = [this](const GroupId&, std::set<Username>& recipients) {
    deliver_to_outsiders_too(recipients);
  };
}

void Machine::found_the_group() {
  const auto must = [this](std::size_t who, client::Input input) {
    require(devices_[who]->handle(std::move(input)).ok(), "the group can be founded");
    world_.settle();
  };
  must(alice, client::CreateGroup{"Chess club", 1, group::Role::member});
  group_ = devices_[alice]->events<client::GroupCreated>().back().group;
  must(bob, client::RequestToJoin{group_});
  must(alice, client::ChangeGroup{group_, client::ApproveNewcomer{user(bob)}});
  entries_noted_ = world_.relay.groups.logs.at(group_).entries.size();
}

std::vector<std::string> Machine::landmarks() {
  std::vector<std::string> all{text_shown,       group_text_shown, history_restored,
                               old_copy_noticed, session_reset,    outsider_reached};
  for (std::uint8_t step = 0; step < static_cast<std::uint8_t>(Step::count); ++step)
    all.emplace_back(name_of(static_cast<Step>(step)));
  for (const auto* kind : {"asked", "approved", "joined", "left", "removed", "promoted", "renamed"})
    all.emplace_back(kind);
  return all;
}

void Machine::run(Input& input) {
  for (int step = 0; step < max_steps && !input.empty(); ++step) {
    const auto what = static_cast<Step>(input.below(static_cast<std::size_t>(Step::count)));
    const auto who = input.below(people);
    const auto times = static_cast<int>(input.below(8));
    if (carry_out({what, who, times}, input)) reach(name_of(what));
    check();
  }
}

bool Machine::carry_out(const Order& order, Input& input) {
  if (order.what <= Step::rename_the_group) return act(order);
  if (order.what <= Step::begin_anew) return go_through(order, input);
  return meddle(order, input);
}

bool Machine::act(const Order& order) {
  const auto change = [&](client::GroupAct what) {
    return devices_[order.who]->handle(client::ChangeGroup{group_, std::move(what)}).ok();
  };
  switch (order.what) {
    case Step::write:
      return write(order.who, user(order.whom()));
    case Step::write_to_the_group:
      return write(order.who, group_);
    case Step::ask_to_join:
      return devices_[order.who]->handle(client::RequestToJoin{group_}).ok();
    case Step::approve:
      return change(client::ApproveNewcomer{user(order.whom())});
    case Step::leave:
      return change(client::LeaveGroup{});
    case Step::remove:
      return change(client::RemoveMember{user(order.whom())});
    case Step::make_an_admin:
      return change(client::SetRole{user(order.whom()), group::Role::admin});
    default:
      return change(client::RenameGroup{"Name " + std::to_string(order.times)});
  }
}

bool Machine::go_through(const Order& order, Input& input) {
  auto& device = *devices_[order.who];
  switch (order.what) {
    case Step::exchange:
      world_.exchange();
      return true;
    case Step::let_time_pass:
      world_.run_for(std::chrono::seconds{input.u16()});
      return true;
    case Step::crash:
      device.crash();
      return true;
    case Step::fail_the_store:
      device.faults().fail_once_at(static_cast<std::uint64_t>(order.times) + 1);
      return false;  // said when it happens
    case Step::go_offline:
      if (order.times % 2 == 0) device.go_offline();
      if (order.times % 2 == 1) device.go_online();
      return order.times % 2 == 0;
    case Step::keep_a_copy:
      copies_[order.who].copy_from(device.store());
      return true;
    case Step::put_the_copy_back:
      return put_the_copy_back(order.who);
    default:
      return begin_anew(order.who);
  }
}

bool Machine::put_the_copy_back(std::size_t who) {
  const auto copy = copies_.find(who);
  if (copy == copies_.end()) return false;
  devices_[who]->restore(copy->second);
  return true;
}

/// A device is lost, its person logs in on another one and revokes it. Once: hashing a password takes longer
/// than all the rest, so there is one in a program.
bool Machine::begin_anew(std::size_t who) {
  if (somebody_began_anew_) return false;
  somebody_began_anew_ = true;
  to_drop_.clear();
  world_.revive_relay();
  lost_ = devices_[who];
  const auto lost = lost_->address().device;
  lost_->go_offline();
  copies_.erase(who);
  auto& device = world_.log_in(names[who], names[who]);
  require(device.engine().account().has_value(), "whoever has the password comes in");
  devices_[who] = &device;
  require(device.handle(client::RevokeDevice{lost}).ok(), "a lost device can be revoked");
  return true;
}

bool Machine::meddle(const Order& order, Input& input) {
  switch (order.what) {
    case Step::drop_deliveries:
    case Step::drop_submissions:
    case Step::drop_answers:
    case Step::drop_replies:
    case Step::drop_news_of_the_group:
      to_drop_[order.what] = order.times + 1;
      return false;  // said when it happens
    case Step::kill_the_relay:
      if (order.times % 2 == 0) world_.kill_relay();
      if (order.times % 2 == 1) world_.revive_relay();
      return order.times % 2 == 0;
    case Step::forget_the_keys:
      world_.relay.device(devices_[order.who]->address()).one_time.clear();
      return true;
    default:
      return deliver_falsely(order, input);
  }
}

bool Machine::deliver_falsely(const Order& order, Input& input) {
  if (seen_.empty()) return false;
  auto& device = *devices_[order.who];
  auto delivery = seen_[input.u8() % seen_.size()];
  switch (order.what) {
    case Step::deliver_to_the_sender:
      delivery.sender = device.address();
      break;
    case Step::deliver_under_another_id:
      delivery.message.bytes[input.below(16)] ^= 1U;
      break;
    case Step::deliver_changed: {
      auto& data = delivery.envelope.ciphertext;
      data[input.u16() % data.size()] ^= static_cast<std::uint8_t>(1 + input.below(255));
      break;
    }
    case Step::swap_ciphertexts:
      delivery.envelope.ciphertext = seen_[input.u8() % seen_.size()].envelope.ciphertext;
      break;
    case Step::make_up_an_answer: {
      const auto outcome = static_cast<wire::SubmitOutcome>(1 + input.below(8));
      return hand_over(
          device, wire::SubmitReply{delivery.message, delivery.sender.user, outcome, {}, {}, Duration{0}});
    }
    default:
      break;
  }
  return hand_over(device, wire::Deliver{{delivery}, 0});
}

bool Machine::hand_over(Device& device, const wire::Frame& frame) {
  const bool connected = world_.relay.is_connected(device.address());
  world_.relay.inject(device.address(), frame);
  world_.exchange();
  return connected;
}

bool Machine::passes(Step dropping) {
  auto& left = to_drop_[dropping];
  if (left == 0) return true;
  --left;
  a_delivery_was_lost_ = a_delivery_was_lost_ || dropping == Step::drop_deliveries;
  news_was_lost_ = news_was_lost_ || dropping == Step::drop_news_of_the_group;
  reach(name_of(dropping));
  return false;
}

bool Machine::may_say(const wire::Frame& frame) {
  release_what_waits_for_newcomers();
  if (const auto* deliver = std::get_if<wire::Deliver>(&frame)) {
    for (const auto& delivery : deliver->deliveries) seen_.push_back(delivery);
    return passes(Step::drop_deliveries);
  }
  if (std::holds_alternative<wire::SubmitReply>(frame) || std::holds_alternative<wire::GroupSubmitted>(frame))
    return passes(Step::drop_answers);
  if (std::holds_alternative<wire::CallReply>(frame)) return passes(Step::drop_replies);
  return !std::holds_alternative<wire::GroupChanged>(frame) || passes(Step::drop_news_of_the_group);
}

bool Machine::may_hear(const wire::Frame& frame) {
  release_what_waits_for_newcomers();
  const bool submission =
      std::holds_alternative<wire::Submit>(frame) || std::holds_alternative<wire::SubmitToGroup>(frame);
  return !submission || passes(Step::drop_submissions);
}

/// Whoever is a member: keeping what a group says from the others is not left to the relay.
void Machine::deliver_to_outsiders_too(std::set<Username>& recipients) {
  for (std::size_t who = 0; who < people; ++who) {
    if (recipients.insert(user(who)).second) reach(outsider_reached);
  }
}

bool Machine::write(std::size_t who, const ConversationId& to) {
  auto& device = *devices_[who];
  Written written{who, to, {}, {}};
  const auto members = to.group() != nullptr ? members_at(who) : std::nullopt;
  for (std::size_t other = 0; members && other < people; ++other) {
    if (other != who && members->count(other) == 0) written.kept_from.insert(other);
  }
  const auto text = std::to_string(++texts_);
  if (!device.handle(client::SendText{to, text})) return false;
  for (const auto& message : device.messages_in(to)) {
    if (message.body == text) written.id = message.id;
  }
  ledger_.note(text, std::move(written));
  return true;
}

std::optional<People> Machine::members_at(std::size_t who) {
  const auto view = devices_[who]->engine().group(group_);
  if (!view) return std::nullopt;
  People members;
  if (!*view) return members;
  for (const auto& member : (*view)->members) members.insert(place_of(member.user));
  return members;
}

/// A text that has not left yet is for those who are members when it does.
void Machine::release_what_waits_for_newcomers() {
  ledger_.for_each_kept([this](Written& text) {
    const auto members = members_at(text.author);
    if (members && *members == People{}) return;
    for (auto other = text.kept_from.begin(); other != text.kept_from.end();) {
      const bool is_member = !members || members->count(*other) > 0;
      other = is_member && waits(text.author, text) ? text.kept_from.erase(other) : std::next(other);
    }
  });
}

bool Machine::waits(std::size_t who, const Written& text) {
  const auto message = devices_[who]->store().find_message(text.to, text.id);
  const bool gone_out = message.ok() && *message && (*message)->state != store::MessageState::waiting &&
                        (*message)->state != store::MessageState::failed;
  return !gone_out;
}

void Machine::check() {
  for (std::size_t who = 0; who < people; ++who) {
    for (std::size_t other = 0; other < people; ++other) {
      if (other != who) check_screen(who, user(other));
    }
    check_screen(who, group_);
    check_log(who);
    auto& device = *devices_[who];
    require(device.events<client::IdentityChanged>().empty(), "nobody's identity has changed");
    require(device.events<client::DeviceCopied>().empty(), "no device is taken for a copy");
    require(device.engine().account().has_value(), "nobody is logged out");
    if (device.faults().has_failed()) reach(name_of(Step::fail_the_store));
    if (!device.events<client::StateRestored>().empty()) reach(old_copy_noticed);
    if (!device.events<client::SessionReset>().empty()) reach(session_reset);
  }
  check_keys();
  note_new_entries();
}

void Machine::check_screen(std::size_t who, const ConversationId& in) {
  std::set<std::string> texts;
  for (const auto& message : devices_[who]->messages_in(in)) {
    if (message.kind != store::MessageKind::text) continue;
    require(texts.insert(message.body).second, "nothing is shown twice");
    const auto* written = ledger_.find(message.body);
    require(written != nullptr, "nothing is shown that was not written");
    require(message.id == written->id && message.sender == user(written->author),
            "what is shown is as it was written");
    const bool mine = written->author == who;
    const auto place = mine || in.group() != nullptr ? written->to : ConversationId{user(written->author)};
    require(in == place && (mine || in.group() != nullptr || written->to == ConversationId{user(who)}),
            "what is shown stands where it was written");
    require(written->kept_from.count(who) == 0, "who is out of the group reads nothing that is said after");
    if (mine) continue;
    shown_ = true;
    reach(in.group() != nullptr ? group_text_shown : text_shown);
    if (message.state == store::MessageState::restored) reach(history_restored);
  }
}

void Machine::check_log(std::size_t who) {
  auto& device = *devices_[who];
  const auto& entries = world_.relay.groups.logs.at(group_).entries;
  const auto rows = device.store().scan(store::Table::group_entry, group_.view(), everything);
  require(rows.ok() && rows->size() <= entries.size(), "nobody has entries that the group does not have");
  for (std::size_t number = 0; number < rows->size(); ++number)
    require((*rows)[number].value == entries[number], "the group has one log");
  require(device.events<client::GroupDistrusted>().empty(), "nobody is suspected of another history");
}

void Machine::check_keys() {
  const auto& relay = world_.relay;
  for (; submissions_checked_ < relay.submissions.size(); ++submissions_checked_) {
    const auto& [sender, submit] = relay.submissions[submissions_checked_];
    for (const auto& envelope : submit.envelopes)
      require(!keys_.note(sender, envelope), "no message key seals two messages");
  }
  for (; group_submissions_checked_ < relay.group_submissions.size(); ++group_submissions_checked_) {
    const auto& [sender, submit] = relay.group_submissions[group_submissions_checked_];
    require(!keys_.note(sender, submit), "no key of a group seals two messages");
  }
}

void Machine::note_new_entries() {
  const auto& entries = world_.relay.groups.logs.at(group_).entries;
  for (; entries_noted_ < entries.size(); ++entries_noted_) {
    const auto entry = group::Entry::parse(entries[entries_noted_]);
    require(entry.ok(), "an entry of the log can be read");
    reach(entry_kinds[entry->body().index()]);
  }
}

void Machine::end_well() {
  to_drop_.clear();
  world_.relay.tamper_recipients = nullptr;
  world_.revive_relay();
  for (auto* device : devices_) {
    device->faults().heal();
    // Who is alone in a group now hears of it from nobody else.
    if (news_was_lost_) device->go_offline();
    device->go_online();
  }
  world_.run_for(long_enough);
  std::map<std::string, People> expected;
  const auto said = world_.relay.group_submissions.size();
  expect_from_everybody(expected);
  world_.run_for(long_enough);
  check();
  for (const auto& [text, readers] : expected) {
    const auto& written = *ledger_.find(text);
    for (const auto reader : readers) {
      const auto in = written.to.group() != nullptr ? written.to : ConversationId{user(written.author)};
      require(is_shown(reader, in, text), "messages arrive when the attacker has gone");
    }
  }
  check_members_agree();
  check_lost_device(said);
}

void Machine::expect_from_everybody(std::map<std::string, People>& expected) {
  const auto members = world_.relay.groups.members(group_);
  for (std::size_t who = 0; who < people; ++who) {
    const auto other = (who + 1) % people;
    require(write(who, user(other)), "everybody can write again");
    expected[std::to_string(texts_)] = {other};
    if (members.count(user(who)) == 0) continue;
    require(write(who, group_), "every member can write again");
    auto& readers = expected[std::to_string(texts_)];
    for (const auto& member : members) readers.insert(place_of(member));
    readers.erase(who);
  }
}

bool Machine::is_shown(std::size_t who, const ConversationId& in, const std::string& text) {
  const auto messages = devices_[who]->messages_in(in);
  return std::any_of(messages.begin(), messages.end(),
                     [&](const store::Message& message) { return message.body == text; });
}

void Machine::check_members_agree() {
  People members;
  for (const auto& member : world_.relay.groups.members(group_)) members.insert(place_of(member));
  for (const auto who : members)
    require(members_at(who) == members, "all members have the same list of members");
}

/// What is lost on a link that stays comes with the next one: until then nobody can know.
void Machine::check_lost_device(std::size_t since) {
  if (lost_ == nullptr || a_delivery_was_lost_) return;
  const auto address = lost_->address();
  if (world_.relay.accounts.at(address.user.text()).devices.count(address.device) > 0) return;
  const auto keys = lost_->store().scan(store::Table::sender_key, group_.view(), everything);
  require(keys.ok(), "the keys of a lost device can be read");
  const auto& all = world_.relay.group_submissions;
  for (auto at = since; at < all.size(); ++at) {
    const bool opened = std::any_of(keys->begin(), keys->end(), [&](const store::Record& key) {
      return testing::StolenKey{key.value}.opens(all[at].first, all[at].second);
    });
    require(!opened, "the keys of a lost device open nothing that is said after");
  }
}

}  // namespace sotto::fuzz::engines
