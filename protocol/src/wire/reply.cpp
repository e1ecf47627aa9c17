// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.hpp"
#include "codec.hpp"
#include "shared_parts.hpp"

namespace sotto::wire {
namespace {

void write_grant(const SessionGrant& from, v1::SessionGrant& to) {
  to.set_token(string_of(from.token.expose()));
  to.set_device_id(from.device.value);
}

void write_bundle(const DeviceBundle& from, v1::DeviceBundle& to) {
  to.set_device_id(from.device.value);
  to.set_registration_id(from.registration.value);
  to.set_device_signature(string_of(from.device_signature));
  write_signed_prekey(from.signed_prekey, *to.mutable_signed_prekey());
  if (from.one_time_prekey) write_one_time_prekey(*from.one_time_prekey, *to.mutable_one_time_prekey());
  to.set_suite(from.suite);
  const bool once = from.kem_prekey_kind == KemPrekeyKind::one_time;
  write_kem_prekey(from.kem_prekey, once ? *to.mutable_kem_one_time() : *to.mutable_kem_last_resort());
}

struct ReplyWriter {
  v1::CallReply& out;

  void operator()(const CallFailure& from) const {
    auto& to = *out.mutable_failure();
    to.set_code(static_cast<v1::CallFailure::Code>(from.code));
    to.set_retry_after_ms(static_cast<std::uint32_t>(from.retry_after.count()));
  }
  void operator()(const CaptchaChallenge& from) const {
    auto& to = *out.mutable_captcha();
    to.set_algorithm(from.algorithm);
    to.set_challenge(from.challenge);
    to.set_salt(from.salt);
    to.set_signature(from.signature);
    to.set_max_number(from.max_number);
  }
  void operator()(const SessionGrant& from) const { write_grant(from, *out.mutable_session()); }
  void operator()(const LoginParameters& from) const {
    write_password_parameters(from.password, *out.mutable_login_parameters()->mutable_password());
  }
  void operator()(const LoginGrant& from) const {
    auto& to = *out.mutable_login();
    write_grant(from.session, *to.mutable_session());
    to.set_wrapped_keys(string_of(from.wrapped_keys));
    to.set_identity_key(string_of(from.identity_key));
  }
  void operator()(const Done&) const { out.mutable_done(); }
  void operator()(const KeysPublished& from) const {
    out.mutable_keys_published()->set_one_time_prekeys(from.one_time_prekeys);
    out.mutable_keys_published()->set_kem_prekeys(from.kem_prekeys);
  }
  void operator()(const Bundles& from) const {
    auto& to = *out.mutable_bundles();
    to.set_username(from.username.text());
    to.set_identity_key(string_of(from.identity_key));
    for (const auto& device : from.devices) write_bundle(device, *to.add_devices());
    if (from.device_list) write_device_list(*from.device_list, *to.mutable_device_list());
  }
  void operator()(const DeviceList& from) const {
    auto& to = *out.mutable_device_list();
    for (const auto& device : from.devices) {
      auto& one = *to.add_devices();
      one.set_device_id(device.device.value);
      one.set_sealed_name(string_of(device.sealed_name));
      one.set_created_day(device.created_day);
      one.set_last_seen_day(device.last_seen_day);
      one.set_current(device.current);
    }
    if (from.signed_list) write_device_list(*from.signed_list, *to.mutable_signed_list());
  }
  void operator()(const Profiles& from) const {
    auto& to = *out.mutable_profiles();
    for (const auto& profile : from.profiles) {
      auto& one = *to.add_profiles();
      one.set_username(profile.username.text());
      one.set_display_name(profile.display_name);
      one.set_about(profile.about);
      one.set_identity_key(string_of(profile.identity_key));
      one.set_listed(profile.listed);
    }
  }
  void operator()(const LinkingJoined& from) const {
    write_linking_joined(from, *out.mutable_linking_joined());
  }
  void operator()(const OwnerLinking& from) const { write_owner_linking(from, *out.mutable_owner_linking()); }
  void operator()(const NewcomerLinking& from) const {
    write_newcomer_linking(from, *out.mutable_newcomer_linking());
  }
  void operator()(const PostAdded& from) const { write_post_added(from, *out.mutable_post_added()); }
  void operator()(const PostPage& from) const { write_post_page(from, *out.mutable_post_page()); }
  void operator()(const GroupFacts& from) const { write_group_facts(from, *out.mutable_group_facts()); }
  void operator()(const GroupLogPage& from) const { write_group_log(from, *out.mutable_group_log()); }
  void operator()(const GroupList& from) const { write_group_list(from, *out.mutable_group_list()); }
  void operator()(const GroupsFound& from) const { write_groups_found(from, *out.mutable_groups_found()); }
  void operator()(const BlobProgress& from) const { write_blob_progress(from, *out.mutable_blob_progress()); }
  void operator()(const BlobPart& from) const { write_blob_part(from, *out.mutable_blob_part()); }
  void operator()(const ArchiveHead& from) const { write_archive_head(from, *out.mutable_archive_head()); }
  void operator()(const ArchivePage& from) const { write_archive_page(from, *out.mutable_archive_page()); }
};

Result<CallFailure> read(const v1::CallFailure& from) {
  if (from.code() < v1::CallFailure::MALFORMED || from.code() > v1::CallFailure::CONFLICT) {
    return Error{ErrorCode::malformed, "failure code", from.code()};
  }
  return CallFailure{static_cast<CallFailureCode>(from.code()), Duration{from.retry_after_ms()}};
}

Result<CaptchaChallenge> read(const v1::CaptchaChallenge& from) {
  SOTTO_ASSIGN(auto algorithm, text_field(from.algorithm(), max_captcha_text, "captcha algorithm"));
  SOTTO_ASSIGN(auto challenge, text_field(from.challenge(), max_captcha_text, "captcha challenge"));
  SOTTO_ASSIGN(auto salt, text_field(from.salt(), max_captcha_text, "captcha salt"));
  SOTTO_ASSIGN(auto signature, text_field(from.signature(), max_captcha_text, "captcha signature"));
  return CaptchaChallenge{std::move(algorithm), std::move(challenge), std::move(salt), std::move(signature),
                          from.max_number()};
}

Result<SessionGrant> read(const v1::SessionGrant& from) {
  SOTTO_ASSIGN(auto token, secret_field(from.token(), Length::exactly(token_size), "token"));
  SOTTO_ASSIGN(auto device, device_field(from.device_id()));
  return SessionGrant{std::move(token), device};
}

Result<LoginParameters> read(const v1::LoginParameters& from) {
  SOTTO_ASSIGN(auto password, read_password_parameters(from.password()));
  return LoginParameters{std::move(password)};
}

Result<LoginGrant> read(const v1::LoginGrant& from) {
  SOTTO_ASSIGN(auto session, read(from.session()));
  SOTTO_ASSIGN(auto wrapped_keys, bytes_field(from.wrapped_keys(), {1, max_wrapped_keys}, "wrapped keys"));
  SOTTO_ASSIGN(auto identity_key,
               bytes_field(from.identity_key(), Length::exactly(public_key_size), "identity key"));
  return LoginGrant{std::move(session), std::move(wrapped_keys), std::move(identity_key)};
}

Result<DeviceBundle> read(const v1::DeviceBundle& from) {
  SOTTO_ASSIGN(auto device, device_field(from.device_id()));
  SOTTO_ASSIGN(auto registration, registration_field(from.registration_id()));
  SOTTO_ASSIGN(auto signature,
               bytes_field(from.device_signature(), Length::exactly(signature_size), "device signature"));
  SOTTO_ASSIGN(auto signed_prekey, read_signed_prekey(from.signed_prekey()));
  SOTTO_ASSIGN(const auto suite, suite_field(from.suite()));
  const bool once = from.has_kem_one_time();
  SOTTO_ASSIGN(auto kem_prekey, read_kem_prekey(once ? from.kem_one_time() : from.kem_last_resort()));
  DeviceBundle bundle{device,
                      registration,
                      std::move(signature),
                      std::move(signed_prekey),
                      std::nullopt,
                      suite,
                      once ? KemPrekeyKind::one_time : KemPrekeyKind::last_resort,
                      std::move(kem_prekey)};
  if (from.has_one_time_prekey()) {
    SOTTO_ASSIGN(auto prekey, read_one_time_prekey(from.one_time_prekey()));
    bundle.one_time_prekey = std::move(prekey);
  }
  return bundle;
}

Result<Bundles> read(const v1::Bundles& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  SOTTO_ASSIGN(auto identity_key,
               bytes_field(from.identity_key(), Length::exactly(public_key_size), "identity key"));
  SOTTO_TRY(count_within(from.devices_size(), Length::up_to(max_devices), "devices"));
  Bundles bundles{std::move(username), std::move(identity_key), {}};
  for (const auto& one : from.devices()) {
    SOTTO_ASSIGN(auto bundle, read(one));
    bundles.devices.push_back(std::move(bundle));
  }
  if (from.has_device_list()) {
    SOTTO_ASSIGN(auto list, read_device_list(from.device_list()));
    bundles.device_list = std::move(list);
  }
  return bundles;
}

Result<DeviceList> read(const v1::DeviceList& from) {
  SOTTO_TRY(count_within(from.devices_size(), Length::up_to(max_devices), "devices"));
  DeviceList list;
  for (const auto& one : from.devices()) {
    SOTTO_ASSIGN(auto device, device_field(one.device_id()));
    SOTTO_ASSIGN(auto name,
                 bytes_field(one.sealed_name(), Length::up_to(max_sealed_device_name), "device name"));
    SOTTO_ASSIGN(const auto created, day_field(one.created_day(), "device's first day"));
    SOTTO_ASSIGN(const auto last_seen, day_field(one.last_seen_day(), "device's last day"));
    list.devices.push_back({device, std::move(name), created, last_seen, one.current()});
  }
  if (from.has_signed_list()) {
    SOTTO_ASSIGN(auto signed_list, read_device_list(from.signed_list()));
    list.signed_list = std::move(signed_list);
  }
  return list;
}

Result<Profile> read(const v1::Profile& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  SOTTO_ASSIGN(auto display_name,
               text_field(from.display_name(), Length::up_to(max_display_name), "display name"));
  SOTTO_ASSIGN(auto about, text_field(from.about(), Length::up_to(max_about), "about"));
  SOTTO_ASSIGN(auto identity_key,
               bytes_field(from.identity_key(), Length::exactly(public_key_size), "identity key"));
  return Profile{std::move(username), std::move(display_name), std::move(about), std::move(identity_key),
                 from.listed()};
}

Result<Profiles> read(const v1::Profiles& from) {
  SOTTO_TRY(count_within(from.profiles_size(), Length::up_to(max_search_results), "profiles"));
  Profiles profiles;
  for (const auto& one : from.profiles()) {
    SOTTO_ASSIGN(auto profile, read(one));
    profiles.profiles.push_back(std::move(profile));
  }
  return profiles;
}

template <class Part>
Result<CallReply> numbered(CallId id, Result<Part> part) {
  if (!part) return part.error();
  return CallReply{id, Reply{*std::move(part)}};
}

}  // namespace

void write_reply(const CallReply& from, v1::CallReply& to) {
  to.set_call_id(from.id.value);
  std::visit(ReplyWriter{to}, from.reply);
}

Result<CallReply> read_reply(const v1::CallReply& from) {
  const CallId id{from.call_id()};
  switch (from.reply_case()) {
    case v1::CallReply::kFailure:
      return numbered(id, read(from.failure()));
    case v1::CallReply::kCaptcha:
      return numbered(id, read(from.captcha()));
    case v1::CallReply::kSession:
      return numbered(id, read(from.session()));
    case v1::CallReply::kLoginParameters:
      return numbered(id, read(from.login_parameters()));
    case v1::CallReply::kLogin:
      return numbered(id, read(from.login()));
    case v1::CallReply::kDone:
      return CallReply{id, Done{}};
    case v1::CallReply::kKeysPublished:
      return CallReply{
          id, KeysPublished{from.keys_published().one_time_prekeys(), from.keys_published().kem_prekeys()}};
    case v1::CallReply::kBundles:
      return numbered(id, read(from.bundles()));
    case v1::CallReply::kDeviceList:
      return numbered(id, read(from.device_list()));
    case v1::CallReply::kProfiles:
      return numbered(id, read(from.profiles()));
    case v1::CallReply::kLinkingJoined:
      return numbered(id, read(from.linking_joined()));
    case v1::CallReply::kOwnerLinking:
      return numbered(id, read(from.owner_linking()));
    case v1::CallReply::kNewcomerLinking:
      return numbered(id, read(from.newcomer_linking()));
    case v1::CallReply::kPostAdded:
      return numbered(id, read(from.post_added()));
    case v1::CallReply::kPostPage:
      return numbered(id, read(from.post_page()));
    case v1::CallReply::kGroupFacts:
      return numbered(id, read(from.group_facts()));
    case v1::CallReply::kGroupLog:
      return numbered(id, read(from.group_log()));
    case v1::CallReply::kGroupList:
      return numbered(id, read(from.group_list()));
    case v1::CallReply::kGroupsFound:
      return numbered(id, read(from.groups_found()));
    case v1::CallReply::kBlobProgress:
      return numbered(id, read(from.blob_progress()));
    case v1::CallReply::kBlobPart:
      return numbered(id, read(from.blob_part()));
    case v1::CallReply::kArchiveHead:
      return numbered(id, read(from.archive_head()));
    case v1::CallReply::kArchivePage:
      return numbered(id, read(from.archive_page()));
    case v1::CallReply::REPLY_NOT_SET:
      break;
  }
  return Error{ErrorCode::malformed, "reply"};
}

}  // namespace sotto::wire
