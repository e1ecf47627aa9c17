// SPDX-License-Identifier: GPL-3.0-or-later
// An account goes from one device to another by a code, past a relay that lies and people who have seen the
// code.
#include <QtTest>

#include "linking_scene.hpp"
#include "printing.hpp"
#include "returned_device.hpp"
#include "sotto/crypto/device_link.hpp"
#include "sotto/crypto/device_list.hpp"

using namespace sotto;
using namespace sotto::testing;
using client::LinkingStage;
using std::chrono::minutes;
using std::chrono::seconds;
using Texts = std::vector<std::string>;

class TestLinking : public QObject {
  Q_OBJECT

 private slots:
  void a_linked_device_has_the_account();
  void a_linked_device_reads_the_past_and_takes_part();
  void the_order_of_the_two_confirmations_does_not_matter();
  void nothing_is_handed_over_before_the_number_was_compared();
  void another_number_than_the_one_shown_confirms_nothing();
  void either_side_may_end_it_data();
  void either_side_may_end_it();
  void whoever_ends_it_too_late_is_told();
  void a_code_is_good_for_one_newcomer();
  void whoever_saw_the_code_and_is_faster_gets_nothing();
  void a_new_code_ends_the_last_one();
  void a_code_is_worth_nothing_after_ten_minutes();
  void what_is_no_code_is_refused();
  void links_that_break_at_any_time_do_not_matter();
  void it_needs_the_relay_and_a_free_device();
  void a_restart_of_either_ends_it();
  void logging_out_ends_it();
  void a_relay_that_meddles_gets_nothing_data();
  void a_relay_that_meddles_gets_nothing();
  void a_relay_that_changes_the_keys_on_their_way_is_noticed();
  void a_relay_that_gives_the_new_device_the_owner_s_number_is_noticed();
  void a_relay_that_hides_a_revocation_from_the_new_device_is_noticed();
  void what_a_stolen_device_has_only_named_does_not_hold_up_the_new_one();
};

namespace {

std::vector<std::uint32_t> listed_devices(World& world) {
  std::vector<std::uint32_t> numbers;
  const auto list = crypto::parse_device_list(name("alice"), world.relay.accounts["alice"].device_list->list);
  for (const auto& listed : list->devices) numbers.push_back(listed.device.value);
  return numbers;
}

ErrorCode failure_at(const Device& device) {
  return device.events<client::LinkingEnded>().back().failure.value_or(ErrorCode::malformed);
}

bool has_ended(const Device& device) { return !device.events<client::LinkingEnded>().empty(); }

}  // namespace

void TestLinking::a_linked_device_has_the_account() {
  LinkingScene scene;
  const auto code = scene.show_code();
  QCOMPARE(scene.stage(scene.laptop), LinkingStage::showing_code);
  QCOMPARE(code.size(), std::size_t{34});
  scene.join(scene.phone, code);
  for (auto* device : {&scene.laptop, &scene.phone}) QCOMPARE(scene.stage(*device), LinkingStage::comparing);
  QCOMPARE(scene.number(scene.laptop), scene.number(scene.phone));
  QCOMPARE(scene.number(scene.phone).size(), std::size_t{6});
  QCOMPARE(scene.laptop.engine().linking()->other, std::string{"alice phone"});
  QCOMPARE(scene.phone.engine().linking()->other, std::string{"alice"});
  QVERIFY(scene.laptop.engine().linking()->code.empty());
  QVERIFY(scene.confirm(scene.laptop).ok());
  QCOMPARE(scene.stage(scene.laptop), LinkingStage::confirmed);
  QVERIFY(!scene.phone.engine().account().has_value());
  QVERIFY(scene.confirm(scene.phone).ok());
  QVERIFY(scene.phone.address().user == name("alice"));
  QCOMPARE(scene.phone.events<client::LoggedIn>().size(), std::size_t{1});
  QVERIFY(!scene.laptop.events<client::LinkingEnded>().back().failure.has_value());
  QVERIFY(!scene.laptop.engine().linking() && !scene.phone.engine().linking());
  QCOMPARE(listed_devices(scene.world), (std::vector<std::uint32_t>{1, scene.phone.address().device.value}));
  QVERIFY(scene.laptop.handle(client::ListDevices{}).ok());
  scene.world.settle();
  const auto devices = scene.laptop.events<client::DevicesListed>().back().devices;
  QCOMPARE(devices.size(), std::size_t{2});
  QCOMPARE(devices.back().name, std::string{"alice phone"});
  QVERIFY(devices.back().listed);
}

