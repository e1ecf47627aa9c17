// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay must not know, and where it must not write what it does know. Private canaries never leave
// the clients: they are found nowhere, not even in the relay's memory. Names are known to the relay, but not
// to its logs and metrics.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "canary_scan.hpp"
#include "headless_client.hpp"
#include "population.hpp"
#include "relay_process.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/store/memory_store.hpp"
#include "sotto/wire/frame.hpp"

using namespace sotto;
using namespace sotto::testing;

namespace {

constexpr const char* configuration = R"(captcha:
  max_number: 1000
)";

const std::string first_text = "canary-text-7f3a91c2-zwitscher";
const std::string offline_text = "canary-offline-text-5be0d417-piep";
const std::string reply_text = "canary-reply-22c4f0aa-tschilp";
const std::string off_record_text = "canary-off-record-60d2b9e4-pssst";
const std::string draft = "canary-draft-e91d6b03-kuckuck";
const std::string alice_password = "canary-password-alice-0d1f77";
const std::string bob_password = "canary-password-bob-3c8812";
const std::string device_name = "canary-device-name-9a00fe";
const std::string contact_name = "canary-contact-name-71bd2e";

std::vector<Canary> private_canaries() {
  return {{"text", first_text},
          {"text to somebody offline", offline_text},
          {"reply", reply_text},
          {"off the record", off_record_text},
          {"draft", draft},
          {"password", alice_password},
          {"other password", bob_password},
          {"device name", device_name},
          {"contact name", contact_name}};
}

std::vector<Canary> names() {
  return {{"user name", "alice-canary-7731"}, {"other user name", "bob-canary-9942"}};
}

std::string get(std::uint16_t port, const std::string& path) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
  const auto request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
  static_cast<void>(::send(socket, request.data(), request.size(), 0));
  std::string answer;
  char buffer[4096];
  for (ssize_t size = 0; (size = ::recv(socket, buffer, sizeof buffer, 0)) > 0;) {
    answer.append(buffer, static_cast<std::size_t>(size));
  }
  ::close(socket);
  return answer;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// Two people who do everything that puts a canary somewhere. Bob goes offline in the middle, so that the
/// mailbox holds something, and stays there.
struct Conversation {
  explicit Conversation(std::uint16_t port)
      : random{*crypto::system_random()},
        alice{alice_store, *random, port},
        bob{std::in_place, bob_store, *random, port} {}

  void play() {
    const auto alice_name = *Username::parse("alice-canary-7731");
    const auto bob_name = *Username::parse("bob-canary-9942");
    alice.register_account(alice_name.text(), alice_password, device_name);
    bob->register_account(bob_name.text(), bob_password, device_name);
    alice.handle(client::SetContactName{bob_name, contact_name});
    alice.handle(client::SaveDraft{bob_name, draft});
    alice.send(bob_name, first_text);
    QVERIFY(run_until({&alice, &*bob}, [&] { return !bob->texts_with(alice_name).empty(); }));
    bob->send(alice_name, reply_text);
    QVERIFY(run_until({&alice, &*bob}, [&] { return alice.texts_with(bob_name).size() == 2; }));
    speak_off_the_record(alice_name, bob_name);
    alice.send(bob_name, offline_text);
    QVERIFY(alice.run_until([&] {
      const auto page = alice.engine().timeline(bob_name, std::nullopt, 1);
      return page->messages.front().state == store::MessageState::accepted;
    }));
  }

  /// While bob is there, and when he is gone.
  void speak_off_the_record(const Username& alice_name, const Username& bob_name) {
    const auto fate = [&] {
      return alice.engine().timeline(bob_name, std::nullopt, 1)->off_record.back().state;
    };
    alice.handle(client::SendOffRecord{bob_name, off_record_text});
    QVERIFY(run_until({&alice, &*bob}, [&] { return fate() == client::OffRecordState::delivered; }));
    QCOMPARE(bob->engine().timeline(alice_name, std::nullopt, 1)->off_record.back().body, off_record_text);
    bob.reset();
    alice.handle(client::SendOffRecord{bob_name, off_record_text});
    QVERIFY(alice.run_until([&] { return fate() == client::OffRecordState::not_delivered; }));
    alice.handle(client::EndOffRecord{bob_name});
  }

  store::MemoryStore alice_store;
  store::MemoryStore bob_store;
  std::unique_ptr<RandomSource> random;
  HeadlessClient alice;
  std::optional<HeadlessClient> bob;
};

struct Scans {
  std::vector<Finding> disk;
  std::vector<Finding> log_and_metrics;
  std::vector<Finding> memory;
};

