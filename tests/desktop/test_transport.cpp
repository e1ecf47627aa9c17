// SPDX-License-Identifier: GPL-3.0-or-later
// The WebSocket as the relay's side sees it; and that a certificate nobody vouches for ends it. Qt brings
// Debian's OpenSSL into the process for this, beside the engine's own.
#include <openssl/crypto.h>

#include <QProcess>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QWebSocketServer>
#include <QtTest>

#include "host/websocket_transport.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/wire/limits.hpp"

using namespace sotto;
using namespace sotto::desktop;

class TestTransport final : public QObject {
  Q_OBJECT

 private slots:
  void frames_go_both_ways();
  void it_sends_neither_cookie_nor_origin();
  void text_is_not_a_frame();
  void a_frame_that_is_too_large_ends_it();
  void nobody_there_is_told_once();
  void what_was_closed_is_silent();
  void opening_again_replaces_the_connection();
  void a_certificate_that_does_not_hold_ends_it();
  void both_crypto_libraries_live_in_one_process();
};

namespace {

constexpr int patience_ms = 20'000;

/// The relay's side.
struct Server {
  explicit Server(QWebSocketServer::SslMode mode = QWebSocketServer::NonSecureMode)
      : socket{QStringLiteral("test"), mode} {}

  QWebSocketServer socket;
  std::unique_ptr<QWebSocket> peer;

  [[nodiscard]] bool listen() { return socket.listen(QHostAddress::LocalHost); }
  [[nodiscard]] QUrl url(const char* scheme = "ws") const {
    return QUrl{QStringLiteral("%1://127.0.0.1:%2/api/v1/stream")
                    .arg(QString::fromLatin1(scheme))
                    .arg(socket.serverPort())};
  }
  [[nodiscard]] bool accept() {
    if (!QTest::qWaitFor([&] { return socket.hasPendingConnections(); }, patience_ms)) return false;
    peer.reset(socket.nextPendingConnection());
    return true;
  }
};

struct Connected {
  Server server;
  std::unique_ptr<WebSocketTransport> transport;
  std::unique_ptr<QSignalSpy> up;
  std::unique_ptr<QSignalSpy> down;
  std::unique_ptr<QSignalSpy> received;

  [[nodiscard]] bool connect() {
    if (!server.listen()) return false;
    transport = std::make_unique<WebSocketTransport>(server.url());
    up = std::make_unique<QSignalSpy>(transport.get(), &Transport::up);
    down = std::make_unique<QSignalSpy>(transport.get(), &Transport::down);
    received = std::make_unique<QSignalSpy>(transport.get(), &Transport::received);
    transport->open();
    return server.accept() && (up->size() == 1 || up->wait(patience_ms));
  }
};

bool make_certificate(const QTemporaryDir& folder) {
  return QProcess::execute(
             QStringLiteral("openssl"),
             {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-batch",
              "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
              folder.filePath(QStringLiteral("key.pem")), "-out",
              folder.filePath(QStringLiteral("cert.pem"))}) == 0;
}

QSslConfiguration server_tls(const QTemporaryDir& folder) {
  QFile key{folder.filePath(QStringLiteral("key.pem"))};
  QSslConfiguration configuration;
  if (!key.open(QIODevice::ReadOnly)) return configuration;
  configuration.setLocalCertificate(
      QSslCertificate::fromPath(folder.filePath(QStringLiteral("cert.pem"))).value(0));
  configuration.setPrivateKey(QSslKey{&key, QSsl::Ec});
  return configuration;
}

}  // namespace

void TestTransport::frames_go_both_ways() {
  Connected c;
  QVERIFY(c.connect());
  QSignalSpy heard{c.server.peer.get(), &QWebSocket::binaryMessageReceived};
  c.transport->send(Bytes{1, 2, 3});
  QTRY_COMPARE(heard.size(), 1);
  QCOMPARE(heard.first().first().toByteArray(), QByteArray("\x01\x02\x03"));
  c.server.peer->sendBinaryMessage(QByteArray{"\x04\x05"});
  QTRY_COMPARE(c.received->size(), 1);
  QCOMPARE(c.received->first().first().value<Bytes>(), (Bytes{4, 5}));
}