void TestLinking::a_linked_device_reads_the_past_and_takes_part() {
  LinkingScene scene;
  auto& bob = scene.world.ready_user("bob");
  static_cast<void>(scene.laptop.say("bob", "before"));
  scene.world.settle();
  static_cast<void>(bob.say("alice", "before, too"));
  scene.world.settle();
  scene.link();
  scene.world.run_for(minutes{1});
  QCOMPARE(scene.phone.texts_with("bob"), (Texts{"before", "before, too"}));
  static_cast<void>(bob.say("alice", "to both"));
  scene.world.settle();
  static_cast<void>(scene.phone.say("bob", "from the phone"));
  scene.world.settle();
  const Texts all{"before", "before, too", "to both", "from the phone"};
  QCOMPARE(bob.texts_with("alice"), all);
  QCOMPARE(scene.phone.texts_with("bob"), all);
  QCOMPARE(scene.laptop.texts_with("bob"), all);
  scene.phone.crash();
  scene.world.settle();
  static_cast<void>(bob.say("alice", "after a restart"));
  scene.world.settle();
  QCOMPARE(scene.phone.texts_with("bob").back(), std::string{"after a restart"});
}

void TestLinking::the_order_of_the_two_confirmations_does_not_matter() {
  LinkingScene scene;
  scene.meet();
  QVERIFY(scene.confirm(scene.phone).ok());
  QCOMPARE(scene.stage(scene.phone), LinkingStage::confirmed);
  QVERIFY(!scene.something_was_handed_over());
  QVERIFY(scene.confirm(scene.laptop).ok());
  QVERIFY(scene.phone.engine().account().has_value());
}

void TestLinking::nothing_is_handed_over_before_the_number_was_compared() {
  LinkingScene scene;
  scene.meet();
  scene.world.run_for(minutes{5});
  QVERIFY(!scene.something_was_handed_over());
  QCOMPARE(scene.devices(), std::size_t{1});
  QVERIFY2(scene.confirm(scene.laptop).ok() && scene.something_was_handed_over(), "the control");
}

void TestLinking::another_number_than_the_one_shown_confirms_nothing() {
  LinkingScene scene;
  scene.show_code();
  QCOMPARE(scene.laptop.handle(client::ConfirmLinking{""}).error().code, ErrorCode::invalid_state);
  scene.meet();
  for (auto* device : {&scene.laptop, &scene.phone}) {
    const auto other = scene.number(*device) == "000000" ? "000001" : "000000";
    QCOMPARE(device->handle(client::ConfirmLinking{other}).error().code, ErrorCode::invalid_state);
    QCOMPARE(scene.stage(*device), LinkingStage::comparing);
  }
  scene.world.settle();
  QVERIFY(!scene.something_was_handed_over());
}

void TestLinking::either_side_may_end_it_data() {
  QTest::addColumn<bool>("by_laptop");
  QTest::newRow("the one with the account") << true;
  QTest::newRow("the new one") << false;
}

void TestLinking::either_side_may_end_it() {
  QFETCH(const bool, by_laptop);
  LinkingScene scene;
  scene.meet();
  auto& ends = by_laptop ? scene.laptop : scene.phone;
  auto& hears = by_laptop ? scene.phone : scene.laptop;
  QVERIFY(ends.handle(client::CancelLinking{}).ok());
  scene.world.settle();
  QVERIFY(!ends.engine().linking() && !hears.engine().linking());
  QVERIFY(!has_ended(ends));
  QCOMPARE(failure_at(hears), ErrorCode::not_found);
  QCOMPARE(scene.devices(), std::size_t{1});
  scene.link();
  QVERIFY2(scene.phone.engine().account().has_value(), "and it can be done anew");
}

