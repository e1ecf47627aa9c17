// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on an account that goes to a new device by a code (row C1 of README.md), by a relay that is real
// and hostile.
#include <QtTest>

#include "printing.hpp"
#include "sotto/crypto/device_link.hpp"
#include "stage.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using client::LinkingStage;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

class TestLinking : public QObject {
  Q_OBJECT

 private slots:
  void an_honest_relay_links_a_device();
  void c1_an_offer_of_the_relay_gets_nothing();
  void c1_somebody_in_between_who_has_the_code_shows_another_number();
  void c1_a_recorded_linking_is_worth_nothing();
};

namespace {

template <class Call>
Call* call_in(wire::Frame& frame) {
  auto* request = std::get_if<wire::CallRequest>(&frame);
  return request == nullptr ? nullptr : std::get_if<Call>(&request->call);
}

template <class Reply>
Reply* reply_in(wire::Frame& frame) {
  auto* reply = std::get_if<wire::CallReply>(&frame);
  return reply == nullptr ? nullptr : std::get_if<Reply>(&reply->reply);
}

crypto::LinkCode code_of(const std::string& text) { return *crypto::LinkCode::parse(text); }

/// What the owner says through the relay.
struct Overheard {
  crypto::Sha256 commitment{};
  Bytes reveal;
  Bytes grant;

  EvilRelay::Hook hook() {
    return [this](const std::optional<Address>&, wire::Frame& frame) {
      if (const auto* open = call_in<wire::OpenLinkingRequest>(frame))
        std::copy_n(open->commitment.begin(), commitment.size(), commitment.begin());
      if (const auto* said = call_in<wire::OwnerLinkingRequest>(frame)) {
        if (const auto* shown = std::get_if<wire::RevealLinking>(&said->what)) reveal = shown->sealed;
        if (const auto* given = std::get_if<wire::GrantLinking>(&said->what)) grant = given->sealed;
      }
      return true;
    };
  }
};

struct Scene {
  Stage stage;
  Device& laptop = stage.person("alice");
  Device& phone = stage.world.add_device("alice phone");
  Overheard overheard;

  Scene() { stage.evil.hears = overheard.hook(); }

  std::string show_code() {
    static_cast<void>(laptop.handle(client::LinkDevice{}));
    stage.world.settle();
    return laptop.engine().linking()->code;
  }
  void join(const std::string& code) {
    static_cast<void>(
        phone.handle(client::JoinWithCode{SecretBytes::copied_from(std::string_view{code}), "phone"}));
    stage.world.settle();
  }
  void confirm(Device& device) {
    static_cast<void>(device.handle(client::ConfirmLinking{device.engine().linking()->number}));
    stage.world.settle();
  }
  /// The relay gives the owner this offer in the place of the newcomer's.
  void swap_offer(const Bytes& offer) {
    stage.evil.says = [offer](const std::optional<Address>&, wire::Frame& frame) {
      auto* view = reply_in<wire::OwnerLinking>(frame);
      if (view != nullptr && !view->offer.empty()) view->offer = offer;
      return true;
    };
  }
};

}  // namespace

void TestLinking::an_honest_relay_links_a_device() {
  Scene scene;
  auto& bob = scene.stage.person("bob");
  scene.stage.befriend(scene.laptop, bob);
  scene.join(scene.show_code());
  QCOMPARE(scene.laptop.engine().linking()->number, scene.phone.engine().linking()->number);
  scene.confirm(scene.phone);
  scene.confirm(scene.laptop);
  scene.stage.world.run_for(minutes{1});
  QVERIFY(scene.phone.address().user == name("alice"));
  QVERIFY(!scene.laptop.events<client::LinkingEnded>().back().failure.has_value());
  scene.stage.write(bob, scene.laptop, "to both");
  QCOMPARE(scene.phone.texts_with("bob").back(), std::string{"to both"});
  scene.stage.write(scene.phone, bob, "from the phone");
  QCOMPARE(texts_of(bob, "alice").back(), std::string{"from the phone"});
  QCOMPARE(scene.phone.texts_with("bob"), scene.laptop.texts_with("bob"));
}

void TestLinking::c1_an_offer_of_the_relay_gets_nothing() {
  Scene scene;
  const auto code = scene.show_code();
  SeededRandom random{7};
  auto own = *crypto::LinkCode::fresh(random);
  const auto offer =
      *crypto::make_link_offer(std::move(own), scene.overheard.commitment, "alice phone", random);
  scene.swap_offer(offer.sealed);
  scene.join(code);
  scene.stage.world.run_for(minutes{1});
  QCOMPARE(*scene.laptop.events<client::LinkingEnded>().back().failure, ErrorCode::undecryptable);
  QVERIFY(scene.overheard.grant.empty());
  QVERIFY(!scene.phone.engine().account().has_value());
}

void TestLinking::c1_somebody_in_between_who_has_the_code_shows_another_number() {
  Scene scene;
  const auto code = scene.show_code();
  SeededRandom random{8};
  const auto offer =
      *crypto::make_link_offer(code_of(code), scene.overheard.commitment, "alice phone", random);
  scene.swap_offer(offer.sealed);
  scene.join(code);
  QCOMPARE(scene.laptop.engine().linking()->stage, LinkingStage::comparing);
  QCOMPARE(scene.laptop.engine().linking()->other, std::string{"alice phone"});
  QVERIFY(scene.laptop.engine().linking()->number != scene.phone.engine().linking()->number);
  QVERIFY(scene.overheard.grant.empty());
  // The control: who confirms without comparing gives the account away.
  scene.confirm(scene.laptop);
  const auto reveal = *crypto::open_link_reveal(offer, scene.overheard.reveal);
  QVERIFY(crypto::open_link_grant(offer, reveal, scene.overheard.grant).ok());
}

/// Everything that went through the relay, and the code as well, some day later.
void TestLinking::c1_a_recorded_linking_is_worth_nothing() {
  Scene scene;
  const auto code = scene.show_code();
  scene.join(code);
  scene.confirm(scene.laptop);
  scene.confirm(scene.phone);
  QVERIFY(scene.phone.engine().account().has_value());
  SeededRandom random{9};
  const auto offer =
      *crypto::make_link_offer(code_of(code), scene.overheard.commitment, "alice phone", random);
  const auto reveal = crypto::open_link_reveal(offer, scene.overheard.reveal);
  QVERIFY2(reveal.ok(), "the code opens what was sealed under it alone");
  QVERIFY(!crypto::open_link_grant(offer, *reveal, scene.overheard.grant).ok());
}

QTEST_GUILESS_MAIN(TestLinking)
#include "test_linking.moc"
