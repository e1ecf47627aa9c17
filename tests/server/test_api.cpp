// SPDX-License-Identifier: GPL-3.0-or-later
#include <yaml-cpp/yaml.h>

#include <QtTest>
#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "api/api.hpp"
#include "api/json.hpp"
#include "api/openapi.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/crypto/prekeys.hpp"
#include "sotto/group/membership.hpp"
#include "sotto/group/sign_entry.hpp"
#include "sotto/group/sign_post.hpp"
#include "store/memory_store.hpp"

using namespace sotto;
using namespace sotto::relay;
namespace json = boost::json;

namespace {

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return at; }
  Instant at{1'800'000'000'000};
};

/// A whole relay on a store in memory, asked through its API.
struct Installation {
  Installation()
      : random{*crypto::system_random()},
        server_key{*ServerKey::load_or_make(store, *random)},
        foundation{store,
                   bus,
                   clock,
                   *random,
                   server_key,
                   metrics,
                   Policy{Registration::open, 50, 1, mailbox_quota},
                   SeededHash{*random}},
        relay{foundation, [](std::function<void()> task) { task(); }},
        api{relay} {
    api.set_ready(true);
  }

  api::HttpResponse ask(const std::string& method, const std::string& target, const std::string& body = "",
                        const std::string& token = "") {
    api::HttpRequest request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    request.body = body;
    if (!token.empty()) request.authorization = "Bearer " + token;
    std::optional<api::HttpResponse> answer;
    api.handle(std::move(request), [&](api::HttpResponse response) { answer = std::move(response); });
    if (!answer) qFatal("no answer");
    return *std::move(answer);
  }

  json::object ask_json(const std::string& method, const std::string& target, const std::string& body = "",
                        const std::string& token = "") {
    return json::parse(*ask(method, target, body, token).body).as_object();
  }

  json::object solved_captcha(const std::string& purpose) {
    const auto challenge = ask_json("GET", "/api/v1/captcha?purpose=" + purpose);
    const auto text = [&](const char* name) { return std::string{challenge.at(name).as_string()}; };
    const auto number = crypto::solve_captcha(text("challenge"), text("salt"), 0, 51);
    if (!number) qFatal("no solution");
    return {{"algorithm", text("algorithm")},
            {"challenge", text("challenge")},
            {"salt", text("salt")},
            {"signature", text("signature")},
            {"number", *number}};
  }

  json::object registration(const std::string& name) {
    auto identity = *crypto::IdentityKeyPair::fresh(*random);
    const auto proof = *crypto::sign(identity, crypto::SignaturePurpose::register_account,
                                     crypto::register_account_message(*Username::parse(name)), *random);
    json::object body{
        {"captcha", solved_captcha("register")},
        {"password",
         json::object{
             {"salt", to_base64url(Bytes(16, 1))}, {"memory_kib", 65536}, {"passes", 3}, {"lanes", 1}}},
        {"login_secret", to_base64url(Bytes(32, 2))},
        {"wrapped_keys", to_base64url(Bytes(90, 3))},
        {"identity_key", to_base64url(identity.public_key().view())},
        {"identity_proof", to_base64url(proof)},
        {"sealed_device_name", ""},
        {"display_name", "Name of " + name},
        {"listed", true}};
    identities.insert_or_assign(name, std::move(identity));
    return body;
  }

  /// The token of the new account's device.
  std::string register_user(const std::string& name) {
    const auto answer = ask_json("PUT", "/api/v1/user/" + name, json::serialize(registration(name)));
    return std::string{answer.at("token").as_string()};
  }

  store::MemoryStore store;
  bus::InProcessBus bus;
  FixedClock clock;
  std::unique_ptr<RandomSource> random;
  ServerKey server_key;
  obs::Metrics metrics;
  Foundation foundation;
  Relay relay;
  api::Api api;
  std::map<std::string, crypto::IdentityKeyPair> identities;
};

}  // namespace