void TestLinking::whoever_ends_it_too_late_is_told() {
  LinkingScene scene;
  // The laptop has not looked since.
  scene.world.relay.linkings.tamper_owner = [](wire::OwnerLinking& view) { view.taken = false; };
  scene.link();
  QVERIFY(scene.phone.engine().account().has_value());
  QVERIFY(!has_ended(scene.laptop));
  QVERIFY(scene.laptop.handle(client::CancelLinking{}).ok());
  scene.world.settle();
  QVERIFY(has_ended(scene.laptop));
  QVERIFY(!scene.laptop.events<client::LinkingEnded>().back().failure.has_value());
}

void TestLinking::a_code_is_good_for_one_newcomer() {
  LinkingScene scene;
  auto& second = scene.world.add_device("second");
  const auto code = scene.show_code();
  scene.join(scene.phone, code);
  scene.join(second, code);
  QCOMPARE(failure_at(second), ErrorCode::stale_state);
  QCOMPARE(scene.stage(scene.phone), LinkingStage::comparing);
}

void TestLinking::whoever_saw_the_code_and_is_faster_gets_nothing() {
  LinkingScene scene;
  auto& mallory = scene.world.add_device("alice phone");
  const auto code = scene.show_code();
  scene.join(mallory, code);
  scene.join(scene.phone, code);
  QCOMPARE(failure_at(scene.phone), ErrorCode::stale_state);
  QVERIFY(scene.confirm(mallory).ok());
  scene.world.run_for(minutes{2});
  QVERIFY(!scene.something_was_handed_over());
  // The phone in front of Alice shows no number, so there is nothing that she could compare.
  QVERIFY(scene.laptop.handle(client::CancelLinking{}).ok());
  scene.world.settle();
  QCOMPARE(failure_at(mallory), ErrorCode::not_found);
  QVERIFY(!mallory.engine().account().has_value());
}

void TestLinking::a_new_code_ends_the_last_one() {
  LinkingScene scene;
  const auto first = scene.show_code();
  const auto second = scene.show_code();
  QVERIFY(first != second);
  scene.join(scene.phone, second);
  QCOMPARE(scene.stage(scene.laptop), LinkingStage::comparing);
  auto& late = scene.world.add_device("late");
  scene.join(late, first);
  QVERIFY(has_ended(late) || scene.stage(late) == LinkingStage::connecting);
  QCOMPARE(scene.laptop.engine().linking()->other, std::string{"alice phone"});
}

void TestLinking::a_code_is_worth_nothing_after_ten_minutes() {
  LinkingScene scene;
  const auto code = scene.show_code();
  scene.world.run_for(minutes{11});
  QCOMPARE(failure_at(scene.laptop), ErrorCode::not_found);
  QVERIFY(!scene.laptop.engine().linking());
  scene.join(scene.phone, code);
  QCOMPARE(failure_at(scene.phone), ErrorCode::not_found);

  LinkingScene slow;
  slow.meet();
  slow.world.run_for(minutes{11});
  for (auto* device : {&slow.laptop, &slow.phone}) QCOMPARE(failure_at(*device), ErrorCode::not_found);
  QCOMPARE(slow.laptop.handle(client::ConfirmLinking{"000000"}).error().code, ErrorCode::invalid_state);
  QCOMPARE(slow.devices(), std::size_t{1});
}

void TestLinking::what_is_no_code_is_refused() {
  LinkingScene scene;
  const auto code = scene.show_code();
  const auto typed = [&](const std::string& text) {
    return scene.phone.handle(LinkingScene::joining(text, "phone")).error().code;
  };
  QCOMPARE(typed(""), ErrorCode::malformed);
  QCOMPARE(typed(code.substr(1)), ErrorCode::malformed);
  QCOMPARE(scene.phone.handle(LinkingScene::joining(code, std::string(65, 'n'))).error().code,
           ErrorCode::too_large);
  QVERIFY(!scene.phone.engine().linking());
  // A code, but of nobody.
  SeededRandom random{5};
  scene.join(scene.phone, crypto::LinkCode::fresh(random)->text());
  QCOMPARE(failure_at(scene.phone), ErrorCode::not_found);
  scene.join(scene.phone, code);
  QCOMPARE(scene.stage(scene.phone), LinkingStage::comparing);
}

