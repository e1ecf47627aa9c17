// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/json.hpp"

#include <boost/json/src.hpp>
#include <set>
#include <vector>

#include "relay/answer.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

constexpr std::size_t max_depth = 16;

Error malformed(const char* where) { return {ErrorCode::malformed, where}; }

/// Walks a text without building anything and stops at the first key that an object has twice: parsers differ
/// in which of the two they take.
struct DuplicateKeyFinder {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  std::vector<std::set<std::string, std::less<>>> keys;
  std::string key;

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return keys.emplace_back(), true; }
  bool on_object_end(std::size_t, json::error_code&) { return keys.pop_back(), true; }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t, json::error_code&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return key.append(part), true; }
  bool on_key(json::string_view part, std::size_t, json::error_code& error) {
    key.append(part);
    const bool is_new = keys.back().insert(std::move(key)).second;
    key.clear();
    if (!is_new) error = json::error::syntax;
    return is_new;
  }
  bool on_string_part(json::string_view, std::size_t, json::error_code&) { return true; }
  bool on_string(json::string_view, std::size_t, json::error_code&) { return true; }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
  bool on_double(double, json::string_view, json::error_code&) { return true; }
  bool on_bool(bool, json::error_code&) { return true; }
  bool on_null(json::error_code&) { return true; }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

json::parse_options options() {
  json::parse_options chosen;
  chosen.max_depth = max_depth;
  return chosen;
}

bool has_duplicate_key(std::string_view text) {
  json::basic_parser<DuplicateKeyFinder> parser{options()};
  json::error_code error;
  const auto used = parser.write_some(false, text.data(), text.size(), error);
  return error || used != text.size();
}

const json::value* find(const json::object& object, std::string_view name) {
  return object.if_contains({name.data(), name.size()});
}

unsigned status_of(wire::CallFailureCode code) {
  switch (code) {
    case wire::CallFailureCode::malformed:
      return 400;
    case wire::CallFailureCode::unauthorised:
      return 401;
    case wire::CallFailureCode::captcha_failed:
      return 403;
    case wire::CallFailureCode::name_taken:
      return 409;
    case wire::CallFailureCode::unknown_user:
      return 404;
    case wire::CallFailureCode::not_found:
      return 404;
    case wire::CallFailureCode::rate_limited:
      return 429;
    case wire::CallFailureCode::refused:
      return 403;
    case wire::CallFailureCode::unavailable:
      return 503;
    case wire::CallFailureCode::invalid_signature:
      return 422;
    case wire::CallFailureCode::too_large:
      return 413;
    case wire::CallFailureCode::conflict:
      return 409;
  }
  return 500;
}

std::string_view name_of_failure(wire::CallFailureCode code) {
  switch (code) {
    case wire::CallFailureCode::malformed:
      return "malformed";
    case wire::CallFailureCode::unauthorised:
      return "unauthorised";
    case wire::CallFailureCode::captcha_failed:
      return "captcha_failed";
    case wire::CallFailureCode::name_taken:
      return "name_taken";
    case wire::CallFailureCode::unknown_user:
      return "unknown_user";
    case wire::CallFailureCode::not_found:
      return "not_found";
    case wire::CallFailureCode::rate_limited:
      return "rate_limited";
    case wire::CallFailureCode::refused:
      return "refused";
    case wire::CallFailureCode::unavailable:
      return "unavailable";
    case wire::CallFailureCode::invalid_signature:
      return "invalid_signature";
    case wire::CallFailureCode::too_large:
      return "too_large";
    case wire::CallFailureCode::conflict:
      return "conflict";
  }
  return "unavailable";
}

}  // namespace

Result<json::object> parse_object(std::string_view text) {
  if (has_duplicate_key(text)) return malformed("json");
  json::error_code error;
  auto value = json::parse({text.data(), text.size()}, error, {}, options());
  if (error || !value.is_object()) return malformed("json");
  return std::move(value.get_object());
}

Result<std::string> text_field(const json::object& object, std::string_view name, std::size_t max) {
  const auto* value = find(object, name);
  if (value == nullptr || !value->is_string()) return malformed("text field");
  const auto& text = value->get_string();
  if (text.size() > max) return Error{ErrorCode::too_large, "text field"};
  if (text.find('\0') != json::string::npos) return malformed("text field");
  return std::string{text.data(), text.size()};
}

Result<Bytes> bytes_field(const json::object& object, std::string_view name, std::size_t min,
                          std::size_t max) {
  SOTTO_ASSIGN(const auto text, text_field(object, name, max * 2 + 4));
  auto bytes = parse_base64url(text);
  if (!bytes || bytes->size() < min) return malformed("binary field");
  if (bytes->size() > max) return Error{ErrorCode::too_large, "binary field"};
  return *std::move(bytes);
}

Result<SecretBytes> secret_field(const json::object& object, std::string_view name, std::size_t size) {
  SOTTO_ASSIGN(auto bytes, bytes_field(object, name, size, size));
  auto secret = SecretBytes::copied_from(ByteView{bytes});
  wipe(bytes);
  return secret;
}

Result<std::uint64_t> number_field(const json::object& object, std::string_view name, std::uint64_t max) {
  const auto* value = find(object, name);
  if (value == nullptr || !(value->is_int64() || value->is_uint64())) return malformed("number field");
  if (value->is_int64() && value->get_int64() < 0) return malformed("number field");
  const auto number =
      value->is_int64() ? static_cast<std::uint64_t>(value->get_int64()) : value->get_uint64();
  if (number > max) return malformed("number field");
  return number;
}

Result<bool> flag_field(const json::object& object, std::string_view name) {
  const auto* value = find(object, name);
  if (value == nullptr || !value->is_bool()) return malformed("flag field");
  return value->get_bool();
}

Result<const json::object*> object_field(const json::object& object, std::string_view name) {
  const auto* value = find(object, name);
  if (value == nullptr || !value->is_object()) return malformed("object field");
  return &value->get_object();
}

HttpResponse json_response(unsigned status, const json::value& value) {
  return {status,
          {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          std::make_shared<const std::string>(json::serialize(value))};
}

HttpResponse failure_response(const wire::CallFailure& failure) {
  json::object body{{"error", name_of_failure(failure.code).data()}};
  if (failure.retry_after > Duration{0}) body["retry_after_ms"] = failure.retry_after.count();
  auto response = json_response(status_of(failure.code), body);
  if (failure.retry_after > Duration{0}) {
    response.headers.emplace_back("Retry-After", std::to_string((failure.retry_after.count() + 999) / 1000));
  }
  if (failure.code == wire::CallFailureCode::unauthorised)
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

HttpResponse failure_response(const Error& error) {
  if (error.code == ErrorCode::malformed) return failure_response(failure(wire::CallFailureCode::malformed));
  if (error.code == ErrorCode::too_large) return failure_response(failure(wire::CallFailureCode::too_large));
  return failure_response(failure_of(error));
}

HttpResponse error_response(unsigned status, std::string_view code) {
  return json_response(status, json::object{{"error", json::string_view{code.data(), code.size()}}});
}

}  // namespace sotto::relay::api
