// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <algorithm>

#include "printing.hpp"
#include "returned_device.hpp"
#include "sotto/crypto/device_list.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::hours;
using std::chrono::minutes;

/// The list of an account's devices that the account itself signs.
class TestDeviceLists : public QObject {
  Q_OBJECT

 private slots:
  void each_log_in_and_log_out_is_in_the_next_list();
  void a_revoked_device_that_comes_back_gets_nothing();
  void a_list_from_before_a_revocation_is_refused();
  void a_list_that_vanished_is_refused();
  void a_message_that_names_a_newer_list_stops_writing_until_it_is_shown();
  void what_a_device_sent_before_it_was_revoked_is_still_read();
  void a_device_that_is_gone_for_a_day_is_not_read_and_has_no_session();
  void a_device_that_signs_too_late_signs_again();
  void a_relay_that_lost_the_newest_list_gets_it_back();
  void a_revoked_device_that_the_relay_lets_in_erases_itself();
  void a_revoked_device_that_is_shown_the_list_later_erases_itself();
  void an_account_from_before_lists_is_written_to_as_before();
  void the_first_list_of_an_account_from_before_lists_has_all_its_devices();
  void a_new_device_lists_no_other_on_the_relays_word();
  void a_stolen_device_cannot_hold_up_the_list_that_takes_it_out();
  void a_stolen_device_that_left_can_still_be_taken_out();
  void what_a_gone_device_names_does_not_count();
  void a_device_that_left_without_a_list_is_looked_up_once();
  void what_a_device_sent_that_came_and_went_unseen_is_read();
};

namespace {

crypto::DeviceList list_of(World& world, const std::string& user) {
  return *crypto::parse_device_list(name(user), world.relay.accounts[user].device_list->list);
}

std::vector<std::uint32_t> devices_in(const crypto::DeviceList& list) {
  std::vector<std::uint32_t> numbers;
  for (const auto& listed : list.devices) numbers.push_back(listed.device.value);
  return numbers;
}

using Numbers = std::vector<std::uint32_t>;

void forget_lists(Device& device) {
  const auto records = *device.store().scan(store::Table::device_list, {}, 1'000);
  static_cast<void>(device.store().begin());
  for (const auto& record : records) {
    static_cast<void>(device.store().erase(store::Table::device_list, record.key));
  }
  static_cast<void>(device.store().commit());
}

/// Databases of client and relay from before there were lists; the phone is not online afterwards.
void go_back_before_lists(ReturnedDevice& scene) {
  scene.world.relay_is_down = true;
  scene.world.relay.disconnect_all();
  scene.world.settle();
  for (auto* device : {&scene.laptop, &scene.bob, &scene.phone}) {
    forget_lists(*device);
    device->crash();
  }
  scene.phone.go_offline();
  scene.world.relay.accounts["alice"].device_list.reset();
  scene.world.relay.accounts["bob"].device_list.reset();
}

void come_back(ReturnedDevice& scene) {
  scene.world.relay_is_down = false;
  scene.world.run_for(minutes{5});
}

/// Neither of alice's devices is online.
bool both_get_mail(ReturnedDevice& scene, Device& from) {
  auto& laptop = scene.world.relay.device(scene.laptop.address()).mailbox;
  auto& phone = scene.world.relay.device(scene.phone.address()).mailbox;
  laptop.clear();
  phone.clear();
  scene.write(from, "alice", "to both");
  return !laptop.empty() && !phone.empty();
}

std::ptrdiff_t submissions_to_alice(ReturnedDevice& scene) {
  const auto& all = scene.world.relay.submissions;
  return std::count_if(all.begin(), all.end(), [&](const auto& one) {
    return one.first == scene.bob.address() && one.second.recipient == name("alice");
  });
}

}  // namespace

void TestDeviceLists::each_log_in_and_log_out_is_in_the_next_list() {
  World world;
  auto& laptop = world.ready_user("alice");
  QCOMPARE(list_of(world, "alice").version, 1U);
  QCOMPARE(devices_in(list_of(world, "alice")), Numbers{1});
  auto& phone = world.log_in("alice", "alice phone");
  world.log_in("alice", "alice tablet");
  QCOMPARE(list_of(world, "alice").version, 3U);
  QCOMPARE(devices_in(list_of(world, "alice")), (Numbers{1, 2, 3}));
  // The laptop has to have heard of the tablet, or its own next list would come too late.
  world.settle();
  QVERIFY(laptop.handle(client::LogOut{}).ok());
  world.settle();
  QCOMPARE(list_of(world, "alice").version, 4U);
  QCOMPARE(devices_in(list_of(world, "alice")), (Numbers{2, 3}));
  QVERIFY(phone.handle(client::RevokeDevice{DeviceId{3}}).ok());
  world.settle();
  QCOMPARE(list_of(world, "alice").version, 5U);
  QCOMPARE(devices_in(list_of(world, "alice")), Numbers{2});
  QCOMPARE(list_of(world, "alice").gone_up_to, DeviceId{3});
}

void TestDeviceLists::a_revoked_device_that_comes_back_gets_nothing() {
  ReturnedDevice scene;
  scene.revoke();
  scene.bring_back();
  scene.bob.forget_events();
  QVERIFY(scene.bob.say("alice", "for the laptop").ok());
  scene.world.run_for(hours{1});
  QVERIFY(!scene.got_something());
  QCOMPARE(scene.bob.events<client::DeviceRefused>().front().device, scene.gone);
  scene.world.relay.accounts["alice"].devices.erase(scene.gone);
  scene.world.run_for(minutes{10});
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"for the laptop"});
}

