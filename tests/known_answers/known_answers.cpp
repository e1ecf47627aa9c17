// SPDX-License-Identifier: GPL-3.0-or-later
#include "known_answers.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

#include "algorithms.hpp"
#include "fields.hpp"

namespace sotto::known_answers {
namespace {

struct Algorithm {
  std::string_view name;
  void (*check)(const Json& file, Report& report);
};

constexpr std::array algorithms{Algorithm{"ML-KEM-768", check_ml_kem_768},
                                Algorithm{"X25519", check_x25519},
                                Algorithm{"Ed25519", check_ed25519},
                                Algorithm{"HKDF-SHA-256", check_hkdf_sha256},
                                Algorithm{"HMAC-SHA-256", check_hmac_sha256},
                                Algorithm{"AES-256-GCM", check_aes_256_gcm},
                                Algorithm{"AES-256-CBC-PKCS5", check_aes_256_cbc}};

}  // namespace

void Report::expect_answer(bool is_right, std::string test) {
  is_right ? answered() : wrong(std::move(test));
}

void Report::expect_refusal(bool is_refused, std::string test) {
  is_refused ? refused() : wrong(std::move(test));
}

Report check(const Json& file) {
  const auto name = text(file, "algorithm");
  for (const auto& algorithm : algorithms) {
    if (algorithm.name != name) continue;
    Report report;
    algorithm.check(file, report);
    return report;
  }
  std::abort();
}

}  // namespace sotto::known_answers
