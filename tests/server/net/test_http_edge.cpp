// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's HTTP edge through a real socket (attacks G1, G2, G3, G6, G11, F3, F4, F8). What the guard
// refuses is in test_request_guard.cpp with its reasons; here stands what a proxy in front of the relay would
// see. Red without its defence: Beast 1.81 by itself takes TE gzip before CL, xchunked, folded lines, equal
// CLs, no Host or two, Content_Length and GET with a body for good requests; and beside the refusals stand
// twins that are served.
#include <QtTest>
#include <fstream>

#include "relay_under_test.hpp"

using namespace sotto;
using namespace sotto::testing;

namespace {

const std::vector<std::string> foreign_origins{"null",
                                               "https://evil.example",
                                               "http://relay.example.evil.example",
                                               "https://evil.example/relay.example",
                                               "http://relay.example:81",
                                               ""};

/// A body of JSON on a route that reads one; a token is not needed to be parsed.
HttpAnswer post_json(std::uint16_t port, const std::string& body) {
  return answer_to(port, request_of("POST", "/api/v1/token", "Content-Type: application/json\r\n", body));
}

}  // namespace

class TestHttpEdge : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void an_ambiguous_request_is_refused_and_the_connection_closed_data();
  void an_ambiguous_request_is_refused_and_the_connection_closed();
  void a_refusal_is_read_even_when_much_was_sent_data();
  void a_refusal_is_read_even_when_much_was_sent();
  void requests_in_a_row_are_answered_in_order();
  void a_line_end_in_a_path_does_not_reach_a_header_data();
  void a_line_end_in_a_path_does_not_reach_a_header();
  void a_page_of_another_site_opens_no_stream();
  void our_own_page_and_programs_do();
  void a_token_in_the_address_is_not_looked_at();
  void every_answer_forbids_what_a_page_does_not_need_data();
  void every_answer_forbids_what_a_page_does_not_need();
  void a_json_bomb_is_refused_data();
  void a_json_bomb_is_refused();
  void its_harmless_twin_is_read();
  void numbers_at_the_edge_are_refused_data();
  void numbers_at_the_edge_are_refused();

 private:
  QTemporaryDir web_;
  std::optional<RelayUnderTest> relay_;
};

void TestHttpEdge::initTestCase() {
  std::ofstream{web_.filePath("index.html").toStdString()} << "<!doctype html><title>page</title>";
  std::ofstream{web_.filePath("app.js").toStdString()} << "script";
  relay_.emplace("web_root: " + web_.path().toStdString() + "\norigins: ['https://app.example']\n");
}

