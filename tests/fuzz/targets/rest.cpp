// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/api.hpp"
#include "input.hpp"
#include "installation.hpp"
#include "net/request_guard.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/crypto/prekeys.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using namespace relay;

/// Lines: method, target, content type, "token" when alice asks; the rest is the body.
Verdict run_rest_request(ByteView bytes) {
  Installation here;
  api::Api api{here.relay};
  auto rest = text_of(bytes);
  const auto line = [&rest] {
    const auto text = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), text.size() + 1));
    return std::string{text};
  };
  api::HttpRequest request;
  request.method = line();
  const auto target = line();
  request.path = "/" + target.substr(0, target.find('?'));
  if (target.find('?') != std::string::npos) request.query = target.substr(target.find('?') + 1);
  request.content_type = line();
  const auto authorization = line();
  request.authorization =
      authorization == "token" ? "Bearer " + to_base64url(here.alice_token) : authorization;
  request.body = std::string{rest};
  int answers = 0;
  unsigned status = 0;
  api.handle(std::move(request), [&](const api::HttpResponse& response) {
    ++answers;
    status = response.status;
    for (const auto& header : response.headers) {
      require(net::is_header_value(header.second), "no header carries a line end");
    }
  });
  here.settle();
  require(answers == 1, "each request has one answer");
  require(status != 500, "nothing that a client sends is the relay's fault");
  return status < 400 ? Verdict::accepted : Verdict::refused;
}

/// A seed of alice's, with her token.
Bytes of_alice(const std::string& method_and_target, const std::string& body = "") {
  const auto space = method_and_target.find(' ');
  return as_input(method_and_target.substr(0, space) + "\napi/v1/" + method_and_target.substr(space + 1) +
                  "\n" + (body.empty() ? "" : "application/json") + "\ntoken\n" + body);
}

std::string field(const char* name, ByteView bytes) {
  return "\"" + std::string{name} + "\":\"" + to_base64url(bytes) + "\"";
}

/// Less than a device that begins would publish: its keys are there already.
std::string publication() {
  auto& alice = estate().alice;
  const auto message = crypto::device_message(alice.name, DeviceId{1}, RegistrationId{7}, wire::suite_hybrid);
  const auto signature = group::test::must(
      crypto::sign(alice.identity, crypto::SignaturePurpose::device, message, alice.random));
  return "{\"registration_id\":7,\"suite\":2," + field("device_signature", signature) + "}";
}

/// Ends of the estate's log and chat that nobody has seen yet.
std::vector<Bytes> group_seeds() {
  auto& all = estate();
  const auto secure = all.secure_group.header().group.text();
  const auto open = all.open_group.header().group.text();
  const auto entry = [](const group::Entry& made) { return "{" + field("entry", made.bytes()) + "}"; };
  const auto log = group::test::start(all.secure_group);
  const auto open_log = group::test::start(all.open_group);
  group::test::Person alice{"alice", group::test::Seed{1}};
  const group::Create body{group::GroupKind::secure, group::test::title("Another"),
                           group::test::must(group::Policy::parse(1, 2, group::Role::admin)), alice.key(),
                           alice.nonce()};
  const auto created = alice.sign({{}, 0, {}, 0, all.founded, alice.name}, body);
  const auto renamed =
      alice.next(log.state(), group::Rename{group::test::title("Another name")}, all.founded);
  const auto pictured = alice.next(log.state(), group::ChangePicture{Bytes(20, 7)}, all.founded);
  const auto left = alice.next(log.state(), group::Leave{}, all.founded);
  return {of_alice("GET group?search=chess&limit=5"),
          of_alice("GET group/" + secure),
          of_alice("GET group/" + secure + "/log?first=0"),
          of_alice("PUT group/" + created.header().group.text(), entry(created)),
          of_alice("POST group/" + secure, entry(renamed)),
          of_alice("POST group/" + secure, entry(pictured)),
          of_alice("DELETE group/" + secure, entry(left)),
          of_alice("GET chat/" + open + "?before=9"),
          of_alice("GET chat/" + open + "?after=0"),
          of_alice("POST chat/" + open, "{" + field("post", all.post) + "}"),
          of_alice("GET chat/" + to_base64url(all.chat) + "?before=0")};
}

std::vector<Bytes> blob_seeds() {
  const auto blob = "blob/" + to_base64url(estate().blob.view());
  return {
      of_alice("POST blob", R"({"size":100})"), of_alice("GET " + blob), of_alice("GET " + blob + "/0"),
      of_alice("PUT blob/" + to_base64url(estate().begun.view()) + "/0", std::string(Estate::blob_size, 'x')),
      of_alice("DELETE " + blob)};
}

std::vector<Bytes> rest_request_seeds() {
  std::vector<Bytes> seeds{as_input("GET\nhealthz\n\n\n"),
                           as_input("GET\napi/v1/user?search=bo&limit=5\n\ntoken\n"),
                           as_input("GET\napi/v1/user/bob\n\ntoken\n"),
                           as_input("GET\napi/v1/captcha?purpose=log_in\n\n\n"),
                           as_input("POST\napi/v1/user/alice\napplication/json\ntoken\n"
                                    R"({"display_name":"A","about":"b","listed":true})"),
                           as_input("GET\napi/v1/news?limit=5\n\n\n"),
                           as_input("GET\napi/v1/token\n\ntoken\n"),
                           of_alice("GET keys/bob"),
                           of_alice("PUT keys/alice", publication())};
  for (auto* more : {group_seeds, blob_seeds}) {
    for (auto& seed : more()) seeds.push_back(std::move(seed));
  }
  return seeds;
}

const Registration registration{{{"rest_request", 8'192, run_rest_request, rest_request_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
