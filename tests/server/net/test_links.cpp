// SPDX-License-Identifier: GPL-3.0-or-later
// A device's link from its token to its end (attacks G8, G9; fault R20): who is closed with which code, and
// that nothing is lost when it happens, or handed over twice on one link. Red without its defence: each test
// holds a second link beside the one that is closed, which must stay.
#include <signal.h>
#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <iterator>
#include <set>

#include "relay_under_test.hpp"

using namespace sotto;
using namespace sotto::testing;
using namespace std::chrono_literals;

namespace {

constexpr std::uint16_t revoked = 4401;
constexpr std::uint16_t too_slow = 4408;
constexpr std::uint16_t displaced = 4409;
constexpr std::uint16_t restarting = 1012;
/// Some hundreds of them fill what the kernel and the relay hold for a reader who does not read.
constexpr std::size_t large = 30 * 1024;

using Ids = std::multiset<std::string>;

std::string text_of_id(const MessageId& id) { return to_hex(id.view()); }

/// Takes and acknowledges until `count` messages have come.
Ids take(DeviceLink& link, std::size_t count) {
  Ids ids;
  while (ids.size() < count) {
    const auto deliver = link.expect<wire::Deliver>();
    for (const auto& delivery : deliver.deliveries) ids.insert(text_of_id(delivery.message));
    link.acknowledge(deliver);
  }
  return ids;
}

/// Takes and acknowledges until none has come for `quiet`.
Ids take_the_rest(DeviceLink& link, std::chrono::milliseconds quiet) {
  Ids ids;
  while (const auto frame = link.receive(quiet)) {
    const auto* deliver = std::get_if<wire::Deliver>(&*frame);
    if (deliver == nullptr) continue;
    for (const auto& delivery : deliver->deliveries) ids.insert(text_of_id(delivery.message));
    link.acknowledge(*deliver);
  }
  return ids;
}

/// Until what is sent to this link comes live: before that its mailbox is still looked through, as far as it
/// acknowledges.
void await_live(RelayUnderTest& relay, DeviceLink& from, DeviceLink& to, const Address& address) {
  const auto before = relay.metric("sotto_delivered_live_total");
  do {
    from.submit(address, relay.fresh_id(), Bytes(100, 'a'));
    static_cast<void>(take(to, 1));
    static_cast<void>(from.expect<wire::SubmitReply>());
  } while (relay.metric("sotto_delivered_live_total") == before);
}

}  // namespace

class TestLinks : public QObject {
  Q_OBJECT
 private slots:
  void a_link_whose_token_is_revoked_is_closed();
  void a_newer_link_displaces_the_older_and_gets_the_rest_once();
  void a_token_that_is_wrong_or_old_opens_no_link();
  void what_is_not_acknowledged_in_time_waits_in_the_mailbox();
  void a_reader_who_does_not_read_is_closed_and_finds_the_rest_in_the_mailbox();
  void who_lacks_a_reader_for_a_live_message_is_told();
  void a_relay_that_stops_says_goodbye_and_loses_nothing();
  void a_relay_that_stops_lets_go_of_connections_in_every_state();
  void a_relay_that_stops_accepts_nobody();

 private:
  std::unique_ptr<RelayUnderTest> relay_ = std::make_unique<RelayUnderTest>("limits: {scale: 1000}\n");
};

void TestLinks::a_link_whose_token_is_revoked_is_closed() {
  const auto alice = relay_->register_device();
  const auto bob = relay_->register_device();
  DeviceLink living{relay_->port(), alice};
  DeviceLink other{relay_->port(), bob};
  const auto authorization = "Authorization: Bearer " + to_base64url(alice.token) + "\r\n";
  const auto tokens = answer_to(relay_->port(), request_of("GET", "/api/v1/token", authorization));
  QCOMPARE(tokens.status, 200U);
  const auto list = QJsonDocument::fromJson(QByteArray::fromStdString(tokens.body))["tokens"].toArray();
  QCOMPARE(list.size(), 1);
  const auto id = list[0].toObject()["id"].toString().toStdString();
  QCOMPARE(answer_to(relay_->port(), request_of("DELETE", "/api/v1/token/" + id, authorization)).status,
           204U);
  QCOMPARE(living.receive_close_code(), revoked);
  static_cast<void>(other.call<wire::DeviceList>(wire::DeviceListRequest{}));
  DeviceLink again{std::make_unique<TcpChannel>(relay_->port())};
  again.send(wire::Authenticate{SecretBytes::copied_from(alice.token)});
  QCOMPARE(again.receive_close_code(), revoked);
}