void TestDeviceLists::a_list_from_before_a_revocation_is_refused() {
  ReturnedDevice scene;
  scene.revoke();
  scene.bring_back();
  const auto newest = scene.roll_list_back();
  scene.bob.forget_events();
  QVERIFY(scene.bob.say("alice", "for the laptop").ok());
  scene.world.run_for(hours{1});
  QVERIFY(!scene.got_something());
  const auto refused = scene.bob.events<client::DeviceListRefused>();
  QVERIFY(!refused.empty());
  QCOMPARE(refused.front().user, name("alice"));
  QCOMPARE(refused.front().code, ErrorCode::stale_state);
  QVERIFY2(scene.world.relay.bundle_fetches["alice"] < 100, "not a hot loop");
  scene.world.relay.accounts["alice"].devices.erase(scene.gone);
  scene.world.relay.accounts["alice"].device_list = newest;
  scene.world.run_for(minutes{10});
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"for the laptop"});
}

void TestDeviceLists::a_list_that_vanished_is_refused() {
  ReturnedDevice scene;
  scene.world.relay.tamper_bundles = [](wire::Bundles& bundles) { bundles.device_list.reset(); };
  scene.revoke();
  scene.bring_back();
  scene.bob.forget_events();
  QVERIFY(scene.bob.say("alice", "for the laptop").ok());
  scene.world.run_for(minutes{30});
  QVERIFY(!scene.bob.events<client::DeviceListRefused>().empty());
}

void TestDeviceLists::a_message_that_names_a_newer_list_stops_writing_until_it_is_shown() {
  ReturnedDevice scene;
  const auto old = scene.world.relay.accounts["alice"].device_list;
  bool lying = true;
  scene.world.relay.tamper_bundles = [&](wire::Bundles& bundles) {
    if (lying && bundles.username == name("alice")) bundles.device_list = old;
  };
  scene.revoke();
  scene.bring_back();
  QVERIFY(scene.laptop.say("bob", "my phone was stolen").ok());
  scene.world.settle();
  QCOMPARE(scene.bob.texts_with("alice").back(), std::string{"my phone was stolen"});
  QVERIFY(scene.bob.say("alice", "oh no").ok());
  scene.world.run_for(minutes{30});
  QVERIFY(!scene.got_something());
  QCOMPARE(scene.bob.events<client::DeviceListRefused>().front().code, ErrorCode::stale_state);
  lying = false;
  scene.world.relay.accounts["alice"].devices.erase(scene.gone);
  scene.world.run_for(minutes{10});
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"oh no"});
}

void TestDeviceLists::what_a_device_sent_before_it_was_revoked_is_still_read() {
  ReturnedDevice scene;
  scene.send_late();
  scene.deliver_late_after(hours{20});
  QCOMPARE(scene.bob.texts_with("alice").back(), std::string{"late"});
}

void TestDeviceLists::a_device_that_is_gone_for_a_day_is_not_read_and_has_no_session() {
  ReturnedDevice scene;
  scene.send_late();
  scene.bob.forget_events();
  scene.deliver_late_after(hours{30});
  QVERIFY(scene.bob.texts_with("alice").back() != std::string{"late"});
  QCOMPARE(scene.bob.events<client::MessageUndecryptable>().front().code, ErrorCode::context_mismatch);
  QCOMPARE(*scene.bob.store().count(store::Table::session), 1U);
}

