// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/captcha.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <optional>

#include "relay/limits.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::relay {
namespace {

constexpr std::string_view algorithm = "SHA-256";
constexpr std::size_t salt_bytes = 12;

Error refused(const char* where) { return {ErrorCode::captcha_failed, where}; }

std::string_view name_of(wire::CaptchaPurpose purpose) {
  return purpose == wire::CaptchaPurpose::log_in ? "log_in" : "register";
}

std::string digest_hex(const std::string& salt, std::uint64_t number) {
  return to_hex(crypto::sha256(bytes_of(salt + std::to_string(number))));
}

/// "<hex>?expires=<seconds>&purpose=<name>&"
std::string make_salt(ByteView random, std::int64_t expires_s, wire::CaptchaPurpose purpose) {
  std::string salt = to_hex(random);
  salt += "?expires=" + std::to_string(expires_s) + "&purpose=";
  salt += name_of(purpose);
  return salt + "&";
}

/// The seconds of a salt that make_salt could have made for this purpose.
std::optional<std::int64_t> expiry_of(std::string_view salt, wire::CaptchaPurpose purpose) {
  constexpr std::string_view before = "?expires=";
  const std::string after = "&purpose=" + std::string{name_of(purpose)} + "&";
  if (salt.size() < 2 * salt_bytes + before.size() || salt.substr(2 * salt_bytes, before.size()) != before)
    return {};
  const std::string_view rest = salt.substr(2 * salt_bytes + before.size());
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), seconds);
  if (error != std::errc{} || rest.substr(static_cast<std::size_t>(end - rest.data())) != after) return {};
  return seconds;
}

}  // namespace

Captcha::Captcha(const Clock& clock, RandomSource& random, std::uint64_t max_number)
    : clock_{clock}, random_{random}, max_number_{max_number}, key_{32}, spent_{16, SeededHash{random}} {
  // Without randomness nothing can be issued either: fill fails closed there. A zero key signs nothing that
  // counts.
  if (!random.fill(key_.expose_for_writing()).ok()) key_ = SecretBytes{};
}

std::string Captcha::sign(const std::string& challenge) const {
  return to_hex(crypto::hmac_sha256(key_, bytes_of(challenge)));
}

Result<wire::CaptchaChallenge> Captcha::issue(wire::CaptchaPurpose purpose) {
  if (key_.empty()) return Error{ErrorCode::random_failed, "captcha"};
  std::array<std::uint8_t, salt_bytes + 8> random{};
  SOTTO_TRY(random_.fill(random));
  std::uint64_t number = 0;
  std::memcpy(&number, random.data() + salt_bytes, sizeof number);
  number %= max_number_ + 1;
  const auto expires = (clock_.now() + captcha_lifetime).milliseconds / 1000;
  wire::CaptchaChallenge challenge;
  challenge.algorithm = algorithm;
  challenge.salt = make_salt(ByteView{random}.first(salt_bytes), expires, purpose);
  challenge.challenge = digest_hex(challenge.salt, number);
  challenge.signature = sign(challenge.challenge);
  challenge.max_number = max_number_;
  return challenge;
}

Status Captcha::check(wire::CaptchaPurpose purpose, const wire::CaptchaSolution& solution) const {
  if (key_.empty() || solution.algorithm != algorithm) return refused("algorithm");
  if (!equal_in_constant_time(bytes_of(sign(solution.challenge)), bytes_of(solution.signature))) {
    return refused("signature");
  }
  const auto expires = expiry_of(solution.salt, purpose);
  if (!expires || clock_.now().milliseconds / 1000 >= *expires) return refused("expired");
  if (solution.number > max_number_ || digest_hex(solution.salt, solution.number) != solution.challenge) {
    return refused("number");
  }
  return {};
}

Status Captcha::spend(const std::string& challenge) {
  const std::lock_guard lock{mutex_};
  const Instant now = clock_.now();
  for (; !forget_.empty() && forget_.front().until <= now; forget_.pop_front())
    spent_.erase(forget_.front().challenge);
  if (spent_.size() >= max_redeemed_captchas) return Error{ErrorCode::rate_limited, "captcha"};
  if (!spent_.insert(challenge).second) return refused("replayed");
  forget_.push_back({now + captcha_lifetime + Duration{1000}, challenge});
  return {};
}

Status Captcha::redeem(wire::CaptchaPurpose purpose, const wire::CaptchaSolution& solution) {
  SOTTO_TRY(check(purpose, solution));
  return spend(solution.challenge);
}

}  // namespace sotto::relay
