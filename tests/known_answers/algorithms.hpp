// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "known_answers.hpp"

/// One function for each algorithm that a file can be about; each takes the whole file.
namespace sotto::known_answers {

void check_ml_kem_768(const Json& file, Report& report);
void check_x25519(const Json& file, Report& report);
/// Ed25519's answers, asked as XEdDSA.
void check_ed25519(const Json& file, Report& report);
void check_hkdf_sha256(const Json& file, Report& report);
void check_hmac_sha256(const Json& file, Report& report);
void check_aes_256_gcm(const Json& file, Report& report);
/// The cipher inside Signal's messages.
void check_aes_256_cbc(const Json& file, Report& report);

}  // namespace sotto::known_answers