void TestDeviceLists::a_device_that_signs_too_late_signs_again() {
  World world;
  world.ready_user("alice");
  const auto first = world.relay.accounts["alice"].device_list;
  world.log_in("alice", "alice phone");
  int shown = 0;
  world.relay.tamper_device_list = [&](wire::DeviceList& list) {
    if (++shown == 1) list.signed_list = first;
  };
  auto& tablet = world.log_in("alice", "alice tablet");
  world.settle();
  QCOMPARE(list_of(world, "alice").version, 3U);
  QCOMPARE(devices_in(list_of(world, "alice")), (Numbers{1, 2, 3}));
  QVERIFY(!tablet.events<client::LoggedIn>().empty());
}

void TestDeviceLists::a_relay_that_lost_the_newest_list_gets_it_back() {
  World world;
  auto& laptop = world.ready_user("alice");
  const auto first = world.relay.accounts["alice"].device_list;
  world.log_in("alice", "alice phone");
  world.settle();
  world.relay.accounts["alice"].device_list = first;
  world.relay.disconnect_all();
  world.run_for(minutes{5});
  QVERIFY(list_of(world, "alice").version >= 3U);
  QCOMPARE(devices_in(list_of(world, "alice")), (Numbers{1, 2}));
  QVERIFY(laptop.engine().account().has_value());
}

void TestDeviceLists::a_revoked_device_that_the_relay_lets_in_erases_itself() {
  ReturnedDevice scene;
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::Goodbye>(frame);
  };
  scene.phone.go_offline();
  scene.revoke();
  scene.bring_back();
  scene.phone.go_online();
  scene.world.run_for(minutes{5});
  QCOMPARE(scene.phone.dump(), std::string{});
  QCOMPARE(scene.phone.events<client::LoggedOut>().front().reason, client::LogoutReason::revoked);
}

void TestDeviceLists::a_revoked_device_that_is_shown_the_list_later_erases_itself() {
  ReturnedDevice scene;
  scene.phone.go_offline();
  scene.revoke();
  scene.bring_back();
  const auto newest = scene.roll_list_back();
  scene.phone.go_online();
  scene.world.run_for(minutes{5});
  QVERIFY(scene.phone.engine().account().has_value());
  scene.world.relay.accounts["alice"].device_list = newest;
  QVERIFY(scene.phone.handle(client::ListDevices{}).ok());
  scene.world.settle();
  QCOMPARE(scene.phone.dump(), std::string{});
}

void TestDeviceLists::an_account_from_before_lists_is_written_to_as_before() {
  ReturnedDevice scene;
  go_back_before_lists(scene);
  scene.laptop.go_offline();
  come_back(scene);
  QVERIFY(both_get_mail(scene, scene.bob));
  auto& carol = scene.world.ready_user("carol");
  QVERIFY2(both_get_mail(scene, carol), "who writes to the account for the first time");
  QVERIFY(carol.events<client::DeviceListRefused>().empty());
}

void TestDeviceLists::the_first_list_of_an_account_from_before_lists_has_all_its_devices() {
  ReturnedDevice scene;
  go_back_before_lists(scene);
  come_back(scene);
  QCOMPARE(devices_in(list_of(scene.world, "alice")), (Numbers{1, 2}));
  scene.write(scene.bob, "alice", "to both");
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"to both"});
  scene.phone.go_online();
  scene.world.run_for(minutes{5});
  QCOMPARE(scene.phone.texts_with("bob").back(), std::string{"to both"});
  QCOMPARE(list_of(scene.world, "alice").version, 1U);
}

void TestDeviceLists::a_new_device_lists_no_other_on_the_relays_word() {
  World world;
  world.ready_user("alice").go_offline();
  world.relay.accounts["alice"].device_list.reset();
  world.log_in("alice", "alice phone");
  QCOMPARE(devices_in(list_of(world, "alice")), Numbers{2});
}

