// SPDX-License-Identifier: GPL-3.0-or-later
// What a client may put on a stream, byte by byte (attacks G4, G5). Red without its defence: each row of
// `a_bomb_is_closed_with_its_code` stands beside one that differs in the bombed byte alone and is served.
#include <QtTest>
#include <thread>

#include "relay_under_test.hpp"
#include "sotto/wire/limits.hpp"

using namespace sotto;
using namespace sotto::testing;
using namespace sotto::testing::web_socket;

namespace {

constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t bad_payload = 1007;
constexpr std::uint16_t too_big = 1009;
constexpr std::uint16_t rate_limited = 4429;

std::unique_ptr<RawStream> open_stream(const RelayUnderTest& relay, std::string_view headers = {}) {
  return std::make_unique<RawStream>(std::make_unique<TcpChannel>(relay.port()), headers);
}

Bytes captcha_call() {
  return wire::serialise(wire::CallRequest{CallId{1}, wire::CaptchaRequest{wire::CaptchaPurpose::log_in}});
}

/// True when a call that everybody may make is answered.
bool is_served(RawStream& stream) {
  stream.send_message(captcha_call());
  const auto frame = stream.receive();
  return frame && frame->opcode == Opcode::binary;
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const auto& part : parts) append(all, part);
  return all;
}

/// A call in exactly `size` bytes: a field that nobody knows fills it up.
Bytes sized_call(std::size_t size) {
  auto bytes = captcha_call();
  const auto rest = size - bytes.size() - 5;
  const auto part = [&](unsigned shift) { return static_cast<std::uint8_t>((rest >> shift) & 0x7FU); };
  append(bytes, Bytes{0x82, 0x7D, static_cast<std::uint8_t>(0x80 | part(0)),
                      static_cast<std::uint8_t>(0x80 | part(7)), part(14)});
  bytes.resize(size);
  return bytes;
}

}  // namespace

class TestStreamFrames : public QObject {
  Q_OBJECT
 private slots:
  void a_bomb_is_closed_with_its_code_data();
  void a_bomb_is_closed_with_its_code();
  void its_harmless_twin_is_served_data();
  void its_harmless_twin_is_served();
  void a_flood_of_empty_fragments_uses_no_memory_and_others_are_served();
  void a_flood_of_tiny_fragments_is_closed();
  void a_flood_of_pings_is_closed();
  void a_message_that_arrives_in_many_pieces_is_taken();
  void the_largest_message_is_taken_and_a_larger_one_is_not();
  void little_is_buffered_for_somebody_unknown();
  void compression_is_never_agreed_to();
  void a_goodbye_that_is_not_answered_is_not_waited_for();

 private:
  RelayUnderTest relay_{"limits: {scale: 1000}\n"};
};

