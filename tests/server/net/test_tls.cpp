// SPDX-License-Identifier: GPL-3.0-or-later
// TLS of the relay itself (attack G7, fault R32). Red without its defence: the hand-made greeting that is
// refused for TLS 1.1 is answered when it says 1.2, and a server that allows renegotiation is seen to agree
// to it.
#include <openssl/err.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QtTest>
#include <array>
#include <fstream>
#include <thread>

#include "relay_under_test.hpp"
#include "throw_away_certificate.hpp"
#include "tls_channel.hpp"

using namespace sotto;
using namespace sotto::testing;

namespace {

constexpr char record_alert = 21;
constexpr char record_handshake = 22;
constexpr char server_hello = 2;
constexpr char alert_handshake_failure = 40;  ///< the library was built without SSL 3.0 and doesn't know it
constexpr char alert_protocol_version = 70;

std::string sized(std::string content, unsigned size_bytes) {
  std::string size;
  while (size_bytes > 0) size += static_cast<char>(content.size() >> (8 * --size_bytes));
  return size + content;
}

/// A ClientHello that offers this version and none besides, with a suite for each. Source: RFC 5246
/// section 7.4.1.2.
std::string client_hello(char minor_version) {
  const std::string version{'\3', minor_version};
  const auto extension = [](char number, std::string content) {
    return std::string{'\0', number} + sized(std::move(content), 2);
  };
  const auto extensions = extension(10, sized({'\0', 23}, 2)) + extension(11, sized({'\0'}, 1)) +
                          extension(13, sized({4, 3, 2, 3}, 2));
  const auto suites = sized({'\xC0', '\x2B', '\xC0', '\x09'}, 2);
  const auto body =
      version + std::string(32, 'r') + sized({}, 1) + suites + sized({'\0'}, 1) + sized(extensions, 2);
  return std::string{record_handshake, '\3', '\1'} + sized(std::string{'\1'} + sized(body, 3), 2);
}

std::string first_answer(std::uint16_t port, const std::string& hello) {
  TcpChannel channel{port};
  channel.send(hello);
  return receive_until(channel, [](std::string_view all) { return all.size() >= 7; });
}

}  // namespace

class TestTls : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void rest_and_the_stream_work_over_it_data();
  void rest_and_the_stream_work_over_it();
  void versions_before_1_2_are_refused_data();
  void versions_before_1_2_are_refused();
  void renegotiation_is_refused();
  void a_server_that_allows_renegotiation_agrees();
  void no_early_data_is_taken();
  void plain_text_on_its_port_is_not_served();
  void a_certificate_is_replaced_without_cutting_anybody();
  void a_key_of_another_certificate_prevents_the_start();

 private:
  [[nodiscard]] std::string configuration() const {
    return "tls: {certificate: " + path("live.crt") + ", key: " + path("live.key") + "}\n";
  }
  [[nodiscard]] std::string path(const char* name) const {
    return folder_.filePath(QString::fromLatin1(name)).toStdString();
  }
  void put_in_place(const CertificateFiles& files) const;
  QTemporaryDir folder_;
  CertificateFiles first_;
  std::optional<RelayUnderTest> relay_;
};

void TestTls::put_in_place(const CertificateFiles& files) const {
  constexpr auto replace = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(files.certificate, path("live.crt"), replace);
  std::filesystem::copy_file(files.key, path("live.key"), replace);
}

void TestTls::initTestCase() {
  first_ = make_certificate(folder_.path().toStdString(), "first.example");
  put_in_place(first_);
  relay_.emplace(configuration());
}

void TestTls::rest_and_the_stream_work_over_it_data() {
  QTest::addColumn<int>("version");
  QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
  QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
}

void TestTls::rest_and_the_stream_work_over_it() {
  QFETCH(int, version);
  TlsChannel rest{relay_->port(), version};
  QCOMPARE(answer_to(rest, request_of("GET", "/healthz")).body, std::string{"ok\n"});
  QCOMPARE(answer_to(rest, request_of("GET", "/readyz")).status, 200U);
  DeviceLink link{std::make_unique<TlsChannel>(relay_->port(), version)};
  QCOMPARE(link.stream().handshake().status, 101U);
  static_cast<void>(link.call<wire::CaptchaChallenge>(wire::CaptchaRequest{wire::CaptchaPurpose::log_in}));
  // A message larger than one record of TLS, and a close on request.
  link.stream().send(web_socket::client_header(web_socket::Opcode::binary, std::uint64_t{1} << 40U));
  QCOMPARE(link.receive_close_code(), 1009);
}

