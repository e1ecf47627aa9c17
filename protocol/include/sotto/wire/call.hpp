// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/archive.hpp"
#include "sotto/wire/blob.hpp"
#include "sotto/wire/group.hpp"
#include "sotto/wire/limits.hpp"
#include "sotto/wire/linking.hpp"
#include "sotto/wire/post.hpp"

/// Calls on the stream as plain structs; the fields are explained in proto/sotto/v1/rpc.proto. A parsed call
/// has been checked against limits.hpp: lengths, ranges, valid user names. Keys and signatures are checked
/// for length only.
namespace sotto::wire {

enum class CaptchaPurpose : std::uint32_t { register_account = 1, log_in = 2 };

struct CaptchaRequest {
  CaptchaPurpose purpose = CaptchaPurpose::register_account;
};

struct CaptchaChallenge {
  std::string algorithm;
  std::string challenge;
  std::string salt;
  std::string signature;
  std::uint64_t max_number = 0;
};

struct CaptchaSolution {
  std::string algorithm;
  std::string challenge;
  std::string salt;
  std::string signature;
  std::uint64_t number = 0;
};

struct PasswordParameters {
  Bytes salt;  ///< 16 bytes
  std::uint32_t memory_kib = 0;
  std::uint32_t passes = 0;
  std::uint32_t lanes = 0;
};

struct RegisterRequest {
  Username username;
  CaptchaSolution captcha;
  PasswordParameters password;
  SecretBytes login_secret;  ///< 32 bytes
  Bytes wrapped_keys;
  Bytes identity_key;    ///< 33 bytes
  Bytes identity_proof;  ///< 64 bytes
  Bytes sealed_device_name;
  std::string display_name;
  bool listed = false;
  std::string invite;
};

struct SessionGrant {
  SecretBytes token;  ///< 32 bytes
  DeviceId device;
};

struct LoginParametersRequest {
  Username username;
};
struct LoginParameters {
  PasswordParameters password;
};

struct LoginRequest {
  Username username;
  CaptchaSolution captcha;
  SecretBytes login_secret;  ///< 32 bytes
};

struct LoginGrant {
  SessionGrant session;
  Bytes wrapped_keys;
  Bytes identity_key;  ///< 33 bytes
};

/// What crypto::open_device_list reads.
struct SignedDeviceList {
  Bytes list;       ///< 1 to max_device_list bytes
  Bytes signature;  ///< 64 bytes
  friend bool operator==(const SignedDeviceList&, const SignedDeviceList&) = default;
};

struct LogoutRequest {
  std::optional<SignedDeviceList> device_list{};  ///< without this device
};

struct SignedPrekey {
  PrekeyId id;
  Bytes key;        ///< 33 bytes
  Bytes signature;  ///< 64 bytes
};

struct OneTimePrekey {
  PrekeyId id;
  Bytes key;        ///< 33 bytes
  Bytes signature;  ///< 64 bytes
};

struct KemPrekey {
  PrekeyId id;
  Bytes key;        ///< 1,184 bytes
  Bytes signature;  ///< 64 bytes
};

/// Which of a device's KEM prekeys a bundle has.
enum class KemPrekeyKind : std::uint8_t { one_time, last_resort };

struct PublishKeysRequest {
  RegistrationId registration;
  Bytes device_signature;                       ///< 64 bytes
  std::optional<SignedPrekey> signed_prekey;    ///< absent: unchanged
  std::vector<OneTimePrekey> one_time_prekeys;  ///< 0 to max_prekeys_per_call
  Bytes sealed_device_name;                     ///< empty: unchanged
  std::uint32_t suite = suite_hybrid;
  std::optional<KemPrekey> kem_last_resort{};  ///< absent: unchanged
  std::vector<KemPrekey> kem_prekeys{};        ///< 0 to max_kem_prekeys_per_call
};

struct KeysPublished {
  std::uint32_t one_time_prekeys = 0;
  std::uint32_t kem_prekeys = 0;
};

struct FetchBundlesRequest {
  Username username;
  std::vector<DeviceId> devices;  ///< empty: all
  bool list_only = false;         ///< no bundles: the signed list alone
};

struct DeviceBundle {
  DeviceId device;
  RegistrationId registration;
  Bytes device_signature;
  SignedPrekey signed_prekey;
  std::optional<OneTimePrekey> one_time_prekey;
  std::uint32_t suite = suite_hybrid;
  KemPrekeyKind kem_prekey_kind = KemPrekeyKind::last_resort;
  KemPrekey kem_prekey{};
};

struct Bundles {
  Username username;
  Bytes identity_key;
  std::vector<DeviceBundle> devices;
  std::optional<SignedDeviceList> device_list{};  ///< absent: the account has none yet
};

struct DeviceListRequest {};

struct DeviceList {
  struct Device {
    DeviceId device;
    Bytes sealed_name;
    std::uint64_t created_day = 0;
    std::uint64_t last_seen_day = 0;
    bool current = false;
  };
  std::vector<Device> devices;
  std::optional<SignedDeviceList> signed_list{};
};

struct RevokeDeviceRequest {
  DeviceId device;
  std::optional<SignedDeviceList> device_list{};  ///< without that device
};

struct PublishDeviceListRequest {
  SignedDeviceList device_list;
};

struct DirectorySearchRequest {
  std::string query;
  std::uint32_t limit = 20;
};

struct ProfileRequest {
  Username username;
};

struct Profile {
  Username username;
  std::string display_name;
  std::string about;
  Bytes identity_key;
  bool listed = false;
};

struct Profiles {
  std::vector<Profile> profiles;
};

struct UpdateProfileRequest {
  std::string display_name;
  std::string about;
  bool listed = false;
};

struct DeleteAccountRequest {
  SecretBytes login_secret;
};

struct Done {};

enum class CallFailureCode : std::uint32_t {
  malformed = 1,
  unauthorised = 2,
  captcha_failed = 3,
  name_taken = 4,
  unknown_user = 5,
  not_found = 6,
  rate_limited = 7,
  refused = 8,
  unavailable = 9,
  invalid_signature = 10,
  too_large = 11,
  conflict = 12,
};

struct CallFailure {
  CallFailureCode code = CallFailureCode::malformed;
  Duration retry_after{0};
};

using Call =
    std::variant<CaptchaRequest, RegisterRequest, LoginParametersRequest, LoginRequest, LogoutRequest,
                 PublishKeysRequest, FetchBundlesRequest, DeviceListRequest, RevokeDeviceRequest,
                 DirectorySearchRequest, ProfileRequest, UpdateProfileRequest, DeleteAccountRequest,
                 PublishDeviceListRequest, OpenLinkingRequest, JoinLinkingRequest, OwnerLinkingRequest,
                 NewcomerLinkingRequest, AppendGroupEntryRequest, FetchGroupLogRequest, ListGroupsRequest,
                 FindGroupsRequest, AddPostRequest, FetchPostsRequest, CreateBlobRequest, PutBlobPartRequest,
                 BlobProgressRequest, FetchBlobPartRequest, DeleteBlobRequest, AppendToArchiveRequest,
                 ArchiveHeadRequest, FetchArchiveRequest, ShredArchivedRequest>;

using Reply = std::variant<CallFailure, CaptchaChallenge, SessionGrant, LoginParameters, LoginGrant, Done,
                           KeysPublished, Bundles, DeviceList, Profiles, LinkingJoined, OwnerLinking,
                           NewcomerLinking, GroupFacts, GroupLogPage, GroupList, GroupsFound, PostAdded,
                           PostPage, BlobProgress, BlobPart, ArchiveHead, ArchivePage>;

struct CallRequest {
  CallId id;
  Call call;
};

struct CallReply {
  CallId id;
  Reply reply;
};

}  // namespace sotto::wire