void TestStreamFrames::a_bomb_is_closed_with_its_code_data() {
  QTest::addColumn<Bytes>("bytes");
  QTest::addColumn<std::uint16_t>("code");
  const Bytes small(8, 'a');
  const auto row = [](const char* what, Bytes bytes, std::uint16_t code) {
    QTest::newRow(what) << std::move(bytes) << code;
  };
  row("more than a stranger may send", client_header(Opcode::binary, wire::max_unauthenticated_frame + 1),
      too_big);
  row("16 MiB", client_header(Opcode::binary, 16U << 20U), too_big);
  row("2^63 - 1 bytes", client_header(Opcode::binary, (std::uint64_t{1} << 63U) - 1), too_big);
  row("2^63 bytes", client_header(Opcode::binary, std::uint64_t{1} << 63U), too_big);
  row("2^64 - 1 bytes", client_header(Opcode::binary, ~std::uint64_t{0}), too_big);
  row("not masked", client_frame(Opcode::binary, small, Final::yes, Masked::no), protocol_error);
  row("text", client_frame(Opcode::text, small), protocol_error);
  row("text that is not UTF-8", client_frame(Opcode::text, Bytes{0xC0, 0xAF, 0xED, 0xA0, 0x80}), bad_payload);
  row("continuation of nothing", client_frame(Opcode::continuation, small), protocol_error);
  row("a message within another",
      joined({client_frame(Opcode::binary, small, Final::no), client_frame(Opcode::binary, small)}),
      protocol_error);
  row("an opcode of the future", client_frame(Opcode{3}, small), protocol_error);
  row("a ping in fragments", client_frame(Opcode::ping, small, Final::no), protocol_error);
  row("a ping of 126 bytes", client_frame(Opcode::ping, Bytes(126, 'a')), protocol_error);
  row("reserved bits", Bytes{0xC2, 0x80, 0, 0, 0, 0}, protocol_error);
  row("a size in more bytes than it needs", Bytes{0x82, 0xFE, 0, 1, 0, 0, 0, 0, 'a'}, protocol_error);
  row("fragments that add up to too much",
      joined({client_frame(Opcode::binary, Bytes(wire::max_unauthenticated_frame, 'a'), Final::no),
              client_frame(Opcode::continuation, small)}),
      too_big);
  row("bytes that are no frame of ours", client_frame(Opcode::binary, Bytes(8, 0xFF)), protocol_error);
  row("nothing", client_frame(Opcode::binary, {}), protocol_error);
}

void TestStreamFrames::a_bomb_is_closed_with_its_code() {
  QFETCH(Bytes, bytes);
  QFETCH(std::uint16_t, code);
  const auto stream = open_stream(relay_);
  QCOMPARE(stream->handshake().status, 101U);
  stream->send(bytes);
  QCOMPARE(stream->receive_close_code(), code);
  stream->send(client_frame(Opcode::close, Bytes{0x03, 0xE8}));
  QVERIFY(is_closed_by_peer(stream->channel()));
}

void TestStreamFrames::its_harmless_twin_is_served_data() {
  QTest::addColumn<Bytes>("bytes");
  const auto call = captcha_call();
  const ByteView view{call};
  QTest::newRow("masked, binary, small") << client_frame(Opcode::binary, call);
  QTest::newRow("in fragments") << joined({client_frame(Opcode::binary, view.first(2), Final::no),
                                           client_frame(Opcode::continuation, view.subspan(2))});
  QTest::newRow("with a ping within") << joined({client_frame(Opcode::binary, view.first(2), Final::no),
                                                 client_frame(Opcode::ping, Bytes(125, 'a')),
                                                 client_frame(Opcode::continuation, view.subspan(2))});
  QTest::newRow("as large as a stranger's may be")
      << client_frame(Opcode::binary, sized_call(wire::max_unauthenticated_frame));
}

void TestStreamFrames::its_harmless_twin_is_served() {
  QFETCH(Bytes, bytes);
  const auto stream = open_stream(relay_);
  stream->send(bytes);
  auto frame = stream->receive();
  if (frame && frame->opcode == Opcode::pong) frame = stream->receive();
  QVERIFY(frame && frame->opcode == Opcode::binary);
}