void TestLinking::links_that_break_at_any_time_do_not_matter() {
  LinkingScene scene;
  const auto code = scene.show_code();
  const auto breaks = [&] {
    scene.world.relay.disconnect_all();
    scene.world.settle();
    scene.world.run_for(minutes{1});
  };
  breaks();
  QCOMPARE(scene.laptop.engine().linking()->code, code);
  scene.join(scene.phone, code);
  breaks();
  QCOMPARE(scene.number(scene.laptop), scene.number(scene.phone));
  QVERIFY(scene.confirm(scene.laptop).ok());
  breaks();
  QVERIFY(scene.confirm(scene.phone).ok());
  QVERIFY(scene.phone.engine().account().has_value());
  breaks();
  QVERIFY(!scene.laptop.events<client::LinkingEnded>().back().failure.has_value());
}

void TestLinking::it_needs_the_relay_and_a_free_device() {
  LinkingScene scene;
  scene.laptop.go_offline();
  QVERIFY(scene.laptop.handle(client::LinkDevice{}).ok());
  QCOMPARE(failure_at(scene.laptop), ErrorCode::offline);
  scene.laptop.go_online();
  scene.world.run_for(minutes{1});
  const auto code = scene.show_code();
  QCOMPARE(scene.laptop.handle(LinkingScene::joining(code, "x")).error().code, ErrorCode::already_logged_in);
  QCOMPARE(scene.phone.handle(client::LinkDevice{}).error().code, ErrorCode::not_logged_in);
  scene.join(scene.phone, code);
  QCOMPARE(scene.phone.handle(LinkingScene::joining(code, "x")).error().code, ErrorCode::invalid_state);
  QCOMPARE(scene.phone.handle(client::LogIn{name("alice"), password_of("alice"), "x"}).error().code,
           ErrorCode::invalid_state);
  QVERIFY(scene.phone.handle(client::CancelLinking{}).ok());
  QVERIFY2(scene.phone.handle(client::LogIn{name("alice"), password_of("alice"), "x"}).ok(), "the control");
}

void TestLinking::a_restart_of_either_ends_it() {
  LinkingScene scene;
  scene.meet();
  scene.phone.crash();
  QVERIFY(!scene.phone.engine().linking());
  scene.laptop.crash();
  QVERIFY(!scene.laptop.engine().linking());
  scene.world.settle();
  QVERIFY(!scene.something_was_handed_over());
  scene.link();
  QVERIFY(scene.phone.engine().account().has_value());
}

void TestLinking::logging_out_ends_it() {
  LinkingScene scene;
  scene.meet();
  QVERIFY(scene.laptop.handle(client::LogOut{}).ok());
  QVERIFY(!scene.laptop.engine().linking());
  scene.world.settle();
  QVERIFY(!scene.something_was_handed_over());
}

void TestLinking::a_relay_that_meddles_gets_nothing_data() {
  QTest::addColumn<QString>("what");
  QTest::addColumn<bool>("laptop_notices");
  QTest::newRow("another commitment for the newcomer") << "commitment" << true;
  QTest::newRow("another offer for the owner") << "offer" << true;
  QTest::newRow("the offer of an earlier linking") << "old offer" << true;
  QTest::newRow("another reveal for the newcomer") << "reveal" << false;
  QTest::newRow("the newcomer's own offer as the reveal") << "reflected" << false;
}

