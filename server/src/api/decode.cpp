// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/decode.hpp"

#include <algorithm>
#include <optional>

#include "sotto/wire/limits.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

constexpr std::size_t max_captcha_text = 256;
constexpr std::size_t max_captcha_payload = 2048;
constexpr std::uint64_t max_registration_id = 16380;
constexpr std::uint64_t max_prekey_id = 0xFFFFFE;

/// ALTCHA's payload is ordinary base64 with padding.
std::optional<Bytes> parse_base64(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  return parse_base64url(text);
}

Result<std::string> captcha_text(const json::object& object, std::string_view name) {
  SOTTO_ASSIGN(auto text, text_field(object, name, max_captcha_text));
  if (text.empty()) return Error{ErrorCode::malformed, "captcha"};
  return text;
}

Result<wire::CaptchaSolution> decode_solution(const json::object& object) {
  wire::CaptchaSolution solution;
  SOTTO_ASSIGN(solution.algorithm, captcha_text(object, "algorithm"));
  SOTTO_ASSIGN(solution.challenge, captcha_text(object, "challenge"));
  SOTTO_ASSIGN(solution.salt, captcha_text(object, "salt"));
  SOTTO_ASSIGN(solution.signature, captcha_text(object, "signature"));
  SOTTO_ASSIGN(solution.number, number_field(object, "number", UINT64_MAX));
  return solution;
}

template <class Prekey>
constexpr std::size_t key_size = wire::public_key_size;
template <>
constexpr std::size_t key_size<wire::KemPrekey> = wire::kem_public_key_size;

template <class Prekey>
Result<Prekey> decode_prekey(const json::object& object) {
  SOTTO_ASSIGN(const auto id, number_field(object, "id", max_prekey_id));
  if (id == 0) return Error{ErrorCode::malformed, "prekey id"};
  SOTTO_ASSIGN(auto key, bytes_field(object, "key", key_size<Prekey>, key_size<Prekey>));
  SOTTO_ASSIGN(auto signature, bytes_field(object, "signature", wire::signature_size, wire::signature_size));
  return Prekey{PrekeyId{static_cast<std::uint32_t>(id)}, std::move(key), std::move(signature)};
}

/// None when the field is absent.
template <class Prekey>
Result<std::vector<Prekey>> decode_prekeys(const json::object& object, const char* name, std::size_t most) {
  std::vector<Prekey> prekeys;
  const auto* array = object.if_contains(name);
  if (array == nullptr) return prekeys;
  if (!array->is_array()) return Error{ErrorCode::malformed, "prekeys"};
  if (array->get_array().size() > most) return Error{ErrorCode::too_large, "prekeys"};
  for (const auto& one : array->get_array()) {
    if (!one.is_object()) return Error{ErrorCode::malformed, "prekeys"};
    SOTTO_ASSIGN(auto prekey, decode_prekey<Prekey>(one.get_object()));
    prekeys.push_back(std::move(prekey));
  }
  return prekeys;
}

template <class Prekey>
json::object encode_prekey(const Prekey& prekey) {
  return {{"id", prekey.id.value},
          {"key", to_base64url(prekey.key)},
          {"signature", to_base64url(prekey.signature)}};
}

json::object encode(const wire::DeviceBundle& device) {
  json::object out{{"device_id", device.device.value},
                   {"registration_id", device.registration.value},
                   {"device_signature", to_base64url(device.device_signature)},
                   {"signed_prekey", encode_prekey(device.signed_prekey)}};
  if (device.one_time_prekey) out["one_time_prekey"] = encode_prekey(*device.one_time_prekey);
  out["suite"] = device.suite;
  const bool once = device.kem_prekey_kind == wire::KemPrekeyKind::one_time;
  out[once ? "kem_one_time" : "kem_last_resort"] = encode_prekey(device.kem_prekey);
  return out;
}

}  // namespace

Result<wire::CaptchaSolution> captcha_field(const json::object& object) {
  const auto text = text_field(object, "captcha", max_captcha_payload);
  if (text) {
    const auto payload = parse_base64(*text);
    if (!payload) return Error{ErrorCode::malformed, "captcha"};
    SOTTO_ASSIGN(const auto inner, parse_object(text_of(*payload)));
    return decode_solution(inner);
  }
  SOTTO_ASSIGN(const auto* inner, object_field(object, "captcha"));
  return decode_solution(*inner);
}

Result<wire::PasswordParameters> password_field(const json::object& object) {
  SOTTO_ASSIGN(const auto* inner, object_field(object, "password"));
  SOTTO_ASSIGN(auto salt, bytes_field(*inner, "salt", wire::password_salt_size, wire::password_salt_size));
  SOTTO_ASSIGN(const auto memory, number_field(*inner, "memory_kib", UINT32_MAX));
  SOTTO_ASSIGN(const auto passes, number_field(*inner, "passes", UINT32_MAX));
  SOTTO_ASSIGN(const auto lanes, number_field(*inner, "lanes", UINT32_MAX));
  return wire::PasswordParameters{std::move(salt), static_cast<std::uint32_t>(memory),
                                  static_cast<std::uint32_t>(passes), static_cast<std::uint32_t>(lanes)};
}