void TestHttpEdge::an_ambiguous_request_is_refused_and_the_connection_closed_data() {
  QTest::addColumn<QByteArray>("request");
  const auto post = [](const char* what, QByteArray headers, QByteArray body) {
    QTest::newRow(what) << "POST /api/v1/token HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
  };
  const auto whole = [](const char* what, QByteArray request) { QTest::newRow(what) << request; };
  const QByteArray smuggled = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
  post("TE gzip, then CL", "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", "hello" + smuggled);
  post("CL, then TE chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled);
  post("TE chunked, then CL", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + smuggled);
  post("TE xchunked and CL", "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", "hello" + smuggled);
  post("TE gzip alone", "Transfer-Encoding: gzip\r\n", smuggled);
  post("TE chunked, identity", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + smuggled);
  post("TE chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
  post("TE folded", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n" + smuggled);
  post("TE after a vertical tab",
       "Transfer-Encoding: \x0b"
       "chunked\r\n",
       "0\r\n\r\n");
  post("CL 5, 5", "Content-Length: 5, 5\r\n", "hello" + smuggled);
  post("CL twice, equal", "Content-Length: 5\r\nContent-Length: 5\r\n", "hello" + smuggled);
  post("CL twice, different", "Content-Length: 5\r\nContent-Length: 6\r\n", "hello" + smuggled);
  post("CL with a plus", "Content-Length: +5\r\n", "hello" + smuggled);
  post("CL in hexadecimal", "Content-Length: 0x5\r\n", "hello" + smuggled);
  post("CL beyond 64 bits", "Content-Length: 18446744073709551621\r\n", "hello" + smuggled);
  post("CL with a space before its colon", "Content-Length : 5\r\n", "hello" + smuggled);
  post("Content_Length", "Content_Length: 5\r\n", smuggled);
  post("Transfer_Encoding", "Transfer_Encoding: chunked\r\n", smuggled);
  post("two Hosts", "Host: b\r\n", "");
  post("a folded header", "X: a\r\n b\r\n", "");
  whole("no Host", "GET /healthz HTTP/1.1\r\n\r\n");
  whole("HTTP/1.0 in chunks",
        "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled);
  whole("GET with a body", "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + smuggled);
  whole("bare LFs", "GET /healthz HTTP/1.1\nHost: a\n\n");
  whole("a bare LF within a value", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: b\nY: c\r\n\r\n");
  whole("a bare CR within a value", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: b\rY: c\r\n\r\n");
  whole("another host in the target", "GET http://b/healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  whole("HTTP/2.0", "GET /healthz HTTP/2.0\r\nHost: a\r\n\r\n");
  whole("a NUL in a value", QByteArray("GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 42));
}

void TestHttpEdge::an_ambiguous_request_is_refused_and_the_connection_closed() {
  QFETCH(QByteArray, request);
  TcpChannel channel{relay_->port()};
  channel.send(request.toStdString());
  const auto all = receive_until(channel, [](std::string_view) { return false; });
  QVERIFY2(all.rfind("HTTP/1.1 400 ", 0) == 0 || all.rfind("HTTP/1.1 505 ", 0) == 0, all.c_str());
  QVERIFY2(all.find("HTTP/1.1", 1) == std::string::npos, "what followed was taken for a second request");
}

void TestHttpEdge::a_refusal_is_read_even_when_much_was_sent_data() {
  QTest::addColumn<QByteArray>("request");
  QTest::addColumn<unsigned>("status");
  const QByteArray megabyte(1 << 20, 'a');
  QTest::newRow("a head without an end") << "GET / HTTP/1.1\r\nHost: a\r\nX: " + megabyte << 431U;
  QTest::newRow("a body too large")
      << "POST /api/v1/token HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n" + megabyte << 413U;
  QTest::newRow("a body in chunks")
      << "POST /api/v1/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n" + megabyte
      << 411U;
}

/// A socket that is closed while bytes wait in it is reset, and the reset takes the answer with it.
void TestHttpEdge::a_refusal_is_read_even_when_much_was_sent() {
  QFETCH(QByteArray, request);
  QFETCH(unsigned, status);
  for (int i = 0; i < 20; ++i) QCOMPARE(answer_to(relay_->port(), request.toStdString()).status, status);
}

void TestHttpEdge::requests_in_a_row_are_answered_in_order() {
  TcpChannel channel{relay_->port()};
  channel.send(request_of("GET", "/healthz") + request_of("GET", "/nowhere.txt") +
               request_of("GET", "/app.js", "Connection: close\r\n"));
  const auto all = receive_until(channel, [](std::string_view) { return false; });
  const auto first = all.find("HTTP/1.1 200 OK");
  const auto second = all.find("HTTP/1.1 404 Not Found");
  const auto third = all.find("\r\n\r\nscript");
  QVERIFY2(first == 0 && second != std::string::npos && second < third && third != std::string::npos,
           all.c_str());
}

void TestHttpEdge::a_line_end_in_a_path_does_not_reach_a_header_data() {
  QTest::addColumn<QByteArray>("request");
  const QByteArray set = "Set-Cookie: a=b";
  QTest::newRow("percent-encoded path") << "GET /%0d%0a" + set + " HTTP/1.1\r\nHost: a\r\n\r\n";
  QTest::newRow("percent-encoded query") << "GET /?next=%0d%0a" + set + " HTTP/1.1\r\nHost: a\r\n\r\n";
  QTest::newRow("bare CR in the path") << "GET /\r" + set + " HTTP/1.1\r\nHost: a\r\n\r\n";
  QTest::newRow("in the origin") << "GET /api/v1/stream HTTP/1.1\r\nHost: a\r\nOrigin: x\n" + set +
                                        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                                        "c290dG8gdGVzdCBzdHJlYQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  QTest::newRow("in the subprotocol")
      << "GET /api/v1/stream HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Protocol: x\r" + set +
             "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
             "c290dG8gdGVzdCBzdHJlYQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  QTest::newRow("in a user's name") << "GET /api/v1/user/%0d%0a" + set + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

/// Nothing that a client sends is put into a header of the answer; this holds also for what comes encoded.
void TestHttpEdge::a_line_end_in_a_path_does_not_reach_a_header() {
  QFETCH(QByteArray, request);
  const auto answer = answer_to(relay_->port(), request.toStdString());
  QVERIFY(answer.status != 0);
  QCOMPARE(answer.header("set-cookie"), std::string{});
  for (const auto& [name, value] : answer.headers)
    QVERIFY2(value.find("Set-Cookie") == std::string::npos, name.c_str());
}

void TestHttpEdge::a_page_of_another_site_opens_no_stream() {
  for (const auto& origin : foreign_origins) {
    RawStream stream{std::make_unique<TcpChannel>(relay_->port()),
                     "Cookie: token=abc\r\nOrigin: " + origin + "\r\n"};
    QVERIFY2(stream.handshake().status == 403, origin.c_str());
  }
}

/// The control of the above: the same request without the foreign origin is agreed to.
void TestHttpEdge::our_own_page_and_programs_do() {
  for (const char* origin : {"Origin: http://relay.example\r\n", "Origin: https://relay.example\r\n",
                             "Origin: https://app.example\r\n", ""}) {
    RawStream stream{std::make_unique<TcpChannel>(relay_->port()), origin};
    QVERIFY2(stream.handshake().status == 101, origin);
  }
}

void TestHttpEdge::a_token_in_the_address_is_not_looked_at() {
  const auto device = relay_->register_device();
  const auto token = to_base64url(device.token);
  const std::string own = "/api/v1/token";
  const auto status = [&](const std::string& path, const std::string& headers) {
    return answer_to(relay_->port(), request_of("GET", path, headers)).status;
  };
  QCOMPARE(status(own, "Authorization: Bearer " + token + "\r\n"), 200U);
  for (const char* name : {"token", "access_token", "authorization", "bearer"}) {
    QCOMPARE(status(own + "?" + name + "=" + token, ""), 401U);
  }
  QCOMPARE(status(own, "Cookie: token=" + token + "; access_token=" + token + "\r\n"), 401U);
  RawStream stream{std::make_unique<TcpChannel>(relay_->port()), "Authorization: Bearer " + token + "\r\n"};
  stream.send_message(wire::serialise(wire::CallRequest{CallId{1}, wire::DeviceListRequest{}}));
  const auto frame = stream.receive();
  QVERIFY(frame);
  const auto parsed = wire::parse_frame(frame->payload);
  QVERIFY(parsed.ok());
  const auto& reply = std::get<wire::CallReply>(*parsed);
  QVERIFY(std::get<wire::CallFailure>(reply.reply).code == wire::CallFailureCode::unauthorised);
}

void TestHttpEdge::every_answer_forbids_what_a_page_does_not_need_data() {
  QTest::addColumn<QByteArray>("path");
  for (const char* path : {"/", "/index.html", "/app.js", "/direct/bob", "/nowhere.txt", "/healthz",
                           "/api/v1/news", "/api/v1/user", "/api/v1/nothing"}) {
    QTest::newRow(path) << QByteArray{path};
  }
}

void TestHttpEdge::every_answer_forbids_what_a_page_does_not_need() {
  QFETCH(QByteArray, path);
  const auto answer = answer_to(relay_->port(), request_of("GET", path.toStdString()));
  QVERIFY(answer.header("content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
  QVERIFY(answer.header("content-security-policy").find("default-src 'none'") != std::string::npos);
  QCOMPARE(answer.header("cross-origin-opener-policy"), std::string{"same-origin"});
  QCOMPARE(answer.header("cross-origin-embedder-policy"), std::string{"require-corp"});
  QCOMPARE(answer.header("cross-origin-resource-policy"), std::string{"same-origin"});
  QCOMPARE(answer.header("x-content-type-options"), std::string{"nosniff"});
  QCOMPARE(answer.header("x-frame-options"), std::string{"DENY"});
  QCOMPARE(answer.header("referrer-policy"), std::string{"no-referrer"});
  QCOMPARE(answer.header("permissions-policy"),
           std::string{"camera=(self), microphone=(), geolocation=(), payment=(), usb=()"});
  QCOMPARE(answer.header("access-control-allow-origin"), std::string{});
}

namespace {

QByteArray with_padding(QByteArray scope) {
  return R"({"scope": )" + scope + R"(, "label": "a", "days": 1, "username": "alice", "login_secret": "a"})";
}

}  // namespace

void TestHttpEdge::a_json_bomb_is_refused_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::newRow("depth 17") << QByteArray(17, '[') + QByteArray(17, ']');
  QTest::newRow("depth 40,000") << QByteArray(40'000, '[');
  QTest::newRow("objects in objects") << QByteArray(R"({"a":)").repeated(8'000);
  QTest::newRow("a key twice") << QByteArray(R"({"scope": "read", "scope": "write"})");
  QTest::newRow("a key twice, once escaped") << QByteArray(R"({"scope": "read", "sc\u006fpe": "write"})");
  QTest::newRow("10^300") << with_padding("1e300");
  QTest::newRow("10^400") << with_padding("1e400");
  QTest::newRow("40,000 digits") << with_padding(QByteArray(40'000, '9'));
  QTest::newRow("NaN") << with_padding("NaN");
  QTest::newRow("a lone surrogate") << with_padding(R"("\ud800")");
  QTest::newRow("surrogates in the wrong order") << with_padding(R"("\udc00\ud800")");
  QTest::newRow("not UTF-8") << with_padding("\"\xC0\xAF\"");
  QTest::newRow("a NUL in a text") << with_padding(R"("read\u0000")");
  QTest::newRow("a comment") << with_padding("/* read */ \"read\"");
  QTest::newRow("a comma too many") << QByteArray(R"({"scope": "read",})");
  QTest::newRow("two values") << QByteArray(R"({"scope": "read"} {"scope": "write"})");
  QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF{}");
  QByteArray many = "{";
  for (int i = 0; i < 4'000; ++i) many += "\"" + QByteArray::number(i) + "\":0,";
  QTest::newRow("4,000 keys that mean nothing") << many + R"("a":0})";
}

void TestHttpEdge::a_json_bomb_is_refused() {
  QFETCH(QByteArray, body);
  QCOMPARE(post_json(relay_->port(), body.toStdString()).status, 400U);
}

/// The control: a body of the right shape gets past the parser, to the captcha.
void TestHttpEdge::its_harmless_twin_is_read() {
  const std::string secret(43, 'A');
  const auto body =
      R"({"scope": "read", "label": "a", "days": 1, "username": "alice", "login_secret": ")" + secret +
      R"(", "captcha": {"algorithm": "SHA-256", "challenge": "a", "salt": "b", "signature": "c", "number": 1}})";
  QCOMPARE(post_json(relay_->port(), body).status, 403U);
}

void TestHttpEdge::numbers_at_the_edge_are_refused_data() {
  QTest::addColumn<QByteArray>("number");
  for (const char* number :
       {"-1", "367", "2147483648", "4294967297", "9223372036854775807", "9223372036854775808",
        "18446744073709551615", "18446744073709551616", "-9223372036854775809", "1.5", "1e2", "\"1\"", "null",
        "true", "[1]", "01", "+1", "0x1"}) {
    QTest::newRow(number) << QByteArray{number};
  }
}

void TestHttpEdge::numbers_at_the_edge_are_refused() {
  QFETCH(QByteArray, number);
  const std::string secret(43, 'A');
  const auto body =
      R"({"scope": "read", "label": "a", "days": )" + number.toStdString() +
      R"(, "username": "alice", "login_secret": ")" + secret +
      R"(", "captcha": {"algorithm": "SHA-256", "challenge": "a", "salt": "b", "signature": "c", "number": 1}})";
  QCOMPARE(post_json(relay_->port(), body).status, 400U);
}

QTEST_GUILESS_MAIN(TestHttpEdge)
#include "test_http_edge.moc"