void TestTransport::it_sends_neither_cookie_nor_origin() {
  Connected c;
  QVERIFY(c.connect());
  QCOMPARE(c.server.peer->origin(), QString{});
  QVERIFY(!c.server.peer->request().hasRawHeader("Cookie"));
  QCOMPARE(c.server.peer->requestUrl().path(), QString{"/api/v1/stream"});
  QVERIFY(!c.server.peer->requestUrl().hasQuery());
}

void TestTransport::text_is_not_a_frame() {
  Connected c;
  QVERIFY(c.connect());
  c.server.peer->sendTextMessage(QStringLiteral("hello"));
  c.server.peer->sendBinaryMessage(QByteArray{"x"});
  QTRY_COMPARE(c.received->size(), 1);
  QCOMPARE(c.received->first().first().value<Bytes>(), (Bytes{'x'}));
}

void TestTransport::a_frame_that_is_too_large_ends_it() {
  Connected c;
  QVERIFY(c.connect());
  c.server.peer->sendBinaryMessage(QByteArray{static_cast<qsizetype>(wire::max_frame) + 1, 'x'});
  QTRY_COMPARE(c.down->size(), 1);
  QCOMPARE(c.received->size(), 0);
}

void TestTransport::nobody_there_is_told_once() {
  WebSocketTransport transport{QUrl{QStringLiteral("ws://127.0.0.1:1/api/v1/stream")}};
  QSignalSpy down{&transport, &Transport::down};
  transport.open();
  QCOMPARE(down.size(), 0);  // never from inside the call
  QVERIFY(down.wait(patience_ms));
  QCoreApplication::processEvents();
  QCOMPARE(down.size(), 1);
}

void TestTransport::what_was_closed_is_silent() {
  Connected c;
  QVERIFY(c.connect());
  QSignalSpy gone{c.server.peer.get(), &QWebSocket::disconnected};
  c.server.peer->sendBinaryMessage(QByteArray{"late"});
  c.transport->close();
  QVERIFY(gone.wait(patience_ms));
  QCOMPARE(c.down->size(), 0);
  QCOMPARE(c.received->size(), 0);
  c.transport->send(Bytes{1});
}

void TestTransport::opening_again_replaces_the_connection() {
  Connected c;
  QVERIFY(c.connect());
  const auto old = std::move(c.server.peer);
  QSignalSpy gone{old.get(), &QWebSocket::disconnected};
  c.transport->open();
  QVERIFY(c.server.accept());
  QTRY_COMPARE(gone.size(), 1);
  QTRY_COMPARE(c.up->size(), 2);
  QCOMPARE(c.down->size(), 0);
}

void TestTransport::a_certificate_that_does_not_hold_ends_it() {
  QVERIFY(QSslSocket::supportsSsl());
  const QTemporaryDir folder;
  QVERIFY(make_certificate(folder));
  Server server{QWebSocketServer::SecureMode};
  server.socket.setSslConfiguration(server_tls(folder));
  QVERIFY(server.listen());
  WebSocketTransport transport{server.url("wss")};
  QSignalSpy up{&transport, &Transport::up};
  QSignalSpy down{&transport, &Transport::down};
  transport.open();
  QVERIFY(down.wait(patience_ms));
  QCOMPARE(up.size(), 0);

  // The control: the same server, by somebody who trusts its certificate.
  QWebSocket trusting;
  QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
  trust.setCaCertificates(QSslCertificate::fromPath(folder.filePath(QStringLiteral("cert.pem"))));
  trusting.setSslConfiguration(trust);
  QSignalSpy connected{&trusting, &QWebSocket::connected};
  trusting.open(server.url("wss"));
  QVERIFY(connected.wait(patience_ms));
}

void TestTransport::both_crypto_libraries_live_in_one_process() {
  QVERIFY(QSslSocket::supportsSsl());
  const QString qt = QSslSocket::sslLibraryVersionString();
  const QString ours = QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION_STRING));
  QVERIFY(qt.contains(QStringLiteral("OpenSSL 3.")));
  QVERIFY(ours.startsWith(QStringLiteral("3.5")));
  QVERIFY2(!qt.contains(ours), "this machine's own OpenSSL is the engine's: the test shows nothing");
  QCOMPARE(to_hex(crypto::sha256({})).substr(0, 8), std::string{"e3b0c442"});
}

QTEST_GUILESS_MAIN(TestTransport)
#include "test_transport.moc"
