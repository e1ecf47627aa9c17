// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "api/decode.hpp"
#include "app/config.hpp"
#include "input.hpp"
#include "installation.hpp"
#include "net/request_guard.hpp"
#include "samples.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using namespace relay;
using relay::testing::RecordedLink;

constexpr std::size_t max_head = 512;

/// The verdict must not depend on how the bytes arrive, or an attacker chooses it.
Verdict run_request_guard(ByteView input) {
  const auto bytes = text_of(input);
  const auto whole = net::check_request_head(bytes, max_head);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto part = net::check_request_head(bytes.substr(0, size), max_head);
    if (part.needs_more()) continue;
    require(part.refusal == whole.refusal && part.head_size == whole.head_size,
            "a verdict stays when more arrives");
    break;
  }
  if (whole.head_size == 0) return Verdict::refused;
  require(whole.head_size <= bytes.size() && bytes.substr(0, whole.head_size).ends_with("\r\n\r\n"),
          "a head ends with an empty line");
  return Verdict::accepted;
}

std::vector<Bytes> request_guard_seeds() {
  return {as_input("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
          as_input("POST /x?y HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 12\r\n\r\n"),
          as_input("PUT /x HTTP/1.1\r\nHost: a.b:1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
          as_input("GET / HTTP/1.0\r\nHost: a\r\nConnection: close\r\n\r\n")};
}

enum class Body : std::uint8_t { object, registration, publication, captcha, device_list, count };

/// What one door lets in, the other does: no limit is evaded by asking over REST instead of over the stream.
Verdict as_on_the_stream(wire::Call request) {
  const wire::Frame frame{wire::CallRequest{CallId{1}, std::move(request)}};
  require(wire::parse_frame(wire::serialise(frame)).ok(), "a stream would have let it in too");
  return Verdict::accepted;
}

template <class Request>
Verdict as_on_the_stream(Result<Request> request) {
  return request ? as_on_the_stream(wire::Call{*std::move(request)}) : Verdict::refused;
}

/// Nothing stands behind it, and no key is in it twice: parsers differ in what they make of that.
Verdict run_object(std::string_view text) {
  const auto object = api::parse_object(text);
  if (!object) return Verdict::refused;
  require(!api::parse_object(std::string{text} + "1"), "an object is all of a body");
  if (object->empty()) return Verdict::accepted;
  const auto key = boost::json::serialize(object->begin()->key());
  const std::string rest{text.substr(text.find('{') + 1)};
  require(!api::parse_object("{" + key + ":0," + rest), "no key is there twice");
  return Verdict::accepted;
}

Verdict run_json_captcha(std::string_view text) {
  const auto object = api::parse_object(text);
  if (!object) return Verdict::refused;
  auto solution = api::captcha_field(*object);
  if (!solution) return Verdict::refused;
  return as_on_the_stream(wire::LoginRequest{samples::user("alice"), *std::move(solution),
                                             SecretBytes::copied_from(Bytes(wire::login_secret_size, 5))});
}

Verdict run_json_body(ByteView bytes) {
  Input input{bytes};
  const auto kind = static_cast<Body>(input.below(static_cast<std::size_t>(Body::count)));
  const auto text = text_of(input.rest());
  switch (kind) {
    case Body::object:
      return run_object(text);
    case Body::registration:
      return as_on_the_stream(api::decode_registration(samples::user("alice"), text));
    case Body::publication:
      return as_on_the_stream(api::decode_publication(text));
    case Body::captcha:
      return run_json_captcha(text);
    case Body::device_list: {
      auto list = api::decode_device_list(text);
      if (!list) return Verdict::refused;
      return as_on_the_stream(wire::PublishDeviceListRequest{*std::move(list)});
    }
    case Body::count:
      break;
  }
  return Verdict::refused;
}

std::string json_key(std::size_t size) { return '"' + to_base64url(Bytes(size, 5)) + '"'; }

std::string json_prekey(std::uint8_t id, std::size_t size) {
  return R"({"id":)" + std::to_string(id) + R"(,"key":)" + json_key(size) + R"(,"signature":)" +
         json_key(wire::signature_size) + "}";
}

std::string publication() {
  return R"({"registration_id":7,"device_signature":)" + json_key(wire::signature_size) +
         R"(,"suite":2,"signed_prekey":)" + json_prekey(9, wire::public_key_size) +
         R"(,"one_time_prekeys":[)" + json_prekey(10, wire::public_key_size) + R"(],"kem_last_resort":)" +
         json_prekey(11, wire::kem_public_key_size) + R"(,"kem_prekeys":[)" +
         json_prekey(12, wire::kem_public_key_size) + "]}";
}

std::vector<Bytes> json_body_seeds() {
  const std::string captcha =
      R"("captcha":{"algorithm":"SHA-256","challenge":"aa","salt":"s","signature":"bb","number":7})";
  const std::string registration =
      "{" + captcha + R"(,"password":{"salt":)" + json_key(16) +
      R"(,"memory_kib":65536,"passes":3,"lanes":1})" + R"(,"login_secret":)" + json_key(32) +
      R"(,"wrapped_keys":)" + json_key(90) + R"(,"identity_key":)" + json_key(33) + R"(,"identity_proof":)" +
      json_key(64) + R"(,"sealed_device_name":"","display_name":"A","listed":true})";
  return {choosing(0, bytes_of(R"({"a":[1,-2.5e3,"\u00e4\ud83d\ude00",null,true,{}]})")),
          choosing(1, bytes_of(registration)), choosing(2, bytes_of(publication())),
          choosing(3, bytes_of("{" + captcha + "}")),
          choosing(4, bytes_of(R"({"list":)" + json_key(60) + R"(,"signature":)" +
                               json_key(wire::signature_size) + "}"))};
}

Verdict run_config(ByteView input) {
  // The reader takes a file: one for the process, in memory where the system has that.
  static const auto file =
      std::filesystem::temp_directory_path() / ("sotto-fuzz-" + std::to_string(getpid()));
  std::ofstream{file, std::ios::binary} << text_of(input);
  const auto read = app::read_config(file, {});
  std::filesystem::remove(file);
  if (const auto* complaint = std::get_if<app::Complaint>(&read)) {
    require(!complaint->sentence.empty(), "a complaint says something");
    return Verdict::refused;
  }
  return Verdict::accepted;
}

std::vector<Bytes> config_seeds() {
  return {as_input(""), as_input("listen: \"[::1]:0\"\nmailbox: {letters: 5}\n"),
          as_input("origins: [\"https://a\"]\nlimits:\n  scale: 2\nlog_level: debug\n")};
}

Verdict run_captcha(ByteView bytes) {
  Input input{bytes};
  static const relay::testing::Bench bench;
  Captcha captcha{bench.clock, *bench.random, 50};
  wire::CaptchaSolution solution;
  solution.number = input.u16();
  for (auto* part : {&solution.algorithm, &solution.challenge, &solution.salt, &solution.signature}) {
    *part = std::string{text_of(input.field())};
  }
  require(!captcha.redeem(wire::CaptchaPurpose::log_in, solution), "what was not issued is not redeemed");
  const auto number = crypto::solve_captcha(solution.challenge, solution.salt, 0, 8);
  return number ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> captcha_seeds() {
  Bytes seed{0, 7};
  put_field(seed, bytes_of("SHA-256"));
  put_field(seed, bytes_of(to_hex(crypto::sha256(bytes_of("salt?expires=9&7")))));
  put_field(seed, bytes_of("salt?expires=9&"));
  put_field(seed, bytes_of(std::string(64, 'b')));
  return {seed};
}

/// A client's stream: frames, some after it has shown a token.
Verdict run_relay_frames(ByteView bytes) {
  Installation here;
  const auto link = std::make_shared<RecordedLink>();
  const auto session = std::make_shared<Session>(here.relay, link, "");
  Input input{bytes};
  if (input.below(2) == 1) {
    session->on_frame(
        wire::serialise(wire::Authenticate{SecretBytes::copied_from(ByteView{here.alice_token})}));
    here.settle();
    require(session->authenticated(), "alice's token is good");
  }
  while (!input.empty() && !link->closed) {
    session->on_frame(input.field());
    here.settle();
  }
  here.pass(Duration{1'000});
  session->on_closed();
  here.settle();
  return link->closed == wire::GoodbyeReason::protocol_error ? Verdict::refused : Verdict::accepted;
}

bool a_client_says(const wire::Frame& frame) {
  return std::holds_alternative<wire::CallRequest>(frame) || std::holds_alternative<wire::Submit>(frame) ||
         std::holds_alternative<wire::SubmitToGroup>(frame) ||
         std::holds_alternative<wire::Acknowledge>(frame);
}

std::vector<Bytes> relay_frame_seeds() {
  std::vector<Bytes> seeds;
  for (const auto& frame : samples::frames()) {
    if (!a_client_says(frame)) continue;
    Bytes seed{1};
    put_field(seed, wire::serialise(frame));
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

const Registration registration{{{"request_guard", 1'024, run_request_guard, request_guard_seeds},
                                 {"json_body", 8'192, run_json_body, json_body_seeds},
                                 {"config", 512, run_config, config_seeds},
                                 {"captcha", 512, run_captcha, captcha_seeds},
                                 {"relay_frames", 4'096, run_relay_frames, relay_frame_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
