// SPDX-License-Identifier: GPL-3.0-or-later
#include <openssl/evp.h>

#include <array>
#include <charconv>

#include "evp.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t longest_decimal = 20;

/// Hashes one salt with many numbers.
class SaltedHash {
 public:
  explicit SaltedHash(std::string_view salt)
      : algorithm_{EVP_MD_fetch(nullptr, "SHA256", nullptr)},
        salted_{EVP_MD_CTX_new()},
        context_{EVP_MD_CTX_new()} {
    ready_ = algorithm_ && salted_ && context_ &&
             EVP_DigestInit_ex2(salted_.get(), algorithm_.get(), nullptr) == 1 &&
             EVP_DigestUpdate(salted_.get(), salt.data(), salt.size()) == 1;
  }

  [[nodiscard]] bool ready() const noexcept { return ready_; }

  [[nodiscard]] bool gives(ByteView wanted, std::uint64_t number) {
    std::array<char, longest_decimal> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    Sha256 digest{};
    return EVP_MD_CTX_copy_ex(context_.get(), salted_.get()) == 1 &&
           EVP_DigestUpdate(context_.get(), digits.data(), static_cast<std::size_t>(end - digits.data())) ==
               1 &&
           EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1 && equal(digest, wanted);
  }

 private:
  Evp<EVP_MD> algorithm_;
  Evp<EVP_MD_CTX> salted_;
  Evp<EVP_MD_CTX> context_;
  bool ready_ = false;
};

}  // namespace

std::optional<std::uint64_t> solve_captcha(std::string_view challenge_hex, std::string_view salt,
                                           std::uint64_t from, std::uint64_t tries) {
  const auto wanted = parse_hex(challenge_hex);
  SaltedHash hash{salt};
  if (!wanted || wanted->size() != std::tuple_size_v<Sha256> || !hash.ready()) return std::nullopt;
  for (std::uint64_t i = 0; i < tries; ++i) {
    if (hash.gives(*wanted, from + i)) return from + i;
  }
  return std::nullopt;
}

}  // namespace sotto::crypto
