// SPDX-License-Identifier: GPL-3.0-or-later
#include "saved_device.hpp"

#include <algorithm>

#include "attached.hpp"
#include "linking_scene.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using store::Table;
using testing::Device;

constexpr std::size_t everything = 1'000'000;
constexpr std::size_t small_file = 300;

/// What has to be there: a target that never sees a kind of record reads less than it seems to.
constexpr Table expected_tables[] = {
    Table::account,       Table::session,    Table::identity,      Table::prekey,
    Table::signed_prekey, Table::seen,       Table::outbox,        Table::counter,
    Table::peer_devices,  Table::contact,    Table::draft,         Table::setting,
    Table::sent,          Table::reaction,   Table::timer,         Table::group,
    Table::group_entry,   Table::sender_key, Table::group_key,     Table::group_outbox,
    Table::group_counter, Table::archive,    Table::archive_queue, Table::archive_change,
    Table::kem_record,    Table::kem_prekey, Table::attachment,    Table::attachment_chunk,
    Table::transfer,      Table::kept_file,  Table::open_group,    Table::own_state,
    Table::device_list,   Table::text_number};

std::vector<std::pair<Table, store::Record>> records_of(store::ClientStore& store) {
  std::vector<std::pair<Table, store::Record>> all;
  for (std::uint8_t number = 1; number != 0; ++number) {
    const auto table = static_cast<Table>(number);
    auto records = store.scan(table, {}, everything);
    require(records.ok(), "the store of a test can be read");
    for (auto& record : *records) all.emplace_back(table, std::move(record));
  }
  return all;
}

/// Alice's laptop and what happens to it.
class Life {
 public:
  void link_a_phone() { scene_.link(); }
  void talk() {
    must(alice_, client::SendText{testing::name("bob"), "hello"});
    must(bob_, client::SendText{testing::name("alice"), "hello"});
    const auto said = alice_.messages_with("bob").front().id;
    must(alice_, client::EditMessage{testing::name("bob"), said, "hello bob"});
    must(bob_, client::React{testing::name("alice"), said, "\U0001F44D"});
    must(alice_, client::SendText{testing::name("bob"), "for an hour", {}, Lasting{3'600}});
    must(alice_, client::SetContactName{testing::name("bob"), "Bob"});
    must(alice_, client::SaveDraft{testing::name("bob"), "by the way"});
  }
  void send_files() {
    static_cast<void>(testing::attach(alice_, "bob", testing::pattern(small_file)));
    world_.settle();
    saved_.file = testing::attach(bob_, "alice", testing::pattern(small_file));
    world_.settle();
  }
  void meet_in_groups() {
    saved_.group = found(group::GroupKind::secure);
    let_in(bob_, saved_.group);
    must(alice_, client::SendText{saved_.group, "hello all"});
    must(bob_, client::SendText{saved_.group, "hello alice"});
    must(alice_, client::ChangeGroup{saved_.group, client::SetGroupPicture{Bytes(20, 7)}});
    must(carol_, client::RequestToJoin{saved_.group});
    saved_.open_group = found(group::GroupKind::open);
    must(bob_, client::RequestToJoin{saved_.open_group});
    must(bob_, client::SendText{saved_.open_group, "hello everybody"});
    must(alice_, client::SendText{saved_.open_group, "hello"});
  }
  void log_in_again() {
    world_.relay.says = [this](const wire::Frame& frame) {
      const auto* welcome = std::get_if<wire::Welcome>(&frame);
      if (welcome != nullptr && Address{welcome->username, welcome->device} == alice_.address())
        saved_.welcome = wire::serialise(frame);
      return true;
    };
    alice_.go_offline();
    alice_.go_online();
    world_.settle();
  }
  /// What the relay says from now on is kept and not delivered.
  void leave_things_under_way() {
    world_.relay.says = [this](const wire::Frame& frame) {
      saved_.frames_to_come.push_back(wire::serialise(frame));
      if (const auto* deliver = std::get_if<wire::Deliver>(&frame)) keep_if_for_alice(*deliver);
      return false;
    };
    say(bob_, testing::name("alice"), SavedDevice::coming);
    say(bob_, saved_.group, SavedDevice::coming_in_the_group);
    say(alice_, testing::name("bob"), "waiting");
    say(alice_, saved_.group, "waiting in the group");
    require(alice_.handle(client::FetchAttachment{testing::name("bob"), saved_.file}).ok(),
            "alice downloads a file");
    static_cast<void>(testing::attach(alice_, "bob", testing::pattern(small_file)));
    world_.exchange();
  }
  SavedDevice saved() {
    saved_.kept = std::make_unique<store::MemoryStore>();
    saved_.kept->copy_from(alice_.store());
    saved_.records = records_of(*saved_.kept);
    saved_.now = world_.now();
    for (const auto table : expected_tables) {
      const bool is_there = std::any_of(saved_.records.begin(), saved_.records.end(),
                                        [&](const auto& record) { return record.first == table; });
      require(is_there,
              ("a saved device has records of table " + std::to_string(static_cast<int>(table))).c_str());
    }
    require(!saved_.delivery.empty() && !saved_.group_delivery.empty(), "messages are on their way");
    return std::move(saved_);
  }

 private:
  void must(Device& device, client::Input input) {
    require(device.handle(std::move(input)).ok(), "a saved device can be made");
    world_.settle();
  }
  static void say(Device& device, const ConversationId& to, const char* text) {
    require(device.handle(client::SendText{to, text}).ok(), "a saved device can be made");
  }
  GroupId found(group::GroupKind kind) {
    must(alice_, client::CreateGroup{"Chess club", 1, group::Role::member, kind});
    return alice_.events<client::GroupCreated>().back().group;
  }
  void let_in(Device& newcomer, const GroupId& group) {
    must(newcomer, client::RequestToJoin{group});
    must(alice_, client::ChangeGroup{group, client::ApproveNewcomer{newcomer.address().user}});
  }
  void keep_if_for_alice(const wire::Deliver& deliver) {
    const auto& delivery = deliver.deliveries.front();
    const bool hers =
        delivery.sender.user == testing::name("bob") && delivery.envelope.device == alice_.address().device;
    if (!hers) return;
    const bool in_group = delivery.envelope.type == wire::EnvelopeType::sender_key;
    (in_group ? saved_.group_delivery : saved_.delivery) = saved_.frames_to_come.back();
  }

  testing::LinkingScene scene_;
  testing::World& world_ = scene_.world;
  Device& alice_ = scene_.laptop;
  Device& bob_ = world_.ready_user("bob");
  Device& carol_ = world_.ready_user("carol");
  SavedDevice saved_;
};

SavedDevice make() {
  Life life;
  life.link_a_phone();
  life.talk();
  life.send_files();
  life.meet_in_groups();
  life.log_in_again();
  life.leave_things_under_way();
  return life.saved();
}

}  // namespace

std::unique_ptr<store::MemoryStore> SavedDevice::store() const {
  auto copy = std::make_unique<store::MemoryStore>();
  copy->copy_from(*kept);
  return copy;
}

const SavedDevice& saved_device() {
  static const SavedDevice saved = make();
  return saved;
}

}  // namespace sotto::fuzz