void TestLinking::a_relay_that_meddles_gets_nothing() {
  QFETCH(const QString, what);
  QFETCH(const bool, laptop_notices);
  LinkingScene scene;
  auto& linkings = scene.world.relay.linkings;
  Bytes earlier;
  if (what == "old offer") {
    scene.meet();
    earlier = linkings.all.begin()->second.offer;
    static_cast<void>(scene.laptop.handle(client::CancelLinking{}));
    scene.world.settle();
    scene.laptop.forget_events();
    scene.phone.forget_events();
  }
  if (what == "commitment") linkings.tamper_joined = [](auto& joined) { joined.commitment[3] ^= 1; };
  linkings.tamper_owner = [&](wire::OwnerLinking& view) {
    if (what == "offer" && !view.offer.empty()) view.offer.back() ^= 1;
    if (what == "old offer" && !view.offer.empty()) view.offer = earlier;
  };
  linkings.tamper_newcomer = [&](wire::NewcomerLinking& view) {
    if (what == "reveal" && !view.reveal.empty()) view.reveal.back() ^= 1;
    if (what == "reflected") view.reveal = linkings.all.begin()->second.offer;
  };
  scene.meet();
  scene.world.run_for(minutes{1});
  QVERIFY(!scene.something_was_handed_over());
  QCOMPARE(failure_at(laptop_notices ? scene.laptop : scene.phone), ErrorCode::undecryptable);
  QVERIFY(!scene.laptop.engine().linking() && !scene.phone.engine().linking());
  QVERIFY(has_ended(scene.laptop) || has_ended(scene.phone));
  QCOMPARE(scene.devices(), std::size_t{1});
}

void TestLinking::a_relay_that_changes_the_keys_on_their_way_is_noticed() {
  LinkingScene scene;
  scene.world.relay.linkings.tamper_newcomer = [](wire::NewcomerLinking& view) {
    if (view.grant) view.grant->sealed.back() ^= 1;
  };
  const auto before = scene.phone.dump();
  scene.link();
  QCOMPARE(failure_at(scene.phone), ErrorCode::undecryptable);
  QVERIFY(!scene.phone.engine().account().has_value());
  QCOMPARE(scene.phone.dump(), before);
}

void TestLinking::a_relay_that_gives_the_new_device_the_owner_s_number_is_noticed() {
  LinkingScene scene;
  scene.world.relay.linkings.tamper_newcomer = [&](wire::NewcomerLinking& view) {
    if (view.grant) view.grant->device = scene.laptop.address().device;
  };
  const auto before = scene.phone.dump();
  scene.link();
  QCOMPARE(failure_at(scene.phone), ErrorCode::identity_mismatch);
  QVERIFY(!scene.phone.engine().account().has_value());
  QCOMPARE(scene.phone.dump(), before);
}

void TestLinking::a_relay_that_hides_a_revocation_from_the_new_device_is_noticed() {
  LinkingScene scene;
  auto& tablet = scene.world.log_in("alice", "alice tablet");
  scene.world.settle();
  const auto old = scene.world.relay.accounts["alice"].device_list;
  QVERIFY(scene.laptop.handle(client::RevokeDevice{tablet.address().device}).ok());
  scene.world.settle();
  scene.world.relay.tamper_device_list = [&](wire::DeviceList& list) { list.signed_list = old; };
  scene.link();
  scene.world.run_for(minutes{1});
  const auto refused = scene.phone.events<client::DeviceListRefused>();
  QVERIFY(!refused.empty());
  QCOMPARE(refused.front().code, ErrorCode::stale_state);
  scene.world.relay.tamper_device_list = nullptr;
  scene.world.run_for(minutes{10});
  QCOMPARE(listed_devices(scene.world), (std::vector<std::uint32_t>{1, scene.phone.address().device.value}));
}

void TestLinking::what_a_stolen_device_has_only_named_does_not_hold_up_the_new_one() {
  ReturnedDevice scene;
  auto& tablet = scene.world.add_device("alice tablet");
  scene.claim_version(1'000'000);
  scene.write(scene.phone, "bob", "names a list that never comes");
  scene.phone.go_offline();
  QVERIFY(scene.laptop.handle(client::LinkDevice{}).ok());
  scene.world.settle();
  QVERIFY(tablet.handle(LinkingScene::joining(scene.laptop.engine().linking()->code, "tablet")).ok());
  scene.world.settle();
  for (auto* device : {&scene.laptop, &tablet}) {
    QVERIFY(device->handle(client::ConfirmLinking{LinkingScene::number(*device)}).ok());
    scene.world.settle();
  }
  scene.world.run_for(minutes{1});
  QVERIFY(tablet.engine().account().has_value());
  QVERIFY(tablet.events<client::DeviceListRefused>().empty());
  QCOMPARE(listed_devices(scene.world).back(), tablet.address().device.value);
}

QTEST_GUILESS_MAIN(TestLinking)
#include "test_linking.moc"