void TestTls::versions_before_1_2_are_refused_data() {
  QTest::addColumn<int>("minor");
  QTest::addColumn<char>("record");
  QTest::addColumn<int>("at");
  QTest::addColumn<char>("says");
  constexpr int alert_at = 6;
  constexpr int message_at = 5;
  QTest::newRow("SSL 3.0") << 0 << record_alert << alert_at << alert_handshake_failure;
  QTest::newRow("TLS 1.0") << 1 << record_alert << alert_at << alert_protocol_version;
  QTest::newRow("TLS 1.1") << 2 << record_alert << alert_at << alert_protocol_version;
  QTest::newRow("TLS 1.2 is served") << 3 << record_handshake << message_at << server_hello;
}

void TestTls::versions_before_1_2_are_refused() {
  QFETCH(int, minor);
  QFETCH(char, record);
  QFETCH(int, at);
  QFETCH(char, says);
  const auto answer = first_answer(relay_->port(), client_hello(static_cast<char>(minor)));
  QVERIFY(answer.size() >= 7);
  QCOMPARE(answer[0], record);
  QCOMPARE(answer[static_cast<std::size_t>(at)], says);
}

void TestTls::renegotiation_is_refused() {
  TlsChannel channel{relay_->port(), TLS1_2_VERSION};
  QVERIFY(!channel.renegotiate());
}

/// The negative control of the client that asks.
void TestTls::a_server_that_allows_renegotiation_agrees() {
  std::array<int, 2> sockets{};
  QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()), 0);
  std::thread server{[&] {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_options(context, SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
    SSL_CTX_use_certificate_chain_file(context, first_.certificate.c_str());
    SSL_CTX_use_PrivateKey_file(context, first_.key.c_str(), SSL_FILETYPE_PEM);
    SSL* ssl = SSL_new(context);
    SSL_set_fd(ssl, sockets[0]);
    char byte = 0;
    SSL_accept(ssl);
    SSL_read(ssl, &byte, 1);
    SSL_free(ssl);
    SSL_CTX_free(context);
    close(sockets[0]);
  }};
  {
    TlsChannel channel{TcpChannel::around(sockets[1]), TLS1_2_VERSION};
    QVERIFY(channel.renegotiate());
    channel.send("x");
  }
  server.join();
}

void TestTls::no_early_data_is_taken() {
  TlsChannel channel{relay_->port()};
  QCOMPARE(answer_to(channel, request_of("GET", "/healthz")).status, 200U);
  SSL_SESSION* session = SSL_get1_session(channel.handle());
  QVERIFY(session != nullptr);
  const auto allowed = SSL_SESSION_get_max_early_data(session);
  SSL_SESSION_free(session);
  QCOMPARE(allowed, 0U);
}

void TestTls::plain_text_on_its_port_is_not_served() {
  TcpChannel channel{relay_->port()};
  channel.send(request_of("GET", "/healthz"));
  const auto answer = receive_until(channel, [](std::string_view) { return false; });
  QVERIFY2(answer.find("HTTP/1.1") == std::string::npos, answer.c_str());
}

void TestTls::a_certificate_is_replaced_without_cutting_anybody() {
  TlsChannel old{relay_->port()};
  QCOMPARE(old.peer_name(), std::string{"first.example"});
  std::ofstream{path("live.crt")} << "not a certificate";
  relay_->process.signal(SIGHUP);
  const auto until = [&](const std::string& name) {
    for (int i = 0; i < 200 && TlsChannel{relay_->port()}.peer_name() != name; ++i) QTest::qWait(50);
    return TlsChannel{relay_->port()}.peer_name();
  };
  const auto logged = [&](const char* event) {
    QFile log{QString::fromStdString(relay_->process.log().string())};
    return log.open(QIODevice::ReadOnly) && log.readAll().contains(event);
  };
  QTRY_VERIFY(logged("the old one stays"));
  QCOMPARE(until("first.example"), std::string{"first.example"});
  put_in_place(make_certificate(folder_.path().toStdString(), "second.example"));
  relay_->process.signal(SIGHUP);
  QCOMPARE(until("second.example"), std::string{"second.example"});
  QCOMPARE(answer_to(old, request_of("GET", "/healthz")).status, 200U);
}

void TestTls::a_key_of_another_certificate_prevents_the_start() {
  const auto other = make_certificate(folder_.path().toStdString(), "other.example");
  const auto said = [&] {
    try {
      const RelayUnderTest relay{"tls: {certificate: " + first_.certificate.string() +
                                 ", key: " + other.key.string() + "}\n"};
    } catch (const std::runtime_error& error) {
      return std::string{error.what()};
    }
    return std::string{"it started"};
  }();
  QVERIFY2(said.find("does not belong to the certificate") != std::string::npos, said.c_str());
}

QTEST_GUILESS_MAIN(TestTls)
#include "test_tls.moc"