Result<wire::RegisterRequest> decode_registration(const Username& name, std::string_view body) {
  SOTTO_ASSIGN(const auto object, parse_object(body));
  SOTTO_ASSIGN(auto captcha, captcha_field(object));
  SOTTO_ASSIGN(auto password, password_field(object));
  SOTTO_ASSIGN(auto login_secret, secret_field(object, "login_secret", wire::login_secret_size));
  SOTTO_ASSIGN(auto wrapped_keys, bytes_field(object, "wrapped_keys", 1, wire::max_wrapped_keys));
  SOTTO_ASSIGN(auto identity_key,
               bytes_field(object, "identity_key", wire::public_key_size, wire::public_key_size));
  SOTTO_ASSIGN(auto identity_proof,
               bytes_field(object, "identity_proof", wire::signature_size, wire::signature_size));
  SOTTO_ASSIGN(auto device_name, bytes_field(object, "sealed_device_name", 0, wire::max_sealed_device_name));
  SOTTO_ASSIGN(auto display_name, text_field(object, "display_name", wire::max_display_name));
  SOTTO_ASSIGN(const bool listed, flag_field(object, "listed"));
  return wire::RegisterRequest{name,
                               std::move(captcha),
                               std::move(password),
                               std::move(login_secret),
                               std::move(wrapped_keys),
                               std::move(identity_key),
                               std::move(identity_proof),
                               std::move(device_name),
                               std::move(display_name),
                               listed,
                               ""};
}

Result<wire::PublishKeysRequest> decode_publication(std::string_view body) {
  SOTTO_ASSIGN(const auto object, parse_object(body));
  SOTTO_ASSIGN(const auto registration, number_field(object, "registration_id", max_registration_id));
  if (registration == 0) return Error{ErrorCode::malformed, "registration id"};
  SOTTO_ASSIGN(auto signature,
               bytes_field(object, "device_signature", wire::signature_size, wire::signature_size));
  wire::PublishKeysRequest request{
      RegistrationId{static_cast<std::uint32_t>(registration)}, std::move(signature), {}, {}, {}};
  if (object.contains("signed_prekey")) {
    SOTTO_ASSIGN(const auto* inner, object_field(object, "signed_prekey"));
    SOTTO_ASSIGN(request.signed_prekey, decode_prekey<wire::SignedPrekey>(*inner));
  }
  SOTTO_ASSIGN(request.one_time_prekeys,
               decode_prekeys<wire::OneTimePrekey>(object, "one_time_prekeys", wire::max_prekeys_per_call));
  SOTTO_ASSIGN(const auto suite, number_field(object, "suite", wire::max_suite));
  if (suite == 0) return Error{ErrorCode::malformed, "suite"};
  request.suite = static_cast<std::uint32_t>(suite);
  if (object.contains("kem_last_resort")) {
    SOTTO_ASSIGN(const auto* inner, object_field(object, "kem_last_resort"));
    SOTTO_ASSIGN(request.kem_last_resort, decode_prekey<wire::KemPrekey>(*inner));
  }
  SOTTO_ASSIGN(request.kem_prekeys,
               decode_prekeys<wire::KemPrekey>(object, "kem_prekeys", wire::max_kem_prekeys_per_call));
  return request;
}

Result<wire::SignedDeviceList> decode_device_list(std::string_view body) {
  SOTTO_ASSIGN(const auto object, parse_object(body));
  SOTTO_ASSIGN(auto list, bytes_field(object, "list", 1, wire::max_device_list));
  SOTTO_ASSIGN(auto signature, bytes_field(object, "signature", wire::signature_size, wire::signature_size));
  return wire::SignedDeviceList{std::move(list), std::move(signature)};
}

json::object encode(const wire::PasswordParameters& password) {
  return {{"salt", to_base64url(password.salt)},
          {"memory_kib", password.memory_kib},
          {"passes", password.passes},
          {"lanes", password.lanes}};
}

json::object encode(const wire::Profile& profile) {
  return {{"username", profile.username.text()},
          {"display_name", profile.display_name},
          {"about", profile.about},
          {"identity_key", to_base64url(profile.identity_key)},
          {"listed", profile.listed}};
}

json::object encode(const wire::Bundles& bundles) {
  json::array devices;
  for (const auto& device : bundles.devices) devices.push_back(encode(device));
  json::object out{{"username", bundles.username.text()},
                   {"identity_key", to_base64url(bundles.identity_key)},
                   {"devices", std::move(devices)}};
  if (bundles.device_list) {
    out["device_list"] = json::object{{"list", to_base64url(bundles.device_list->list)},
                                      {"signature", to_base64url(bundles.device_list->signature)}};
  }
  return out;
}

}  // namespace sotto::relay::api