void TestDeviceLists::a_stolen_device_cannot_hold_up_the_list_that_takes_it_out() {
  ReturnedDevice scene;
  scene.claim_version(1'000'000);
  scene.write(scene.phone, "bob", "hm");
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"hm"});
  QVERIFY(scene.laptop.handle(client::RevokeDevice{scene.gone}).ok());
  scene.world.settle();
  QCOMPARE(devices_in(list_of(scene.world, "alice")), Numbers{1});
  QCOMPARE(scene.world.relay.accounts["alice"].devices.count(scene.gone), std::size_t{0});
  QVERIFY(scene.bob.say("alice", "without the phone").ok());
  scene.world.run_for(minutes{15});
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"without the phone"});
}

void TestDeviceLists::a_stolen_device_that_left_can_still_be_taken_out() {
  ReturnedDevice scene;
  scene.claim_version(1'000'000);
  scene.write(scene.phone, "bob", "hm");
  scene.phone.go_offline();
  scene.world.relay.accounts["alice"].devices.erase(scene.gone);
  QVERIFY(scene.laptop.handle(client::ListDevices{}).ok());
  scene.world.settle();
  const auto shown = scene.laptop.events<client::DevicesListed>().back().devices;
  QCOMPARE(shown.size(), std::size_t{2});
  QCOMPARE(shown.back().device, scene.gone);
  scene.laptop.forget_events();
  QVERIFY(scene.laptop.handle(client::RevokeDevice{scene.gone}).ok());
  scene.world.settle();
  QVERIFY(scene.laptop.events<client::RequestFailed>().empty());
  QCOMPARE(devices_in(list_of(scene.world, "alice")), Numbers{1});
  QCOMPARE(list_of(scene.world, "alice").gone_up_to, scene.gone);
  QVERIFY(scene.bob.say("alice", "without the phone").ok());
  scene.world.run_for(minutes{15});
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"without the phone"});
}

void TestDeviceLists::what_a_gone_device_names_does_not_count() {
  ReturnedDevice scene;
  scene.claim_version(1'000'000);
  scene.send_late();
  scene.deliver_late_after(minutes{1});
  QCOMPARE(scene.bob.texts_with("alice").back(), std::string{"late"});
  QVERIFY(scene.bob.say("alice", "still there?").ok());
  scene.world.run_for(minutes{15});
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"still there?"});
}

void TestDeviceLists::a_device_that_left_without_a_list_is_looked_up_once() {
  ReturnedDevice scene;
  scene.phone.go_offline();
  scene.world.relay.accounts["alice"].devices.erase(scene.gone);
  scene.write(scene.bob, "alice", "one");
  const auto fetches = scene.world.relay.list_fetches["alice"];
  const auto submissions = submissions_to_alice(scene);
  scene.write(scene.bob, "alice", "two");
  QCOMPARE(scene.world.relay.list_fetches["alice"], fetches);
  QCOMPARE(submissions_to_alice(scene), submissions + 1);
}

void TestDeviceLists::what_a_device_sent_that_came_and_went_unseen_is_read() {
  World world;
  auto& laptop = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(bob.say("alice", "hi").ok());
  world.settle();
  bob.go_offline();
  auto& phone = world.log_in("alice", "alice phone");
  QVERIFY(phone.say("bob", "from a phone that I borrowed").ok());
  world.settle();
  const auto borrowed = phone.address().device;
  QVERIFY(phone.handle(client::LogOut{}).ok());
  world.settle();
  world.relay.disconnect_all();
  world.settle(minutes{2});
  // Bob gets the list that calls the phone gone before he gets what it has sent.
  bool holding = true;
  world.relay.says = [&](const wire::Frame& frame) {
    const auto* deliver = std::get_if<wire::Deliver>(&frame);
    return !holding || deliver == nullptr || !(deliver->deliveries.front().sender.device == borrowed);
  };
  bob.go_online();
  QVERIFY(laptop.say("bob", "from my laptop").ok());
  world.settle(minutes{2});
  QCOMPARE(bob.texts_with("alice").back(), std::string{"from my laptop"});
  QCOMPARE(list_of(world, "alice").gone_up_to, borrowed);
  holding = false;
  world.relay.disconnect_all();
  world.settle(minutes{2});
  QCOMPARE(bob.texts_with("alice").back(), std::string{"from a phone that I borrowed"});
  world.run_for(hours{30});
  world.relay.disconnect_all();
  world.settle(minutes{2});
  QCOMPARE(*bob.store().count(store::Table::session), 1U);
}

QTEST_GUILESS_MAIN(TestDeviceLists)
#include "test_device_lists.moc"
