// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.hpp"
#include "codec.hpp"
#include "shared_parts.hpp"

namespace sotto::wire {
namespace {

void write_captcha_solution(const CaptchaSolution& from, v1::CaptchaSolution& to) {
  to.set_algorithm(from.algorithm);
  to.set_challenge(from.challenge);
  to.set_salt(from.salt);
  to.set_signature(from.signature);
  to.set_number(from.number);
}

Result<CaptchaSolution> read_captcha_solution(const v1::CaptchaSolution& from) {
  SOTTO_ASSIGN(auto algorithm, text_field(from.algorithm(), max_captcha_text, "captcha algorithm"));
  SOTTO_ASSIGN(auto challenge, text_field(from.challenge(), max_captcha_text, "captcha challenge"));
  SOTTO_ASSIGN(auto salt, text_field(from.salt(), max_captcha_text, "captcha salt"));
  SOTTO_ASSIGN(auto signature, text_field(from.signature(), max_captcha_text, "captcha signature"));
  return CaptchaSolution{std::move(algorithm), std::move(challenge), std::move(salt), std::move(signature),
                         from.number()};
}

struct CallWriter {
  v1::CallRequest& out;

  void operator()(const CaptchaRequest& from) const {
    out.mutable_captcha()->set_purpose(static_cast<v1::CaptchaRequest::Purpose>(from.purpose));
  }
  void operator()(const RegisterRequest& from) const {
    auto& to = *out.mutable_register_();
    to.set_username(from.username.text());
    write_captcha_solution(from.captcha, *to.mutable_captcha());
    write_password_parameters(from.password, *to.mutable_password());
    to.set_login_secret(string_of(from.login_secret.expose()));
    to.set_wrapped_keys(string_of(from.wrapped_keys));
    to.set_identity_key(string_of(from.identity_key));
    to.set_identity_proof(string_of(from.identity_proof));
    to.set_sealed_device_name(string_of(from.sealed_device_name));
    to.set_display_name(from.display_name);
    to.set_listed(from.listed);
    to.set_invite(from.invite);
  }
  void operator()(const LoginParametersRequest& from) const {
    out.mutable_login_parameters()->set_username(from.username.text());
  }
  void operator()(const LoginRequest& from) const {
    auto& to = *out.mutable_login();
    to.set_username(from.username.text());
    write_captcha_solution(from.captcha, *to.mutable_captcha());
    to.set_login_secret(string_of(from.login_secret.expose()));
  }
  void operator()(const LogoutRequest& from) const {
    auto& to = *out.mutable_logout();
    if (from.device_list) write_device_list(*from.device_list, *to.mutable_device_list());
  }
  void operator()(const PublishKeysRequest& from) const {
    auto& to = *out.mutable_publish_keys();
    to.set_registration_id(from.registration.value);
    to.set_device_signature(string_of(from.device_signature));
    if (from.signed_prekey) write_signed_prekey(*from.signed_prekey, *to.mutable_signed_prekey());
    for (const auto& prekey : from.one_time_prekeys)
      write_one_time_prekey(prekey, *to.add_one_time_prekeys());
    to.set_sealed_device_name(string_of(from.sealed_device_name));
    to.set_suite(from.suite);
    if (from.kem_last_resort) write_kem_prekey(*from.kem_last_resort, *to.mutable_kem_last_resort());
    for (const auto& prekey : from.kem_prekeys) write_kem_prekey(prekey, *to.add_kem_prekeys());
  }
  void operator()(const FetchBundlesRequest& from) const {
    auto& to = *out.mutable_fetch_bundles();
    to.set_username(from.username.text());
    for (const auto device : from.devices) to.add_device_ids(device.value);
    to.set_list_only(from.list_only);
  }
  void operator()(const DeviceListRequest&) const { out.mutable_device_list(); }
  void operator()(const RevokeDeviceRequest& from) const {
    auto& to = *out.mutable_revoke_device();
    to.set_device_id(from.device.value);
    if (from.device_list) write_device_list(*from.device_list, *to.mutable_device_list());
  }
  void operator()(const PublishDeviceListRequest& from) const {
    write_device_list(from.device_list, *out.mutable_publish_device_list()->mutable_device_list());
  }
  void operator()(const OpenLinkingRequest& from) const {
    write_open_linking(from, *out.mutable_open_linking());
  }
  void operator()(const JoinLinkingRequest& from) const {
    out.mutable_join_linking()->set_linking(string_of(from.linking.view()));
  }
  void operator()(const OwnerLinkingRequest& from) const {
    write_owner_linking(from, *out.mutable_owner_linking());
  }
  void operator()(const NewcomerLinkingRequest& from) const {
    write_newcomer_linking(from, *out.mutable_newcomer_linking());
  }
  void operator()(const DirectorySearchRequest& from) const {
    out.mutable_directory_search()->set_query(from.query);
    out.mutable_directory_search()->set_limit(from.limit);
  }
  void operator()(const ProfileRequest& from) const {
    out.mutable_profile()->set_username(from.username.text());
  }
  void operator()(const UpdateProfileRequest& from) const {
    auto& to = *out.mutable_update_profile();
    to.set_display_name(from.display_name);
    to.set_about(from.about);
    to.set_listed(from.listed);
  }
  void operator()(const DeleteAccountRequest& from) const {
    out.mutable_delete_account()->set_login_secret(string_of(from.login_secret.expose()));
  }
  void operator()(const AddPostRequest& from) const {
    out.mutable_add_post()->set_post(string_of(from.post));
  }
  void operator()(const FetchPostsRequest& from) const {
    write_fetch_posts(from, *out.mutable_fetch_posts());
  }
  void operator()(const AppendGroupEntryRequest& from) const {
    out.mutable_append_group_entry()->set_entry(string_of(from.entry));
  }
  void operator()(const FetchGroupLogRequest& from) const {
    out.mutable_fetch_group_log()->set_group(string_of(from.group.view()));
    out.mutable_fetch_group_log()->set_first(from.first);
  }
  void operator()(const ListGroupsRequest&) const { out.mutable_list_groups(); }
  void operator()(const FindGroupsRequest& from) const {
    write_find_groups(from, *out.mutable_find_groups());
  }
  void operator()(const CreateBlobRequest& from) const { out.mutable_create_blob()->set_size(from.size); }
  void operator()(const PutBlobPartRequest& from) const {
    write_put_blob_part(from, *out.mutable_put_blob_part());
  }
  void operator()(const BlobProgressRequest& from) const {
    out.mutable_blob_progress()->set_blob(string_of(from.blob.view()));
  }
  void operator()(const FetchBlobPartRequest& from) const {
    out.mutable_fetch_blob_part()->set_blob(string_of(from.blob.view()));
    out.mutable_fetch_blob_part()->set_part(from.part);
  }
  void operator()(const DeleteBlobRequest& from) const {
    out.mutable_delete_blob()->set_blob(string_of(from.blob.view()));
  }
  void operator()(const AppendToArchiveRequest& from) const {
    write_append_to_archive(from, *out.mutable_append_to_archive());
  }
  void operator()(const ArchiveHeadRequest&) const { out.mutable_archive_head(); }
  void operator()(const FetchArchiveRequest& from) const {
    out.mutable_fetch_archive()->set_before(from.before);
  }
  void operator()(const ShredArchivedRequest& from) const {
    write_shred_archived(from, *out.mutable_shred_archived());
  }
};

Result<CaptchaRequest> read(const v1::CaptchaRequest& from) {
  switch (from.purpose()) {
    case v1::CaptchaRequest::REGISTER:
      return CaptchaRequest{CaptchaPurpose::register_account};
    case v1::CaptchaRequest::LOG_IN:
      return CaptchaRequest{CaptchaPurpose::log_in};
    default:
      return Error{ErrorCode::malformed, "captcha purpose", from.purpose()};
  }
}

Result<RegisterRequest> read(const v1::RegisterRequest& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  SOTTO_ASSIGN(auto captcha, read_captcha_solution(from.captcha()));
  SOTTO_ASSIGN(auto password, read_password_parameters(from.password()));
  SOTTO_ASSIGN(auto login_secret,
               secret_field(from.login_secret(), Length::exactly(login_secret_size), "login secret"));
  SOTTO_ASSIGN(auto wrapped_keys, bytes_field(from.wrapped_keys(), {1, max_wrapped_keys}, "wrapped keys"));
  SOTTO_ASSIGN(auto identity_key,
               bytes_field(from.identity_key(), Length::exactly(public_key_size), "identity key"));
  SOTTO_ASSIGN(auto identity_proof,
               bytes_field(from.identity_proof(), Length::exactly(signature_size), "identity proof"));
  SOTTO_ASSIGN(auto device_name,
               bytes_field(from.sealed_device_name(), Length::up_to(max_sealed_device_name), "device name"));
  SOTTO_ASSIGN(auto display_name,
               text_field(from.display_name(), Length::up_to(max_display_name), "display name"));
  SOTTO_ASSIGN(auto invite, text_field(from.invite(), Length::up_to(max_invite), "invite"));
  return RegisterRequest{
      std::move(username),     std::move(captcha),      std::move(password),       std::move(login_secret),
      std::move(wrapped_keys), std::move(identity_key), std::move(identity_proof), std::move(device_name),
      std::move(display_name), from.listed(),           std::move(invite)};
}

Result<LoginParametersRequest> read(const v1::LoginParametersRequest& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  return LoginParametersRequest{std::move(username)};
}

Result<LoginRequest> read(const v1::LoginRequest& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  SOTTO_ASSIGN(auto captcha, read_captcha_solution(from.captcha()));
  SOTTO_ASSIGN(auto login_secret,
               secret_field(from.login_secret(), Length::exactly(login_secret_size), "login secret"));
  return LoginRequest{std::move(username), std::move(captcha), std::move(login_secret)};
}

Result<PublishKeysRequest> read(const v1::PublishKeysRequest& from) {
  SOTTO_ASSIGN(auto registration, registration_field(from.registration_id()));
  SOTTO_ASSIGN(auto signature,
               bytes_field(from.device_signature(), Length::exactly(signature_size), "device signature"));
  SOTTO_ASSIGN(auto device_name,
               bytes_field(from.sealed_device_name(), Length::up_to(max_sealed_device_name), "device name"));
  SOTTO_TRY(
      count_within(from.one_time_prekeys_size(), Length::up_to(max_prekeys_per_call), "one-time prekeys"));
  SOTTO_TRY(count_within(from.kem_prekeys_size(), Length::up_to(max_kem_prekeys_per_call), "KEM prekeys"));
  SOTTO_ASSIGN(const auto suite, suite_field(from.suite()));
  PublishKeysRequest request{registration, std::move(signature),   std::nullopt,
                             {},           std::move(device_name), suite};
  if (from.has_signed_prekey()) {
    SOTTO_ASSIGN(auto prekey, read_signed_prekey(from.signed_prekey()));
    request.signed_prekey = std::move(prekey);
  }
  for (const auto& one : from.one_time_prekeys()) {
    SOTTO_ASSIGN(auto prekey, read_one_time_prekey(one));
    request.one_time_prekeys.push_back(std::move(prekey));
  }
  if (from.has_kem_last_resort()) {
    SOTTO_ASSIGN(auto prekey, read_kem_prekey(from.kem_last_resort()));
    request.kem_last_resort = std::move(prekey);
  }
  for (const auto& one : from.kem_prekeys()) {
    SOTTO_ASSIGN(auto prekey, read_kem_prekey(one));
    request.kem_prekeys.push_back(std::move(prekey));
  }
  return request;
}

Result<FetchBundlesRequest> read(const v1::FetchBundlesRequest& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  SOTTO_TRY(count_within(from.device_ids_size(), Length::up_to(max_devices), "devices"));
  FetchBundlesRequest request{std::move(username), {}, from.list_only()};
  for (const auto number : from.device_ids()) {
    SOTTO_ASSIGN(auto device, device_field(number));
    request.devices.push_back(device);
  }
  return request;
}

Result<RevokeDeviceRequest> read(const v1::RevokeDeviceRequest& from) {
  SOTTO_ASSIGN(auto device, device_field(from.device_id()));
  RevokeDeviceRequest request{device};
  if (from.has_device_list()) {
    SOTTO_ASSIGN(auto list, read_device_list(from.device_list()));
    request.device_list = std::move(list);
  }
  return request;
}

Result<LogoutRequest> read(const v1::LogoutRequest& from) {
  LogoutRequest request;
  if (from.has_device_list()) {
    SOTTO_ASSIGN(auto list, read_device_list(from.device_list()));
    request.device_list = std::move(list);
  }
  return request;
}

Result<PublishDeviceListRequest> read(const v1::PublishDeviceListRequest& from) {
  SOTTO_ASSIGN(auto list, read_device_list(from.device_list()));
  return PublishDeviceListRequest{std::move(list)};
}

Result<DirectorySearchRequest> read(const v1::DirectorySearchRequest& from) {
  SOTTO_ASSIGN(auto query, text_field(from.query(), Length::up_to(max_search_query), "query"));
  if (from.limit() == 0 || from.limit() > max_search_results)
    return Error{ErrorCode::malformed, "limit", from.limit()};
  return DirectorySearchRequest{std::move(query), from.limit()};
}

Result<ProfileRequest> read(const v1::ProfileRequest& from) {
  SOTTO_ASSIGN(auto username, Username::parse(from.username()));
  return ProfileRequest{std::move(username)};
}

Result<UpdateProfileRequest> read(const v1::UpdateProfileRequest& from) {
  SOTTO_ASSIGN(auto display_name,
               text_field(from.display_name(), Length::up_to(max_display_name), "display name"));
  SOTTO_ASSIGN(auto about, text_field(from.about(), Length::up_to(max_about), "about"));
  return UpdateProfileRequest{std::move(display_name), std::move(about), from.listed()};
}

Result<DeleteAccountRequest> read(const v1::DeleteAccountRequest& from) {
  SOTTO_ASSIGN(auto login_secret,
               secret_field(from.login_secret(), Length::exactly(login_secret_size), "login secret"));
  return DeleteAccountRequest{std::move(login_secret)};
}

template <class Request>
Result<CallRequest> numbered(CallId id, Result<Request> request) {
  if (!request) return request.error();
  return CallRequest{id, Call{*std::move(request)}};
}

}  // namespace

void write_call(const CallRequest& from, v1::CallRequest& to) {
  to.set_call_id(from.id.value);
  std::visit(CallWriter{to}, from.call);
}

Result<CallRequest> read_call(const v1::CallRequest& from) {
  const CallId id{from.call_id()};
  switch (from.request_case()) {
    case v1::CallRequest::kCaptcha:
      return numbered(id, read(from.captcha()));
    case v1::CallRequest::kRegister:
      return numbered(id, read(from.register_()));
    case v1::CallRequest::kLoginParameters:
      return numbered(id, read(from.login_parameters()));
    case v1::CallRequest::kLogin:
      return numbered(id, read(from.login()));
    case v1::CallRequest::kLogout:
      return numbered(id, read(from.logout()));
    case v1::CallRequest::kPublishKeys:
      return numbered(id, read(from.publish_keys()));
    case v1::CallRequest::kFetchBundles:
      return numbered(id, read(from.fetch_bundles()));
    case v1::CallRequest::kDeviceList:
      return CallRequest{id, DeviceListRequest{}};
    case v1::CallRequest::kRevokeDevice:
      return numbered(id, read(from.revoke_device()));
    case v1::CallRequest::kDirectorySearch:
      return numbered(id, read(from.directory_search()));
    case v1::CallRequest::kProfile:
      return numbered(id, read(from.profile()));
    case v1::CallRequest::kUpdateProfile:
      return numbered(id, read(from.update_profile()));
    case v1::CallRequest::kDeleteAccount:
      return numbered(id, read(from.delete_account()));
    case v1::CallRequest::kPublishDeviceList:
      return numbered(id, read(from.publish_device_list()));
    case v1::CallRequest::kOpenLinking:
      return numbered(id, read(from.open_linking()));
    case v1::CallRequest::kJoinLinking:
      return numbered(id, read(from.join_linking()));
    case v1::CallRequest::kOwnerLinking:
      return numbered(id, read(from.owner_linking()));
    case v1::CallRequest::kNewcomerLinking:
      return numbered(id, read(from.newcomer_linking()));
    case v1::CallRequest::kAddPost:
      return numbered(id, read(from.add_post()));
    case v1::CallRequest::kFetchPosts:
      return numbered(id, read(from.fetch_posts()));
    case v1::CallRequest::kAppendGroupEntry:
      return numbered(id, read(from.append_group_entry()));
    case v1::CallRequest::kFetchGroupLog:
      return numbered(id, read(from.fetch_group_log()));
    case v1::CallRequest::kListGroups:
      return CallRequest{id, ListGroupsRequest{}};
    case v1::CallRequest::kFindGroups:
      return numbered(id, read(from.find_groups()));
    case v1::CallRequest::kCreateBlob:
      return numbered(id, read(from.create_blob()));
    case v1::CallRequest::kPutBlobPart:
      return numbered(id, read(from.put_blob_part()));
    case v1::CallRequest::kBlobProgress:
      return numbered(id, read(from.blob_progress()));
    case v1::CallRequest::kFetchBlobPart:
      return numbered(id, read(from.fetch_blob_part()));
    case v1::CallRequest::kDeleteBlob:
      return numbered(id, read(from.delete_blob()));
    case v1::CallRequest::kAppendToArchive:
      return numbered(id, read(from.append_to_archive()));
    case v1::CallRequest::kArchiveHead:
      return CallRequest{id, ArchiveHeadRequest{}};
    case v1::CallRequest::kFetchArchive:
      return numbered(id, read(from.fetch_archive()));
    case v1::CallRequest::kShredArchived:
      return numbered(id, read(from.shred_archived()));
    case v1::CallRequest::REQUEST_NOT_SET:
      break;
  }
  return Error{ErrorCode::malformed, "call"};
}

}  // namespace sotto::wire