class TestApi : public QObject {
  Q_OBJECT
 private slots:
  void the_document_names_exactly_the_routes();
  void a_user_registers_and_is_found();
  void an_unknown_path_or_method_is_refused();
  void writing_needs_a_token_in_the_header();
  void somebody_elses_account_looks_like_none();
  void a_token_for_another_program_does_what_its_scope_says();
  void a_captcha_is_good_once();
  void a_wrong_password_and_an_unknown_name_look_alike();
  void keys_are_published_and_handed_out_once();
  void json_bombs_are_refused_data();
  void json_bombs_are_refused();
  void news_are_read_by_everybody();
  void a_group_is_made_found_and_left();
  void a_verb_takes_only_its_own_entries();
  void a_blob_is_sent_fetched_and_removed();
  void a_chat_is_served_as_stored_to_its_owner();
  void an_open_group_is_read_without_an_account();
  void a_secure_group_has_no_public_chat();
};

namespace {

std::string body_of(const group::Entry& entry) {
  return json::serialize(json::object{{"entry", to_base64url(entry.bytes())}});
}

group::Entry create_group(Installation& here, const char* founder,
                          group::GroupKind kind = group::GroupKind::secure) {
  const auto& identity = here.identities.at(founder);
  const group::Create body{kind, *group::GroupName::parse("Chess club"),
                           *group::Policy::parse(1, 2, group::Role::member), identity.public_key(),
                           *group::Nonce::fresh(*here.random)};
  return *group::sign_entry({{}, 0, {}, 0, here.clock.now(), *Username::parse(founder)}, body, identity,
                            *here.random);
}

}  // namespace

void TestApi::a_group_is_made_found_and_left() {
  Installation here;
  const auto token = here.register_user("alice");
  const auto create = create_group(here, "alice");
  const auto path = "/api/v1/group/" + create.header().group.text();
  QCOMPARE(here.ask("GET", path).status, 404U);
  QCOMPARE(here.ask("PUT", path, body_of(create)).status, 401U);
  QCOMPARE(here.ask("PUT", path, body_of(create), token).status, 201U);
  const auto facts = here.ask_json("GET", path);
  QCOMPARE(facts.at("name").as_string(), "Chess club");
  QCOMPARE(facts.at("kind").as_string(), "secure");
  QCOMPARE(here.ask_json("GET", "/api/v1/group?search=chess").at("groups").as_array().size(), 1U);
  QCOMPARE(here.ask_json("GET", path + "/log", "", token).at("entries").as_array().size(), 1U);
  const auto bob = here.register_user("bob");
  QCOMPARE(here.ask("GET", path + "/log", "", bob).status, 404U);
  QCOMPARE(here.ask("GET", path + "/log").status, 401U);

  const auto state = *group::founded(create);
  const auto leave =
      *group::sign_entry(group::next_header(state, *Username::parse("alice"), here.clock.now()),
                         group::Leave{}, here.identities.at("alice"), *here.random);
  QCOMPARE(here.ask("DELETE", path, body_of(leave), token).status, 200U);
  QCOMPARE(here.ask_json("GET", path).at("members").as_int64(), 0);
  QCOMPARE(here.ask("DELETE", path, body_of(leave), token).status, 409U);
}

void TestApi::a_verb_takes_only_its_own_entries() {
  Installation here;
  const auto token = here.register_user("alice");
  const auto create = create_group(here, "alice");
  const auto path = "/api/v1/group/" + create.header().group.text();
  QCOMPARE(here.ask("POST", path, body_of(create), token).status, 400U);
  QCOMPARE(here.ask("DELETE", path, body_of(create), token).status, 400U);
  QCOMPARE(here.ask("PUT", "/api/v1/group/" + GroupId{}.text(), body_of(create), token).status, 400U);
  QCOMPARE(here.ask("PUT", path, "{}", token).status, 400U);
  QCOMPARE(here.ask("PUT", path, R"({"entry":"AAAA"})", token).status, 400U);
  QCOMPARE(here.ask("PUT", "/api/v1/group/nonsense", body_of(create), token).status, 404U);
  QCOMPARE(here.ask("GET", path + "/log?first=x", "", token).status, 400U);
  QCOMPARE(here.ask("PUT", path, body_of(create), token).status, 201U);
}