/// Beast hands on no empty fragment, so nothing counts them. All they get is that their six bytes are read.
void TestStreamFrames::a_flood_of_empty_fragments_uses_no_memory_and_others_are_served() {
  constexpr std::size_t at_once = 10'000;
  const auto stream = open_stream(relay_);
  const auto other = open_stream(relay_);
  const auto before = relay_.process.resident_bytes();
  stream->send(client_frame(Opcode::binary, Bytes(1, 'a'), Final::no));
  Bytes flood;
  for (std::size_t i = 0; i < at_once; ++i) append(flood, client_frame(Opcode::continuation, {}, Final::no));
  for (std::size_t sent = 0; sent < 1'000'000 && stream->send(flood); sent += at_once) {
    if (sent % 100'000 == 0) QVERIFY(is_served(*other));
  }
  QVERIFY(is_served(*other));
  QVERIFY(relay_.process.resident_bytes() < before + 4 * 1024 * 1024);
}

void TestStreamFrames::a_flood_of_tiny_fragments_is_closed() {
  const auto stream = open_stream(relay_);
  Bytes flood = client_frame(Opcode::binary, Bytes(1, 'a'), Final::no);
  for (int i = 0; i < 1000; ++i) append(flood, client_frame(Opcode::continuation, Bytes(1, 'a'), Final::no));
  stream->send(flood);
  QCOMPARE(stream->receive_close_code(), protocol_error);
}

void TestStreamFrames::a_flood_of_pings_is_closed() {
  const auto stream = open_stream(relay_);
  Bytes flood;
  for (int i = 0; i < 1000; ++i) append(flood, client_frame(Opcode::ping, Bytes(1, 'a')));
  stream->send(flood);
  QCOMPARE(stream->receive_close_code(), rate_limited);
}

/// A radio link delivers a large message in hundreds of segments: no reason to hang up. Each piece is on its
/// way before the next is written.
void TestStreamFrames::a_message_that_arrives_in_many_pieces_is_taken() {
  const auto stream = open_stream(relay_);
  const auto bytes = client_frame(Opcode::binary, sized_call(wire::max_unauthenticated_frame));
  constexpr std::size_t piece = 300;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    QVERIFY(stream->send(ByteView{bytes}.subspan(at, std::min(piece, bytes.size() - at))));
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  const auto frame = stream->receive();
  QVERIFY(frame && frame->opcode == Opcode::binary);
}

void TestStreamFrames::the_largest_message_is_taken_and_a_larger_one_is_not() {
  const auto device = relay_.register_device();
  DeviceLink link{relay_.port(), device};
  link.stream().send_message(sized_call(wire::max_frame));
  static_cast<void>(link.expect<wire::CallReply>());
  link.stream().send(client_header(Opcode::binary, wire::max_frame + 1));
  QCOMPARE(link.receive_close_code(), too_big);
}

/// 200 strangers who each send the largest message they may, but not its end: what the relay holds for them
/// is within 64 KiB each, and 8 KiB for the connection itself.
void TestStreamFrames::little_is_buffered_for_somebody_unknown() {
  constexpr std::size_t strangers = 200;
  constexpr std::size_t allowed_each = (64 + 8) * 1024;
  const auto bytes =
      joined({client_frame(Opcode::binary, sized_call(wire::max_unauthenticated_frame), Final::no),
              client_frame(Opcode::ping, {})});
  QVERIFY(is_served(*open_stream(relay_)));
  const auto before = relay_.process.resident_bytes();
  std::vector<std::unique_ptr<RawStream>> streams;
  for (std::size_t i = 0; i < strangers; ++i) {
    streams.push_back(open_stream(relay_));
    QVERIFY(streams.back()->send(bytes));
  }
  for (auto& stream : streams) {  // the pong says that what came before it has been read
    const auto frame = stream->receive();
    QVERIFY(frame && frame->opcode == Opcode::pong);
  }
  const auto after = relay_.process.resident_bytes();
  QVERIFY2(after < before + strangers * allowed_each, std::to_string(after - before).c_str());
}

void TestStreamFrames::compression_is_never_agreed_to() {
  const auto stream =
      open_stream(relay_, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
  QCOMPARE(stream->handshake().status, 101U);
  QCOMPARE(stream->handshake().header("sec-websocket-extensions"), std::string{});
  // RSV1 marks a compressed message: without an agreement it is an error.
  stream->send(Bytes{0xC2, 0x84, 0, 0, 0, 0, 'a', 'b', 'c', 'd'});
  QCOMPARE(stream->receive_close_code(), protocol_error);
}

void TestStreamFrames::a_goodbye_that_is_not_answered_is_not_waited_for() {
  const auto stream = open_stream(relay_);
  stream->send_message(Bytes(8, 0xFF));
  QCOMPARE(stream->receive_close_code(), protocol_error);
  QVERIFY(is_closed_by_peer(stream->channel()));
}

QTEST_GUILESS_MAIN(TestStreamFrames)
#include "test_stream_frames.moc"