void TestLinks::a_newer_link_displaces_the_older_and_gets_the_rest_once() {
  constexpr std::size_t count = 200;
  const auto alice = relay_->register_device();
  const auto bob = relay_->register_device();
  DeviceLink from{relay_->port(), alice};
  auto older = std::make_unique<DeviceLink>(relay_->port(), bob);
  Ids sent;
  Ids on_older;
  for (std::size_t i = 0; i < count; ++i) {
    const auto id = relay_->fresh_id();
    sent.insert(text_of_id(id));
    from.submit(bob.address, id, Bytes(100, 'a'));
    if (i == count / 4) on_older = take(*older, 10);  // the rest is on its way when the newer link comes
  }
  DeviceLink newer{relay_->port(), bob};
  QCOMPARE(older->receive_close_code(), displaced);
  // What the older link acknowledged while it was being written may come again: the client knows it by its
  // id.
  Ids missed;
  std::set_difference(sent.begin(), sent.end(), on_older.begin(), on_older.end(),
                      std::inserter(missed, missed.end()));
  Ids on_newer;
  while (!std::includes(on_newer.begin(), on_newer.end(), missed.begin(), missed.end()))
    on_newer.merge(take(newer, 1));
  on_newer.merge(take_the_rest(newer, 2s));
  QVERIFY(std::adjacent_find(on_newer.begin(), on_newer.end()) == on_newer.end());
  QVERIFY(std::includes(sent.begin(), sent.end(), on_newer.begin(), on_newer.end()));
  for (std::size_t i = 0; i < count; ++i)
    QVERIFY(from.expect<wire::SubmitReply>().outcome == wire::SubmitOutcome::accepted);
}

void TestLinks::a_token_that_is_wrong_or_old_opens_no_link() {
  const auto alice = relay_->register_device();
  for (const std::size_t flipped : {0U, 15U, 31U}) {
    auto token = alice.token;
    token[flipped] ^= 1U;
    DeviceLink link{std::make_unique<TcpChannel>(relay_->port())};
    link.send(wire::Authenticate{SecretBytes::copied_from(token)});
    QCOMPARE(link.receive_close_code(), revoked);
  }
  DeviceLink twice{relay_->port(), alice};
  twice.send(wire::Authenticate{SecretBytes::copied_from(alice.token)});
  QCOMPARE(twice.receive_close_code(), 1002);
}

void TestLinks::what_is_not_acknowledged_in_time_waits_in_the_mailbox() {
  const auto alice = relay_->register_device();
  const auto bob = relay_->register_device();
  DeviceLink from{relay_->port(), alice};
  const auto id = relay_->fresh_id();
  {
    DeviceLink silent{relay_->port(), bob};
    from.submit(bob.address, id, Bytes(100, 'a'));
    static_cast<void>(silent.expect<wire::Deliver>());
    QVERIFY(from.expect<wire::SubmitReply>().outcome == wire::SubmitOutcome::accepted);
  }
  DeviceLink again{relay_->port(), bob};
  QVERIFY(take(again, 1) == Ids{text_of_id(id)});
}

void TestLinks::a_reader_who_does_not_read_is_closed_and_finds_the_rest_in_the_mailbox() {
  constexpr std::size_t count = 300;
  const auto alice = relay_->register_device();
  const auto bob = relay_->register_device();
  DeviceLink from{relay_->port(), alice};
  DeviceLink deaf{relay_->port(), bob, TcpChannel::Buffer::small};
  await_live(*relay_, from, deaf, bob.address);
  const auto closed_before = relay_->metric("sotto_links_too_slow_total");
  const auto memory_before = relay_->process.resident_bytes();
  Ids sent;
  for (std::size_t i = 0; i < count; ++i) {
    const auto id = relay_->fresh_id();
    sent.insert(text_of_id(id));
    from.submit(bob.address, id, Bytes(large, 'a'));
  }
  for (std::size_t i = 0; i < count; ++i)
    QVERIFY(from.expect<wire::SubmitReply>().outcome == wire::SubmitOutcome::accepted);
  QCOMPARE(relay_->metric("sotto_links_too_slow_total"), closed_before + 1);
  QVERIFY(relay_->process.resident_bytes() < memory_before + 32 * 1024 * 1024);
  // What it had received before it stopped reading was never acknowledged: all of it comes again.
  const auto code = deaf.receive_close_code();
  QVERIFY2(code == too_slow || code == web_socket::closed_abnormally, std::to_string(code).c_str());
  DeviceLink again{relay_->port(), bob};
  QVERIFY(take(again, count) == sent);
}

