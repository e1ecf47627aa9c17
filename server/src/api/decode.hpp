// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/json.hpp"

/// Parts of request bodies that several resources share.
namespace sotto::relay::api {

/// Either ALTCHA's payload, base64 of a JSON object, or that object itself, under "captcha".
[[nodiscard]] Result<wire::CaptchaSolution> captcha_field(const boost::json::object& object);
[[nodiscard]] Result<wire::PasswordParameters> password_field(const boost::json::object& object);
[[nodiscard]] Result<wire::RegisterRequest> decode_registration(const Username& name, std::string_view body);
[[nodiscard]] Result<wire::SignedDeviceList> decode_device_list(std::string_view body);
[[nodiscard]] Result<wire::PublishKeysRequest> decode_publication(std::string_view body);

[[nodiscard]] boost::json::object encode(const wire::PasswordParameters& password);
[[nodiscard]] boost::json::object encode(const wire::Profile& profile);
[[nodiscard]] boost::json::object encode(const wire::Bundles& bundles);

}  // namespace sotto::relay::api
