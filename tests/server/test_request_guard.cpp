// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "net/request_guard.hpp"

using namespace sotto::relay::net;

namespace {

constexpr std::size_t max_head = 8 * 1024;

std::string_view view(const QByteArray& bytes) {
  return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

}  // namespace

Q_DECLARE_METATYPE(sotto::relay::net::Refusal)

class TestRequestGuard : public QObject {
  Q_OBJECT
 private slots:
  void ordinary_requests_pass_data();
  void ordinary_requests_pass();
  void ambiguous_requests_are_refused_data();
  void ambiguous_requests_are_refused();
  void every_split_gives_the_same_verdict();
  void a_head_without_an_end_is_refused_at_its_limit();
  void what_follows_the_head_is_not_looked_at();
  void reflected_values_cannot_split_a_response();
};

void TestRequestGuard::ordinary_requests_pass_data() {
  QTest::addColumn<QByteArray>("head");
  QTest::newRow("GET") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  QTest::newRow("with a query") << QByteArray(
      "GET /api/v1/user?search=b%20c HTTP/1.1\r\nHost: chat.example:8484\r\nAccept: */*\r\n\r\n");
  QTest::newRow("an IPv6 host") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
  QTest::newRow("POST with a length")
      << QByteArray("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n");
  QTest::newRow("POST in chunks") << QByteArray(
      "POST /x HTTP/1.1\r\nHost: a\r\ntransfer-encoding: Chunked\r\n\r\n");
  QTest::newRow("a tab within a value") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: b\tc\r\n\r\n");
  QTest::newRow("an empty value") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n");
  QTest::newRow("GET that says its body is empty")
      << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
  QTest::newRow("an upgrade") << QByteArray(
      "GET /api/v1/stream HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: AAAA\r\nSec-WebSocket-Version: 13\r\n\r\n");
}

void TestRequestGuard::ordinary_requests_pass() {
  QFETCH(QByteArray, head);
  const auto verdict = check_request_head(view(head), max_head);
  QCOMPARE(verdict.refusal, Refusal::none);
  QCOMPARE(verdict.head_size, static_cast<std::size_t>(head.size()));
}

void TestRequestGuard::ambiguous_requests_are_refused_data() {
  QTest::addColumn<QByteArray>("head");
  QTest::addColumn<Refusal>("refusal");
  const auto headers = [](const char* what, const char* lines, Refusal refusal) {
    QTest::newRow(what) << QByteArray("POST /x HTTP/1.1\r\nHost: a\r\n") + lines + "\r\n" << refusal;
  };
  const auto whole = [](const char* what, QByteArray head, Refusal refusal) {
    QTest::newRow(what) << head << refusal;
  };
  headers("TE gzip, then CL", "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", Refusal::transfer_encoding);
  headers("TE xchunked and CL", "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n",
          Refusal::transfer_encoding);
  headers("TE gzip alone", "Transfer-Encoding: gzip\r\n", Refusal::transfer_encoding);
  headers("TE chunked, identity", "Transfer-Encoding: chunked, identity\r\n", Refusal::transfer_encoding);
  headers("TE identity, chunked", "Transfer-Encoding: identity, chunked\r\n", Refusal::transfer_encoding);
  headers("TE chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
          Refusal::transfer_encoding);
  headers("TE chunked, chunked", "Transfer-Encoding: chunked, chunked\r\n", Refusal::transfer_encoding);
  headers("TE quoted", "Transfer-Encoding: \"chunked\"\r\n", Refusal::transfer_encoding);
  headers("TE empty", "Transfer-Encoding:\r\n", Refusal::transfer_encoding);
  headers("TE with a vertical tab",
          "Transfer-Encoding: \x0b"
          "chunked\r\n",
          Refusal::header_value);
  headers("TE folded", "Transfer-Encoding:\r\n chunked\r\n", Refusal::transfer_encoding);
  headers("a folded header", "X: a\r\n b\r\n", Refusal::folded_line);
  headers("TE and CL", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", Refusal::ambiguous_length);
  headers("CL and TE", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", Refusal::ambiguous_length);
  headers("CL 5, 5", "Content-Length: 5, 5\r\n", Refusal::content_length);
  headers("CL twice, equal", "Content-Length: 5\r\nContent-Length: 5\r\n", Refusal::content_length);
  headers("CL twice, different", "Content-Length: 5\r\nContent-Length: 6\r\n", Refusal::content_length);
  headers("CL +5", "Content-Length: +5\r\n", Refusal::content_length);
  headers("CL -1", "Content-Length: -1\r\n", Refusal::content_length);
  headers("CL 0x5", "Content-Length: 0x5\r\n", Refusal::content_length);
  headers("CL empty", "Content-Length:\r\n", Refusal::content_length);
  headers("CL beyond 64 bits", "Content-Length: 99999999999999999999\r\n", Refusal::content_length);
  headers("Content_Length", "Content_Length: 5\r\n", Refusal::header_name);
  headers("Transfer_Encoding", "Transfer_Encoding: chunked\r\n", Refusal::header_name);
  headers("a space before the colon", "Content-Length : 5\r\n", Refusal::header_name);
  headers("a header without a colon", "Content-Length 5\r\n", Refusal::header_name);
  headers("an empty name", ": 5\r\n", Refusal::header_name);
  headers("two Hosts", "Host: b\r\n", Refusal::host);
  headers("a DEL in a value", "X: a\x7f\r\n", Refusal::header_value);
  whole("a NUL in a value", QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 36),
        Refusal::header_value);
  whole("HTTP/1.0 in chunks", "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        Refusal::transfer_encoding);
  whole("no Host", "GET / HTTP/1.1\r\n\r\n", Refusal::host);
  whole("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", Refusal::host);
  whole("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", Refusal::host);
  whole("a Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", Refusal::host);
  whole("GET with a body", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
        Refusal::unexpected_body);
  whole("GET in chunks", "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        Refusal::unexpected_body);
  whole("a bare LF at the end of a line", "GET / HTTP/1.1\nHost: a\r\n\r\n", Refusal::line_ending);
  whole("a bare LF within a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\nY: c\r\n\r\n", Refusal::line_ending);
  whole("a bare CR within a value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\rY: c\r\n\r\n", Refusal::line_ending);
  whole("only bare LFs", "GET / HTTP/1.1\nHost: a\n\n", Refusal::line_ending);
  whole("an absolute target", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", Refusal::request_line);
  whole("a target with a space", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", Refusal::request_line);
  whole("a tab instead of a space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", Refusal::request_line);
  whole("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n", Refusal::request_line);
  whole("an empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", Refusal::request_line);
  whole("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", Refusal::version);
  whole("HTTP/0.9", "GET /\r\nHost: a\r\n\r\n", Refusal::request_line);
  whole("a lower-case protocol", "GET / http/1.1\r\nHost: a\r\n\r\n", Refusal::request_line);
}

void TestRequestGuard::ambiguous_requests_are_refused() {
  QFETCH(QByteArray, head);
  QFETCH(Refusal, refusal);
  const auto verdict = check_request_head(view(head), max_head);
  QCOMPARE(verdict.refusal, refusal);
  QVERIFY(status_of(verdict.refusal) >= 400);
}

void TestRequestGuard::every_split_gives_the_same_verdict() {
  const QByteArray head("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
  for (qsizetype size = 0; size < head.size(); ++size) {
    QVERIFY2(check_request_head(view(head.first(size)), max_head).needs_more(),
             QByteArray::number(size).constData());
  }
  QVERIFY(!check_request_head(view(head), max_head).needs_more());
}

void TestRequestGuard::a_head_without_an_end_is_refused_at_its_limit() {
  const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(max_head, 'a');
  QVERIFY(check_request_head(view(head.first(max_head - 1)), max_head).needs_more());
  const auto verdict = check_request_head(view(head), max_head);
  QCOMPARE(verdict.refusal, Refusal::head_too_large);
  QCOMPARE(status_of(verdict.refusal), 431U);
}

void TestRequestGuard::what_follows_the_head_is_not_looked_at() {
  const QByteArray head("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
  QCOMPARE(check_request_head(view(head + "\n\r\n\0\x7f"), max_head).head_size,
           static_cast<std::size_t>(head.size()));
}

void TestRequestGuard::reflected_values_cannot_split_a_response() {
  QVERIFY(is_header_value("W/\"abc\" and more"));
  for (const char* bad : {"a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\x01", "a\x7f", "\xc3\xa4"})
    QVERIFY(!is_header_value(bad));
}

QTEST_APPLESS_MAIN(TestRequestGuard)
#include "test_request_guard.moc"