void TestLinks::who_lacks_a_reader_for_a_live_message_is_told() {
  const auto alice = relay_->register_device();
  const auto bob = relay_->register_device();
  DeviceLink from{relay_->port(), alice};
  from.submit(bob.address, relay_->fresh_id(), Bytes(100, 'a'), wire::Keeping::live_only);
  QVERIFY(from.expect<wire::SubmitReply>().outcome == wire::SubmitOutcome::not_delivered);
  DeviceLink silent{relay_->port(), bob};
  from.submit(bob.address, relay_->fresh_id(), Bytes(100, 'a'), wire::Keeping::live_only);
  QVERIFY(from.expect<wire::SubmitReply>().outcome == wire::SubmitOutcome::not_delivered);
  DeviceLink again{relay_->port(), bob};
  QVERIFY(!again.receive(500ms));
}

/// SIGTERM in the middle of it: every message whose sender was told "accepted" is there after the restart.
void TestLinks::a_relay_that_stops_says_goodbye_and_loses_nothing() {
  constexpr std::size_t count = 300;
  const auto alice = relay_->register_device();
  const auto bob = relay_->register_device();
  const auto carol = relay_->register_device();
  DeviceLink from{relay_->port(), alice};
  DeviceLink idle{relay_->port(), carol};
  DeviceLink silent{relay_->port(), bob};
  for (std::size_t i = 0; i < count; ++i) from.submit(bob.address, relay_->fresh_id(), Bytes(100, 'a'));
  const auto first = from.expect<wire::SubmitReply>();
  QVERIFY(first.outcome == wire::SubmitOutcome::accepted);
  Ids accepted{text_of_id(first.message)};
  relay_->process.signal(SIGTERM);
  QVERIFY(idle.expect<wire::Goodbye>().reason == wire::GoodbyeReason::shutting_down);
  QCOMPARE(idle.receive_close_code(), restarting);
  while (auto frame = from.receive()) {
    const auto* reply = std::get_if<wire::SubmitReply>(&*frame);
    if (reply != nullptr && reply->outcome == wire::SubmitOutcome::accepted)
      accepted.insert(text_of_id(reply->message));
  }
  QCOMPARE(from.receive_close_code(), restarting);
  QCOMPARE(relay_->process.wait_for_end(), 0);
  relay_->process.start();
  DeviceLink again{relay_->port(), bob};
  // The mailbox may hold messages whose reply never reached their sender, so their number says nothing.
  Ids found;
  while (!std::includes(found.begin(), found.end(), accepted.begin(), accepted.end()))
    found.merge(take(again, 1));
  for (const auto& id : found) QVERIFY2(found.count(id) == 1, id.c_str());
}

/// Each of them is still there when the relay's parts are taken down.
void TestLinks::a_relay_that_stops_lets_go_of_connections_in_every_state() {
  const auto alice = relay_->register_device();
  for (int round = 0; round < 5; ++round) {
    std::vector<std::unique_ptr<TcpChannel>> waiting;
    std::vector<std::unique_ptr<RawStream>> strangers;
    for (int i = 0; i < 50; ++i) {
      waiting.push_back(std::make_unique<TcpChannel>(relay_->port()));
      if (i % 2 == 0) waiting.back()->send("GET / HTTP/1.1\r\n");
      strangers.push_back(std::make_unique<RawStream>(std::make_unique<TcpChannel>(relay_->port())));
      if (i % 2 == 0) strangers.back()->send(web_socket::client_header(web_socket::Opcode::binary, 100));
      if (i % 5 == 0) strangers.back()->send_message(Bytes(8, 0xFF));
    }
    DeviceLink link{relay_->port(), alice};
    relay_->process.signal(SIGTERM);
    QCOMPARE(link.receive_close_code(), restarting);
    QCOMPARE(relay_->process.wait_for_end(), 0);
    relay_->process.start();
  }
}

void TestLinks::a_relay_that_stops_accepts_nobody() {
  relay_->process.signal(SIGTERM);
  QCOMPARE(relay_->process.wait_for_end(), 0);
  QVERIFY_EXCEPTION_THROWN(TcpChannel{relay_->port()}, std::runtime_error);
  relay_->process.start();
}

QTEST_GUILESS_MAIN(TestLinks)
#include "test_links.moc"