Scans scan(const RelayProcess& relay, const std::vector<Canary>& canaries) {
  const auto metrics = get(relay.port(), "/metrics");
  if (metrics.find("200 OK") == std::string::npos) throw std::runtime_error{"no metrics to scan"};
  Scans scans{scan_folder(relay.data(), canaries), scan_bytes(text_of_file(relay.log()), "log", canaries),
              scan_memory(relay.pid(), canaries)};
  for (auto& finding : scan_bytes(metrics, "metrics", canaries)) scans.log_and_metrics.push_back(finding);
  return scans;
}

}  // namespace

class TestLeaks : public QObject {
  Q_OBJECT
 private slots:
  void canaries_are_found_in_every_spelling();
  void what_is_private_is_nowhere_at_the_relay();
  void names_are_in_the_database_but_not_in_logs_or_metrics();
  void a_relay_that_logs_frames_is_caught();
  void a_client_that_forgot_to_encrypt_is_caught();

 private:
  static RelayProcess start(const QTemporaryDir& folder, const char* binary) {
    return RelayProcess{{binary, folder.path().toStdString(), configuration, 0, std::nullopt}};
  }
};

void TestLeaks::canaries_are_found_in_every_spelling() {
  const std::vector<Canary> canaries{{"text", first_text}};
  const auto found = [&](const QByteArray& bytes) {
    return scan_bytes({bytes.constData(), static_cast<std::size_t>(bytes.size())}, "here", canaries).size();
  };
  const auto text = QByteArray::fromStdString(first_text);
  QCOMPARE(found("nothing to see"), 0U);
  QCOMPARE(found("before" + text + "after"), 1U);
  QCOMPARE(found(text.toHex()), 1U);
  QCOMPARE(found(text.toHex().toUpper()), 1U);
  for (const char* before : {"", "x", "xy"}) {
    QVERIFY(found((before + text + "tail").toBase64()) >= 1);
    QVERIFY(found((before + text + "tail").toBase64(QByteArray::Base64UrlEncoding)) >= 1);
  }
  const auto wide = QString::fromStdString(first_text);
  QCOMPARE(found({reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2}), 1U);
}

void TestLeaks::what_is_private_is_nowhere_at_the_relay() {
  const QTemporaryDir folder;
  auto relay = start(folder, SOTTO_RELAY_BINARY);
  Conversation conversation{relay.port()};
  conversation.play();
  const auto scans = scan(relay, private_canaries());
  QVERIFY2(scans.disk.empty(), describe(scans.disk).c_str());
  QVERIFY2(scans.log_and_metrics.empty(), describe(scans.log_and_metrics).c_str());
  QVERIFY2(scans.memory.empty(), describe(scans.memory).c_str());
}

void TestLeaks::names_are_in_the_database_but_not_in_logs_or_metrics() {
  const QTemporaryDir folder;
  auto relay = start(folder, SOTTO_RELAY_BINARY);
  Conversation conversation{relay.port()};
  conversation.play();
  const auto scans = scan(relay, names());
  QVERIFY2(scans.log_and_metrics.empty(), describe(scans.log_and_metrics).c_str());
  // The control: a scan that did not look would find nothing here either.
  QVERIFY(!scans.disk.empty());
  QVERIFY(!scans.memory.empty());
}

void TestLeaks::a_relay_that_logs_frames_is_caught() {
  const QTemporaryDir folder;
  auto relay = start(folder, SOTTO_LEAKY_RELAY_BINARY);
  Conversation conversation{relay.port()};
  conversation.play();
  QVERIFY(!scan(relay, names()).log_and_metrics.empty());
}

void TestLeaks::a_client_that_forgot_to_encrypt_is_caught() {
  const QTemporaryDir folder;
  auto relay = start(folder, SOTTO_RELAY_BINARY);
  const auto random = crypto::system_random();
  std::optional<wire::SubmitOutcome> outcome;
  Population users{relay.port(),
                   **random,
                   {[&](std::size_t, const wire::SubmitReply& reply) { outcome = reply.outcome; },
                    [](std::size_t, const wire::Delivery&) {}}};
  users.register_users(2, 2, Population::Keys::published);
  users.disconnect(1);
  users.submit(0, 1, *MessageId::fresh(**random), bytes_of(first_text));
  while (!outcome) users.run_once(std::chrono::milliseconds{100});
  QVERIFY(outcome == wire::SubmitOutcome::accepted);
  QVERIFY(!scan(relay, private_canaries()).disk.empty());
}

QTEST_GUILESS_MAIN(TestLeaks)
#include "test_leaks.moc"
