// SPDX-License-Identifier: GPL-3.0-or-later
#include "signature_label.hpp"

#include "length_prefixed.hpp"

namespace sotto::crypto {
namespace {

std::string_view label_of(SignaturePurpose purpose) noexcept {
  switch (purpose) {
    case SignaturePurpose::register_account:
      return "sotto/v1/register-account";
    case SignaturePurpose::device:
      return "sotto/v1/device";
    case SignaturePurpose::device_list:
      return "sotto/v1/device-list";
    case SignaturePurpose::one_time_prekey:
      return "sotto/v1/one-time-prekey";
    case SignaturePurpose::kem_prekey:
      return "sotto/v1/kem-prekey";
    case SignaturePurpose::kem_last_resort:
      return "sotto/v1/kem-last-resort";
    case SignaturePurpose::group_create:
      return "sotto/v1/group/create";
    case SignaturePurpose::group_request:
      return "sotto/v1/group/request";
    case SignaturePurpose::group_approve:
      return "sotto/v1/group/approve";
    case SignaturePurpose::group_join:
      return "sotto/v1/group/join";
    case SignaturePurpose::group_leave:
      return "sotto/v1/group/leave";
    case SignaturePurpose::group_remove:
      return "sotto/v1/group/remove";
    case SignaturePurpose::group_role:
      return "sotto/v1/group/role";
    case SignaturePurpose::group_policy:
      return "sotto/v1/group/policy";
    case SignaturePurpose::group_rename:
      return "sotto/v1/group/rename";
    case SignaturePurpose::group_picture:
      return "sotto/v1/group/picture";
    case SignaturePurpose::post_text:
      return "sotto/v1/group/post";
    case SignaturePurpose::post_removal:
      return "sotto/v1/group/post-removal";
  }
  std::abort();
}

}  // namespace

Bytes labelled(SignaturePurpose purpose, ByteView message) {
  Bytes out = copy_of(bytes_of(label_of(purpose)));
  out.push_back(0);
  append(out, message);
  return out;
}

Bytes register_account_message(const Username& user) { return LengthPrefixed{}.text(user.text()).take(); }

Bytes device_message(const Username& user, DeviceId device, RegistrationId registration,
                     std::uint32_t suite) {
  LengthPrefixed parts;
  return parts.text(user.text()).number(device.value).number(registration.value).number(suite).take();
}

Bytes one_time_prekey_message(const Username& user, DeviceId device, PrekeyId id, ByteView key) {
  return LengthPrefixed{}.text(user.text()).number(device.value).number(id.value).bytes(key).take();
}

Bytes kem_prekey_message(const Username& user, DeviceId device, PrekeyId id, ByteView key) {
  return one_time_prekey_message(user, device, id, key);
}

}  // namespace sotto::crypto
