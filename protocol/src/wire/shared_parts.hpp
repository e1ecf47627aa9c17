// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks.hpp"
#include "sotto/v1/rpc.pb.h"
#include "sotto/wire/call.hpp"

/// Parts that stand in calls and in replies alike.
namespace sotto::wire {

/// A challenge's texts are short; its salt carries a few parameters.
inline constexpr Length max_captcha_text{1, 256};

[[nodiscard]] Result<RegistrationId> registration_field(std::uint32_t number);

void write_password_parameters(const PasswordParameters& from, v1::PasswordParameters& to);
[[nodiscard]] Result<PasswordParameters> read_password_parameters(const v1::PasswordParameters& from);

void write_device_list(const SignedDeviceList& from, v1::SignedDeviceList& to);
[[nodiscard]] Result<SignedDeviceList> read_device_list(const v1::SignedDeviceList& from);

void write_signed_prekey(const SignedPrekey& from, v1::SignedPrekey& to);
[[nodiscard]] Result<SignedPrekey> read_signed_prekey(const v1::SignedPrekey& from);
void write_kem_prekey(const KemPrekey& from, v1::KemPrekey& to);
[[nodiscard]] Result<KemPrekey> read_kem_prekey(const v1::KemPrekey& from);
void write_one_time_prekey(const OneTimePrekey& from, v1::OneTimePrekey& to);
[[nodiscard]] Result<OneTimePrekey> read_one_time_prekey(const v1::OneTimePrekey& from);

}  // namespace sotto::wire