void TestApi::a_blob_is_sent_fetched_and_removed() {
  Installation here;
  const auto alice = here.register_user("alice");
  const auto bob = here.register_user("bob");
  QCOMPARE(here.ask("POST", "/api/v1/blob", R"({"size":0})", alice).status, 400U);
  QCOMPARE(here.ask("POST", "/api/v1/blob", R"({"size":999999999})", alice).status, 413U);
  const auto created = here.ask_json("POST", "/api/v1/blob", R"({"size":32835})", alice);
  QCOMPARE(created.at("part_size").to_number<std::uint64_t>(), wire::blob_part_size);
  const auto path = "/api/v1/blob/" + std::string{created.at("id").as_string()};
  const std::string first(32832, '\x80');
  QCOMPARE(here.ask("PUT", path + "/1", "abc", alice).status, 409U);
  QCOMPARE(here.ask("PUT", path + "/0", first, bob).status, 404U);
  QCOMPARE(here.ask("PUT", path + "/0", first, alice).status, 200U);
  QCOMPARE(here.ask("GET", path + "/0", "", bob).status, 404U);
  QCOMPARE(here.ask("PUT", path + "/1", "abcd", alice).status, 400U);
  QVERIFY(here.ask_json("PUT", path + "/1", "abc", alice).at("whole").as_bool());
  QCOMPARE(*here.ask("GET", path + "/0", "", bob).body, first);
  QCOMPARE(*here.ask("GET", path + "/1", "", bob).body, std::string{"abc"});
  QCOMPARE(here.ask("GET", path + "/1").status, 401U);
  for (const char* nothing : {"/2", "/-1", "/1x", "/18446744073709551616"})
    QCOMPARE(here.ask("GET", path + nothing, "", alice).status, 404U);
  for (const char* nothing : {"..", "%2e%2e", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA"})
    QCOMPARE(here.ask("GET", std::string{"/api/v1/blob/"} + nothing, "", alice).status, 404U);
  QCOMPARE(here.ask("GET", path, "", bob).status, 404U);
  QCOMPARE(here.ask("GET", path, "", alice).status, 200U);
  QCOMPARE(here.ask("DELETE", path, "", bob).status, 404U);
  QCOMPARE(here.ask("DELETE", path, "", alice).status, 204U);
  QCOMPARE(here.ask("GET", path + "/0", "", alice).status, 404U);
}

// D7: what somebody else has archived looks like nothing.
void TestApi::a_chat_is_served_as_stored_to_its_owner() {
  Installation here;
  const auto alice = here.register_user("alice");
  const auto bob = here.register_user("bob");
  const auto with = *Username::parse("bob");
  const auto keys = *archive::ArchiveKeys::derive(SecretBytes{32}, *Username::parse("alice"));
  const auto entry = *archive::seal_entry(keys, {}, {with, with, MessageId{}, SecretBytes{5}}, *here.random);
  here.relay.archive.append(keys.owner(), {entry.bytes()}, [](const Outcome<wire::ArchiveHead>&) {});
  const auto path = "/api/v1/chat/" + to_base64url(keys.pseudonym_of(with).view());
  const auto entries = here.ask_json("GET", path, "", alice).at("entries").as_array();
  QCOMPARE(entries.size(), 1U);
  QCOMPARE(std::string{entries[0].as_string()}, to_base64url(entry.bytes()));
  QCOMPARE(here.ask("GET", path).status, 401U);
  QCOMPARE(here.ask("GET", path + "?before=x", "", alice).status, 400U);
  const auto foreign = here.ask("GET", path, "", bob);
  const auto missing = here.ask("GET", "/api/v1/chat/" + to_base64url(Bytes(16, 1)), "", bob);
  const auto senseless = here.ask("GET", "/api/v1/chat/x", "", bob);
  for (const auto* response : {&foreign, &missing, &senseless}) {
    QCOMPARE(response->status, 404U);
    QCOMPARE(*response->body, *foreign.body);
    QVERIFY(response->headers == foreign.headers);
  }
}

// The relay is not believed: the page has what it takes to verify it.
void TestApi::an_open_group_is_read_without_an_account() {
  Installation here;
  const auto alice = here.register_user("alice");
  const auto create = create_group(here, "alice", group::GroupKind::open);
  const auto group = create.header().group;
  QCOMPARE(here.ask("PUT", "/api/v1/group/" + group.text(), body_of(create), alice).status, 201U);
  const auto path = "/api/v1/chat/" + group.text();
  const auto& identity = here.identities.at("alice");
  const std::string said = "\"<script>\" \u2028 \xe2\x99\x9e";
  const group::PostHeader header{group, *MessageId::fresh(*here.random), 0, here.clock.now(),
                                 *Username::parse("alice")};
  const auto post = *group::sign_post(header, group::PostText{said}, identity, *here.random);
  const auto body = json::serialize(json::object{{"post", to_base64url(post.bytes())}});
  QCOMPARE(here.ask("POST", path, body).status, 401U);
  QCOMPARE(here.ask("POST", path, "{}", alice).status, 400U);
  QCOMPARE(here.ask("POST", "/api/v1/chat/" + GroupId{}.text(), body, alice).status, 400U);
  QCOMPARE(here.ask("POST", path, body, alice).status, 201U);

  const auto response = here.ask("GET", path);
  QCOMPARE(response.status, 200U);
  const auto has = [&](const char* name, const char* value) {
    return std::count_if(response.headers.begin(), response.headers.end(),
                         [&](const auto& one) { return one.first == name && one.second == value; }) == 1;
  };
  QVERIFY(has("X-Content-Type-Options", "nosniff") && has("Cache-Control", "no-store"));
  const auto page = here.ask_json("GET", path);
  QCOMPARE(page.at("newest").to_number<std::uint64_t>(), 1U);
  const auto& one = page.at("posts").as_array().at(0).as_object();
  QCOMPARE(std::string{one.at("text").as_string()}, said);
  QCOMPARE(std::string{one.at("author").as_string()}, std::string{"alice"});
  const auto bytes = *parse_base64url(std::string{one.at("signed").as_string()});
  const auto key =
      *crypto::IdentityKey::parse(*parse_base64url(std::string{one.at("identity_key").as_string()}));
  QVERIFY(group::Post::parse(bytes)->verify(key).ok());

  QVERIFY(here.ask_json("GET", path + "?after=1").at("posts").as_array().empty());
  QCOMPARE(here.ask_json("GET", path + "?after=0").at("posts").as_array().size(), 1U);
  QVERIFY(here.ask_json("GET", path + "?before=1").at("posts").as_array().empty());
  QCOMPARE(here.ask("GET", path + "?before=1&after=1").status, 400U);
  QCOMPARE(here.ask("GET", path + "?after=x").status, 400U);
  QCOMPARE(here.ask("GET", path, "", "nonsense").status, 401U);
}

void TestApi::a_secure_group_has_no_public_chat() {
  Installation here;
  const auto alice = here.register_user("alice");
  const auto create = create_group(here, "alice");
  QCOMPARE(here.ask("PUT", "/api/v1/group/" + create.header().group.text(), body_of(create), alice).status,
           201U);
  const auto secure = here.ask("GET", "/api/v1/chat/" + create.header().group.text());
  const auto missing = here.ask("GET", "/api/v1/chat/" + GroupId{}.text());
  QCOMPARE(secure.status, 404U);
  QCOMPARE(missing.status, 404U);
  QCOMPARE(*secure.body, *missing.body);
  QCOMPARE(here.ask("GET", "/api/v1/chat/" + create.header().group.text(), "", alice).status, 404U);
}

void TestApi::the_document_names_exactly_the_routes() {
  Installation here;
  std::set<std::pair<std::string, std::string>> documented;
  const auto document = YAML::Load(std::string{api::openapi_document()});
  for (const auto& path : document["paths"]) {
    for (const auto& operation : path.second) {
      auto method = operation.first.as<std::string>();
      if (method == "parameters") continue;
      std::transform(method.begin(), method.end(), method.begin(),
                     [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      documented.emplace(method, path.first.as<std::string>());
    }
  }
  const auto routes = here.api.routes();
  QVERIFY(documented == (std::set<std::pair<std::string, std::string>>{routes.begin(), routes.end()}));
}

void TestApi::a_user_registers_and_is_found() {
  Installation here;
  const auto created = here.ask("PUT", "/api/v1/user/alice", json::serialize(here.registration("alice")));
  QCOMPARE(created.status, 201U);
  const auto users = here.ask_json("GET", "/api/v1/user?search=Name%20of&limit=5").at("users").as_array();
  QCOMPARE(users.size(), 1U);
  QCOMPARE(users[0].at("username").as_string(), "alice");
  const auto profile = here.ask_json("GET", "/api/v1/user/alice");
  QCOMPARE(std::string{profile.at("identity_key").as_string()},
           to_base64url(here.identities.at("alice").public_key().view()));
  QCOMPARE(here.ask("PUT", "/api/v1/user/alice", json::serialize(here.registration("alice"))).status, 409U);
  QCOMPARE(here.ask("GET", "/api/v1/user/nobody").status, 404U);
  QCOMPARE(here.ask("GET", "/api/v1/user?limit=51").status, 400U);
}

void TestApi::an_unknown_path_or_method_is_refused() {
  Installation here;
  QCOMPARE(here.ask("GET", "/api/v1/nothing").status, 404U);
  QCOMPARE(here.ask("PATCH", "/api/v1/user/alice").status, 405U);
  QCOMPARE(here.ask("GET", "/api/v1/chat").status, 405U);
  QCOMPARE(here.ask("GET", "/api/v1/chat/x").status, 401U);
  QCOMPARE(here.ask("GET", "/api/v1/user/%2e%2e").status, 404U);
  QCOMPARE(here.ask("GET", "/healthz").status, 200U);
  QCOMPARE(here.ask("GET", "/readyz").status, 200U);
  here.api.set_ready(false);
  QCOMPARE(here.ask("GET", "/readyz").status, 503U);
}

void TestApi::writing_needs_a_token_in_the_header() {
  Installation here;
  const auto token = here.register_user("alice");
  const std::string change = R"({"display_name":"A","about":"b","listed":false})";
  QCOMPARE(here.ask("POST", "/api/v1/user/alice", change).status, 401U);
  QCOMPARE(here.ask("POST", "/api/v1/user/alice?token=" + token, change).status, 401U);
  QCOMPARE(here.ask("POST", "/api/v1/user/alice", change, to_base64url(Bytes(32, 9))).status, 401U);
  QCOMPARE(here.ask("POST", "/api/v1/user/alice", change, token).status, 204U);
  QCOMPARE(here.ask_json("GET", "/api/v1/user/alice").at("about").as_string(), "b");
}

void TestApi::somebody_elses_account_looks_like_none() {
  Installation here;
  const auto alice = here.register_user("alice");
  const auto bob = here.register_user("bob");
  const std::string change = R"({"display_name":"","about":"taken over","listed":true})";
  const std::string secret = R"({"login_secret":")" + to_base64url(Bytes(32, 2)) + "\"}";
  for (const auto& [method, path, body] :
       std::vector<std::array<std::string, 3>>{{"POST", "/api/v1/user/", change},
                                               {"DELETE", "/api/v1/user/", secret},
                                               {"PUT", "/api/v1/keys/", "{}"}}) {
    const auto theirs = here.ask(method, path + "alice", body, bob);
    const auto missing = here.ask(method, path + "nobody", body, bob);
    QCOMPARE(theirs.status, 404U);
    QCOMPARE(*theirs.body, *missing.body);
  }
  const auto tokens = here.ask_json("GET", "/api/v1/token", "", alice).at("tokens").as_array();
  const std::string id{tokens.at(0).at("id").as_string()};
  QCOMPARE(here.ask("DELETE", "/api/v1/token/" + id, "", bob).status, 404U);
  QVERIFY(here.ask_json("GET", "/api/v1/user/alice").at("about").as_string().empty());
  QCOMPARE(here.ask("DELETE", "/api/v1/token/" + id, "", alice).status, 204U);
  QCOMPARE(here.ask("GET", "/api/v1/token", "", alice).status, 401U);
}

void TestApi::a_token_for_another_program_does_what_its_scope_says() {
  Installation here;
  const auto device = here.register_user("alice");
  const auto grant = [&](const char* scope) {
    const json::object wish{{"username", "alice"},
                            {"login_secret", to_base64url(Bytes(32, 2))},
                            {"captcha", here.solved_captcha("log_in")},
                            {"scope", scope},
                            {"label", "a program"},
                            {"days", 30}};
    return here.ask("POST", "/api/v1/token", json::serialize(wish));
  };
  const auto token_of = [](const api::HttpResponse& response) {
    return std::string{json::parse(*response.body).as_object().at("token").as_string()};
  };
  const std::string change = R"({"display_name":"","about":"","listed":true})";
  const auto read = token_of(grant("read"));
  QCOMPARE(here.ask("POST", "/api/v1/user/alice", change, read).status, 403U);
  const auto write = token_of(grant("write"));
  QCOMPARE(here.ask("POST", "/api/v1/user/alice", change, write).status, 204U);
  QCOMPARE(here.ask("GET", "/api/v1/keys/alice", "", write).status, 403U);
  QCOMPARE(grant("device").status, 400U);
  here.clock.at = here.clock.at + std::chrono::hours{24 * 31};
  QCOMPARE(here.ask("POST", "/api/v1/user/alice", change, write).status, 401U);
}

void TestApi::a_captcha_is_good_once() {
  Installation here;
  auto first = here.registration("alice");
  auto second = here.registration("bob");
  second["captcha"] = first["captcha"];
  QCOMPARE(here.ask("PUT", "/api/v1/user/alice", json::serialize(first)).status, 201U);
  QCOMPARE(here.ask("PUT", "/api/v1/user/bob", json::serialize(second)).status, 403U);
  auto wrong_purpose = here.registration("bob");
  wrong_purpose["captcha"] = here.solved_captcha("log_in");
  QCOMPARE(here.ask("PUT", "/api/v1/user/bob", json::serialize(wrong_purpose)).status, 403U);
  QCOMPARE(here.ask("PUT", "/api/v1/user/bob", json::serialize(here.registration("bob"))).status, 201U);
}

void TestApi::a_wrong_password_and_an_unknown_name_look_alike() {
  Installation here;
  here.register_user("alice");
  const auto attempt = [&](const char* name) {
    const json::object wish{{"username", name},
                            {"login_secret", to_base64url(Bytes(32, 7))},
                            {"captcha", here.solved_captcha("log_in")},
                            {"scope", "read"},
                            {"label", ""},
                            {"days", 1}};
    return here.ask("POST", "/api/v1/token", json::serialize(wish));
  };
  const auto known = attempt("alice");
  const auto unknown = attempt("nobody");
  QCOMPARE(known.status, 401U);
  QCOMPARE(unknown.status, known.status);
  QCOMPARE(*unknown.body, *known.body);
  const auto parameters = here.ask_json("GET", "/api/v1/user/nobody/password");
  QVERIFY(parameters == here.ask_json("GET", "/api/v1/user/nobody/password"));
  QVERIFY(parameters.at("salt") != here.ask_json("GET", "/api/v1/user/somebody/password").at("salt"));
}

void TestApi::keys_are_published_and_handed_out_once() {
  Installation here;
  const auto alice = here.register_user("alice");
  const auto bob = here.register_user("bob");
  auto& identity = here.identities.at("bob");
  const auto name = *Username::parse("bob");
  const DeviceId device{1};
  const RegistrationId registration{5};
  const auto signed_prekey = *crypto::fresh_signed_prekey(identity, here.clock.at, *here.random);
  const auto one_time = *crypto::fresh_prekeys(1, *here.random);
  const auto kem_one_time = *crypto::fresh_kem_prekeys(1, *here.random);
  const auto kem_last_resort = *crypto::fresh_kem_last_resort(*here.random);
  const auto sign = [&](crypto::SignaturePurpose purpose, const Bytes& message) {
    return to_base64url(*crypto::sign(identity, purpose, message, *here.random));
  };
  const auto kem = [&](crypto::SignaturePurpose purpose, const crypto::FreshKemPrekey& prekey) {
    return json::object{
        {"id", prekey.id.value},
        {"key", to_base64url(prekey.public_key)},
        {"signature", sign(purpose, crypto::kem_prekey_message(name, device, prekey.id, prekey.public_key))}};
  };
  json::object publication{
      {"registration_id", registration.value},
      {"suite", wire::suite_hybrid},
      {"kem_last_resort", kem(crypto::SignaturePurpose::kem_last_resort, kem_last_resort)},
      {"kem_prekeys", json::array{kem(crypto::SignaturePurpose::kem_prekey, kem_one_time[0])}},
      {"device_signature", sign(crypto::SignaturePurpose::device,
                                crypto::device_message(name, device, registration, wire::suite_hybrid))},
      {"signed_prekey", json::object{{"id", signed_prekey.id.value},
                                     {"key", to_base64url(signed_prekey.public_key)},
                                     {"signature", to_base64url(signed_prekey.signature)}}},
      {"one_time_prekeys",
       json::array{json::object{
           {"id", one_time[0].id.value},
           {"key", to_base64url(one_time[0].public_key)},
           {"signature",
            sign(crypto::SignaturePurpose::one_time_prekey,
                 crypto::one_time_prekey_message(name, device, one_time[0].id, one_time[0].public_key))}}}}};
  auto forged = publication;
  forged["device_signature"] = to_base64url(Bytes(64, 1));
  QCOMPARE(here.ask("PUT", "/api/v1/keys/bob", json::serialize(forged), bob).status, 422U);
  QCOMPARE(here.ask("GET", "/api/v1/keys/bob", "", alice).status, 404U);
  QCOMPARE(here.ask("PUT", "/api/v1/keys/bob", json::serialize(publication), bob).status, 200U);
  const auto first =
      here.ask_json("GET", "/api/v1/keys/bob", "", alice).at("devices").as_array().at(0).as_object();
  const auto second =
      here.ask_json("GET", "/api/v1/keys/bob", "", alice).at("devices").as_array().at(0).as_object();
  QVERIFY(first.contains("one_time_prekey"));
  QVERIFY(!second.contains("one_time_prekey"));
  QVERIFY(first.contains("kem_one_time") && !first.contains("kem_last_resort"));
  QVERIFY(!second.contains("kem_one_time") && second.contains("kem_last_resort"));
  QVERIFY(first.at("suite") == wire::suite_hybrid);
  QVERIFY(first.at("signed_prekey") == second.at("signed_prekey"));
}

void TestApi::json_bombs_are_refused_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::newRow("nothing") << QByteArray{};
  QTest::newRow("no object") << QByteArray{"[]"};
  QTest::newRow("deep") << QByteArray{"{\"a\":"}.append(QByteArray{"["}.repeated(100'000));
  QTest::newRow("deep and closed") << QByteArray{"{\"a\":" + QByteArray{"["}.repeated(17) +
                                                 QByteArray{"]"}.repeated(17) + "}"};
  QTest::newRow("a key twice") << QByteArray{
      R"({"display_name":"a","display_name":"b","about":"","listed":true})"};
  QTest::newRow("a key twice, escaped")
      << QByteArray{R"({"display_name":"a","display_n\u0061me":"b","about":"","listed":true})"};
  QTest::newRow("a lone surrogate") << QByteArray{R"({"display_name":"\ud800","about":"","listed":true})"};
  QTest::newRow("a NUL") << QByteArray{R"({"display_name":"\u0000","about":"","listed":true})"};
  QTest::newRow("a huge number") << QByteArray{R"({"display_name":1e300,"about":"","listed":true})"};
  QTest::newRow("something behind it") << QByteArray{R"({"display_name":"","about":"","listed":true}{})"};
  QTest::newRow("a number for a flag") << QByteArray{R"({"display_name":"","about":"","listed":1})"};
  QTest::newRow("not UTF-8") << QByteArray{"{\"display_name\":\"\xff\",\"about\":\"\",\"listed\":true}"};
}

void TestApi::json_bombs_are_refused() {
  QFETCH(QByteArray, body);
  Installation here;
  const auto token = here.register_user("alice");
  QCOMPARE(here.ask("POST", "/api/v1/user/alice", body.toStdString(), token).status, 400U);
  QCOMPARE(here.ask_json("GET", "/api/v1/user/alice").at("display_name").as_string(), "Name of alice");
}

void TestApi::news_are_read_by_everybody() {
  Installation here;
  QVERIFY(here.ask_json("GET", "/api/v1/news").at("news").as_array().empty());
  std::optional<Status> stored;
  here.store.update(
      [](store::Transaction& transaction) {
        return transaction.add_news(store::Day{20'000}, "Title", "Text");
      },
      [&](const Status& status) { stored = status; });
  QVERIFY(stored && stored->ok());
  const auto news = here.ask_json("GET", "/api/v1/news").at("news").as_array();
  QCOMPARE(news.size(), 1U);
  QCOMPARE(news[0].at("title").as_string(), "Title");
  QCOMPARE(news[0].at("published_at").as_string(), "2024-10-04");
}

QTEST_GUILESS_MAIN(TestApi)
#include "test_api.moc"
