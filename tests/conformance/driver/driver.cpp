// SPDX-License-Identifier: GPL-3.0-or-later
#include "driver.hpp"

#include <algorithm>
#include <array>

namespace sotto::conformance {
namespace {

/// No request nests deeper; a suite that sends ten thousand brackets must not exhaust the stack.
constexpr int deepest_nesting = 64;

using Handler = Result<Json> (Client::*)(const Request&);
struct Command {
  std::string_view name;
  Handler handler;
};

constexpr std::array commands{Command{"new_identity", &Client::new_identity},
                              Command{"set_identity", &Client::set_identity},
                              Command{"export_identity", &Client::export_identity},
                              Command{"bundle", &Client::bundle},
                              Command{"has_prekey", &Client::has_prekey},
                              Command{"process_bundle", &Client::process_bundle},
                              Command{"encrypt", &Client::encrypt},
                              Command{"decrypt", &Client::decrypt},
                              Command{"sotto_bundle", &Client::sotto_bundle},
                              Command{"sotto_process_bundle", &Client::sotto_process_bundle},
                              Command{"sotto_encrypt", &Client::sotto_encrypt},
                              Command{"sotto_decrypt", &Client::sotto_decrypt},
                              Command{"sotto_fingerprint", &Client::sotto_fingerprint},
                              Command{"sotto_get_session", &Client::sotto_get_session},
                              Command{"sotto_set_session", &Client::sotto_set_session},
                              Command{"sotto_group_create", &Client::sotto_group_create},
                              Command{"sotto_group_sign", &Client::sotto_group_sign},
                              Command{"sotto_group_extend", &Client::sotto_group_extend},
                              Command{"sotto_group_state", &Client::sotto_group_state},
                              Command{"sotto_group_key", &Client::sotto_group_key},
                              Command{"sotto_group_process_key", &Client::sotto_group_process_key},
                              Command{"sotto_group_encrypt", &Client::sotto_group_encrypt},
                              Command{"sotto_group_decrypt", &Client::sotto_group_decrypt},
                              Command{"sk_create", &Client::sk_create},
                              Command{"sk_process", &Client::sk_process},
                              Command{"sk_encrypt", &Client::sk_encrypt},
                              Command{"sk_decrypt", &Client::sk_decrypt},
                              Command{"sign", &Client::sign},
                              Command{"verify", &Client::verify},
                              Command{"fingerprint", &Client::fingerprint},
                              Command{"get_session", &Client::get_session},
                              Command{"set_session", &Client::set_session},
                              Command{"restart", &Client::restart},
                              Command{"fail_store", &Client::fail_store}};

Json hello() {
  return Json{{"implementation", "sotto"},
              {"version", SOTTO_VERSION},
              {"protocol", 3},
              {"suites",
               Json::array({"x3dh-double-ratchet-v3", "sender-keys-c", "sotto-hybrid-2", "sotto-groups-1"})}};
}

bool nests_too_deep(std::string_view line) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_text && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_text = !in_text;
    } else if (!in_text && (c == '[' || c == '{')) {
      if (++depth > deepest_nesting) return true;
    } else if (!in_text && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return false;
}

Json error_answer(const Error& error) {
  std::string sentence{name_of(error.code)};
  std::replace(sentence.begin(), sentence.end(), '_', ' ');
  if (*error.where != '\0') sentence += std::string{" ("} + error.where + ")";
  return Json{{"error", sentence}, {"code", name_of(error.code)}};
}

std::string text_of_answer(const Json& answer) {
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string Driver::answer(std::string_view line) {
  if (nests_too_deep(line)) return text_of_answer(error_answer({ErrorCode::malformed, "nested too deep", 0}));
  const Json request = Json::parse(line, nullptr, false);
  if (!request.is_object())
    return text_of_answer(error_answer({ErrorCode::malformed, "not a JSON object", 0}));
  auto result = handle(request);
  Json reply = result ? *std::move(result) : error_answer(result.error());
  if (const auto id = request.find("id_"); id != request.end()) reply["id_"] = *id;
  return text_of_answer(reply);
}

Result<Json> Driver::handle(const Json& request) {
  SOTTO_ASSIGN(const std::string command, Request{request}.text("cmd"));
  if (command == "hello") return hello();
  return run(request, command);
}

Result<Json> Driver::run(const Json& request, std::string_view command) {
  const auto known =
      std::find_if(commands.begin(), commands.end(), [&](const auto& one) { return one.name == command; });
  if (known == commands.end()) return Error{ErrorCode::unsupported, "no such command", 0};
  std::string who = "c";
  if (Request{request}.has("who")) {
    SOTTO_ASSIGN(who, Request{request}.text("who"));
  }
  auto client = clients_.find(who);
  if (client != clients_.end()) return (client->second.*known->handler)(Request{request});
  Client fresh{*random_};
  auto result = (fresh.*known->handler)(Request{request});
  if (result) clients_.emplace(std::move(who), std::move(fresh));
  return result;
}

}  // namespace sotto::conformance
